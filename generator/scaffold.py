"""New records and new projects, as files to fill in."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from generator.load import KINDS, id_fault, load_documents
from generator.load.documents import Document
from generator.model.edtf import DateError, parse
from generator.problems import listed

PRODUCT = Path(__file__).resolve().parents[1]
"""The repository this generator lives in: its mkdocs.yml and theme begin new projects, and serve those that have none."""

SKELETON = Path(__file__).parent / "skeleton"
FOLDERS = {kind: folder for folder, kind in KINDS.items()}


class ScaffoldError(Exception):
    """Nothing was written; the message says why, for the person at the terminal."""


def new_record(root: Path, kind: str, identifier: str, document: str = "") -> Path:
    """Write a record with blanks below `root`; its path. Raises `ScaffoldError` and never touches a file that is there."""
    if fault := id_fault(identifier):
        raise ScaffoldError(f"'{identifier}' cannot be an id: {fault}")
    if not (root / "content").is_dir():
        raise ScaffoldError(f"no folder content/ in {root.resolve()}; run this in a project's root, or name one with -C")
    folder = root / "content" / FOLDERS[kind]
    taken = sorted(folder.rglob(f"{identifier}.yml")) if folder.exists() else []
    if taken:
        raise ScaffoldError(f"{taken[0]} is there already")
    text = (SKELETON / "records" / f"{kind}.yml").read_text(encoding="utf-8")
    found = _document_of(root, document)
    text = text.replace("DATE", _date_of(identifier)).replace("ADDED", f'"{date.today()}"').replace("DOCUMENT", document).replace("SHA256", found.sha256 if found else "")
    text = text.replace("CONVERTER\n", f"converter: {found.converter}\n" if found and found.converter else "")
    file = folder / f"{identifier}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(re.sub(r" +$", "", text, flags=re.MULTILINE), encoding="utf-8", newline="\n")
    return file


def new_project(root: Path) -> None:
    """Write an empty project that checks and builds. Raises `ScaffoldError` where `root` holds anything."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ScaffoldError(f"{root} is not an empty folder; name a new one")
    shutil.copytree(SKELETON / "project", root, dirs_exist_ok=True)
    shutil.copytree(PRODUCT / "overrides", root / "overrides")
    config = (PRODUCT / "mkdocs.yml").read_text(encoding="utf-8")
    own_address = re.sub(r"(?m)^site_url: .*$", 'site_url: !ENV [SITE_URL, ""]', config)
    (root / "mkdocs.yml").write_text(own_address, encoding="utf-8", newline="\n")
    for folder in ("seeds", *(f"content/{name}" for name in KINDS)):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / ".gitkeep").touch()


def _date_of(identifier: str) -> str:
    """The date an id begins with, as a YAML value; blank where it begins with none."""
    match = re.match(r"\d{4}(-\d{2}){0,2}(?=-|$)", identifier)
    try:
        return f'"{parse(match.group()).text}"' if match else ""
    except DateError:
        return ""


def _document_of(root: Path, document: str) -> Document | None:
    """A document below seeds/, which must be one that can be read; None where none is named."""
    if not document:
        return None
    if document not in (found := load_documents(root)):
        name = document.removeprefix("./").removeprefix("seeds/")
        help_ = f"; name it as {name}" if name in found else f"; there are: {listed(found) or 'none yet'}"
        raise ScaffoldError(f"no document '{document}' below seeds/{help_}")
    if found[document].error:
        raise ScaffoldError(f"seeds/{document}: {found[document].error}")
    return found[document]
