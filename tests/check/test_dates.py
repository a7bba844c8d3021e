"""Dates and their workings."""

import pytest

from generator.check.dates import Dates, UnknownSource, states_in_full, suggest_date
from generator.check.sources import resolve_texts
from generator.load import load_project
from generator.model.edtf import parse
from generator.model.parse import parse_project
from tests.conftest import DOCUMENT, EVENT, sha256

WORKING = 'dating:\n  - {source: paper, words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}\n'


def test_a_date_without_working(project):
    project.edit(EVENT, WORKING, "")
    assert project.found() == ("date-without-working", 2, 7)


def test_a_working_that_gives_another_day(project):
    project.edit(EVENT, 'gives: "2030-05-02"', 'gives: "2030-05-03"')
    assert project.found()[0] == "working-disagrees"
    assert "Friday 2030-05-03 gives 2030-05-02" in project.only().help


def test_a_date_that_its_working_does_not_give(project):
    project.edit(EVENT, 'date: "2030-05-02"', 'date: "2030-05-01"')
    assert project.found() == ("working-disagrees", 2, 7)
    assert "`date` is 2030-05-01" in project.only().message


def test_words_of_a_working_stand_in_their_source(project):
    project.edit(EVENT, 'words: "on Thursday"', 'words: "on Wednesday"')
    assert "quote-not-found" in {p.code for p in project.problems()}


def test_a_statements_date_has_its_working_too(project):
    project.edit(EVENT, "by: ada-brook", 'by: ada-brook\n    said: "2030-05-03"')
    assert project.found() == ("date-without-working", 16, 11)
    project.edit(EVENT, 'said: "2030-05-03"', 'said: "2030-05-03"\n    said_dating: [{source: paper, words: "3 May 2030", rule: stated, gives: "2030-05-03"}]')
    assert project.problems() == ()


def test_workings_without_a_said_date(project):
    project.edit(EVENT, "by: ada-brook", 'by: ada-brook\n    said_dating: [{source: paper, words: "3 May 2030", rule: stated, gives: "2030-05-03"}]')
    assert project.found()[0] == "missing-key"


def test_a_working_counts_from_a_date_or_an_event_not_both(project):
    project.edit(EVENT, "rule: weekday-before,", f'rule: weekday-before, from: "2030-05-03", from_event: 2030-05-02-harbour,')
    assert project.only().code == "bad-value"


@pytest.mark.parametrize(("text", "date", "full"), [
    ("on October 28, 2025, they met", "2025-10-28", True),
    ("on 28 October 2025", "2025-10-28", True),
    ("28th of October 2025", "2025-10-28", True),
    ("Oct. 28, 2025", "2025-10-28", True),
    ("2025-10-28", "2025-10-28", True),
    ("October 28", "2025-10-28", False),
    ("October 2025", "2025-10", False),
    ("February 30, 2025", "2025-03-02", False),
    ("on 27 October 2025", "2025-10-28", False),
])
def test_a_quote_may_state_the_date_in_full(text, date, full):
    assert states_in_full(text, parse(date)) is full


def test_a_date_is_not_counted_from_itself(project):
    project.edit(EVENT, "rule: weekday-before,", "rule: same-day, from_event: 2030-05-02-harbour,")
    assert project.found()[0] == "working-disagrees" and "itself counted from this event" in project.only().message


# --- Every way to be wrong has the right answer in its help ---

SAID = 'by: ada-brook\n    said: "2030-05-03"\n    said_dating: [{source: paper, words: "3 May 2030", rule: stated, gives: "2030-05-03"}]'


def test_the_date_that_the_working_gives(project):
    project.edit(EVENT, 'date: "2030-05-02"', 'date: "2030-05-01"')
    assert project.only().help == 'write `date: "2030-05-02"`, or mend the working'


def test_the_date_that_several_workings_give_together(project):
    project.edit(EVENT, 'date: "2030-05-02"', 'date: "2030-05-09"')
    project.edit(EVENT, "dating:\n", 'dating:\n  - {source: paper, words: "3 May", rule: week-so-far, gives: "[2030-04-29..2030-05-03]"}\n')
    assert project.only().help == 'write `date: "2030-05-02"`, or mend the working'


