"""Tables of differences: what stands in which cell, by source and by party, and where they are shown."""

from __future__ import annotations

import re
from collections import namedtuple
from dataclasses import replace

import pytest

from generator.check import check_project
from generator.pages import Edition, Lookup, generate
from generator.pages.actor import actor_page
from generator.pages.differences import _source_cells, difference_view, differences_page, line_of_question, matrix, side_lines
from generator.pages.event import event_page
from generator.pages.lookup import Asked
from generator.pages.sheet import Sheet
from generator.pages.wording import Stance

from .conftest import body_of, read_html, to_html

EVENT = """\
title: The harbour is closed
date: "2030-05-02"
dating:
  - {source: paper, words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}
type: measure
places: [low-bay]
actors:
  - {actor: port, role: host}
summary: >
  The port of Low Bay closed its harbour.[^closed]
claims:
  - id: closed
    text: The port of Low Bay closed its harbour.
    by: [ada-brook, port]
    stance: says
    cites:
      - {source: paper, quote: "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said.", voice: outlet}
      - {source: sheet, quote: "The harbour closed"}
  - id: open
    text: The harbour stayed open.
    by_words: a captain
    stance: denies
    cites:
      - {source: sheet, quote: "It stayed open, a captain said"}
  - id: ships
    text: Two ships left in time.
    stance: reports
    cites:
      - {source: paper, quote: "Two ships left in time."}
differences:
  - question: Was it closed?
    claims: [closed, open]
    status: open
    silent: [quiet]
    words: [closed, stayed open]
  - question: Who left?
    claims: [ships, open]
    status: resolved
    resolution: They speak of other days.
    silent: [quiet]
"""


@pytest.fixture
def harbour(project):
    """The small project with three sources and two questions; its timeline."""
    import hashlib

    text = "The harbour closed. It stayed open, a captain said. Three ships were in on Friday.\n"
    project.write("seeds/sheet.txt", text)
    for source, publisher in (("sheet", "The Sheet"), ("quiet", "The Quiet")):
        project.write(f"content/sources/{source}.yml", f"""\
            document: sheet.txt
            sha256: {hashlib.sha256(text.encode()).hexdigest()}
            publisher: {publisher}
            published: "2030-05-04"
            language: en
            basis: imprint
            """)
    project.write("content/events/2030-05-02-harbour.yml", EVENT)
    checked = check_project(project.root)
    assert not [problem for problem in checked.problems if problem.severity == "error"], checked.problems
    return checked.timeline


def view(timeline, number: int, **parts):
    lookup = Lookup(timeline)
    event = timeline.events[0]
    return difference_view(Sheet(lookup, "differences.md"), Asked(event, number, event.differences[number - 1]), **parts)


def told(cells) -> list[tuple]:
    return [(cell.head, [(str(words.html)) for entry in cell.entries for words in entry.words] or cell.absent, cell.rows, cell.columns) for cell in cells]


def test_claims_by_source(harbour):
    closed, opened = view(harbour, 1).sides
    assert told(closed.by_source) == [
        ("The Paper", ["The port of Low Bay <em>closed</em> its harbour on Thursday, mayor Ada Brook said."], 1, 1),
        ("The Quiet", "not reported", 2, 1),
        ("The Sheet", ["The harbour <em>closed</em>"], 1, 1),
    ]  # fmt: skip
    # The silence stands once, over both rows.
    assert told(opened.by_source) == [("The Paper", "no passage cited", 1, 1), ("The Sheet", ["It <em>stayed open</em>, a captain said"], 1, 1)]


