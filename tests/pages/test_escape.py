"""A record's words show as they are, in Markdown and in HTML, and nothing in them becomes markup."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.pages.escape import Link, clean, cut, fragment, front_matter, inert, markdown_text, plain, prose_html, prose_markdown

from .conftest import read_html, to_html

NAUGHTY = [
    "<script>alert(1)</script>", "[x](javascript:1)", "![x](y.png)", "{{ config }}", "{% raw %}", '--8<-- "mkdocs.yml"', "&amp; &lt; &#60;",
    "a \\* b \\ c", "{: onclick=alert(1) }", "word{: .x }", "[^x]", "[^x]: note", "*[HTML]: y", "x\n===", "x\n---", "| a | b |\n|---|---|",
    "# head", "## head {#id}", "- item", "+ item", "* item", "12. item", "12) item", "> quote", "    code", "\tcode", "```\ncode\n```", "~~~\nx\n~~~",
    "`code`", "<!-- x -->", "<?php ?>", "<![CDATA[x]]>", "http://example.org/x", "www.example.org", "a@example.org", "<a@example.org>", ":smile:",
    "[TOC]", "[x][y]", "[y]: http://x", "***a***", "__a__", "_a_", "*a*", "**a**", "~~a~~", "==a==", "^a^", "H~2~O", "$x$", "a  \nb", "a\\\nb",
    "F-15 and Tu-95MS", "2025-12-06", "14:30", "…", "‘a’ “b”", "\u00a0x\u3000", "x\u2028y", "x\u0085y", "x\x00y", "\x02klzzwxh:1\x03", "\x02wzxhzdk:0\x03",
    "-- x -->", "--", "-", "---", "* * *", "1.", "<div>\n\n</div>", "&", "&copy", "&#0;", "\ud800", "\ufeffx", "a_b_c", "*", "**", "* a*", "a*b*c",
    "!", "x!", "<", "a<b", '" onmouseover="x', "' onmouseover='x", "====", "http:", "::: note", "!!! note", "??? x", "++x++", "(c)", "%", "abbr: x",
]  # fmt: skip

anything = st.one_of(st.text(), st.text("*_`[](){}<>!#|~-+=.:&\\\"' \n1aF"), st.lists(st.sampled_from(NAUGHTY)).map(" ".join))


def shown(markdown_text: str):
    return read_html(to_html(markdown_text))


def seen(read) -> str:
    """Text as a browser shows it: Python-Markdown sets a line feed after a block."""
    return read.text.strip("\n")


def assert_only(read, tags: set[str]) -> None:
    assert read.tags <= tags
    for tag, attributes in read.elements:
        assert attributes == ({"class": "nb"} if tag == "span" else {}) or tag == "h1", (tag, attributes)


def every_naughty(test):
    for value in NAUGHTY:
        test = example(value)(test)
    return test


@every_naughty
@settings(max_examples=400)
@given(anything)
def test_a_value_is_text_in_a_markdown_paragraph(value):
    read = shown(str(markdown_text(value)))
    assert seen(read) == clean(value).strip(" ")
    assert_only(read, {"p", "span"})


@every_naughty
@settings(max_examples=200)
@given(anything)
def test_a_value_is_text_in_a_heading_a_link_and_a_sentence(value):
    text = clean(value).strip(" ")
    if not text:
        return
    heading = shown(f"# {markdown_text(value)}")
    assert seen(heading) == text
    assert_only(heading, {"h1", "span"})
    link = shown(f"Before [{markdown_text(value)}](../x.md){markdown_text(value)} after")
    assert seen(link) == f"Before {text}{text} after"
    assert link.attributes("a", "href") == ["../x.md"]
    assert link.tags <= {"p", "a", "span"}


@every_naughty
@settings(max_examples=400)
@given(anything)
def test_prose_is_text_and_emphasis_in_markdown(value):
    read = shown(str(prose_markdown(value)))
    assert seen(read) == plain(value)
    assert_only(read, {"p", "span", "em", "strong"})


@every_naughty
@settings(max_examples=400)
@given(anything)
def test_a_value_is_text_in_html(value):
    block = f'<div title="{inert(value)}"><b>{markdown_text(value)}</b><i>{prose_html(value)}</i></div>'
    for html in (block, to_html(block)):
        read = read_html(html)
        assert seen(read) == clean(value).strip(" ") + plain(value)
        assert read.attributes("div", "title") == [clean(value).strip(" ")]
        assert read.tags <= {"div", "b", "i", "span", "em", "strong"}


@given(st.text(), st.text())
def test_fragments_put_together_are_the_text(first, second):
    read = read_html(f"<p>{fragment(first)}{fragment(second)}</p>")
    assert read.text == clean(first) + clean(second)


@every_naughty
@given(anything)
def test_front_matter_is_one_json_value_a_line(value):
    head = front_matter({"title": value, "crumbs": [[value, "../"]]})
    lines = head.split("\n")
    assert lines[0] == lines[3] == "---" and len(lines) == 5
    assert json.loads(lines[1].removeprefix("title: ")) == clean(value).strip(" ")


@pytest.mark.parametrize(
    ("value", "markdown", "html"),
    [
        ("a *b* c", "a *b* c", "a <em>b</em> c"),
        ("a _b_ c", "a *b* c", "a <em>b</em> c"),
        ("a **b c** d", "a **b c** d", "a <strong>b c</strong> d"),
        ("2 * 3 * 4", "2 &#42; 3 &#42; 4", "2 &#42; 3 &#42; 4"),
        ("snake_case_name", "snake&#95;case&#95;name", "snake&#95;case&#95;name"),
        ("F-15s", '<span class="nb">F-15s</span>', '<span class="nb">F-15s</span>'),
        ("6 of 12-15", "6 of 12-15", "6 of 12-15"),
    ],
)
def test_prose(value, markdown, html):
    assert prose_markdown(value) == markdown
    assert prose_html(value) == html


def test_links_stand_where_their_words_are():
    assert prose_markdown("The *Merganser* sank", [Link(4, 13, "../actors/merganser.md")]) == "The *[Merganser](../actors/merganser.md)* sank"
    assert prose_html("Off Sandrey.", [Link(4, 11, "../../places/sandrey/")]) == 'Off <a href="../../places/sandrey/">Sandrey</a>.'


def test_a_link_across_the_edge_of_emphasis_is_left_out():
    assert prose_markdown("Sea of *Japan*", [Link(0, 12, "../places/sea.md")]) == "Sea of *Japan*"


def test_cut_ends_at_a_word():
    assert cut("one two three", 13) == "one two three"
    assert cut("one two, three", 9) == "one two…"
    assert cut("unbreakable", 5) == "unbr…"
