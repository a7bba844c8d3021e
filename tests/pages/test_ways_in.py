"""Ways in: calendars, neighbours, whom actors figure with, lists of all, sections of a page, the way home."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from generator.model.edtf import parse
from generator.pages import Edition, drafts, links
from generator.pages.contents import contents
from generator.pages.dates import extent_words
from generator.pages.indexes import _initial
from generator.pages.lookup import Lookup

from .conftest import body_of, read_html, to_html
from .test_folding import copied, links_of


class Cells(HTMLParser):
    """The cells of a page's tables by table: their words, in rows."""

    def __init__(self, html: str):
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._inside = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.tables[-1][-1][-1] += data


def pages_of(timeline, dates, *kinds):
    """Pages of a timeline with an event on each of these dates, by path."""
    return {draft.path: draft.make() for draft in drafts(Lookup(copied(timeline, dates)), Edition()) if draft.kind in kinds}


def navs(page, name):
    """The links of a page's navigations of a class, as (rel, address from the page)."""
    found = re.findall(rf'<nav class="{name}".*?</nav>', page.body, re.DOTALL)
    return [[(attrs.get("rel"), attrs["href"]) for tag, attrs in read_html(nav).elements if tag == "a"] for nav in found]


def address(page, href):
    """Where an href of a page leads, from the root."""
    (found,) = links_of(dataclasses.replace(page, body=f'<p><a href="{href}">x</a></p>'))
    return found


# --- Dates ---


def test_a_month_of_the_list_shows_its_days_with_their_events(timeline):
    page = pages_of(timeline, ["2031-03-12", "2031-03-12", "2031-03-20", "2031-03-02/2031-03-03"], "index")["dates/index.md"]
    (table,) = Cells(page.body).tables
    assert table[0] == ["M", "T", "W", "T", "F", "S", "S"] and [len(row) for row in table] == [7] * 7
    assert table[1] == ["", "", "", "", "", "1", "2"]  # 1 March 2031 is a Saturday
    assert table[3][2] == "12 2 events" and table[4][3] == "20 1 event" and table[4][4] == "21"
    assert "4 events, 1 longer or known less exactly" in page.body
    assert links_of(page) >= {"dates/2031/", "dates/2031/03/", "dates/2031/03/02/", "dates/2031/03/03/", "dates/2031/03/12/", "dates/2031/03/20/"}
    assert page.body.count('data-level="4"') == 1 and page.body.count('data-level="2"') == 1


def test_a_month_known_to_no_day_is_a_line(timeline):
    page = pages_of(timeline, ["2031-03"], "index")["dates/index.md"]
    assert Cells(page.body).tables == [] and "1 event, longer or known less exactly" in page.body and "dates/2031/03/" in links_of(page)


