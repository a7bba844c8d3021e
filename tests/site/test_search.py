"""Searching, in Chromium: on the real site, and on an index of invented pages that is put in its place."""

from __future__ import annotations

import json
import re
import unicodedata
from html import escape
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.search import FOLDER, Entry, build_index, found
from generator.search.entry import BODY
from generator.search.tokens import counted, name_term
from tests.conftest import ROOT

FOUND = "#search-results .found > li"


def page(title, *paragraphs, kind="Event", when="", head=""):
    """The HTML of an invented page, with its paragraphs as claims `claim-0`, `claim-1` …"""
    told = "".join(
        f'<li class="claim" id="claim-{number}"><div class="claim-head"><span class="who">Ada</span> <span class="stance">says</span></div>'
        f'<p class="claim-text">{text}</p></li>' for number, text in enumerate(paragraphs)
    )
    return (
        f'<!doctype html><meta property="og:title" content="{escape(title)}"><meta name="kind" content="{kind}"><meta name="when" content="{when}">'
        f'<meta name="description" content="About {escape(title)}">{head}<article class="page"><h1>{escape(title)}</h1><ol>{told}</ol></article>'
    )


def answered(reader):
    """Wait until an answer stands on the page."""
    expect(reader.page.locator("#search-status")).not_to_have_text(re.compile("^$|…$"))
    expect(reader.page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")


@pytest.fixture
def search(visit, address):
    """Search invented pages: `search(words, {address: (title, text, …)}, kinds={address: kind}, dates={address: day})` → the reader."""

    def new(words, pages, kinds=None, dates=None, html=None):
        kinds, dates = kinds or {}, dates or {}
        entries = {
            name: found(Entry(name, kinds.get(name, "Event"), dates.get(name), (title,), tuple((BODY, text) for text in texts)))
            for name, (title, *texts) in pages.items()
        }
        files = {f"{FOLDER}/{name}": data.decode() for name, data in build_index(entries).items()}
        made = {name: page(*texts, kind=kinds.get(name, "Event")) for name, texts in pages.items()} | (html or {})
        reader = visit()

        def answer(route):
            path = unquote(urlsplit(route.request.url).path).removeprefix(urlsplit(address).path)
            if path in files:
                route.fulfill(body=files[path], content_type="application/json")
            elif path in made:
                route.fulfill(body=made[path], content_type="text/html; charset=utf-8")
            elif path.startswith(FOLDER):
                route.fulfill(status=404)
            else:
                route.continue_()

        reader.page.route("**/*", answer)
        reader.open(f"search/?q={quote(words)}")
        answered(reader)
        return reader

    return new


def titles(reader):
    return reader.page.locator(f"{FOUND} h2").all_inner_texts()


def said(reader):
    return reader.page.locator("#search-status").inner_text()


# --- The real site ---


FIRST = {
    "Koizumi": "actors/shinjiro-koizumi/", "Takaichi": "actors/sanae-takaichi/", "Yokosuka": "places/yokosuka/",
    "fire-control radar": "events/2025-12-06-radar-lock-on/", "fire control radar": "events/2025-12-06-radar-lock-on/",
    "10 December 2025": "dates/2025/12/10/", "10 Dec 2025": "dates/2025/12/10/", "2025-12-10": "dates/2025/12/10/", "december 2025": "dates/2025/12/",
    "George Washington": "actors/uss-george-washington/", "coverage": "coverage/", "koizum": "actors/shinjiro-koizumi/",
}


def test_the_page_that_is_called_so_comes_first(visit):
    reader = visit()
    tab = reader.open("search/")
    for words, first in FIRST.items():
        tab.locator(".search-box input").fill(words)
        expect(tab.locator("#search-status")).to_contain_text(f"“{words}”")
        answered(reader)
        assert tab.locator(f"{FOUND} h2 a").first.get_attribute("href") == reader.address + first, words
    assert reader.elsewhere() == [] and reader.complaints == []


def test_a_find_opens_at_the_words(visit):
    reader = visit()
    tab = reader.open("search/?q=locked+fire-control+radar")
    tab.locator(".parts a[href*='#claim-']").first.wait_for()
    tab.locator(".parts a[href*='#claim-']").first.click()
    claim = tab.locator(".claim:target")
    claim.wait_for()
    assert "radar" in claim.inner_text()
    assert claim.evaluate("claim => claim.getBoundingClientRect().top < innerHeight")


def test_a_passage_of_a_source_is_found_and_opened_at_the_words(visit):
    tab = visit().open("search/?q=locked+fire-control+radar&kind=Source")
    tab.locator(".parts a[href*='#q-']").first.click()
    tab.wait_for_url("**/sources/**#q-*")
    assert "radar" in tab.locator("li.passage:has(:target)").inner_text()


def test_kinds_narrow_the_finds_and_say_how_many_there_are(visit):
    reader = visit()
    tab = reader.open("search/?q=Japan")
    answered(reader)
    choice = tab.locator("nav.kinds a", has_text="Source")
    number = int(choice.inner_text().split()[-1])
    choice.click()
    tab.wait_for_url("**kind=Source*")
    tab.get_by_text(f"{number} pages found").wait_for()
    answered(reader)
    assert set(tab.locator(f"{FOUND} .kind").evaluate_all("all => all.map(kind => kind.firstChild.textContent)")) == {"Source"}
    tab.go_back()
    tab.locator("nav.kinds a[aria-current]", has_text="All kinds").wait_for()


def test_keys_alone_search_and_open(visit):
    tab = visit().open()
    tab.keyboard.press("/")
    tab.keyboard.type("Yokosuka")
    tab.keyboard.press("Enter")
    tab.locator(f"{FOUND} h2 a").first.wait_for()
    tab.locator("#search-results a:visible").first.wait_for()
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.closest('.found h2') !== null"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/places/yokosuka/")


