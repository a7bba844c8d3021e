"""Words of the interface: there is one for every value of a closed vocabulary, and dates are set one way."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from generator.model import edtf, records, working
from generator.pages import wording
from generator.pages.wording import interface_words


def test_every_vocabulary_has_its_words():
    words = interface_words()
    wanted = [f"stance_{name}" for name in records.STANCES] + [f"part_{name}" for name in records.DAY_PARTS]
    wanted += [f"relation_{name}{back}" for name in (*records.RELATIONS, "denies", "confirms", "corrects", "differs") for back in ("", "_back")]
    wanted += [f"status_{name}" for name in records.STATUSES if name != "happened"] + [f"rule_{name}" for name in working.RULES]
    wanted += [f"precision_{name}" for name in edtf._PRECISIONS]
    assert [key for key in wanted if key not in words] == []


def test_no_key_stands_twice():
    text = (Path(wording.__file__).parent / "interface.yml").read_text("utf-8")
    keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("date", "numeral", "rest", "machine"),
    [
        ("2025-12-06", "6", "December 2025", "2025-12-06"),
        ("2025-12", "", "December 2025", "2025-12"),
        ("2025", "", "2025", "2025"),
        ("[2025-12-06..2025-12-12]", "6–12", "December 2025", ""),
        ("2025-12-06/2025-12-12", "6–12", "December 2025", ""),
        ("{2025-12-06,2025-12-08}", "6, 8", "December 2025", ""),
        ("[2025-11-30..2025-12-02]", "", "One day between 30 November and 2 December 2025", ""),
        ("2025-12-06/..", "", "From 6 December 2025", ""),
    ],
)
def test_dates_set_large(date, numeral, rest, machine):
    assert wording.large_date(edtf.parse(date)) == (numeral, rest)
    assert wording.machine_date(edtf.parse(date)) == machine


def test_precision_in_words():
    said = {date: wording.precision(edtf.parse(date)) for date in ("2025-12-06", "2025-12-06?", "2025-12~", "[2025-12-01..2025-12-07]")}
    assert said == {
        "2025-12-06": "exact day", "2025-12-06?": "day, uncertain", "2025-12~": "some time in this month, approximate",
        "[2025-12-01..2025-12-07]": "one of these days, not known which",
    }  # fmt: skip


def test_counts_and_lists():
    assert [wording.count(number, "source") for number in (0, 1, 2300)] == ["0 sources", "1 source", "2,300 sources"]
    assert [wording.listed(list("abc")[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_the_time_of_day():
    assert wording.clock(records.Time("14:30", "", ""), "Asia/Tokyo") == "14:30, Tokyo time"
    assert wording.clock(records.Time("14:30", "", ""), "Etc/UTC") == "14:30 UTC"
    assert wording.clock(records.Time("", "evening", ""), "Asia/Tokyo") == "evening"


@pytest.mark.parametrize(
    ("date", "time", "phrase"),
    [
        ("2025-12-10?", ("", "late"), "late on 10 December 2025, date uncertain"),
        ("2025-12-06", ("", "evening"), "on the evening of 6 December 2025"),
        ("2025-12-06", ("14:30", ""), "6 December 2025, 14:30, Tokyo time"),
        ("2025-12-06?", ("14:30", ""), "6 December 2025, 14:30, Tokyo time, date uncertain"),
        ("2025-12-06", None, "6 December 2025"),
        ("2025-12-06~", ("", "night"), "on the night of about 6 December 2025"),
        ("[2025-12-06..2025-12-07]", ("", "morning"), "on the morning of 6 or 7 December 2025"),
        ("[2025-12-06..2025-12-12]", ("", "late"), "late on one day between 6 and 12 December 2025"),
        ("2025-12-XX", ("", "afternoon"), "on the afternoon of one day in December 2025"),
        ("2025-12", ("", "evening"), "December 2025, in the evening"),
        ("2025-12-06/2025-12-08", ("", "night"), "6 to 8 December 2025, at night"),
        ("[2025-12-06..]", ("", "late"), "on or after 6 December 2025, late in the day"),
        ("2025~", ("", "evening"), "about 2025, in the evening"),
    ],
)
def test_a_date_with_its_time_of_day(date, time, phrase):
    assert wording.when(edtf.parse(date), time and records.Time(*time, ""), "Asia/Tokyo") == phrase


def test_every_part_of_the_day_has_its_phrase():
    for part in records.DAY_PARTS:
        assert wording.when(edtf.parse("2025-12-06"), records.Time("", part, ""), "").endswith("6 December 2025")
        assert wording.when(edtf.parse("2025-12"), records.Time("", part, ""), "").startswith("December 2025, ")


def _found(rule, words, gives, *, whole=False, why="", start="2031-03-14", language="en"):
    """What stands behind the source's name: what the words are read for, if they name a date, and what the rule gives."""
    found = records.Working(records.Quote("a", words), rule, edtf.parse(gives), None, None, whole, why, None)
    read = wording.read_for(found, edtf.parse(start), language) if wording.names_dates(found, language) else "counted"
    return f"{read}: {wording.result(found, language)}"


