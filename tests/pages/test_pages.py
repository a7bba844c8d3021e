"""What pages there are, and rules that hold for all of them."""

from __future__ import annotations

import dataclasses
import re
from itertools import islice

from generator.check.coverage import coverage
from generator.model.edtf import parse
from generator.pages import Edition, generate
from generator.pages.dates import day_groups, month_groups
from generator.pages.home import MOST_ROWS, latest_days
from generator.pages.lookup import Lookup
from generator.pages.sheet import Sheet

from .conftest import body_of, read_html, to_html


def test_every_record_has_its_page_and_every_date_with_anything(timeline, pages):
    assert len(pages) == len(list(generate(timeline, Edition())))
    for kind in ("events", "actors", "places", "sources"):
        records = timeline.event if kind == "events" else getattr(timeline, kind)
        assert {path for path in pages if path.startswith(f"{kind}/")} == {f"{kind}/{one}.md" for one in records} | {f"{kind}/index.md"}
    days = {path for path in pages if path.startswith("dates/2031/03/") and "index" not in path}
    assert days == {f"dates/2031/03/{day}.md" for day in (12, 13, 14, 17, 18, 19, 20, 21, 22, 23)}


def test_pages_come_one_at_a_time(timeline):
    assert [page.path for page in islice(generate(timeline, Edition()), 2)] == ["index.md", f"events/{timeline.events[0].id}.md"]


def test_the_same_timeline_gives_the_same_pages(checked, pages):
    again = {page.path: page.text for page in generate(checked.timeline, Edition(), "", coverage(checked.reading))}
    assert all(again[path] == page.text for path, page in pages.items() if path not in ("index.md", "edition.md"))


def test_one_h1_and_no_heading_level_left_out(pages):
    for path, page in pages.items():
        levels = [int(tag[1]) for tag, _ in read_html(to_html(body_of(page.text))).elements if tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False)), (path, levels)


def test_every_page_has_a_title_and_a_description(pages):
    for path, page in pages.items():
        assert '\ntitle: "' in page.text and '\ndescription: "' in page.text and '\ndescription: ""' not in page.text, path


def test_only_the_edition_page_changes_with_the_edition(checked, pages):
    for page in generate(checked.timeline, Edition("f" * 40, "2040-01-01", {"events": 7}), "", coverage(checked.reading)):
        assert (page.text == pages[page.path].text) == (page.path not in ("edition.md", "index.md")), page.path


def test_every_sentence_of_a_summary_leads_to_quoted_words(timeline, pages):
    for event in timeline.events:
        read = read_html(to_html(body_of(pages[f"events/{event.id}.md"].text)))
        cited = [attributes["href"][1:] for tag, attributes in read.elements if attributes.get("class") == "cite"]
        assert len(cited) == sum(len(sentence.marks) for sentence in event.summary)
        assert set(cited) <= set(read.ids)


def test_a_relation_is_shown_from_both_ends(pages):
    denied = pages["events/2031-03-12-merganser-touches-patrol-boat.md"].text
    assert '<span class="stance stance-denies">denied by</span> Westmark coast guard <a href="#claim-held-course">4</a>' in denied
    assert '<span class="stance stance-denies">denies</span> Eastholm harbour authority <a href="#claim-crossed-twice">2</a>' in denied
    assert '<span class="relation">answered by</span>' in denied


def test_an_empty_cell_says_why_it_is_empty(pages):
    assert any("no passage cited</td>" in page.text for page in pages.values())
    table = pages["differences.md"].text
    # A source known to be silent on all questions of an event needs no column to say so.
    assert re.search('<p class="note">Known to report on none of these: <a href="[^"]+">[^<]+</a>', table)


def test_the_introduction_stands_on_the_home_page(pages):
    assert "<p>A hand-written <em>introduction</em>.</p>" in pages["index.md"].text


def test_what_is_said_about_an_actor_is_said_by_others(timeline):
    lookup = Lookup(timeline)
    assert [str(claim.ref) for claim in lookup.claims_about["westmark-coast-guard"]] == ["2031-03-13-westmark-rejects-account#rejects"]
    for actor, claims in lookup.claims_about.items():
        assert all(actor not in claim.by for claim in claims)


def test_namesakes_are_told_apart(timeline):
    port = dataclasses.replace(timeline.places["port-alder"], name="Eastholm")
    twins = {f"twin-{one}": dataclasses.replace(timeline.sources["coast-wire-2031-03"], id=f"twin-{one}", headline="Same") for one in "ab"}
    odd = dataclasses.replace(timeline, places={**timeline.places, "port-alder": port}, sources={**timeline.sources, **twins})
    titles = Lookup(odd).titles
    assert len(set(titles.values())) == len(titles)
    assert titles["places/port-alder.md"] == "Eastholm (town)" and titles["actors/eastholm.md"] == "Eastholm (state)"
    assert titles["sources/twin-a.md"] == "Same (Coast Wire, 13 or 14 Mar 2031, twin-a)"


