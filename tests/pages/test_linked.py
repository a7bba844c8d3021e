"""Structured data: valid JSON of schema.org's words, what the page says and no more, nothing that could leave its block."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.edtf import parse
from generator.pages import Edition, Lookup, drafts
from generator.pages.escape import script_json
from generator.pages.linked import linked_data

from .conftest import read_html
from .test_hostile import ATTACK, poisoned

SITE = "https://example.org/t/"
VALUES = st.recursive(st.text() | st.booleans() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


def data_of(lookup, path):
    draft = next(draft for draft in drafts(lookup, Edition()) if draft.path == path)
    return json.loads(draft.make().meta["linked"])


@pytest.fixture(scope="module")
def whole(timeline):
    """The example on a site whose place is known."""
    return Lookup(timeline, site_url=SITE)


def test_every_page_has_data_and_a_way_home(whole):
    for draft in drafts(whole, Edition()):
        page = draft.make()
        data = json.loads(page.meta["linked"])
        assert data["@context"] == "https://schema.org", draft.path
        crumbs = data.get("breadcrumb", {}).get("itemListElement", [])
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
        assert len(crumbs) == (0 if "about" in data else max(0, len(page.meta.get("crumbs", ())) - 1)), draft.path
        assert [(crumb["item"], crumb["name"]) for crumb in crumbs] == [(href, label) for label, href in page.meta.get("crumbs", ())][1 : len(crumbs) + 1], draft.path


def test_an_event(whole):
    data = data_of(whole, "events/2031-03-12-merganser-touches-patrol-boat.md")
    assert data["@type"] == "WebPage" and "datePublished" not in data
    event = whole.timeline.event["2031-03-12-merganser-touches-patrol-boat"]
    assert data["about"] == {
        "@type": "Event", "name": event.title, "startDate": "2031-03-12", "location": {"@type": "Place", "name": "Sandrey"},
    }  # fmt: skip
    cited = data["citation"] if isinstance(data["citation"], list) else [data["citation"]]
    assert cited and all(source["@id"].startswith("../../sources/") for source in cited)


def dates_of(lookup, **changes):
    event = dataclasses.replace(lookup.timeline.events[0], **changes)
    changed = Lookup(dataclasses.replace(lookup.timeline, events=(event, *tuple(lookup.timeline.events)[1:])))
    about = json.loads(linked_data(changed, f"events/{event.id}.md", "event", "T", ()))["about"]
    return about.get("startDate"), about.get("endDate"), about.get("eventStatus")


@pytest.mark.parametrize(("date", "expected"), [
    ("2031-03-12", ("2031-03-12", None)), ("2031-03", ("2031-03", None)), ("2031-03-12/2031-03-14", ("2031-03-12", "2031-03-14")),
    ("2031-03-12/..", ("2031-03-12", None)), ("2031-03-12?", (None, None)), ("2031~", (None, None)), ("[2031-03-12..2031-03-14]", (None, None)),
    ("2031-21", (None, None)), ("2031-03-12~/2031-03-14", (None, "2031-03-14")), ("-0043-03-15", (None, None)),
])  # fmt: skip
def test_only_certain_dates(whole, date, expected):
    assert dates_of(whole, date=parse(date), several=False)[:2] == expected


def test_what_has_not_happened_says_so(whole):
    assert dates_of(whole, status="cancelled")[2] == "https://schema.org/EventCancelled"
    assert dates_of(whole, status="planned")[2] == "https://schema.org/EventScheduled"
    assert dates_of(whole, status="happened")[2] is None
    assert dates_of(whole, several=True)[:2] == (None, None)


def test_a_place_a_source_and_an_actor(whole):
    place = data_of(whole, "places/sandrey.md")["about"]
    assert place["@type"] == "Place" and place["geo"]["@type"] in ("GeoCircle", "GeoCoordinates")
    source = data_of(whole, "sources/gazette-2031-03-14.md")["about"]
    assert source["@type"] == "CreativeWork" and source["publisher"]["name"] and source["datePublished"] == "2031-03-14"
    actor = data_of(whole, "actors/merganser.md")["about"]
    assert actor["@type"] == "Thing" and actor["name"] == "Merganser"


def test_the_home_page_names_search_and_downloads(whole):
    site, data = data_of(whole, "index.md")["@graph"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{SITE}search/?q={{q}}"
    assert {one["contentUrl"] for one in data["distribution"]} >= {f"{SITE}data/events.csv", f"{SITE}data/timeline.json"}


@given(VALUES)
def test_a_data_block_reads_back_and_nothing_leaves_it(value):
    html = script_json(value)
    assert not set(html) & set("<>&\u2028\u2029\n")
    json.loads(html)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60))
def test_texts_read_back_as_they_are(text):
    assert json.loads(script_json({"a": text})) == {"a": text}


def test_hostile_records_stay_in_their_block(timeline):
    lookup = Lookup(poisoned(timeline), site_url=SITE)
    for draft in drafts(lookup, Edition()):
        block = draft.make().meta.get("linked", "")
        assert not set(block) & set("<>&"), draft.path
        read = read_html(f'<script type="application/ld+json">{block}</script><p>after</p>')
        assert [tag for tag, _ in read.elements] == ["script", "p"], draft.path
    event = json.loads(next(draft.make().meta["linked"] for draft in drafts(lookup, Edition()) if draft.kind == "event"))
    assert "</title><script>alert(1)</script>" in event["about"]["name"] and "<script>" in ATTACK
