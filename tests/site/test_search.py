"""Searching, in Chromium: on the real site, and on an index of invented pages that is put in its place."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from html import escape
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.check import check_project
from generator.pages import Lookup
from generator.search import FOLDER, Entry, build_index, found
from generator.search.entry import BODY
from generator.search.tokens import counted, name_term
from tests.conftest import ROOT
from tests.site.conftest import Watched

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


@pytest.fixture(scope="module")
def invented(browser, site, address):
    """One reader of a site whose index and found pages are invented: what `held` has by path, and else the real site without its looks."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    reader = Watched(context.new_page(), address)
    reader.held = {}

    def answer(route):
        path = unquote(urlsplit(route.request.url).path).removeprefix(urlsplit(address).path)
        kind = "text/javascript" if path.endswith(".js") else "application/json" if path.endswith(".json") else "text/html; charset=utf-8"
        file = site / (path or ".") / ("index.html" if path.endswith("/") else "")
        if path in reader.held:
            route.fulfill(body=reader.held[path], content_type=kind)
        elif path.endswith((".woff2", ".css", ".svg")):
            route.fulfill(body="", content_type="text/css")
        elif path.startswith(FOLDER) or not file.is_file():
            route.fulfill(status=404)
        else:
            route.fulfill(body=file.read_bytes(), content_type=kind)

    reader.page.route("**/*", answer)
    yield reader
    context.close()


@pytest.fixture
def search(invented):
    """Search invented pages: `search(words, {address: (title, text, …)}, kinds={address: kind}, dates={address: day})` → the reader."""

    def new(words, pages, kinds=None, dates=None, html=None):
        kinds, dates = kinds or {}, dates or {}
        entries = {
            name: found(Entry(name, kinds.get(name, "Event"), dates.get(name), (title,), tuple((BODY, text) for text in texts)))
            for name, (title, *texts) in pages.items()
        }
        invented.held = {f"{FOLDER}/{name}": data.decode() for name, data in build_index(entries).items()}
        invented.held |= {name: page(*texts, kind=kinds.get(name, "Event")) for name, texts in pages.items()} | (html or {})
        invented.complaints.clear()
        invented.requests.clear()
        invented.open(f"search/?q={quote(words)}")
        answered(invented)
        return invented

    return new


def titles(reader):
    return reader.page.locator(f"{FOUND} h2").all_inner_texts()


def said(reader):
    return reader.page.locator("#search-status").inner_text()


# --- The real site ---


