"""Keeps the finished HTML of generated pages out of Python-Markdown, which would take it apart tag by tag only to put it together
again: the blocks are set aside before the conversion and put back after it, which gives the same page in half the time."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BEFORE_RAW_HTML = 25
"""Priority: after white space is normalised (30), before MkDocs and Python-Markdown look for raw HTML (21, 20)."""

_BLOCK = re.compile(r"^<([a-z][a-z0-9]*)[^\n]*(?:\n[^\n]+)*", re.MULTILINE)
"""A block as generated pages have it (`pages/render.py`): it begins at the start of a line and ends before an empty one. A paragraph
of prose may begin with an element, too, but with one that is part of a line."""

_ID = re.compile(r'<[^<>]* id="([^"]+)"')


class FinishedBlocks(Extension):
    """A Markdown extension. Works only while `generated` is set: HTML in a hand-written page may hold Markdown."""

    generated = False

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_SetAside(md, self), "finished_blocks", BEFORE_RAW_HTML)


class _SetAside(Preprocessor):
    def __init__(self, md: Markdown, extension: FinishedBlocks):
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        if not self._extension.generated:
            return lines
        return _BLOCK.sub(self._stash, "\n".join(lines)).split("\n")

    def _stash(self, block: re.Match) -> str:
        return self.md.htmlStash.store(block.group() + "\n") if self.md.is_block_level(block.group(1)) else block.group()


def anchors(html: str) -> set[str]:
    """The ids in a page's HTML, which MkDocs looks for in what it has seen of the page itself."""
    return set(_ID.findall(html))
