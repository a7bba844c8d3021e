"""Finished HTML goes round Python-Markdown and comes out as it would have come through it."""

import markdown

from generator.check import check_project
from generator.check.coverage import coverage
from generator.pages import Edition, generate
from generator.site.blocks import FinishedBlocks, anchors
from tests.conftest import EXAMPLE
from tests.test_cli import timeline

MKDOCS = ["toc", "tables", "fenced_code"]
"""The extensions that MkDocs turns on by itself."""


def test_every_page_is_the_same_with_and_without():
    checked = check_project(EXAMPLE)
    pages = list(generate(checked.timeline, Edition(counts={"events": 6}), "<p>An introduction.</p>", coverage(checked.reading)))
    blocks = FinishedBlocks()
    for page in pages:
        body = page.text.split("\n---\n", 1)[1]
        found = []
        for blocks.generated in (False, True):
            found.append(markdown.Markdown(extensions=[*MKDOCS, blocks]).convert(body))
        assert found[0] == found[1], page.path


def test_prose_that_begins_with_an_element_is_prose():
    blocks = FinishedBlocks()
    blocks.generated = True
    text = '<span class="nb">F-15</span> jets of [Japan](japan.md)\n\n<p class="x">*not prose*</p>'
    html = markdown.Markdown(extensions=[*MKDOCS, blocks]).convert(text)
    assert '<a href="japan.md">' in html and "*not prose*" in html


def test_html_of_a_hand_written_page_goes_the_usual_way():
    blocks = FinishedBlocks()
    assert "<em>" in markdown.Markdown(extensions=["md_in_html", blocks]).convert('<div markdown="1">\n*prose*\n</div>')


def test_ids_of_a_page():
    assert anchors('<p id="a">x</p> id="no" <mark class="m" id="q-1">') == {"a", "q-1"}


def test_a_hand_written_page_may_link_to_a_claim_and_not_to_none(example):
    page = example / "content/about.md"
    page.write_text("# About\n\n[A claim](events/2031-03-12-merganser-touches-patrol-boat.md#claim-touched)\n", encoding="utf-8")
    assert timeline("-C", example, "build", "--quiet").returncode == 0
    page.write_text("# About\n\n[No claim](events/2031-03-12-merganser-touches-patrol-boat.md#claim-no)\n", encoding="utf-8")
    done = timeline("-C", example, "build", "--quiet")
    assert done.returncode == 1 and "claim-no" in done.stderr