FIRST = {
    "Koizumi": "actors/shinjiro-koizumi/", "Takaichi": "actors/sanae-takaichi/", "Yokosuka": "places/yokosuka/",
    "fire-control radar": "events/2025-12-06-radar-lock-on/", "fire control radar": "events/2025-12-06-radar-lock-on/",
    "10/12/2025": "dates/2025/12/10/", "Wednesday 10th Dec": "dates/2025/12/10/", "12/2025": "dates/2025/12/", "2025": "dates/2025/",
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


def test_a_date_finds_its_day_then_what_is_of_that_day(visit):
    tab = visit().open("search/?q=6.12.2025")
    expect(tab.locator(f"{FOUND} h2 a").nth(1)).to_contain_text("Radar incident")
    assert all(re.search(r"\b6\b.* Dec 2025", when) for when in tab.locator(f"{FOUND} .kind .when").all_inner_texts())
    tab.get_by_role("link", name="Look for the words “6 December 2025” in all pages").click()
    expect(tab.locator("#search-status")).to_contain_text("“6 December 2025”")
    assert tab.locator(".search-box input").input_value() == "“6 December 2025”"


def test_of_a_day_without_a_page_the_nearest_are_offered(visit):
    tab = visit().open("search/?q=11+November+2025")
    expect(tab.locator(".nearest")).to_contain_text("No record is dated 11 November 2025.")
    assert tab.locator(".nearest .notice a").all_inner_texts() == ["7 November 2025", "21 November 2025"]
    tab.get_by_role("link", name="7 November 2025").click()
    tab.wait_for_url("**/dates/2025/11/07/")


# --- Filters ---


@pytest.fixture(scope="module")
def lookup():
    return Lookup(check_project(ROOT).timeline)


FIELDS = ("kind", "year", "type", "actor", "place", "source")
KINDS = {
    "events": "Event", "actors": "Actor", "places": "Place", "sources": "Source", "as-of": "As of a day", "differences": "Differences", "coverage": "Coverage",
    "explore": "Explore", "data": "Downloads",
}  # fmt: skip


def counted_by_hand(lookup, addresses):
    """How many of some pages count under each value of each field, from the records."""
    timeline = lookup.timeline
    counts = {field: {} for field in FIELDS}

    def count(field, values):
        for value in set(values):
            counts[field][value] = counts[field].get(value, 0) + 1

    for address in addresses:
        folder, _, name = address.strip("/").partition("/")
        count("kind", [KINDS.get(folder) or (["Year", "Month", "Day"][name.count("/")] if folder == "dates" else "About this site")])
        if folder == "events":
            event = timeline.event[name]
            days = [day for day in (event.date.earliest, event.date.latest) if day]
            count("year", map(str, range(min(days)[0], max(days)[0] + 1)))
            count("type", [event.type])
            count("actor", [role.actor for role in event.actors])
            count("place", event.places)
            count("source", lookup.sources_of_event(event))
        elif folder in ("actors", "places", "sources"):
            count(folder[:-1], [name])
        if folder == "sources":
            published = timeline.sources[name].published
            count("year", [str((published.earliest or published.latest)[0])])
        elif folder in ("dates", "as-of"):
            count("year", [name[:4]])
    return counts


def found_addresses(reader):
    """The pages found, all of them, by their addresses from the root."""
    more = reader.page.get_by_role("button", name="Show more")
    links = reader.page.locator(f"{FOUND} h2 a")
    while more.is_visible():
        shown = links.count()
        more.click()
        links.nth(shown).wait_for()
    return [href.removeprefix(reader.address) for href in links.evaluate_all("all => all.map(one => one.href)")]


def counts_shown(reader):
    reader.page.locator(".filters label").first.wait_for()
    for folded in reader.page.locator(".filters fieldset summary").all():
        folded.click()
        folded.locator("xpath=..").locator("label").first.wait_for()
    rows = reader.page.locator(".filters label").evaluate_all(
        "all => all.map(one => [one.firstChild.name, one.firstChild.value, Number(one.querySelector('.count').textContent.replace(',', ''))])"
    )
    return {field: {value: count for name, value, count in rows if name == field} for field in FIELDS}


def test_counts_beside_each_choice_are_those_of_the_records(visit, lookup):
    reader = visit()
    reader.open("search/?q=radar")
    answered(reader)
    every = counted_by_hand(lookup, found_addresses(reader))
    expected = {field: values if len(values) > 1 else {} for field, values in every.items()}  # one choice is none
    assert counts_shown(reader) == expected and sum(map(len, expected.values())) > 30


def test_fields_narrow_each_other_and_each_counts_as_if_it_were_not_chosen(visit, lookup):
    reader = visit()
    reader.open("search/?kind=Event&kind=Source&actor=japan&actor=russia&year=2025&sort=newest")
    answered(reader)
    addresses = found_addresses(reader)
    timeline, shown = lookup.timeline, counts_shown(reader)
    fitting = [event for event in timeline.events if {role.actor for role in event.actors} & {"japan", "russia"} and _years(event) & {2025}]
    assert sorted(addresses) == sorted(f"events/{event.id}/" for event in fitting) and len(fitting) > 5
    assert said(reader) == f"{len(fitting)} of {len(_indexed(reader))} pages"
    of_fitting = counted_by_hand(lookup, addresses)
    assert (shown["type"], shown["place"], shown["source"]) == (of_fitting["type"], of_fitting["place"], of_fitting["source"])
    of_year = [f"events/{event.id}/" for event in timeline.events if _years(event) & {2025}]
    of_year += [f"sources/{source.id}/" for source in timeline.sources.values() if (source.published.earliest or source.published.latest)[0] == 2025]
    assert shown["actor"] == counted_by_hand(lookup, of_year)["actor"]
    days = [event.date.earliest or event.date.latest for event in (timeline.event[address.split("/")[1]] for address in addresses)]
    assert days == sorted(days, reverse=True)


def _years(event):
    days = [day for day in (event.date.earliest, event.date.latest) if day]
    return set(range(min(days)[0], max(days)[0] + 1))


def _indexed(reader):
    entry = reader.page.request.get(f"{reader.address}{FOLDER}/entry.json").json()
    return range(entry["pages"])


FILTERS = [
    ("kind", "Event", "Event"), ("year", "2026", "2026"), ("type", "statement", "Statement"), ("actor", "china", "China"), ("place", "okinawa", "Okinawa"),
    ("source", "star-scmp-2025-12-13", "The Star, 13 Dec 2025"),
]  # fmt: skip


def test_each_filter_is_chosen_and_taken_away(visit):
    reader = visit()
    tab = reader.open("search/?q=Japan")
    answered(reader)
    before = said(reader)
    for field, value, label in FILTERS:
        choice = tab.locator(f".filters input[name={field}][value='{value}']")
        tab.locator(f".filters input[name={field}]").first.wait_for()
        folded = tab.locator(f".filters details[data-field={field}] summary")
        if not choice.count() and folded.count():
            folded.click()
        number = choice.locator("xpath=..").locator(".count").inner_text()
        choice.check()
        tab.wait_for_url(f"**q=Japan&{field}={value}")
        expect(tab.locator("#search-status")).to_have_text(re.compile(f"^{number} of "))
        answered(reader)
        tab.get_by_role("link", name=re.compile(f"^Remove the filter .*: {label}$")).click()
        expect(tab.locator("#search-status")).to_have_text(before)
        answered(reader)
    tab.go_back()
    expect(tab.locator(".chosen a")).to_have_text(label)
    assert reader.complaints == []


def test_filters_by_keys_alone_keep_the_place(visit):
    reader = visit()
    tab = reader.open("search/?q=Japan")
    answered(reader)
    choice = tab.locator(".filters input[name=kind][value=Source]")
    choice.wait_for()
    for _ in range(12):
        tab.keyboard.press("Tab")
        if choice.evaluate("one => one === document.activeElement"):
            break
    tab.keyboard.press("Space")
    tab.wait_for_url("**kind=Source")
    expect(tab.locator("#search-status")).to_contain_text(" of ")
    answered(reader)
    expect(choice).to_be_focused()
    expect(choice).to_be_checked()
    assert set(tab.locator(f"{FOUND} .kind").evaluate_all("all => all.map(kind => kind.firstChild.textContent)")) == {"Source"}
    tab.locator(".chosen a").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".chosen a")).to_have_count(0)
    answered(reader)
    expect(tab.locator("#found")).to_be_focused()


