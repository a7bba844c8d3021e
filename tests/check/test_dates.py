"""Dates and their workings."""

import pytest

from generator.check.dates import states_in_full
from generator.model.edtf import parse
from tests.conftest import EVENT

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
