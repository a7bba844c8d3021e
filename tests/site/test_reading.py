"""What readers do, in Chromium: search, follow a citation to its words, read on a phone, in the dark, without scripts."""

from __future__ import annotations

import pytest

KINDS = [
    "", "events/", "events/2025-12-06-radar-lock-on/", "actors/", "actors/shinjiro-koizumi/", "actors/japan/", "places/", "places/sea-of-japan/",
    "sources/", "sources/star-scmp-2025-12-13/", "dates/", "dates/2025/", "dates/2025/12/", "dates/2025/12/10/", "differences/", "edition/",
    "search/", "explore/", "explore/?view=time", "explore/?view=map", "data/", "coverage/", "as-of/2025-12-12/", "about/", "method/", "contribute/",
]


@pytest.mark.parametrize(("words", "page"), [
    ("Koizumi", "/actors/shinjiro-koizumi/"),
    ("fire-control radar", "/events/2025-12-06-radar-lock-on/"),
    ("Yokosuka", "/events/2025-12-11-uss-george-washington-arrives/"),
])
def test_search_finds_and_opens_the_right_page(visit, words, page):
    reader = visit()
    tab = reader.open()
    tab.get_by_role("searchbox").first.fill(words)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=*")
    results = tab.locator("#search-results .found a")
    results.first.wait_for()
    addresses = [link.get_attribute("href").partition("#")[0].partition("?")[0] for link in results.all()[:12]]
    assert any(address.endswith(page) for address in addresses), addresses
    tab.locator(f"#search-results .found a[href*='{page}']").first.click()
    tab.wait_for_url(f"**{page}**")
    assert words.lower() in tab.locator("main").inner_text().lower()
    assert reader.elsewhere() == [] and reader.complaints == []


def test_a_search_without_results_says_so(visit):
    tab = visit().open("search/?q=zzzzqqqq")
    tab.get_by_text("Nothing found").first.wait_for()


def test_the_slash_key_goes_to_the_search_box(visit):
    tab = visit().open()
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"


def follow(tab, figure):
    """From quoted words on to the passage on their source's page."""
    words = " ".join(figure.locator("blockquote").first.inner_text().split())
    figure.locator("figcaption a").first.click()
    tab.wait_for_url("**/sources/**#q-*")
    passage = tab.locator("li.passage:has(:target)")
    passage.wait_for()
    assert words in " ".join(passage.inner_text().split())
    assert passage.locator("mark").first.is_visible()


def test_a_citation_leads_to_the_claim_and_its_words_and_on_to_the_source(visit):
    tab = visit(scripts=False).open("events/2025-12-06-radar-lock-on/")
    tab.locator("a.cite").first.click()
    claim = tab.locator(".claim:target")
    claim.wait_for()
    follow(tab, claim.locator(".quote").first)


@pytest.mark.parametrize("width", [390, 1440])
def test_with_scripts_a_citation_shows_its_words_beside_the_sentence(visit, width):
    reader = visit(width=width)
    tab = reader.open("events/2025-12-06-radar-lock-on/")
    mark = tab.locator("a.cite").first
    mark.click()
    slip = tab.locator(".slip")
    slip.wait_for()
    box = slip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    tab.keyboard.press("Escape")
    slip.wait_for(state="detached")
    mark.click()
    follow(tab, slip.locator(".quote").first)
    assert reader.complaints == [] and reader.elsewhere() == []


def test_a_second_click_on_a_citation_follows_it(visit):
    tab = visit().open("events/2025-12-06-radar-lock-on/")
    mark = tab.locator("a.cite").first
    mark.focus()
    tab.keyboard.press("Enter")
    tab.locator(".slip").wait_for()
    mark.focus()
    tab.keyboard.press("Enter")
    tab.locator(".claim:target").wait_for()


def test_a_source_leads_back_to_the_events_that_rest_on_it(visit):
    tab = visit().open("sources/star-scmp-2025-12-13/")
    tab.locator("li.passage .rests a").first.click()
    tab.wait_for_url("**/events/**")


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_is_wider_than_its_screen(visit, width):
    reader = visit(width=width)
    for path in KINDS:
        tab = reader.open(path)
        assert tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_page_stays_at_home_and_complains_of_nothing(visit, dark):
    reader = visit(dark=dark)
    for path in KINDS:
        tab = reader.open(path)
        if path == "" or path.startswith(("explore/", "search/")):  # what their scripts fetch comes later
            tab.wait_for_load_state("networkidle")
    assert reader.elsewhere() == [] and reader.complaints == []
    assert len(reader.requests) > 2 * len(KINDS)


def test_a_missing_page_is_helpful_under_a_sub_path(visit):
    reader = visit()
    tab = reader.open("events/nothing/here/")
    assert "not here" in tab.locator("h1").inner_text()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") not in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    tab.get_by_role("link", name="Events").first.click()
    tab.wait_for_url("**/timeline/events/")


def test_neighbours_in_time_lead_there_and_back(visit):
    tab = visit().open("events/2025-12-06-radar-lock-on/")
    here = tab.url
    tab.locator("nav.neighbours a.next").click()
    tab.wait_for_url(lambda url: url != here)
    tab.locator("nav.neighbours a.prev").click()
    tab.wait_for_url(here)