@pytest.mark.parametrize(
    ("working", "sentence"),
    [
        (("stated", "on 9 April", "2031-04-09"), "read as a date of 2031: as the words say, 9 April 2031"),
        (("stated", "on the 9th", "2031-03-09"), "read as a date of March 2031: as the words say, 9 March 2031"),
        (("stated", "on 9 April 2031", "2031-04-09"), ": as the words say, 9 April 2031"),
        (("weekday-before", "on Wednesday", "2031-03-12"), "counted: the Wednesday before that, 12 March 2031"),
        (("weekday-before", "on Thursday", "[2031-03-06..2031-03-13]"),
         "counted: the Thursday before that, one day between 6 and 13 March 2031"),
        (("weekday-on-or-before", "on Friday", "2031-03-14"), "counted: the Friday on or before that day, 14 March 2031"),
        (("weekday-after", "on Monday", "2031-03-17"), "counted: the Monday after that, 17 March 2031"),
        (("weekday-on-or-after", "this Friday", "2031-03-14"), "counted: the Friday on or after that day, 14 March 2031"),
        (("same-day", "today", "2031-03-14"), "counted: that same day, 14 March 2031"),
        (("day-before", "yesterday", "2031-03-13"), "counted: the day before that, 13 March 2031"),
        (("day-after", "the following day", "2031-03-15"), "counted: the day after that, 15 March 2031"),
        (("weekend-before", "over the weekend", "[2031-03-08..2031-03-09]"), "counted: during the weekend before that, 8 or 9 March 2031"),
        (("week-before", "last week", "[2031-03-03..2031-03-09]"), "counted: during the week before that, one day between 3 and 9 March 2031"),
        (("month-before", "last month", "2031-02"), "counted: during the month before that, February 2031"),
        (("year-before", "last year", "2030"), "counted: during the year before that, 2030"),
        (("week-after", "next week", "[2031-03-17..2031-03-23]"), "counted: during the week after that, one day between 17 and 23 March 2031"),
        (("month-after", "next month", "2031-04"), "counted: during the month after that, April 2031"),
        (("year-after", "next year", "2032"), "counted: during the year after that, 2032"),
        (("year-so-far", "this year", "[2031-01-01..2031-03-14]"),
         "counted: during that year up to that day, one day between 1 January and 14 March 2031"),
        (("month-so-far", "this month", "[2031-03-01..2031-03-14]"),
         "counted: during that month up to that day, one day between 1 and 14 March 2031"),
        (("week-so-far", "this week", "[2031-03-10..2031-03-14]"),
         "counted: during that week up to that day, one day between 10 and 14 March 2031"),
        (("season", "this spring", "2031-21"), "read as a season of 2031: the season the words name, spring 2031"),
        (("season", "spring 2030", "2030-21"), ": the season the words name, spring 2030"),
        (("not-after", "has left", "[..2031-03-14]"), "counted: by then, on or before 14 March 2031"),
        (("not-before", "has yet to meet", "[2031-03-14..]"), "counted: not before then, on or after 14 March 2031"),
        (("between", "between 6 and 12 March", "[2031-03-06..2031-03-12]"),
         "read as a date of 2031: between the dates the words name, one day between 6 and 12 March 2031"),
        (("between", "since then", "[2031-03-06..2031-03-12]"), "counted: within that time, one day between 6 and 12 March 2031"),
    ],
)  # fmt: skip
def test_a_working_reads_as_a_sentence(working, sentence):
    assert _found(*working) == sentence


def test_more_sentences_of_workings():
    assert _found("week-before", "all last week", "2031-03-03/2031-03-09", whole=True) == "counted: all of the week before that, 3 to 9 March 2031"
    assert _found("judged", "later", "2031-03-10", why="after the vote") == "counted: judged to be 10 March 2031: after the vote"
    assert _found("weekday-before", "mercoledì", "2031-03-12", language="it") == "counted: the Wednesday before that, 12 March 2031"
    assert _found("season", "this winter", "2030-24", start="2031-02-01") == (
        "counted from Saturday 1 February 2031: the season the words name, winter 2030"
    )
    assert [wording.dated(edtf.parse(date)) for date in ("2031-03-14", "[2031-03-13..2031-03-14]", "[2031-03-01..2031-03-14]", "2031")] == [
        "Friday 14 March 2031", "13 or 14 March 2031", "on one day between 1 and 14 March 2031", "2031",
    ]  # fmt: skip


@pytest.mark.parametrize(("by", "by_words", "word"), [
    (("westmark",), "", "says"), (("westmark", "eastholm"), "", "say"), ((), "", "says"), ((), "a passenger", "says"),
    ((), "analysts", "say"), ((), "members of the council", "say"), ((), "a source close to both ministries", "says"),
    ((), "sources in both governments", "say"), ((), "the press", "says"),
])
def test_a_stance_agrees_with_who_makes_the_claim(timeline, by, by_words, word):
    claim = dataclasses.replace(timeline.events[0].claims[0], by=by, by_words=by_words, stance="says")
    assert wording.stance(claim) == ("says", word)


def test_quotation_marks_inside_quotation_marks():
    assert wording.quoted("The boat “held its course”") == "The boat ‘held its course’"
