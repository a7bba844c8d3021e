"""The picture of time as it is drawn when the site is built: what it says is true, what it draws stands where it should, nothing in it runs."""

from __future__ import annotations

import dataclasses
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_project
from generator.model import edtf
from generator.pages import timescale
from generator.pages.escape import inert
from generator.pages.lookup import Lookup
from generator.pages.picture import MOST_BARS, MOST_LANES, activity_picture, finding, lanes_of, length_words, period_words, time_picture, width_of
from generator.pages.sheet import Sheet
from generator.pages.timescale import CELL, Span, binned, fullest, is_crowd, outline, packed, scale_of, span_of

from .conftest import read_html

SVG = "{http://www.w3.org/2000/svg}"


def drawn(lookup, events=None):
    return str(time_picture(Sheet(lookup, "index.md"), lookup.timeline.events if events is None else events))


def svgs(html):
    """The figure's drawings as XML, by class."""
    tree = ElementTree.fromstring(html.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ').replace(" data-picture=", " data-n="))
    return {one.get("class"): one for one in tree.iter(f"{SVG}svg") if one.get("class")}


def project_with(timeline, dates):
    """The timeline with its first event once for each date."""
    first = timeline.events[0]
    events = [dataclasses.replace(first, id=f"one-{at}", date=edtf.parse(text), related=()) for at, text in enumerate(dates)]
    return Lookup(dataclasses.replace(timeline, events=tuple(sorted(events, key=lambda event: event.sort_key))))


def shares(element):
    """Everything in a drawing that stands at a share of its width."""
    return [float(value[:-1]) for one in element.iter() for name in ("x", "x1", "x2") if (value := one.get(name, "")).endswith("%")]


# --- The drawing ---


def test_every_event_has_one_link_in_order_of_time(lookup):
    html = drawn(lookup)
    wide = svgs(html)["wide"]
    hrefs = [link.get("href") for link in wide.iter(f"{SVG}a") if link.get("href").startswith("events/")]
    assert hrefs == [f"events/{event.id}/" for event in lookup.timeline.events]
    assert not any("events/" in link.get("href") for link in svgs(html)["narrow"].iter(f"{SVG}a"))
    titles = [link.find(f"{SVG}title").text for link in wide.iter(f"{SVG}a") if link.get("href").startswith("events/")]
    assert all(lookup.card(event).plain_title in title for event, title in zip(lookup.timeline.events, titles, strict=True))


def test_it_is_one_block_of_balanced_html_with_ids_of_its_own(lookup):
    html = drawn(lookup)
    read = read_html(html)
    assert html.startswith("<figure ") and "\n\n" not in html and not read.unbalanced
    assert len(read.ids) == len(set(read.ids))
    named = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', html))
    assert named <= set(read.ids)
    assert {"style", "script"}.isdisjoint(read.tags) and 'style="' not in html


@pytest.mark.parametrize("dates", [
    ["2025-12-06"], ["2025-12-06", "2025-12-06"], ["2025-03", "2025-12-01", "2025-12-02", "2025-12-03"], ["../1900", "1950/..", "[1990..]", "2020~"],
    ["-0044-03-15", "2025?", "Y17000"], ["1000", "1500", "2000", "2000-01-01", "2000-01-01", "2000-01-02"], ["XXXX-12-25", "2024-02-29"],
    ["Y-17E7", "2025-12-06", "2025-12-07", "Y5E6"], ["{2025-12-06,2025-12-09}", "2025-22", "20XX", "2025-12-06/2025-12-10"], [f"2025-12-{day:02}" for day in range(1, 32)] * 2,
])
def test_any_dates_are_drawn_within_the_picture(timeline, dates):
    found = drawn(project_with(timeline, dates))
    for name, svg in svgs(found).items():
        assert all(0 <= share <= 100.06 for share in shares(svg)), name
        for rect in svg.iter(f"{SVG}rect"):
            if rect.get("x", "").endswith("%") and rect.get("width", "").endswith("%"):
                assert float(rect.get("x")[:-1]) + float(rect.get("width")[:-1]) <= 101
        heights = [float(one.get("y")) for one in svg.iter(f"{SVG}text")]
        assert name == "picture-defs" or max(heights) <= float(svg.get("height"))


def test_dates_look_as_they_are_known(timeline):
    looks = {
        "2025-12-06": "<rect", "[2025-12-06..2025-12-09]": 'href="#p-be"', "2025-12-06?": "stroke-dasharray", "2025-12-07~": 'mask="url(#p-lr)"',
        "2025-12-06/..": 'mask="url(#p-r)"', "[..2025-12-06]": 'mask="url(#p-l)"', "2025-12-06/2025-12-08": "<rect",
    }
    lookup = project_with(timeline, list(looks))
    html, name = drawn(lookup), str(inert(lookup.card(lookup.timeline.events[0]).plain_title))
    bodies = {title.removeprefix(f"{name}, "): body for title, body in re.findall(r"<title>(.*?)</title>(.*?)</a>", html)}
    for text, look in looks.items():
        assert look in bodies[edtf.short_words(edtf.parse(text))], text


def test_planned_and_cancelled_events_look_unlike_others(timeline):
    one, two, three, *_ = project_with(timeline, ["2025-12-06", "2025-12-07", "2025-12-08"]).timeline.events
    lookup = Lookup(dataclasses.replace(timeline, events=(one, dataclasses.replace(two, status="planned"), dataclasses.replace(three, status="cancelled"))))
    html = drawn(lookup)
    assert html.count('class="stance-plans"') == 2 and "Dashed: planned." in html  # in both drawings
    assert "Struck through: cancelled." in html


def test_hatching_is_a_pattern(timeline):
    html = drawn(project_with(timeline, [f"[2025-12-01..2025-12-{day:02}]" for day in range(2, 32)]))
    assert html.count("<pattern") == 1 and html.count("<use") == 60 and html.count("<path") == 1


def test_words_are_large_enough_and_keep_their_size(lookup):
    html = drawn(lookup)
    assert "viewBox" not in html  # nothing is scaled down with the screen
    assert not re.search(r'font-size="(?:[0-9]|10)(?:\.\d+)?"', html)


def test_a_title_that_would_stand_out_does_nothing(timeline):
    hostile = '<script>alert(1)</script> "x" onload=1 </title></svg><img src=x> &amp; {{7*7}} \\ `` [a](javascript:1)'
    first = timeline.events[0]
    actors = dict(timeline.actors)
    actors[first.actors[0].actor] = dataclasses.replace(actors[first.actors[0].actor], name=hostile, of="")
    made = Lookup(dataclasses.replace(timeline, events=(dataclasses.replace(first, title=hostile),), actors=actors))
    for html in (drawn(made), str(activity_picture(Sheet(made, "actors/x.md"), made.timeline.events))):
        read = read_html(html)
        assert {"script", "img"}.isdisjoint(read.tags) and not read.unbalanced
        assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)


