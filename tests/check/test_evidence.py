"""Quotes, marks, support and accounting."""

import hashlib

import pytest

from generator.check import check_project
from tests.conftest import DOCUMENT, EVENT, sha256

SHIPS = 'quote: "Two ships left in time."'


def test_a_quote_folds_marks_and_dashes_only(project):
    project.edit(EVENT, SHIPS, 'quote: "“We had no choice,” Brook said."')
    project.edit(EVENT, "text: Two ships left in time.", "text: There was no choice.")
    assert project.problems() == ()


def test_what_is_shown_is_the_documents_own_text(project):
    project.edit(EVENT, SHIPS, 'quote: "“We had no choice,” Brook said."')
    project.edit(EVENT, "text: Two ships left in time.", "text: There was no choice.")
    passages = check_project(project.root).timeline.passages.values()
    assert '"We had no choice," Brook said.' in {passage.text for passage in passages}


def test_words_across_an_omission_are_not_found(project):
    project.edit("content/sources/paper.yml", "language: en", 'language: en\nomit: [{from: "mayor Ada", to: "Brook said. Two", why: test}]')
    problems = project.problems()
    assert {p.code for p in problems} == {"quote-not-found"}
    assert all("left out" in p.message for p in problems)


def test_a_prefix_decides_between_two_places(project):
    project.edit(EVENT, SHIPS, 'quote: "Brook said", prefix: "choice,”"')
    project.edit(EVENT, "text: Two ships left in time.", "text: Brook said so.")
    assert project.problems() == ()
    passage = next(p for q, p in check_project(project.root).timeline.passages.items() if q.prefix)
    assert passage.line == 5


def test_a_wrong_prefix_shows_where_the_words_stand(project):
    project.edit(EVENT, SHIPS, 'quote: "Two ships left in time.", prefix: "nowhere"')
    problem = project.only()
    assert (problem.code, problem.spot.line) == ("quote-not-found", 23) and "Brook said." in problem.help


def test_words_of_another_source_say_which(project):
    project.add_source("other", "The tide was low.\n")
    project.edit(EVENT, SHIPS, 'quote: "The tide was low."')
    project.edit(EVENT, "text: Two ships left in time.", "text: The tide was low.")
    problem = project.only()
    assert problem.code == "quote-not-found" and "'other'" in problem.help


def test_words_like_nothing(project):
    project.edit(EVENT, SHIPS, 'quote: "zzzz qqqq xxxx"')
    assert project.only().code == "quote-not-found"


@pytest.mark.parametrize(("text", "code", "told"), [
    ("Three ships left in time.", "unsupported-number", "Three"),
    ("2 ships left in time.", None, ""),
    ("Two ships left in time on Friday.", "unsupported-date", "Friday"),
    ("Two ships left Low Bay in time.", "unsupported-name", "Low Bay"),
    ("Brook said two ships left in time.", "unsupported-name", "Brook"),
    ("The port said two ships left in time.", "unsupported-name", "The port"),
])
def test_a_claim_says_no_more_than_its_quotes(project, text, code, told):
    project.edit(EVENT, "text: Two ships left in time.", f"text: {text}")
    if code is None:
        assert project.problems() == ()
    else:
        assert project.found() == (code, 20, 11)
        assert told in project.only().message


def test_what_is_inferred_is_declared(project):
    project.edit(EVENT, "text: Two ships left in time.", 'text: Two ships left Low Bay in time.\n    inferred: [{what: Low Bay, why: the harbour is theirs}]')
    assert project.problems() == ()


def test_the_claimants_own_name_is_always_allowed(project):
    project.edit(EVENT, "text: Two ships left in time.", "text: Brook said two ships left in time.\n    by: ada-brook")
    assert project.problems() == ()


def test_another_name_of_the_same_record_will_do(project):
    project.edit(EVENT, "text: The port of Low Bay closed its harbour.", "text: The harbour board closed its harbour.")
    assert project.problems() == ()
    project.edit("content/actors/port.yml", "aliases: [the port]", "aliases: [the harbour board]")
    assert project.found() == ("unsupported-name", 14, 11)
    project.edit("content/actors/port.yml", "aliases: [the harbour board]", "aliases: [the harbour board, the port]")
    assert project.problems() == ()


def test_a_long_sentence(project):
    project.edit(EVENT, "Two ships left in time.[^ships]", "Two ships " + "really " * 50 + "left.[^ships]")
    assert project.found() == ("long-sentence", 11, 3)


def test_marks_without_a_sentence(project):
    project.edit(EVENT, "summary: >\n", "summary: >\n  [^ships]\n")
    assert project.found()[0] == "sentence-without-claim"


def test_an_accounted_source_uses_or_sets_aside_every_sentence(project):
    source = "content/sources/paper.yml"
    project.edit(source, "language: en", "language: en\naccounted: true")
    told = project.problems()
    assert [p.code for p in told] == ["unaccounted-sentence"] * 2
    assert "We had no choice" in told[0].message and "denied that any ship was held" in told[1].message
    project.edit(source, "language: en", 'language: en\nset_aside:\n  - {quote: "We had no choice", why: test}\n  - {quote: "any ship was held", why: test}')
    assert project.problems() == ()


def test_a_document_that_is_missing(project):
    project.edit("content/sources/paper.yml", "document: paper.txt", "document: papper.txt")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("document-missing", 1, 11)
    assert "did you mean 'paper.txt'" in problem.help


@pytest.mark.parametrize("name", ["../content/timeline.yml", "/etc/passwd", "..", "./paper.txt"])
def test_a_document_is_a_name_below_seeds_and_no_path_elsewhere(project, name):
    project.edit("content/sources/paper.yml", "document: paper.txt", f"document: {name}")
    assert project.only().code == "document-missing"