def test_on_a_phone_filters_fold_away_and_are_fetched_when_opened(visit):
    reader = visit(width=390)
    tab = reader.open("search/?q=radar")
    answered(reader)
    assert tab.locator(".filters form").is_hidden() and not [url for url in reader.requests if "/data/" in url]
    tab.locator(".filters > summary").click()
    tab.locator(".filters label", has_text="Source").first.click()
    tab.wait_for_url("**kind=Source")
    expect(tab.locator(".filters > summary")).to_have_text("Filters (1 chosen)")
    expect(tab.locator(".chosen a")).to_have_text("Source")


def test_what_fits_no_filter_says_so_and_leads_on(visit):
    tab = visit().open("search/?q=radar&kind=Month&actor=nobody")
    expect(tab.locator("#search-status")).to_have_text(re.compile("^None of the ([0-9]+) pages found for “radar” fits all filters. Remove one.$"))
    tab.get_by_role("link", name="Clear all").click()
    expect(tab.locator("#search-status")).to_have_text(re.compile("^[0-9]+ pages found for “radar”$"))


# --- Keys ---


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_goes_to_the_box_and_escape_goes_back(visit, key):
    tab = visit().open("events/2025-12-06-radar-lock-on/")
    tab.locator("a.cite").first.focus()
    tab.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    box = tab.locator("input[name=q]")
    tab.keyboard.press(f"Alt+{key}")
    expect(box).not_to_be_focused()
    tab.keyboard.press(key)
    expect(box).to_be_focused()
    tab.keyboard.type("slow/s")
    assert box.input_value() == "slow/s"
    tab.keyboard.press("Escape")
    expect(tab.locator("a.cite").first).to_be_focused()
    assert tab.evaluate("scrollY") == 300 and box.input_value() == "slow/s"


