"""All events as columns, for the pages that draw, filter and search in the browser: `data/explore/`, read by overrides/assets/columns.js.

What every event needs is in one file for each use, so that a search narrowed by an actor fetches two of them; what only shown events need in
files of `IN_TITLES` events. Every file but `entry.json` is named by its content.

Columns are texts (`generator.digits`), for they are parsed quickly and compress well. Where a column may hold numbers below 0 (steps), the lowest bit is the sign. A column has a
number an event, in the order of time, unless it is said otherwise; a list is how many it has, then the steps from one to the next.

    entry.json          version; events: how many; columns, actors, places, sources, more, order, titles, land: names of the other files (land: null
                        without a map); inTitles
    columns-HASH.json   from (steps)     the first day an event may touch, in days since 1970-01-01; the last where no first is known
                        span             days from the first to the last
                        type             places in `names`
                        names            types, typeKeys (as records write them); formerly: ids that actors, places and sources had, by field, with
                                         those they have now
    actors-HASH.json    actors (lists)   of those with a part in it, places in `names`
                        names            actors, those with most events first: [id, name, kind, place of the actor at the top of its `of` chain]
    places-HASH.json    places (lists)   places in `names`
                        names            places, likewise: [id, name, other names, latitude, longitude, radius in km]
    sources-HASH.json   sources (lists)  places in `names`
                        names            publishers: words; sources: [id, place of its publisher, date in words]
    more-HASH.json      date             shape (`SHAPES`) + 4 × flags: 1 approximate, 2 uncertain, 4 start not known, 8 end not known
                        minutes          of events whose time of day is known: [event, from, to], in minutes of the day
                        status, claims, differs     places in `names`, and how many
                        stances          a set of bits, in the order of `STANCES`
                        lead, site       which of the event's actors and of its places is named first, as a place in its list
                        background       a list of events
                        relations        three columns: event (steps), how far before it the other stands (signed), place in `names`
                        denials          two: event with a claim that denies (steps), how far before it that of the claim denied stands (signed)
                        names            statuses, relations: words; stances: [key, word]
    order-HASH.json     events sorted by id (steps), for who knows an event by the place of its address
    land-HASH.json      what generator/data/maps.py says
    titles-HASH.json    [id, title, when in words, first sentence of the summary] an event
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.digits import WRITTEN
from generator.model import edtf
from generator.model.edtf import Date, day_number
from generator.model.records import DAY_PARTS, RELATIONS, STANCES, STATUSES, Actor, Event, Place, Time
from generator.pages import wording
from generator.pages.escape import clean, compact_json, plain
from generator.pages.lookup import Lookup, gist

FOLDER = "data/explore"
ENTRY = "entry.json"
VERSION = 1

IN_TITLES = 256
"""Events in a file of titles."""

KNOWN_DAY, ALL_OF_IT, ONE_DAY_WITHIN = range(3)
SHAPES = {"day": KNOWN_DAY, "interval": ALL_OF_IT, "all-of": ALL_OF_IT}
"""How an event fills its days, by the precision of its date; any other is one unknown day within."""

APPROXIMATE, UNCERTAIN, NO_START, NO_END = 1, 2, 4, 8

DAY = 24 * 60
HASH = 10


def columns(lookup: Lookup, land: str | None = None) -> Iterator[tuple[str, bytes]]:
    """The files by their paths in the site. `land`: the name, in the same folder, of the file that holds the map's land."""
    events = lookup.timeline.events
    parts = {part: named(part, held) for part, held in _columns(lookup).items()}
    parts["order"] = named("order", _order(events))
    rows = [_title(event) for event in events]
    titles = [named("titles", rows[at : at + IN_TITLES]) for at in range(0, len(rows), IN_TITLES)]
    entry = {
        "version": VERSION, "events": len(events), **{part: name for part, (name, _) in parts.items()},
        "inTitles": IN_TITLES, "titles": [name for name, _ in titles], "land": land,
    }  # fmt: skip
    for name, data in [(ENTRY, _json(entry)), *parts.values(), *titles]:
        yield f"{FOLDER}/{name}", data


def named(kind: str, value: object) -> tuple[str, bytes]:
    """A file of the folder: its name, which tells its content, and its bytes."""
    data = _json(value)
    return f"{kind}-{hashlib.sha256(data).hexdigest()[:HASH]}.json", data


def _json(value: object) -> bytes:
    return compact_json(value).encode()


def _title(event: Event) -> list[str]:
    return [event.id, plain(event.title), edtf.short_words(event.date), gist(event)]


def _order(events: Sequence[Event]) -> str:
    return _steps(sorted(range(len(events)), key=lambda at: events[at].id))


