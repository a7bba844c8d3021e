"""HTML to the text of its article, without navigation and promotion. Trafilatura finds the article;
readability-lxml is asked, too, so that half an article is not taken for the whole. The bytes are decoded, and the lines and the date
are made, here: they rest on no guess, and on nothing else that is installed."""

from __future__ import annotations

import codecs
import json
import re
from email.utils import parsedate
from importlib.metadata import version

import trafilatura
from lxml import html
from readability import Document as Readable
from trafilatura.settings import Document as Extracted

from generator.load.converted import Converted, Unreadable, clean_line, clean_lines, stated_day

NAME = "trafilatura"
VERSION = version("trafilatura")

_DECLARED = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}
"""Encodings that pages declare, and those that browsers read in their place."""

_UNSHOWN = {"graphic", "script", "style", "title", "noscript"}
_BLOCKS = frozenset(
    "p head quote item row list table lb code body div figure figcaption blockquote ul ol li dl dt dd tr br hr pre section article header footer "
    "aside main address details summary h1 h2 h3 h4 h5 h6".split()
)
"""Elements that begin a line, in trafilatura's terms and in those of HTML."""

MUCH_MORE = 1.8
"""How many times as long as the first a second reading of a page must be to be taken in its place; chosen by the score."""

_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date", "sailthru.date", "parsely-pub-date", "citation_publication_date",
)
"""Names of meta elements that state when a page was published, the plainest first."""


def convert(data: bytes) -> Converted:
    page = _decoded(data)
    tree = _parsed(page)
    date = _published(tree)
    # A fixed bound for dates: the library's own is today. Its date is not used, but the search for it must not vary either.
    extracted = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=True, include_formatting=False, deduplicate=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2100-01-01"},
    )
    text = _text(extracted.body) if isinstance(extracted, Extracted) and extracted.body is not None else "\n"
    if not text.strip():
        raise Unreadable("holds no article that can be told from the rest of the page")
    try:
        second = _text(_parsed(Readable(page).summary()))
    except MemoryError:
        raise
    except Exception:  # a second reading of some pages fails; the first stands
        second = ""
    return Converted(second if _lacks_most_of(text, second) else text, clean_line(extracted.title or ""), clean_line(extracted.author or ""), date)


def _parsed(page: str):
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)


def _lacks_most_of(text: str, second: str) -> bool:
    """Whether a second reading of the page has all of a text and much more: the text then broke off, as where an article
    stands in several parts of the page."""
    words, others = _phrases(text), _phrases(second)
    return bool(words) and len(others) > MUCH_MORE * len(words) and len(words & others) >= 0.9 * len(words)


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\u2e80-\u9fff]|\w+", text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _decoded(data: bytes) -> str:
    """The page's characters, as a browser reads them: by its byte order mark, as UTF-8 where it is that, by the encoding that it
    declares, else as Windows-1252."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup(declared.group(1).decode("ascii")).name if declared else "cp1252"
    except LookupError:
        name = "cp1252"
    if not name.startswith("iso2022"):  # which looks like UTF-8
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(_WIDER.get(name, name), "replace")
    except LookupError:  # an encoding, but none of text
        return data.decode("cp1252", "replace")


def _text(body) -> str:
    lines: list[str] = [""]
    _render(body, lines)
    return clean_lines([line for line in lines if line.strip()])


def _render(element, lines: list[str]) -> None:
    """Append an element's text: one line a paragraph, heading, list entry or table row; `lines` ends in the one being written."""
    if not isinstance(element.tag, str):
        return
    block = element.tag in _BLOCKS
    if element.tag in ("row", "tr"):
        lines += ["\t".join(" ".join("".join(cell.itertext()).split()) for cell in element.iter("cell", "td", "th")).strip(), ""]
    elif element.tag not in _UNSHOWN:
        if block:
            lines.append("")
        lines[-1] += _spaced(element.text, element.tag in ("code", "pre"))
        for child in element:
            _render(child, lines)
    if block:
        lines.append("")
    lines[-1] += _spaced(element.tail, False)


def _spaced(text: str | None, keep_lines: bool) -> str:
    return (text or "") if keep_lines else re.sub(r"\s+", " ", text or "")


def _published(tree) -> str:
    """The day that the page states as that of its publication: in JSON-LD, in a meta element, in `itemprop`, or in its only
    `<time>`. Nothing is guessed."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = _published_in(json.loads(script.text or ""), 0)
        except ValueError:
            continue
        if found:
            return found
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if name := (meta.get(key) or "").strip().lower():
                stated.setdefault(name, _day(meta.get("content") or ""))
    for name in _PUBLISHED:
        if stated.get(name):
            return stated[name]
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        if day := _day(element.get("datetime") or element.get("content") or ""):
            return day
    days = {day for element in tree.iter("time") if (day := _day(element.get("datetime") or ""))}
    return days.pop() if len(days) == 1 else ""


def _published_in(value, depth: int) -> str:
    """`datePublished` of the first article in JSON-LD."""
    if depth > 8:
        return ""
    if isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds):
            if isinstance(value.get("datePublished"), str) and (day := _day(value["datePublished"])):
                return day
        value = list(value.values())
    if isinstance(value, list):
        return next((day for inner in value if (day := _published_in(inner, depth + 1))), "")
    return ""


def _day(text: str) -> str:
    """A day in ISO 8601, or as mail writes it (`Sat, 06 Dec 2025 10:00:00 GMT`)."""
    if day := stated_day(text.replace("/", "-")):
        return day
    parts = parsedate(text)
    return stated_day(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}") if parts else ""
