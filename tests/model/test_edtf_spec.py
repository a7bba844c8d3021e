"""The examples of the published specification, by level and section: what each becomes here, or why it is refused.

Source: Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019,
<https://www.loc.gov/standards/datetime/>. Every example of the page stands here once, in its order.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.edtf import DateError, date_pages, day_number, parse, short_words, words

# level and section, example, precision, earliest, latest, words
ACCEPTED = [
    # --- Level 0 ---
    ("0 date", "1985-04-12", "day", (1985, 4, 12), (1985, 4, 12), "12 April 1985"),
    ("0 date", "1985-04", "month", (1985, 4, 1), (1985, 4, 30), "April 1985"),
    ("0 date", "1985", "year", (1985, 1, 1), (1985, 12, 31), "1985"),
    ("0 interval", "1964/2008", "interval", (1964, 1, 1), (2008, 12, 31), "1964 to 2008"),
    ("0 interval", "2004-06/2006-08", "interval", (2004, 6, 1), (2006, 8, 31), "June 2004 to August 2006"),
    ("0 interval", "2004-02-01/2005-02-08", "interval", (2004, 2, 1), (2005, 2, 8), "1 February 2004 to 8 February 2005"),
    ("0 interval", "2004-02-01/2005-02", "interval", (2004, 2, 1), (2005, 2, 28), "1 February 2004 to February 2005"),
    ("0 interval", "2004-02-01/2005", "interval", (2004, 2, 1), (2005, 12, 31), "1 February 2004 to 2005"),
    ("0 interval", "2005/2006-02", "interval", (2005, 1, 1), (2006, 2, 28), "2005 to February 2006"),
    # --- Level 1 ---
    ("1 letter-prefixed year", "Y170000002", "year", (170000002, 1, 1), (170000002, 12, 31), "170000002"),
    ("1 letter-prefixed year", "Y-170000002", "year", (-170000002, 1, 1), (-170000002, 12, 31), "170000003 BCE"),
    ("1 season", "2001-21", "season", (2001, 3, 1), (2001, 6, 21), "spring 2001"),
    ("1 season", "2001-22", "season", (2001, 6, 1), (2001, 9, 23), "summer 2001"),
    ("1 season", "2001-23", "season", (2001, 9, 1), (2001, 12, 22), "autumn 2001"),
    ("1 season", "2001-24", "season", (2001, 12, 1), (2002, 3, 21), "winter 2001"),
    ("1 qualification", "1984?", "year", (1984, 1, 1), (1984, 12, 31), "1984, date uncertain"),
    ("1 qualification", "2004-06~", "month", (2004, 6, 1), (2004, 6, 30), "about June 2004"),
    ("1 qualification", "2004-06-11%", "day", (2004, 6, 11), (2004, 6, 11), "about 11 June 2004, date uncertain"),
    ("1 unspecified digits", "201X", "decade", (2010, 1, 1), (2019, 12, 31), "the 2010s"),
    ("1 unspecified digits", "20XX", "century", (2000, 1, 1), (2099, 12, 31), "between 2000 and 2099"),
    ("1 unspecified digits", "2004-XX", "one-of", (2004, 1, 1), (2004, 12, 31), "one month in 2004"),
    ("1 unspecified digits", "1985-04-XX", "one-of", (1985, 4, 1), (1985, 4, 30), "one day in April 1985"),
    ("1 unspecified digits", "1985-XX-XX", "one-of", (1985, 1, 1), (1985, 12, 31), "one day in 1985"),
    ("1 open end", "1985-04-12/..", "interval", (1985, 4, 12), None, "from 12 April 1985"),
    ("1 open end", "1985-04/..", "interval", (1985, 4, 1), None, "from April 1985"),
    ("1 open end", "1985/..", "interval", (1985, 1, 1), None, "from 1985"),
    ("1 open start", "../1985-04-12", "interval", None, (1985, 4, 12), "until 12 April 1985"),
    ("1 open start", "../1985-04", "interval", None, (1985, 4, 30), "until April 1985"),
    ("1 open start", "../1985", "interval", None, (1985, 12, 31), "until 1985"),
    ("1 unknown end", "1985-04-12/", "interval", (1985, 4, 12), None, "from 12 April 1985, end unknown"),
    ("1 unknown end", "1985-04/", "interval", (1985, 4, 1), None, "from April 1985, end unknown"),
    ("1 unknown end", "1985/", "interval", (1985, 1, 1), None, "from 1985, end unknown"),
    ("1 unknown start", "/1985-04-12", "interval", None, (1985, 4, 12), "until 12 April 1985, start unknown"),
    ("1 unknown start", "/1985-04", "interval", None, (1985, 4, 30), "until April 1985, start unknown"),
    ("1 unknown start", "/1985", "interval", None, (1985, 12, 31), "until 1985, start unknown"),
    ("1 negative year", "-1985", "year", (-1985, 1, 1), (-1985, 12, 31), "1986 BCE"),
    # --- Level 2 ---
    ("2 exponential year", "Y-17E7", "year", (-170000000, 1, 1), (-170000000, 12, 31), "170000001 BCE"),
    ("2 significant digits", "1950S2", "one-of", (1900, 1, 1), (1999, 12, 31), "about 1950 (between 1900 and 1999)"),
    ("2 significant digits", "Y171010000S3", "one-of", (171000000, 1, 1), (171999999, 12, 31),
     "about 171010000 (between 171000000 and 171999999)"),
    ("2 significant digits", "Y3388E2S3", "one-of", (338000, 1, 1), (338999, 12, 31), "about 338800 (between 338000 and 338999)"),
    ("2 sub-year grouping", "2001-25", "season", (2001, 3, 1), (2001, 5, 31), "spring 2001 (northern hemisphere)"),
    ("2 sub-year grouping", "2001-28", "season", (2001, 12, 1), (2002, 2, 28), "winter 2001 (northern hemisphere)"),
    ("2 sub-year grouping", "2001-29", "season", (2001, 9, 1), (2001, 11, 30), "spring 2001 (southern hemisphere)"),
    ("2 sub-year grouping", "2001-32", "season", (2001, 6, 1), (2001, 8, 31), "winter 2001 (southern hemisphere)"),
    ("2 sub-year grouping", "2001-34", "season", (2001, 4, 1), (2001, 6, 30), "the second quarter of 2001"),
    ("2 sub-year grouping", "2001-37", "season", (2001, 1, 1), (2001, 4, 30), "the first four months of 2001"),
    ("2 sub-year grouping", "2001-41", "season", (2001, 7, 1), (2001, 12, 31), "the second half of 2001"),
    ("2 one of a set", "[1667,1668,1670..1672]", "one-of", (1667, 1, 1), (1672, 12, 31), "1667, 1668 or 1670 to 1672"),
    ("2 one of a set", "[..1760-12-03]", "one-of", None, (1760, 12, 3), "on or before 3 December 1760"),
    ("2 one of a set", "[1760-12..]", "one-of", (1760, 12, 1), None, "in or after December 1760"),
    ("2 one of a set", "[1760-01,1760-02,1760-12..]", "one-of", (1760, 1, 1), None,
     "January 1760, February 1760 or December 1760 or later"),
    ("2 one of a set", "[1667,1760-12]", "one-of", (1667, 1, 1), (1760, 12, 31), "1667 or December 1760"),
    ("2 one of a set", "[..1984]", "one-of", None, (1984, 12, 31), "in or before 1984"),
    ("2 all of a set", "{1667,1668,1670..1672}", "all-of", (1667, 1, 1), (1672, 12, 31), "1667, 1668 and 1670 to 1672"),
    ("2 all of a set", "{1960,1961-12}", "all-of", (1960, 1, 1), (1961, 12, 31), "1960 and December 1961"),
    ("2 all of a set", "{..1984}", "all-of", None, (1984, 12, 31), "every year until 1984"),
    ("2 group qualification", "2004-06-11%", "day", (2004, 6, 11), (2004, 6, 11), "about 11 June 2004, date uncertain"),
    ("2 group qualification", "2004-06~-11", "day", (2004, 6, 11), (2004, 6, 11), "11 June 2004, year and month approximate"),
    ("2 group qualification", "2004?-06-11", "day", (2004, 6, 11), (2004, 6, 11), "11 June 2004, year uncertain"),
    ("2 individual qualification", "?2004-06-~11", "day", (2004, 6, 11), (2004, 6, 11),
     "11 June 2004, year uncertain, day approximate"),
    ("2 individual qualification", "2004-%06-11", "day", (2004, 6, 11), (2004, 6, 11),
     "11 June 2004, month uncertain and approximate"),
    ("2 unspecified digit", "156X-12-25", "one-of", (1560, 12, 25), (1569, 12, 25), "25 December in the 1560s"),
    ("2 unspecified digit", "15XX-12-25", "one-of", (1500, 12, 25), (1599, 12, 25), "25 December of a year between 1500 and 1599"),
    ("2 unspecified digit", "XXXX-12-XX", "one-of", (0, 12, 1), (9999, 12, 31), "one day in December of an unknown year"),
    ("2 unspecified digit", "1XXX-XX", "one-of", (1000, 1, 1), (1999, 12, 31), "one month between January 1000 and December 1999"),
    ("2 unspecified digit", "1XXX-12", "one-of", (1000, 12, 1), (1999, 12, 31), "December of a year between 1000 and 1999"),
    ("2 unspecified digit", "1984-1X", "one-of", (1984, 10, 1), (1984, 12, 31), "one month between October 1984 and December 1984"),
    ("2 interval", "2004-06-~01/2004-06-~20", "interval", (2004, 6, 1), (2004, 6, 20),
     "1 to 20 June 2004, start and end approximate"),
    ("2 interval", "2004-06-XX/2004-07-03", "interval", (2004, 6, 1), (2004, 7, 3), "one day in June 2004 to 3 July 2004"),
]  # fmt: skip

# level and section, example, column, what is said, what to write
REFUSED = [
    ("0 date and time", "1985-04-12T23:20:30", 10, "no time of day",
     'write 1985-04-12, and the time in a field of its own, `time: {clock: "23:20"}`'),
    ("0 date and time", "1985-04-12T23:20:30Z", 10, "no time of day", '`time: {clock: "23:20"}`'),
    ("0 date and time", "1985-04-12T23:20:30-04", 10, "no time of day", "write 1985-04-12"),
    ("0 date and time", "1985-04-12T23:20:30+04:30", 10, "no time of day", "write 1985-04-12"),
    ("0 date and time, negative year", "-1985-04-12T23:20:30Z", 11, "no time of day", "write -1985-04-12"),
    # What the specification says is not EDTF.
    ("basic format", "20050924T100000", 4, "hyphens", "write 2005-09-24"),
    ("basic format", "20050924", 4, "hyphens", "write 2005-09-24"),
    ("draft of 2012", "y170000002", 0, "the letters of a year are Y, E and S", "write Y170000002"),
    ("draft of 2012", "y17e7", 0, "the letters of a year are Y, E and S", "write Y17E7"),
    ("draft of 2012", "y171010000p3", 0, "the letters of a year are Y, E and S", "write Y171010000S3"),
    ("draft of 2012", "199u", 3, "an unknown digit is X", "write 199X"),
    ("draft of 2012", "2004-06-11?~", 11, "not a date", "write it as"),
    ("draft of 2012", "unknown/2006", 0, "the end of an interval", "A/.."),
    ("draft of 2012", "2004-01-01/open", 11, "the end of an interval", "A/.."),
    ("spaces in a set", "[1667, 1668]", 6, "no spaces", "write 1668"),
    ("year of four digits with Y", "Y1985", 0, "five digits or more", "write 1985"),
    ("year of four digits with E", "Y17E2", 0, "five digits or more", "write 1700"),
    ("year of five digits without Y", "17E7", 0, "begins with Y", "write Y17E7"),
    ("year of five digits without Y", "17000S2", 0, "begins with Y", "write Y17000S2"),
    ("year of ten digits", "Y17E8", 0, "nine digits", "up to nine"),
    ("exponential year with a month", "Y17E7-05", 5, "no month", "write Y17E7"),
    ("significant digits of a month", "1950S2-05", 4, "only a year alone", "write 1950-05"),
    ("significant digits of X", "195XS2", 4, "either X or significant digits", "write 195X"),
    ("no significant digit", "1950S0", 5, "at least one digit", "write 1950"),
    ("set inside an interval", "2004/[2005,2006]", 5, "a set stands alone", "[A..B]"),
    ("interval inside a set", "[2004/2005]", 5, "an interval does not stand in a set", "put .. between"),
    # The rest of ISO 8601.
    ("week", "2004-W23", 5, "weeks", "Monday/Sunday"),
    ("day of the year", "2004-163", 5, "days of the year", "year, month and day"),
    ("duration", "P1Y6M", 0, "durations", "A/B"),
    ("start and duration", "2004-02-01/P1Y", 11, "durations", "A/B"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "precision", "earliest", "latest", "worded"), ACCEPTED, ids=lambda value: str(value)[:40])
def test_accepts(section, text, precision, earliest, latest, worded):
    date = parse(text)
    assert (date.precision, date.earliest, date.latest, words(date)) == (precision, earliest, latest, worded)


@pytest.mark.parametrize(("section", "text", "offset", "message", "help"), REFUSED, ids=lambda value: str(value)[:40])
def test_refuses_by_name_and_column(section, text, offset, message, help):
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert message in caught.value.message
    assert help in caught.value.help


def test_every_level_is_tried():
    assert {section[0] for section, *_ in ACCEPTED} == set("012")


# --- What holds of every date, also of those that nobody thought of ---

EXAMPLES = [text for _, text, *_ in ACCEPTED]
PIECES = st.sampled_from(EXAMPLES + [text for _, text, *_ in REFUSED])
SIGNS = st.text("0123456789-/.[]{},XYES?~%T ", max_size=4)
EDITED = st.builds(lambda one, other, at, cut: one[:at] + other + one[at + cut :], PIECES, SIGNS, st.integers(0, 25), st.integers(0, 3))


@given(PIECES | EDITED | st.builds("{}/{}".format, PIECES, PIECES))
@example("Y1E999999999999")
@example("Y9999S999999999999")
def test_what_is_accepted_is_worded_and_shelved_and_what_is_refused_has_a_column(text):
    try:
        date = parse(text)
    except DateError as error:
        assert 0 <= error.offset <= len(text)
        assert error.message and error.help and "\n" not in error.message + error.help
        return
    assert date.text == text and parse(date.text) == date
    for worded in (words(date), short_words(date)):
        assert worded and not set("?~%[]{}/") & set(worded) and "X" not in worded and ".." not in worded
    pages = date_pages(date)
    assert list(pages) == sorted(set(pages))
    assert all(date.earliest is None or page >= date.earliest[: len(page)] for page in pages)
    assert all(date.latest is None or page <= date.latest[: len(page)] for page in pages)


@given(st.lists(PIECES.map(lambda text: text if text in EXAMPLES else "1985"), min_size=2, max_size=6))
def test_dates_are_in_order_of_their_first_day_then_of_their_last(texts):
    dates = sorted(map(parse, texts), key=lambda date: date.sort_key)
    bounds = [
        (float("-inf") if date.earliest is None else day_number(date.earliest), float("inf") if date.latest is None else day_number(date.latest))
        for date in dates
    ]
    assert bounds == sorted(bounds)
    assert len({date.sort_key for date in dates}) == len(set(texts))
