"""Which words are marked where accounts differ."""

from hypothesis import given, strategies as st

from generator.pages.differing import CONTEXT, excerpt, mark_differing
from tests.pages.conftest import read_html


def test_the_named_words_are_marked_wherever_they_stand():
    marked = mark_differing([["the boat crossed twice, twice"], ["it crossed once"]], ["twice", "crossed once"])
    assert marked == [["the boat crossed <em>twice</em>, <em>twice</em>"], ["it <em>crossed once</em>"]]


def test_words_are_found_as_quotes_are():
    assert mark_differing([["a “fire–control”\u00a0radar"]], ['"fire-control" radar'])[0][0].endswith("radar</em>")
    assert mark_differing([["not fires"]], ["fire"]) == [["not fires"]]


def test_overlapping_words_share_their_mark():
    assert mark_differing([["one two three four"]], ["one two three", "two three four"])[0][0].replace("</em><em>", "") == "<em>one two three four</em>"


def test_without_named_words_numbers_and_dates_of_one_account_are_marked():
    marked = mark_differing([["two boats on Tuesday"], ["2 boats on Wednesday, the tenth"]], [])
    assert marked == [["two boats on <em>Tuesday</em>"], ["2 boats on <em>Wednesday</em>, the <em>tenth</em>"]]


def test_dates_are_known_in_the_language_of_each_quotation():
    marked = mark_differing([["on Tuesday"], ["martedì"], ["mercoledì"]], [], [["en"], ["it"], ["it"]])
    assert marked == [["on Tuesday"], ["martedì"], ["<em>mercoledì</em>"]]


def test_words_stay_inert():
    marked = mark_differing([["a <b>big</b> boat"]], ["big"])
    assert marked[0] == ["a &#60;b&#62;<em>big</em>&#60;/b&#62; boat"]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6), max_size=4))
def test_no_word_is_lost_or_doubled(quote, words):
    assert read_html(mark_differing([[quote]], words)[0][0]).text == read_html(mark_differing([[quote]], ["\x00none"])[0][0]).text


# --- Excerpts ---

LONG = "one two three four five six seven eight nine ten eleven twelve"


def test_an_excerpt_keeps_what_is_marked_and_a_few_words_beside_it():
    quote = mark_differing([[f"{LONG} left at noon {LONG}"]], ["left at noon"])[0][0]
    assert excerpt(quote) == "… seven eight nine ten eleven twelve <em>left at noon</em> one two three four five six …"


def test_words_between_two_marks_are_left_out_where_they_are_many():
    quote = mark_differing([[f"first {LONG} {LONG} last"]], ["first", "last"])[0][0]
    assert excerpt(quote) == "<em>first</em> one two three four five six … seven eight nine ten eleven twelve <em>last</em>"


def test_nothing_is_left_out_of_short_words_or_where_nothing_is_marked():
    for words in ("noon", "\x00none"):
        quote = mark_differing([["The boat left at noon, they say"]], [words])[0][0]
        assert excerpt(quote) == quote
    assert excerpt(mark_differing([[LONG]], ["\x00none"])[0][0]) == LONG


@given(st.text("ab <&\"-1J\u202f\u05d0", max_size=90), st.lists(st.text("ab1", min_size=1, max_size=3), max_size=3))
def test_an_excerpt_has_whole_tags_and_all_that_is_marked(quote, words):
    whole = mark_differing([[quote]], words)[0][0]
    cut = excerpt(whole)
    read_html(cut)
    assert cut.count("<em>") == whole.count("<em>") == cut.count("</em>")
    assert len(read_html(cut).text.split()) <= len(read_html(whole).text.split()) + 2 * (whole.count("<em>") + CONTEXT)
