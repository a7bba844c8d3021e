"""From words to the workings they allow: each suggestion is one that the check accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.tree import parse_tree
from generator.model.edtf import parse
from generator.model.suggest import counted_elsewhere, suggest
from generator.model.working import agrees, compute

FRIDAY = "2025-12-12"

# language, words, counted from, "rule gives" of each reading, with ", from" and ", whole" where the line has them
READINGS = [
    ("en", "on Wednesday", FRIDAY, ["weekday-before 2025-12-10", "weekday-after 2025-12-17"]),
    ("en", "on Friday", FRIDAY, ["weekday-on-or-before 2025-12-12", "weekday-before 2025-12-05", "weekday-after 2025-12-19"]),
    ("en", "on Thursday", "[2025-12-11..2025-12-12]",
     ["weekday-on-or-before 2025-12-11", "weekday-before [2025-12-04..2025-12-11]", "weekday-after 2025-12-18"]),
    ("en", "last Friday", FRIDAY, ["weekday-before 2025-12-05"]),
    ("en", "this Friday", FRIDAY, ["weekday-on-or-before 2025-12-12"]),
    ("en", "this Monday", FRIDAY, ["weekday-on-or-after 2025-12-15", "weekday-before 2025-12-08"]),
    ("en", "next Monday", FRIDAY, ["weekday-after 2025-12-15"]),
    ("en", "on Wednesday, said on Thursday", FRIDAY,
     ["weekday-before 2025-12-10", "weekday-after 2025-12-17", "weekday-before 2025-12-11", "weekday-after 2025-12-18"]),
    ("en", "yesterday", FRIDAY, ["day-before 2025-12-11"]),
    ("en", "today", FRIDAY, ["same-day 2025-12-12"]),
    ("en", "tomorrow", FRIDAY, ["day-after 2025-12-13"]),
    ("en", "the day before yesterday", FRIDAY, []),
    ("en", "over the weekend", FRIDAY, ["weekend-before [2025-12-06..2025-12-07]"]),
    ("en", "last week", FRIDAY, ["week-before [2025-12-01..2025-12-07]"]),
    ("en", "all last week", FRIDAY, ["week-before 2025-12-01/2025-12-07, whole"]),
    ("en", "earlier this week", FRIDAY, ["week-so-far [2025-12-08..2025-12-12]"]),
    ("en", "later this week", FRIDAY, []),
    ("en", "next week", FRIDAY, ["week-after [2025-12-15..2025-12-21]"]),
    ("en", "last month", FRIDAY, ["month-before [2025-11-01..2025-11-30]"]),
    ("en", "earlier this month", FRIDAY, ["month-so-far [2025-12-01..2025-12-12]"]),
    ("en", "next month", FRIDAY, ["month-after [2026-01-01..2026-01-31]"]),
    ("en", "last year", FRIDAY, ["year-before [2024-01-01..2024-12-31]"]),
    ("en", "this year", FRIDAY, ["year-so-far [2025-01-01..2025-12-12]"]),
    ("en", "next year", FRIDAY, ["year-after [2026-01-01..2026-12-31]"]),
    ("en", "in January last year", FRIDAY, ["stated 2024-01, from 2024"]),
    ("en", "on 6 December 2025", FRIDAY, ["stated 2025-12-06"]),
    ("en", "Saturday, Dec. 6", FRIDAY, ["stated 2025-12-06"]),
    ("en", "on 3 January", FRIDAY, ["stated 2026-01-03, from 2026", "stated 2025-01-03"]),
    ("en", "the 30th", FRIDAY, ["stated 2025-11-30, from 2025-11", "stated 2025-12-30"]),
    ("en", "in October", FRIDAY, ["stated 2025-10"]),
    ("en", "from 6 to 8 December", FRIDAY, ["stated 2025-12-06/2025-12-08, whole"]),
    ("en", "6 or 7 December", FRIDAY, ["stated [2025-12-06..2025-12-07]"]),
    ("en", "between 6 and 12 December", FRIDAY, ["between [2025-12-06..2025-12-12]"]),
    ("en", "between 6 and 12 December 2024", FRIDAY, ["between [2024-12-06..2024-12-12]"]),
    ("en", "this spring", FRIDAY, ["season 2025-21"]),
    ("en", "last summer", FRIDAY, ["season 2025-22"]),
    ("en", "last winter", FRIDAY, ["season 2025-24"]),
    ("en", "next spring", FRIDAY, ["season 2026-21, from 2026"]),
    ("en", "this winter", "2026-02-12", ["season 2025-24, from 2025"]),
    ("en", "the summer of 2024", FRIDAY, ["season 2024-22"]),
    ("en", "since Wednesday", FRIDAY, ["not-before [2025-12-10..], from 2025-12-10", "weekday-before 2025-12-10"]),
    ("en", "since 2012", FRIDAY, ["not-before [2012-01-01..], from 2012", "stated 2012"]),
    ("en", "by 9 December", FRIDAY, ["not-after [..2025-12-09], from 2025-12-09", "stated 2025-12-09"]),
    ("en", "until last week", FRIDAY,
     ["not-after [..2025-12-07], from [2025-12-01..2025-12-07]", "week-before [2025-12-01..2025-12-07]"]),
    ("en", "the following day", FRIDAY, []),
    ("en", "in the evening", FRIDAY, []),
    ("it", "mercoledì", FRIDAY, ["weekday-before 2025-12-10", "weekday-after 2025-12-17"]),
    ("it", "mercoledì scorso", FRIDAY, ["weekday-before 2025-12-10"]),
    ("it", "ieri", FRIDAY, ["day-before 2025-12-11"]),
    ("it", "l’altro ieri", FRIDAY, []),
    ("it", "nel fine settimana", FRIDAY, ["weekend-before [2025-12-06..2025-12-07]"]),
    ("it", "la scorsa settimana", FRIDAY, ["week-before [2025-12-01..2025-12-07]"]),
    ("it", "dal 6 all’8 dicembre", FRIDAY, ["stated 2025-12-06/2025-12-08, whole"]),
    ("it", "da mercoledì", FRIDAY, ["not-before [2025-12-10..], from 2025-12-10", "weekday-before 2025-12-10"]),
    ("it", "entro il 10 dicembre", FRIDAY, ["not-after [..2025-12-10], from 2025-12-10", "stated 2025-12-10"]),
    ("it", "nel gennaio dell’anno scorso", FRIDAY, ["stated 2024-01, from 2024"]),
    ("fr", "ce vendredi", FRIDAY, ["weekday-on-or-before 2025-12-12"]),
    ("fr", "hier", FRIDAY, ["day-before 2025-12-11"]),
    ("fr", "avant-hier", FRIDAY, []),
    ("fr", "la semaine dernière", FRIDAY, ["week-before [2025-12-01..2025-12-07]"]),
    ("fr", "le week-end dernier", FRIDAY, ["weekend-before [2025-12-06..2025-12-07]"]),
    ("fr", "depuis mercredi", FRIDAY, ["not-before [2025-12-10..], from 2025-12-10", "weekday-before 2025-12-10"]),
    ("fr", "jusqu’au 10 décembre", FRIDAY, ["not-after [..2025-12-10], from 2025-12-10", "stated 2025-12-10"]),
    ("fr", "l’été dernier", FRIDAY, ["season 2025-22"]),
    ("fr", "mercredi 10 décembre", FRIDAY, ["stated 2025-12-10"]),
    ("de", "am Mittwoch", FRIDAY, ["weekday-before 2025-12-10", "weekday-after 2025-12-17"]),
    ("de", "am vergangenen Mittwochabend", FRIDAY, ["weekday-before 2025-12-10"]),
    ("de", "gestern", FRIDAY, ["day-before 2025-12-11"]),
    ("de", "am Morgen", FRIDAY, []),
    ("de", "letzte Woche", FRIDAY, ["week-before [2025-12-01..2025-12-07]"]),
    ("de", "am Wochenende", FRIDAY, ["weekend-before [2025-12-06..2025-12-07]"]),
    ("de", "im vergangenen Jahr", FRIDAY, ["year-before [2024-01-01..2024-12-31]"]),
    ("de", "seit Mittwoch", FRIDAY, ["not-before [2025-12-10..], from 2025-12-10", "weekday-before 2025-12-10"]),
    ("de", "zwischen dem 6. und dem 12. Dezember", FRIDAY, ["between [2025-12-06..2025-12-12]"]),
    ("es", "el miércoles", FRIDAY, ["weekday-before 2025-12-10", "weekday-after 2025-12-17"]),
    ("es", "el próximo lunes", FRIDAY, ["weekday-after 2025-12-15"]),
    ("es", "ayer por la mañana", FRIDAY, ["day-before 2025-12-11"]),
    ("es", "la semana pasada", FRIDAY, ["week-before [2025-12-01..2025-12-07]"]),
    ("es", "hasta el 10 de diciembre", FRIDAY, ["not-after [..2025-12-10], from 2025-12-10", "stated 2025-12-10"]),
    ("ja", "水曜日", FRIDAY, ["weekday-before 2025-12-10", "weekday-after 2025-12-17"]),
    ("ja", "先週の金曜日", FRIDAY, ["weekday-before 2025-12-05"]),
    ("ja", "10日（水）", FRIDAY, ["stated 2025-12-10"]),
    ("ja", "昨日", FRIDAY, ["day-before 2025-12-11"]),
    ("ja", "一昨日", FRIDAY, []),
    ("ja", "先週末", FRIDAY, ["weekend-before [2025-12-06..2025-12-07]"]),
    ("ja", "昨年12月", FRIDAY, ["stated 2024-12, from 2024"]),
    ("ja", "10日から", FRIDAY, ["not-before [2025-12-10..], from 2025-12-10", "stated 2025-12-10"]),
    ("ja", "10日まで", FRIDAY, ["not-after [..2025-12-10], from 2025-12-10", "stated 2025-12-10"]),
    ("ja", "6日から8日", FRIDAY, ["stated 2025-12-06/2025-12-08, whole"]),
    ("ko", "2025-12-10", FRIDAY, ["stated 2025-12-10"]),
    ("ko", "수요일", FRIDAY, []),
]  # fmt: skip


def told(suggestion):
    counted = f", from {suggestion.counted.text}" if suggestion.counted else ""
    return f"{suggestion.rule} {suggestion.gives.text}{counted}{', whole' * suggestion.whole}"


@pytest.mark.parametrize(("language", "words", "start", "readings"), READINGS)
def test_readings(language, words, start, readings):
    assert [told(each) for each in suggest(words, parse(start), language)] == readings


def test_the_line_is_ready_and_says_what_it_does():
    first = suggest("on Wednesday", parse(FRIDAY))[0]
    assert first.line("tag24-2025-12-12", "on Wednesday") == (
        '- {source: tag24-2025-12-12, words: "on Wednesday", rule: weekday-before, gives: "2025-12-10"}'
    )
    assert first.meaning == "the Wednesday before Friday 12 December 2025"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("on Friday", "Friday 12 December 2025 itself"),
        ("last week", "one day of the week before that of Friday 12 December 2025, Monday to Sunday"),
        ("all last month", "every day of the month before that of Friday 12 December 2025"),
        ("this month", "one day from the start of the month to Friday 12 December 2025"),
        ("on 6 December", "the date these words name, read as a date of 2025"),
        ("the 6th", "the date these words name, read as a date of December 2025"),
        ("on 6 December 2025", "the date these words name"),
        ("since Wednesday", "on or after Wednesday 10 December 2025"),
        ("until last week", "on or before Sunday 7 December 2025"),
        ("this spring", "spring 2025"),
    ],
)
def test_meaning(words, meaning):
    assert suggest(words, parse(FRIDAY))[0].meaning == meaning


def test_a_date_of_ones_own_to_count_from():
    [following] = suggest("The following day", parse("2025-12-09"), named=True)
    assert told(following) == "day-after 2025-12-10, from 2025-12-09"
    assert counted_elsewhere("The following day") == "The following day"
    assert counted_elsewhere("翌日に", "ja") == "翌日"
    assert counted_elsewhere("on Wednesday") == counted_elsewhere("수요일", "ko") == ""
    assert [told(each) for each in suggest("on 6 December 2024", parse("2025-12-09"), named=True)] == ["stated 2024-12-06"]


WORDS = st.lists(
    st.sampled_from(
        [word for _, words, *_ in READINGS for word in (words, *words.split())]
        + ["Feb. 29", "the 31st", "31 April", "99 December", "9999", '"', "\\", "since", "until", "all", "between", "\n"]
    ),
    max_size=6,
).map(" ".join)
STARTS = st.sampled_from([
    FRIDAY, "2024-02-29", "2025-12", "2025", "[2025-12-31..2026-01-01]", "2025-12-12~", "[..2025-12-12]", "2025-12-12/..", "0001-01-01",
    "9999-12-31", "-0043-03-15", "Y17000", "20XX", "1950S2",
]).map(parse)  # fmt: skip


@given(WORDS | st.text(max_size=30), STARTS, st.sampled_from(["en", "it", "fr", "de", "es", "ja", "ko"]), st.booleans())
def test_every_suggestion_passes_the_check(words, start, language, named):
    for each in suggest(words, start, language, named):
        computed = compute(each.rule, words, each.counted or start, language=language, whole=each.whole, gives=each.gives)
        assert computed is None or agrees(computed, each.gives), (told(each), computed.text)
        assert 0 <= each.start < each.end <= len(words)
        assert each.meaning


@given(WORDS)
def test_every_line_is_yaml(words):
    for each in suggest(words, parse(FRIDAY)):
        tree, problems = parse_tree(f"dating:\n  {each.line('a-source', words)}\n", "x.yml")
        assert not problems
        entries = tree.entries["dating"].items[0].entries
        assert (entries["words"].value, entries["gives"].value) == (words, each.gives.text)


def test_a_date_further_off_says_nothing_of_a_weekday():
    found = suggest("LOW BAY, 3 May 2030 - The port closed on Thursday", parse("2030-05-03"))
    assert [(each.rule, each.gives.text) for each in found][:2] == [("stated", "2030-05-03"), ("weekday-before", "2030-05-02")]
