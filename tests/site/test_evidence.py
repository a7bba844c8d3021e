"""From a statement to the words it rests on, in Chromium: on the site, at the publisher, and side by side where accounts differ."""

from __future__ import annotations

import html

import pytest

from generator.pages import links
from generator.pages.textfragment import Haystack
from tools.pages_host import hosted

EVENT = "events/2025-12-06-radar-lock-on/"
WITH_TABLES = [EVENT, "differences/", "events/2025-12-09-joint-bomber-flight/", "actors/japan/", "sources/star-scmp-2025-12-13/"]


# --- On the site ---


def test_two_clicks_lead_from_the_home_page_to_a_marked_passage(visit):
    tab = visit(scripts=False).open()
    tab.locator(".events > li > a").first.click()
    tab.wait_for_url("**/events/**")
    words = " ".join(tab.locator("figure.quote blockquote").first.inner_text().split())
    tab.locator("figure.quote figcaption a").first.click()
    tab.wait_for_url("**/sources/**#q-*")
    marked = tab.locator("mark:target")
    assert " ".join(marked.inner_text().split()) == words
    assert marked.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    box = marked.bounding_box()
    assert 0 <= box["y"] < 900
    beside = tab.locator("li.passage:has(:target) .rests")
    assert beside.locator("a[href*='/events/']").count() > 0


def test_every_passage_shows_its_own_address(visit):
    tab = visit().open("sources/star-scmp-2025-12-13/")
    for own in tab.locator(".rests a[href^='#q-']").all()[:6]:
        own.click()
        anchor = own.get_attribute("href")[1:]
        assert tab.url.endswith(f"#{anchor}")
        assert tab.locator("mark:target").get_attribute("id") == anchor


def test_a_passage_leads_to_its_words_at_the_publisher(visit):
    tab = visit().open("sources/star-scmp-2025-12-13/")
    passages = tab.locator(".passages mark[id]").count()
    outward = tab.locator(".rests a[href*=':~:text=']")
    assert outward.count() == passages
    assert {link.get_attribute("rel") for link in outward.all()} == {"noopener nofollow external"}


# --- At the publisher ---

DOCUMENT = """\
The boat left the quay.
A second boat, the Merganser, left at noon; it carried sheep & goats, 100% of them "healthy", said Ada Brook-Lane.
The boat left the quay.
Harbour closed
The boat left the quay.
The port of Low Bay closed its harbour on Thursday and said that no ship of any kind would be let in or out before Sunday at the earliest.
The port of Low Bay closed its harbour on Thursday and said that no ship of any kind would be let in or out after Sunday at the latest.
It’s Japan’s boat, not Japan that was asked.
港は木曜日に閉鎖された。船は二隻出港した。
"We had no choice," Brook said.
Two ships left in time. The boat left the quay.
Last line
"""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory):
    """The address of a page with the document, a line a paragraph, each on a screen of its own below the first."""
    folder = tmp_path_factory.mktemp("publisher")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in DOCUMENT.splitlines())
    style = "<style>h1,p{margin:0 0 1500px}</style>"
    (folder / "a.html").write_text(f"<!doctype html><meta charset=utf-8>{style}<h1 id=top>A page</h1>{paragraphs}", encoding="utf-8")
    with hosted(folder) as base:
        yield f"{base}a.html"


LINES = DOCUMENT.splitlines()
SEEN = """[...document.querySelectorAll("p")].map((p, line) => [p.getBoundingClientRect(), line])
    .filter(([box]) => box.bottom > 0 && box.top < innerHeight).map(([, line]) => line)"""


@pytest.mark.parametrize(("line", "words"), [
    (0, "The boat left the quay."), (2, "The boat left the quay."), (4, "left the quay"), (10, "The boat left the quay."), (3, "Harbour closed"),
    (1, 'it carried sheep & goats, 100% of them "healthy", said Ada Brook-Lane'), (1, "second boat, the Merganser"),
    (5, LINES[5]), (6, LINES[6]), (6, "closed its harbour on Thursday"), (6, "after Sunday at the latest"),
    (7, "Japan that"), (7, "It’s Japan’s boat"), (8, "船は二隻出港した"), (8, LINES[8]), (9, '"We had no choice," Brook said.'),
    (9, '"We had no choice," Brook said.\nTwo ships left in time.'), (11, "Last line"),
])  # fmt: skip
@pytest.mark.parametrize("anchor", ["", "#top"])
def test_a_browser_opens_the_page_at_the_words(browser, publisher, line, words, anchor):
    start = DOCUMENT.index(words, sum(len(before) + 1 for before in LINES[:line]))
    address = links.at_words(publisher + anchor, Haystack.of(DOCUMENT).directive(start, start + len(words)))
    tab = browser.new_page(viewport={"width": 900, "height": 700})
    tab.goto(str(address).replace("&amp;", "&"))
    tab.wait_for_function("scrollY > 0")
    seen = tab.evaluate(SEEN)
    tab.close()
    assert seen == [line], address


