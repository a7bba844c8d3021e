"""A file of `seeds/` to text. The same bytes give the same text for ever: offsets into it are what quotes rest on.

Text and Markdown are read as they are. Other kinds are refused by name until a converter for them is part of the project.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TEXT_KINDS = {".txt": "text", ".md": "markdown", ".markdown": "markdown"}
MAX_DOCUMENT_BYTES = 20_000_000


@dataclass(frozen=True)
class Document:
    """A document under `seeds/`. `name` is its path there; `sha256` is of its bytes, in hex; `error` says in a sentence why
    it has no text, where it has none."""

    name: str
    sha256: str
    text: str
    error: str = ""

    def line_of(self, offset: int) -> int:
        """The line, from 1, of the character at `offset`."""
        return bisect_left(self._line_ends, offset) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]


def read_document(file: Path, name: str) -> Document:
    """Read one document; whatever keeps it from being read is told in `error`, never raised."""
    try:
        size = file.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            return Document(name, "", "", f"{size:,} bytes; a document has at most {MAX_DOCUMENT_BYTES:,}")
        data = file.read_bytes()
    except OSError as error:
        return Document(name, "", "", f"cannot be opened: {error.strerror}")
    digest = hashlib.sha256(data).hexdigest()
    if file.suffix.lower() not in TEXT_KINDS:
        kinds = ", ".join(TEXT_KINDS)
        return Document(name, digest, "", f"'{file.suffix or file.name}' is not a kind of document that is read yet ({kinds} are)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Document(name, digest, "", f"not UTF-8: byte {error.start + 1} cannot be read; save it as UTF-8")
    if "\x00" in text:
        return Document(name, digest, "", "holds a NUL character, so it is not text")
    if not text.strip():
        return Document(name, digest, "", "is empty")
    return Document(name, digest, text)
