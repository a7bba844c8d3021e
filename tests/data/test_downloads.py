"""Downloads: each file read back by a parser that is not ours, and what they hold is what the records hold."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_project
from generator.data.downloads import downloads, table
from generator.pages import Lookup
from generator.pages.escape import compact_json, csv_cell
from generator.pages.tables import BIBTEX, CSL, DOWNLOADS, GEOJSON, JSON, TABLES
from tests.conftest import EXAMPLE
from tests.pages.test_hostile import ATTACK, poisoned

SITE = "https://example.org/t/"
TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("=+-@'\",;\t ＝"), max_size=20)


@pytest.fixture(scope="module")
def timeline():
    return check_project(EXAMPLE).timeline


def made(timeline, site_url=SITE):
    return dict(downloads(Lookup(timeline, site_url=site_url), lambda events, make: make(events)))


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline=""), strict=True))


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5))
def test_tables_read_back(rows):
    text = table(rows)
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    folded = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == folded
    assert text.count("\r\n") == len(rows) and "\n" not in text.replace("\r\n", "")


@given(TEXTS)
def test_no_cell_begins_a_formula(text):
    assert not csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_numbers_are_numbers_and_what_is_absent_is_empty():
    assert table([[-33.5, 0.0000001, 12, True, False, None, ""]]) == "-33.5,0.0000001,12,true,,,\r\n"


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_json_has_no_number_that_json_has_not(number):
    with pytest.raises(ValueError, match="JSON"):
        compact_json({"a": number})


def test_every_file_is_there_and_every_table_has_its_columns(timeline):
    files = made(timeline)
    assert set(files) == {*DOWNLOADS, BIBTEX, CSL}
    for name, columns in TABLES.items():
        header, *rows = csv.reader(io.StringIO(files[f"data/{name}.csv"].decode(), newline=""), strict=True)
        assert tuple(header) == columns and rows and all(len(row) == len(columns) for row in rows), name


def test_tables_hold_every_record(timeline):
    files = made(timeline)
    assert [row["id"] for row in rows_of(files, "events")] == [event.id for event in timeline.events]
    citations = [(claim, one) for event in timeline.events for claim in event.claims for one in claim.cites]
    read = rows_of(files, "claims")
    assert len(read) == len(citations)
    for row, (claim, one) in zip(read, citations, strict=True):
        assert (row["event"], row["claim"], row["source"]) == (claim.event, claim.id, one.quote.source)
        assert row["quote"] == " ".join(timeline.passages[one.quote].text.split())
    for name in ("actors", "places", "sources"):
        assert [row["id"] for row in rows_of(files, name)] == sorted(getattr(timeline, name))
    for name in ("events", "actors", "places", "sources"):
        assert all(row["address"] == f"{SITE}{name}/{row['id']}/" for row in rows_of(files, name))
    assert len(rows_of(files, "differences")) == sum(len(event.differences) for event in timeline.events)


def test_everything_stands_in_the_whole(timeline):
    whole = json.loads(made(timeline)[JSON])
    assert whole["version"] == 1 and whole["address"] == SITE
    assert [event["id"] for event in whole["events"]] == [event.id for event in timeline.events]
    for event, record in zip(whole["events"], timeline.events, strict=True):
        assert [claim["id"] for claim in event.get("claims", ())] == [claim.id for claim in record.claims]
        marks = [mark for sentence in event["summary"] for mark in sentence["claims"]]
        assert [mark if "#" in mark else f"{event['id']}#{mark}" for mark in marks] == [str(mark.ref) for one in record.summary for mark in one.marks]
        for claim, own in zip(event.get("claims", ()), record.claims, strict=True):
            for cite, citation in zip(claim["cites"], own.cites, strict=True):
                passage = timeline.passages[citation.quote]
                assert (cite["source"], cite["line"], cite["anchor"]) == (passage.source, passage.line, passage.anchor)
    assert {name: [one["id"] for one in whole[name]] for name in ("actors", "places", "sources")} == {
        name: sorted(getattr(timeline, name)) for name in ("actors", "places", "sources")
    }


def test_no_more_of_a_document_than_its_quotes(timeline):
    files = made(timeline)
    quoted = {" ".join(passage.text.split()) for passage in timeline.passages.values()}
    for source, text in timeline.texts.items():
        quoted |= {timeline.sources[source].headline, timeline.sources[source].byline}
        for start, end in text.sentences:
            sentence = " ".join(text.document.text[start:end].split())
            if not any(sentence in words or words in sentence for words in quoted):
                assert all(compact_json(sentence)[1:-1].encode() not in data for data in files.values()), (source, sentence)


def test_places_for_maps(timeline):
    found = json.loads(made(timeline)[GEOJSON])
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        latitude, longitude = timeline.places[feature["id"]].coordinates
        assert feature["geometry"] == {"type": "Point", "coordinates": [longitude, latitude]}
        assert feature["properties"]["name"] == timeline.places[feature["id"]].name
    assert {feature["id"] for feature in found["features"]} == {one for one, place in timeline.places.items() if place.coordinates}


def test_citations_of_all_pages(timeline):
    files = made(timeline)
    items = json.loads(files[CSL])
    keys = [line.removeprefix("@online{").rstrip(",") for line in files[BIBTEX].decode().splitlines() if line.startswith("@")]
    assert [item["id"] for item in items] == keys and len(set(keys)) == len(keys)
    assert {f"events-{event.id}" for event in timeline.events} <= set(keys)


def test_hostile_records_read_back(timeline):
    attacked = poisoned(timeline)
    files = made(attacked)
    assert json.loads(files[JSON])["events"][0]["claims"][0]["text"].startswith("</q></title><script>alert(1)</script>")
    for name, columns in TABLES.items():
        assert all(len(row) == len(columns) and None not in row for row in rows_of(files, name)), name
    assert "\n" in ATTACK and "\n" not in rows_of(files, "events")[0]["title"]
    json.loads(files[GEOJSON]), json.loads(files[CSL])


def test_a_formula_in_a_record_is_no_formula_in_its_table(timeline):
    event = dataclasses.replace(timeline.events[0], title='=HYPERLINK("https://evil.example";"x")')
    files = made(dataclasses.replace(timeline, events=(event, *tuple(timeline.events)[1:])))
    assert rows_of(files, "events")[0]["title"] == "'" + event.title


def test_without_an_address_pages_are_named_from_the_root(timeline):
    files = made(timeline, "")
    assert rows_of(files, "events")[0]["address"] == f"/events/{timeline.events[0].id}/"
    assert "address" not in json.loads(files[JSON])


def test_what_an_event_gave_before_is_taken(timeline):
    kept = {}

    def keep(events, make):
        kept.update({event.id: piece for event, piece in zip(events, make(events), strict=True)})
        return list(kept.values())

    first = dict(downloads(Lookup(timeline, site_url=SITE), keep))
    assert dict(downloads(Lookup(timeline, site_url=SITE), lambda events, make: [kept[event.id] for event in events])) == first
    assert all(isinstance(part, bytes) for piece in kept.values() for part in piece)