def test_keys_can_be_switched_off(visit):
    tab = visit().open("search/")
    tab.locator("#slash-key").uncheck()
    for key in ("/", "s"):
        tab.keyboard.press(key)
        expect(tab.locator("#slash-key")).to_be_focused()
    tab.goto(tab.url.replace("search/", "actors/"))
    for key in ("/", "s"):
        tab.keyboard.press(key)
        expect(tab.locator("input[name=q]")).not_to_be_focused()


def test_from_any_page_to_a_find_by_keys_alone(visit):
    tab = visit().open("sources/")
    tab.keyboard.press("s")
    tab.keyboard.type("Yokosuka")
    tab.keyboard.press("Enter")
    tab.locator(f"{FOUND} h2 a").nth(1).wait_for()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        tab.keyboard.press(key)
    expect(tab.locator(f"{FOUND} h2 a").first).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/places/yokosuka/")


def test_without_scripts_the_form_leads_to_a_notice_and_ways_in(visit):
    tab = visit(scripts=False).open("actors/")
    tab.locator("header input[name=q]").fill("radar")
    tab.locator("header input[name=q]").press("Enter")
    tab.wait_for_url("**/search/?q=radar")
    assert tab.locator("main .notice").is_visible() and tab.locator(".ways-on a").count() >= 5


# --- Weight ---


def test_one_query_is_light(visit):
    reader = visit()
    weights = {}

    def weigh(answer):
        path = urlsplit(answer.url).path
        if not path.endswith(("/search/", ".woff2", ".css", ".svg", "/keys.js")):  # what every page has
            weights[path] = len(gzip.compress(answer.body(), 9))

    reader.page.on("response", weigh)
    reader.open("search/?q=Japan").locator(FOUND).first.wait_for()
    reader.page.locator(".filters input[name=actor]").first.wait_for()
    answered(reader)

    def those(part):
        return sum(weight for path, weight in weights.items() if part in path)

    total = sum(weights.values())
    print(f"one query, gzip: {total / 1000:.0f} kB, of which index {those(FOLDER) / 1000:.0f}, columns {those('/data/') / 1000:.0f}, scripts {those('.js') / 1000:.0f}")
    assert those(FOLDER) and those("/data/explore/") and total < 150_000


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
    ("القوات", "أعلنت القُوّات البحرية"), ("القوّات", "القوات"), ("전투기", "러시아 전투기"),
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


@pytest.mark.parametrize(("words", "holds", "not_so"), [
    ("“海上自衛隊の護衛艦”", "昨日、海上自衛隊の護衛艦が出港した。", "護衛艦は海上自衛隊の船。"), ("「海上自衛隊」", "海上自衛隊は", "海上の自衛隊は"),
    ("“中国海警局”", "据中国海警局消息", "中国的海警局"), ("“القوات البحرية”", "أعلنت القُوّات البحرية أمس", "البحرية و القوات"),
    ("„с самолёта“", "взлёт с самолёта", "самолёта с"),
])  # fmt: skip
def test_phrases_hold_in_any_script_and_open_at_the_words(search, words, holds, not_so):
    reader = search(words, {"a/": ("A", "first", holds), "b/": ("B", not_so)})
    assert titles(reader) == ["A"]
    part = reader.page.locator(".parts li")
    assert part.locator("a").get_attribute("href").endswith("#claim-1") and part.locator("mark").count() >= 1
    assert part.locator("p").get_attribute("dir") == "auto" and part.locator("p").inner_text() == holds


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
    for name, sort, order in [("Oldest first", "&sort=date", "B C Ship D"), ("Newest first", "&sort=newest", "Ship C B D"), ("Best first", "", "Ship B C D")]:
        choice = reader.page.get_by_role("link", name=name)
        choice.focus()
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(f"**?q=ship{sort}")
        expect(reader.page.locator(".found h2")).to_have_text(order.split())
        expect(choice).to_be_focused()