def _columns(lookup: Lookup) -> dict[str, dict]:
    """The columns by the file that holds them."""
    timeline = lookup.timeline
    events = timeline.events
    place = {event.id: at for at, event in enumerate(events)}
    days = [_days(event.date) for event in events]
    types = _numbered(dict.fromkeys([*timeline.settings.event_types, *(event.type for event in events)]))
    actors = _by_events(timeline.actors, timeline.events_of_actor)
    places = _by_events(timeline.places, timeline.events_of_place)
    sources = _numbered(sorted(timeline.sources))
    publishers = _numbered(sorted({plain(source.publisher) for source in timeline.sources.values()}))
    bits = {stance: 1 << at for at, stance in enumerate(STANCES)}
    elsewhere = timeline.differences_about
    relations = [(at, at - place[other.event], RELATIONS.index(other.relation)) for at, event in enumerate(events) for other in event.related]
    denials = sorted({(at, at - place[ref.event]) for at, event in enumerate(events) for claim in event.claims for ref in claim.denies})
    of_type = {
        "from": _steps(first for first, _ in days),
        "span": _numbers(last - first for first, last in days),
        "type": _numbers(types[event.type] for event in events),
        "names": {
            "types": [clean(wording.sentence_case(wording.label(name))) for name in types],
            "typeKeys": [clean(name).strip(" ") for name in types],
            "formerly": {
                field: {old: record.id for record in map(records.get, sorted(records)) for old in record.formerly}
                for field, records in (("actor", timeline.actors), ("place", timeline.places), ("source", timeline.sources))
            },
        },
    }
    of_actors = {
        "actors": _lists([actors[role.actor] for role in event.actors] for event in events),
        "names": {"actors": [_actor(timeline.actors[identifier], actors[_top(timeline.actors, identifier)]) for identifier in actors]},
    }
    of_places = {
        "places": _lists([places[identifier] for identifier in event.places] for event in events),
        "names": {"places": [_place(timeline.places[identifier]) for identifier in places]},
    }
    of_sources = {
        "sources": _lists([sources[identifier] for identifier in lookup.sources_of_event(event)] for event in events),
        "names": {
            "publishers": list(publishers),
            "sources": [
                [source.id, publishers[plain(source.publisher)], edtf.short_words(source.published)] for source in map(timeline.sources.get, sources)
            ],
        },
    }
    more = {
        "date": _numbers(_shape(event.date) for event in events),
        "minutes": _numbers(number for at, event in enumerate(events) if event.time for number in (at, *_minutes(event.time))),
        "status": _numbers(STATUSES.index(event.status) for event in events),
        "claims": _numbers(len(event.claims) for event in events),
        "differs": _numbers(len(event.differences) + len(elsewhere.get(event.id, ())) for event in events),
        "stances": _numbers(sum({bits[claim.stance] for claim in event.claims}) for event in events),
        "lead": _numbers(_first([actors[role.actor] for role in event.actors]) for event in events),
        "site": _numbers(_first([places[identifier] for identifier in event.places]) for event in events),
        "background": _lists([[at for at, event in enumerate(events) if event.background]]),
        "relations": _pairs(relations),
        "denials": _pairs(denials),
        "names": {
            "statuses": [wording.sentence_case(wording.say(f"status_{status}")) for status in STATUSES],
            "stances": [[stance, wording.say(f"stance_{stance}")] for stance in STANCES],
            "relations": [wording.relation(relation) for relation in RELATIONS],
        },
    }
    return {"columns": of_type, "actors": of_actors, "places": of_places, "sources": of_sources, "more": more}


# --- Numbers as text ---


def _numbers(values: Iterable[int]) -> str:
    return "".join(map(WRITTEN.__getitem__, values))


def _signed(values: Iterable[int]) -> str:
    return _numbers(value << 1 if value >= 0 else -value << 1 | 1 for value in values)


def _steps(values: Iterable[int]) -> str:
    held = [0, *values]
    return _signed([later - earlier for earlier, later in zip(held, held[1:], strict=False)])


def _lists(lists: Iterable[Iterable[int]]) -> str:
    """Lists of different numbers in any order, each ascending: how many, the first, and the steps to the next."""
    parts = []
    for listed in lists:
        held = sorted(set(listed))
        parts.append(WRITTEN[len(held)])
        last = 0
        for value in held:
            parts.append(WRITTEN[value - last])
            last = value
    return "".join(parts)


def _first(values: Sequence[int]) -> int:
    """Where the first of some values stands once they are in order."""
    return sorted(set(values)).index(values[0]) if values else 0


def _pairs(rows: Sequence[tuple[int, ...]]) -> list[str]:
    """Rows of an event, in order, a distance from it, and what else is said of them."""
    events, distances, *others = zip(*rows, strict=True) if rows else ((), (), ())
    return [_steps(events), _signed(distances), *map(_numbers, others)]


# --- What is told of a record ---


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(keys)}


def _by_events(records: Iterable[str], events: Mapping[str, tuple[Event, ...]]) -> dict[str, int]:
    """Records by id, numbered: those with most events first."""
    return _numbered(sorted(records, key=lambda identifier: (-len(events.get(identifier, ())), identifier)))


@lru_cache(maxsize=4096)  # events share days
def _days(date: Date) -> tuple[int, int]:
    """The first and last day an event may touch; an end that is not known is taken for the other."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return day_number(first), day_number(last)


@lru_cache(maxsize=4096)
def _shape(date: Date) -> int:
    flags = APPROXIMATE * date.approximate + UNCERTAIN * date.uncertain
    flags += NO_START * (date.earliest is None) + NO_END * (date.latest is None)
    return SHAPES.get(date.precision, ONE_DAY_WITHIN) + 4 * flags


def _minutes(time: Time) -> tuple[int, int]:
    """A clock time is one minute; a part of the day lasts until the next begins, an evening until the day ends."""
    first = time.minutes()
    if time.clock:
        return first, first
    later = DAY_PARTS[DAY_PARTS.index(time.part) + 1 :] if time.part != "evening" else ()
    return first, Time("", later[0], "").minutes() if later else DAY


def _top(actors: Mapping[str, Actor], identifier: str) -> str:
    """The actor at the top of the chain of those that an actor is `of`."""
    passed = [identifier]
    while (above := actors[passed[-1]].of) in actors and above not in passed:
        passed.append(above)
    return passed[-1]


def _actor(actor: Actor, top: int) -> list:
    return [actor.id, plain(actor.name), clean(wording.label(actor.kind)), top]


def _place(place: Place) -> list:
    latitude, longitude = place.coordinates or (None, None)
    return [place.id, plain(place.name), " · ".join(plain(other.name) for other in place.names), latitude, longitude, place.radius_km]
