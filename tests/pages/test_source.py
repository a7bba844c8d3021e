"""Passages in their sentences: what is shown, marked, anchored and left out."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, strategies as st

from generator.check import check_project
from generator.check.timeline import Passage
from generator.model.records import Conversion
from generator.pages import Lookup
from generator.pages.source import _groups, _marked, source_page

from .conftest import body_of, read_html, to_html

TEXT = "One two three. Four five six. Seven eight nine."
SENTENCES = ((0, 14), (15, 29), (30, 47))


def passage(words: str, anchor: str = "") -> Passage:
    start = TEXT.index(words)
    return Passage("s", start, start + len(words), 1, words, anchor or f"q-{words[0]}")


def shown(*passages: Passage) -> list[str]:
    ordered = sorted(passages, key=lambda one: (one.start, one.end))
    return [str(_marked(TEXT, group)) for group in _groups(ordered, SENTENCES)]


def test_a_passage_stands_in_its_sentence():
    assert shown(passage("five")) == ['<span>Four </span><mark id="q-f">five</mark><span> six.</span>']


def test_passages_of_one_sentence_are_shown_once_together():
    assert shown(passage("Four"), passage("six")) == ['<mark id="q-F">Four</mark><span> five </span><mark id="q-s">six</mark><span>.</span>']


def test_a_passage_within_another_is_a_mark_within_its_mark():
    assert shown(passage("Four five six"), passage("five")) == ['<mark id="q-F">Four <mark id="q-f">five</mark> six</mark><span>.</span>']


def test_of_passages_that_cross_the_later_goes_on_in_a_second_mark():
    assert shown(passage("Four five"), passage("five six")) == [
        '<mark id="q-F">Four <mark id="q-f">five</mark></mark><mark class="more"> six</mark><span>.</span>'
    ]


def test_passages_that_begin_together_have_a_mark_each():
    assert shown(passage("Four five", "q-1"), passage("Four", "q-2")) == ['<mark id="q-1"><mark id="q-2">Four</mark> five</mark><span> six.</span>']
    assert shown(passage("Four", "q-1"), passage("Four", "q-2")) == ['<mark id="q-1"><mark id="q-2">Four</mark></mark><span> five six.</span>']


def test_a_passage_over_two_sentences_shows_both():
    assert shown(passage("six. Seven"), passage("nine")) == [
        '<span>Four five </span><mark id="q-s">six. Seven</mark><span> eight </span><mark id="q-n">nine</mark><span>.</span>'
    ]


@given(st.lists(st.tuples(st.integers(0, 46), st.integers(1, 30)), max_size=8))
def test_marks_nest_and_lose_no_word(spans):
    passages = [
        Passage("s", start, min(start + length, 47), 1, TEXT[start : start + length], f"q-{number}") for number, (start, length) in enumerate(spans)
    ]
    for html in shown(*passages):
        read = read_html(html)
        assert read.unbalanced == [] and read.text in TEXT
    assert sorted(name for html in shown(*passages) for name in read_html(html).ids) == sorted(one.anchor for one in passages)


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
    bare = dataclasses.replace(timeline, events=())
    assert "No passage of this source is quoted yet." in source_page(Lookup(bare), timeline.sources["coast-wire-2031-03"]).text


def test_every_passage_says_what_rests_on_it_and_its_own_address(timeline, pages):
    page = read_html(to_html(body_of(pages["sources/coast-wire-2031-03.md"].text)))
    anchors = [name for name in page.ids if name.startswith("q-")]
    own = [href[1:] for href in page.attributes("a", "href") if href.startswith("#q-")]
    assert sorted(own) == sorted(anchors)
    assert "../../events/2031-03-12-merganser-touches-patrol-boat/#claim-crossed-once" in page.attributes("a", "href")


@pytest.fixture
def published(project):
    """The page of the small project's source, with fields added to it."""
    def page(fields: str) -> str:
        project.edit("content/sources/paper.yml", "language: en\n", f"language: en\n{fields}\n")
        timeline = check_project(project.root).timeline
        return source_page(Lookup(timeline), timeline.sources["paper"]).text

    return page


def test_a_passage_leads_to_its_words_at_the_publisher_and_in_the_archive(published):
    page = published("url: https://example.org/a?b=1#top\narchive: https://archive.example.org/x")
    assert 'href="https://example.org/a?b=1#top:~:text=Two%20ships%20left%20in%20time." rel="noopener nofollow external">At the publisher</a>' in page
    assert 'href="https://archive.example.org/x#:~:text=on%20Thursday" rel="noopener nofollow external">Archived copy</a>' in page


def test_a_source_says_what_made_its_text(timeline):
    source = dataclasses.replace(
        timeline.sources["gazette-2031-03-14"], converter=Conversion("trafilatura", "2.3.1", "0" * 64, timeline.sources["gazette-2031-03-14"].node)
    )
    page = source_page(Lookup(timeline), source).text
    assert f'<dt>Text</dt><dd>made by trafilatura 2.3.1, <code class="hash">{"0" * 64}</code></dd>' in page
    assert "<dt>Text</dt>" not in source_page(Lookup(timeline), timeline.sources["gazette-2031-03-14"]).text


def test_without_an_address_no_passage_leads_out(published):
    assert ":~:" not in published("byline: Nobody")


def test_a_source_that_may_be_published_in_full_is_shown_whole(published):
    text = read_html(re.search("<ol class=.passages.*</ol>", published("publish: full"), re.DOTALL)[0])
    for sentence in ("Harbour closed", '"We had no choice," Brook said.', "The port denied that any ship was held."):
        assert sentence in text.text
    assert sum(tag == "mark" for tag, _ in text.elements) == 3 and "not shown" not in text.text


def test_otherwise_only_the_sentences_that_hold_passages_are_shown(published):
    page = published("publish: excerpts")
    assert "The port denied that any ship was held." not in page and "sentences not shown" in page


def test_addresses_of_passages_outlive_edits_of_other_records(example):
    def anchors():
        timeline = check_project(example).timeline
        pages = {source.id: source_page(Lookup(timeline), source).text for source in timeline.sources.values()}
        return {source: re.findall('<mark id="(q-[0-9a-f]+)"', text) for source, text in pages.items()}

    before = anchors()
    event = example / "content/events/2031-03-12-merganser-touches-patrol-boat.yml"
    edited = event.read_text(encoding="utf-8").replace("title: Ferry Merganser", "title: The ferry Merganser").replace(
        "    by_words: a passenger\n", "    by_words: one passenger\n"
    )
    assert edited.count("one passenger") == 1
    event.write_text(edited, encoding="utf-8")
    (example / "content/actors/merganser.yml").write_text("name: Merganser\nkind: vessel\nrole: ferry\n", encoding="utf-8")
    assert before == anchors() and all(before[source] for source in ("coast-wire-2031-03", "gazette-2031-03-14"))
