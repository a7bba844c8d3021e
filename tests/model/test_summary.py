"""Summaries to sentences and marks."""

from hypothesis import given, strategies as st

from generator.model.records import ClaimRef
from generator.model.summary import parse_summary


def test_sentences_end_in_groups_of_marks():
    first, second = parse_summary("One thing.[^a][^b]\nAnother; and more.[^other-event#c]\n", "here")
    assert (first.text, [mark.ref for mark in first.marks]) == ("One thing.", [ClaimRef("here", "a"), ClaimRef("here", "b")])
    assert (second.text, [mark.ref for mark in second.marks]) == ("Another; and more.", [ClaimRef("other-event", "c")])
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_what_follows_the_last_mark_is_a_sentence_without_marks():
    assert [(s.text, len(s.marks)) for s in parse_summary("A.[^a] B.", "here")] == [("A.", 1), ("B.", 0)]


def test_nothing_is_no_sentence():
    assert parse_summary("", "here") == () == parse_summary(" \n", "here")


@given(st.text(max_size=80))
def test_offsets_point_at_the_sentence(text):
    value = text + "[^a] tail."
    for sentence in parse_summary(value, "here"):
        if sentence.text:
            assert value[sentence.offset :].startswith(sentence.text.split()[0])
        for mark in sentence.marks:
            assert value.startswith("[^", mark.offset)
