"""The page of downloads: which files the timeline can be had as, what is in them, on what terms."""

from __future__ import annotations

from typing import NamedTuple

from generator.pages import links, wording
from generator.pages.escape import plain
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import Sheet
from generator.pages.tables import BIBTEX, CSL, GEOJSON, JSON, TABLES, has_feeds
from generator.pages.wording import say


class File(NamedTuple):
    """A file: its `name` and the way to it, what is in it and how much, and its columns if it is a table."""

    name: str
    href: str
    what: str
    size: str
    columns: tuple[str, ...]


def data_page(lookup: Lookup) -> Page:
    """`/data/`."""
    sheet = Sheet(lookup, links.DATA)
    settings = lookup.timeline.settings
    return sheet.page(
        "data", say("title_data"), say("data_description", title=plain(settings.title)), crumbs=sheet.crumbs(),
        tables=[_file(sheet, f"data/{name}.csv", f"data_{name}", wording.count(number, "row"), TABLES[name]) for name, number in _rows(lookup).items()],
        others=[_file(sheet, JSON, "data_json"), _file(sheet, GEOJSON, "data_geojson")],
        citations=[_file(sheet, BIBTEX, "data_bibtex"), _file(sheet, CSL, "data_csl")],
        feeds=[_file(sheet, links.FEED, "data_atom"), _file(sheet, links.FEED_JSON, "data_json_feed")] if has_feeds(lookup.timeline, lookup.site_url) else [],
        licence=settings.licence, licence_href=links.outbound_href(settings.licence.url) if settings.licence else "",
        edition_href=sheet.href(links.EDITION),
    )  # fmt: skip


def _rows(lookup: Lookup) -> dict[str, int]:
    """How many rows each table has."""
    timeline = lookup.timeline
    return {
        "events": len(timeline.events),
        "claims": sum(len(claim.cites) for event in timeline.events for claim in event.claims),
        "differences": sum(len(event.differences) for event in timeline.events),
        "actors": len(timeline.actors), "places": len(timeline.places), "sources": len(timeline.sources),
    }  # fmt: skip


def _file(sheet: Sheet, path: str, what: str, size: str = "", columns: tuple[str, ...] = ()) -> File:
    return File(path.rpartition("/")[2], links.file_href(sheet.path, path), say(what), size, columns)
