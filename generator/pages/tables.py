"""Which files the whole timeline can be had as, and what stands in them: the page that lists them and the stage that makes them agree here."""

from __future__ import annotations

from generator.check.timeline import Timeline
from generator.pages import cite, links

TABLES = {
    "events": (
        "id", "title", "date", "first_day", "last_day", "clock", "part_of_day", "type", "status", "several", "background", "places", "actors",
        "summary", "claims", "sources", "differences", "related", "added", "corrected", "address",
    ),
    "claims": (
        "event", "claim", "text", "by", "by_words", "stance", "hedge", "said", "quote", "source", "publisher", "published", "line", "voice",
        "origin",
    ),
    "differences": ("event", "number", "question", "status", "resolution", "claims", "silent"),
    "actors": ("id", "name", "kind", "aliases", "role", "of", "wikidata", "note", "events", "address"),
    "places": ("id", "name", "names", "kind", "latitude", "longitude", "radius_km", "wikidata", "note", "events", "address"),
    "sources": (
        "id", "publisher", "headline", "byline", "published", "language", "url", "archive", "agencies", "basis", "reliability", "machine_written",
        "document", "sha256", "passages", "address",
    ),
}  # fmt: skip
"""Columns of each table: `data/NAME.csv`."""

GEOJSON, JSON = "data/places.geojson", "data/timeline.json"
BIBTEX, CSL = "data/citations.bib", "data/citations.json"

DOWNLOADS = {**{f"data/{name}.csv": "text/csv" for name in TABLES}, GEOJSON: "application/geo+json", JSON: "application/json"}
"""Every file of the whole timeline by its path in the site, with its type."""


def has_feeds(timeline: Timeline, site_url: str) -> bool:
    """Whether there are feeds: they want something to tell, and whole addresses."""
    return bool(links.outbound(site_url)) and any(True for event in timeline.events for _ in cite.told(event))