def test_a_document_that_cannot_be_read(project):
    data = b"\xff\xff"
    (project.root / "seeds/paper.txt").write_bytes(data)
    project.edit("content/sources/paper.yml", sha256(DOCUMENT), hashlib.sha256(data).hexdigest())
    problem = project.only()
    assert problem.code == "document-unreadable" and "UTF-8" in problem.message


@pytest.mark.parametrize(("part", "code"), [
    ('{from: "nowhere", to: "Brook said. Two"}', "quote-not-found"),
    ('{from: "Brook said", to: "was held."}', "quote-not-unique"),
    ('{from: "was held.", to: "Harbour closed"}', "bad-value"),
])
def test_ends_of_a_part_stand_once_and_in_order(project, part, code):
    project.edit("content/sources/paper.yml", "language: en", f"language: en\npart: {part}")
    assert project.only().code == code


@pytest.mark.parametrize("mark", ["[ships]", "(^ships)", "[^ ships]", "^[ships]", "[^closed, ships]"])
def test_a_mark_that_is_none_is_told_at_its_place(project, mark):
    project.edit(EVENT, "closed its harbour.[^closed]", f"closed its harbour.{mark}")
    code, line, column = project.found()
    written = (project.root / EVENT).read_text(encoding="utf-8").split("\n")[line - 1]
    assert code == "sentence-without-claim" and written[column - 1 :].startswith(mark)


def test_a_mark_before_the_full_stop(project):
    project.edit(EVENT, "Two ships left in time.[^ships]", "Two ships left in time[^ships].")
    problem = project.only()
    assert problem.code == "sentence-without-claim" and "full stop comes before" in problem.help


def test_words_left_out_of_a_quote(project):
    project.edit(EVENT, 'quote: "Two ships left in time."', 'quote: "Two ships … in time."')
    assert "leaves nothing out" in project.only().help


def test_curly_marks_round_a_quote(project):
    project.edit(EVENT, 'quote: "Two ships left in time."', "quote: “Two ships left in time.”")
    assert "curly ones are part of it" in project.only().help


def test_curly_marks_round_a_date(project):
    project.edit(EVENT, 'date: "2030-05-02"', "date: “2030-05-02”")
    assert project.found() == ("bad-date", 2, 7) and "straight ones" in project.only().help


@pytest.mark.parametrize(("old", "new", "code"), [
    ('quote: "Two ships left in time."', 'quote: "Two ships left late."', "quote-not-found"),
    ("- id: ships", "- id: Ships!", "bad-id"),
    ("claims: [closed, ships]", "claims: [closed, shipz]", "unknown-claim"),
])
def test_what_follows_from_a_fault_is_not_told_again(project, old, new, code):
    with (project.root / EVENT).open("a", encoding="utf-8") as file:
        file.write("differences:\n  - question: How many?\n    claims: [closed, ships]\n    status: open\n    words: [Two ships]\n")
    assert project.problems() == ()
    project.edit(EVENT, old, new)
    assert project.only().code == code


def test_a_misspelt_required_key_is_one_problem(project):
    project.edit(EVENT, "summary: >", "sumary: >")
    problem = project.only()
    assert problem.code == "unknown-key" and "did you mean 'summary'" in problem.help


def test_a_claim_does_not_deny_itself(project):
    project.edit(EVENT, "stance: reports", "stance: reports\n    confirms: [ships]")
    assert project.found() == ("bad-value", 22, 16)


def test_every_unmarked_sentence_is_told(project):
    project.edit(EVENT, "Two ships left in time.[^ships]", "It did. So. It did. Then two ships left.[^ships]")
    told = [(p.code, p.spot.column) for p in project.problems()]
    assert told == [("sentence-without-claim", 3), ("sentence-without-claim", 11), ("sentence-without-claim", 15)]


@pytest.mark.parametrize("text", ["[^" * 150_000, "a.a." * 40_000, "word " * 60_000, "x" * 300_000])
def test_a_summary_beyond_all_measure_is_one_problem(project, text):
    file = project.root / EVENT
    whole = file.read_text(encoding="utf-8")
    start, end = whole.index("summary: >"), whole.index("claims:")
    file.write_text(whole[:start] + f"summary: >\n  {text}\n" + whole[end:], encoding="utf-8")
    assert project.found()[:2] == ("bad-value", 9)


@pytest.mark.parametrize("text", ["e.g. A " * 60_000, "on " * 300_000, "A sentence here. " * 100_000, "\n".join("Line. Two." for _ in range(50_000))])
def test_a_long_document_is_read(project, text):
    project.add_source("long", text)
    assert project.problems() == ()


def test_a_place_inside_the_name_of_an_outlet_is_not_that_place(project):
    project.edit("content/sources/paper.yml", "publisher: The Paper", "publisher: Low Bay Gazette")
    project.edit(EVENT, "text: Two ships left in time.", "text: Two ships left in time, the Low Bay Gazette writes.")
    assert project.problems() == ()


def test_a_weekday_may_stand_in_the_language_of_the_source(project):
    project.add_source("giornale", "Il sindaco ha chiuso il porto mercoledì.\n", language="it")
    project.edit(EVENT, '{source: paper, quote: "Two ships left in time."}', '{source: giornale, quote: "ha chiuso il porto mercoledì"}')
    project.edit(EVENT, "text: Two ships left in time.", "text: The harbour was closed on Wednesday.")
    assert project.problems() == ()
    project.edit(EVENT, "closed on Wednesday.", "closed on Tuesday.")
    assert project.only().code == "unsupported-date"
