"""Stage 5: a timeline → files that browsers and other programs read, beside the pages.

Receives a `Timeline` through `Lookup`; returns bytes by path in the site. Reads and writes no file.

    columns     all events as columns of numbers, for the pages that draw, filter and search in the browser
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import Lookup

__all__ = ["data_files"]


def data_files(lookup: Lookup) -> Iterator[tuple[str, bytes]]:
    """Every data file, by its path in the site, always in the same order."""
    yield from ()