def test_of_many_events_the_columns_wait_until_they_are_asked_for(search):
    pages = {f"events/{number:04}/": ("A", "ship") for number in range(1501)}
    reader = search("ship", pages | {"a/": ("Ship", "x")}, kinds={"a/": "Place"}, dates={"a/": 400, "events/0000/": 0})
    assert counts_shown(reader)["kind"] == {"Event": 1501, "Place": 1} and not [url for url in reader.requests if "/data/" in url]
    reader.page.get_by_role("button", name="More filters").press("Enter")
    reader.page.locator(".filters input[name=year]").first.wait_for()
    assert counts_shown(reader)["year"] == {"1971": 1, "1970": 1} and [url for url in reader.requests if "/data/explore/columns" in url]
    expect(reader.page.get_by_role("button", name="More filters")).to_have_count(0)
    expect(reader.page.locator(".filters input[name=year]").first).to_be_focused()


def test_of_many_events_only_what_the_address_asks_for_is_fetched(search):
    reader = search("ship", {f"events/{number:04}/": ("A", "ship") for number in range(1501)})
    reader.open("search/?q=ship&actor=japan")
    answered(reader)
    fetched = {re.search(r"explore/([a-z]+)", url)[1] for url in reader.requests if "/data/explore/" in url}
    assert fetched == {"entry", "columns", "order", "actors"}
    reader.page.get_by_role("button", name="More filters").press("Enter")
    expect(reader.page.get_by_role("button", name="More filters")).to_have_count(0)
    assert {part for part in ("places", "sources", "more") if any(f"explore/{part}-" in url for url in reader.requests)} == {"places", "sources"}


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


def test_words_keep_the_language_of_their_quote(search):
    html = page("A", "x").replace('<p class="claim-text">x</p>', '<blockquote lang="ar">أعلنت القوات أمس</blockquote>')
    part = search("القوات", {"a/": ("A", "القوات")}, html={"a/": html}).page.locator(".parts p")
    assert part.get_attribute("lang") == "ar" and part.evaluate("one => getComputedStyle(one).direction") == "rtl"


# --- Dates that are typed, and what finds are narrowed by: modules that look at no page ---


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("query", ["", "?q=radar", "?q=2025-12-10", "?q=zzzz"])
def test_finds_that_come_late_move_nothing(visit, width, query):
    reader = visit(width=width)
    reader.page.add_init_script("""new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted = (window.shifted || 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });""")
    for late in ("**/assets/search.js", "**/search-index/*", "**/events/*/"):
        reader.page.route(late, lambda route: (reader.page.wait_for_timeout(120), route.continue_()))
    reader.open(f"search/{query}")
    answered(reader)
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("window.shifted || 0") < 0.01
    assert reader.page.locator(".ways-on").is_visible()


def test_a_script_that_never_comes_is_said_to_be_missing(visit):
    reader = visit()
    reader.page.route("**/assets/finds.js", lambda route: route.abort())
    reader.open("search/?q=radar")
    ways = reader.page.locator(".ways-on")
    assert not ways.is_visible()
    reader.page.evaluate("document.getAnimations().forEach(one => one.finish())")
    assert ways.is_visible()
    said = reader.page.evaluate("getComputedStyle(document.querySelector('#search-results'), '::before').content")
    assert "could not be loaded" in reader.page.locator("#search-results").get_attribute("data-failed") and said != "none"