def test_many_months_are_numbers_of_a_table(timeline):
    dates = [f"{year}-{month:02}-05" for year in range(2001, 2031) for month in range(1, 13) if (year, month) != (2010, 6)] + ["2004-07-06"]
    made = pages_of(timeline, dates, "index")
    page = made["dates/index.md"]
    (table,) = Cells(page.body).tables
    assert table[0] == ["", *"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()]
    assert len(table) == 31 and all(len(row) == 13 for row in table)
    assert table[4][0] == "2004 13" and table[4][7] == "July 2004: 2 events" and table[10][6] == ""
    assert {f"dates/{year}/{month:02}/" for year in range(2001, 2031) for month in range(1, 13)} - links_of(page) == {"dates/2010/06/"}
    assert len(page.text) < 60_000 and len(made["events/index.md"].text) < 140_000


def test_years_without_end_are_numbers_by_decade(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.dates.MOST_CALENDARS", 1)
    monkeypatch.setattr("generator.pages.dates.MOST_MONTHS", 2)
    page = pages_of(timeline, ["1987-05-01", "1987-06-01", "1993-02-03", "2001-01-01"], "index")["dates/index.md"]
    (table,) = Cells(page.body).tables
    assert [row[0] for row in table] == ["", "1980s", "1990s", "2000s"] and table[1][8] == "1987: 2 events" and table[3][2] == "2001: 1 event"


def test_a_list_of_dates_too_long_for_a_page_goes_on(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.folding.PAGE", 5_000)
    monkeypatch.setattr("generator.pages.dates.MOST_CALENDARS", 1)
    made = pages_of(timeline, [f"{year}-05-01" for year in range(1900, 1912)], "index", "part")
    parts = [made[f"dates/{name}.md"] for name in ("index", "page/2", "page/3", "page/4")]
    assert {f"dates/{year}/" for year in range(1900, 1912)} <= set.union(*map(links_of, parts))
    assert navs(parts[1], "neighbours") == [[("prev", "../../"), ("next", "../3/")]]


def test_a_year_shows_its_months_as_far_as_there_is_room(timeline, monkeypatch):
    dates = ["2031-03-12", "2031-04-12", "2031"]
    page = pages_of(timeline, dates, "year")["dates/2031/index.md"]
    assert len(Cells(page.body).tables) == 2
    monkeypatch.setattr("generator.pages.dates.CALENDAR", 150_000)
    page = pages_of(timeline, dates, "year")["dates/2031/index.md"]
    assert Cells(page.body).tables == [] and '<a href="../2031/03/">March 2031</a> <span class="count">1 event</span>' in page.body


def test_dates_lead_to_their_neighbours_in_rail_and_foot(timeline):
    made = pages_of(timeline, ["2030-11-05", "2031-03-12", "2032-01-01"], "year", "month", "day")
    for before, here, after in (
        ("dates/2030/", "dates/2031/index.md", "dates/2032/"), ("dates/2030/11/", "dates/2031/03/index.md", "dates/2032/01/"),
        ("dates/2030/11/05/", "dates/2031/03/12.md", "dates/2032/01/01/"),
    ):  # fmt: skip
        page = made[here]
        (foot,) = navs(page, "neighbours")
        assert [(rel, address(page, href)) for rel, href in foot] == [("prev", before), ("next", after)]
        assert page.body.index('class="rail-prev"') < page.body.index('class="rail-next"')


# --- Neighbours ---


@pytest.mark.parametrize("kind", ["actors", "places", "sources"])
def test_one_after_the_other_leads_through_the_whole_list(pages, kind):
    listed = [href for href in read_html(pages[f"{kind}/index.md"].body).attributes("a", "href") if re.fullmatch(rf"(\.\./{kind}/)?[a-z0-9-]+/", href)]
    expected = list(dict.fromkeys(links.directory_url(f"{kind}/{href.strip('./').split('/')[-1]}.md") for href in listed if not href.endswith(f"../{kind}/")))
    served = {links.directory_url(path): page for path, page in pages.items()}
    ends = [place for place in expected if not any(rel == "prev" for rel, _ in navs(served[place], "neighbours")[-1])]
    assert len(ends) == 1
    walk = [ends[0]]
    while onward := [address(served[walk[-1]], href) for rel, href in navs(served[walk[-1]], "neighbours")[-1] if rel == "next"]:
        back = [address(served[onward[0]], href) for rel, href in navs(served[onward[0]], "neighbours")[-1] if rel == "prev"]
        assert back == [walk[-1]]
        walk += onward
    assert set(walk) == set(expected) and len(walk) == len(set(walk))


def test_an_event_that_differs_leads_to_the_next_that_does(timeline):
    crowd = copied(timeline, ["2031-03-12", "2031-03-13", "2031-03-14"])
    without = dataclasses.replace(crowd.events[1], differences=())
    crowd = dataclasses.replace(crowd, events=(crowd.events[0], without, crowd.events[2]))
    made = {draft.path: draft.make() for draft in drafts(Lookup(crowd), Edition()) if draft.kind == "event"}
    assert 'Next event on which accounts differ: <a href="../copy-2/">' in made["events/copy-0.md"].body
    assert 'Previous event on which accounts differ: <a href="../copy-0/">' in made["events/copy-2.md"].body
    assert "accounts differ on:" not in made["events/copy-1.md"].body


# --- Who figures with whom ---


def test_actors_are_told_with_whom_they_share_events(timeline, lookup):
    for actor in timeline.actors:
        shared = Counter(
            other for event in timeline.events if any(role.actor == actor for role in event.actors)
            for other in {role.actor for role in event.actors} - {actor}
        )  # fmt: skip
        assert dict(lookup.beside.get(actor, ())) == dict(shared)


def test_a_place_names_those_who_figure_there(timeline, lookup):
    for place in timeline.places:
        there = Counter(role for event in timeline.events if place in event.places for role in {role.actor for role in event.actors})
        assert dict(lookup.actors_at.get(place, ())) == dict(there)


def test_no_more_are_named_than_a_page_bears(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.lookup.MOST_BESIDE", 1)
    beside = Lookup(timeline).beside
    assert beside and all(len(others) == 1 for others in beside.values())


def test_events_of_a_record_can_be_explored(pages):
    assert '<a href="../../explore/?actor=westmark">' in pages["actors/westmark.md"].body
    assert '<a href="../../explore/?place=sandrey">' in pages["places/sandrey.md"].body
    assert links.selection_href("../", type="a b&c", actor='"x') == "../explore/?type=a%20b%26c&amp;actor=%22x"


# --- Lists of all ---


@pytest.mark.parametrize(("dates", "words"), [
    (["2025-11-07", "2025-12-12"], "7 Nov – 12 Dec 2025"), (["2025-12-06", "2025-12-12"], "6–12 Dec 2025"), (["2025-12-06", "2025-12-06"], "6 Dec 2025"),
    (["2025-10", "2025-12-12"], "Oct–Dec 2025"), (["2025", "2026-01-01"], "2025–2026"), (["2025"], "2025"),
    (["[2025-12-01..2025-12-07]", "2025-12-12"], "1–12 Dec 2025"), (["[2025-01-01..2026-12-31]", "2025-12-06"], "6 Dec 2025"),
    (["[2025-01-01..2026-12-31]"], "Jan 2025 – Dec 2026"), (["2025-12-06/.."], ""), ([], ""), (["Y-17000"], ""), (["2025-12-06/2025-12-09"], "6–9 Dec 2025"),
    (["2025-12-06~", "2025-12-09"], "Dec 2025"),
])  # fmt: skip
def test_first_and_last_are_told_no_finer_than_they_are_known(timeline, dates, words):
    events = [dataclasses.replace(timeline.events[0], date=parse(date)) for date in dates]
    assert extent_words(events) == words


def test_lists_tell_names_time_and_number(pages):
    assert re.search(r'Westmark</a>.*?</div> <span class="when">[^<]*2031</span> <span class="count">\d+ events?</span>', pages["actors/index.md"].body)
    assert '<p class="status"><span>7 actors</span>' in pages["actors/index.md"].body


def test_the_list_of_events_says_who_had_a_part(timeline, pages):
    event = next(event for event in timeline.events if event.actors)
    names = [timeline.actors[role.actor].name for role in event.actors[:1]]
    row = next(line for line in pages["events/index.md"].body.split("\n") if f"{event.id}/" in line)
    assert names[0] in row


def test_letters_lead_down_a_long_list(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.indexes.MANY", 1)
    page = next(draft.make() for draft in drafts(Lookup(timeline), Edition()) if draft.path == "actors/index.md")
    (letters, *_) = re.findall(r'<p class="note letters">.*?</p>', page.body)
    read, whole = read_html(letters), read_html(to_html(page.body))
    assert read.text.split() == sorted(set(read.text.split())) and len(whole.ids) == len(set(whole.ids))
    assert {href[1:] for href in read.attributes("a", "href")} <= set(whole.ids)


@pytest.mark.parametrize(("name", "letter"), [("Émile", "E"), ("“Quoted”", "Q"), ("7th Fleet", "7"), ("日本", "日"), ("§", "§")])
def test_a_name_is_looked_up_under_its_first_letter(name, letter):
    assert _initial(name) == letter


# --- On this page ---


def test_a_short_page_has_no_list_of_its_sections():
    assert contents("Title", [("One", 5), ("Two", 90)]) == [] and contents("Title", [("One", 3), ("Two", 3), ("Three", 3)]) == []
    assert contents("Title", [("One", 50), ("Two", 9), ("Three", 0)]) == []


def test_sections_have_the_anchors_that_they_have_on_the_page():
    found = contents("One", [("One", 9), ("Empty", 0), ("Who &amp; what", 9), ("日本", 9), ("One", 1)])
    html = to_html("# One\n\n## One\n\n## Empty\n\n## Who &amp; what\n\n## 日本\n\n## One\n")
    assert [part.anchor for part in found] == [one for one in read_html(html).ids if one not in ("one", "empty")]


def test_a_list_of_sections_names_all_of_them_and_leads_there(timeline, monkeypatch):
    monkeypatch.setattr("generator.pages.contents.SHORT", 1)
    monkeypatch.setattr("generator.pages.contents.SHORT_LINES", 1)
    monkeypatch.setattr("generator.pages.contents.FEW_SECTIONS", 1)
    kinds = set()
    for draft in drafts(Lookup(timeline), Edition()):
        page = draft.make()
        html = to_html(body_of(page.text))
        for links_in in navs(page, "toc"):
            kinds.add(page.kind)
            named = [href[1:] for _, href in links_in]
            assert set(named) <= set(read_html(html).ids), page.path
            sections = re.findall(r'<h2[^>]* id="([^"]*)"', html)
            filled = [one for one in sections if not re.search(rf'<h2[^>]* id="{one}"[^>]*>.*?</h2>\s*<p class="empty">', html)]
            assert named == filled, page.path
    assert kinds >= {"event", "actor", "day", "month", "year", "as-of", "index"}


# --- The way home ---


def test_every_page_but_home_says_where_it_stands(pages):
    for path, page in pages.items():
        if page.kind in ("home", "moved"):
            continue
        trail = page.meta["crumbs"]
        assert address(page, trail[0][1]) == "", path
        steps = [address(page, href) for _, href in trail]
        assert all(links.directory_url(path) != step for step in steps) and len(steps) == len(set(steps)), path
        assert all(step in {links.directory_url(other) for other in pages} for step in steps), path
