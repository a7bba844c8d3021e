"""Addresses, and that every link and fragment the example's pages hold leads somewhere."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from generator.pages import Edition, generate, links
from generator.pages.tables import BIBTEX, CSL, DOWNLOADS

from .conftest import body_of, read_html, to_html


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""), ("events/index.md", "events/"), ("events/x.md", "events/x/"), ("dates/2025/index.md", "dates/2025/"),
        ("dates/2025/12/06.md", "dates/2025/12/06/"), ("events/the-index.md", "events/the-index/"), ("differences.md", "differences/"),
    ],
)  # fmt: skip
def test_directory_urls(path, url):
    assert links.directory_url(path) == url


@pytest.mark.parametrize(
    ("here", "there", "href"),
    [
        ("events/x.md", "actors/japan.md", "../../actors/japan/"), ("index.md", "events/x.md", "events/x/"), ("index.md", "index.md", "./"),
        ("events/x.md", "index.md", "../../"), ("events/index.md", "events/x.md", "../events/x/"), ("dates/2025/12/06.md", "index.md", "../../../../"),
    ],
)  # fmt: skip
def test_links_between_pages(here, there, href):
    assert links.page_href(here, there) == href


def test_a_way_within_a_folder_does_not_lead_through_the_root():
    text = '<a href="../../../../dates/2031/03/11/#x"> <a href="../../../../dates/"> <a href="../../../../events/a/">'
    assert links.straightened(text, "dates/2031/03/12.md") == '<a href="../11/#x"> <a href="../../../"> <a href="../../../../events/a/">'
    assert links.straightened('<a href="../events/a/">', "events/index.md") == '<a href="../events/a/">'


def test_a_fragment_of_the_same_page_stands_alone():
    assert links.page_href("events/x.md", "events/x.md", "claim-a") == "#claim-a"
    assert links.page_href("events/x.md", "events/y.md", "claim-a") == "../../events/y/#claim-a"


def test_date_paths():
    assert [links.date_path(key) for key in ((987,), (2025, 3), (2025, 12, 6))] == [
        "dates/0987/index.md", "dates/2025/03/index.md", "dates/2025/12/06.md",
    ]  # fmt: skip


def test_borrowed_anchors_cannot_meet():
    assert links.borrowed_anchor("a-b", "c") != links.borrowed_anchor("a", "b-c")


def test_edit_and_issue_links():
    assert links.edit_link("https://github.com/o/r/", "content/events/a b.yml") == "https://github.com/o/r/edit/main/content/events/a%20b.yml"
    assert links.issue_link("https://github.com/o/r", "A & B", "x\ny") == "https://github.com/o/r/issues/new?title=A%20%26%20B&body=x%0Ay"
    assert links.edit_link("", "x") == links.issue_link("", "x", "y") == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x.org", 'https://x.org/"onclick', "//x.org", "ftp://x.org", "https://x.org/<b>"])
def test_only_plain_addresses_lead_out(url):
    assert links.outbound(url) == "" and links.edit_link(url, "x") == ""


def test_mail_links():
    assert links.mail_link("a@example.org", "Correction: “x” & y\n") == "mailto:a@example.org?subject=Correction%3A%20%E2%80%9Cx%E2%80%9D%20%26%20y%0A"
    assert links.mail_link("a@example.org?bcc=b@c.d", "x") == links.mail_link("nobody", "x") == ""


# --- The example's pages ---


def resolve(base: str, href: str) -> tuple[str, str]:
    """A relative href from a page's address (no leading slash), as (address, fragment)."""
    target, _, fragment = href.partition("#")
    target = target.partition("?")[0]  # what is chosen on the page to explore
    if not target:
        return base, fragment
    joined = posixpath.normpath(posixpath.join("/", base, target))
    return joined.strip("/") + "/" if joined != "/" else "", unquote(fragment)


@pytest.fixture(scope="session")
def read_pages(pages):
    return {path: read_html(to_html(body_of(page.text))) for path, page in pages.items()}


def test_every_link_leads_to_a_page_and_every_fragment_exists(pages, read_pages):
    served = {links.directory_url(path): path for path in pages}
    dead = []
    for path, read in read_pages.items():
        for href in read.attributes("a", "href"):
            if re.match("https?://|mailto:", href):
                continue
            if href.endswith(".md"):
                target, fragment = posixpath.normpath(posixpath.join(posixpath.dirname(path), href)), ""
            else:
                url, fragment = resolve(links.directory_url(path), href)
                target = served.get(url, url)
            if target.rstrip("/") in (*DOWNLOADS, BIBTEX, CSL):
                continue
            if target not in pages or (fragment and fragment not in read_pages[target].ids):
                dead.append((path, href))
    assert dead == []


def test_crumbs_lead_to_pages(pages):
    served = {links.directory_url(path) for path in pages}
    for path, page in pages.items():
        for line in page.text.split("\n---\n")[0].split("\n"):
            if line.startswith("crumbs: "):
                for _, href in json.loads(line.removeprefix("crumbs: ")):
                    assert resolve(links.directory_url(path), href)[0] in served, (path, href)


def test_ids_stand_once_and_elements_close(read_pages):
    for path, read in read_pages.items():
        assert len(read.ids) == len(set(read.ids)), path
        assert read.unbalanced == [], path


def test_html_blocks_hold_no_blank_line(pages):
    """A block that did would end early in CommonMark, and its rest show as text or code."""
    for path, page in pages.items():
        for piece in re.split(r"\n\n", body_of(page.text)):
            opened = re.match(r"<(\w+)", piece)
            if opened:
                assert piece.rstrip().endswith(f"</{opened[1]}>"), (path, piece[:80])
            assert not re.search(r"^[ \t]+\S", piece, re.MULTILINE), (path, piece[:80])


def test_every_outbound_link_says_so(read_pages):
    for path, read in read_pages.items():
        for tag, attributes in read.elements:
            if tag == "a" and attributes["href"].startswith("http") and "github.com" not in attributes["href"]:
                assert attributes["rel"] == "noopener nofollow external", path


def test_a_renamed_record_leaves_a_page_that_leads_on(timeline):
    actor = replace(timeline.actors["merganser"], formerly=("ferry",))
    renamed = replace(timeline, actors=timeline.actors | {"merganser": actor})
    page = {page.path: page for page in generate(renamed, Edition())}["actors/ferry.md"]
    assert 'moved: "../../actors/merganser/"' in page.text and "[Merganser](../actors/merganser.md)" in page.text
