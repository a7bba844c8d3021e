"""A document outside any project to its text and to what its file says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.load.documents import TEXT_KINDS, Document, read_document


@dataclass(frozen=True, slots=True)
class Converted:
    """A document with the title, author and date that its file states; None where it states none. Nothing is guessed: plain
    text states none of them."""

    document: Document
    title: str | None
    author: str | None
    date: str | None


def convert_document(file: Path) -> Converted:
    """Read a file; whatever keeps it from being read is told in `document.error`."""
    document = read_document(file, file.name)
    title = None
    if TEXT_KINDS.get(file.suffix.lower()) == "markdown":
        heading = re.search(r"^# +(.+?)\s*#*$", document.text, re.MULTILINE)
        title = heading.group(1) if heading else None
    return Converted(document, title, None, None)