def test_workings_that_nothing_fits(project):
    project.edit(EVENT, "dating:\n", 'dating:\n  - {source: paper, words: "3 May 2030", rule: stated, gives: "2030-05-03"}\n')
    assert project.only().help == "no day fits all of its workings: mend those that are wrong"


def test_a_statements_date_that_its_working_does_not_give(project):
    project.edit(EVENT, "by: ada-brook", SAID.replace('said: "2030-05-03"', 'said: "2030-05-04"'))
    assert project.found()[0] == "working-disagrees"
    assert project.only().help == 'write `said: "2030-05-03"`, or mend the working'


def test_a_statements_working_that_gives_another_day(project):
    project.edit(EVENT, "by: ada-brook", SAID.replace("rule: stated", "rule: day-before"))
    assert project.only().help == "`day-before` Friday 2030-05-03 gives 2030-05-02"


def test_a_statements_working_without_its_date(project):
    project.edit(EVENT, "by: ada-brook", SAID.replace('said: "2030-05-03"\n    ', ""))
    assert project.only().help == 'add the date that the workings give: `said: "2030-05-03"`'


def test_words_that_the_rule_cannot_read(project):
    project.edit(EVENT, "rule: weekday-before,", "rule: stated,")
    assert project.only().message == "the words name no date"
    assert 'with these words, `rule: weekday-before` gives "2030-05-02"' in project.only().help


def test_counted_from_a_set_or_another_event(project):
    project.edit("content/sources/paper.yml", 'published: "2030-05-03"', 'published: "[2030-05-03..2030-05-05]"')
    assert project.problems() == ()
    project.edit(EVENT, 'gives: "2030-05-02"', 'gives: "2030-05-01"')
    assert project.only().help == "`weekday-before` from [2030-05-03..2030-05-05] gives 2030-05-02"


def test_a_set_gives_the_union(project):
    project.edit("content/sources/paper.yml", 'published: "2030-05-03"', 'published: "[2030-05-02..2030-05-03]"')
    assert project.only().help == "`weekday-before` from [2030-05-02..2030-05-03] gives [2030-04-25..2030-05-02]"
    project.edit(EVENT, "rule: weekday-before,", "rule: weekday-on-or-before,")
    assert project.problems() == ()


def test_words_in_another_language(project):
    project.edit("content/sources/paper.yml", "language: en", "language: ko")
    assert project.found()[0] == "working-disagrees"
    assert project.only().message == "words in the language `ko` cannot be read" and "`judged`" in project.only().help
    project.edit(EVENT, "rule: weekday-before,", "rule: judged, why: the words mean Thursday,")
    assert project.problems() == ()


def test_a_source_in_its_own_language(project):
    project.add_source("giornale", "LOW BAY, 3 maggio 2030 - Il porto è stato chiuso giovedì.\n", language="it")
    project.edit(EVENT, 'source: paper, words: "on Thursday"', 'source: giornale, words: "giovedì"')
    assert project.problems() == ()
    project.edit(EVENT, 'gives: "2030-05-02"', 'gives: "2030-05-03"')
    assert project.only().help == "`weekday-before` Friday 2030-05-03 gives 2030-05-02"


# --- A date without its working: the help has the line to add ---


def test_a_quote_has_the_words_that_date_it(project):
    project.edit(EVENT, WORKING, "")
    help = project.only().help
    assert help.startswith("add `dating` with the words that date it:\n")
    assert 'words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}' in help
    line = help.split("\n")[1]
    project.edit(EVENT, 'date: "2030-05-02"\n', f'date: "2030-05-02"\ndating:\n  {line}\n')
    assert project.problems() == ()


def test_a_quote_has_words_that_give_another_day(project):
    project.edit(EVENT, WORKING, "")
    project.edit(EVENT, 'date: "2030-05-02"', 'date: "2030-04-30"')
    help = project.only().help
    assert "words that give 2030-05-02, the Thursday before Friday 3 May 2030:\n- {source: paper, words: " in help