def test_without_scripts_there_is_no_choice_of_keys(visit):
    assert not visit(scripts=False).open("search/").locator("#slash-key").is_visible()


@pytest.fixture(scope="module")
def call(browser):
    """Call a function with a module of the browser that needs no other: `call("dates", "(module, text) => …", "2025")`."""
    tab = browser.new_page()

    def new(name, function, *given):
        script = (ROOT / f"overrides/assets/{name}.js").read_text(encoding="utf-8")
        return tab.evaluate(
            f"""async ([script, given]) => {{
                const module = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(script));
                return ({function})(module, ...given);
            }}""",
            [script, given],
        )

    yield new
    tab.close()


TENTH = "2025-12-10"
EITHER = [TENTH, "2025-10-12"]
WAYS = {
    "10 Dec 2025": [TENTH], "2025-12-10": [TENTH], "December 10, 2025": [TENTH], "10.12.2025": [TENTH], "10/12/2025": EITHER, "10 December": ["-12-10"],
    "Dec 10": ["-12-10"], "Wednesday 10 December 2025": [TENTH], "10th Dec 2025": [TENTH], "December 2025": ["2025-12"], "2025": ["2025"],
    "12/2025": ["2025-12"], "2025-12": ["2025-12"], "2025-1-3": ["2025-01-03"], "Dec. 10 2025": [TENTH], "10 dec": ["-12-10"],
    "the 10th of December 2025": [TENTH], "Wed, 10 Dec 2025": [TENTH], " 10  DECEMBER  2025 ": [TENTH], "10-12-2025": EITHER, "10–12–2025": EITHER,
    "13/12/2025": ["2025-12-13"], "12/13/2025": ["2025-12-13"], "12/12/2025": ["2025-12-12"], "10/12/25": EITHER, "10-Dec-2025": [TENTH],
    "2025 December 10": [TENTH], "2025/12/10": [TENTH], "10. 12. 2025": [TENTH], "sept 2025": ["2025-09"], "2025 Sep": ["2025-09"], "1st May": ["-05-01"],
    "2025年12月10日": [TENTH], "２０２５－１２－１０": [TENTH], "29 Feb 2024": ["2024-02-29"], "29 February": ["-02-29"], "10 Dec ’25": [TENTH],
    **dict.fromkeys(["29 Feb 2025", "31/4/2025", "32 December 2025", "2025-13", "13.13.2025", "0 May", "", "radar", "May", "10", "1000 men", "in 2025",
                     "radar 10 December 2025", "10 Decem 2025", "56.1"], []),
}  # fmt: skip


def test_dates_are_read_in_the_ways_people_type_them(call):
    read = call("dates", "({ readDate, keyOf }, all) => all.map((text) => readDate(text).map(keyOf))", list(WAYS))
    assert dict(zip(WAYS, read, strict=True)) == WAYS


@pytest.mark.parametrize(("typed", "found", "missing"), [
    ("10 Dec 2025", [TENTH], []), ("10/12/2025", EITHER, []), ("10 December", ["2024-12-10", TENTH], []), ("2025", ["2025"], []), ("1999", [], []), ("radar", [], []),
    ("7/12/2025", [], [("2025-12-07", "2025-10-12", TENTH), ("2025-07-12", "2024-12-10", "2025-10-12")]), ("1 Jan 2000", [], [("2000-01-01", None, "2024-12-10")]),
    ("1 Jan", [], [("2025-01-01", "2024-12-10", "2025-10-12")]), ("1 Jan 2030", [], [("2030-01-01", TENTH, None)]), ("11/2025", [], [("2025-11", None, "2025-12")]),
])  # fmt: skip
def test_dates_become_pages_or_the_nearest_there_are(call, typed, found, missing):
    pages = ["2024-12-10", "2025", "2025-10-12", "2025-12", TENTH]
    got = call("dates", "({ readDate, resolve }, text, pages) => resolve(readDate(text), pages)", typed, pages)
    assert got["found"] == found and [(one["key"], one.get("before"), one.get("after")) for one in got["missing"]] == missing


