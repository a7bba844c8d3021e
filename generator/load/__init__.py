"""Stage 1: files of a project → raw records with the place of every value, documents as text, problems.

Receives a project's root folder. Knows no events: which fields a record has is the model's business. Hands on a `Loaded`;
never raises for what a contributor wrote.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.load.characters import SUSPECT, fault
from generator.load.documents import Documents
from generator.load.files import Files
from generator.load.tree import Mapping, Reread, parse_tree
from generator.problems import Problem, Related, Spot

KINDS = {"events": "event", "actors": "actor", "places": "place", "sources": "source"}
"""Folders under `content/` and the kind of record each holds."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 80
MAX_RECORD_BYTES = 1_000_000
WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
RESERVED = {*KINDS, "dates", "differences", "edition", "coverage", "search", "as-of", "data", "assets", "search-index", "readme"}
"""First parts of addresses that are not for hand-written pages and pictures below `content/`."""

PUBLISHED = {".md", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
"""Files of `content/` that become part of the site, besides the records' pages: none that can run in a browser."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record file: its kind, its id (the file's stem), its path from the root, and its tree; in `value` what an earlier run
    made of it, if that is known."""

    kind: str
    id: str
    path: str
    node: Mapping
    value: object | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything read. `named` has every id that a file claims, by kind, also of files that could not be read; `digests` are those
    of the bytes of record files, by path."""

    root: Path
    settings: RawRecord | None
    records: tuple[RawRecord, ...]
    named: dict[str, frozenset[str]]
    documents: Documents
    problems: tuple[Problem, ...]
    digests: dict[str, bytes]


def load_project(root: Path, files: Files | None = None, prepare: Callable[[list[str]], None] = lambda paths: None) -> Loaded:
    """Read `content/` and `seeds/` below `root`, through `files` where an earlier run has left something. `prepare` is given the
    paths of the files of `content/` before any is read."""
    problems: list[Problem] = []
    files = files or Files(root)
    if not (root / "content").is_dir():
        missing = Problem(
            "missing-file", "no folder content/ here", Spot("content"),
            "run this in a project's root, name one with -C, or make one with `timeline init`",
        )
        return Loaded(root, None, (), {kind: frozenset() for kind in KINDS.values()}, Documents(root / "seeds", ()), (missing,), {})
    found = _files(root, "content", problems)
    if (root / "content").is_symlink():
        return Loaded(root, None, (), {kind: frozenset() for kind in KINDS.values()}, Documents(root / "seeds", ()), tuple(problems), {})
    prepare(found)
    _check_strays(files, found, problems)
    settings = _load_settings(root, files, problems)
    records: list[RawRecord] = []
    named: dict[str, frozenset[str]] = {}
    for folder, kind in KINDS.items():
        read = _load_kind(files, [path for path in found if path.startswith(f"content/{folder}/")], folder, kind, problems)
        named[kind] = frozenset(identifier for identifier, _ in read)
        records += [record for _, record in read if record]
    digests = {path: files.digest(path) or b"" for path in found if path.endswith(".yml")}
    return Loaded(root, settings, tuple(records), named, load_documents(root, problems, files), tuple(problems), digests)


def _load_settings(root: Path, files: Files, problems: list[Problem]) -> RawRecord | None:
    path = "content/timeline.yml"
    if (root / path).is_symlink():
        return None  # told when the folder was read
    if not (root / path).exists():
        problems.append(Problem("missing-file", "no content/timeline.yml", Spot(path), "it names the timeline, its zone and its types"))
        return None
    return load_record(files, "timeline", "timeline", path, problems)


def load_record(files: Files, kind: str, identifier: str, path: str, problems: list[Problem]) -> RawRecord | None:
    """One record file, its problems added to the others; None where it could not be read."""
    if (value := files.value(path)) is not None:
        return RawRecord(kind, identifier, path, value.node, value)
    text = _read_text(files, path, problems)
    if text is None:
        return None
    tree, faults = parse_tree(text, path)
    problems += faults
    return RawRecord(kind, identifier, path, tree) if tree else None


def reread(files: Files, path: str) -> Reread:
    """A record file that gave no problem, to be read again when one of its places is asked for."""
    return Reread(lambda: parse_tree(_read_text(files, path, []) or "", path)[0], path)


def _load_kind(files: Files, paths: list[str], folder: str, kind: str, problems: list[Problem]) -> list[tuple[str, RawRecord | None]]:
    """The records of one kind, sorted by depth and path so that the first of two namesakes is always the same one."""
    first: dict[str, str] = {}
    found: list[tuple[str, RawRecord | None]] = []
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        name = path.rpartition("/")[2]
        identifier, dot, extension = name.rpartition(".")
        if extension != "yml" or not dot:
            if not name.startswith("."):
                help_ = "rename it to end in .yml" if extension == "yaml" else "records end in .yml; other files belong elsewhere"
                problems.append(Problem("bad-id", f"'{name}' is not a record", Spot(path), help_))
            continue
        if fault := id_fault(identifier):
            problems.append(Problem("bad-id", f"'{identifier}' cannot be an id: {fault}", Spot(path), f"rename the file: it becomes the address /{folder}/ID/"))
            continue
        if identifier in first:
            earlier = Related("the first stands here", Spot(first[identifier]))
            problems.append(Problem("duplicate-id", f"a second {kind} '{identifier}'", Spot(path), "ids are unique in their kind, whatever the folder: rename one", (earlier,)))
            continue
        first[identifier] = path
        found.append((identifier, load_record(files, kind, identifier, path, problems)))
    return found


def id_fault(identifier: str) -> str:
    if identifier == "index":
        return "`index` is an address of its own"
    if identifier in WINDOWS_NAMES:
        return "some systems cannot hold a file of this name"
    if len(identifier) > MAX_ID:
        return f"it has {len(identifier)} characters, at most {MAX_ID} are allowed"
    if not ID.fullmatch(identifier):
        return "use small letters a to z and digits, with single hyphens between"
    return ""


def _files(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    """Paths of the regular files below `folder`; a symbolic link is a problem and is not followed."""
    found: list[str] = []
    if (root / folder).is_symlink():
        problems.append(_symlink(folder))
        return found
    try:
        with os.scandir(root / folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return found
    for entry in inside:
        if entry.is_symlink():
            problems.append(_symlink(f"{folder}/{entry.name}"))
        elif not entry.is_dir():
            found.append(f"{folder}/{entry.name}")
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            found += _files(root, f"{folder}/{entry.name}", problems)
    return found


def project_files(root: Path) -> list[str] | None:
    """The paths of all files that a project is made of; None where a link is among them."""
    problems: list[Problem] = []
    found = _files(root, "content", problems) + _files(root, "seeds", problems)
    return None if problems else found


def _symlink(path: str) -> Problem:
    name = path.rpartition("/")[2]
    return Problem("symlink", f"'{name}' is a symbolic link", Spot(path), "records and documents are files of this repository: put the file itself here")


def _check_strays(files: Files, paths: list[str], problems: list[Problem]) -> None:
    """Files of `content/` outside the folders of records: pages and pictures, which become part of the site as they are."""
    own = tuple(f"content/{folder}/" for folder in KINDS)
    for path in paths:
        if path.startswith(own) or path == "content/timeline.yml" or "/." in path:
            continue
        inside = path.removeprefix("content/")
        stem, _, extension = inside.rpartition(".")
        if extension in ("yml", "yaml"):
            problems.append(Problem("stray-file", f"'{inside}' is in no folder of records, so nothing reads it", Spot(path), f"records are in {', '.join(own)}, and end in .yml"))
        elif f".{extension.lower()}" not in PUBLISHED:
            problems.append(Problem("stray-file", f"'{inside}' is no page and no picture", Spot(path), f"content/ holds records, and files that end in {', '.join(sorted(PUBLISHED))}"))
        elif stem.split("/")[0].lower() in RESERVED:
            problems.append(Problem("stray-file", f"'{inside}' would take an address of generated pages", Spot(path), "give it another name"))
        elif extension == "md":
            _read_text(files, path, problems)


def _read_text(files: Files, path: str, problems: list[Problem]) -> str | None:
    """The text of a record file; strictly UTF-8, no characters that look like something they are not."""
    try:
        data = files.read(path)
    except OSError as error:
        problems.append(Problem("bad-encoding", f"cannot be opened: {error.strerror}", Spot(path)))
        return None
    if len(data) > MAX_RECORD_BYTES:
        problems.append(Problem("too-large", f"{len(data):,} bytes; a record has at most {MAX_RECORD_BYTES:,}", Spot(path), "split it into several records"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        problems.append(Problem("bad-encoding", f"byte {error.start + 1} is not UTF-8", _spot_after(path, before), "save the file as UTF-8"))
        return None
    if found := SUSPECT.search(text):
        bom = found.group() == "\ufeff" and found.start() == 0
        help_ = "save the file as UTF-8 without a byte order mark" if bom else "take the character out"
        problems.append(Problem("bad-encoding", f"holds {fault(found.group())}", _spot_after(path, text[: found.start()]), help_))
        return None
    return text.replace("\r\n", "\n")


def _spot_after(path: str, before: str) -> Spot:
    return Spot(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def load_documents(root: Path, problems: list[Problem] | None = None, files: Files | None = None) -> Documents:
    """The documents below `seeds/` by their path there. None is read before a source needs it."""
    found = _files(root, "seeds", [] if problems is None else problems)
    return Documents(root / "seeds", sorted(path.removeprefix("seeds/") for path in found), files)
