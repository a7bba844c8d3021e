"""On this page: the sections of a long page in short, with the way to each and how much it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markdown.extensions.toc import unique

from generator.pages.links import heading_anchor

FEW_SECTIONS = 3
SHORT, SHORT_LINES = 12, 30
"""Rows of all sections together below which a page has no list of them; of rows that are no more than lines."""


class Part(NamedTuple):
    """A section: its heading as HTML, its name in the page's address, and how many rows it has (0: not counted)."""

    heading: str
    anchor: str
    rows: int


def contents(title: str, sections: Iterable[tuple[str, int]], lines: bool = False) -> list[Part]:
    """A page's sections, or none of a page that is short: fewer than `FEW_SECTIONS` with anything in them, or too few rows (`lines`, or longer
    ones). `title` and headings are HTML; all headings of the page are given, in order, so that two of one name get the anchors that they
    have on the page."""
    taken: set[str] = set()
    unique(heading_anchor(str(title)), taken)
    found = [Part(heading, unique(heading_anchor(str(heading)), taken), rows) for heading, rows in sections if rows]
    return found if len(found) >= FEW_SECTIONS and sum(part.rows for part in found) >= (SHORT_LINES if lines else SHORT) else []
