"""What is read as a date, what is refused and where, and how dates are worded, ordered and shelved."""

import datetime
import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.edtf import (
    SEASONS,
    Date,
    DateError,
    date_pages,
    day_from_number,
    day_number,
    day_weekday,
    doubt_words,
    is_one_day,
    parse,
    short_words,
    weekday,
    words,
)

# text, precision, earliest, latest
READ = [
    ("2025-12-06", "day", (2025, 12, 6), (2025, 12, 6)),
    ("2024-02-29", "day", (2024, 2, 29), (2024, 2, 29)),
    ("2000-02-29", "day", (2000, 2, 29), (2000, 2, 29)),
    ("2025-12", "month", (2025, 12, 1), (2025, 12, 31)),
    ("2024-02", "month", (2024, 2, 1), (2024, 2, 29)),
    ("2025", "year", (2025, 1, 1), (2025, 12, 31)),
    ("0000", "year", (0, 1, 1), (0, 12, 31)),
    ("-0043-03-15", "day", (-43, 3, 15), (-43, 3, 15)),
    ("Y-17000", "year", (-17000, 1, 1), (-17000, 12, 31)),
    ("Y17000", "year", (17000, 1, 1), (17000, 12, 31)),
    ("2025?", "year", (2025, 1, 1), (2025, 12, 31)),
    ("2004-06~-11", "day", (2004, 6, 11), (2004, 6, 11)),
    ("?2004-06", "month", (2004, 6, 1), (2004, 6, 30)),
    # seasons: 21–24 wide, northern; a winter carries the year it begins in
    ("2025-21", "season", (2025, 3, 1), (2025, 6, 21)),
    ("2025-22", "season", (2025, 6, 1), (2025, 9, 23)),
    ("2025-23", "season", (2025, 9, 1), (2025, 12, 22)),
    ("2025-24", "season", (2025, 12, 1), (2026, 3, 21)),
    ("2025-25", "season", (2025, 3, 1), (2025, 5, 31)),
    ("2023-28", "season", (2023, 12, 1), (2024, 2, 29)),
    ("2024-28", "season", (2024, 12, 1), (2025, 2, 28)),
    ("2025-29", "season", (2025, 9, 1), (2025, 11, 30)),
    ("2025-30", "season", (2025, 12, 1), (2026, 2, 28)),
    ("2025-36", "season", (2025, 10, 1), (2025, 12, 31)),
    ("2025-38", "season", (2025, 5, 1), (2025, 8, 31)),
    ("2025-41", "season", (2025, 7, 1), (2025, 12, 31)),
    # unspecified digits
    ("201X", "decade", (2010, 1, 1), (2019, 12, 31)),
    ("-004X", "decade", (-49, 1, 1), (-40, 12, 31)),
    ("20XX", "century", (2000, 1, 1), (2099, 12, 31)),
    ("2XXX", "one-of", (2000, 1, 1), (2999, 12, 31)),
    ("2004-XX", "one-of", (2004, 1, 1), (2004, 12, 31)),
    ("2004-XX-XX", "one-of", (2004, 1, 1), (2004, 12, 31)),
    ("2004-02-XX", "one-of", (2004, 2, 1), (2004, 2, 29)),
    ("2004-1X", "one-of", (2004, 10, 1), (2004, 12, 31)),
    ("156X-12-25", "one-of", (1560, 12, 25), (1569, 12, 25)),
    ("15XX-XX-31", "one-of", (1500, 1, 31), (1599, 12, 31)),
    ("XXXX-02-29", "one-of", (0, 2, 29), (9996, 2, 29)),
    # intervals
    ("2025-12-06/2025-12-12", "interval", (2025, 12, 6), (2025, 12, 12)),
    ("2025-12/2026", "interval", (2025, 12, 1), (2026, 12, 31)),
    ("2004-06-XX/2004-07-03", "interval", (2004, 6, 1), (2004, 7, 3)),
    ("2025-12-06/..", "interval", (2025, 12, 6), None),
    ("../2025-12-06", "interval", None, (2025, 12, 6)),
    ("2025-12-06/", "interval", (2025, 12, 6), None),
    ("/2025-12", "interval", None, (2025, 12, 31)),
    # sets
    ("[2025-12-06..2025-12-12]", "one-of", (2025, 12, 6), (2025, 12, 12)),
    ("[2025-12-06,2025-12-12]", "one-of", (2025, 12, 6), (2025, 12, 12)),
    ("[1667,1668,1670..1672]", "one-of", (1667, 1, 1), (1672, 12, 31)),
    ("[..2025-12]", "one-of", None, (2025, 12, 31)),
    ("[2025-12-06..]", "one-of", (2025, 12, 6), None),
    ("[2025,2025-12-06]", "one-of", (2025, 1, 1), (2025, 12, 31)),
    ("{2025-12-12,2025-12-06}", "all-of", (2025, 12, 6), (2025, 12, 12)),
    ("{..1983-12-31,1984-10-10..1984-11-01}", "all-of", None, (1984, 11, 1)),
]


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), READ)
def test_reads(text, precision, earliest, latest):
    date = parse(text)
    assert (date.text, date.precision, date.earliest, date.latest) == (text, precision, earliest, latest)


