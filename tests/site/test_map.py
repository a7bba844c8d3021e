"""Maps as readers meet them, in Chromium: pictures on pages, and the map of a selection."""

from __future__ import annotations

import io

import pytest
from PIL import Image

WIDTHS = [390, 1440]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_a_place_has_its_map_without_scripts(visit, width):
    reader = visit(width=width, scripts=False)
    image = reader.open("places/okinawa/").locator(".map img")
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    box = image.bounding_box()
    assert 300 <= box["width"] <= 500 and box["width"] / box["height"] == pytest.approx(1.5, abs=0.02)
    assert image.evaluate("image => image.naturalWidth") == 360 and "Okinawa" in image.get_attribute("alt")
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.elsewhere() == [] and reader.complaints == []


def brightness(tab, selector):
    """Of an element as it is seen, from 0 to 255."""
    element = tab.locator(selector).first
    element.scroll_into_view_if_needed()
    element.evaluate("async one => one.decode && await one.decode()")
    picture = Image.open(io.BytesIO(element.screenshot())).convert("L").resize((1, 1), Image.Resampling.BOX)
    return picture.getpixel((0, 0))


@pytest.mark.parametrize(("path", "selector"), [("places/okinawa/", ".map img"), ("places/", ".map svg.wide")])
def test_maps_follow_the_scheme_of_colours(visit, path, selector):
    light, dark = (brightness(visit(dark=scheme).open(path), selector) for scheme in (False, True))
    assert light > 180 and dark < 90


BOXES = """svg => {
    const shown = svg.getBoundingClientRect();
    const names = [...svg.querySelectorAll("text:not(.k-n)")].filter(one => getComputedStyle(one).visibility != "hidden").map(one => one.getBoundingClientRect());
    const covered = names.filter((one, at) => names.slice(at + 1).some(other =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5));
    const outside = names.filter(one => one.left < shown.left - 1 || one.right > shown.right + 1 || one.top < shown.top - 3 || one.bottom > shown.bottom + 3);
    const size = parseFloat(getComputedStyle(svg.querySelector("text")).fontSize) * shown.width / svg.viewBox.baseVal.width;
    return {names: names.length, covered: covered.length, outside: outside.length, size};
}"""


@pytest.mark.parametrize("width", [390, 820, 1000, 1440])
def test_names_on_the_map_of_all_places_can_be_read(visit, width):
    reader = visit(width=width, scripts=False)
    tab = reader.open("places/")
    shown = tab.locator(".map svg:visible")
    assert shown.count() == 1 and shown.get_attribute("class") == ("narrow" if width < 992 else "wide")
    found = shown.evaluate(BOXES)
    assert found["names"] >= 10 and not found["covered"] and not found["outside"] and found["size"] >= 11
    assert "Diaoyu / Senkaku islands" in shown.text_content()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.complaints == []