# --- Side by side ---


def shown(tab, selector: str) -> int:
    return sum(cell.is_visible() for cell in tab.locator(selector).all())


@pytest.mark.parametrize("width", [390, 1440])
def test_columns_are_sources_or_parties_without_scripts_and_by_keyboard(visit, width):
    tab = visit(width=width, scripts=False).open(EVENT)
    choice = tab.get_by_role("group", name="By").first
    sources, parties = choice.get_by_role("radio", name="source"), choice.get_by_role("radio", name="party")
    by_source, by_party = ".matrix:not(.of-claims) tbody td:not(.p)", ".matrix:not(.of-claims) tbody td.p"
    assert sources.is_checked() and shown(tab, by_source) and not shown(tab, by_party)
    sources.focus()
    tab.keyboard.press("ArrowRight")
    assert parties.is_checked() and shown(tab, by_party) == tab.locator(by_party).count() and not shown(tab, by_source)
    focus = choice.locator("label", has_text="party").evaluate("label => getComputedStyle(label).outlineStyle")
    assert focus == "solid"
    tab.emulate_media(media="print")
    assert shown(tab, by_source) and not shown(tab, by_party) and not choice.is_visible()


def test_words_in_a_table_lead_to_their_passage(visit):
    tab = visit().open("differences/")
    tab.locator(".switch label", has_text="party").first.click()
    cell = tab.locator(".matrix td.p:has(q)").first
    stretches = [" ".join(stretch.split()) for stretch in cell.locator("q").first.inner_text().split("…")]
    cell.locator("a.at").first.click()
    tab.wait_for_url("**/sources/**#q-*")
    words = " ".join(tab.locator("mark:target").inner_text().split())
    assert any(stretches) and all(stretch in words for stretch in stretches)


def test_an_event_s_borrowed_differences_open_in_place(visit):
    tab = visit(scripts=False).open(EVENT)
    details = tab.locator(".differences-short details").first
    assert not details.locator("table").is_visible()
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert details.locator("table").is_visible() and details.locator("q").first.is_visible()


@pytest.mark.parametrize(("path", "rows"), [("actors/japan/", "statements"), ("actors/japan/", "questions"), ("as-of/2025-12-12/", "statements")])
def test_the_rest_of_a_long_list_opens_in_place_without_scripts_and_is_printed(visit, path, rows):
    tab = visit(scripts=False).open(path)
    rest = tab.locator(f"details.rest:has(.{rows})").first
    row = rest.locator("li").last
    assert not row.is_visible()
    tab.emulate_media(media="print")
    assert row.bounding_box()["height"] > 20 and not rest.locator("summary").is_visible()
    tab.emulate_media(media="screen")
    rest.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert row.is_visible()


def test_a_list_says_how_much_of_it_is_folded_and_holds_all_of_it(visit):
    tab = visit(scripts=False).open("actors/japan/")
    said = tab.locator("h2", has_text="What is said about them")
    total = int(tab.locator(".toc a", has_text="What is said about them").locator("small").inner_text())
    lists = said.locator("xpath=following-sibling::*[self::ol or self::details][position()<=2]")
    assert lists.nth(0).locator(":scope > li").count() == 12
    assert lists.nth(1).locator("summary").inner_text() == f"{total - 12} more statements"
    assert lists.nth(1).locator("li").count() == total - 12


def test_a_passage_s_event_is_named_once_for_all_that_follow(visit):
    tab = visit(width=1440).open("sources/star-scmp-2025-12-13/")
    assert tab.locator(".passage.on").count() > 3
    for passage in tab.locator(".passage").all():
        named = passage.locator(".rests b").all_inner_texts()
        assert len(named) == len(set(named))


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_tables_are_no_wider_than_the_screen(visit, width):
    reader = visit(width=width)
    for path in WITH_TABLES:
        tab = reader.open(path)
        for summary in tab.locator("details > summary").all()[:4]:
            summary.click()
        for view in ("party", "source"):
            for label in tab.locator(".switch label", has_text=view).all()[:4]:
                if label.is_visible():
                    label.click()
            assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, (path, view)