@pytest.mark.parametrize("code", SEASONS)
def test_reads_every_season(code):
    date = parse(f"2025-{code}")
    assert date.precision == "season"
    assert 80 <= len(date.days()) <= 184


# text, offset, words of the message, words of the help
REFUSED = [
    ("", 0, "empty", "2025-12-06"),
    ("yesterday", 0, "'yesterday' is not a date", "2025-12-06"),
    ("2025-12-06x", 10, "not a date", "2025-12-06"),
    ("2025-12-", 8, "not a date", "2025-12-06"),
    ("2031-02-30", 8, "February 2031 has no day 30", "February 2031 has 28 days"),
    ("2024-02-30", 8, "February 2024", "February 2024 has 29 days"),
    ("1900-02-29", 8, "February 1900", "February 1900 has 28 days"),
    ("-0043-02-29", 9, "February 44 BCE", "February 44 BCE has 28 days"),
    ("2025-12-32", 8, "December 2025", "December 2025 has 31 days"),
    ("2025-12-00", 8, "December 2025", "31 days"),
    ("2025-13-01", 5, "no month 13", "01 to 12"),
    ("2025-00", 5, "no month 00", "01 to 12"),
    ("2025-42", 5, "no month 42", "21 to 41"),
    ("2025-21-05", 7, "season has no day", "write 2025-21"),
    ("-0000", 0, "no year -0000", "0000 for 1 BCE"),
    ("2004-XX-32", 8, "no month has a day 32", "01 to 31"),
    ("2025-12-4X", 8, "no day fits", "X"),
    ("2025-2X", 5, "no day fits", "X"),
    ("XXXX-02-30", 8, "no day fits", "X"),
    # slips of the hand
    ("2025-12-6", 8, "the day has two digits", "write 2025-12-06"),
    ("2025-1", 5, "the month has two digits", "write 2025-01"),
    ("2025-1-45", 5, "two digits", "write it as"),
    ("2025/12/06", 4, "hyphens", "write 2025-12-06"),
    ("2025.12.06", 4, "hyphens", "write 2025-12-06"),
    ("20251206", 4, "hyphens", "write 2025-12-06"),
    ("202512", 4, "hyphens", "write 2025-12"),
    ("12/06/2025", 0, "the year comes first", "write 2025-12-06 or 2025-06-12, whichever it is"),
    ("13/06/2025", 0, "the year comes first", "write 2025-06-13"),
    ("06.12.2025", 0, "the year comes first", "2025-12-06"),
    ("12/06/25", 0, "the year comes first, with four digits", "2025-12-06"),
    ("12/2025", 0, "the year comes first", "write 2025-12"),
    ("2025/12", 5, "written in full", "write 2025-12"),
    ("1911/12", 5, "written in full", "write 1911-12 or 1911/1912"),
    ("2025/26", 5, "written in full", "write 2025/2026"),
    ("2025-12-06/12", 11, "four digits", "in full"),
    ("6 December 2025", 0, "numbers", "write 2025-12-06"),
    ("December 6th, 2025", 0, "numbers", "write 2025-12-06"),
    ("Dec. 2025", 0, "numbers", "write 2025-12"),
    ("6 December", 0, "numbers", "2025-12-06"),
    ("2025-12-06T14:30:00Z", 10, "no time of day", "write 2025-12-06"),
    ("2025-12-06 14:30", 10, "no time of day", "write 2025-12-06"),
    (" 2025-12-06", 0, "no spaces", "write 2025-12-06"),
    ("2025-12-06\n", 10, "no spaces", "write 2025-12-06"),
    ("2025–12–06", 4, "plain hyphens", "put -"),
    ("201x", 3, "an unknown digit is X", "write 201X"),
    ("2004-06-uu", 8, "an unknown digit is X", "write 2004-06-XX"),
    ("2010s", 4, "decade", "write 201X"),
    ("c. 2010", 0, "approximate", "write 2010~"),
    ("44 BC", 2, "minus sign", "write -0043"),
    ("25", 0, "four digits", "0025"),
    ("17000", 0, "begins with Y", "write Y17000"),
    ("Y2025", 0, "five digits", "write 2025"),
    ("Y-0043", 0, "five digits", "write -0043"),
    ("Y9999999999", 0, "nine digits", "nine"),
    ("Y17000-05", 6, "no month", "write Y17000"),
    ("2025-W49", 5, "weeks", "Monday/Sunday"),
    ("2025-340", 5, "days of the year", "2025-12-06"),
    ("٢٠٢٥", 0, "not a date", "2025"),
    # intervals and sets
    ("2025-12-07/2025-12-06", 11, "before the start", "write 2025-12-06/2025-12-07"),
    ("[2025-12-07..2025-12-06]", 13, "before the start", "write 2025-12-06..2025-12-07"),
    ("2025-12-06/2025-12-40", 19, "no day 40", "31 days"),
    ("[2025-12-06,2025-11-31]", 20, "no day 31", "November 2025 has 30 days"),
    ("a/b/c", 3, "two ends", "A/B"),
    ("../..", 0, "no date at either end", "2025-12-06/.."),
    ("/", 0, "no date at either end", "2025-12-06/.."),
    ("unknown/2006", 0, "the end of an interval", "A/.."),
    ("2004/open", 5, "the end of an interval", "A/.."),
    ("[..]", 1, "no date at either end", "[2025-12-06..]"),
    ("[2025-12-06", 11, "not closed", "]"),
    ("[2025-12-06}", 12, "not closed", "]"),
    ("[2025-12-06]?", 12, "follows", "]"),
    ("[]", 1, "missing", "2025-12-06"),
    ("[2025-12-06,]", 12, "missing", "2025-12-06"),
    ("[2025-12-06, 2025-12-07]", 12, "no spaces", "write 2025-12-07"),
    ("[2025-12-06/2025-12-07]", 11, "does not stand in a set", ".."),
    ("2025/[2026..2027]", 5, "stands alone", "[A..B]"),
    ("2025-12-06..2025-12-09", 10, "brackets", "write [2025-12-06..2025-12-09]"),
    ("9" * 1001, 1000, "at most 1000", "one date"),
]


