"""Which words lead a browser to a passage, and that they are written so that it reads them back."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given, strategies as st

from generator.model.text import whole_words
from generator.pages import links
from generator.pages.textfragment import Directive, Haystack


def named(text: str, passage: str, number: int = 0) -> Directive:
    start = [found.start() for found in re.finditer(re.escape(passage), text)][number]
    return Haystack.of(text).directive(start, start + len(passage))


def test_a_short_passage_is_named_word_for_word():
    assert named("The boat crossed once. Then it left.", "crossed once") == Directive("crossed once")


def test_a_long_passage_is_named_by_its_first_and_last_words():
    words = " ".join(f"word{number}" for number in range(40))
    assert named(f"Before. {words} After.", words) == Directive("word0 word1 word2 word3 word4", "word35 word36 word37 word38 word39")


def test_a_passage_over_lines_is_named_by_words_of_its_first_and_last_line():
    assert named("One two\nthree four\nfive six", "two\nthree four\nfive") == Directive("two", "five")


def test_first_and_last_words_that_stand_before_are_made_longer():
    text = "a b c d e 1. a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu"
    assert named(text, text[13:]).start == "a b c d e f g h i j"


def test_words_that_stand_more_than_once_are_told_apart_by_those_around_them():
    text = "Here it left and there then it left. Now it left"
    assert [named(text, "it left", number) for number in range(3)] == [
        Directive("it left"), Directive("it left", prefix="and there then"), Directive("it left", prefix="it left. Now"),
    ]  # fmt: skip


def test_words_around_a_passage_come_from_one_line():
    text = "a boat. it left\nQuay closed\nit left at noon\nit left"
    assert named(text, "it left", 1) == Directive("it left", prefix="Quay closed")


def test_words_that_nothing_in_their_line_tells_apart_are_named_with_the_line():
    assert named("It left there.\nQuay closed\nIt left there.", "left", 1) == Directive("It left there.", prefix="Quay closed")


def test_case_quote_marks_and_spaces_make_no_difference_to_a_browser():
    assert named("IT’S\u00a0left. Then it's left.", "it's left").prefix == "IT’S left. Then"


def test_a_part_of_a_word_needs_the_rest_beside_it():
    assert named("Japan’s jets left Japan.", "Japan") == Directive("Japan", suffix="’s jets left")


TEXT = st.text(st.sampled_from("ab  -,&.’'\n%#é日"), max_size=80)


@given(TEXT, st.data())
def test_the_words_lead_to_the_passage_or_none_could(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text[start:end].strip() or text[start:end] != text[start:end].strip() or not whole_words(text, start, end):
        return
    haystack = Haystack.of(text)
    directive = haystack.directive(start, end)
    assert directive.start and not any("\n" in part for part in (directive.start, directive.end, directive.prefix, directive.suffix))
    found = haystack.first(directive)
    wanted = haystack.place[start], haystack.place[end]
    again = haystack.folded.count(haystack.folded[wanted[0] : wanted[1]]) > 1 or _ends_early(text[start:end])
    assert found == wanted or again or not re.search(r"\w", text[start:end])


def _ends_early(passage):
    """Whether the words of its last line stand in the lines before, too: then no fragment leads to its end."""
    *before, last = [line for line in passage.split("\n") if line.strip()]
    return bool(before) and Haystack.of(last.strip()).folded in Haystack.of("\n".join(before)).folded


ANY = st.text(min_size=1).filter(str.strip)


@given(ANY, st.text(), st.text(), st.text(), st.sampled_from(["https://example.org/a", "https://example.org/a#b", "https://example.org/?q=1&r=2#:~:text=x"]))
def test_an_address_gives_back_its_words(start, end, prefix, suffix, url):
    address = str(links.at_words(url, Directive(start, end, prefix, suffix))).replace("&amp;", "&")
    before, _, coded = address.partition(":~:text=")
    assert before == url.partition(":~:")[0] + ("" if "#" in url else "#")
    assert re.fullmatch(r"[A-Za-z0-9._~%,-]*", coded)
    parts = coded.split(",")
    assert [unquote(part.strip("-")) for part in parts] == [part for part in (prefix, start, end, suffix) if part]
    assert parts[0].endswith("-") == bool(prefix) and parts[-1].startswith("-") == bool(suffix)
    assert all("-" not in part.strip("-") for part in parts)


def test_an_address_that_is_none_stays_empty():
    assert links.at_words("javascript:alert(1)", Directive("words")) == ""


def test_very_many_repetitions_take_no_longer_than_reading():
    text = "aaa bbb\n" * 20_000
    assert Haystack.of(text).directive(len(text) - 8, len(text) - 1).start == "aaa bbb"
