"""Ways in, as readers take them: calendars by keyboard, from one to the next, to a section of a page, up to where it belongs."""

from __future__ import annotations

import pytest

WALK = """async (start) => {
  const seen = [];
  for (let url = start; url && seen.length < 500;) {
    seen.push(new URL(url).pathname);
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const next = page.querySelector("nav.neighbours a.next[rel=next]");
    url = next && new URL(next.getAttribute("href"), url).href;
  }
  return seen;
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_a_calendar_leads_to_a_day_by_keyboard(visit, width):
    reader = visit(width=width)
    tab = reader.open("dates/")
    month = tab.get_by_role("table", name="December 2025")
    month.get_by_role("link", name="December 2025").focus()
    tab.keyboard.press("Tab")
    day = month.get_by_role("link").nth(1)
    assert tab.evaluate("document.activeElement.closest('td') !== null") and day.evaluate("one => one === document.activeElement")
    assert day.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    month.get_by_role("link", name="10 6 events").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/dates/2025/12/10/")
    assert reader.complaints == []


def test_a_month_tells_its_days_in_words(visit):
    tab = visit(width=390).open("dates/2025/12/")
    table = tab.locator("table.calendar")
    assert table.get_by_role("columnheader").count() == 7
    assert table.get_by_role("link", name="10 6 events").count() == 1 and table.get_by_role("link", name="6 1 event").count() >= 1
    box = table.get_by_role("link", name="10 6 events").bounding_box()
    assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("kind", ["events", "actors", "places", "sources"])
def test_from_one_to_the_next_leads_through_all_of_them(visit, kind):
    tab = visit().open(f"{kind}/")
    listed = set(tab.evaluate("Array.from(document.querySelectorAll('.events > li > a, .index.dated > li > div > a'), one => one.pathname)"))
    page = tab.locator(".events > li > a, .index.dated > li > div > a").first
    first = page.evaluate("one => one.href")
    if kind == "events":  # the list begins with the months; before them stand events that begin earlier
        while (before := tab.evaluate("""async url => { const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
                const one = page.querySelector("nav.neighbours a.prev[rel=prev]"); return one && new URL(one.getAttribute("href"), url).href }""", first)):
            first = before
    walked = tab.evaluate(WALK, first)
    assert len(walked) == len(set(walked)) and set(walked) == listed


@pytest.mark.parametrize(("path", "width", "scripts"), [
    ("events/2025-12-06-radar-lock-on/", 390, False), ("events/2025-12-06-radar-lock-on/", 1440, True), ("actors/japan/", 390, True),
    ("dates/2025/12/", 1440, False), ("as-of/2025-12-12/", 1440, False), ("differences/", 390, False),
])  # fmt: skip
def test_the_list_of_sections_leads_to_each(visit, path, width, scripts):
    tab = visit(width=width, scripts=scripts).open(path)
    toc = tab.get_by_role("navigation", name="On this page")
    links = toc.get_by_role("link").all()
    assert len(links) > 2 and toc.bounding_box()["y"] < 1500
    for link in (links[0], links[-1]):
        link.click()
        heading = tab.locator("h2:target")
        heading.wait_for()
        assert 0 <= heading.bounding_box()["y"] < 900
        assert " ".join(heading.inner_text().split()).endswith(" ".join(link.inner_text().split()[:-1]))


@pytest.mark.parametrize("path", ["events/2025-12-06-radar-lock-on/", "as-of/2025-12-12/", "about/"])
def test_the_trail_leads_up_to_the_timeline(visit, path):
    tab = visit(scripts=False).open(path)
    for _ in range(6):
        trail = tab.get_by_role("navigation", name="You are here").get_by_role("link")
        if not trail.count():
            break
        with tab.expect_navigation():
            trail.last.click()
    assert tab.url.endswith("/timeline/")


def test_an_actor_leads_to_whom_it_figures_with_and_to_its_events_explored(visit):
    tab = visit(scripts=False).open("actors/japan/")
    assert tab.locator(".facts").get_by_text("In the same events").count() == 1
    tab.locator(".facts").get_by_role("link", name="Russia").click()
    tab.wait_for_url("**/actors/russia/")
    assert tab.get_by_role("link", name="Explore these events").get_attribute("href").endswith("explore/?actor=russia")