@pytest.mark.parametrize(("text", "offset", "message", "help"), REFUSED)
def test_refuses(text, offset, message, help):
    with pytest.raises(DateError) as caught:
        parse(text)
    error = caught.value
    assert message in error.message
    assert help in error.help
    assert error.offset == offset
    assert str(error) == error.message


def test_error_survives_pickling():
    error = pickle.loads(pickle.dumps(DateError("no", 3, "yes")))
    assert (error.message, error.offset, error.help) == ("no", 3, "yes")


def test_date_is_frozen():
    with pytest.raises(FrozenInstanceError):
        parse("2025").text = "2026"


# text, uncertain, approximate
@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2025", (), ()),
        ("2025-12?", ("year", "month"), ()),
        ("2025-12-06~", (), ("year", "month", "day")),
        ("2025%", ("year",), ("year",)),
        ("2004-06~-11", (), ("year", "month")),
        ("2004-~06-11", (), ("month",)),
        ("?2004-06-~11", ("year",), ("day",)),
        ("2004?-06-11%", ("year", "month", "day"), ("year", "month", "day")),
    ],
)
def test_reads_qualifiers(text, uncertain, approximate):
    date = parse(text)
    assert (date.uncertain_parts, date.approximate_parts) == (uncertain, approximate)
    assert (date.uncertain, date.approximate) == (bool(uncertain), bool(approximate))


