"""Quoted words in titles, summaries, claims and differences stand in a quote."""

import pytest

from tests.conftest import EVENT

TITLE = "title: The harbour is closed"
SENTENCE = "Two ships left in time.[^ships]"
TEXT = "text: Two ships left in time."


@pytest.mark.parametrize("words", [
    "“Two ships”", '"Two ships"', "‘Two ships’", "«Two ships»", "„Two ships“",
    "“Two ships left in time,”",
    "“Two … in time”", "“Two [large] ships”",
    "“*Two* ships”",
])
def test_words_of_a_quote_may_be_quoted(project, words):
    project.edit(EVENT, SENTENCE, f"The paper writes of {words} then.[^ships]")
    project.edit(EVENT, TITLE, f"title: {words} leave" if '"' not in words else "title: 'The \"Two ships\" leave'")
    assert project.problems() == ()


def test_a_title_quotes_what_the_events_claims_quote(project):
    project.edit(EVENT, TITLE, "title: The harbour “shut” at Low Bay")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("unsupported-quotation", 1, 21)
    assert "shut" in problem.message


def test_a_sentence_quotes_what_its_own_claims_quote(project):
    project.edit(EVENT, SENTENCE, "Two ships left the “harbour” in time.[^ships]")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("unsupported-quotation", 11, 23)


def test_a_quotation_may_run_over_two_sentences(project):
    project.edit(EVENT, "The mayor said the port of Low Bay closed its harbour.[^closed]", "“The port of Low Bay closed its harbour on Thursday.[^closed]")
    project.edit(EVENT, SENTENCE, "Two ships left in time.”[^ships]")
    assert project.problems() == ()
    project.edit(EVENT, "Two ships left in time.”", "Two ships sailed in time.”")
    assert [(p.code, p.spot.line, p.spot.column) for p in project.problems()] == [("unsupported-quotation", 11, 3)]


def test_a_quotation_left_open_is_told(project):
    project.edit(EVENT, SENTENCE, "Two “ships sailed off.[^ships]")
    assert project.only().code == "unsupported-quotation"


def test_a_claim_quotes_its_own_quotes_or_says_why_not(project):
    project.edit(EVENT, TEXT, "text: Two ships “sailed”.")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("unsupported-quotation", 20, 22)
    project.edit(EVENT, "text: Two ships “sailed”.", "text: Two ships “sailed”.\n    inferred: [{what: sailed, why: the word of the interview}]")
    assert project.problems() == ()


@pytest.mark.parametrize(("question", "resolution", "at"), [
    ("Did “two ships” leave?", "it is so", 1),
    ("Did two ships leave?", "the paper says “sailed”", 4),
    ("Did “Two ships” leave?", "the paper says “on Thursday”", None),
])
def test_a_difference_quotes_its_claims_and_the_events_dates(project, question, resolution, at):
    text = (project.root / EVENT).read_text(encoding="utf-8")
    added = f"differences:\n  - question: {question}\n    claims: [closed, ships]\n    status: resolved\n    resolution: {resolution}\n"
    project.write(EVENT, text + added)
    found = [(p.code, p.spot.line - text.count("\n") - 1) for p in project.problems()]
    assert found == ([("unsupported-quotation", at)] if at else [])


@pytest.mark.parametrize("text", ["The ship’s crew and the crews’ ships", "the '30s", "rock ’n’ roll", "5′ by 6″"])
def test_an_apostrophe_is_no_quotation(project, text):
    project.edit(EVENT, SENTENCE, f"Two ships left, {text}.[^ships]")
    assert project.problems() == ()


def test_a_quotation_is_not_told_where_its_quote_was_not_found(project):
    project.edit(EVENT, "cites:\n      - {source: paper, quote: \"Two ships left in time.\"}", "cites: []")
    project.edit(EVENT, TEXT, "text: Two “ships” left in time.")
    assert "unsupported-quotation" not in {p.code for p in project.problems()}
