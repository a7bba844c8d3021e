"""Every link and fragment of the built site leads somewhere, and nothing points to another origin but links a reader follows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.site.conftest import BASE


DATA_BLOCKS = {"application/ld+json", "application/json"}
"""Types of script that no browser runs."""


class _Page(HTMLParser):
    """The ids of a page, the links a reader follows, the resources it loads, its title and description."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.resources: list[str] = []
        self.title = self.description = ""
        self._in_title = False
        self.inline: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "form":
            self.links.append(attributes["action"])
        if tag == "link" and attributes.get("rel") not in {"canonical"}:
            self.resources.append(attributes["href"])
        self.resources += [attributes[name] for name in ("src", "srcset", "poster", "data") if attributes.get(name) and tag != "div"]
        if tag == "script" and not attributes.get("src") and attributes.get("type") not in DATA_BLOCKS:
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        if tag == "meta" and attributes.get("name") == "description":
            self.description = attributes.get("content", "")
        self._in_title = tag == "title"
        if tag == "h1":
            self.headings.append(tag)

    def handle_data(self, data):
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False


def pages(site: Path) -> dict[str, _Page]:
    """The pages by their address below the site's root: `events/x/`."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): _Page(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def test_every_internal_link_and_fragment_resolves(site):
    found = pages(site)
    broken = []
    for address, page in found.items():
        for link in page.links + page.resources:
            whole = urlsplit(urljoin(f"https://example.org{BASE}{address}", link))
            if whole.netloc != "example.org":
                continue
            path = unquote(whole.path).removeprefix(BASE)
            if not whole.path.startswith(BASE):
                broken.append(f"{address}: {link} leaves the sub-path")
            elif path in found or path == "" and "" in found:
                if whole.fragment and unquote(whole.fragment) not in found[path].ids:
                    broken.append(f"{address}: {link} has no such fragment")
            elif not (site / path).is_file():
                broken.append(f"{address}: {link} leads nowhere")
    assert broken == []
    assert sum(len(page.links) for page in found.values()) > 2000


def test_links_out_are_plain_addresses(site):
    schemes = {urlsplit(link).scheme for page in pages(site).values() for link in page.links}
    assert schemes <= {"", "https", "http", "mailto"}


def test_no_page_loads_anything_from_elsewhere_or_inline(site):
    for address, page in pages(site).items():
        outside = [link for link in page.resources if urlsplit(link).netloc not in {"", "example.org"}]
        assert outside == [] and page.inline == [], address
    css = (site / "assets/timeline.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(['\"]?(https?:)?//", css) and "@import" not in css


def test_ids_are_unique_on_each_page(site):
    for address, page in pages(site).items():
        assert len(page.ids) == len(set(page.ids)), (address, sorted({i for i in page.ids if page.ids.count(i) > 1}))


def test_every_page_has_a_title_and_description_of_its_own_and_one_heading(site):
    found = {address: page for address, page in pages(site).items() if address != "404.html"}
    titles = [page.title for page in found.values()]
    assert len(set(titles)) == len(titles), sorted({title for title in titles if titles.count(title) > 1})
    for address, page in found.items():
        assert page.title and 20 <= len(page.description) <= 320, (address, page.description)
        assert len(page.headings) == 1, address


def test_the_sitemap_names_every_page_once(site):
    named = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    expected = {f"https://example.org{BASE}{address}" for address in pages(site) if address != "404.html"}
    assert sorted(named) == sorted(expected)


def test_navigation_never_holds_every_page(site):
    for address, page in pages(site).items():
        assert len(page.links) < 600, address
    assert len((site / "events/2025-12-11-uss-george-washington-arrives/index.html").read_bytes()) < 40_000


def test_no_page_is_too_heavy_to_load(site):
    sizes = {file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*.html")}
    assert {page: size for page, size in sizes.items() if size > 150_000} == {}