def test_qualifier_of_a_member_counts_for_the_whole():
    assert parse("2004-06~/2005").approximate
    assert parse("[2025-12-06..2025-12-08?]").uncertain
    assert not parse("2004/2005").uncertain


# text, words, short words
WORDED = [
    ("2025-12-06", "6 December 2025", "6 Dec 2025"),
    ("2025-12", "December 2025", "Dec 2025"),
    ("2025", "2025", "2025"),
    ("2025~", "about 2025", "about 2025"),
    ("2025-12~", "about December 2025", "about Dec 2025"),
    ("2025-12-10?", "10 December 2025, date uncertain", "10 Dec 2025, uncertain"),
    ("2031-03?", "March 2031, date uncertain", "Mar 2031, uncertain"),
    ("2025%", "about 2025, date uncertain", "about 2025, uncertain"),
    ("2004-06~-11", "11 June 2004, year and month approximate", "11 Jun 2004, approximate"),
    ("?2004-06", "June 2004, year uncertain", "Jun 2004, uncertain"),
    ("0000", "1 BCE", "1 BCE"),
    ("-0043", "44 BCE", "44 BCE"),
    ("-0043-03-15", "15 March 44 BCE", "15 Mar 44 BCE"),
    ("0079-08-24", "24 August 79 CE", "24 Aug 79 CE"),
    ("0999", "999 CE", "999 CE"),
    ("1000", "1000", "1000"),
    ("Y-17000", "17001 BCE", "17001 BCE"),
    ("2025-21", "spring 2025", "spring 2025"),
    ("2025-21?", "spring 2025, date uncertain", "spring 2025, uncertain"),
    ("2025-29", "spring 2025 (southern hemisphere)", "spring 2025 (southern hemisphere)"),
    ("2025-33", "the first quarter of 2025", "the first quarter of 2025"),
    ("201X", "the 2010s", "the 2010s"),
    ("201X~", "about the 2010s", "about the 2010s"),
    ("20XX", "between 2000 and 2099", "between 2000 and 2099"),
    ("XXXX", "an unknown year", "an unknown year"),
    ("2004-XX", "one month in 2004", "one month in 2004"),
    ("2004-XX-XX", "one day in 2004", "one day in 2004"),
    ("2004-02-XX", "one day in February 2004", "one day in Feb 2004"),
    ("2004-1X", "one month between October 2004 and December 2004", "one month between Oct 2004 and Dec 2004"),
    ("156X-12-25", "25 December in the 1560s", "25 Dec in the 1560s"),
    ("XXXX-12-25", "25 December of an unknown year", "25 Dec of an unknown year"),
    ("1XXX-12", "December of a year between 1000 and 1999", "Dec of a year between 1000 and 1999"),
    ("2025-12-01/2025-12-07", "1 to 7 December 2025", "1–7 Dec 2025"),
    ("2025-11-28/2025-12-03", "28 November to 3 December 2025", "28 Nov – 3 Dec 2025"),
    ("2025-12-28/2026-01-03", "28 December 2025 to 3 January 2026", "28 Dec 2025 – 3 Jan 2026"),
    ("2025-12-06/2025-12-06", "6 December 2025", "6 Dec 2025"),
    ("2025-11/2025-12", "November to December 2025", "Nov–Dec 2025"),
    ("2010/2012", "2010 to 2012", "2010–2012"),
    ("-0049/-0043", "50 to 44 BCE", "50–44 BCE"),
    ("2025-12-06/2026-01", "6 December 2025 to January 2026", "6 Dec 2025 – Jan 2026"),
    ("2025-12-10?/2025-12-12~", "10 to 12 December 2025, start uncertain, end approximate",
     "10–12 Dec 2025, uncertain, approximate"),
    ("2025-12-06/..", "from 6 December 2025", "from 6 Dec 2025"),
    ("../2025-12-06", "until 6 December 2025", "until 6 Dec 2025"),
    ("2025-12-06/", "from 6 December 2025, end unknown", "from 6 Dec 2025, end unknown"),
    ("/2025-12", "until December 2025, start unknown", "until Dec 2025, start unknown"),
    ("[2025-12-06..2025-12-12]", "one day between 6 and 12 December 2025", "between 6 and 12 Dec 2025"),
    ("[2025-11-28..2025-12-03]", "one day between 28 November and 3 December 2025", "between 28 Nov and 3 Dec 2025"),
    ("[2025-12-12..2025-12-13]", "12 or 13 December 2025", "12 or 13 Dec 2025"),
    ("[2025-12-31..2026-01-01]", "31 December 2025 or 1 January 2026", "31 Dec 2025 or 1 Jan 2026"),
    ("[2025-12-06..2025-12-06]", "6 December 2025", "6 Dec 2025"),
    ("[2025-12-06,2025-12-08,2025-12-09]", "6, 8 or 9 December 2025", "6, 8 or 9 Dec 2025"),
    ("[2025-12]", "some time in December 2025", "some time in Dec 2025"),
    ("[2025-11..2025-12]", "November or December 2025", "Nov or Dec 2025"),
    ("[2010..2012]", "some time between 2010 and 2012", "between 2010 and 2012"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672", "1667, 1668 or 1670–1672"),
    ("[2025-12-06..]", "on or after 6 December 2025", "on or after 6 Dec 2025"),
    ("[..2025-12-06,2025-12-09]", "6 December 2025 or earlier or 9 December 2025", "6 Dec 2025 or earlier or 9 Dec 2025"),
    ("2004-%06-11", "11 June 2004, month uncertain and approximate", "11 Jun 2004, uncertain, approximate"),
    ("1950S2~", "about 1950 (between 1900 and 1999)", "about 1950 (between 1900 and 1999)"),
    ("1950S4", "1950", "1950"),
    ("-0043S3", "about 44 BCE (between 50 BCE and 41 BCE)", "about 44 BCE (between 50 BCE and 41 BCE)"),
    ("[..2025-12-06]", "on or before 6 December 2025", "on or before 6 Dec 2025"),
    ("[..2025-12]", "in or before December 2025", "in or before Dec 2025"),
    ("[2025-12-06?]", "6 December 2025, date uncertain", "6 Dec 2025, uncertain"),
    ("{2025-12-06,2025-12-08}", "6 and 8 December 2025", "6 and 8 Dec 2025"),
    ("{2025-12-06?,2025-12-08}", "6 and 8 December 2025, some dates uncertain", "6 and 8 Dec 2025, uncertain"),
    ("{2025-12-06..2025-12-09}", "every day from 6 to 9 December 2025", "every day from 6 to 9 Dec 2025"),
    ("{..2025-12}", "every month until December 2025", "every month until Dec 2025"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "long", "short"), WORDED)
def test_words(text, long, short):
    assert words(parse(text)) == long
    assert short_words(parse(text)) == short


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2025-12-06", "Saturday"),
        ("2031-03-14", "Friday"),
        ("2000-02-29", "Tuesday"),
        ("2025-12-06?", None),
        ("2025-12-06~", None),
        ("2025-12", None),
        ("2025-12-XX", None),
        ("[2025-12-06..2025-12-06]", None),
    ],
)
def test_weekday(text, name):
    assert weekday(parse(text)) == name


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("2025-12-06?", True), ("[2025-12-06..2025-12-08]", True), ("2025-12-XX", True), ("[2025-12-06,2025-12-09]", True),
        ("2025-12", False), ("[2025-12-06..]", False), ("2025-12-06/2025-12-08", False), ("2025-XX", False), ("1950S2", False),
    ],
)  # fmt: skip
def test_tells_one_day_from_more(text, one):
    assert is_one_day(parse(text)) is one