def test_the_line_to_add_has_words_that_stand_once(project):
    text = DOCUMENT.replace("in time.", "in time on Thursday.")
    project.write("seeds/paper.txt", text)
    project.edit("content/sources/paper.yml", sha256(DOCUMENT), sha256(text))
    project.edit(EVENT, WORKING, "")
    loaded = load_project(project.root)
    model = parse_project(loaded)
    texts, _ = resolve_texts(model.sources, loaded.documents)
    [problem] = Dates(model, lambda quote: quote.words, texts).check(model.events[0])
    assert 'words: "harbour on Thursday", rule: weekday-before' in problem.help


def test_no_quote_has_words_that_date_it(project):
    project.edit(EVENT, WORKING, "")
    project.edit(EVENT, 'quote: "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said."', 'quote: "The port of Low Bay closed its harbour"')
    assert "`timeline suggest-date SOURCE \"words\"`" in project.only().help


@pytest.mark.parametrize(("text", "date", "language", "full"), [
    ("il 10 dicembre 2025", "2025-12-10", "it", True),
    ("le 1er mars 2025", "2025-03-01", "fr", True),
    ("am 10.12.2025", "2025-12-10", "de", True),
    ("el 10 de diciembre de 2025", "2025-12-10", "es", True),
    ("2025年12月10日", "2025-12-10", "ja", True),
    ("il 10 dicembre", "2025-12-10", "it", False),
    ("dal 6 all’8 dicembre 2025", "2025-12-06", "it", False),
    ("2025년 12월 10일", "2025-12-10", "ko", False),
    ("on 10 December 2025", "2025-12-10?", "en", False),
])
def test_a_quote_may_state_the_date_in_full_in_its_language(text, date, language, full):
    assert states_in_full(text, parse(date), language) is full


# --- Suggestions on demand ---


def suggested(project, source, words, counted=None):
    return suggest_date(load_project(project.root), source, words, counted and parse(counted))


def test_suggests_from_the_day_of_the_source(project):
    found = suggested(project, "paper", "on Thursday")
    assert [each.gives.text for each in found.suggestions] == ["2030-05-02", "2030-05-09"]
    assert found.problems == () and found.note == ""


def test_suggests_only_for_words_that_stand_there(project):
    found = suggested(project, "paper", "on Wednesday")
    assert found.suggestions == ()
    assert found.problems[0].code == "quote-not-found" and "on Thursday" in found.problems[0].help


def test_suggests_and_says_that_words_stand_there_twice(project):
    found = suggested(project, "paper", "Two ships left")
    assert found.problems == () and "can be read" in found.note
    text = DOCUMENT.replace("in time.", "in time on Thursday.")
    project.write("seeds/paper.txt", text)
    project.edit("content/sources/paper.yml", sha256(DOCUMENT), sha256(text))
    found = suggested(project, "paper", "on Thursday")
    assert len(found.suggestions) == 2 and found.problems[0].code == "quote-not-unique"


def test_suggests_nothing_for_a_source_that_is_not_there_or_not_sound(project):
    with pytest.raises(UnknownSource, match="did you mean 'paper'"):
        suggested(project, "papre", "on Thursday")
    project.edit("content/sources/paper.yml", 'published: "2030-05-03"', "published: yesterday")
    found = suggested(project, "paper", "on Thursday")
    assert [problem.code for problem in found.problems] == ["bad-date"]
    assert len(suggested(project, "paper", "on Thursday", "2030-05-03").suggestions) == 2
    project.write("seeds/paper.txt", DOCUMENT + "\nMore.")
    assert [problem.code for problem in suggested(project, "paper", "on Thursday", "2030-05-03").problems] == ["document-changed", "bad-date"]


def test_says_why_words_give_no_date(project):
    text = "어제 항구가 닫혔다. The following day it opened.\n"
    project.write("seeds/paper.txt", text)
    project.edit("content/sources/paper.yml", sha256(DOCUMENT), sha256(text))
    assert "counts from another event" in suggested(project, "paper", "The following day").note
    assert suggested(project, "paper", "The following day", "2030-05-02").suggestions[0].gives.text == "2030-05-03"
    project.edit("content/sources/paper.yml", "language: en", "language: ko")
    assert "`ko` cannot be read" in suggested(project, "paper", "어제").note
