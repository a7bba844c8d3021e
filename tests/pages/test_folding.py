"""Long lists over several pages: no page is too heavy, nothing is left out, and every address is its own."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.coverage import Coverage
from generator.data import data_files
from generator.model.edtf import parse
from generator.model.records import ClaimRef
from generator.pages import Draft, Edition, drafts
from generator.pages import folding as folding_module
from generator.pages.folding import Section, cut_text, folded, parts, period_of, weight
from generator.pages.links import directory_url, page_href, part_path, period_path
from generator.pages.lookup import Lookup

from .conftest import body_of, read_html, to_html

CROWDED = ["2031-03-12"] * 30 + ["2031-03", "2031", "[2030-12-01..2031-02-28]", "2031-03-30/2031-04-02", "2030-11-05", "2032-07-01", "Y-17000"]


def copied(timeline, dates):
    """The example's first event with a difference, once on each of these dates, each with claims and a difference of its own."""
    event = next(event for event in timeline.events if event.differences)
    events = []
    for number, date in enumerate(dates):
        name = f"copy-{number}"
        claims = tuple(
            dataclasses.replace(claim, event=name, said=parse(date) if number % 2 else None, said_dating=(), denies=(), confirms=(), corrects=(), differs=())
            for claim in event.claims
        )
        held = {claim.id for claim in claims}
        differences = tuple(
            dataclasses.replace(one, question=f"Question {number}?", claims=tuple(ClaimRef(name, ref.claim) for ref in one.claims if ref.claim in held))
            for one in event.differences
        )
        events.append(dataclasses.replace(
            event, id=name, title=f"Copy {number}", date=parse(date), several=False, dating=(), related=(), formerly=(), claims=claims,
            summary=(), differences=tuple(one for one in differences if one.claims),
        ))  # fmt: skip
    return dataclasses.replace(timeline, events=tuple(sorted(events, key=lambda one: one.sort_key)))


@pytest.fixture
def crowded(timeline, monkeypatch):
    """A crowded timeline's drafts by path, where a page holds no more than a few rows."""
    monkeypatch.setattr("generator.pages.folding.PAGE", 8_000)
    monkeypatch.setattr("generator.pages.lookup.LINES_TAKEN", 1_000)
    monkeypatch.setattr("generator.pages.lookup.MOST_WIDE", 0)
    monkeypatch.setattr("generator.pages.differences.MOST_TABLES", 0)
    coverages = [Coverage(f"paper-{number}.txt", (), 3, 1, 1, 0, ()) for number in range(40)]
    return {draft.path: draft for draft in drafts(Lookup(copied(timeline, CROWDED)), Edition(), "", coverages)}


@pytest.fixture
def made(crowded):
    return {path: draft.make() for path, draft in crowded.items()}


def links_of(page) -> set[str]:
    """Where a page leads, as addresses from the root."""
    steps = directory_url(page.path)
    found = set()
    for href in read_html(to_html(body_of(page.text))).attributes("a", "href"):
        if ":" not in href and not href.startswith("#"):
            whole = [step for step in steps.split("/") if step]
            for step in href.partition("#")[0].partition("?")[0].split("/"):
                if step == "..":
                    whole.pop()
                elif step not in ("", "."):
                    whole.append(step)
            found.add("".join(f"{step}/" for step in whole))
    return found


# --- Cutting ---


def test_a_list_is_cut_by_what_its_rows_weigh(monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 10)
    cut = parts([Section("a", (1, 2, 3), 4), Section("b", (4, 5), 3), Section("c", (), 1)], taken=2)
    assert [[(one.name, one.rows, one.continued) for one in part] for part in cut] == [
        [("a", (1, 2), False)], [("a", (3,), True), ("b", (4, 5), False)],
    ]  # fmt: skip
    assert parts([]) == ((),)
    assert [one[0].rows for one in parts([Section("heavy", (30, 1, 1, 9), lambda row: row)])] == [(30,), (1, 1), (9,)]