def test_words_of_doubt_end_the_words():
    for text, doubt in (("2025-12-06?", ", date uncertain"), ("2025~", ""), ("2025-12-06", ""), ("2004-06~-11", ", year and month approximate")):
        assert doubt_words(parse(text)) == doubt
        assert words(parse(text)).endswith(doubt)


def test_days():
    assert parse("2025-12-06").days() == [(2025, 12, 6)]
    assert parse("[2025-12-31..2026-01-01]").days() == [(2025, 12, 31), (2026, 1, 1)]
    assert parse("[2025-12-06,2025-12-09]").days() == [(2025, 12, 6), (2025, 12, 9)]
    assert len(parse("2024").days()) == 366
    assert len(parse("156X-12-25").days()) == 10
    assert parse("2024").days(limit=365) is None
    assert parse("2024-01-01/..").days() is None
    assert parse("[..2024]").days() is None


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [
        ("2025-12", "2025-12-06", True),
        ("2025-12-06", "2025-12", False),
        ("[2025-12-06,2025-12-09]", "2025-12-07", False),
        ("2025-12-06", "[2025-12-06,2025-12-09]", False),
        ("[2025-12-06..2025-12-08,2025-12-09]", "2025-12-07/2025-12-09", True),
        ("[..2025-12-06]", "2025-12-06", True),
        ("[..2025-12-06]", "2025-12-07", False),
        ("2025-12-06/..", "[2025-12-07..]", True),
        ("2025-12-06/..", "[..2025-12-07]", False),
        ("2025", "2026", False),
    ],
)
def test_covers(outer, inner, covers):
    assert parse(outer).covers(parse(inner)) == covers