def redated(event, date: str, number: int = 0):
    return dataclasses.replace(event, id=f"{event.id}-{number}", date=parse(date))


def test_the_latest_days_are_whole_and_the_latest_comes_first(timeline):
    sheet = Sheet(Lookup(timeline), "index.md")
    event = dataclasses.replace(timeline.events[0], status="happened")
    dates = ["2010-05-01", "2010-05-02", "2010-05-02", "2011", "2020-01-01"]
    few = [redated(event, date, number) for number, date in enumerate(dates)]
    assert [(group.rest, len(group.rows)) for group in latest_days(sheet, few)] == [("January 2020", 1), ("May 2010", 2), ("May 2010", 1)]
    many = [redated(event, "2009-01-01"), *(redated(event, "2010-05-01", number) for number in range(6)),
            *(redated(event, "2010-05-02", number) for number in range(MOST_ROWS - 3))]  # fmt: skip
    assert [(group.numeral, len(group.rows)) for group in latest_days(sheet, many)] == [("2", MOST_ROWS - 3)]
    assert [len(group.rows) for group in latest_days(sheet, [redated(event, "2010-05-01", number) for number in range(99)])] == [MOST_ROWS]
    planned = dataclasses.replace(redated(event, "2030-01-01"), status="planned")
    assert len(latest_days(sheet, [*few, planned])) == 3


def test_groups_of_days_and_months(timeline):
    sheet = Sheet(Lookup(timeline), "index.md")
    assert [(group.numeral, group.rest, len(group.rows)) for group in day_groups(sheet, timeline.events)] == [
        ("12", "March 2031", 1), ("12–14", "March 2031", 1), ("13", "March 2031", 2), ("17–23", "March 2031", 1), ("9", "April 2031", 1),
    ]  # fmt: skip
    assert [(group.rest, len(group.rows)) for group in month_groups(sheet, timeline.events)] == [("March 2031", 5), ("April 2031", 1)]


def test_dates_of_every_precision_make_pages(timeline):
    dates = ["2025", "2025-12?", "2025-21", "201X", "2025-12-06~", "[2025-12-01..2025-12-07]", "{2025-12-06,2025-12-09}", "2025-11-20/2025-12-06",
             "2024-01-01/2025-12-31", "2025-12-06/..", "[..2025-12-06]", "/2025-12-06", "-0043-03-15", "Y-17000", "2025-12-XX", "XXXX-12-25"]  # fmt: skip
    events = [redated(timeline.events[0], date, number) for number, date in enumerate(dates)]
    odd = dataclasses.replace(timeline, events=tuple(sorted(
        (dataclasses.replace(event, summary=(), claims=(), differences=(), related=(), dating=()) for event in events), key=lambda one: one.sort_key
    )))  # fmt: skip
    made = {page.path: page for page in generate(odd, Edition())}
    for number in range(len(dates)):
        assert f"events/{events[number].id}.md" in made
    listed = read_html(to_html(body_of(made["events/index.md"].text))).attributes("a", "href")
    assert len([href for href in listed if href.startswith("../events/")]) == len(dates)


def test_events_of_a_wide_span_come_after_all_others(timeline):
    first, *others = timeline.events
    wide = dataclasses.replace(first, date=parse("[2030-01-01..2032-12-31]"))
    odd = dataclasses.replace(timeline, events=tuple(sorted([wide, *others], key=lambda event: event.sort_key)))
    lookup = Lookup(odd)
    assert odd.events[0] is wide and lookup.neighbours[wide.id][1] is None and lookup.neighbours[others[0].id][0] is None
    made = {page.path: page.text for page in generate(odd, Edition())}
    assert "## Not known to the year" in made["events/index.md"]
    assert "January 2030" not in made["events/index.md"]


def test_several_days_are_said_to_be_several(timeline):
    event = dataclasses.replace(timeline.events[0], date=parse("[2031-03-01..2031-03-12]"), several=True)
    odd = dataclasses.replace(timeline, events=(event, *timeline.events[1:]))
    page = {page.path: page.text for page in generate(odd, Edition())}[f"events/{event.id}.md"]
    assert "one or more days between 1 and 12 March 2031" in page and "one or more of these days" in page


def test_a_hedge_is_told_once(timeline):
    event = timeline.events[0]
    claims = [dataclasses.replace(claim, hedge="reportedly", text="It “reportedly” sank." if number == 0 else "It sank.") for number, claim in enumerate(event.claims)]
    odd = dataclasses.replace(timeline, events=(dataclasses.replace(event, claims=tuple(claims)), *timeline.events[1:]))
    page = {page.path: page.text for page in generate(odd, Edition())}[f"events/{event.id}.md"]
    assert page.count('class="hedge"') == len(claims) - 1
