"""The whole timeline as files: tables (CSV, RFC 4180, UTF-8), places as GeoJSON, and everything as one JSON file.

Texts are plain, white space in them single spaces. Of documents there are only the words that are quoted. In a table, lists are parted by
"; ", and a cell that a spreadsheet would take for a formula has an apostrophe in front (`escape.csv_cell`); columns: `generator.pages.tables`.
They begin without a byte order mark, unlike the table of a selection, which a browser makes (overrides/assets/downloads.js) for spreadsheets.

`timeline.json`: {version, title, description, language, zone, licence: {name, url}, address, events, actors, places, sources}, where each list
holds records with the fields of docs/records.md, but that
    - what is absent or false is left out, and so are the status `happened` and the voice `claimant`; `id` is added;
    - `summary` is a list of {text, claims}; as in the records, a claim of the same event is named by its id, one of another as `event-id#claim-id`;
    - a quote has the document's own words as `quote` (of a working: `words`), their `line` and their `anchor` on the page of the source;
    - dates are EDTF; events have `first_day` and `last_day` beside, where there are such.
The page of a record is at the address of the timeline, with `events/ID/`, `actors/ID/`, `places/ID/` or `sources/ID/` after it, and there of
a claim at `#claim-ID`, of a difference at `#difference-NUMBER`, of a passage at its `#ANCHOR`: whole addresses in each row would be a fifth of
the table of claims.

What an event gives is made once and kept from build to build (`Kept`), as bytes that only have to be joined, for most of the work is there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from generator.model import edtf
from generator.model.edtf import Date
from generator.model.records import Citation, Claim, ClaimRef, Difference, Event, Quote, Source, Working
from generator.pages import cite, links
from generator.pages.escape import clean, compact_json, csv_cell, plain
from generator.pages.lookup import Lookup
from generator.pages.tables import BIBTEX, CSL, GEOJSON, JSON, TABLES
from generator.processes import spread

Kept = Callable[[Sequence[Event], Callable[[Sequence[Event]], list[tuple]]], list[tuple]]
"""Gives what each of some events gave before, and has the rest made."""

FEWEST = 1000
"""Events below which a second process costs more than it saves."""

Cell = str | int | float | bool | None

_PARTED = "; "


def downloads(lookup: Lookup, kept: Kept) -> Iterator[tuple[str, bytes]]:
    """The files by their paths in the site."""
    def made(events: Sequence[Event]) -> list[tuple]:
        return spread(lambda share: [_piece(lookup, event) for event in share], events, FEWEST)

    rows, citations, differences, records, bibtex, csl = zip(*kept(lookup.timeline.events, made), strict=True) if lookup.timeline.events else ((),) * 6
    for name, pieces in (("events", rows), ("claims", citations), ("differences", differences)):
        yield f"data/{name}.csv", b"".join([table([TABLES[name]]).encode(), *pieces])
    for name, rows in (("actors", _actors(lookup)), ("places", _places(lookup)), ("sources", _sources(lookup))):
        yield f"data/{name}.csv", table([TABLES[name], *rows]).encode()
    yield GEOJSON, _geojson(lookup)
    yield JSON, _json(lookup, records)
    others = list(cite.every(lookup))
    yield BIBTEX, b"\n\n".join([*(cite.bibtex(one).encode() for one in others), *bibtex, b""])
    yield CSL, _lines("[", [*(_encoded(cite.csl(one)) for one in others), *csl], "]\n")


def table(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([list(map(_cell, row)) for row in rows])
    return out.getvalue()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return csv_cell(value) if value else ""
    if isinstance(value, bool) or value is None:
        return "true" if value else ""
    return _decimal(value)


def _decimal(value: float) -> str:
    """A number as decimals without an exponent."""
    return f"{value:.12f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


# --- Events ---


def _piece(lookup: Lookup, event: Event) -> tuple[bytes, ...]:
    """What an event gives: its row, those of its claims' citations, those of its differences, itself as JSON, and the citations of its page."""
    cited = cite.of_event(lookup, event)
    return (
        table([_event_row(lookup, event)]).encode(),
        table(_citation_row(lookup, claim, citation) for claim in event.claims for citation in claim.cites).encode(),
        table(_difference_row(event, number, one) for number, one in enumerate(event.differences, start=1)).encode(),
        _encoded(_event(lookup, event)),
        cite.bibtex(cited).encode(), _encoded(cite.csl(cited)),
    )  # fmt: skip


