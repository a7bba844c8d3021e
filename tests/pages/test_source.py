"""Passages in their sentences: what is shown, marked, anchored and left out."""

from __future__ import annotations

from generator.check.timeline import Passage
from generator.pages.source import _groups, _segments

from .conftest import body_of, read_html, to_html

TEXT = "One two three. Four five six. Seven eight nine."
SENTENCES = ((0, 14), (15, 29), (30, 47))


def passage(words: str, anchor: str = "") -> Passage:
    start = TEXT.index(words)
    return Passage("s", start, start + len(words), 1, words, anchor or f"q-{words[0]}")


def shown(*passages: Passage):
    ordered = sorted(passages, key=lambda one: (one.start, one.end))
    return [
        [(str(segment.text), segment.marked, segment.anchors) for segment in _segments(TEXT, group)]
        for group in _groups(ordered, SENTENCES)
    ]


def test_a_passage_stands_in_its_sentence():
    assert shown(passage("five")) == [[("Four ", False, ()), ("five", True, ("q-f",)), (" six.", False, ())]]


def test_passages_of_one_sentence_are_shown_once_together():
    assert shown(passage("Four"), passage("six")) == [
        [("Four", True, ("q-F",)), (" five ", False, ()), ("six", True, ("q-s",)), (".", False, ())]
    ]


def test_overlapping_passages_are_cut_where_they_begin_and_end():
    assert shown(passage("Four five"), passage("five six")) == [[("Four ", True, ("q-F",)), ("five", True, ("q-f",)), (" six", True, ()), (".", False, ())]]


def test_passages_that_begin_together_share_a_segment():
    assert shown(passage("Four five", "q-1"), passage("Four", "q-2")) == [[("Four", True, ("q-2", "q-1")), (" five", True, ()), (" six.", False, ())]]


def test_a_passage_over_two_sentences_shows_both():
    assert shown(passage("six. Seven"), passage("nine")) == [
        [("Four five ", False, ()), ("six. Seven", True, ("q-s",)), (" eight ", False, ()), ("nine", True, ("q-n",)), (".", False, ())]
    ]


def test_sentences_apart_are_apart():
    assert len(shown(passage("two"), passage("eight"))) == 2


def test_every_passage_of_the_example_is_anchored_once(timeline, pages):
    for source in timeline.sources:
        quotes = [citation.quote for _, citation in timeline.citations_of_source.get(source, ())]
        quotes += [quote for _, quote in timeline.workings_of_source.get(source, ())]
        wanted = {timeline.passages[quote].anchor for quote in quotes}
        ids = [name for name in read_html(to_html(body_of(pages[f"sources/{source}.md"].text))).ids if name.startswith("q-")]
        assert sorted(ids) == sorted(wanted)


def test_sentences_that_nothing_cites_are_not_shown(timeline, pages):
    page = pages["sources/gazette-teaser-pier.md"].text
    assert "Written by our automated desk" not in page
    assert "sentence not shown" in page or "sentences not shown" in page


def test_a_source_without_passages_says_so(timeline):
    import dataclasses

    from generator.pages import Lookup
    from generator.pages.source import source_page

    bare = dataclasses.replace(timeline, events=())
    assert "No passage of this source is quoted yet." in source_page(Lookup(bare), timeline.sources["coast-wire-2031-03"]).text