@given(st.lists(st.lists(st.integers(1, 150), max_size=30), max_size=4))
def test_parts_hold_every_row_once_in_order_and_none_is_empty(lists):
    sections = [Section(str(index), tuple(rows), lambda row: row * 1000) for index, rows in enumerate(lists)]
    cut = parts(sections)
    assert [(one.name, row) for part in cut for one in part for row in one.rows] == [(one.name, row) for one in sections for row in one.rows]
    assert all(weight(part) <= folding_module.PAGE or len(part) == len(part[0].rows) == 1 for part in cut)
    assert all(one.rows for part in cut for one in part) and (len(cut) == 1 or all(cut))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60), st.integers(1, 300)), max_size=60), st.booleans())
def test_a_text_is_cut_through_no_passage(passages, whole):
    sentences = [(start, start + 9) for start in range(0, 460, 10)]
    held = {(start, start + length): number for start, length, number in passages}
    cuts = cut_text(sentences, held, whole)
    assert list(cuts) == sorted(set(cuts))
    for start, end in held:
        touched = [(first, last) for first, last in sentences if first < end and start < last]
        first, last = min([start, *(one for one, _ in touched)]), max([end, *(one for _, one in touched)])
        assert not any(first < cut < last for cut in cuts)


def test_a_text_is_cut_where_a_page_is_full(monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 3 * folding_module.PASSAGE + 5 * folding_module.FURTHER)
    sentences = [(start, start + 9) for start in range(0, 100, 10)]
    assert cut_text(sentences, {(start, start + 5): 1 for start in range(0, 50, 10)}, whole=False) == (30,)
    assert cut_text(sentences, {(start, start + 15): 1 for start in range(0, 50, 10)}, whole=False) == ()
    assert cut_text([(0, 9000), (9000, 18000)], {(1, 2): 1}, whole=True) == (9000,)


@pytest.mark.parametrize(
    ("date", "period"),
    [
        ("2025-12-06", (2025, 12)), ("2025-12", (2025, 12)), ("2025", (2025,)), ("2025-21", (2025,)), ("2025-11-30/2026-02-01", (2025, 11)),
        ("[2025-12-01..2025-12-07]", (2025, 12)), ("[2025-11-30..2025-12-07]", (2025,)), ("[2025-11-30..2026-01-07]", ()),
        ("2025-12-06/..", (2025, 12)), ("/2025-12-06", (2025, 12)), ("[..2025-12-06]", ()), ("201X", (2010,)), ("Y-17000", ()), ("-0043-03-15", ()),
    ],
)  # fmt: skip
def test_the_period_a_date_falls_into(date, period):
    assert period_of(parse(date)) == period


def test_what_one_page_holds_is_not_folded(monkeypatch):
    rows = tuple(parse(f"2025-{month:02}-01") for month in range(1, 13))
    assert folded([Section("a", rows, 10)], lambda date: date) == {}
    monkeypatch.setattr("generator.pages.folding.PAGE", 100)
    periods = folded([Section("a", (*rows, parse("2025"), parse("2026-05"), parse("Y-17000")), 10)], lambda date: date)
    assert [line.key for line in periods[()].within] == [(2025,), (2026,), (0,)]
    assert [line.key for line in periods[2025,].within] == [*((2025, month) for month in range(1, 13)), (2025, 0)]
    assert periods[2025,].counts == (("a", 13),) and periods[2025, 0].parts[0][0].rows == (parse("2025"),)
    assert (periods[2026,].before, periods[2026,].after, periods[2025, 12].after) == ((2025, 0), (0,), (2025, 0))
    assert [date.text for date in periods[()].parts[0][0].rows] == ["2025-11-01", "2025-12-01", "2025", "2026-05", "Y-17000"][-5:]


def test_of_very_many_months_only_years_are_listed(monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 10)
    monkeypatch.setattr("generator.pages.folding.MOST_LINES", 20)
    rows = tuple(parse(f"{year}-{month:02}-01") for year in (2024, 2025) for month in range(1, 13))
    periods = folded([Section("a", rows, 5)], lambda date: date)
    assert [line.within for line in periods[()].within] == [(), ()] and len(periods[2024,].within) == 12


# --- Addresses ---


def test_addresses_of_periods_and_parts():
    assert directory_url(period_path("actors/japan.md", (2025, 12))) == "actors/japan/2025/12/"
    assert directory_url(period_path("differences.md", (2025, 0))) == "differences/2025/undated/"
    assert period_path("places/x.md", (0,)) == "places/x/undated/index.md" and period_path("places/x.md", ()) == "places/x.md"
    assert part_path("sources/index.md", 2) == "sources/page/2.md" and part_path("dates/2025/12/06.md", 1) == "dates/2025/12/06.md"
    assert directory_url(part_path(period_path("actors/page.md", (2025, 12)), 3)) == "actors/page/2025/12/page/3/"
    assert page_href("sources/page/2.md", "sources/index.md") == "../../../sources/"