def test_order():
    ordered = [
        "[..2025-12-06]", "../2025-12-07", "Y-17000", "-0043-03-15", "-0043-04", "0000", "2025-01-01", "2025-01",
        "2025", "2025-12-06", "2025-12-06?", "[2025-12-06..2025-12-12]", "2025-12-06/2025-12-12", "2025-12-06/..", "2025-12-07",
        "Y17000",
    ]  # fmt: skip
    assert sorted(reversed(ordered), key=lambda text: parse(text).sort_key) == ordered


YEAR, MONTH = (2025,), (2025, 12)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("2025-12-06", [YEAR, MONTH, (2025, 12, 6)]),
        ("2025-12", [YEAR, MONTH]),
        ("2025", [YEAR]),
        ("2025-21", [YEAR]),
        ("2025-24", [YEAR, (2026,)]),
        ("[2025-12-06..2025-12-07]", [YEAR, MONTH, (2025, 12, 6), (2025, 12, 7)]),
        ("[2025-12-06,2025-12-08]", [YEAR, MONTH, (2025, 12, 6), (2025, 12, 8)]),
        ("2025-12-31/2026-01-01", [YEAR, MONTH, (2025, 12, 31), (2026,), (2026, 1), (2026, 1, 1)]),
        ("2025-11-28/2025-12-29", [YEAR, (2025, 11), MONTH]),
        ("2025-11/2025-12", [YEAR, (2025, 11), MONTH]),
        ("2025-12-06/2026-01", [YEAR, MONTH, (2026,), (2026, 1)]),
        ("[2025-11-07..2025-12-12]", [YEAR, (2025, 11), MONTH]),
        ("[2025-10-01..2026-05-31]", [YEAR, (2026,)]),
        ("2020-12/2025-12", [(2020,), (2021,), (2022,), (2023,), (2024,), YEAR]),
        ("1900-01-01/2025-12-31", [(1900,), YEAR]),
        ("2025-12-06/..", [YEAR, MONTH, (2025, 12, 6)]),
        ("[..2025-12]", [YEAR, MONTH]),
        ("202X", [(year,) for year in range(2020, 2030)]),
        ("20XX", []),
        ("XXXX-12-25", []),
        ("-0043-03-15", []),
        ("Y17000", []),
        ("0000/0001", [(1,)]),
    ],
)
def test_date_pages(text, pages):
    assert list(date_pages(parse(text))) == pages


def test_date_pages_limit():
    assert date_pages(parse("[2025-12-06..2025-12-08]"), 2) == (YEAR, MONTH)
    assert len(date_pages(parse("2025-01-01/2025-12-31"), 366)) == 1 + 12 + 365


# --- Properties ---


