"""The picture of time in Chromium: by keyboard, pointer and finger, without scripts, on any screen, with nothing shifting under the reader."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from generator.check import check_project
from tests.conftest import ROOT
from tests.site.conftest import Watched

SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts += one.value; }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def reader(browser, address):
    """A function that gives a reader of the home page with the picture at work."""
    contexts = []

    def new(width=1440, path="", started=True, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        context.add_init_script(SHIFTS)
        made = Watched(context.new_page(), address)
        made.open(path)
        if started:
            expect(made.page.locator(".drawn-current")).to_have_attribute("aria-label", re.compile(r"; \d+ of \d+$"))
            made.page.evaluate("document.querySelector('.drawn').scrollIntoView({block: 'center', behavior: 'instant'})")
        return made

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def events():
    return check_project(ROOT).timeline.events


def name(tab):
    return tab.locator(".drawn-current").get_attribute("aria-label")


def number(tab):
    return int(re.search(r"; (\d+) of", name(tab))[1])


def shown(tab):
    """The stretch of time shown, in words, once it has been drawn."""
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return tab.locator(".drawn-brush").get_attribute("aria-valuetext")


def pressed(tab, key):
    """Press a key on the current event and wait until it has been told of."""
    before = name(tab)
    tab.keyboard.press(key)
    expect(tab.locator(".drawn-current")).not_to_have_attribute("aria-label", before)
    return name(tab)


def bar_of(tab):
    """The middle of the left end of the current event's bar, on the screen."""
    box = tab.locator(".drawn-current").bounding_box()
    return box["x"] + 4, box["y"] + box["height"] / 2


def test_by_keyboard_from_event_to_event_and_into_one(reader, events):
    made = reader()
    tab = made.page
    tab.locator(".drawn-links input").focus()
    for _ in range(4):  # the four buttons
        tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "drawn-current"
    tab.keyboard.press("Home")
    expect(tab.locator(".drawn [role=status]")).to_contain_text(f"; 1 of {len(events)}")
    assert number(tab) == 1
    pressed(tab, "ArrowRight")
    assert number(tab) == 2
    pressed(tab, "End")
    assert number(tab) == len(events)
    pressed(tab, "ArrowLeft")
    assert number(tab) == len(events) - 1
    expect(tab.locator(".drawn [role=status]")).to_have_text(name(tab))
    expect(tab.locator(".drawn-card")).to_be_visible()
    href = tab.locator(".drawn-current").get_attribute("href")
    assert href.endswith(f"/events/{events[-2].id}/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "drawn-brush"  # one stop
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(href)
    assert made.complaints == [] and made.elsewhere() == []


def test_up_and_down_go_from_lane_to_lane(reader):
    tab = reader().page
    tab.locator(".drawn-current").focus()
    pressed(tab, "End")
    lanes = [re.search(r", ([^,;]+); ", told)[1] for told in (name(tab), pressed(tab, "ArrowUp"), pressed(tab, "ArrowDown"))]
    assert lanes[0] != lanes[1] and lanes[0] == lanes[2]


def test_the_current_link_lies_over_its_bar_and_leads_to_the_event_that_its_name_tells(reader, events):
    tab = reader().page
    tab.locator(".drawn-current").focus()
    for _ in range(5):
        told = pressed(tab, "ArrowRight")
        assert events[number(tab) - 1].id in tab.locator(".drawn-current").get_attribute("href")
        stage, link = tab.locator(".drawn-stage").bounding_box(), tab.locator(".drawn-current").bounding_box()
        assert stage["x"] <= link["x"] + link["width"] and link["x"] < stage["x"] + stage["width"] and stage["y"] < link["y"] < stage["y"] + stage["height"]
        assert told.split(", ")[0]


def test_zooms_to_hours_and_out_to_everything(reader):
    tab = reader(reduced_motion="reduce").page
    first = shown(tab)
    tab.get_by_role("button", name="Whole timeline").click()
    whole = shown(tab)
    assert whole != first and "2026" in whole
    tab.get_by_role("button", name="Busiest days").click()
    assert shown(tab) == first
    tab.locator(".drawn-current").focus()
    for _ in range(12):
        tab.keyboard.press("+")
    expect(tab.locator(".drawn-brush")).to_have_attribute("aria-valuetext", re.compile(r"^(\d+ \w+ \d+) to (\1|\d+ \w+ \d+)$"))
    start, end = shown(tab).split(" to ")
    assert start.split()[1:] == end.split()[1:] and int(end.split()[0]) - int(start.split()[0]) <= 1  # hours, maybe across one midnight
    for _ in range(14):
        tab.keyboard.press("-")
    assert shown(tab) == whole


def test_the_wheel_scrolls_the_page_and_with_ctrl_it_zooms(reader):
    tab = reader(reduced_motion="reduce").page
    box = tab.locator(".drawn-stage").bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    before, top = shown(tab), tab.evaluate("scrollY")
    tab.mouse.wheel(0, 120)
    tab.wait_for_function("(top) => scrollY > top", arg=top)
    assert shown(tab) == before
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -300)
    tab.keyboard.up("Control")
    expect(tab.locator(".drawn-brush")).not_to_have_attribute("aria-valuetext", before)