# --- Pages ---


def test_no_page_is_heavier_than_its_rows_may_be(crowded, made):
    for path, page in made.items():
        if page.kind in ("period", "part", "day", "month", "year", "actor", "place"):
            assert len(page.body.encode()) < 8_000 * 1.6 + 9_000, path
    assert {draft.kind for draft in crowded.values()} >= {"period", "part"}


def test_every_page_is_reached_by_links(made):
    known = {directory_url(path): page for path, page in made.items()}
    reached = new = {"", "events/", "dates/", "differences/", "actors/", "places/", "sources/"}  # home and the navigation
    while new:
        new = {address for one in new for address in links_of(known[one]) if address in known} - reached
        reached = reached | new
    assert {address for address in known if known[address].kind != "moved"} - reached <= {"search/", "edition/"}


def test_links_between_pages_lead_to_pages_and_to_what_they_name_there(timeline, made):
    known = {directory_url(path) for path in made} | {f"{path}/" for path, _ in data_files(Lookup(copied(timeline, CROWDED)))}
    ids = {path: set(read_html(to_html(body_of(page.text))).ids) for path, page in made.items() if path.startswith(("sources/", "events/"))}
    for page in made.values():
        assert links_of(page) <= known, page.path
        for href in set(re.findall(r'href="(?:\.\./)+(sources/[^"]*)#(q-[^"]*)"', page.text)):
            path = href[0].rstrip("/")
            assert href[1] in ids[f"{path}.md"], (page.path, href)


def test_a_passage_stands_on_one_page_of_its_source_and_keeps_its_address_on_the_first(timeline, made):
    further = [path for path in made if path.startswith("sources/") and "/page/" in path and path.count("/") == 3]
    assert further
    for source in timeline.sources:
        first, *others = [page.text for path, page in made.items() if path == f"sources/{source}.md" or path.startswith(f"sources/{source}/page/")]
        marks = Counter(re.findall(r'<(?:mark|span) id="(q-[^"]*)"', first + "".join(others)))
        assert set(marks.values()) <= {1}
        assert set(read_html(to_html(body_of(first))).ids) >= set(marks)
        assert all("SHA-256" not in text for text in others) and "SHA-256" in first


def test_every_row_of_an_actor_stands_on_one_page_of_periods(timeline, made):
    lookup = Lookup(copied(timeline, CROWDED))
    folded_actors = [actor for actor in timeline.actors if f"actors/{actor}/2031/index.md" in made]
    assert folded_actors
    for actor in folded_actors:
        found = [page.text for path, page in made.items() if path.startswith(f"actors/{actor}/")]
        events = Counter(sum(text.count(f'> <a href="{up}events/{event.id}/">') for text in found
                             for up in ("../" * depth for depth in range(2, 8))) for event in lookup.timeline.events_of_actor.get(actor, ()))  # fmt: skip
        assert set(events) <= {1}, actor
        claims = len(lookup.timeline.claims_by_actor.get(actor, ())) + len(lookup.claims_about.get(actor, ()))
        assert sum(text.count("<small><a href=") for text in found) == claims


def test_every_difference_stands_on_one_page_of_periods(timeline, made):
    found = "".join(page.text for path, page in made.items() if path.startswith("differences/"))
    for number in range(len(CROWDED)):
        assert found.count(f"Question {number}?</a>") == 1


def test_a_crowded_day_goes_on_page_by_page(made):
    path = "dates/2031/03/12"
    days = [made[f"{path}.md"], *(page for at, page in made.items() if at.startswith(f"{path}/page/"))]
    assert len(days) > 2 and {page.kind for page in days[1:]} == {"part"}
    assert sum(len(re.findall(r'">Copy \d+</a> <', page.text)) for page in days) >= 30
    assert '<a class="next" rel="next" href="../12/page/2/">' in days[0].text and "## What happened (continued)" in days[1].text
    assert "Page 1 of" in days[0].text
    assert days[1].meta["title"] == "12 March 2031, page 2" and [label for label, _ in days[1].meta["crumbs"]][-1] == "12 March"
    assert "of which the month alone is known" in "".join(page.text for page in days)


