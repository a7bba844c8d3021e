"""What tests of loading share: Word documents and PDFs that they make."""

import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import docx
import pytest
from fpdf import FPDF

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(build=lambda document: None, **properties) -> bytes:
    """A Word document that `build` has filled, with core properties."""
    document = docx.Document()
    build(document)
    for name, value in {"author": "", "title": "", **properties}.items():
        setattr(document.core_properties, name, value)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of(body: str) -> bytes:
    """A Word document with this XML as its body."""
    return repacked(word(), {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def repacked(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """A Word document with some of its parts exchanged or added."""
    old = zipfile.ZipFile(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts.get(name) if name in parts else old.read(name))
    return file.getvalue()


def pdf(*pages, columns: int = 1, header: str = "", encrypted: bool = False) -> bytes:
    """A PDF of pages, each a list of (text, size) paragraphs, set in columns and justified."""
    made = FPDF(format=(150, 210))
    made.set_creation_date(datetime(2030, 5, 3, 23, 30, tzinfo=UTC))
    made.set_margins(15, 22)
    made.set_title("A paper")
    made.set_author("Ann Writer")
    for number, paragraphs in enumerate(pages, 1):
        made.add_page()
        made.set_font("Times", size=9)
        if header:
            made.text(15, 12, f"{header}, page {number}")
        with made.text_columns(ncols=columns, gutter=8, text_align="J") as set_in:
            for text, size in paragraphs:
                made.set_font("Times", size=size)
                with set_in.paragraph(bottom_margin=3) as paragraph:
                    paragraph.write(text)
    if encrypted:
        made.set_encryption(owner_password="owner", user_password="user")
    return bytes(made.output())


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Makers of documents: `word`, `word_of`, `repacked`, `pdf`."""
    return SimpleNamespace(word=word, word_of=word_of, repacked=repacked, pdf=pdf)
