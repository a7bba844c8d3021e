"""What is new and what was corrected, for feed readers: Atom (RFC 4287) and JSON Feed 1.1.

An entry is dated by its record, never by the build. Its id is the record's first address, which goes on leading to it whatever the record is
called later. Both formats want whole addresses: where nobody knows where the site will stand, there are no feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import edtf
from generator.model.edtf import Day
from generator.model.records import Event
from generator.pages import cite, links, wording
from generator.pages.escape import compact_json, markup, plain, xml_text
from generator.pages.lookup import Lookup
from generator.pages.tables import has_feeds
from generator.pages.wording import say

MOST = 100
"""Entries of a feed."""


class Entry(NamedTuple):
    """An event that was published, or a correction of one; texts are plain, addresses whole."""

    id: str
    address: str
    title: str
    summary: str
    day: Day
    type: str
    corrected: bool


def feeds(lookup: Lookup) -> Iterator[tuple[str, bytes]]:
    """The feeds by their paths in the site; none where there is nothing to tell."""
    if has_feeds(lookup.timeline, lookup.site_url):
        found = entries(lookup)
        yield links.FEED, atom(lookup, found).encode()
        yield links.FEED_JSON, json_feed(lookup, found).encode()


def entries(lookup: Lookup) -> list[Entry]:
    """The newest entries, newest first; of one day those of the latest events first."""
    told = [(day, place, number, event) for place, event in enumerate(lookup.timeline.events) for number, day in cite.told(event)]
    told.sort(key=lambda one: one[:3], reverse=True)
    return [_entry(lookup, event, number, day) for day, _, number, event in told[:MOST]]


def _entry(lookup: Lookup, event: Event, number: int, day: Day) -> Entry:
    path, title = links.event_path(event.id), plain(event.title)
    first = links.event_path(event.formerly[0] if event.formerly else event.id)
    if not number:
        gist = plain(event.summary[0].text) if event.summary else ""
        return Entry(links.permanent(lookup.site_url, first), links.permanent(lookup.site_url, path), title, gist, day, event.type, False)
    correction = event.corrections[number - 1]
    return Entry(
        links.permanent(lookup.site_url, first, f"correction-{number}"),
        links.permanent(lookup.site_url, path, links.heading_anchor(say("section_corrections"))),
        say("feed_corrected", title=title), f"{plain(correction.what)} {plain(correction.why)}", day, event.type, True,
    )  # fmt: skip


def atom(lookup: Lookup, found: list[Entry]) -> str:
    """The entries as Atom; there is at least one."""
    settings = lookup.timeline.settings
    home, address = (xml_text(where) for where in (links.permanent(lookup.site_url, links.HOME), links.file_address(lookup.site_url, links.FEED)))
    title = xml_text(plain(settings.title))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(settings.language)}">',
        f"<title>{title}</title>",
        f"<subtitle>{xml_text(plain(settings.description))}</subtitle>",
        f"<id>{address}</id>",
        f'<link rel="self" type="application/atom+xml" href="{address}"/>',
        f'<link rel="alternate" type="text/html" href="{home}"/>',
        f"<updated>{_time(max(entry.day for entry in found))}</updated>",
        f"<author><name>{title}</name></author>",
        *([f"<rights>{xml_text(settings.licence.name)}</rights>"] if settings.licence else []),
        *map(_atom_entry, found),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _atom_entry(entry: Entry) -> str:
    time = _time(entry.day)
    return markup("\n".join([
        "<entry>",
        f"<title>{xml_text(entry.title)}</title>",
        f"<id>{xml_text(entry.id)}</id>",
        f'<link rel="alternate" type="text/html" href="{xml_text(entry.address)}"/>',
        *([] if entry.corrected else [f"<published>{time}</published>"]),
        f"<updated>{time}</updated>",
        f'<category term="{xml_text(entry.type)}" label="{xml_text(_label(entry))}"/>',
        f"<summary>{xml_text(entry.summary)}</summary>",
        "</entry>",
    ]))  # fmt: skip


def json_feed(lookup: Lookup, found: list[Entry]) -> str:
    """The same entries as a JSON Feed."""
    settings = lookup.timeline.settings
    return compact_json({
        "version": "https://jsonfeed.org/version/1.1", "title": plain(settings.title), "description": plain(settings.description),
        "home_page_url": links.permanent(lookup.site_url, links.HOME), "feed_url": links.file_address(lookup.site_url, links.FEED_JSON),
        "language": settings.language, "authors": [{"name": plain(settings.title)}],
        "items": [{
            "id": entry.id, "url": entry.address, "title": entry.title, "content_text": entry.summary, "tags": [_label(entry)],
            "date_modified" if entry.corrected else "date_published": _time(entry.day),
        } for entry in found],
    }) + "\n"  # fmt: skip


def _label(entry: Entry) -> str:
    return wording.sentence_case(wording.label(entry.type))


def _time(day: Day) -> str:
    """A day as RFC 3339 wants it."""
    return f"{edtf.iso(day)}T00:00:00Z"
