"""The lists of everything: events by month, actors by kind, places, sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.model import edtf
from generator.model.records import Actor, Place, Source
from generator.pages import folding, links, wording
from generator.pages.actor import actor_gist
from generator.pages.dates import Group as DayGroup
from generator.pages.dates import extent_words, month_groups, months_grid
from generator.pages.escape import markdown_text, plain
from generator.pages.folding import Part, Section, parts
from generator.pages.lookup import Lookup
from generator.pages.map import places_map
from generator.pages.page import Draft, Page
from generator.pages.periods import heading, part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

MOST_NAMES = 4
"""Further names of an actor or a place in their list; all stand on its page."""

MANY = 100
"""Records under one heading from which on its letters lead down the list."""

EVENT = folding.EVENT + 60
"""What an event weighs in the list of all, which names who had a part in it."""

MAP = 45_000
"""What the map of all places weighs at most, in bytes."""


class Entry(NamedTuple):
    """A line of a list: where it leads, further `names`, its time in short, its count in words, and an anchor where a letter begins."""

    named: Named
    names: str
    when: str
    count: str
    anchor: str = ""


class Group(NamedTuple):
    """Lines under a heading; of many, the `letters` with the ways to them."""

    heading: str
    entries: list[Entry]
    letters: list[Named]


def index_drafts(lookup: Lookup) -> Iterator[Draft]:
    """`/events/`, `/actors/`, `/places/`, `/sources/` and their further parts."""
    for path, page in (
        (links.EVENTS, _events_index), (links.ACTORS, _actors_index), (links.PLACES, _places_index), (links.SOURCES, _sources_index),
    ):  # fmt: skip
        yield from part_drafts(path, "index", len(_cut(lookup, path)), partial(page, lookup))


def _cut(lookup: Lookup, path: str) -> tuple[Part, ...]:
    """The parts of a list, cut once."""
    sections = {links.EVENTS: _event_sections, links.ACTORS: _actor_sections, links.PLACES: _place_sections, links.SOURCES: _source_sections}
    return lookup.kept(("parts", path), lambda: parts(sections[path](lookup), MAP if path == links.PLACES else 0))


def _event_sections(lookup: Lookup) -> list[Section]:
    """Every event; of a very long timeline those without a year, the others standing under their months."""
    events = tuple(lookup.timeline.events)
    if len(events) * EVENT <= folding.PAGE:
        return [Section("events", events, EVENT)]
    return [Section("undated", tuple(event for event in events if not edtf.date_pages(event.date)), folding.EVENT)]


def _events_index(lookup: Lookup, number: int) -> Page:
    """Every event under its month; of a very long timeline, the months with their counts."""
    cut = _cut(lookup, links.EVENTS)
    sheet = Sheet(lookup, links.part_path(links.EVENTS, number))
    lists = {section.name: section for section in cut[number - 1]}
    whole = len(lookup.timeline.events) * EVENT <= folding.PAGE
    by_year = _by_year(month_groups(sheet, lists["events"].rows, who=True)) if "events" in lists else []
    undated = sheet.rows(lists["undated"].rows) if "undated" in lists else []
    return _part(
        sheet, "events", links.EVENTS, number, template="events", by_year=by_year, undated=undated,
        sections=[*((year, sum(len(group.rows) for group in groups)) for year, groups in by_year), (say("undated"), len(undated))],
        grid=None if whole or number > 1 or not lookup.date_keys[1] else months_grid(sheet, lookup.date_keys[1]), styles=[] if whole else ["dates"],
        counts=_counts(lookup.timeline.events, "event", extent_words(lookup.timeline.events)),
    )  # fmt: skip


def _by_year(groups: list[DayGroup]) -> list[tuple[str, list[DayGroup]]]:
    """Groups under their years, in the order they come."""
    years: dict[str, list[DayGroup]] = {}
    for group in groups:
        years.setdefault(wording.date_words(group.year) if group.year else say("undated"), []).append(group)
    return list(years.items())


def _actor_sections(lookup: Lookup) -> list[Section]:
    return _kinds(lookup, links.ACTORS)


def _place_sections(lookup: Lookup) -> list[Section]:
    return _kinds(lookup, links.PLACES)


def _kinds(lookup: Lookup, path: str) -> list[Section]:
    return [Section(wording.sentence_case(wording.label(kind)) or say("of_no_kind"), members, folding.ENTRY) for kind, members in lookup.lists[path]]


def _source_sections(lookup: Lookup) -> list[Section]:
    return [Section(publisher, sources, folding.ENTRY) for publisher, sources in lookup.lists[links.SOURCES]]


def _actors_index(lookup: Lookup, number: int) -> Page:
    """By kind, then by name, with what they are and what else they are called."""
    sheet = Sheet(lookup, links.part_path(links.ACTORS, number))

    def entry(actor: Actor) -> Entry:
        events = lookup.timeline.events_of_actor.get(actor.id, ())
        named = Named(markdown_text(actor.name), sheet.href(links.actor_path(actor.id)), actor_gist(lookup, actor))
        return Entry(named, _names(actor.aliases), extent_words(events), wording.count(len(events), "event"))

    return _list(sheet, "actors", links.ACTORS, number, entry, _counts(lookup.timeline.actors, "actor"))


def _places_index(lookup: Lookup, number: int) -> Page:
    """By kind, then by name, with every name a place goes by."""
    sheet = Sheet(lookup, links.part_path(links.PLACES, number))

    def entry(place: Place) -> Entry:
        events = lookup.timeline.events_of_place.get(place.id, ())
        named = Named(markdown_text(place.name), sheet.href(links.place_path(place.id)))
        return Entry(named, _names([other.name for other in place.names]), extent_words(events), wording.count(len(events), "event"))

    drawn = places_map(sheet, wide=True) if number == 1 else ""
    return _list(sheet, "places", links.PLACES, number, entry, _counts(lookup.timeline.places, "place"), map=drawn)


def _sources_index(lookup: Lookup, number: int) -> Page:
    """By publisher, in order of publication."""
    sheet = Sheet(lookup, links.part_path(links.SOURCES, number))

    def entry(source: Source) -> Entry:
        named = Named(markdown_text(lookup.titles[links.source_path(source.id)]), sheet.href(links.source_path(source.id)))
        return Entry(named, "", edtf.short_words(source.published), wording.count(lookup.passages_quoted[source.id], "passage"))

    more = Named(markdown_text(say("coverage_link")), sheet.href(links.COVERAGE))
    return _list(sheet, "sources", links.SOURCES, number, entry, _counts(lookup.timeline.sources, "source"), more)


def _names(names: Sequence[str]) -> str:
    """Further names, the first few of many."""
    if not names:
        return ""
    return say("also_called", names=", ".join([*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])]))


def _counts(records: Collection, noun: str, *more: str) -> list[str]:
    return [wording.count(len(records), noun), *filter(None, more)] if len(records) else []


def _list(sheet: Sheet, kind: str, path: str, number: int, entry: Callable, counts: list[str], more: Named | None = None, map: str = "") -> Page:
    """A part of a list under its headings; the first of several says which headings each holds."""
    cut = _cut(sheet.lookup, path)
    titles = [(markdown_text(heading(section.name, section)), len(section.rows)) for section in cut[number - 1]]
    groups = [_group(at, section, entry, lettered=path != links.SOURCES) for at, section in enumerate(cut[number - 1])]
    held = [
        Named(markdown_text(say("part_number", n=one)), sheet.href(links.part_path(path, one)), _held(part))
        for one, part in enumerate(cut, start=1)
    ]
    return _part(
        sheet, kind, path, number, template="list", groups=groups, sections=titles, empty=say(f"empty_{kind}"), more=more, counts=counts if number == 1 else [],
        held=held if number == 1 and len(cut) > 1 else [], map=map, styles=["dates", *(["map"] if map else [])],
    )  # fmt: skip


def _group(at: int, section: Section, entry: Callable, lettered: bool) -> Group:
    """A section's lines; of many in the order of their names, with the letters that these begin with."""
    entries = [entry(row) for row in section.rows]
    letters: dict[str, Named] = {}
    if lettered and len(entries) > MANY:
        for place, row in enumerate(section.rows):
            letter = _initial(row.name)
            if letter not in letters:
                anchor = f"letter-{at + 1}-{len(letters) + 1}"
                letters[letter] = Named(markdown_text(letter), links.anchor_href(anchor))
                entries[place] = entries[place]._replace(anchor=anchor)
    return Group(heading(section.name, section), entries, list(letters.values()))


def _initial(name: str) -> str:
    """The letter that a name is looked up under: "É" under "E"."""
    letters = (character for character in unicodedata.normalize("NFKD", name) if character.isalnum())
    return next(letters, name[:1]).upper()


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