def test_many_events_are_counted_in_few_bytes(timeline):
    dates = [f"{2000 + at % 19}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(10_000)]
    html = drawn(project_with(timeline, dates))
    assert len(html) < 12_000 and "events/" not in html
    assert sum(1 for path in svgs(html)["wide"].iter(f"{SVG}path")) >= 1


def test_few_events_fit_their_bytes(timeline):
    html = drawn(project_with(timeline, [f"2025-12-{1 + at % 28:02}" for at in range(MOST_BARS)]))
    assert len(html) < 600 * MOST_BARS


def test_words_of_the_interactive_picture_are_json(lookup):
    words = json.loads(read_html(drawn(lookup)).attributes("figure", "data-words")[0])
    assert len(words["months"]) == 12 and len(words["weekdays"]) == 7 and len(words["back"]) == 5 and "{n}" in words["many"]


def test_no_events_no_picture(lookup):
    assert drawn(lookup, []) == "" and str(activity_picture(Sheet(lookup, "actors/x.md"), [])) == ""


# --- What it says ---


def test_the_caption_is_true_of_the_records(lookup):
    spans = [span_of(event.date) for event in lookup.timeline.events]
    stretch = fullest(spans)
    held = sum(stretch.first <= span.first and span.last <= stretch.last for span in spans)
    assert held == stretch.events and 2 * held >= len(spans)
    if is_crowd(stretch, spans):
        assert f"{held} of {len(spans)} events fall within" in drawn(lookup)


@pytest.mark.parametrize(("dates", "words"), [
    (["2025-12-06"], "One event, 6 December 2025"),
    (["2025-12-06"] * 3, "All events fall on 6 December 2025"),
    (["2025-01-01", "2025-12-06", "2025-12-06", "2025-12-06"], "3 of 4 events fall on one day, 6 December 2025"),
    (["2025-01-01", "2025-12-06", "2025-12-07", "2025-12-13"], "2 of 4 events fall within two days, 6 to 7 December 2025"),
    (["2000-01-01", "2025-01-01", "2025-12-06", "2026-03-07"], "2 of 4 events fall within four months, 6 December 2025 to 7 March 2026"),
    ([f"{year}-06-01" for year in range(1900, 2000)], "100 events, 1 June 1900 to 1 June 1999"),
    ([f"{year}-06-01" for year in range(1900, 2000)] + ["1950-01-01"], "1950 to 1959 holds most: 11 of 101 events"),
])
def test_findings(dates, words):
    spans = [span_of(edtf.parse(date)) for date in dates]
    stretch = fullest(spans)
    said = finding(spans, stretch if is_crowd(stretch, spans) else None)
    assert said == words


@pytest.mark.parametrize(("first", "last", "words"), [
    ((2025, 12, 6), (2025, 12, 13), "eight days"), ((2025, 1, 1), (2025, 3, 1), "60 days"), ((2025, 1, 1), (2025, 3, 31), "three months"),
    ((2025, 1, 15), (2026, 2, 14), "13 months"), ((2025, 1, 1), (2027, 12, 31), "three years"), ((2025, 1, 1), (2028, 1, 1), "four years"),
])
def test_lengths_hold_all_of_the_stretch(first, last, words):
    assert length_words(edtf.day_number(first), edtf.day_number(last)) == words


def test_periods_by_name():
    assert period_words(edtf.day_number((1990, 1, 1)), 10) == "1990 to 1999"
    assert period_words(edtf.day_number((2025, 12, 1)), 0) == "December 2025"


spans = st.lists(st.builds(lambda first, wide, known: Span(first, first + wide, known != 1, known != 2), st.integers(-90_000, 90_000), st.integers(0, 900), st.integers(0, 6)), min_size=1, max_size=40)


@given(spans)
def test_no_shorter_stretch_holds_as_many(found):
    stretch = fullest(found)
    known = [span for span in found if span.opens and span.closes]
    wanted = -(-len(found) // 2)
    if stretch is None:
        assert len(known) < wanted
        return
    lengths = [
        sorted(span.last for span in known if span.first >= first)[wanted - 1] - first
        for first in {span.first for span in known} if sum(span.first >= first for span in known) >= wanted
    ]  # fmt: skip
    assert stretch.last - stretch.first == min(lengths)
    assert stretch.events == sum(stretch.first <= span.first and span.last <= stretch.last for span in known) >= wanted


@given(spans, st.booleans())
def test_a_scale_goes_on_without_gap_or_return(found, cells):
    scale = scale_of(found, fullest(found), cells)
    assert scale.segments[0].left == 0 and scale.segments[-1].right == pytest.approx(1)
    for before, after in zip(scale.segments, scale.segments[1:], strict=False):
        assert before.end == after.start and before.right == pytest.approx(after.left)
    days = sorted({day for segment in scale.segments for day in (segment.start, segment.end - 1)})
    places = [scale.at(day) for day in days]
    assert places == sorted(places) and scale.at(scale.start - 999) == 0 and scale.at(scale.end + 999) == 1
    assert scale.crowd.right - scale.crowd.left > 0.2 and CELL < 1


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=40))
def test_bars_in_a_row_do_not_overlap(pairs):
    bars = sorted((min(pair), max(pair)) for pair in pairs)
    rows = packed(bars, 0.01)
    for row in set(rows):
        inside = [bar for bar, at in zip(bars, rows, strict=True) if at == row]
        assert all(before[1] + 0.01 <= after[0] for before, after in zip(inside, inside[1:], strict=False))