def test_a_crowded_month_lists_its_days(made):
    page = made["dates/2031/03/index.md"].text
    assert '<a href="../03/12/">12 March</a> <span class="count">30 events' in page
    listed = page.partition("## Not known to the day")[2]
    assert "Copy 30<" in listed and "Copy 3<" not in page


def test_an_actor_s_own_page_keeps_who_they_are_and_the_latest(timeline, made):
    actor = next(path for path in made if path.startswith("actors/") and path.endswith("/2031/index.md")).split("/")[1]
    page, period = made[f"actors/{actor}.md"], made[f"actors/{actor}/2031/index.md"]
    assert "## By year" in page.text and "Here stand the latest" in page.text and f'<a href="../{actor}/2031/">2031</a>' in page.text
    assert period.meta["title"] == f"{timeline.actors[actor].name} in 2031" and period.kind == "period"
    assert [label for label, _ in period.meta["crumbs"]] == ["Timeline", "Actors", timeline.actors[actor].name]


def test_titles_of_periods_and_parts_are_their_own(made):
    titles = Counter(page.meta["title"] for page in made.values() if page.kind != "moved")
    assert [title for title, number in titles.items() if number > 1] == []


def test_coverage_goes_on_page_by_page(made):
    found = [page for path, page in made.items() if path.startswith("coverage")]
    assert len(found) > 1 and sum(page.text.count("<dt>Accounted for</dt>") for page in found) == 40
    assert "For editors." in found[0].text and "For editors." not in found[1].text


def test_indexes_go_on_page_by_page(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 250)
    found = {draft.path: draft.make() for draft in drafts(Lookup(timeline), Edition()) if draft.kind in ("index", "part")}
    for kind in ("actors", "places", "sources"):
        of_kind = [page for path, page in found.items() if path == f"{kind}/index.md" or path.startswith(f"{kind}/page/")]
        lists = (dataclasses.replace(page, body=re.sub(r"<figure.*?</figure>", "", page.body, flags=re.DOTALL)) for page in of_kind)  # a map has them all
        shown = sum(len([href for href in links_of(page) if href.startswith(f"{kind}/") and "/page/" not in href and href != f"{kind}/"]) for page in lists)
        assert len(of_kind) > 1 and shown == len(getattr(timeline, kind))
    assert "Page 1 of" in found["actors/index.md"].text and '<a href="../dates/2031/03/"><span class="vh">March 2031: ' in found["events/index.md"].text


def test_the_same_records_give_the_same_pages(timeline, crowded, made):
    again = drafts(Lookup(copied(timeline, CROWDED)), Edition(), "", [])
    assert [draft.path for draft in again if "coverage" not in draft.path] == [path for path in crowded if "coverage" not in path]


def test_the_example_is_not_folded(timeline):
    kinds: set[str] = {draft.kind for draft in drafts(Lookup(timeline), Edition()) if isinstance(draft, Draft)}
    assert not kinds & {"period", "part"}


def test_a_renamed_actor_s_periods_lead_on(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 8_000)
    crowd = copied(timeline, CROWDED)
    actor = next(actor for actor, key in Lookup(crowd).actor_periods if key == (2031,))
    renamed = {**crowd.actors, actor: dataclasses.replace(crowd.actors[actor], formerly=("old-name",))}
    found = {draft.path: draft for draft in drafts(Lookup(dataclasses.replace(crowd, actors=renamed)), Edition()) if draft.kind == "moved"}
    assert found["actors/old-name/2031/index.md"].make().meta["moved"] == f"../../../actors/{actor}/2031/"


def test_four_hundred_events_on_one_day_make_no_heavy_page(timeline):
    crowd = copied(timeline, ["2031-03-12"] * 400)
    sizes = {draft.path: len(draft.make().body.encode()) for draft in drafts(Lookup(crowd), Edition()) if draft.kind != "event"}
    assert "dates/2031/03/12/page/2.md" in sizes and "as-of/2031-03-14/page/2.md" in sizes and "actors/westmark/2031/index.md" in sizes
    assert {path: size for path, size in sizes.items() if size > 145_000} == {}