def test_a_place_on_the_map_leads_to_its_page_by_keyboard(visit):
    tab = visit(scripts=False).open("places/")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.closest('.map svg') !== null"):
            break
    there = tab.evaluate("new URL(document.activeElement.getAttribute('href'), location.href).href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(there)
    assert "/places/" in there


def test_home_and_events_have_maps(visit):
    reader = visit()
    assert reader.open().locator(".map svg a").count() >= 10
    assert reader.page.locator(".map svg").evaluate(BOXES)["size"] >= 11
    image = reader.open("events/2025-12-06-radar-lock-on/").locator(".map img")
    assert image.count() == 1
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    assert reader.complaints == [] and reader.elsewhere() == []


# --- The map of a selection ---


@pytest.fixture
def explore(visit):
    def opened(query: str = "", width: int = 1440):
        reader = visit(width=width)
        tab = reader.open(f"explore/?view=map{query}")
        tab.locator(".map-stage [role=button]").first.wait_for()
        return reader, tab

    return opened


def middle(tab, name):
    box = tab.locator(f".map-stage [role=button][aria-label^='{name}'] .d").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_of_all_events(explore, width):
    reader, tab = explore(width=width)
    labels = tab.locator(".map-stage [role=button]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    counts = [int(label.split(": ")[1].split(" ")[0]) for label in labels]
    assert counts == sorted(counts, reverse=True) and "East China Sea: 4 events; only these" in labels
    assert "name no place with known coordinates" in tab.locator(".map-stage .note").inner_text()
    found = tab.locator(".map-stage svg").evaluate(BOXES)
    assert found["names"] >= 5 and not found["covered"] and not found["outside"] and found["size"] >= 11
    tokyo, okinawa, taiwan, beijing = (middle(tab, name) for name in ("State Guest House", "Okinawa", "Waters", "Beijing"))
    assert beijing[0] < okinawa[0] < tokyo[0] and taiwan[0] < okinawa[0] and beijing[1] < tokyo[1] < okinawa[1] < taiwan[1]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.complaints == [] and reader.elsewhere() == []


def test_a_place_narrows_the_selection_by_keyboard(explore):
    _, tab = explore()
    tab.locator(".map-stage [role=button]").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**place=east-china-sea**")
    assert tab.locator(".found-number").inner_text().startswith("4")


def test_a_place_narrows_the_selection_by_a_click_but_not_by_a_drag(explore):
    _, tab = explore()
    x, y = middle(tab, "Yokosuka")
    tab.mouse.move(x + 6, y + 6)
    tab.mouse.down()
    tab.mouse.move(x + 86, y + 46, steps=4)
    tab.mouse.up()
    tab.wait_for_function(f"() => Math.abs(document.querySelector(\"[aria-label^='Yokosuka'] .d\").getBoundingClientRect().left - {x}) > 40")
    assert "place=" not in tab.url
    x, y = middle(tab, "Yokosuka")
    tab.mouse.click(x + 6, y + 7)
    tab.wait_for_url("**place=yokosuka**")


def test_zoom_by_button_key_and_wheel(explore):
    _, tab = explore()
    line = tab.locator(".map-stage svg > g > path.l").first
    span = "() => { const [one, other] = ['Okinawa', 'Beijing'].map(name => document.querySelector(`[aria-label^='${name}'] .d`).getBoundingClientRect()); return other.left - one.left; }"

    def grows(act, by):
        before = tab.evaluate(span)
        act()
        tab.wait_for_function(f"() => ({span})() / {before} {'>' if by > 1 else '<'} {by}")

    assert line.count() == 1
    grows(lambda: tab.get_by_role("button", name="Zoom in").click(), 1.5)
    grows(lambda: tab.keyboard.press("-"), 0.7)
    tab.locator(".map-stage svg").hover()
    grows(lambda: tab.locator(".map-stage svg").evaluate("one => one.dispatchEvent(new WheelEvent('wheel', {deltaY: -100, ctrlKey: true, cancelable: true}))"), 1.4)
    before = tab.evaluate(span)
    tab.mouse.wheel(0, 40)  # without Ctrl the page scrolls
    assert tab.evaluate(span) == pytest.approx(before)


def test_two_fingers_zoom(explore):
    _, tab = explore(width=390)
    tab.locator(".map-stage svg").evaluate("""svg => {
        const box = svg.getBoundingClientRect();
        const at = (type, id, x) => svg.dispatchEvent(new PointerEvent(type, {pointerId: id, clientX: box.left + x, clientY: box.top + 100, bubbles: true, pointerType: "touch"}));
        svg.setPointerCapture = () => {};
        svg.hasPointerCapture = () => true;
        window.before = document.querySelector(".map-stage g").getAttribute("transform").match(/scale\\((.*?)\\)/)[1];
        at("pointerdown", 11, 100); at("pointerdown", 12, 200);
        at("pointermove", 12, 300);
        at("pointerup", 11, 100); at("pointerup", 12, 300);
    }""")
    tab.wait_for_function("() => document.querySelector('.map-stage g').getAttribute('transform').match(/scale\\((.*?)\\)/)[1] > 1.9 * window.before")


def test_a_selection_elsewhere_is_brought_into_view(explore):
    _, tab = explore("&place=washington-dc")
    x, y = middle(tab, "Washington")
    box = tab.locator(".map-stage svg").bounding_box()
    assert box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]


def test_a_selection_without_places_says_so(explore, visit):
    tab = visit().open("explore/?view=map&type=talks")
    tab.locator(".map-stage .note").wait_for()
    tab.get_by_text("None of these events names a place with known coordinates.").or_(tab.locator(".map-stage [role=button]").first).first.wait_for()