def test_a_first_query_is_light(visit):
    reader = visit()
    weights = []
    reader.page.on("response", lambda answer: weights.append(len(answer.body())) if f"/{FOLDER}/" in answer.url else None)
    reader.open("search/?q=radar").locator(FOUND).first.wait_for()
    answered(reader)
    assert 0 < sum(weights) < 60_000


# --- Invented pages ---


def test_all_words_must_stand_in_a_page(search):
    reader = search("ship left harbour", {"a/": ("A", "the ship left the harbour"), "b/": ("B", "the ship left"), "c/": ("C", "harbour")})
    assert titles(reader) == ["A"] and said(reader) == "1 page found for “ship left harbour”"


def test_a_title_is_before_a_text_and_the_word_before_one_that_begins_so(search):
    reader = search("port", {"a/": ("A", "a portrait"), "b/": ("B", "a port"), "c/": ("Port closed", "x"), "d/": ("Port", "x")})
    assert titles(reader) == ["Port", "Port closed", "B", "A"]


@pytest.mark.parametrize(("words", "text"), [
    ("ships", "one ship"), ("ship", "two ships"), ("closing", "it closed"), ("country", "countries"), ("F15", "an F-15"), ("F-15", "an F15"),
    ("ISTANBUL", "İstanbul"), ("cafe", "Café"), ("Japan", "Japan’s"), ("US", "the U.S. navy"), ("1000", "1,000 men"), ("海警", "中国海警局"), ("海", "中国海"), ("戦闘機", "ロシアの戦闘機が"),
])
def test_words_are_found_in_the_forms_texts_have(search, words, text):
    reader = search(words, {"a/": ("A", text), "b/": ("B", "nothing like it 国")})
    assert titles(reader) == ["A"]
    assert reader.page.locator(f"{FOUND} mark").count() == 1


def test_a_phrase_must_stand_as_it_is(search):
    pages = {"a/": ("A", "radar control of fire"), "b/": ("B", "fire-control radar"), "c/": ("C", "Fire control, radar")}
    assert sorted(titles(search('"fire control radar"', pages))) == ["B", "C"]
    reader = search("“radar fire”", pages)
    assert titles(reader) == [] and said(reader).startswith("Nothing found")


def test_a_phrase_is_looked_for_on_so_many_pages_at_once(search):
    pages = {f"{number:03}/": (f"Page {number}", "control of fire" if number else "fire control") for number in range(130)}
    reader = search('"fire control"', pages)
    assert titles(reader) == ["Page 0"] and "more to look through" in said(reader)
    reader.page.get_by_role("button", name="Show more").click()
    reader.page.get_by_role("button", name="Show more").click()
    reader.page.get_by_text("1 page found").wait_for()


def test_more_is_shown_on_demand(search):
    pages = {f"{number:03}/": (f"Page {number}", "ship") for number in range(25)}
    reader = search("ship", pages)
    assert len(titles(reader)) == 10 and said(reader).startswith("25 pages")
    reader.page.get_by_role("button", name="Show more").click()
    reader.page.locator(f"{FOUND}:nth-child(20)").wait_for()
    assert reader.page.evaluate("document.activeElement.textContent") == titles(reader)[10]


