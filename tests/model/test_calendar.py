"""Days, months and seasons as six languages name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import LANGUAGES, calendar_names, language_of, named_dates, named_seasons, named_weekdays, states_day
from generator.model.edtf import MONTHS, WEEKDAYS
from generator.model.text import calendar_words

# language, words, (year, month, day, last day) of each date they name
DATES = [
    ("en", "on 6 December 2025", [(2025, 12, 6, None)]),
    ("en", "Dec. 6–8, 2025", [(2025, 12, 6, 8)]),
    ("en", "the 9th", [(None, None, 9, None)]),
    ("en", "it may march in the 21st century", []),
    ("it", "mercoledì 10 dicembre", [(None, 12, 10, None)]),
    ("it", "10 dicembre 2025", [(2025, 12, 10, None)]),
    ("it", "10 dic. 2025", [(2025, 12, 10, None)]),
    ("it", "il 10/12/2025", [(2025, 12, 10, None)]),
    ("it", "dal 6 all’8 dicembre", [(None, 12, 6, 8)]),
    ("it", "tra il 6 e il 12 dicembre 2025", [(2025, 12, 6, 12)]),
    ("it", "il 1º marzo e il primo maggio", [(None, 3, 1, None), (None, 5, 1, None)]),
    ("it", "nel dicembre del 2025", [(2025, 12, None, None)]),
    ("it", "il 9 per cento", []),
    ("fr", "le 1er mars", [(None, 3, 1, None)]),
    ("fr", "mercredi 10 décembre 2025", [(2025, 12, 10, None)]),
    ("fr", "du 6 au 8 décembre", [(None, 12, 6, 8)]),
    ("fr", "en décembre", [(None, 12, None, None)]),
    ("fr", "le 10 déc. 2025", [(2025, 12, 10, None)]),
    ("de", "am 10. Dezember", [(None, 12, 10, None)]),
    ("de", "vom 6. bis 8. Dezember 2025", [(2025, 12, 6, 8)]),
    ("de", "in der Nacht auf den 6./7. Dezember", [(None, 12, 6, 7)]),
    ("de", "am 10.12.2025", [(2025, 12, 10, None)]),
    ("de", "im März 2025", [(2025, 3, None, None)]),
    ("es", "el 10 de diciembre de 2025", [(2025, 12, 10, None)]),
    ("es", "del 6 al 8 de diciembre", [(None, 12, 6, 8)]),
    ("es", "el 1.º de mayo", [(None, 5, 1, None)]),
    ("es", "en diciembre de 2025", [(2025, 12, None, None)]),
    ("ja", "12月10日", [(None, 12, 10, None)]),
    ("ja", "２０２５年１２月１０日", [(2025, 12, 10, None)]),
    ("ja", "2025/12/10", [(2025, 12, 10, None)]),
    ("ja", "令和7年12月10日", [(2025, 12, 10, None)]),
    ("ja", "10日（水）午前", [(None, None, 10, None)]),
    ("ja", "12月6日（土）から8日（月）まで", [(None, 12, 6, 8)]),
    ("ja", "2025年", [(2025, None, None, None)]),
    ("ja", "3日間、3日前、2025年度", []),
    ("ko", "2025-12-10 수요일", [(2025, 12, 10, None)]),
    ("ko", "2025년 12월 10일", []),
]


@pytest.mark.parametrize(("language", "words", "dates"), DATES)
def test_names_dates(language, words, dates):
    assert [(each.year, each.month, each.day, each.last) for each in named_dates(words, language)] == dates


@pytest.mark.parametrize(
    ("language", "words", "days"),
    [
        ("en", "on Wednesday", ["Wednesday"]),
        ("en", "The Sun said on Friday", ["Friday"]),
        ("en", "Weds.", ["Wednesday"]),
        ("it", "mercoledì e sabato", ["Wednesday", "Saturday"]),
        ("it", "mar", []),
        ("fr", "Mercredi soir", ["Wednesday"]),
        ("de", "Mittwochabend, Sonnabend", ["Wednesday", "Saturday"]),
        ("de", "mittwochs", []),
        ("es", "el miércoles", ["Wednesday"]),
        ("ja", "水曜日", ["Wednesday"]),
        ("ja", "（水）", ["Wednesday"]),
        ("ja", "10日(日)", ["Sunday"]),
        ("ja", "外相（日）", []),
        ("ko", "Wednesday", []),
    ],
)
def test_names_weekdays(language, words, days):
    assert [WEEKDAYS[number] for number, _, _ in named_weekdays(words, language)] == days


@pytest.mark.parametrize(
    ("language", "words", "codes"),
    [
        ("en", "in the Fall", [23]), ("it", "la scorsa estate", [22]), ("fr", "cet été", [22]), ("fr", "il a été dit", []),
        ("fr", "été 2025", [22]), ("de", "im Frühjahr", [21]), ("es", "en otoño", [23]), ("ja", "今春", [21]), ("ja", "千秋楽", []),
    ],
)  # fmt: skip
def test_names_seasons(language, words, codes):
    assert [code for code, _, _ in named_seasons(words, language)] == codes


@pytest.mark.parametrize(
    ("language", "words", "names"),
    [
        ("en", "Dec. 6, a Sat", {"December": "Dec", "Saturday": "Sat"}),
        ("en", "they may march on, augustly", {}),
        ("it", "mercoledì 10 dicembre", {"Wednesday": "mercoledì", "December": "dicembre"}),
        ("de", "Mittwoch, 10.12.2025", {"Wednesday": "Mittwoch", "December": "10.12.2025"}),
        ("ja", "12月10日（水）", {"December": "12月10日", "Wednesday": "（水）"}),
        ("ko", "수요일", {}),
    ],
)
def test_calendar_words_by_their_english_names(language, words, names):
    assert calendar_words(words, language) == calendar_names(words, language) == names


def test_every_language_has_every_name():
    for language in map(language_of, LANGUAGES):
        assert set(language.weekday_names.values()) == set(range(7)), language.name
        assert set(language.season_names.values()) == {21, 22, 23, 24}, language.name
        assert language.name == "Japanese" or set(language.months.values()) == set(range(1, 13)), language.name
    for tag in ("en", "it", "fr", "de", "es"):
        for name, number in language_of(tag).months.items():
            word = name.capitalize()  # the short ones need a day's number beside them
            assert [(each.month, each.day) for each in named_dates(f"2 {'de ' * (tag == 'es')}{word} 2031", tag)] == [(number, 2)], (tag, name)
        for name, number in language_of(tag).weekday_names.items():
            assert [found for found, _, _ in named_weekdays(name.capitalize(), tag)] == [number], (tag, name)
    for number in range(1, 13):
        assert named_dates(f"{number}月", "ja")[0].month == number


def test_language_of_a_tag():
    assert language_of("en-GB") is language_of("en") is LANGUAGES["en"]()
    assert language_of("zh-Hant") is None


def test_days_stated_in_full():
    assert list(states_day("il 10 dicembre 2025, il 6 dicembre, dal 6 all’8 dicembre 2025", "it")) == [(2025, 12, 10)]


@given(st.text() | st.sampled_from(["ſamstag", "2. ſeptember 2025", "dİcembre", "10 dıcembre", "ſommer", "DİMANCHE"]), st.sampled_from(["en", "it", "fr", "de", "es", "ja", "ko", ""]))
def test_reads_any_text(text, language):
    for each in named_dates(text, language):
        assert 0 <= each.start < each.end <= len(text)
    for _, start, end in (*named_weekdays(text, language), *named_seasons(text, language)):
        assert 0 <= start < end <= len(text)
    names = {*WEEKDAYS, *(full for full, _ in MONTHS)}
    assert set(calendar_names(text, language)) <= names