def _event_row(lookup: Lookup, event: Event) -> list[Cell]:
    corrected = max((day for one in event.corrections if (day := cite.told_on(one.date))), default=None)
    return [
        event.id, plain(event.title), event.date.text, *_days(event.date), event.time.clock if event.time else "",
        event.time.part if event.time else "", event.type, event.status, event.several, event.background, _listed(event.places),
        _listed(f"{role.actor} ({role.role})" for role in event.actors), " ".join(plain(sentence.text) for sentence in event.summary),
        len(event.claims), _listed(dict.fromkeys(citation.quote.source for claim in event.claims for citation in claim.cites)),
        len(event.differences), _listed(f"{one.relation} {one.event}" for one in event.related),
        event.added.text if event.added else "", edtf.iso(corrected) if corrected else "", _address(lookup, links.event_path(event.id)),
    ]  # fmt: skip


def _citation_row(lookup: Lookup, claim: Claim, citation: Citation) -> list[Cell]:
    passage = lookup.timeline.passages[citation.quote]
    source = lookup.timeline.sources[passage.source]
    return [
        claim.event, claim.id, plain(claim.text), _listed(claim.by), claim.by_words, claim.stance, claim.hedge,
        claim.said.text if claim.said else "", passage.text, source.id, source.publisher, source.published.text, passage.line, citation.voice,
        citation.origin,
    ]  # fmt: skip


def _difference_row(event: Event, number: int, one: Difference) -> list[Cell]:
    return [event.id, number, plain(one.question), one.status, plain(one.resolution), _listed(map(str, one.claims)), _listed(one.silent)]


def _event(lookup: Lookup, event: Event) -> dict:
    first, last = _days(event.date)
    return _filled({
        "id": event.id, "title": plain(event.title), "date": event.date.text, "first_day": first, "last_day": last,
        "time": _filled({"clock": event.time.clock, "part": event.time.part, "zone": event.time.zone}) if event.time else None,
        "dating": [_working(lookup, working) for working in event.dating], "type": event.type, "status": "" if event.status == "happened" else event.status,
        "several": event.several, "background": event.background, "places": event.places,
        "actors": [{"actor": role.actor, "role": role.role} for role in event.actors],
        "summary": [{"text": plain(sentence.text), "claims": _refs(event.id, (mark.ref for mark in sentence.marks))} for sentence in event.summary],
        "claims": [_claim(lookup, claim) for claim in event.claims],
        "differences": [_filled({
            "question": plain(one.question), "claims": _refs(event.id, one.claims), "status": one.status, "resolution": plain(one.resolution),
            "silent": one.silent,
        }) for one in event.differences],
        "related": [{"event": one.event, "relation": one.relation} for one in event.related],
        "added": event.added.text if event.added else "",
        "corrections": [{"date": one.date.text, "what": plain(one.what), "why": plain(one.why)} for one in event.corrections],
        "formerly": event.formerly,
    })  # fmt: skip


def _claim(lookup: Lookup, claim: Claim) -> dict:
    return _filled({
        "id": claim.id, "text": plain(claim.text), "by": claim.by, "by_words": claim.by_words, "stance": claim.stance, "hedge": claim.hedge,
        "said": claim.said.text if claim.said else "", "said_dating": [_working(lookup, working) for working in claim.said_dating],
        **{name: _refs(claim.event, targets) for name, targets in claim.relations()},
        "inferred": [{"what": plain(one.what), "why": plain(one.why)} for one in claim.inferred],
        "cites": [_filled({**_quote(lookup, one.quote, "quote"), "voice": "outlet" if one.voice == "outlet" else "", "origin": one.origin}) for one in claim.cites],
    })  # fmt: skip


def _working(lookup: Lookup, working: Working) -> dict:
    return _filled({
        **_quote(lookup, working.quote, "words"), "rule": working.rule, "from": working.start.text if working.start else "",
        "from_event": working.from_event, "gives": working.gives.text, "whole": working.whole, "why": plain(working.why),
    })  # fmt: skip


def _quote(lookup: Lookup, quote: Quote, name: str) -> dict:
    passage = lookup.timeline.passages[quote]
    return {"source": passage.source, name: clean(passage.text), "line": passage.line, "anchor": passage.anchor}


def _refs(event: str, refs: Iterable[ClaimRef]) -> list[str]:
    """Claims as the record of an event names them: its own by their ids."""
    return [ref.claim if ref.event == event else str(ref) for ref in refs]


def _days(date: Date) -> tuple[str, str]:
    """The first and last day that a date leaves; empty where there is none, or none of the years 1 to 9999."""
    first, last = (day if day and 1 <= day[0] <= 9999 else None for day in (date.earliest, date.latest))
    return edtf.iso(first) if first else "", edtf.iso(last) if last else ""


# --- Other records ---


def _actors(lookup: Lookup) -> Iterator[list[Cell]]:
    for one in _by_id(lookup.timeline.actors):
        yield [
            one.id, one.name, one.kind, _listed(one.aliases), plain(one.role), one.of, one.wikidata, plain(one.note),
            len(lookup.timeline.events_of_actor.get(one.id, ())), _address(lookup, links.actor_path(one.id)),
        ]  # fmt: skip


