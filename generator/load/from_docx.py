"""DOCX to text: paragraphs, tables and list entries in order, then footnotes and endnotes. Tracked insertions are read, tracked
deletions, hidden text, field codes and the second form of anything stated twice are not. python-docx opens the file."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import version

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from generator.load.converted import Converted, Unreadable, clean_line, clean_lines

NAME = "python-docx"
VERSION = version("python-docx")

MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 5_000

_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:rt"), qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:trPr"),
    qn("w:tcPr"), qn("w:sectPr"), qn("w:sdtPr"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""Deleted or moved away; codes of fields; readings above characters; formatting; what older programs show in place of a drawing."""

_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_TEXT = {qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}


def convert(data: bytes) -> Converted:
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a damaged package makes python-docx raise
        raise Unreadable("is no Word document, though its name says so, or is damaged") from error
    blocks = _Blocks()
    blocks.read(document.element.body)
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        for related in document.part.rels.values():
            if related.reltype == kind and not related.is_external:
                for note in parse_xml(related.target_part.blob):
                    if note.get(qn("w:type")) in (None, "normal"):
                        blocks.read(note)
    text = clean_lines([part for line in blocks.lines for part in line.split("\n") if part.strip()])
    if not text.strip():
        raise Unreadable("holds no text")
    return _with_properties(document, text)


def _check_archive(data: bytes) -> None:
    """Refuse what would fill the memory, before anything of it is unpacked: no part unpacks to more than its entry says."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable("is no Word document, though its name says so, or is cut off") from error
    if len(parts) > MAX_PARTS:
        raise Unreadable(f"packs {len(parts):,} files; a Word document is read up to {MAX_PARTS:,}")
    if (size := sum(part.file_size for part in parts)) > MAX_UNPACKED_BYTES:
        raise Unreadable(f"unpacks to {size:,} bytes; a Word document is read up to {MAX_UNPACKED_BYTES:,}")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("is protected by a password; save it without one")


def _with_properties(document, text: str) -> Converted:
    if not any(related.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for related in document.part.package.rels.values()):
        return Converted(text)
    try:
        stated = document.core_properties
    except AttributeError:  # the part that should hold them is of another type
        return Converted(text)
    created = stated.created.date().isoformat() if stated.created else ""
    return Converted(text, clean_line(stated.title), clean_line(stated.author), created)


class _Blocks:
    """Collects lines: one a paragraph, list entry or table row."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.joined = False  # the mark that ended the last paragraph is deleted, so that the next one goes on in its line

    def read(self, parent) -> None:
        """The blocks within an element, in order."""
        for element in parent:
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
                self.read(element)

    def _paragraph(self, paragraph) -> None:
        pieces: list[str] = []
        boxes: list = []
        _inline(paragraph, pieces, boxes)
        text = "".join(pieces)
        if self.joined and self.lines:
            self.lines[-1] += text
        else:
            self.lines.append(text)
        self.joined = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
        for box in boxes:
            self.read(box)

    def _table(self, table) -> None:
        for row in table.iterchildren(qn("w:tr"), qn("w:sdt"), qn("w:ins")):
            if row.tag != qn("w:tr"):
                self._table(row)
            elif row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                self.lines.append("\t".join(_cell(cell) for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row))


def _cell(cell) -> str:
    inner = _Blocks()
    inner.read(cell)
    return " ".join(" ".join(inner.lines).split())


def _inline(element, pieces: list[str], boxes: list) -> None:
    """The text of what stands in a line; text boxes anchored there are put aside."""
    for child in element:
        if child.tag in _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag == qn("w:txbxContent"):
            boxes.append(child)
        elif child.tag not in _SKIPPED and not (child.tag == qn("w:r") and _hidden(child)):
            _inline(child, pieces, boxes)


def _hidden(run) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")
