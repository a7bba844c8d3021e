"""Folding, sentences, numbers, names."""

import pytest
from hypothesis import given, strategies as st

from generator.model.text import BREAK, calendar_words, fold, fold_stretches, numbers, occurrences, sentences


def test_quote_marks_dashes_and_white_space_fold():
    assert fold("  “a”\u00a0‘b’ – c\n\n—\td ") == "\"a\" 'b' - c - d"


def test_letters_and_case_do_not_fold():
    assert fold("Ärger") != fold("Arger") and fold("Japan") != fold("japan")


@given(st.text(st.characters(exclude_characters=BREAK), max_size=200))  # no document holds a break
def test_folded_text_knows_where_it_came_from(text):
    folded = fold_stretches(text, ((0, len(text)),))
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.text.strip() == fold(text)


def test_words_are_found_whole():
    assert occurrences("on", "one on upon") == [4]
    assert occurrences("B-52", "the B-52s and a B-52") == [16]
    assert occurrences("", "x") == []


def test_nothing_is_found_across_what_was_left_out():
    folded = fold_stretches("one two three", ((0, 3), (8, 13)))
    assert occurrences("one three", folded.text) == [] and occurrences("three", folded.text)


@pytest.mark.parametrize(("text", "expected"), [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("The U.S. President spoke. He left.", ["The U.S. President spoke.", "He left."]),
    ("It ended on Dec. 9, he said. Then Nov. 7 came.", ["It ended on Dec. 9, he said.", "Then Nov. 7 came."]),
    ("“No.” He left.", ["“No.”", "He left."]),
    ("“Never here.” She said so.", ["“Never here.”", "She said so."]),
    ("It rose 1.5 per cent. It fell.", ["It rose 1.5 per cent.", "It fell."]),
    ("Line one\nLine two", ["Line one", "Line two"]),
    ("Mr. Guo and Dr. X met. Good.", ["Mr. Guo and Dr. X met.", "Good."]),
    ("", []),
    ("彼は言った。彼は去った。", ["彼は言った。", "彼は去った。"]),
])
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=200))
def test_sentences_lose_no_visible_character(text):
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:]))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join("".join(text.split("\n")).split())


def test_numbers_in_figures_and_words_are_one():
    assert numbers("two").keys() == numbers("2").keys()
    assert numbers("the tenth").keys() == numbers("10th").keys()
    assert numbers("second").keys() != numbers("two").keys()
    assert numbers("1,200 men").keys() == numbers("1200").keys()
    assert numbers("at 18:40").keys() == {"18:40"}
    assert numbers("B-52 and B52").keys() == numbers("52").keys()
    assert numbers("someone alone, tone") == {}


def test_weekdays_and_months_by_any_of_their_names():
    assert calendar_words("Dec. 6, a Sat").keys() == {"December", "Saturday"} == calendar_words("December, Saturday").keys()
    assert calendar_words("they may march on, augustly") == {}


def test_words_of_scripts_without_spaces_stand_anywhere():
    assert occurrences("水曜日", "首相は水曜日に会見した。") == [3]
    assert occurrences("12月10日", "2025年12月10日に") == [5]
    assert occurrences("on", "one") == []