def test_empty_cells_are_one_on_either_side_of_a_silence_but_not_across_it():
    source = namedtuple("Source", "id")
    sources = [source(name) for name in "abcdefg"]
    entries = [{"a": "words"}, {"g": "words"}]
    rows = [_source_cells(sources, {name: name for name in "abcdefg"}, namedtuple("Difference", "silent")(("d",)), entries, row) for row in (0, 1)]
    assert [[(cell.head, cell.rows, cell.columns) for cell in row] for row in rows] == [
        [("a", 1, 1), ("b", 1, 2), ("d", 2, 1), ("e", 1, 3)], [("a", 1, 3), ("e", 1, 2), ("g", 1, 1)],
    ]  # fmt: skip


def test_claims_by_party_each_in_all_its_sources(harbour):
    difference = view(harbour, 1)
    closed, opened = difference.sides
    both = ["The port of Low Bay <em>closed</em> its harbour on Thursday, mayor Ada Brook said.", "The harbour <em>closed</em>"]
    assert [str(head.text) for head in difference.parties] == ["Ada Brook", "Port of Low Bay", "A captain"]
    assert told(closed.by_party) == [("Ada Brook", both, 1, 1), ("Port of Low Bay", both, 1, 1), ("A captain", "no passage cited", 1, 1)]
    # Empty neighbours are one cell.
    assert told(opened.by_party) == [("Ada Brook", "no passage cited", 1, 2), ("A captain", ["It <em>stayed open</em>, a captain said"], 1, 1)]
    first, second = closed.by_party[0].entries
    assert (first.source, second.source) == ("The Paper", "The Sheet") and first.stance.word == "say" and not second.stance
    assert first.notes == ("stated as fact by the outlet",) and second.notes == ()
    assert first.words[0].href.startswith("../sources/paper/#q-")


def test_an_event_asks_its_questions_down_one_table(harbour):
    event = harbour.events[0]
    table = matrix(Sheet(Lookup(harbour), "events/2030-05-02-harbour.md"), event)
    assert [str(row.question) for row in table.questions] == ["Was it closed?", "Who left?"]
    # The captain answers both; the outlets stand last.
    assert [str(head.text) for head in table.parties] == ["A captain", "Ada Brook", "Port of Low Bay", "The outlet itself"]
    was, who = table.questions
    assert [cell.absent for cell in was.by_party] == ["", "", "", "no passage cited"]
    assert [cell.absent for cell in who.by_party] == ["", "no passage cited", "no passage cited", ""]
    assert [cell.absent for cell in who.by_source] == ["", ""]
    assert [str(source.text) for source in table.silent] == ["The Quiet"]  # silent on both, so without a column
    assert who.resolved and str(who.resolution) == "They speak of other days."


def test_numbers_and_dates_of_one_account_are_marked_in_both_views(harbour):
    ships = view(harbour, 2).sides[0]
    assert [str(ships.by_source[0].entries[0].words[0].html), str(ships.by_party[-1].entries[0].words[0].html)] == ["<em>Two</em> ships left in time."] * 2


def test_sources_of_one_publisher_are_told_apart_by_date(harbour):
    sources = {name: replace(source, publisher="The Paper") for name, source in harbour.sources.items()}
    twins = view(replace(harbour, sources=sources), 1)
    assert [cell.head for cell in twins.sides[0].by_source] == ["The Paper, 3 May 2030", "The Paper, 4 May 2030", "The Paper, 4 May 2030"]


def test_another_language_than_the_page_s_is_named(harbour):
    sources = harbour.sources | {"sheet": replace(harbour.sources["sheet"], language="ja")}
    page = event_page(Lookup(replace(harbour, sources=sources)), harbour.events[0]).text
    assert '<q lang="ja">It <em>stayed open</em>, a captain said</q>' in page and "<q>The port of Low Bay <em>closed</em>" in page
    assert '<blockquote lang="ja">' in page and "<blockquote>" in page


def questions(page: str) -> list[str]:
    """The differences of a page that stand as one line each, as their text."""
    return [" ".join(read_html(line).text.split()) for line in re.findall('<ol class="questions">(.*?)</ol>', page, re.DOTALL)]


