"""The lists of everything: events by month, actors by kind, places, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.model import edtf
from generator.model.records import Actor, Place, Source
from generator.pages import folding, links, wording
from generator.pages.actor import actor_gist
from generator.pages.dates import Group, month_groups, periods
from generator.pages.escape import markdown_text, plain
from generator.pages.folding import Part, Section, parts
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import heading, part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

Entry = tuple[Named, str]
"""A line of a list: where it leads, and its count in words."""


def index_drafts(lookup: Lookup) -> Iterator[Draft]:
    """`/events/`, `/actors/`, `/places/`, `/sources/` and their further parts."""
    for path, page in (
        (links.EVENTS, _events_index), (links.ACTORS, _actors_index), (links.PLACES, _places_index), (links.SOURCES, _sources_index),
    ):  # fmt: skip
        yield from part_drafts(path, "index", len(_cut(lookup, path)), partial(page, lookup))


def _cut(lookup: Lookup, path: str) -> tuple[Part, ...]:
    """The parts of a list, cut once."""
    sections = {links.EVENTS: _event_sections, links.ACTORS: _actor_sections, links.PLACES: _place_sections, links.SOURCES: _source_sections}
    return lookup.kept(("parts", path), lambda: parts(sections[path](lookup)))


def _event_sections(lookup: Lookup) -> list[Section]:
    """Every event; of a very long timeline those without a year, the others standing under their months."""
    events = tuple(lookup.timeline.events)
    if len(events) * folding.EVENT <= folding.PAGE:
        return [Section("events", events, folding.EVENT)]
    return [Section("undated", tuple(event for event in events if not edtf.date_pages(event.date)), folding.EVENT)]


def _events_index(lookup: Lookup, number: int) -> Page:
    """Every event under its month; of a very long timeline, the months with their counts."""
    cut = _cut(lookup, links.EVENTS)
    sheet = Sheet(lookup, links.part_path(links.EVENTS, number))
    lists = {section.name: section for section in cut[number - 1]}
    whole = len(lookup.timeline.events) * folding.EVENT <= folding.PAGE
    return _part(
        sheet, "events", links.EVENTS, number, template="events",
        by_year=_by_year(month_groups(sheet, lists["events"].rows)) if "events" in lists else [],
        years=[] if whole or number > 1 else periods(sheet), undated=sheet.rows(lists["undated"].rows) if "undated" in lists else [],
    )  # fmt: skip


def _by_year(groups: list[Group]) -> list[tuple[str, list[Group]]]:
    """Groups under their years, in the order they come."""
    years: dict[str, list[Group]] = {}
    for group in groups:
        years.setdefault(wording.date_words(group.year) if group.year else say("undated"), []).append(group)
    return list(years.items())


def _actor_sections(lookup: Lookup) -> list[Section]:
    """By kind, in the order the timeline names its kinds, then by name."""
    return _by_kind(lookup.timeline.actors.values(), lookup.timeline.settings.actor_kinds)


def _actors_index(lookup: Lookup, number: int) -> Page:
    sheet = Sheet(lookup, links.part_path(links.ACTORS, number))
    events = lookup.timeline.events_of_actor

    def entry(actor: Actor) -> Entry:
        named = Named(markdown_text(actor.name), sheet.href(links.actor_path(actor.id)), actor_gist(lookup, actor))
        return named, wording.count(len(events.get(actor.id, ())), "event")

    return _list(sheet, "actors", links.ACTORS, number, entry)


def _place_sections(lookup: Lookup) -> list[Section]:
    return _by_kind(lookup.timeline.places.values(), lookup.timeline.settings.place_kinds)


def _places_index(lookup: Lookup, number: int) -> Page:
    """By kind, then by name, with every name a place goes by."""
    sheet = Sheet(lookup, links.part_path(links.PLACES, number))
    events = lookup.timeline.events_of_place

    def entry(place: Place) -> Entry:
        others = ", ".join(other.name for other in place.names)
        named = Named(markdown_text(place.name), sheet.href(links.place_path(place.id)), others)
        return named, wording.count(len(events.get(place.id, ())), "event")

    return _list(sheet, "places", links.PLACES, number, entry)


def _source_sections(lookup: Lookup) -> list[Section]:
    """By publisher, in order of publication."""
    groups: dict[str, list[Source]] = {}
    for source in lookup.sources_in_order(lookup.timeline.sources):
        groups.setdefault(source.publisher, []).append(source)
    return [Section(publisher, tuple(sources), folding.ENTRY) for publisher, sources in sorted(groups.items())]


def _sources_index(lookup: Lookup, number: int) -> Page:
    sheet = Sheet(lookup, links.part_path(links.SOURCES, number))

    def entry(source: Source) -> Entry:
        title = markdown_text(lookup.titles[links.source_path(source.id)])
        named = Named(title, sheet.href(links.source_path(source.id)), edtf.short_words(source.published))
        return named, wording.count(lookup.passages_quoted[source.id], "passage")

    more = Named(markdown_text(say("coverage_link")), sheet.href(links.COVERAGE))
    return _list(sheet, "sources", links.SOURCES, number, entry, more)


def _list(sheet: Sheet, kind: str, path: str, number: int, entry: Callable, more: Named | None = None) -> Page:
    """A part of a list under its headings; the first of several says which headings each holds."""
    cut = _cut(sheet.lookup, path)
    groups = [(heading(section.name, section), [entry(row) for row in section.rows]) for section in cut[number - 1]]
    held = [
        Named(markdown_text(say("part_number", n=one)), sheet.href(links.part_path(path, one)), _held(part))
        for one, part in enumerate(cut, start=1)
    ]
    return _part(
        sheet, kind, path, number, template="list", groups=groups, empty=say(f"empty_{kind}"), more=more,
        held=held if number == 1 and len(cut) > 1 else [],
    )  # fmt: skip


def _held(part: Part) -> str:
    """What a part of a list holds: its headings with their numbers."""
    return " · ".join(say("held", heading=section.name, n=f"{len(section.rows):,}") for section in part)


def _part(sheet: Sheet, kind: str, path: str, number: int, **views) -> Page:
    title = say(f"title_{kind}")
    return sheet.page(
        "index" if number == 1 else "part", part_title(title, number), part_description(_description(sheet.lookup, kind), number),
        crumbs=sheet.crumbs(*([(title, path)] if number > 1 else ())), parts=parts_view(sheet, path, number, len(_cut(sheet.lookup, path))), **views,
    )  # fmt: skip


def _description(lookup: Lookup, kind: str) -> str:
    return say(f"{kind}_description", title=plain(lookup.timeline.settings.title))


def _by_kind(records: Iterable, kinds: tuple[str, ...]) -> list[Section]:
    """Records under their kinds: those the timeline names first, in its order; within one by name."""
    groups: dict[str, list] = {kind: [] for kind in kinds}
    for record in sorted(records, key=lambda record: (record.name.casefold(), record.id)):
        groups.setdefault(record.kind, []).append(record)
    return [
        Section(wording.sentence_case(wording.label(kind)) or say("of_no_kind"), tuple(members), folding.ENTRY)
        for kind, members in groups.items() if members
    ]  # fmt: skip
