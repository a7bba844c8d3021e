"""The only place where a record's words become page text: whatever a record holds, the page shows it and nothing happens.

Receives values as curators and documents wrote them; returns `Markup` that is safe in Markdown and in HTML alike, double-quoted
attributes included, because every character that could begin markup in either is written as a numeric entity. Three strengths:

    inert(value)          no element at all: attributes, table cells, labels
    markdown_text(value)  the same, with `<span class="nb">` round names such as F-15, which never break
    prose                 a field that may hold emphasis (`*x*`, `_x_`, `**x**`) and nothing else

White space folds to single spaces, so that no value can open a line, and characters that HTML does not know are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup, escape

SPACE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""White space that breaks lines somewhere. No-break and other typographic spaces are the document's own and stay."""

_FOLD = re.compile(f"[{SPACE}]+")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[%s]" % "".join(
    chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
))  # fmt: skip
_ALWAYS = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_{}[]<>#|~^&!$@=+\""})
_ODD_SPACE = re.compile(r"[^\S ]")
# What is markup only where it stands: a list or heading mark at the start of a line, rules and comments, addresses that
# some builders turn into links, `:emoji:` names.
_START = re.compile(r"([0-9]+)([.)])|([-:])")
_RUN = re.compile(r"-(?=-)|(?<=-)-|(?<=www)\.|(?<!\d):(?=\S)|:(?=[^\s\d])")
_SIMPLE = re.compile(r"(?:[A-Za-z0-9 ,;.()?/%'\u2013\u2014\u2018\u2019\u201c\u201d\u2026]++|-(?=[A-Za-z0-9])|:(?= ))*+")
_NO_BREAK = re.compile(r"(?<![\w\-\u2011])[^\W\d_]{1,6}[-\u2011][0-9]{1,4}[^\W\d_]{0,3}(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?:\*\*(?=[^\s*])(?P<strong>[^*]+)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<em>[^*]+)(?<=\S)\*|_(?=[^\s_])(?P<under>[^_]+)(?<=\S)_)(?![\w*])"
)


_JSON = json.JSONEncoder(ensure_ascii=False)
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_IN_SCRIPT = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_FORMULA = tuple("=+-@'\uff1d\uff0b\uff0d\uff20")


class Link(NamedTuple):
    """A stretch of a prose value's plain text (offsets into `plain(value)`) and the address it leads to."""

    start: int
    end: int
    href: str


def plain(value: str) -> str:
    """A value as text: white space folded, emphasis marks taken off. Offsets of `Link` count in this."""
    return "".join(text for text, _ in _runs(value))


def front_matter(values: dict) -> str:
    """Front matter of a page, one JSON value a line (JSON is YAML). Strings are cleaned; nothing else is changed."""
    lines = [f"{key}: {_JSON.encode(cleaned(value))}\n" for key, value in values.items()]
    return "---\n" + "".join(lines) + "---\n"


def compact_json(value: object) -> str:
    """A value as JSON on one line. Raises `ValueError` for a number that JSON has not (NaN, infinity)."""
    return _COMPACT.encode(value)


def script_json(value: object) -> Markup:
    """The same, its texts cleaned, for a data block of a page (`<script type="application/ld+json">`): no text in it can end the block or
    begin a comment."""
    return Markup(compact_json(_cleaned_within(value)).translate(_IN_SCRIPT))


