"""Hand-written pages lose what could run, and keep what a page is made of."""

import pytest

from generator.site.handwritten import clean, home_intro


def test_the_home_page_takes_the_body_without_its_title():
    assert home_intro("---\ntitle: x\n---\n\n# Title\n\nSome *words*.\n") == "<p>Some <em>words</em>.</p>"


def test_links_to_pages_become_addresses():
    html = home_intro("[a](events/index.md) [b](about.md#who) [c](https://example.org/x.md)")
    assert 'href="events/"' in html and 'href="about/#who"' in html and 'href="https://example.org/x.md"' in html


@pytest.mark.parametrize("text", [
    "<script>x</script>", "[x](javascript:x)", "[x](java&#115;cript:x)", "<img src=x onerror=x>", "<iframe src=x></iframe>", "<p style='x'>y</p>",
])
def test_nothing_that_runs_is_left(text):
    for html in (home_intro(text), clean(text)):
        assert not any(word in html.lower() for word in ("<script", "onerror", "<iframe", "style=", 'href="java'))