def test_dragging_moves_the_time_and_opens_nothing(reader):
    tab = reader(reduced_motion="reduce").page
    tab.locator(".drawn-current").focus()
    pressed(tab, "ArrowRight")
    x, y = bar_of(tab)
    before, address = shown(tab), tab.url
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 60, y, steps=4)
    tab.mouse.move(x + 420, y, steps=6)
    tab.mouse.up()
    expect(tab.locator(".drawn-brush")).not_to_have_attribute("aria-valuetext", before)
    assert tab.url == address


def test_a_click_on_a_bar_opens_its_event(reader):
    tab = reader().page
    tab.locator(".drawn-current").focus()
    pressed(tab, "ArrowRight")
    href = tab.locator(".drawn-current").get_attribute("href")
    x, y = bar_of(tab)
    tab.mouse.move(x, y)
    expect(tab.locator(".drawn-over")).to_have_attribute("href", href)
    tab.mouse.click(x, y)
    tab.wait_for_url(href)


@pytest.mark.parametrize("width", [390, 820])
def test_a_first_tap_shows_the_event_and_its_link_opens_it(reader, width):
    tab = reader(width, has_touch=True, is_mobile=True, reduced_motion="reduce").page
    tab.locator(".drawn-lanes label").nth(2).tap()  # few events a lane, so that bars are drawn on a phone, too
    tab.get_by_role("button", name="Busiest days").tap()
    tab.locator(".drawn-current").focus()
    for _ in range(3):
        pressed(tab, "ArrowRight")
    tab.keyboard.press("Escape")
    address = tab.url
    tab.touchscreen.tap(*bar_of(tab))
    card = tab.locator(".drawn-card.held")
    expect(card).to_be_visible()
    assert tab.url == address
    link = card.locator("a").last
    href = link.get_attribute("href")
    link.tap()
    tab.wait_for_url(href)


def test_lanes_by_actor_kind_and_place(reader):
    tab = reader().page
    names = {}
    for at, kind in enumerate(("actors", "types", "places")):
        tab.locator(".drawn-lanes label").nth(at).click()
        expect(tab.locator(".drawn-lanes input").nth(at)).to_be_checked()
        tab.locator(".drawn-current").focus()
        names[kind] = pressed(tab, "ArrowRight" if number(tab) < 40 else "ArrowLeft")
    assert len({re.search(r", ([^;]+); ", told)[1].rsplit(", ", 1)[-1] for told in names.values()}) > 1


def test_the_strip_is_a_slider(reader):
    tab = reader(reduced_motion="reduce").page
    brush = tab.get_by_role("slider", name="Time shown")
    brush.focus()
    before = int(brush.get_attribute("aria-valuenow"))
    tab.keyboard.press("Home")
    expect(brush).not_to_have_attribute("aria-valuenow", str(before))
    assert int(brush.get_attribute("aria-valuemin")) <= int(brush.get_attribute("aria-valuenow")) < before
    words = shown(tab)
    tab.keyboard.press("ArrowRight")
    expect(brush).not_to_have_attribute("aria-valuetext", words)


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_shifts_or_overflows_on_any_screen(reader, width, dark):
    made = reader(width, color_scheme="dark" if dark else "light")
    tab = made.page
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("window.shifts") == 0
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert made.complaints == [] and made.elsewhere() == []