@given(st.lists(st.integers(-5, 500), min_size=1), st.integers(1, 130))
def test_columns_lose_no_event(days, columns):
    counts = binned(days, 0, 400, columns)
    assert sum(counts) == len(days) and len(counts) <= columns
    steps = re.findall(r"([vh])(-?\d+)", outline(counts, max(counts), 12))
    assert sum(int(by) for way, by in steps if way == "h") == len(counts) and sum(int(by) for way, by in steps if way == "v") == 0


# --- Lanes and the small picture ---


def test_lanes_hold_every_event_once(lookup):
    lanes = lanes_of(lookup.timeline, lookup.timeline.events)
    held = [at for lane in lanes for at in lane.events]
    assert sorted(held) == list(range(len(lookup.timeline.events))) and len(lanes) <= MOST_LANES + 2
    sizes = [len(lane.events) for lane in lanes if lane.actor]
    assert sizes == sorted(sizes, reverse=True)


def test_the_small_picture_is_small_and_says_what_it_shows(lookup):
    actor, events = max(lookup.timeline.events_of_actor.items(), key=lambda item: len(item[1]))
    html = str(activity_picture(Sheet(lookup, f"actors/{actor}.md"), events))
    read = read_html(html)
    assert len(html) < 1500 and html.startswith("<figure ") and "\n\n" not in html and not read.unbalanced
    assert f"{len(events)} event" in read.text and f"all {len(lookup.timeline.events)} of" in read.text


def test_widths_are_not_underestimated():
    assert width_of("mmmm") > width_of("nnnn") > width_of("llll") > 0 and width_of("") == 0


def test_a_real_project_has_its_picture(project):
    timeline = check_project(project.root).timeline
    assert "One event, 2 May 2030" in drawn(Lookup(timeline)) and timescale.activity(timeline.events)["all"][4] == 1