COLUMNS = {
    "n": 2, "first": [0, 360], "last": [0, 370], "type": [1, 0], "actors": [[1], [0, 1]], "places": [[], [0]], "sources": [[0], [0]],
    "names": {"types": ["Talks", "Flight"], "typeKeys": ["talks", "flight"], "actors": [["b", "Bo"], ["a", "Al"]], "places": [["p", "Pe"]],
              "sources": [["s", "Paper, 1970"]], "formerly": {"actor": {"al": "a"}}},
}  # fmt: skip
NARROW = """({ attributes, narrow, renewed, FIELDS }, data, order, chosen) => {
    const kinds = ["Actor", "Actor", "Event", "Event", "Day", "Place", "Source", "Page"];
    const named = { event: "Event", actor: "Actor", place: "Place", source: "Source" };
    const of = attributes({ kinds, dates: [null, null, 360, 0, 800, null, 900, null], named, data, order });
    const none = Object.fromEntries(FIELDS.map((field) => [field, []]));
    const { kept, counts } = narrow([7, 6, 5, 4, 3, 2, 1, 0], renewed({ ...none, ...chosen }, data), of);
    return { kept, counts: Object.fromEntries(Object.entries(counts).map(([field, found]) => [field, Object.fromEntries(found)])) };
}"""


def test_pages_count_under_what_they_tell_of_and_under_themselves(call):
    got = call("facets", NARROW, COLUMNS, [1, 0], {})
    assert got["kept"] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert got["counts"] == {
        "kind": {"Actor": 2, "Event": 2, "Day": 1, "Place": 1, "Source": 1, "Page": 1}, "year": {"1970": 2, "1971": 1, "1972": 2},
        "type": {"flight": 1, "talks": 1}, "actor": {"a": 3, "b": 2}, "place": {"p": 2}, "source": {"s": 3},
    }  # fmt: skip


@pytest.mark.parametrize(("chosen", "kept", "counts"), [
    ({"actor": ["a"]}, [3, 2, 0], {"kind": {"Event": 2, "Actor": 1}, "actor": {"a": 3, "b": 2}}), ({"actor": ["al"]}, [3, 2, 0], {}),
    ({"actor": ["a", "b"], "kind": ["Actor"]}, [1, 0], {"kind": {"Event": 2, "Actor": 2}, "actor": {"a": 1, "b": 1}}),
    ({"year": ["1971"], "type": ["talks"]}, [2], {"year": {"1970": 1, "1971": 1}, "type": {"talks": 1}, "place": {"p": 1}}),
    ({"place": ["nowhere"]}, [], {"place": {"p": 2}, "kind": {}}),
])  # fmt: skip
def test_values_of_a_field_are_alternatives_and_fields_narrow_each_other(call, chosen, kept, counts):
    got = call("facets", NARROW, COLUMNS, [1, 0], chosen)
    assert got["kept"] == kept and all(got["counts"][field] == of for field, of in counts.items())


def test_columns_of_another_site_are_not_believed(call):
    for data, order in ((None, []), (COLUMNS, [0]), (COLUMNS | {"n": 3}, [0, 1, 2])):
        counts = call("facets", NARROW, data, order, {})["counts"]
        assert counts["kind"]["Event"] == 2 and counts["actor"] == counts["type"] == {} and counts["year"] == {"1970": 2, "1972": 2}


# --- Terms ---


# What differs between versions of Unicode is left out: the browser has its own.
KNOWN = st.characters(exclude_categories=["Cn", "Cs", "Co"], max_codepoint=0x323AF)
TEXTS = st.text(KNOWN | st.sampled_from("aZ09 -'’‑.,’s é中国海ァｱฮΣςßİı½…Ａ．，_"), max_size=30)


def test_the_browser_makes_the_same_terms(browser):
    drawn: list[str] = ["Japan's fire-control radar", "U.S. F-15s", "中国海警 x", "ΟΔΟΣ.", "don't 1,000 56.1", "\u0345ͅa", "ﷺ", "한국 ガギ"]

    @settings(max_examples=50)
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