def test_the_canvas_takes_up_a_change_of_scheme(reader):
    tab = reader(color_scheme="light").page
    corner = "() => { const c = document.querySelector('.drawn-stage canvas'); return Array.from(c.getContext('2d').getImageData(c.width - 3, c.height - 6, 1, 1).data).join(); }"
    light = tab.evaluate(corner)
    tab.emulate_media(color_scheme="dark")
    tab.wait_for_function(f"() => ({corner})() !== '{light}'")


def test_without_scripts_the_drawing_stands_with_its_links(reader, events):
    tab = reader(started=False, java_script_enabled=False).page
    links = tab.locator(".picture-stage svg.wide a[href*='events/']")
    assert links.count() == len(events)
    assert not tab.locator(".drawn").count()
    href = links.first.get_attribute("href")
    links.first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{href}")


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_words_in_the_drawing_can_be_read(browser, address, width):
    """Measured with scripts, before any of the picture's own has run."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    tab = context.new_page()
    tab.route("**/data/explore/**", lambda route: route.abort())
    tab.goto(address)
    sizes = tab.evaluate("""Array.from(document.querySelectorAll('.picture-stage svg:not([width="0"]) text')).filter((one) => one.getClientRects().length && getComputedStyle(one).display !== 'none')
        .map((one) => parseFloat(getComputedStyle(one).fontSize))""")
    assert len(sizes) > 10 and min(sizes) >= 11
    boxes = tab.evaluate("""Array.from(document.querySelectorAll('.picture-stage a > title ~ text')).map((one) => one.getBoundingClientRect()).filter((box) => box.width)
        .map((box) => [box.left, box.top, box.right, box.bottom])""")
    assert all(a is b or a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 4 or b[3] <= a[1] + 4 for a in boxes for b in boxes)
    assert all(0 <= left and right <= width for left, _, right, _ in boxes)
    context.close()


def test_many_events_are_there_at_once(reader):
    """Ten thousand events of one day and of many: lanes become columns, and opening them finds the events."""
    tab = reader().page
    tab.evaluate("""async () => {
        const { picture } = await import("./assets/picture.js");
        const n = 10000, of = (value) => new Uint8Array(n).fill(value);
        const first = Float64Array.from({ length: n }, (_, at) => 10000 + Math.floor(at / 3)), host = document.querySelector(".picture-stage > div");
        const drawn = picture(host, { n, first, last: first.slice(), shape: of(0), flags: of(0), minutes: new Map(), type: of(0), status: of(0), claims: of(1), differs: of(0),
            stances: of(1), background: of(0), actors: Array.from({ length: n }, (_, at) => [at % 5]), lead: of(0), places: Array.from({ length: n }, () => []), site: of(0),
            sources: [], relations: [], denials: [], titles: async (at) => [`event-${at}`, `Event ${at}`, `day ${at}`, ""],
            names: { types: ["Kind"], stances: [["says", "says"]], relations: [], statuses: [], places: [], actors: Array.from({ length: 5 }, (_, at) => [`a${at}`, `Actor ${at}`, "", at]) } },
            { onRange: (from, to) => { window.told = [from, to]; } });
        window.drawn = drawn;
    }""")
    link = tab.locator(".drawn-current")
    expect(link).to_have_attribute("aria-label", re.compile("of 10,000$"))
    link.focus()
    tab.keyboard.press("End")
    expect(link).to_have_attribute("aria-label", re.compile("; 10,000 of 10,000$"))
    tab.keyboard.press("+")
    tab.wait_for_function("() => window.told && window.told[0]")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", tab.evaluate("told[0]"))
    tab.evaluate("drawn.update({ selected: Uint8Array.from({ length: 10000 }, (_, at) => (at < 4 ? 1 : 0)) })")
    expect(link).to_have_attribute("aria-label", re.compile("of 4$"))


def test_words_in_the_page_are_those_of_the_interface(reader):
    tab = reader().page
    words = json.loads(tab.locator("figure[data-picture]").get_attribute("data-words"))
    assert tab.get_by_role("button", name=words["whole"]).is_visible() and tab.get_by_role("button", name=words["nearer"]).is_visible()
