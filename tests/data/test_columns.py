"""The columns that browsers work on, decoded by a reader of their own and compared with the timeline."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_project
from generator.check.timeline import Timeline
from generator.data.columns import ALL_OF_IT, APPROXIMATE, KNOWN_DAY, NO_END, NO_START, ONE_DAY_WITHIN, UNCERTAIN, columns
from generator.model import edtf
from generator.model.records import STANCES, STATUSES, Time
from generator.pages import Lookup
from tests.conftest import EXAMPLE, ROOT

PARTS = ("columns", "actors", "places", "sources", "more")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


@lru_cache(maxsize=2)
def timeline_of(root) -> Timeline:
    return check_project(root).timeline


def with_dates(*texts):
    """The example's timeline with the first event once for each date, in the order given."""
    timeline = timeline_of(EXAMPLE)
    events = tuple(replace(timeline.events[0], id=f"event-{at}", date=edtf.parse(text), related=()) for at, text in enumerate(texts))
    events = tuple(replace(event, claims=(), summary=(), differences=()) for event in events)
    return Timeline(timeline.settings, events, timeline.actors, timeline.places, timeline.sources, timeline.texts, timeline.passages)


# --- A reader ---


def numbers(text):
    found, groups = [], []
    for digit in map(DIGITS.index, text):
        groups.append(digit % 32)
        if digit < 32:
            found.append(sum(group << 5 * place for place, group in enumerate(groups)))
            groups = []
    assert not groups
    return found


def signed(text):
    return [-(value >> 1) if value & 1 else value >> 1 for value in numbers(text)]


def summed(values):
    return [sum(values[: at + 1]) for at in range(len(values))]


def lists(text):
    values, found = numbers(text), []
    while values:
        size, *values = values
        found.append(summed(values[:size]))
        values = values[size:]
    return found


