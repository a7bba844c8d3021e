"""The page that narrows all events down: a filter form, and for readers without scripts the lists that lead to the same events.

What is chosen, counted and shown stands in overrides/assets/ (explore.js, selection.js), which works on `generator.data.columns`. The form
is whole without it, with the counts of everything, so that nothing moves when scripts come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import STANCES, STATUSES
from generator.pages import links, wording
from generator.pages.escape import attribute_json, inert, markdown_text, plain
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.picture import picture_words
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

SHOWN = 7
"""Choices of a field that stand there at first; explore.js keeps to the number of those it finds."""

MOST_LISTED = 12
"""Lines of a list for readers without scripts, before the way to all."""


class Choice(NamedTuple):
    """A value of a field: as the address says it, in words, and how many events have it. `stance`: it is one."""

    value: Markup
    label: Markup
    number: int
    stance: bool = False


class Field(NamedTuple):
    """A field of the form: its name in the address, its heading, the first choices, and how many there are."""

    name: str
    heading: str
    choices: tuple[Choice, ...]
    total: int


class List(NamedTuple):
    """A list that stands in for a field: a heading, lines with their counts, and the way to all of them."""

    heading: str
    lines: list[tuple[Named, str]]
    all: Named | None


def explore_page(lookup: Lookup) -> Page:
    """`/explore/`."""
    sheet = Sheet(lookup, links.EXPLORE)
    settings = lookup.timeline.settings
    events = lookup.timeline.events
    first, last = _extent(lookup)
    return sheet.page(
        "explore", say("title_explore"), say("explore_description", title=plain(settings.title)), crumbs=sheet.crumbs(),
        scripts=["columns", "selection", "explore"], styles=["explore"],
        root=links.up(links.EXPLORE), site=plain(settings.title), fields=list(_fields(lookup)), number=len(events), said=_said(), drawn=picture_words(),
        maps=any(place.coordinates for place in lookup.timeline.places.values()), first=first, last=last,
        lists=list(_lists(sheet)), events_href=sheet.href(links.EVENTS), differences_href=sheet.href(links.DIFFERENCES),
    )  # fmt: skip


def _said() -> Markup:
    """Words that explore.js says: JSON for an attribute in single quotes. Each `explore_…` of interface.yml by its name, counts of sources and
    differences, months; all of them ours."""
    words = {key.removeprefix("explore_"): text for key, text in wording.interface_words().items() if key.startswith("explore_")}
    words |= {f"{noun}_{number}": say(f"n_{noun}_{number}") for noun in ("source", "difference") for number in ("one", "many")}
    words["months"] = [short for _, short in edtf.MONTHS]
    return attribute_json(words)


def _extent(lookup: Lookup) -> tuple[str, str]:
    """The first and last day that any event may touch, as a date field takes them; empty where it cannot."""
    days = [day for event in lookup.timeline.events for day in (event.date.earliest, event.date.latest) if day]
    return tuple(edtf.iso(day) if 1 <= day[0] <= 9999 else "" for day in (min(days), max(days))) if days else ("", "")


# --- The form ---


def _fields(lookup: Lookup) -> Iterator[Field]:
    """Fields with at least two values that events have, in the order of the form."""
    timeline = lookup.timeline
    types = Counter(event.type for event in timeline.events)
    sources = Counter(source for event in timeline.events for source in lookup.sources_of_event(event))
    stances = Counter(stance for event in timeline.events for stance in {claim.stance for claim in event.claims})
    statuses = Counter(event.status for event in timeline.events)
    differing = Counter(bool(event.differences or timeline.differences_about.get(event.id)) for event in timeline.events)
    yield from filter(_is_choice, (
        _field("actor", _named(_numbers(timeline.events_of_actor), timeline.actors)),
        _field("type", ((name, wording.sentence_case(wording.label(name)), types[name]) for name in dict.fromkeys([*timeline.settings.event_types, *types]))),
        _field("place", _named(_numbers(timeline.events_of_place), timeline.places)),
        _field("source", ((one, wording.source_label(timeline.sources[one]), sources[one]) for one in sorted(sources))),
        _field("stance", ((stance, say(f"stance_{stance}"), stances[stance]) for stance in STANCES)),
        _field("differs", ((value, say(f"explore_differs_{value}"), differing[held]) for value, held in (("yes", True), ("no", False)))),
        _field("status", ((status, wording.sentence_case(say(f"status_{status}")), statuses[status]) for status in STATUSES)),
    ))  # fmt: skip


def _is_choice(field: Field) -> bool:
    return field.total > 1


def _field(name: str, values: Iterable[tuple[str, str, int]]) -> Field:
    """Few values stand in their own order; of many, those with most events come first."""
    held = [Choice(inert(value), markdown_text(label), number, name == "stance") for value, label, number in values if number]
    if len(held) > SHOWN:
        held.sort(key=lambda choice: -choice.number)
    return Field(name, say(f"explore_{name}"), tuple(held[:SHOWN]), len(held))


def _numbers(events: Mapping[str, tuple]) -> Counter:
    return Counter({identifier: len(found) for identifier, found in events.items()})


def _named(numbers: Counter, records: Mapping) -> Iterator[tuple[str, str, int]]:
    for identifier in sorted(numbers):
        yield identifier, plain(records[identifier].name), numbers[identifier]


# --- Without scripts ---


def _lists(sheet: Sheet) -> Iterator[List]:
    lookup, timeline = sheet.lookup, sheet.timeline
    for heading, numbers, named, all_of, path in (
        ("actors", _numbers(timeline.events_of_actor), sheet.actor, "all_actors", links.ACTORS),
        ("places", _numbers(timeline.events_of_place), lambda one: _place(sheet, one), "all_places", links.PLACES),
        ("sources", Counter(source for event in timeline.events for source in lookup.sources_of_event(event)),
         lambda one: sheet.source(timeline.sources[one]), "all_sources", links.SOURCES),
    ):  # fmt: skip
        yield List(say(f"title_{heading}"), [(named(one), f"{number:,}") for one, number in _most(numbers)], Named(say(all_of), sheet.href(path)))
    yield List(say("title_dates"), _dates(sheet), Named(say("all_dates"), sheet.href(links.DATES)))
    types = Counter(event.type for event in timeline.events)
    yield List(say("explore_type"), [(Named(markdown_text(wording.sentence_case(wording.label(name)))), f"{n:,}") for name, n in _most(types)], None)


def _place(sheet: Sheet, identifier: str) -> Named:
    return Named(markdown_text(sheet.timeline.places[identifier].name), sheet.href(links.place_path(identifier)))


def _most(numbers: Counter) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:MOST_LISTED]


def _dates(sheet: Sheet) -> list[tuple[Named, str]]:
    """The years or, where they are few, the months with most events, in order of time."""
    keys, events = sheet.lookup.date_keys, sheet.timeline.events_on
    found = keys[2] if len(keys[2]) <= MOST_LISTED else keys[1]
    most = sorted(sorted(found, key=lambda key: -len(events.get(key, ())))[:MOST_LISTED])
    return [(Named(wording.date_words(key), sheet.date_href(key)), f"{len(events.get(key, ())):,}") for key in most]
