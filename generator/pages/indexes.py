"""The lists of everything: events by month, actors by kind, places, sources."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import edtf
from generator.model.records import Actor
from generator.pages import links, wording
from generator.pages.actor import actor_gist
from generator.pages.dates import Group, month_groups, periods
from generator.pages.escape import markdown_text, plain
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import LONG_LIST, Named, Sheet
from generator.pages.wording import say

Entry = tuple[Named, str]
"""A line of a list: where it leads, and its count in words."""


def events_index(lookup: Lookup) -> Page:
    """`/events/`: every event under its month; of a very long timeline, the months with their counts."""
    sheet = Sheet(lookup, links.EVENTS)
    events = lookup.timeline.events
    long = len(events) > LONG_LIST
    return sheet.page(
        "index", say("title_events"), _description(lookup, "events"), crumbs=sheet.crumbs(), template="events",
        by_year=[] if long else _by_year(month_groups(sheet, events)), years=periods(sheet) if long else [],
        undated=sheet.rows(event for event in events if not edtf.date_pages(event.date)) if long else [],
    )  # fmt: skip


def _by_year(groups: list[Group]) -> list[tuple[str, list[Group]]]:
    """Groups under their years, in the order they come."""
    years: dict[str, list[Group]] = {}
    for group in groups:
        years.setdefault(wording.date_words(group.year) if group.year else say("undated"), []).append(group)
    return list(years.items())


def actors_index(lookup: Lookup) -> Page:
    """`/actors/`: by kind, in the order the timeline names its kinds, then by name."""
    sheet = Sheet(lookup, links.ACTORS)
    events = lookup.timeline.events_of_actor

    def entry(actor: Actor) -> Entry:
        named = Named(markdown_text(actor.name), sheet.href(links.actor_path(actor.id)), actor_gist(lookup, actor))
        return named, wording.count(len(events.get(actor.id, ())), "event")

    kinds = lookup.timeline.settings.actor_kinds
    return _list(sheet, "actors", _by_kind(lookup.timeline.actors.values(), kinds, entry))


def places_index(lookup: Lookup) -> Page:
    """`/places/`: by kind, then by name, with every name a place goes by."""
    sheet = Sheet(lookup, links.PLACES)
    events = lookup.timeline.events_of_place

    def entry(place) -> Entry:
        others = ", ".join(other.name for other in place.names)
        named = Named(markdown_text(place.name), sheet.href(links.place_path(place.id)), others)
        return named, wording.count(len(events.get(place.id, ())), "event")

    return _list(sheet, "places", _by_kind(lookup.timeline.places.values(), lookup.timeline.settings.place_kinds, entry))


def sources_index(lookup: Lookup) -> Page:
    """`/sources/`: by publisher, in order of publication."""
    sheet = Sheet(lookup, links.SOURCES)
    groups: dict[str, list[Entry]] = {}
    for source in lookup.sources_in_order(lookup.timeline.sources):
        title = markdown_text(lookup.titles[links.source_path(source.id)])
        named = Named(title, sheet.href(links.source_path(source.id)), edtf.short_words(source.published))
        groups.setdefault(source.publisher, []).append((named, wording.count(lookup.passages_quoted[source.id], "passage")))
    return _list(sheet, "sources", sorted(groups.items()), Named(markdown_text(say("coverage_link")), sheet.href(links.COVERAGE)))


def _list(sheet: Sheet, kind: str, groups: list[tuple[str, list[Entry]]], more: Named | None = None) -> Page:
    return sheet.page(
        "index", say(f"title_{kind}"), _description(sheet.lookup, kind), crumbs=sheet.crumbs(), template="list",
        groups=groups, empty=say(f"empty_{kind}"), more=more,
    )  # fmt: skip


def _description(lookup: Lookup, kind: str) -> str:
    return say(f"{kind}_description", title=plain(lookup.timeline.settings.title))


def _by_kind(records, kinds: tuple[str, ...], entry: Callable) -> list[tuple[str, list[Entry]]]:
    """Records under their kinds: those the timeline names first, in its order; within one by name."""
    groups: dict[str, list] = {kind: [] for kind in kinds}
    for record in sorted(records, key=lambda record: (record.name.casefold(), record.id)):
        groups.setdefault(record.kind, []).append(entry(record))
    return [
        (wording.sentence_case(wording.label(kind)) or say("of_no_kind"), members) for kind, members in groups.items() if members
    ]