def attribute_json(value: object) -> Markup:
    """A value as JSON for an attribute in single quotes, in which JSON's own need no escape. For words of ours alone: texts are not
    cleaned."""
    return Markup(compact_json(value).replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;"))


def _cleaned_within(value: object) -> object:
    if isinstance(value, dict):
        return {key: _cleaned_within(item) for key, item in value.items()}
    return [_cleaned_within(item) for item in value] if isinstance(value, (list, tuple)) else cleaned(value)


def latex(text: str) -> str:
    """Plain text as a value of BibTeX within braces: what LaTeX would take for markup is escaped, letters of any script stay."""
    return "".join(_LATEX.get(character, character) for character in clean(text).strip(" "))


def xml_text(text: str) -> Markup:
    """Plain text for an element or a double-quoted attribute of XML; characters that XML has not are left out."""
    return escape(clean(text).strip(" "))


def csv_cell(text: str) -> str:
    """Plain text as a cell of a table: one that a spreadsheet would take for a formula, or that begins with an apostrophe, gets an apostrophe
    in front, so that whoever takes off the first apostrophe of a cell has the text."""
    text = clean(text).strip(" ")
    return f"'{text}" if text.startswith(_FORMULA) else text


def html_text(text: str) -> Markup:
    """Plain text for an HTML block whose every character counts, such as an address or a citation to be copied: escaped where
    HTML needs it, and where two braces would begin a template's expression."""
    return Markup(str(escape(clean(text).strip(" "))).replace("&#34;", '"').replace("&#39;", "'").replace("{{", "{&#123;").replace("}}", "}&#125;"))


def cut(text: str, limit: int) -> str:
    """Plain text of at most `limit` characters, ended at a word with … where it had to be cut."""
    if len(text) <= limit:
        return text
    head = text[:limit].rsplit(" ", 1)[0] if " " in text[:limit] else text[: limit - 1]
    return head.rstrip(" ,;:–-") + "…"


def inert(value: object) -> Markup:
    """A value as text without any element, for attributes and labels. `Markup` passes as it is."""
    return value if isinstance(value, Markup) else _inert_value(str(value))


@lru_cache(maxsize=8192)  # types, names and counts come back on page after page
def _inert_value(value: str) -> Markup:
    return Markup(_inert(clean(value).strip(" ")))


@lru_cache(maxsize=8192)
def markdown_text(value: str) -> Markup:
    """A value as text, in Markdown or HTML; names such as F-15 are kept in one piece."""
    return markup(_unbroken(clean(value).strip(" ")))


markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""`Markup` of a string, several times as fast as its class, which asks for more."""


def fragment(value: str) -> Markup:
    """A stretch from the middle of a text, like `markdown_text` but with the spaces at its edges; never for a line's start."""
    return Markup(_unbroken(clean(value), opens=False))


def prose_markdown(value: str, links: Sequence[Link] = ()) -> Markup:
    """A prose value as Markdown: emphasis, and `links` as ordinary Markdown links."""
    return _prose(value, links, {"strong": "**{}**", "em": "*{}*"}, "[{}]({})")


def prose_html(value: str, links: Sequence[Link] = ()) -> Markup:
    """A prose value as HTML phrasing content."""
    return _prose(value, links, {"strong": "<strong>{}</strong>", "em": "<em>{}</em>"}, '<a href="{1}">{0}</a>')


def _prose(value: str, links: Sequence[Link], wraps: dict[str, str], link_form: str) -> Markup:
    runs = _runs(value)
    if not links and len(runs) == 1 and not runs[0][1]:
        return markup(_unbroken(runs[0][0]))
    pending = sorted(links, key=lambda link: link.start)
    out, offset = [], 0
    for text, kind in runs:
        inside = [link for link in pending if offset <= link.start and link.end <= offset + len(text)]
        body = _linked(text, offset, inside, link_form)
        out.append(wraps[kind].format(body) if kind else body)
        offset += len(text)
    return Markup("".join(out))


def _linked(text: str, offset: int, links: list[Link], form: str) -> str:
    """One run of prose with its links; a link that would cross the edge of emphasis has been left out by the caller."""
    out, at = [], 0
    for link in links:
        start, end = link.start - offset, link.end - offset
        # A later piece never opens a line; only the first of a value does.
        out.append(_unbroken(text[at:start], opens=offset == 0 and at == 0))
        out.append(form.format(_unbroken(text[start:end]), link.href))
        at = end
    out.append(_unbroken(text[at:], opens=offset == 0 and at == 0))
    return "".join(out)


def _runs(value: str) -> list[tuple[str, str]]:
    """A prose value as (text, "" | "em" | "strong") runs. Marks that open or close nothing are text."""
    value = clean(value).strip(" ")
    if "*" not in value and "_" not in value:
        return [(value, "")]
    runs, at = [], 0
    for match in _EMPHASIS.finditer(value):
        if match.start() > at:
            runs.append((value[at : match.start()], ""))
        runs.append((match["strong"], "strong") if match["strong"] else (match["em"] or match["under"], "em"))
        at = match.end()
    if at < len(value) or not runs:
        runs.append((value[at:], ""))
    return runs


def clean(value: str) -> str:
    """A value with white space folded to single spaces and without characters that HTML does not know."""
    if value.isprintable() and "  " not in value:  # nothing to fold or leave out
        return value
    return _FOLD.sub(" ", _UNFIT.sub("", value))


def cleaned(value: object) -> object:
    """A value of front matter, or a list of them, with its texts cleaned."""
    if isinstance(value, str):
        return clean(str(value)).strip(" ")
    if isinstance(value, (list, tuple)):
        return [cleaned(item) for item in value]
    return value


def _unbroken(text: str, opens: bool = True) -> str:
    """Inert text with a span round every name of letters, hyphen and digits."""
    if "-" not in text and "\u2011" not in text:
        return _inert(text, opens)
    if "-" not in text and "\u2011" not in text:
        return _inert(text, opens)
    out, at = [], 0
    for match in _NO_BREAK.finditer(text):
        out.append(_inert(text[at : match.start()], opens and at == 0))
        out.append(f'<span class="nb">{_inert(match[0], opens=False)}</span>')
        at = match.end()
    out.append(_inert(text[at:], opens and at == 0))
    return "".join(out)


def _inert(text: str, opens: bool = True) -> str:
    """Text with every character that could begin markup as a numeric entity; `opens`: it may stand at a line's start."""
    match = _START.match(text) if opens else None
    if not match and _SIMPLE.fullmatch(text) and "www." not in text:
        return text
    if match:
        text = f"{match[1] or ''}\0{ord(match[2] or match[3])};{text[match.end() :]}"
    # \0 stands for `&#` until every other & and # is an entity; cleaned text holds none.
    placed = _RUN.sub(lambda match: f"\0{ord(match[0])};", text)
    placed = _ODD_SPACE.sub(lambda match: f"\0{ord(match[0])};", placed)
    return placed.translate(_ALWAYS).replace("\0", "&#")
