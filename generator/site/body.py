"""Markdown of generated pages → HTML, without a Markdown parser.

Generated pages hold four things only (`generator.pages`): headings, finished HTML blocks, and paragraphs whose every mark is one that the
generator made: `**`, `*`, `[text](file.md)`, HTML inside a line; whatever a record holds is escaped. What comes of them is what
MkDocs makes of the same file (`tests/site/test_body.py`), for a hundredth of the time.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from markdown.extensions.toc import unique
from mkdocs.utils import get_relative_url

from generator.pages.links import directory_url, heading_anchor

_HEADING = re.compile(r"(#{1,6}) (.*)")
_OPENING = re.compile(r"<([a-z][a-z0-9]*)")
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"})
"""Elements that a paragraph may begin with; a block that begins with any other is finished HTML."""

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*]+)\*")


def body_html(text: str, path: str) -> str:
    """The HTML of a generated page's body. `path` is the page's file in the docs tree, from which its links lead."""
    taken: set[str] = set()
    out = []
    for block in text.split("\n\n"):
        block = block.strip("\n")
        if block[:1] == "<" and _OPENING.match(block)[1] not in _INLINE:
            out.append(block + "\n")
        elif heading := block[:1] == "#" and _HEADING.fullmatch(block):
            html = _phrasing(heading[2].strip(), path)
            level = len(heading[1])
            out.append(f'<h{level} id="{unique(heading_anchor(html), taken)}">{html}</h{level}>')
        elif block:
            out.append(f"<p>{_phrasing(block, path)}</p>")
    return "\n".join(out).strip("\n")


def _phrasing(text: str, path: str) -> str:
    if "[" in text:
        text = _LINK.sub(lambda link: f'<a href="{_served(link[2], posixpath.dirname(path), path)}">{link[1]}</a>', text)
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    return text


@lru_cache(maxsize=4096)
def _served(href: str, folder: str, path: str) -> str:
    """A link to a Markdown file as a link to the address it is served at."""
    if not href.endswith(".md") or ":" in href:
        return href
    return get_relative_url(directory_url(posixpath.normpath(posixpath.join(folder, href))), directory_url(path))