COMPONENTS = ("Y17E4", "1950S2", "Y12345S2", "2025", "2024", "0001", "0000", "-0043", "201X", "19XX", "XXXX", "1XXX", "-004X")
QUALIFIER = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def points(draw):
    parts = [draw(st.sampled_from(COMPONENTS))]
    if draw(st.booleans()) and not {"Y", "S"} & set(parts[0]):
        parts.append(draw(st.sampled_from(["01", "02", "12", "XX", "1X", "X2"])))
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from(["01", "15", "28", "XX", "2X", "X1"])))
        elif draw(st.booleans()):
            parts[1] = str(draw(st.sampled_from(sorted(SEASONS))))
    return "-".join(draw(QUALIFIER) + part + draw(QUALIFIER) for part in parts)


@st.composite
def dates(draw):
    """Any date `parse` reads, of every shape."""
    first, second, third = draw(points()), draw(points()), draw(points())
    shape = draw(st.sampled_from([
        "{0}", "{0}/{1}", "{0}/..", "../{0}", "{0}/", "/{0}", "[{0}..{1}]", "[{0},{1}]", "[..{0}]", "[{0}..]", "[{0}]",
        "{{{0}..{1}}}", "{{{0},{1}..{2}}}", "{{..{0},{1}}}", "[{0},{1},{2}]", "Y-17000", "Y123456",
    ]))  # fmt: skip
    try:
        return parse(shape.format(first, second, third))
    except DateError as error:  # ends that came out in the wrong order
        assert "before the start" in error.message
        return parse(shape.format(first, first, first))


@given(st.text() | st.text("0123456789-/.[]{},XY?~%TSEWu cBD", max_size=30))
@example("6 ſep 2025")
@example("2025-12-06\x00")
@example("[" * 1000)
@example("X" * 1000)
def test_refuses_with_a_place_and_help(text):
    try:
        date = parse(text)
    except DateError as error:
        assert 0 <= error.offset <= len(text)
        assert error.message and error.help
        assert "\n" not in error.message + error.help
    else:
        assert date.text == text


@given(dates())
def test_bounds_are_days_in_order(date: Date):
    numbers = [bound and day_number(bound) for span in date.spans for bound in span]
    assert all(number is not None for number in numbers[1:-1])
    known = [number for number in numbers if number is not None]
    assert known == sorted(known)
    assert all(day_from_number(number) in {bound for span in date.spans for bound in span} for number in known)
    assert date.covers(date)


@given(dates())
def test_words_are_a_line_of_prose(date: Date):
    for wording in (words(date), short_words(date)):
        assert wording == " ".join(wording.split()) != ""
        assert "None" not in wording and "X" not in wording and wording.isprintable()
    assert weekday(date) is None or date.precision == "day"


@given(dates(), st.integers(1, 400))
def test_pages_are_ascending_and_few(date: Date, limit):
    pages = date_pages(date, limit)
    assert list(pages) == sorted(set(pages))
    assert len(pages) <= 3 * max(limit, 2)
    assert all(1 <= page[0] <= 9999 for page in pages)
    assert all(page[:depth] in pages for page in pages for depth in range(1, len(page)) if limit > 31)


@given(st.lists(dates(), max_size=8), st.randoms())
def test_order_is_total_and_follows_the_bounds(some, random):
    ordered = sorted(some, key=lambda date: date.sort_key)
    random.shuffle(some)
    assert sorted(some, key=lambda date: date.sort_key) == ordered
    starts = [date.earliest or (float("-inf"),) for date in ordered]
    assert starts == sorted(starts)
    for one in ordered:
        for other in ordered:
            assert (one.sort_key == other.sort_key) == (one.text == other.text)
            if one.precision == "day" != other.precision and one.earliest == other.earliest:
                assert one.sort_key < other.sort_key


@given(st.dates())
def test_calendar_is_the_usual_one(date: datetime.date):
    day = (date.year, date.month, date.day)
    assert day_number(day) == date.toordinal() - datetime.date(1970, 1, 1).toordinal()
    assert day_from_number(day_number(day)) == day
    assert day_weekday(day) == date.weekday()


@given(st.integers(-10_000_000, 10_000_000))
def test_calendar_goes_both_ways_beyond_datetime(number):
    assert day_number(day_from_number(number)) == number
    assert day_from_number(number) < day_from_number(number + 1)
