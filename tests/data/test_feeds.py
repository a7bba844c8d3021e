"""Feeds: read back by parsers that are not ours; dated by the records alone."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import datetime
from xml.etree import ElementTree

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_project
from generator.data.feeds import MOST, feeds
from generator.model.edtf import parse
from generator.model.records import Correction
from generator.pages import Lookup
from generator.pages.escape import xml_text
from tests.conftest import EXAMPLE
from tests.pages.test_hostile import poisoned

SITE = "https://example.org/t/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def bare():
    return check_project(EXAMPLE).timeline


def told(timeline, days, corrections=(), **changes):
    """The timeline with `added` of its first events, and corrections of the first one."""
    events = list(timeline.events)
    for at, day in enumerate(days):
        events[at] = dataclasses.replace(events[at], added=parse(day))
    events[0] = dataclasses.replace(events[0], corrections=tuple(Correction(parse(day), what, why) for day, what, why in corrections), **changes)
    return dataclasses.replace(timeline, events=tuple(events))


def made(timeline, site_url=SITE):
    return dict(feeds(Lookup(timeline, site_url=site_url)))


@pytest.fixture
def timeline(bare):
    return told(bare, ["2031-03-20", "2031-03-25", "2031-03-25"], [("2031-04-02", "The place is another.", "Misread.")])


def test_newest_first_with_their_own_days(timeline):
    feed = lxml.etree.fromstring(made(timeline)["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated")[:10] for entry in entries] == ["2031-04-02", "2031-03-25", "2031-03-25", "2031-03-20"]
    assert feed.findtext(f"{ATOM}updated") == "2031-04-02T00:00:00Z"
    first, last = entries[0], entries[-1]
    event = timeline.events[0]
    assert first.findtext(f"{ATOM}title") == f"Corrected: {event.title}"
    assert first.findtext(f"{ATOM}summary") == "The place is another. Misread."
    assert first.findtext(f"{ATOM}id") == f"{SITE}events/{event.id}/#correction-1"
    assert first.find(f"{ATOM}link").get("href") == f"{SITE}events/{event.id}/#corrections" and first.find(f"{ATOM}published") is None
    assert last.findtext(f"{ATOM}id") == f"{SITE}events/{event.id}/" and last.findtext(f"{ATOM}published") == "2031-03-20T00:00:00Z"
    assert last.findtext(f"{ATOM}summary").startswith(event.summary[0].text[:20])


def test_atom_has_what_its_standard_asks_for(timeline):
    feed = lxml.etree.fromstring(made(timeline)["feed.xml"])
    assert feed.tag == f"{ATOM}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1 and one.findtext(f"{ATOM}{name}")
        datetime.fromisoformat(one.findtext(f"{ATOM}updated").replace("Z", "+00:00"))
        assert re.fullmatch(r"https://example\.org/t/\S*", one.findtext(f"{ATOM}id"))
        assert [link.get("rel") for link in one.findall(f"{ATOM}link")].count("alternate") == 1
    assert feed.find(f"{ATOM}author/{ATOM}name").text and feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITE}feed.xml"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    allowed = {"author", "category", "entry", "id", "link", "published", "rights", "subtitle", "summary", "title", "updated", "name"}
    assert {lxml.etree.QName(one).localname for one in feed.iter()} <= {*allowed, "feed"}


def test_both_feeds_and_both_parsers_say_the_same(timeline):
    files = made(timeline)
    by_lxml, by_expat = lxml.etree.fromstring(files["feed.xml"]), ElementTree.fromstring(files["feed.xml"])
    assert lxml.etree.tostring(by_lxml, method="c14n") == ElementTree.canonicalize(files["feed.xml"].decode()).encode()
    feed = json.loads(files["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["feed_url"] == f"{SITE}feed.json" and feed["home_page_url"] == SITE
    entries = by_expat.findall(f"{ATOM}entry")
    assert len(feed["items"]) == len(entries)
    for item, entry in zip(feed["items"], entries, strict=True):
        assert (item["id"], item["title"], item["content_text"]) == tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary"))
        assert item.get("date_published", item.get("date_modified")) == entry.findtext(f"{ATOM}updated")


def test_a_renamed_record_stays_the_same_entry(bare):
    feed = json.loads(made(told(bare, ["2031-03-20"], formerly=("an-older-id", "an-old-id")))["feed.json"])
    assert feed["items"][0]["id"] == f"{SITE}events/an-older-id/" and feed["items"][0]["url"] == f"{SITE}events/{bare.events[0].id}/"


def test_a_feed_is_not_endless(bare):
    corrections = [(f"2031-{4 + day // 28:02}-{1 + day % 28:02}", f"What {day}", "Why") for day in range(MOST + 20)]
    items = json.loads(made(told(bare, ["2031-03-20"], corrections))["feed.json"])["items"]
    assert len(items) == MOST and items[0]["content_text"] == f"What {MOST + 19} Why"


def test_nothing_to_tell_and_nowhere_to_tell_it_from(bare, timeline):
    assert made(bare) == {} and made(timeline, "") == {}


@given(st.text())
def test_any_text_stands_in_xml(text):
    xml = f'<a b="{xml_text(text)}">{xml_text(text)}</a>'.encode()
    read = lxml.etree.fromstring(xml)
    assert (read.text or "") == read.get("b") == ElementTree.fromstring(xml).get("b")
    assert not re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", read.text or "")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z"))))
def test_what_xml_has_reads_back(text):
    assert (lxml.etree.fromstring(f"<a>{xml_text(text)}</a>".encode()).text or "") == text


def test_hostile_records_stay_text(timeline):
    files = made(poisoned(timeline))
    feed = lxml.etree.fromstring(files["feed.xml"])
    assert not feed.findall(".//script") and "<script>alert(1)</script>" in feed.find(f"{ATOM}entry").findtext(f"{ATOM}title")
    assert "<script>" in json.loads(files["feed.json"])["items"][0]["title"]