def test_every_record_page_says_how_to_report_an_error(visit):
    tab = visit().open("events/2025-12-06-radar-lock-on/")
    links = [link.get_attribute("href") for link in tab.locator("footer a").all()]
    assert any(link.startswith("mailto:corrections@") for link in links)
    assert any("/issues/new?" in link for link in links)
    assert any(link.endswith("/edit/main/content/events/2025-12-06-radar-lock-on.yml") for link in links)


def test_dates_lead_from_year_to_day_to_event(visit):
    tab = visit().open("dates/")
    for name in ("The year 2025", "December", "10"):
        tab.locator("main").get_by_role("link", name=name, exact=False).first.click()
    tab.locator("main a[href*='events/']").first.click()
    tab.wait_for_url("**/events/**")


# --- What readers see first, and how far it goes ---

EVENT = "events/2025-12-06-radar-lock-on/"


def top(element) -> float:
    return element.bounding_box()["y"]


def test_the_first_screen_says_what_this_is_and_where_accounts_differ(visit):
    tab = visit().open()
    for part in ("h1", ".lede", ".figures dd >> nth=4", ".begin a >> nth=3", ".asked h3 >> nth=3", ".asked q >> nth=1", ".picture figcaption"):
        assert top(tab.locator(part)) < 800, part
    assert top(tab.locator(".picture-stage")) < 850


def test_the_home_page_is_short_and_leads_on(visit):
    reader = visit()
    tab = reader.open()
    assert tab.evaluate("document.documentElement.scrollHeight") < 4000
    for link in tab.locator(".begin a").all():
        assert tab.request.get(reader.address + link.get_attribute("href")).ok


@pytest.mark.parametrize("width", [390, 1440])
def test_every_mark_and_number_leads_to_its_claim_or_question(visit, width):
    tab = visit(width=width, scripts=False).open(EVENT)
    anchors = {link.get_attribute("href") for link in tab.locator("main a[href^='#']:not(.toc a)").all()}
    assert len(anchors) > 10
    for anchor in sorted(anchors)[::2]:
        tab.goto(tab.url.partition("#")[0] + anchor)
        target = tab.locator(":target")
        assert target.count() == 1 and target.is_visible() and 0 <= top(target) < 900, anchor


def test_how_a_date_is_known_opens_without_scripts_and_by_keyboard(visit):
    tab = visit(scripts=False).open(EVENT)
    for place in (".facts", ".claim-notes"):
        details = tab.locator(f"{place} details").first
        assert not details.locator(".workings").is_visible()
        details.locator("summary").focus()
        tab.keyboard.press("Enter")
        assert details.locator(".workings q").first.is_visible()


def test_paper_has_what_the_screen_keeps_folded_and_none_of_its_controls(visit):
    tab = visit(scripts=False).open(EVENT)
    tab.emulate_media(media="print")
    assert all(found.bounding_box()["height"] > 0 for found in tab.locator(".claim .workings, .facts .workings").all())
    for control in (".places", ".search", ".crumbs", "nav.neighbours", ".rail > a", ".switch", ".toc"):
        assert not any(found.is_visible() for found in tab.locator(control).all()), control
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", ["", EVENT, "differences/", "sources/star-scmp-2025-12-13/", "dates/2025/12/"])
def test_at_twice_the_size_nothing_is_cut_off(visit, path):
    tab = visit(width=720).open(path)
    tab.set_viewport_size({"width": 720, "height": 450})
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cut = """[...document.querySelectorAll("h1, h2, h3, p, blockquote, dd, figcaption, .stance, td, th, .begin a")].filter((box) =>
        box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).display !== "inline" && getComputedStyle(box).overflow !== "hidden"
        && !box.closest(".vh") && box.getClientRects().length && !box.querySelector(".vh, svg") && box.clientWidth).map((box) => box.outerHTML.slice(0, 90))"""
    assert tab.evaluate(cut) == []


@pytest.mark.parametrize("path", ["", EVENT])
def test_focus_is_seen_wherever_it_goes(visit, path):
    tab = visit().open(path)
    seen = set()
    for _ in range(40):
        tab.keyboard.press("Tab")
        here, outline = tab.evaluate("[document.activeElement.outerHTML.slice(0, 80), getComputedStyle(document.activeElement).outlineStyle]")
        elsewhere = tab.evaluate("document.activeElement.matches('input[type=radio], .picture *, svg *')")  # shown by its label, or drawn
        assert outline != "none" or elsewhere, here
        seen.add(here)
    assert len(seen) > 25


def test_words_that_run_from_right_to_left_do_so_in_their_own_place(visit):
    tab = visit().open(EVENT)
    edges = tab.evaluate("""() => {
      const box = document.querySelector(".claim blockquote"), words = document.createRange();
      box.textContent = "\u05e9\u05dc\u05d5\u05dd, F-15.";
      words.selectNodeContents(box);
      return [words.getBoundingClientRect().right, box.getBoundingClientRect().right, words.getBoundingClientRect().width];
    }""")
    assert abs(edges[0] - edges[1]) < 4 and edges[2] > 20


def test_one_line_of_header_at_tablet_width_and_two_on_a_phone(visit):
    for width, height in ((1440, 64), (820, 76), (390, 90)):
        assert visit(width=width).open(EVENT).locator("header.top").bounding_box()["height"] <= height
