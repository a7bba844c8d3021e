"""Stage 5: a timeline → files that browsers and other programs read, beside the pages.

Receives a `Timeline` through `Lookup`; returns bytes by path in the site. Reads and writes no file.

    columns     all events as columns of numbers, for the pages that draw, filter and search in the browser
    downloads   all records as tables (CSV), places as GeoJSON, everything as JSON
    feeds       what is new and what was corrected, as Atom and JSON Feed
    maps        small maps of places and events, as pictures; the land for the map of the explore page
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.columns import FOLDER, columns, named
from generator.data.downloads import Kept, downloads
from generator.data.feeds import feeds
from generator.data.maps import explore_land, small_maps
from generator.pages import Lookup

__all__ = ["data_files"]


def data_files(lookup: Lookup, kept: Kept = lambda events, make: make(events)) -> Iterator[tuple[str, bytes]]:
    """Every data file, by its path in the site, always in the same order. `kept`: gives what events gave in an earlier build, and has the
    rest made."""
    land = explore_land(lookup)
    name, data = named("land", land) if land else (None, b"")
    yield from columns(lookup, name)
    if name:
        yield f"{FOLDER}/{name}", data
    yield from small_maps(lookup)
    yield from downloads(lookup, kept)
    yield from feeds(lookup)