def test_an_actor_s_differences_are_a_line_each_with_their_own_side_first(harbour):
    page = actor_page(Lookup(harbour), harbour.actors["port"]).text
    assert questions(page) == ["2 May 2030 Was it closed? open The harbour is closed Ada Brook and Port of Low Bay say A captain denies"]
    assert '<a href="../../events/2030-05-02-harbour/#difference-1">Was it closed?</a>' in page and "<q" not in page
    denied = replace(harbour.events[0].differences[0], claims=tuple(reversed(harbour.events[0].differences[0].claims)))
    events = (replace(harbour.events[0], differences=(denied,)),)
    assert questions(actor_page(Lookup(replace(harbour, events=events)), harbour.actors["port"]).text) == questions(page)


def test_whoever_takes_several_stances_is_one_side_and_of_many_sides_some_are_named():
    says, denies = Stance("says", "says"), Stance("denies", "denies")
    sides = side_lines([("A", says, False), ("B", says, True), ("A", denies, True), ("B", says, True)])
    assert [(side.who, side.stances, side.new) for side in sides] == [("A", (says, denies), False), ("B", (says,), True)]


def test_a_line_names_four_sides_at_most(harbour):
    sheet, event = Sheet(Lookup(harbour), "actors/port.md"), harbour.events[0]
    sides = side_lines((name, Stance("says", "says"), False) for name in "ABCDEF")
    line = line_of_question(sheet, Asked(event, 1, event.differences[0]), "open", "open", sides)
    assert "".join(side.who for side in line.sides) == "ABCD" and line.further == "and 2 more"


def test_a_difference_that_another_event_holds_is_shown_on_both(pages):
    held = pages["events/2031-03-13-westmark-rejects-account.md"].text
    about = pages["events/2031-03-12-merganser-touches-patrol-boat.md"].text
    assert '<tr id="difference-1">' in held
    assert '<a href="../2031-03-13-westmark-rejects-account/#difference-1">Whose account of the manoeuvre?</a>' in about
    assert "Westmark’s coast guard rejected the account." in about


@pytest.mark.parametrize(("limit", "switch", "table"), [("MOST_SWITCHED", False, True), ("MOST_TABLES", False, False)])
def test_the_page_of_very_many_differences_grows_lighter(timeline, monkeypatch, limit, switch, table):
    monkeypatch.setattr("generator.pages.differences.MOST_SWITCHED", 0)
    monkeypatch.setattr(f"generator.pages.differences.{limit}", 0)
    page = differences_page(Lookup(timeline)).text
    assert ("fieldset" in page, "<table" in page) == (switch, table)


def test_every_switch_is_its_own(timeline):
    for page in generate(timeline, Edition()):
        read = read_html(to_html(body_of(page.text)))
        switches = [attributes for tag, attributes in read.elements if tag == "input" and page.kind != "explore"]
        names = [attributes["name"] for attributes in switches]
        assert all(names.count(name) == 2 for name in names), page.path
        assert sum("checked" in attributes for attributes in switches) == len(names) / 2
        assert len(read.ids) == len(set(read.ids)), page.path


def test_every_row_has_a_cell_for_every_column(timeline, harbour):
    for page in (*generate(timeline, Edition()), *generate(harbour, Edition())):
        for table in re.findall('<table class="matrix.*?</table>', page.text, re.DOTALL):
            heads = re.findall("<th( class=.p.)? scope=.col.>", table)[1:]
            wanted, over = {"": heads.count(""), "p": len(heads) - heads.count("")}, 0
            for row in re.findall("<tr.*?</tr>", table.partition("<tbody>")[2], re.DOTALL):
                found = {"": over, "p": 0}
                for cell in re.findall("<td[^>]*>", row):
                    party = "p" if re.search("class=.(none )?p.", cell) else ""
                    found[party] += int((re.findall('colspan="(.+?)"', cell) or [1])[0])
                    over += "rowspan" in cell
                assert found == wanted, (page.path, row)
