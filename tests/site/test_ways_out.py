"""Ways out of the real site, in Chromium: how to cite a page, what pages say to machines, downloads and feeds."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import urljoin, urlsplit

import lxml.etree
import pytest

from tests.site.conftest import BASE

EVENT = "events/2025-12-06-radar-lock-on/"
CITED = ["", EVENT, "actors/japan/", "places/okinawa/", "sources/star-scmp-2025-12-13/", "dates/2025/12/10/", "differences/", "data/"]


def open_block(tab):
    tab.locator(".cite-page summary").click()
    tab.locator(".cite-page button").first.wait_for()
    return tab.locator(".cite-page")


def row(block, name):
    return block.locator("dl > div", has=block.page.get_by_text(name, exact=True)).locator("dd").first.text_content()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_citation_is_copied_and_said_to_be(visit, width):
    reader = visit(width=width)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.open(EVENT)
    block = open_block(tab)
    assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    for name in ("Address", "APA", "Chicago", "BibTeX", "CSL-JSON"):
        button = block.get_by_role("button", name=f"Copy {name}")
        button.click()
        tab.wait_for_function("document.querySelector('.cite-page [role=status]').textContent === 'Copied'")
        assert tab.evaluate("navigator.clipboard.readText()") == row(block, name)
    assert row(block, "Address") == f"https://example.org{BASE}{EVENT}"
    assert reader.complaints == [] and reader.elsewhere() == []


def test_by_keyboard_alone(visit):
    reader = visit()
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = reader.open(EVENT)
    tab.locator(".cite-page summary").focus()
    tab.keyboard.press("Enter")
    tab.locator(".cite-page button").first.wait_for()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy Address"
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.textContent === 'Copied'")
    assert tab.evaluate("navigator.clipboard.readText()") == f"https://example.org{BASE}{EVENT}"


def without_reading_day(entry: str) -> str:
    return re.sub(r"  urldate = .*\n", "", entry)


def test_forms_for_programs_are_those_of_the_files(visit, site):
    """What the browser makes of a page is what the generator wrote of it."""
    entries = {re.match(r"@online\{(.*),", entry)[1]: entry for entry in (site / "data/citations.bib").read_text().strip().split("\n\n")}
    items = {item["id"]: item for item in json.loads((site / "data/citations.json").read_text())}
    reader = visit()
    for path in CITED:
        block = open_block(reader.open(path))
        code = block.locator(".code")
        key = path.strip("/").replace("/", "-") or "index"
        assert without_reading_day(code.nth(0).text_content()) == entries[key], path
        (item,) = json.loads(code.nth(1).text_content())
        assert item.pop("accessed")["date-parts"][0][0] >= 2025
        assert item == items[key], path
    assert reader.complaints == []


def test_the_day_of_reading_stands_where_there_is_no_other(visit):
    tab = visit().open("actors/japan/")
    block = open_block(tab)
    assert re.search(r"\(n\.d\.\)\. Japan\. Retrieved [A-Z][a-z]+ \d{1,2}, \d{4}, from https://", row(block, "APA"))
    assert re.search(r"n\.d\. Accessed [A-Z][a-z]+ \d{1,2}, \d{4}\. https://", row(block, "Chicago"))
    block = open_block(visit().open(EVENT))
    assert "Retrieved" not in row(block, "APA") and "Accessed" not in row(block, "Chicago")


def test_sharing_hands_the_address_over(visit):
    reader = visit()
    reader.page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); };")
    tab = reader.open(EVENT)
    open_block(tab).get_by_role("button", name="Share").click()
    assert tab.evaluate("window.shared.url") == f"https://example.org{BASE}{EVENT}"


@pytest.mark.parametrize("path", CITED)
def test_without_scripts_it_says_all_and_leads_to_the_rest(visit, path):
    tab = visit(scripts=False).open(path)
    block = tab.locator(".cite-page")
    block.locator("summary").click()
    for name in ("Address", "APA", "Chicago"):
        assert f"https://example.org{BASE}{path}" in row(block, name)
    assert block.locator("button").count() == 0
    block.get_by_role("link", name="BibTeX, CSL-JSON").click()
    tab.wait_for_url("**/data/#citations")
    assert tab.locator("#citations + ul a").count() == 2


def test_every_page_says_what_it_is_to_machines(site):
    names = set()
    for file in site.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        kind = re.search(r'class="page page-([a-z-]+)"', html)[1]
        assert len(blocks) == (kind not in ("page", "moved")), file
        for block in blocks:
            data = json.loads(block)
            names |= {node["@type"] for node in data.get("@graph", [data])}
        assert html.count('property="og:title"') == html.count('property="og:description"') == html.count('name="twitter:card"') == 1, file
        assert (site / re.search(rf'property="og:image" content="https://example.org{BASE}([^"]+)"', html)[1]).is_file()
        feed = re.search(r'type="application/atom\+xml" href="([^"]+)"', html)[1]
        assert urljoin(f"{BASE}{file.relative_to(site).parent.as_posix()}/", feed) in (f"{BASE}feed.xml", "/feed.xml"), file
    assert names == {"WebPage", "CollectionPage", "SearchResultsPage", "WebSite", "Dataset"}


def test_an_events_data_is_short(site):
    sizes = []
    for file in (site / "events").glob("*/index.html"):
        sizes.append(len(re.search(r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8"))[1].encode()))
    assert sum(sizes) / len(sizes) < 400


def test_all_downloads_are_there_and_can_be_read(visit, site):
    reader = visit()
    tab = reader.open("data/")
    hrefs = [link.get_attribute("href") for link in tab.locator(".downloads a").all()]
    assert len(hrefs) == 12
    for href in hrefs:
        file = site / urlsplit(urljoin(f"{BASE}data/", href)).path.removeprefix(BASE)
        text = file.read_bytes().decode()
        if file.suffix == ".csv":
            header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            assert rows and all(len(one) == len(header) for one in rows), file
        elif file.suffix == ".xml":
            assert lxml.etree.fromstring(text.encode()).tag == "{http://www.w3.org/2005/Atom}feed"
        elif file.suffix == ".bib":
            assert text.count("@online{") == len(json.loads((site / "data/citations.json").read_text()))
        else:
            json.loads(text)
    for link in tab.locator("main a:not([href^=http])").all():
        assert tab.request.get(urljoin(tab.url, link.get_attribute("href"))).status == 200, link
    assert reader.complaints == []


def test_the_columns_of_a_table_are_told_without_scripts(visit):
    tab = visit(scripts=False).open("data/")
    tab.locator(".downloads summary").first.click()
    assert tab.locator(".downloads details[open] code").first.inner_text() == "id"


def test_feeds_lead_to_pages_that_are_there(site):
    feed = json.loads((site / "feed.json").read_text())
    assert feed["items"] and all(item["date_published"] for item in feed["items"])
    for item in feed["items"]:
        path, _, fragment = item["url"].removeprefix(f"https://example.org{BASE}").partition("#")
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in page
