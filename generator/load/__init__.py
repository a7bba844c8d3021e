"""Stage 1: files of a project → raw records with the place of every value, documents as text, problems.

Receives a project's root folder. Knows no events: which fields a record has is the model's business. Hands on a `Loaded`;
never raises for what a contributor wrote.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.load.documents import Document, read_document
from generator.load.tree import Mapping, parse_tree
from generator.problems import Problem, Related, Spot

KINDS = {"events": "event", "actors": "actor", "places": "place", "sources": "source"}
"""Folders under `content/` and the kind of record each holds."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 80
MAX_RECORD_BYTES = 1_000_000
WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
LINE_LIKE = {"\x85", "\u2028", "\u2029", "\x0b", "\x0c"}
"""Characters that YAML or an editor may take for a line break while the other does not."""

BIDI = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record file: its kind, its id (the file's stem), its path from the root, and its tree."""

    kind: str
    id: str
    path: str
    node: Mapping


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything read. `named` has every id that a file claims, by kind, also of files that could not be read."""

    root: Path
    settings: RawRecord | None
    records: tuple[RawRecord, ...]
    named: dict[str, frozenset[str]]
    documents: dict[str, Document]
    problems: tuple[Problem, ...]


def load_project(root: Path) -> Loaded:
    """Read `content/` and `seeds/` below `root`."""
    problems: list[Problem] = []
    if not (root / "content").is_dir():
        missing = Problem(
            "missing-file", "no folder content/ here", Spot("content"),
            "run this in a project's root, name one with -C, or make one with `timeline init`",
        )
        return Loaded(root, None, (), {kind: frozenset() for kind in KINDS.values()}, {}, (missing,))
    settings = _load_settings(root, problems)
    records: list[RawRecord] = []
    named: dict[str, frozenset[str]] = {}
    for folder, kind in KINDS.items():
        found = _load_kind(root, folder, kind, problems)
        named[kind] = frozenset(identifier for identifier, _ in found)
        records += [record for _, record in found if record]
    return Loaded(root, settings, tuple(records), named, load_documents(root, problems), tuple(problems))


def _load_settings(root: Path, problems: list[Problem]) -> RawRecord | None:
    path = "content/timeline.yml"
    if not (root / path).exists():
        problems.append(Problem("missing-file", "no content/timeline.yml", Spot(path), "it names the timeline, its zone and its types"))
        return None
    node = _read_tree(root, path, problems)
    return RawRecord("timeline", "timeline", path, node) if node else None


def _load_kind(root: Path, folder: str, kind: str, problems: list[Problem]) -> list[tuple[str, RawRecord | None]]:
    """The records of one kind, sorted by depth and path so that the first of two namesakes is always the same one."""
    paths = sorted(_files(root, f"content/{folder}", problems), key=lambda path: (path.count("/"), path))
    first: dict[str, str] = {}
    found: list[tuple[str, RawRecord | None]] = []
    for path in paths:
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
        node = _read_tree(root, path, problems)
        found.append((identifier, RawRecord(kind, identifier, path, node) if node else None))
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
    for directory, subfolders, names in os.walk(root / folder):
        subfolders.sort()
        base = Path(directory).relative_to(root).as_posix()
        for name in sorted([*names, *subfolders]):
            if os.path.islink(os.path.join(directory, name)):
                problems.append(Problem("symlink", f"'{name}' is a symbolic link", Spot(f"{base}/{name}"), "records and documents are files of this repository: put the file itself here"))
            elif name in names:
                found.append(f"{base}/{name}")
    return found


def _read_tree(root: Path, path: str, problems: list[Problem]) -> Mapping | None:
    text = _read_text(root, path, problems)
    if text is None:
        return None
    tree, faults = parse_tree(text, path)
    problems += faults
    return tree


def _read_text(root: Path, path: str, problems: list[Problem]) -> str | None:
    """The text of a record file; strictly UTF-8, no characters that look like something they are not."""
    file = root / path
    if file.is_symlink():
        problems.append(Problem("symlink", f"'{file.name}' is a symbolic link", Spot(path), "records are files of this repository: put the file itself here"))
        return None
    try:
        data = file.read_bytes()
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
    faults = [_character_problem(path, text, match.start()) for match in _SUSPECT.finditer(text)]
    problems += faults
    return None if faults else text.replace("\r\n", "\n")


_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u2028\u2029\u200b\u2060" + "".join(sorted(BIDI)) + "\ufffe\uffff]|\r(?!\n)")


def _character_problem(path: str, text: str, offset: int) -> Problem:
    character = text[offset]
    name = unicodedata.name(character, "a control character")
    why = "it looks like a line break to some readers only" if character in LINE_LIKE else "it cannot be seen"
    help_ = "save the file as UTF-8 without a byte order mark" if (character, offset) == ("\ufeff", 0) else "take the character out"
    return Problem("bad-encoding", f"holds U+{ord(character):04X} ({name}): {why}", _spot_after(path, text[:offset]), help_)


def _spot_after(path: str, before: str) -> Spot:
    return Spot(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def load_documents(root: Path, problems: list[Problem] | None = None) -> dict[str, Document]:
    """Every document below `seeds/` by its path there. One that cannot be read says why; only a source that needs it minds."""
    problems = [] if problems is None else problems
    if not (root / "seeds").is_dir():
        return {}
    return {
        path.removeprefix("seeds/"): read_document(root / path, path.removeprefix("seeds/"))
        for path in sorted(_files(root, "seeds", problems))
    }