def _places(lookup: Lookup) -> Iterator[list[Cell]]:
    for one in _by_id(lookup.timeline.places):
        latitude, longitude = one.coordinates or (None, None)
        names = (f"{name.name} ({', '.join(name.used_by)})" if name.used_by else name.name for name in one.names)
        yield [
            one.id, one.name, _listed(names), one.kind, latitude, longitude, one.radius_km, one.wikidata, plain(one.note),
            len(lookup.timeline.events_of_place.get(one.id, ())), _address(lookup, links.place_path(one.id)),
        ]  # fmt: skip


def _sources(lookup: Lookup) -> Iterator[list[Cell]]:
    for one in _by_id(lookup.timeline.sources):
        yield [
            one.id, one.publisher, one.headline, one.byline, one.published.text, one.language, one.url, one.archive, _listed(one.agencies),
            plain(one.basis), one.reliability.level if one.reliability else "", one.machine_written, one.document, one.sha256,
            lookup.passages_quoted[one.id], _address(lookup, links.source_path(one.id)),
        ]  # fmt: skip


def _geojson(lookup: Lookup) -> bytes:
    """Places with coordinates, as RFC 7946 has them: longitude first."""
    features = []
    for one in _by_id(lookup.timeline.places):
        if one.coordinates:
            latitude, longitude = one.coordinates
            about = _filled({
                "name": one.name, "names": [_filled({"name": name.name, "used_by": name.used_by}) for name in one.names], "kind": one.kind,
                "radius_km": one.radius_km, "wikidata": one.wikidata, "events": len(lookup.timeline.events_of_place.get(one.id, ())),
                "address": _address(lookup, links.place_path(one.id)),
            })  # fmt: skip
            features.append({"type": "Feature", "id": one.id, "geometry": {"type": "Point", "coordinates": [longitude, latitude]}, "properties": about})
    return _lines('{"type":"FeatureCollection","features":[', map(_encoded, features), "]}")


def _json(lookup: Lookup, events: Iterable[bytes]) -> bytes:
    timeline, settings = lookup.timeline, lookup.timeline.settings
    head = _filled({
        "version": 1, "title": plain(settings.title), "description": plain(settings.description), "language": settings.language,
        "zone": settings.zone, "licence": {"name": settings.licence.name, "url": settings.licence.url} if settings.licence else None,
        "address": links.permanent(lookup.site_url, links.HOME),
    })  # fmt: skip
    actors = [_filled({
        "id": one.id, "name": one.name, "kind": one.kind, "aliases": one.aliases, "role": plain(one.role), "of": one.of,
        "wikidata": one.wikidata, "note": plain(one.note), "formerly": one.formerly,
    }) for one in _by_id(timeline.actors)]  # fmt: skip
    places = [_filled({
        "id": one.id, "name": one.name, "names": [_filled({"name": name.name, "used_by": name.used_by}) for name in one.names],
        "kind": one.kind, "coordinates": one.coordinates, "radius_km": one.radius_km, "zone": one.zone, "wikidata": one.wikidata,
        "note": plain(one.note), "formerly": one.formerly,
    }) for one in _by_id(timeline.places)]  # fmt: skip
    sources = [_source(one) for one in _by_id(timeline.sources)]
    parts = [_lines('"events":[', events, "]")]
    for name, records in (("actors", actors), ("places", places), ("sources", sources)):
        parts.append(_lines(f'"{name}":[', map(_encoded, records), "]"))
    return _encoded(head)[:-1] + b",\n" + b",\n".join(parts) + b"}\n"


def _source(one: Source) -> dict:
    reliability = {"level": one.reliability.level, "why": plain(one.reliability.why)} if one.reliability else None
    return _filled({
        "id": one.id, "document": one.document, "sha256": one.sha256, "publisher": one.publisher, "headline": one.headline,
        "byline": one.byline, "published": one.published.text, "url": one.url, "archive": one.archive, "language": one.language,
        "agencies": one.agencies, "basis": plain(one.basis), "reliability": reliability, "machine_written": one.machine_written,
        "formerly": one.formerly,
    })  # fmt: skip


def _lines(start: str, items: Iterable[bytes], end: str) -> bytes:
    """A list of JSON with one item a line, so that two editions can be compared."""
    return b"".join([start.encode(), b"\n", b",\n".join(items), b"\n", end.encode()])


def _encoded(value: object) -> bytes:
    return compact_json(value).encode()


def _filled(values: dict) -> dict:
    """Without what is absent, empty or false; noughts stay."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [], {}) and value is not False}


def _listed(values: Iterable[str]) -> str:
    return _PARTED.join(clean(value) for value in values)


def _address(lookup: Lookup, path: str) -> str:
    """The whole address of a page, or that from the root of a site nobody knows the place of."""
    return links.permanent(lookup.site_url, path) or f"/{links.directory_url(path)}"


def _by_id(records: dict) -> list:
    return [records[identifier] for identifier in sorted(records)]
