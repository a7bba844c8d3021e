"""Every rule of the contract, from the words and the date they are counted from to the date they give."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.edtf import Date, day_from_number, parse
from generator.model.working import RULES, WorkingError, agrees, compute

FRIDAY = "2031-03-14"

# rule, words, counted from, what it gives
GIVEN = [
    # stated: full, and with month or year from the date counted from
    ("stated", "2025-12-06", "2031", "2025-12-06"),
    ("stated", "on 6 December 2025", "2031", "2025-12-06"),
    ("stated", "the 6th of December 2025", "2031", "2025-12-06"),
    ("stated", "on October 28, 2025, agreeing", "2031", "2025-10-28"),
    ("stated", "on DEC. 6TH", "2025", "2025-12-06"),
    ("stated", "Sept. 3", "2025", "2025-09-03"),
    ("stated", "on 9 April", "2031", "2031-04-09"),
    ("stated", "on 9 April", FRIDAY, "2031-04-09"),
    ("stated", "on the 9th", FRIDAY, "2031-03-09"),
    ("stated", "on the 9th", "2031-03?", "2031-03-09"),
    ("stated", "on the 31st", "[2031-02-20..2031-03-05]", "2031-03-31"),
    ("stated", "December 2025", "2031", "2025-12"),
    ("stated", "in December", FRIDAY, "2031-12"),
    ("stated", "since 2012", FRIDAY, "2012"),
    ("stated", "6 to 8 December", "2025", "[2025-12-06..2025-12-08]"),
    ("stated", "December 6–8, 2025", "2031", "[2025-12-06..2025-12-08]"),
    ("stated", "on March 28 and 3 ships", FRIDAY, "2031-03-28"),
    ("stated", "Dec. 6 at 18:40", "2025", "2025-12-06"),
    ("stated", "6 May, which may be late", "2025", "2025-05-06"),
    ("stated", "31 December", "[2025-12-30..2026-01-02]", "[2025-12-31..2026-12-31]"),
    ("stated", "6 December 2025", "[..2026]", "2025-12-06"),
    # weekdays
    ("weekday-before", "on Wednesday", FRIDAY, "2031-03-12"),
    ("weekday-before", "on Friday", FRIDAY, "2031-03-07"),
    ("weekday-before", "Wed.", FRIDAY, "2031-03-12"),
    ("weekday-before", "on WEDNESDAY", FRIDAY, "2031-03-12"),
    ("weekday-before", "wednesday’s talks", FRIDAY, "2031-03-12"),
    ("weekday-before", "told The Sun on Wednesday", FRIDAY, "2031-03-12"),
    ("weekday-on-or-before", "on Friday", FRIDAY, "2031-03-14"),
    ("weekday-on-or-before", "on Saturday", FRIDAY, "2031-03-08"),
    ("weekday-after", "on Friday", FRIDAY, "2031-03-21"),
    ("weekday-after", "on Monday", FRIDAY, "2031-03-17"),
    ("weekday-on-or-after", "on Friday", FRIDAY, "2031-03-14"),
    ("weekday-on-or-after", "on Thursday", FRIDAY, "2031-03-20"),
    # a start of several days: one day where all agree, else the smallest set
    ("weekday-on-or-before", "on Wednesday evening", "[2031-03-13..2031-03-14]", "2031-03-12"),
    ("weekday-on-or-before", "said on Thursday", "[2031-03-13..2031-03-14]", "2031-03-13"),
    ("weekday-before", "said on Thursday", "[2031-03-13..2031-03-14]", "[2031-03-06..2031-03-13]"),
    ("weekday-before", "on Friday", "2031-03", "[2031-02-28..2031-03-28]"),
    ("weekday-before", "on Wednesday", "2031-03-14?", "2031-03-12"),
    ("day-before", "yesterday", "{2031-03-12,2031-03-14}", "[2031-03-11..2031-03-13]"),
    ("day-before", "yesterday", "2031-03-12/2031-03-14", "[2031-03-11..2031-03-13]"),
    # days
    ("same-day", "today", FRIDAY, "2031-03-14"),
    ("same-day", "today", "2031-03?", "[2031-03-01..2031-03-31]"),
    ("day-before", "yesterday", "2031-01-01", "2030-12-31"),
    ("day-after", "the day after", "2031-03-12", "2031-03-13"),
    ("day-after", "tomorrow", "2028-02-28", "2028-02-29"),
    # weekends, weeks, months, years
    ("weekend-before", "at the weekend", FRIDAY, "[2031-03-08..2031-03-09]"),
    ("weekend-before", "at the weekend", "2031-03-10", "[2031-03-08..2031-03-09]"),
    ("weekend-before", "last weekend", "2031-03-16", "[2031-03-08..2031-03-09]"),
    ("week-before", "last week", FRIDAY, "[2031-03-03..2031-03-09]"),
    ("week-before", "last week", "2031-03-10", "[2031-03-03..2031-03-09]"),
    ("week-before", "last week", "[2031-03-16..2031-03-17]", "[2031-03-03..2031-03-16]"),
    ("week-after", "next week", "[2031-03-13..2031-03-14]", "[2031-03-17..2031-03-23]"),
    ("week-after", "next week", "2031-03-16", "[2031-03-17..2031-03-23]"),
    ("month-before", "last month", FRIDAY, "[2031-02-01..2031-02-28]"),
    ("month-before", "last month", "2031-01-31", "[2030-12-01..2030-12-31]"),
    ("month-after", "next month", "2031-12-31", "[2032-01-01..2032-01-31]"),
    ("year-before", "last year", FRIDAY, "[2030-01-01..2030-12-31]"),
    ("year-after", "next year", FRIDAY, "[2032-01-01..2032-12-31]"),
    ("month-so-far", "earlier this month", FRIDAY, "[2031-03-01..2031-03-14]"),
    ("month-so-far", "earlier this month", "2031-03-01", "2031-03-01"),
    ("year-so-far", "earlier this year", FRIDAY, "[2031-01-01..2031-03-14]"),
    ("year-so-far", "this year", "2031-01-01", "2031-01-01"),
    ("week-so-far", "this week", FRIDAY, "[2031-03-10..2031-03-14]"),
    ("week-so-far", "this week", "2031-03-10", "2031-03-10"),
    # seasons
    ("season", "this spring", FRIDAY, "2031-21"),
    ("season", "in the Fall", FRIDAY, "2031-23"),
    ("season", "the summer of 2029", FRIDAY, "2029-22"),
    ("season", "this winter", "2031-12-14", "2031-24"),
    ("season", "this spring", "[2031-12-31..2032-01-01]", "[2031-03-01..2032-06-21]"),
    # bounds
    ("not-after", "by then", FRIDAY, "[..2031-03-14]"),
    ("not-after", "by then", "2031-03", "[..2031-03-31]"),
    ("not-before", "not before", FRIDAY, "[2031-03-14..]"),
    ("not-before", "not before", "[2031-03-13..2031-03-14]", "[2031-03-13..]"),
    ("between", "between 6 and 12 December 2025", FRIDAY, "[2025-12-06..2025-12-12]"),
    ("between", "between 28 November and 3 December", "2025", "[2025-11-28..2025-12-03]"),
    ("between", "between 28 December and 3 January 2026", "2031", "[2025-12-28..2026-01-03]"),
    ("between", "between March 2025 and May 2025", "2031", "[2025-03-01..2025-05-31]"),
    ("between", "since then", "[2031-03-12..2031-03-14]", "[2031-03-12..2031-03-14]"),
    ("between", "since then", "2031-03-12/..", "[2031-03-12..]"),
    # an open start gives an open result
    ("day-before", "yesterday", "[..2031-03-14]", "[..2031-03-13]"),
    ("day-before", "yesterday", "2031-03-14/..", "[2031-03-13..]"),
    ("weekday-before", "on Wednesday", "[..2031-03-14]", "[..2031-03-12]"),
    ("month-before", "last month", "[..2031-03-14]", "[..2031-02-28]"),
    ("not-after", "by then", "[2031-03-14..]", None),
    # nothing to compute
    ("judged", "both said", FRIDAY, None),
    ("day-after", "tomorrow", "9999-12-31", None),
    ("not-after", "by then", "Y17000", None),
    ("day-before", "yesterday", "-0043-03-15", "-0043-03-14"),
]


@pytest.mark.parametrize(("rule", "words", "start", "gives"), GIVEN)
def test_compute(rule, words, start, gives):
    computed = compute(rule, words, parse(start))
    assert (computed and computed.text) == gives
    assert computed is None or agrees(computed, parse(gives))


def test_every_rule_is_tried():
    assert {rule for rule, *_ in GIVEN} == set(RULES)


@pytest.mark.parametrize(
    ("rule", "words", "start", "gives"),
    [
        ("weekend-before", "all weekend", FRIDAY, "2031-03-08/2031-03-09"),
        ("week-before", "all last week", FRIDAY, "2031-03-03/2031-03-09"),
        ("month-before", "throughout last month", FRIDAY, "2031-02-01/2031-02-28"),
        ("year-after", "all next year", FRIDAY, "2032-01-01/2032-12-31"),
        ("week-so-far", "all this week", FRIDAY, "2031-03-10/2031-03-14"),
        ("stated", "from 6 to 8 December", "2025", "2025-12-06/2025-12-08"),
        ("between", "between 6 and 12 December", "2025", "2025-12-06/2025-12-12"),
        # Which of two weeks is unknown; that it went on for both is not said.
        ("week-before", "all last week", "[2031-03-16..2031-03-17]", "[2031-03-03..2031-03-16]"),
        ("week-before", "all last week", "[2031-03-13..2031-03-14]", "2031-03-03/2031-03-09"),
        ("weekday-before", "on Wednesday", FRIDAY, "2031-03-12"),
    ],
)
def test_whole(rule, words, start, gives):
    assert compute(rule, words, parse(start), whole=True).text == gives


@pytest.mark.parametrize(
    ("rule", "words", "message", "help"),
    [
        ("weekday-before", "last week", "no day of the week", "weekday"),
        ("weekday-before", "she sat in the sun", "no day of the week", "weekday"),
        ("weekday-before", "on Wednesday, said on Thursday", "several weekdays", "quote only"),
        ("stated", "in the evening", "no date", "day, month or year"),
        ("stated", "it may march in the 21st century", "no date", "day, month or year"),
        ("stated", "from 6 December, and on 9 March", "several dates", "quote only"),
        ("stated", "30 February 2031", "a day 30", "quote only"),
        ("season", "last week", "no season", "spring"),
        ("season", "spring or summer", "several seasons", "quote only"),
        ("between", "since then", "do not name two dates", "[2031-03-06..2031-03-12]"),
        ("between", "between 6 May and 3 May", "second of the two dates comes before", "in order"),
        ("weekday-befor", "on Wednesday", "no rule 'weekday-befor'", "weekday-before"),
    ],
)
def test_refuses_words_that_lack_what_the_rule_needs(rule, words, message, help):
    with pytest.raises(WorkingError) as caught:
        compute(rule, words, parse(FRIDAY))
    assert message in caught.value.message == str(caught.value)
    assert help in caught.value.help


@pytest.mark.parametrize(("rule", "words"), [("stated", "6 December"), ("season", "this spring"), ("between", "between 6 and 12 December")])
def test_an_open_start_has_no_year_to_give(rule, words):
    with pytest.raises(WorkingError) as caught:
        compute(rule, words, parse("[..2026]"))
    assert "open end" in caught.value.message and "`from`" in caught.value.help


@pytest.mark.parametrize(
    ("language", "rule", "words", "gives"),
    [
        ("it", "weekday-before", "mercoledì", "2031-03-12"),
        ("it", "stated", "mercoledì 12 marzo", "2031-03-12"),
        ("it", "between", "tra il 6 e il 12 marzo", "[2031-03-06..2031-03-12]"),
        ("it", "season", "questa primavera", "2031-21"),
        ("fr", "weekday-on-or-before", "ce vendredi", "2031-03-14"),
        ("fr", "stated", "le 1er mars", "2031-03-01"),
        ("de-AT", "weekday-before", "am Mittwochabend", "2031-03-12"),
        ("de", "stated", "am 10. Dezember 2030", "2030-12-10"),
        ("es", "stated", "el 10 de diciembre de 2030", "2030-12-10"),
        ("es", "weekday-after", "el próximo lunes", "2031-03-17"),
        ("ja", "weekday-before", "（水）", "2031-03-12"),
        ("ja", "stated", "12日", "2031-03-12"),
        ("ja", "stated", "2030年12月10日", "2030-12-10"),
        ("ja", "season", "今春", "2031-21"),
        # These rules read no words, so any language will do.
        ("ko", "day-before", "어제", "2031-03-13"),
        ("ko", "not-after", "까지", "[..2031-03-14]"),
        ("ko", "stated", "2031-03-12", "2031-03-12"),
    ],
)
def test_reads_the_language_of_the_source(language, rule, words, gives):
    assert compute(rule, words, parse(FRIDAY), language=language).text == gives


@pytest.mark.parametrize("rule", ["stated", "weekday-before", "season", "between"])
def test_refuses_a_language_it_cannot_read(rule):
    with pytest.raises(WorkingError) as caught:
        compute(rule, "수요일", parse(FRIDAY), language="ko-KR")
    assert "`ko-KR` cannot be read" in caught.value.message
    assert "English, French, German, Italian, Japanese and Spanish" in caught.value.help and "`judged`" in caught.value.help


def test_words_of_one_language_are_no_words_of_another():
    with pytest.raises(WorkingError):
        compute("weekday-before", "mercoledì", parse(FRIDAY))


def test_error_survives_pickling():
    error = pickle.loads(pickle.dumps(WorkingError("no", "yes")))
    assert (error.message, error.help) == ("no", "yes")


@pytest.mark.parametrize(
    ("rule", "words", "start", "gives", "computed"),
    [
        # gives picks among what the words name, if it follows
        ("weekday-before", "on Wednesday, said on Thursday", FRIDAY, "2031-03-13", "2031-03-13"),
        ("weekday-before", "on Wednesday, said on Thursday", FRIDAY, "2031-03-12", "2031-03-12"),
        ("weekday-before", "on Wednesday, said on Thursday", FRIDAY, "2031-03-11", "2031-03-12"),
        ("stated", "from 6 December 2025, and on 9 March", FRIDAY, "2031-03-09", "2031-03-09"),
        # a winter in its second year
        ("season", "this winter", "2032-02-01", "2031-24", "2031-24"),
        ("season", "this winter", "2032-02-01", "2032-24", "2032-24"),
        # and changes nothing else
        ("weekday-before", "on Wednesday", FRIDAY, "2031-03-13", "2031-03-12"),
        ("season", "this winter", "2032-12-01", "2031-24", "2032-24"),
    ],
)
def test_gives_only_chooses(rule, words, start, gives, computed):
    assert compute(rule, words, parse(start), gives=parse(gives)).text == computed


@pytest.mark.parametrize(
    ("computed", "gives", "agree"),
    [
        ("2031-03-12", "2031-03-12", True),
        ("2031-03-12", "2031-03-12?", True),
        ("2031-03-12", "2031-03-13", False),
        ("2031-03-12", "[2031-03-12..2031-03-12]", True),
        ("2031-03-12", "2031-03-12/2031-03-12", True),
        ("2031-03-12", "2031-03", False),
        ("[2031-03-12..2031-03-13]", "[2031-03-12,2031-03-13]", True),
        ("[2031-03-12..2031-03-14]", "[2031-03-12,2031-03-14]", False),
        ("[2031-03-12..2031-03-13]", "2031-03-12/2031-03-13", False),
        ("2031-03-12/2031-03-13", "{2031-03-12..2031-03-13}", True),
        ("[2031-02-01..2031-02-28]", "2031-02", True),
        ("[2031-02-01..2031-02-28]", "2031-02-XX", True),
        ("[2031-02-01..2031-02-28]", "2031-02-01/2031-02-28", False),
        ("2031-02-01/2031-02-28", "2031-02", True),
        ("2031-02-01/2031-02-28", "2031-02-XX", False),
        ("[2030-01-01..2030-12-31]", "2030", True),
        ("2031-21", "[2031-03-01..2031-06-21]", True),
        ("[..2031-03-14]", "[..2031-03-14]", True),
        ("[..2031-03-14]", "2031-03-14", True),
        ("[..2031-03-14]", "[2031-03-01..2031-03-10]", True),
        ("[..2031-03-14]", "2031-03-15", False),
        ("[..2031-03-14]", "2031-03", False),
        ("[..2031-03-14]", "[..2031-03-15]", False),
        ("[2031-03-14..]", "2031-04", True),
        ("[2031-03-14..]", "2031-03-13", False),
    ],
)
def test_agrees(computed, gives, agree):
    assert agrees(parse(computed), parse(gives)) == agree


def test_nothing_disagrees_with_what_cannot_be_computed():
    assert agrees(None, parse("2031"))


# --- Properties ---


STARTS = st.sampled_from([
    "2031-03-14", "2031-03", "2031", "203X", "XXXX", "2031-21", "[2031-03-13..2031-03-14]", "{2031-03-01,2031-03-31}",
    "2031-03-13/2031-04-02", "[..2031-03-14]", "2031/..", "Y17000", "-0043-03-15", "9999-12-31", "0000-01-01", "-9999",
    "2031-03-14%", "20XX-XX-31",
]).map(parse)  # fmt: skip
PHRASES = st.lists(
    st.sampled_from([
        "on", "the", "9th", "31st", "0", "99", "and", "to", "–", "December", "Feb.", "May", "2025", "2025-02-30",
        "0000", "Wednesday", "Sun", "spring", "winter", "of", ",", "between", "\x00",
    ])
).map(" ".join)  # fmt: skip


LANGUAGES = st.sampled_from(["en", "it", "fr", "de", "es", "ja", "ko"])
FOREIGN = st.lists(
    st.sampled_from([
        "mercoledì", "12", "1er", "dicembre", "mars", "10.", "Dezember", "und", "el", "de", "diciembre", "2025", "12月", "10日", "（水）", "から",
        "été", "primavera", "春", "99", "e il", "令和7年", "/", "10/12/2025",
    ])
).map(" ".join)  # fmt: skip


@given(st.sampled_from(RULES), PHRASES | FOREIGN | st.text(max_size=20), STARTS, st.booleans(), STARTS | st.none(), LANGUAGES)
def test_computes_or_says_why_not(rule, words, start, whole, gives, language):
    try:
        computed = compute(rule, words, start, language=language, whole=whole, gives=gives)
    except WorkingError as error:
        assert error.message and error.help
    else:
        assert computed is None or isinstance(computed, Date) and agrees(computed, computed)


@given(
    st.sampled_from([rule for rule in RULES if rule not in ("judged", "between", "stated")]),
    st.integers(0, 30000),
    st.integers(1, 40),
    st.sampled_from(["on Wednesday this spring", "Sunday in winter"]),
)
def test_an_uncertain_start_gives_the_union(rule, number, length, words):
    days = [parse("{:04}-{:02}-{:02}".format(*day_from_number(number + i))) for i in range(length)]
    single = [compute(rule, words, day) for day in days]
    union = compute(rule, words, parse(f"[{days[0].text}..{days[-1].text}]"))
    assert all(union.covers(result) for result in single)
    assert union.earliest == min((one.earliest for one in single), key=lambda day: day or ())
    assert union.latest == max((one.latest for one in single), key=lambda day: day or (99999,))
