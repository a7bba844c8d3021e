"""PDF to text in the order a person reads it, one paragraph a line. PDFium says which characters stand where; `layout.py` makes
columns and paragraphs of them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from importlib.metadata import version

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from generator.load.converted import Converted, Unreadable, clean_line, clean_lines, stated_day
from generator.load.layout import Fragment, Sign, line_fragments, text_lines

NAME = "pypdfium2"
VERSION = version("pypdfium2")

_RESTRICTED = {raw.FPDF_ERR_PASSWORD: "is protected by a password; save it without one", raw.FPDF_ERR_SECURITY: "is locked in a way that is not read; save it without a lock"}

class _NoSystemFonts(pdfium.PdfSysfontBase):
    """Hides the machine's fonts: a PDF without its own would be measured by whichever are installed."""

    def EnumFonts(self, _, mapper):
        return None

    def MapFont(self, _, weight, italic, charset, pitch_family, face, exact):
        return None

    def GetFont(self, _, face):
        return None


_NoSystemFonts().setup()


def convert(data: bytes) -> Converted:
    if b"%PDF-" in data[:1024] and b"%%EOF" not in data[-4096:]:
        # PDFium mends what it can, and would give the first pages of a file of which the rest is lost.
        raise Unreadable("is cut off: it lacks its end")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable(_RESTRICTED.get(error.err_code, "is no PDF, though its name says so, or is damaged")) from error
    if not len(document):
        raise Unreadable("has no pages that can be read; it is damaged")
    pages = []
    for number in range(len(document)):
        try:
            pages.append(_read_page(document[number]))
        except pdfium.PdfiumError as error:
            raise Unreadable(f"is damaged: its page {number + 1} cannot be read") from error
    letters = Counter(_unknown(character) for page in pages for fragment in page for character in fragment.text)
    if not letters:
        raise Unreadable("holds no text; where its pages show some, they are pictures of it (a scan)")
    if letters[True] > letters[False] / 2:
        raise Unreadable("does not say which letters its signs stand for")
    text = clean_lines(text_lines(pages))
    stated = document.get_metadata_dict()
    return Converted(text, clean_line(stated.get("Title", "")), clean_line(stated.get("Author", "")), stated_day(stated.get("CreationDate", "").removeprefix("D:")[:8]))


def _unknown(character: str) -> bool:
    return character in "\ufffd\x00" or unicodedata.category(character) in ("Co", "Cn")


def _read_page(page: pdfium.PdfPage) -> list[Fragment]:
    """The fragments of lines of a page. Text that stands askew is turned upright, and put below all that is not."""
    text = page.get_textpage()
    turned: dict[int, list[Sign]] = {}
    for angle, sign in _signs(text, page.get_bbox()):
        turned.setdefault(angle, []).append(sign)
    fragments: list[Fragment] = []
    for _, signs in sorted(turned.items(), key=lambda item: (-len(item[1]), item[0])):
        found = line_fragments(signs)
        if fragments and found:
            drop = min(fragment.base for fragment in fragments) - max(fragment.base for fragment in found) - 100
            found = [fragment.moved(drop) for fragment in found]
        fragments += found
    text.close()
    page.close()
    return fragments


def _signs(text: pdfium.PdfTextPage, page_box: tuple[float, float, float, float]):
    """Every character that shows on the page, and every space, each with its angle in degrees (clockwise) and turned upright."""
    handle = text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    left, bottom, right, top = page_box
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        # PDFium marks a hyphen at the end of a line by a code of its own.
        character = "-" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"
        if character in "\r\n" or not raw.FPDFText_GetCharOrigin(handle, index, x, y):
            continue
        if not (left - 1 <= x.value <= right + 1 and bottom - 1 <= y.value <= top + 1):
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetMatrix(handle, index, matrix)
        raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
        angle = round(math.degrees(max(raw.FPDFText_GetCharAngle(handle, index), 0.0)) / 5) * 5 % 360
        size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d) or 1.0
        turn = math.radians(-angle)
        cos, sin = round(math.cos(turn), 6), round(math.sin(turn), 6)
        across = [cos * px + sin * py for px in (box.left, box.right) for py in (box.bottom, box.top)]
        yield angle, Sign(character, min(across), max(across), cos * y.value - sin * x.value, size, name.value)
