"""Texts become terms. That a browser makes the same ones: `tests/site/test_search.py`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.tokens import LONGEST, counted, folded, name_term


@pytest.mark.parametrize(("text", "terms"), [
    ("The radar, twice: RADAR", {"the": 1, "radar": 2, "twice": 1}),
    ("Éire’s café", {"eire": 1, "cafe": 1}),
    ("Japan's ships' crews", {"japan": 1, "ships": 1, "crews": 1}),
    ("fire-control fire‑control", {"fire": 2, "control": 2, "firecontrol": 2}),
    ("F-15J", {"f": 1, "15j": 1, "f15j": 1}),
    ("U.S. forces", {"u": 1, "s": 1, "us": 1, "forces": 1}),
    ("1,000 and 56.1", {"1": 1, "000": 1, "1000": 1, "and": 1, "56": 1, "561": 1} | {"1": 2}),
    ("2025-12-10", {"2025": 1, "12": 1, "10": 1, "20251210": 1}),
    ("O’Brien", {"o": 1, "brien": 1, "obrien": 1}),
    ("snake_case - dash – dash", {"snake": 1, "case": 1, "dash": 2}),
    ("中国海警", {"中国": 1, "国海": 1, "海警": 1, "警": 1}),
    ("F15戦闘機", {"f15": 1, "戦闘": 1, "闘機": 1, "機": 1}),
    ("Straße ΟΔΟΣ ﬁne soft\u00adhyphen", {"strasse": 1, "οδοσ": 1, "fine": 1, "softhyphen": 1}),
    ("x" * 60, {"x" * LONGEST: 1}),
    ("… – ! ", {}), ("", {}),
])
def test_a_text_has_these_terms(text, terms):
    assert counted(text) == terms


def test_a_name_is_one_term_whatever_stands_between_its_words():
    assert name_term("Fire-Control  Radar’s") == name_term("fire control radar") == "=fire_control_radar"


@given(st.text())
def test_terms_are_short_words_without_marks(text):
    for term in counted(text):
        assert 0 < len(term) <= LONGEST and " " not in term and not term.startswith("=") and folded(term) == term