def test_finds_can_stand_in_order_of_time(search):
    pages = {"a/": ("Ship", "x"), "b/": ("B", "ship"), "c/": ("C", "ship"), "d/": ("D", "ship")}
    reader = search("ship", pages, dates={"a/": 30, "b/": -5, "c/": 7})
    reader.page.get_by_role("link", name="In order of time").click()
    reader.page.wait_for_url("**sort=date*")
    expect(reader.page.locator(".found h2").first).to_have_text("B")
    assert titles(reader) == ["B", "C", "Ship", "D"]


def test_where_no_page_has_a_word_the_nearest_are_shown_and_it_is_said(search):
    reader = search("harbourage", {"a/": ("A", "the harbour"), "b/": ("B", "a hat")})
    assert titles(reader) == ["A"] and "words that begin alike" in said(reader)


def test_where_no_page_has_all_words_some_are_shown_and_it_is_said(search):
    pages = {f"{name}/": (name, "other") for name in "cdefg"} | {"a/": ("A", "the harbour"), "b/": ("B", "a hat")}
    reader = search("harbour lighthouse", pages)
    assert titles(reader) == ["A"] and said(reader).startswith("No page holds all of")


def test_nonsense_finds_nothing(search):
    reader = search("zzzzqqqq", {"a/": ("A", "the harbour")})
    for words in ("zzzzqqqq", "...", "=", '""', "__proto__", "😀"):
        reader.page.locator(".search-box input").fill(words)
        expect(reader.page.locator("#search-status")).to_contain_text(f"Nothing found for “{words}”")
    assert titles(reader) == [] and reader.complaints == []


def test_nothing_of_a_page_becomes_markup(search):
    evil = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'
    html = page(evil, f"ship {escape(evil)} ship", kind=escape(evil), when=escape(evil), head=evil)
    reader = search("ship <b>", {"a/": ("ship b", "ship b")}, html={"a/": html}, kinds={"a/": evil})
    assert titles(reader) == [evil]
    assert reader.page.locator("#search-results :is(img, script, b)").count() == 0
    assert reader.page.evaluate("window.ran") is None


def test_a_page_that_cannot_be_had_is_named_by_its_address(search):
    reader = search("ship", {"a/gone/": ("A", "ship"), "b/": ("B", "ship")}, html={"a/gone/": ""})
    assert sorted(titles(reader)) == ["B", "a/gone/"]


def test_an_index_that_cannot_be_had_says_so(visit):
    reader = visit()
    reader.page.route(f"**/{FOLDER}/**", lambda route: route.fulfill(status=500))
    reader.open("search/?q=ship").get_by_text("could not be loaded").wait_for()


def test_the_words_stand_in_what_is_shown_and_its_claim_is_named(search):
    reader = search("anchor", {"a/": ("A", "first", f"{'long ' * 80}before the anchor fell {'again ' * 80}")})
    part = reader.page.locator(".parts li")
    assert part.locator("a").get_attribute("href").endswith("a/#claim-1") and part.locator("a").inner_text() == "Ada says"
    shown = part.locator("p").inner_text()
    assert "before the anchor fell" in shown and len(shown) < 200 and shown.startswith("…") and shown.endswith("…")


@pytest.mark.parametrize("width", [320, 1440])
def test_finds_fit_the_screen(visit, width):
    tab = visit(width=width).open("search/?q=Japan")
    tab.locator(FOUND).first.wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


# --- Terms ---


# What differs between versions of Unicode is left out: the browser has its own.
KNOWN = st.characters(exclude_categories=["Cn", "Cs", "Co"], max_codepoint=0x323AF)
TEXTS = st.text(KNOWN | st.sampled_from("aZ09 -'’‑.,’s é中国海ァｱฮΣςßİı½…Ａ．，_"), max_size=30)


def test_the_browser_makes_the_same_terms(browser):
    drawn: list[str] = ["Japan's fire-control radar", "U.S. F-15s", "中国海警 x", "ΟΔΟΣ.", "don't 1,000 56.1", "\u0345ͅa", "ﷺ", "한국 ガギ"]

    @given(st.lists(TEXTS, min_size=20, max_size=20))
    def draw(texts):
        drawn.extend(text for text in texts if all(unicodedata.category(character) != "Cn" for character in text))

    draw()
    script = (ROOT / "overrides/assets/terms.js").read_text(encoding="utf-8")
    page = browser.new_page()
    made = page.evaluate(
        """async ([script, texts]) => {
            const { terms, nameTerm } = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(script));
            return texts.map((text) => [terms(text), nameTerm(text)]);
        }""",
        [script, drawn],
    )
    page.close()
    for text, (found, name) in zip(drawn, made, strict=True):
        expected = sorted(term for term, count in counted(text).items() for _ in range(count))
        assert (sorted(found), name) == (expected, name_term(text)), json.dumps(text)
