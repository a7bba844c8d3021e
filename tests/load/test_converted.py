"""The cleaning that all converted texts share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.characters import SUSPECT
from generator.load.converted import clean_line, clean_lines, stated_day


@pytest.mark.parametrize(("line", "clean"), [
    ("  a\u00a0 b \u3000c ", "a b c"), ("cor\u00adrespond", "correspond"), ("a\u200bb\ufeff", "ab"), ("e\u0301", "é"), ("ﬁnal oﬃce", "final office"),
    ("a \t b\t\tc", "a\tb\t\tc"), ("one\u2028two\x0bthree", "one two three"), ("\x00a\x07", "a"),
])
def test_a_line(line, clean):
    assert clean_line(line) == clean


@given(st.lists(st.text()))
def test_a_clean_text_holds_nothing_unseen_and_stays_as_it_is(lines):
    text = clean_lines(lines)
    assert not SUSPECT.search(text) and clean_lines(text.split("\n")) == text and text.endswith("\n")


@pytest.mark.parametrize(("text", "day"), [
    ("2030-05-03", "2030-05-03"), ("20300503", "2030-05-03"), (" 2030-05-03T23:30:00+09:00", "2030-05-03"), ("2028-02-29", "2028-02-29"),
    ("2030-02-29", ""), ("2030-13-01", ""), ("0001-01-01", ""), ("3 May 2030", ""), ("2030", ""), ("203005031", ""), ("", ""),
])
def test_a_stated_day(text, day):
    assert stated_day(text) == day
