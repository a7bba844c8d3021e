"""Files of `seeds/` to text. The same bytes give the same text for ever: offsets into it are what quotes rest on.

Text and Markdown are read as they are. HTML, PDF and DOCX are converted (`convert.py`), and what made their text is part of it:
source records hold its name, version and the hash of the text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.load.convert import CONVERTED_KINDS, Conversion, Converters
from generator.load.files import Files

TEXT_KINDS = {".txt": "text", ".md": "markdown", ".markdown": "markdown"}
MAX_DOCUMENT_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Converter:
    """What made a text: its name and version (the library's, `+`, that of this project's own steps), and the text's SHA-256."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        """As a value in a source record."""
        return f'{{name: {self.name}, version: "{self.version}", sha256: {self.sha256}}}'


@dataclass(frozen=True)
class Document:
    """A document under `seeds/`. `name` is its path there; `sha256` is of its bytes, in hex; `error` says in a sentence why
    it has no text, where it has none. `title`, `author` and `date` (`2025-12-06`) are those that the file states, empty where it
    states none; `converter` is None where the text is the file's own."""

    name: str
    sha256: str
    text: str
    error: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    converter: Converter | None = None

    def line_of(self, offset: int) -> int:
        """The line, from 1, of the character at `offset`."""
        return bisect_left(self._line_ends, offset) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]


class Documents(Mapping[str, Document]):
    """The documents below a folder, by their path there. One is read when it is asked for first; `read` reads several together.
    `files` are those of the folder's own folder; `fresh` are the documents that no earlier run has left there."""

    def __init__(self, folder: Path, names: Iterable[str], files: Files | None = None):
        self._files = files or Files(folder.parent)
        self._folder = folder.name
        self._names = dict.fromkeys(names)
        self._read: dict[str, Document] = {}
        self.fresh: list[Document] = []

    def read(self, names: Iterable[str]) -> None:
        """Read those of the named documents that are there and are not read yet."""
        wanted = sorted({name for name in names if name in self._names and name not in self._read})
        with Converters() as converters:
            for name in wanted:
                path = f"{self._folder}/{name}"
                found = self._files.value(path)
                if found is None:
                    found = _read(self._files, path, name, converters)
                    self.fresh.append(found)
                self._read[name] = found

    def __getitem__(self, name: str) -> Document:
        if name not in self._names:
            raise KeyError(name)
        self.read([name])
        return self._read[name]

    def items(self) -> ItemsView[str, Document]:
        """All documents, read together."""
        self.read(self._names)
        return super().items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_document(file: Path, name: str) -> Document:
    """Read one document; whatever keeps it from being read is told in `error`, never raised."""
    with Converters() as converters:
        return _read(Files(file.parent), file.name, name, converters)


def _read(files: Files, path: str, name: str, converters: Converters) -> Document:
    try:
        size = files.size(path)
        if size > MAX_DOCUMENT_BYTES:
            return Document(name, "", "", f"{size:,} bytes; a document has at most {MAX_DOCUMENT_BYTES:,}")
        data = files.read(path)
    except OSError as error:
        return Document(name, "", "", f"cannot be opened: {error.strerror}")
    digest = hashlib.sha256(data).hexdigest()
    suffix = PurePosixPath(path).suffix
    ending = suffix.lower()
    if ending in CONVERTED_KINDS:
        return _convert(name, digest, data, CONVERTED_KINDS[ending], converters)
    if ending not in TEXT_KINDS:
        kinds = ", ".join([*TEXT_KINDS, *CONVERTED_KINDS])
        return Document(name, digest, "", f"'{suffix or PurePosixPath(path).name}' is not a kind of document that is read ({kinds} are)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Document(name, digest, "", f"not UTF-8: byte {error.start + 1} cannot be read; save it as UTF-8")
    if "\x00" in text:
        return Document(name, digest, "", "holds a NUL character, so it is not text")
    if not text.strip():
        return Document(name, digest, "", "is empty")
    heading = re.search(r"^# +(.+?)\s*#*$", text, re.MULTILINE) if TEXT_KINDS[ending] == "markdown" else None
    return Document(name, digest, text, title=heading.group(1) if heading else "")


_made: dict[tuple[str, str], Conversion] = {}
"""Texts made in this process, by hash of the document and kind: `timeline serve` reads the same documents again and again."""


def _convert(name: str, digest: str, data: bytes, kind: str, converters: Converters) -> Document:
    made = _made.get((digest, kind)) or converters.convert(data, kind)
    if made.error:
        return Document(name, digest, "", made.error)
    _made[digest, kind] = made
    converter = Converter(made.name, made.version, hashlib.sha256(made.text.encode()).hexdigest())
    return Document(name, digest, made.text, "", made.title, made.author, made.date, converter)