class Read:
    """The files of a timeline, read back."""

    def __init__(self, timeline, land=None):
        self.files = dict(columns(Lookup(timeline), land))
        self.entry = self.file("entry.json")
        parts = [self.file(self.entry[part]) for part in PARTS]
        self.held = {name: column for part in parts for name, column in part.items()}
        self.names = {name: held for part in parts for name, held in part["names"].items()}
        self.first = summed(signed(self.held["from"]))
        self.last = [first + span for first, span in zip(self.first, numbers(self.held["span"]), strict=True)]
        self.date = [(value % 4, value // 4) for value in numbers(self.held["date"])]

    def file(self, name):
        return json.loads(self.files[f"data/explore/{name}"])

    def ids(self, field, names):
        return [{self.names[names][at][0] for at in places} for places in lists(self.held[field])]


def day(number):
    return date(1970, 1, 1) + timedelta(days=number)


# --- Whole timelines ---


@pytest.fixture(scope="module", params=[EXAMPLE, ROOT], ids=["example", "real"])
def timeline(request):
    return timeline_of(request.param)


@pytest.fixture(scope="module")
def found(timeline):
    return Read(timeline)


def test_every_event_stands_with_its_days(timeline, found):
    assert found.entry["events"] == len(timeline.events) == len(found.first) == len(found.date)
    for event, first, last, (shape, flags) in zip(timeline.events, found.first, found.last, found.date, strict=True):
        assert day(first) == date(*(event.date.earliest or event.date.latest))
        assert day(last) == date(*(event.date.latest or event.date.earliest))
        assert (shape == KNOWN_DAY) == (event.date.precision == "day")
        assert bool(flags & UNCERTAIN) == event.date.uncertain and bool(flags & APPROXIMATE) == event.date.approximate


def test_every_event_stands_with_what_it_is(timeline, found):
    held, names = found.held, found.names
    assert [names["typeKeys"][at] for at in numbers(held["type"])] == [event.type for event in timeline.events]
    assert [STATUSES[at] for at in numbers(held["status"])] == [event.status for event in timeline.events]
    assert numbers(held["claims"]) == [len(event.claims) for event in timeline.events]
    stances = [{STANCES[place] for place in range(len(STANCES)) if value >> place & 1} for value in numbers(held["stances"])]
    assert stances == [{claim.stance for claim in event.claims} for event in timeline.events]
    assert [key for key, _ in names["stances"]] == list(STANCES)
    lookup = Lookup(timeline)
    assert numbers(held["differs"]) == [lookup.card(event).differences for event in timeline.events]
    assert lists(held["background"]) == [[at for at, event in enumerate(timeline.events) if event.background]]


def test_every_event_stands_with_its_actors_places_and_sources(timeline, found):
    lookup = Lookup(timeline)
    assert found.ids("actors", "actors") == [{role.actor for role in event.actors} for event in timeline.events]
    assert found.ids("places", "places") == [set(event.places) for event in timeline.events]
    assert found.ids("sources", "sources") == [set(lookup.sources_of_event(event)) for event in timeline.events]


def test_relations_and_denials_lead_to_events(timeline, found):
    place = {event.id: at for at, event in enumerate(timeline.events)}
    steps, before, kinds = found.held["relations"]
    events = summed(signed(steps))
    ends = [(event, event - back) for event, back in zip(events, signed(before), strict=True)]
    assert ends == [(at, place[other.event]) for at, event in enumerate(timeline.events) for other in event.related]
    assert len(numbers(kinds)) == len(ends)
    steps, before = found.held["denials"]
    events = summed(signed(steps))
    denials = [(event, event - back) for event, back in zip(events, signed(before), strict=True)]
    assert len(set(denials)) == len(denials)
    assert set(denials) == {(at, place[ref.event]) for at, event in enumerate(timeline.events) for claim in event.claims for ref in claim.denies}


def test_names_tell_of_records(timeline, found):
    for identifier, name, _, top in found.names["actors"]:
        actor = timeline.actors[identifier]
        assert name == actor.name
        while actor.of:
            actor = timeline.actors[actor.of]
        assert found.names["actors"][top][0] == actor.id
    numbers_of_events = [len(timeline.events_of_actor.get(actor[0], ())) for actor in found.names["actors"]]
    assert numbers_of_events == sorted(numbers_of_events, reverse=True)
    for identifier, name, others, latitude, longitude, radius in found.names["places"]:
        place = timeline.places[identifier]
        assert (name, radius) == (place.name, place.radius_km) and others == " · ".join(other.name for other in place.names)
        assert (latitude, longitude) == (place.coordinates or (None, None))
    assert [source[0] for source in found.names["sources"]] == sorted(timeline.sources)
    for identifier, publisher, _ in found.names["sources"]:
        assert found.names["publishers"][publisher] == timeline.sources[identifier].publisher


def test_titles_come_in_files_of_so_many_events(timeline, found):
    rows = [row for name in found.entry["titles"] for row in found.file(name)]
    assert all(len(found.file(name)) == found.entry["inTitles"] for name in found.entry["titles"][:-1])
    assert [row[0] for row in rows] == [event.id for event in timeline.events]
    assert [row[2] for row in rows] == [edtf.short_words(event.date) for event in timeline.events]
    order = summed(signed(found.file(found.entry["order"])))
    assert [rows[at][0] for at in order] == sorted(event.id for event in timeline.events)


def test_two_runs_give_the_same_bytes(timeline, found):
    assert Read(timeline).files == found.files
    assert list(Read(timeline).files) == list(found.files)


def test_files_are_named_by_their_content(timeline):
    one, other = Read(timeline), Read(replace(timeline, events=timeline.events[:-1]))
    assert one.entry["columns"] != other.entry["columns"]
    assert set(one.files) == {"data/explore/entry.json", *(f"data/explore/{one.entry[name]}" for name in (*PARTS, "order")),
                              *(f"data/explore/{name}" for name in one.entry["titles"])}  # fmt: skip


def test_the_land_is_named_where_there_is_one(timeline, found):
    assert found.entry["land"] is None and Read(timeline, "land-0.json").entry["land"] == "land-0.json"


# --- Bounds ---


@pytest.mark.parametrize(("text", "shape", "flags"), [
    ("2025-12-06", KNOWN_DAY, 0), ("2025-12-06?", KNOWN_DAY, UNCERTAIN), ("2025-12-06~", KNOWN_DAY, APPROXIMATE),
    ("2025-12-06%", KNOWN_DAY, APPROXIMATE + UNCERTAIN), ("2025-12-06/2025-12-09", ALL_OF_IT, 0),
    ("2025-12-06/..", ALL_OF_IT, NO_END), ("../2025-12-06", ALL_OF_IT, NO_START), ("2025-12-06/", ALL_OF_IT, NO_END),
    ("[2025-12-06..2025-12-09]", ONE_DAY_WITHIN, 0), ("[..2025-12-06]", ONE_DAY_WITHIN, NO_START),
    ("{2025-12-06,2025-12-09}", ALL_OF_IT, 0), ("2025-12", ONE_DAY_WITHIN, 0), ("2025~", ONE_DAY_WITHIN, APPROXIMATE),
    ("2025-21", ONE_DAY_WITHIN, 0), ("201X", ONE_DAY_WITHIN, 0), ("20XX", ONE_DAY_WITHIN, 0),
])  # fmt: skip
def test_shapes_and_flags(text, shape, flags):
    assert Read(with_dates(text)).date == [(shape, flags)]


def test_an_end_that_is_not_known_is_the_other():
    read = Read(with_dates("../2025-12-06", "2025-12-06/.."))
    assert read.first == read.last == [edtf.day_number((2025, 12, 6))] * 2


@given(st.lists(st.sampled_from(["-0043-03-15", "Y-17E7", "Y17E7", "0000", "9999-12-31", "1970-01-01", "1969-12-31", "-9999/9999", "XXXX-12-25"]), min_size=1))
def test_days_far_away_are_kept(texts):
    read = Read(with_dates(*texts))
    dates = [edtf.parse(text) for text in texts]
    assert read.first == [edtf.day_number(one.earliest) for one in dates] and read.last == [edtf.day_number(one.latest) for one in dates]


@pytest.mark.parametrize(("time", "minutes"), [
    (Time("14:30", "", ""), [870, 870]), (Time("00:00", "", ""), [0, 0]), (Time("", "night", ""), [0, 360]), (Time("", "morning", ""), [360, 720]),
    (Time("", "afternoon", ""), [720, 1080]), (Time("", "evening", ""), [1080, 1440]), (Time("", "late", ""), [1320, 1440]),
    (Time("23:10", "late", ""), [1390, 1390]),
])  # fmt: skip
def test_minutes_of_the_day(time, minutes):
    timeline = with_dates("2025-12-06", "2025-12-07")
    later = replace(timeline.events[1], time=time)
    read = Read(replace(timeline, events=(replace(timeline.events[0], time=None), later)))
    assert numbers(read.held["minutes"]) == [1, *minutes]


def test_a_timeline_without_events_has_files_too():
    read = Read(with_dates())
    assert read.entry["events"] == 0 and read.entry["titles"] == [] and read.first == [] and lists(read.held["background"]) == [[]]


def test_actors_that_are_of_one_another_end_somewhere():
    timeline = timeline_of(EXAMPLE)
    one, other, *_ = sorted(timeline.actors)
    circle = {**dict(timeline.actors), one: replace(timeline.actors[one], of=other), other: replace(timeline.actors[other], of=one)}
    names = Read(replace(timeline, actors=circle)).names["actors"]
    assert all(0 <= top < len(names) for _, _, _, top in names)


def test_ids_that_records_had_lead_to_those_they_have():
    timeline = timeline_of(EXAMPLE)
    place = next(iter(sorted(timeline.places)))
    renamed = {**dict(timeline.places), place: replace(timeline.places[place], formerly=("an-old-id",))}
    assert Read(replace(timeline, places=renamed)).names["formerly"]["place"] == {"an-old-id": place}
