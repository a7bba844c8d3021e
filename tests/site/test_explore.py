"""Narrowing events down, in Chromium: on the real site, and on invented events that are put in their place."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from generator.check import check_project
from generator.check.timeline import Timeline
from generator.data.columns import columns
from generator.model import edtf
from generator.pages import Lookup
from tests.conftest import ROOT

NUMBER, ROWS, CHIPS = ".found-number", ".stage .events > li", ".chips li"

SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted = (window.shifted || 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@lru_cache(maxsize=1)
def real() -> Timeline:
    return check_project(ROOT).timeline


@lru_cache(maxsize=1)
def held() -> dict[str, dict[str, set[str]]]:
    """What each event can be chosen by, from its record: field → values, by id."""
    timeline, lookup = real(), Lookup(real())
    return {event.id: {
        "actor": {role.actor for role in event.actors}, "place": set(event.places), "type": {event.type}, "status": {event.status},
        "source": set(lookup.sources_of_event(event)), "stance": {claim.stance for claim in event.claims},
        "differs": {"yes" if event.differences or timeline.differences_about.get(event.id) else "no"},
    } for event in timeline.events}  # fmt: skip


def falls(event, first, last):
    earliest, latest = event.date.earliest or (0, 0, 0), event.date.latest or (9999, 0, 0)
    return earliest <= last and latest >= first


def found(first=(0, 0, 0), last=(9999, 0, 0), but="", **chosen):
    """The events of a selection, looked for in the records; `but`: a field left out of it."""
    return [
        event for event in real().events if falls(event, first, last)
        and all(set(values) & held()[event.id][field] for field, values in chosen.items() if field != but)
    ]  # fmt: skip


def said(events, total=None):
    total = len(real().events) if total is None else total
    number = f"{len(events)} event{'s' * (len(events) != 1)}"
    return number if len(events) == total else f"{len(events)} of {total} events"


@pytest.fixture
def explore(visit):
    """A reader on the page: `explore("?actor=japan", width=390)`."""

    def new(query="", stub=None, wait=True, **reader):
        one = visit(**reader)
        one.page.add_init_script(SHIFTS)
        if stub:
            stub(one.page)
        one.open(f"explore/{query}")
        if wait:
            ready(one.page)
        return one

    return new


def ready(tab):
    expect(tab.locator(".stage")).not_to_have_attribute("aria-busy", "true")
    tab.locator(".stage > *").first.wait_for()


def titles(tab):
    return tab.locator(f"{ROWS} > a").all_inner_texts()


def chosen_in(tab):
    return [re.sub(r"\s*×$", "", text) for text in tab.locator(f"{CHIPS} a:not(.clear)").all_inner_texts()]


def counted(tab, field):
    """The numbers beside a field's choices, by value."""
    read = "rows => rows.map(row => [row.querySelector('input').value, Number(row.querySelector('.count').textContent.replace(',', ''))])"
    return dict(tab.locator(f"[data-field={field}] li:not(.rest)").evaluate_all(read))


def box(tab, field, value):
    return tab.locator(f"[data-field={field}] input[value={value}]")


# --- Choosing ---


def test_everything_is_there_at_first_and_nothing_moves(explore):
    reader = explore()
    tab, events = reader.page, real().events
    expect(tab.locator(NUMBER)).to_have_text(f"{len(events)} events")
    assert titles(tab) == [event.title for event in events]
    assert tab.evaluate("window.shifted || 0") < 0.01
    assert reader.elsewhere() == [] and reader.complaints == []


def test_choices_narrow_and_every_number_is_right(explore):
    tab = explore().page
    box(tab, "actor", "japan").click()
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["japan"])))
    box(tab, "type", "statement").click()
    box(tab, "actor", "russia").click()
    chosen = {"actor": ["japan", "russia"], "type": ["statement"]}
    expect(tab.locator(NUMBER)).to_have_text(said(found(**chosen)))
    ready(tab)
    assert titles(tab) == [event.title for event in found(**chosen)]
    assert urlsplit(tab.url).query == "actor=japan&actor=russia&type=statement"
    assert chosen_in(tab) == ["actor Japan", "actor Russia", "kind Statement"]
    for field in ("actor", "place", "type", "source", "stance", "differs", "status"):
        if tab.locator(f"[data-field={field}] .all-choices").count():
            tab.locator(f"[data-field={field}] .all-choices").click()
        expected = Counter(value for event in found(but=field, **chosen) for value in held()[event.id][field])
        shown = counted(tab, field)
        assert {value: number for value, number in shown.items() if number} == dict(expected), field


def test_dates_narrow_to_what_may_fall_within_them(explore):
    tab = explore().page
    tab.locator("[name=from]").fill("2025-12-06")
    tab.locator("[name=to]").fill("2025-12-07")
    expected = found(first=(2025, 12, 6), last=(2025, 12, 7))
    expect(tab.locator(NUMBER)).to_have_text(said(expected))
    ready(tab)
    assert titles(tab) == [event.title for event in expected]
    assert chosen_in(tab) == ["from 6 Dec 2025", "to 7 Dec 2025"] and tab.url.endswith("?from=2025-12-06&to=2025-12-07")


def test_by_keyboard_alone_and_the_focus_stays(explore):
    tab = explore().page
    tab.locator("[name=to]").focus()
    for _ in range(12):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.value") == "japan":
            break
    tab.keyboard.press("Space")
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["japan"])))
    assert tab.evaluate("document.activeElement.value") == "japan"
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Space")
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["japan", "china"])))
    tab.locator(".views a").last.focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["china"])))
    assert tab.evaluate("document.activeElement.textContent").startswith("actor China")
    tab.keyboard.press("Enter")
    expect(tab.locator(CHIPS)).to_have_count(0)
    assert tab.evaluate("document.activeElement.className") == "found-number"


def test_the_address_holds_the_selection_and_back_undoes_a_choice(explore):
    tab = explore("?actor=japan&place=okinawa&differs=yes&from=2025-12-01").page
    expected = found(actor=["japan"], place=["okinawa"], differs=["yes"], first=(2025, 12, 1))
    expect(tab.locator(NUMBER)).to_have_text(said(expected))
    assert box(tab, "actor", "japan").is_checked() and box(tab, "differs", "yes").is_checked() and box(tab, "place", "okinawa").is_checked()
    assert tab.locator("[name=from]").input_value() == "2025-12-01"
    ready(tab)
    assert tab.evaluate("window.shifted || 0") < 0.02
    box(tab, "differs", "yes").click()
    wider = found(actor=["japan"], place=["okinawa"], first=(2025, 12, 1))
    expect(tab.locator(NUMBER)).to_have_text(said(wider))
    tab.go_back()
    expect(tab.locator(NUMBER)).to_have_text(said(expected))
    assert box(tab, "differs", "yes").is_checked()
    tab.go_forward()
    expect(tab.locator(NUMBER)).to_have_text(said(wider))
    tab.reload()
    expect(tab.locator(NUMBER)).to_have_text(said(wider))


def test_chips_take_choices_away(explore):
    tab = explore("?actor=japan&actor=china&type=statement&view=list").page
    expect(tab.locator(CHIPS)).to_have_count(4)
    tab.locator(CHIPS, has_text="Statement").get_by_role("link", name="Remove kind Statement").click()
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["japan", "china"])))
    assert not box(tab, "type", "statement").is_checked()
    tab.locator(".chips .clear").click()
    expect(tab.locator(NUMBER)).to_have_text(said(real().events))
    assert urlsplit(tab.url).query == "" and not box(tab, "actor", "japan").is_checked()


def test_an_address_that_nothing_answers_to(explore):
    reader = explore("?actor=nobody")
    for query in ("?actor=__proto__&type=constructor", "?from=2025-12-10&to=2025-12-01", "?status=cancelled", "?actor=%00%ff&place=%3Cb%3E"):
        reader.open(f"explore/{query}")
        expect(reader.page.locator(NUMBER)).to_have_text(said([]))
        reader.page.locator(".stage .empty").wait_for()
    reader.page.locator(".chips .clear").click()
    expect(reader.page.locator(NUMBER)).to_have_text(said(real().events))
    assert reader.complaints == []


def test_an_address_that_says_nothing(explore):
    reader = explore("?from=gestern&to=2025-02-30&view=globe")
    for query in ("?q=Japan", "?actor=&view=", "?from=99999999-01-01", "?%E0%A4%A", "?from=2025-13", "#x"):
        reader.open(f"explore/{query}")
        ready(reader.page)
        expect(reader.page.locator(NUMBER)).to_have_text(said(real().events))
        expect(reader.page.locator(CHIPS)).to_have_count(0)


def test_days_that_no_calendar_of_a_form_has(explore):
    reader = explore("?from=-0044&to=9999-12-31")
    expect(reader.page.locator(NUMBER)).to_have_text(said(real().events))
    assert reader.page.locator("[name=from]").input_value() == "" and reader.page.locator("[name=to]").input_value() == "9999-12-31"
    assert reader.complaints == []


def test_a_choice_among_many_is_found_by_typing(explore):
    tab = explore().page
    field = tab.locator("[data-field=actor]")
    field.locator(".all-choices").click()
    assert tab.evaluate("document.activeElement.matches('.find')")
    tab.keyboard.type("leavitt")
    expect(field.locator("li:not(.rest)")).to_have_count(1)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    expect(tab.locator(NUMBER)).to_have_text(said(found(actor=["karoline-leavitt"])))
    field.locator(".all-choices").click()
    assert box(tab, "actor", "karoline-leavitt").is_checked()
    assert field.locator(".all-choices").get_attribute("aria-expanded") == "false"


def test_any_selection_is_what_the_records_say(explore):
    """Selections at random, selected and counted by the browser and by looking through the records; each also goes into an address and back."""
    draw, timeline = random.Random(6), real()
    fields = ("actor", "place", "type", "source", "stance", "status", "differs")
    choices = {field: sorted(set().union(*(one[field] for one in held().values()))) for field in fields}
    asked = []
    for _ in range(150):
        chosen = {field: draw.sample(values, min(len(values), draw.randint(1, 3))) for field, values in choices.items() if draw.random() < 0.3}
        days = sorted(edtf.day_from_number(edtf.day_number((2025, 11, 20)) + draw.randrange(40)) for _ in range(2))
        asked.append((chosen, days if draw.random() < 0.5 else None))
    tab = explore().page
    answers = tab.evaluate(
        """async (asked) => {
            const [{ load }, made] = await Promise.all(["columns", "selection"].map((name) => import(new URL(`../assets/${name}.js`, location.href))));
            const data = await load("../");
            return asked.map((change) => {
                const selection = { ...made.read(""), ...change };
                const numbers = made.counts(data, selection);
                const named = Object.entries(numbers).map(([field, found]) =>
                    [field, Object.fromEntries(made.values(data, field).map(([key], at) => [key, found[at]]).filter(([, number]) => number))]);
                return [[...made.select(data, selection)], Object.fromEntries(named), JSON.stringify(made.read(made.write(selection))) === JSON.stringify(selection)];
            });
        }""",
        [{**chosen, **(dict(zip(("from", "to"), ("%04d-%02d-%02d" % day for day in days), strict=True)) if days else {})} for chosen, days in asked],
    )
    everything = {"first": (0, 0, 0), "last": (9999, 0, 0)}
    for (chosen, days), (selected, numbers, returns) in zip(asked, answers, strict=True):
        span = {"first": days[0], "last": days[1]} if days else everything
        events = {event.id for event in found(**span, **chosen)}
        assert [bool(one) for one in selected] == [event.id in events for event in timeline.events] and returns
        for field in choices:
            expected = Counter(value for event in found(but=field, **span, **chosen) for value in held()[event.id][field])
            assert numbers[field] == dict(expected), (chosen, days, field)


# --- Views ---

STUB = """export function %s(host, data, ...rest) {
  const told = (state) => {
    host.dataset.told = JSON.stringify([state.selected.reduce((sum, one) => sum + one, 0), state.from, state.to]);
    host.onclick = () => (state.onRange ? state.onRange("2025-12-06", "2025-12-07") : state.onPlace("okinawa"));
  };
  host.style.height = "3rem";
  told(rest.at(-1));
  return { update: told };
}"""


def stubbed(name):
    def stub(tab):
        tab.route(f"**/assets/{name}.js", lambda route: route.fulfill(body=STUB % name, content_type="text/javascript"))

    return stub


def test_the_timeline_gets_the_selection_and_gives_a_range(explore):
    tab = explore("?actor=japan", stub=stubbed("picture")).page
    tab.get_by_role("link", name="Timeline").last.click()
    host = tab.locator(".view-time")
    everything = len(found(actor=["japan"]))
    expect(host).to_have_attribute("data-told", json.dumps([everything, "", ""], separators=(",", ":")))
    assert tab.url.endswith("?actor=japan&view=time") and tab.locator(".views [aria-current]").inner_text() == "Timeline"
    host.click()
    expect(host).to_have_attribute("data-told", json.dumps([everything, "2025-12-06", "2025-12-07"], separators=(",", ":")))
    expected = found(actor=["japan"], first=(2025, 12, 6), last=(2025, 12, 7))
    expect(tab.locator(NUMBER)).to_have_text(said(expected))
    assert tab.url.endswith("?actor=japan&from=2025-12-06&to=2025-12-07&view=time")
    tab.get_by_role("link", name="List", exact=True).click()
    ready(tab)
    assert titles(tab) == [event.title for event in expected]


def test_the_map_gets_the_selection_and_gives_a_place(explore):
    tab = explore("?view=map&type=visit", stub=stubbed("map")).page
    host = tab.locator(".view-map")
    expect(host).to_have_attribute("data-told", re.compile(rf"^\[{len(found(type=['visit']))},"))
    host.click()
    expect(tab.locator(NUMBER)).to_have_text(said(found(type=["visit"], place=["okinawa"])))
    tab.go_back()
    expect(tab.locator(NUMBER)).to_have_text(said(found(type=["visit"])))


def test_timeline_and_map_are_drawn(explore):
    reader = explore("?view=time")
    expect(reader.page.locator(".view-time canvas").first).to_be_visible()
    reader.page.get_by_role("link", name="Map", exact=True).click()
    expect(reader.page.locator(".view-map svg").first).to_be_visible()
    expect(reader.page.locator(".view-time")).to_have_count(0)
    assert reader.elsewhere() == [] and reader.complaints == []


def test_a_view_that_cannot_be_had_says_so(explore):
    tab = explore("?view=time", stub=lambda tab: tab.route("**/assets/picture.js", lambda route: route.abort())).page
    tab.get_by_text("This view could not be loaded").wait_for()
    tab.get_by_role("link", name="List", exact=True).click()
    expect(tab.locator(ROWS)).to_have_count(len(real().events))


def test_events_that_cannot_be_had_are_said_to_be_missing(explore):
    tab = explore(stub=lambda tab: tab.route("**/data/explore/columns-*", lambda route: route.fulfill(status=500))).page
    tab.locator(".stage .notice", has_text="could not be loaded").wait_for()
    assert tab.locator(".stage a").get_attribute("href") == "../events/" and not tab.locator(".take").is_visible()


FINISH = "document.getAnimations().forEach(one => one.finish())"  # what waits some seconds, at once


def test_a_script_that_never_comes_is_said_to_be_missing(explore):
    tab = explore(stub=lambda tab: tab.route("**/assets/selection.js", lambda route: route.abort())).page
    notice = tab.get_by_text("The events could not be loaded")
    assert not notice.is_visible() and not tab.locator(".take").is_visible()
    tab.evaluate(FINISH)
    assert notice.is_visible() and tab.locator(".stage a").is_visible()


def test_who_comes_back_from_an_event_is_where_they_were(explore):
    tab = explore("?actor=japan").page
    tab.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")
    left = tab.locator(f"{ROWS} > a").nth(12)
    left.scroll_into_view_if_needed()
    top = tab.evaluate("scrollY")
    assert top > 1000
    left.click()
    tab.wait_for_url("**/events/**")
    tab.go_back()
    ready(tab)
    assert tab.evaluate("scrollY") == top
    box(tab, "actor", "china").click()
    ready(tab)
    assert tab.evaluate("history.state?.top") is None


def test_a_map_of_no_event_says_so_and_one_of_few_says_why_first(explore):
    tab = explore("?view=map&actor=nobody").page
    expect(tab.locator(".stage")).to_contain_text("No event matches")
    tab.locator(".chips .clear").click()
    note, drawn = tab.locator(".map-stage .note"), tab.locator(".map-stage svg")
    expect(note).to_contain_text("no place with known coordinates")
    assert note.bounding_box()["y"] < drawn.bounding_box()["y"]


def test_a_finger_beside_a_small_place_hits_it(explore):
    tab = explore("?view=map", width=390).page
    place = tab.get_by_role("button", name=re.compile("^Beijing"))
    place.scroll_into_view_if_needed()
    dot = place.locator(".d").bounding_box()
    tab.mouse.click(dot["x"] + dot["width"] / 2, dot["y"] - 2)
    expect(tab.locator(CHIPS).first).to_contain_text("Beijing")


@pytest.mark.parametrize(("view", "drawn"), [("time", "canvas"), ("map", "svg")])
def test_a_view_is_on_paper_too(explore, view, drawn):
    tab = explore(f"?view={view}").page
    tab.emulate_media(media="print")
    assert tab.locator(f".view-{view} {drawn}").first.is_visible() and not tab.locator(f".view-{view} button:visible").count()


def test_a_day_field_shows_that_it_has_the_focus(explore):
    tab = explore().page
    tab.locator("[name=from]").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("getComputedStyle(document.querySelector('[name=from]')).outlineStyle") == "solid"


def test_a_name_written_from_right_to_left_stands_apart_in_a_chip(explore):
    name = "هيئة ميناء (EHA)"
    tab = explore("?actor=japan", stub=served(invented(3, actors=name))).page
    assert tab.locator(f"{CHIPS} bdi").first.inner_text() == name


# --- Taking along ---


def taken(tab, name):
    with tab.expect_download() as download:
        tab.get_by_role("button", name=f"Save as {name}", exact=True).click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        return file.read()


def test_a_selection_is_taken_along_as_csv_and_json(explore, address):
    tab = explore("?actor=japan&to=2025-12-09").page
    events = found(actor=["japan"], last=(2025, 12, 9))
    rows = list(csv.DictReader(io.StringIO(taken(tab, "CSV"))))
    told = json.loads(taken(tab, "JSON"))
    assert [row["id"] for row in rows] == [row["id"] for row in told["events"]] == [event.id for event in events]
    assert told["address"] == tab.url and "Japan" in told["selection"] and "9 Dec 2025" in told["selection"]
    for event, row, same in zip(events, rows, told["events"], strict=True):
        assert row["title"] == same["title"] == event.title and row["date"] == edtf.short_words(event.date)
        assert row["address"] == same["address"] == f"{address}events/{event.id}/"
        assert row["first_day"] == "%04d-%02d-%02d" % event.date.earliest and row["last_day"] == "%04d-%02d-%02d" % event.date.latest
        assert set(row["actors"].split("; ")) == set(same["actors"]) == {real().actors[role.actor].name for role in event.actors}
        assert len(same["sources"]) == len(Lookup(real()).sources_of_event(event)) and set(same["stances"]) == {claim.stance for claim in event.claims}
        assert (row["status"], row["differences"]) == (event.status, str(same["differences"]))


def test_a_selection_is_printed_whole(explore):
    listen = "window.print = () => { document.documentElement.dataset.printed = document.querySelector('.chronology').innerText; }"
    tab = explore("?actor=japan", stub=lambda tab: tab.add_init_script(listen)).page
    tab.emulate_media(media="print")
    tab.evaluate("document.querySelector('[data-take=print]').click()")
    expect(tab.locator("html")).to_have_attribute("data-printed", re.compile("events"))
    printed = tab.locator("html").get_attribute("data-printed")
    events = found(actor=["japan"])
    assert printed.startswith(f"{len(events)} events: actor Japan.") and tab.url in printed
    for event in events:
        assert event.title in printed and f"/events/{event.id}/" in printed
    assert not tab.locator("form.filters").is_visible() and not tab.locator(".results").is_visible()


# --- Without scripts, on phones ---


def test_without_scripts_it_says_so_and_leads_on(explore, site):
    tab = explore(scripts=False, wait=False).page
    assert tab.locator("noscript .notice").is_visible() and not tab.locator("form.filters").is_visible()
    numbers = {actor: len(events) for actor, events in real().events_of_actor.items()}
    most = tab.locator(".ways section").first.locator("li").first
    assert most.locator("a").get_attribute("href") == f"../actors/{max(numbers, key=numbers.get)}/"
    assert most.locator(".count").inner_text() == str(max(numbers.values()))
    links = tab.locator("noscript a").evaluate_all("all => all.map(link => link.href)")
    assert len(links) > 40
    for link in links:
        assert (site / urlsplit(link).path.removeprefix("/timeline/") / "index.html").is_file(), link
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [320, 720])
def test_on_a_phone_filters_open_and_close(explore, width):
    reader = explore(width=width)
    tab = reader.page
    assert tab.evaluate("window.shifted || 0") < 0.01
    filters, opener = tab.locator("form.filters"), tab.get_by_role("button", name="Filter", exact=True)
    assert not filters.is_visible()
    opener.click()
    expect(filters).to_be_visible()
    box(tab, "actor", "japan").click()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.get_by_role("button", name=f"Show {len(found(actor=['japan']))} events").click()
    expect(filters).to_be_hidden()
    assert tab.evaluate("document.activeElement.className") == "found-number"
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


# --- Invented events ---

EVIL = '<img src=x onerror="window.ran=1">'


def served(timeline):
    """Let the page have the columns of another timeline."""
    files = {path: data for path, data in columns(Lookup(timeline))}

    def stub(tab):
        def answer(route):
            path = "data/explore/" + route.request.url.rpartition("/")[2]
            route.fulfill(body=files[path], content_type="application/json") if path in files else route.fulfill(status=404)

        tab.route("**/data/explore/*", answer)

    return stub


def invented(number, title="Event {}", **names):
    """The real timeline with so many copies of one event, and with names exchanged."""
    timeline = real()
    model = next(event for event in timeline.events if event.date.precision == "day" and event.places)
    days = [edtf.parse("%04d-%02d-%02d" % edtf.day_from_number(edtf.day_number((2020, 1, 1)) + at)) for at in range(number)]
    events = tuple(replace(model, id=f"event-{at}", title=title.format(at), date=days[at], related=(), differences=(), claims=(), summary=()) for at in range(number))
    renamed = {kind: {key: replace(record, name=names[kind]) for key, record in getattr(timeline, kind).items()} for kind in names}
    kept = {kind: renamed.get(kind, dict(getattr(timeline, kind))) for kind in ("actors", "places")}
    return Timeline(timeline.settings, events, kept["actors"], kept["places"], timeline.sources, timeline.texts, timeline.passages)


def test_long_lists_come_in_steps(explore):
    tab = explore(stub=served(invented(180))).page
    expect(tab.locator(ROWS)).to_have_count(50)
    more = tab.get_by_role("button", name="more")
    expect(tab.get_by_text("50 of 180 shown")).to_be_visible()
    more.click()
    expect(tab.locator(ROWS)).to_have_count(150)
    assert tab.evaluate("document.activeElement.textContent") == "Event 50"
    assert more.inner_text() == "Show 30 more"
    more.click()
    expect(tab.locator(ROWS)).to_have_count(180)
    expect(more).to_have_count(0)
    tab.locator("[name=from]").fill("2020-06-01")
    expect(tab.locator(NUMBER)).to_have_text(said(range(180 - 152), 180))


def test_titles_are_fetched_for_what_is_shown(explore):
    reader = explore(stub=served(invented(1000)))
    assert sum("/titles-" in url for url in reader.requests) == 1
    reader.page.locator("[name=from]").fill("2022-06-01")
    expect(reader.page.locator(ROWS).first).to_contain_text("Event 882")
    assert sum("/titles-" in url for url in reader.requests) == 2


def test_nothing_of_a_record_becomes_markup_or_a_formula(explore):
    reader = explore(stub=served(invented(3, title='=HYPERLINK("{}"),' + EVIL, actors=EVIL, places=f"{EVIL}\u202e")))
    tab = reader.page
    assert titles(tab)[0] == '=HYPERLINK("0"),' + EVIL
    tab.locator("[data-field=actor] input").first.click()
    expect(tab.locator(CHIPS)).to_have_count(2)
    assert EVIL in tab.locator(CHIPS).first.inner_text() or EVIL in tab.locator("[data-field=actor]").inner_text()
    text = taken(tab, "CSV")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 3 and rows[0]["title"].startswith("'=HYPERLINK") and rows[0]["places"].startswith(EVIL)
    assert tab.locator("#explore-page :is(img, script)").count() == 0 and tab.evaluate("window.ran") is None
    assert reader.complaints == []


def test_fields_that_begin_like_formulas_are_guarded(visit):
    tab = visit().open("explore/")
    starts = "=+-@\t\r'＝＋－＠"
    text = tab.evaluate(
        """async (starts) => {
            const { csv } = await import(new URL("../assets/downloads.js", location.href));
            return csv([...starts].map((first) => (
                { id: "a", title: first + 'x, "y"\\nz', actors: [first, "b"], places: [], sources: [], stances: [] })));
        }""",
        starts,
    )
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for first, row in zip(starts, rows, strict=True):
        assert row["title"] == f"'{first}x, \"y\"\nz" and row["actors"] == f"'{first}; b" and row["places"] == ""


def test_an_old_id_in_an_address_leads_to_the_record(explore):
    timeline = real()
    renamed = {**dict(timeline.places), "okinawa": replace(timeline.places["okinawa"], formerly=("ryukyu",))}
    tab = explore("?place=ryukyu", stub=served(replace(timeline, places=renamed))).page
    expect(tab.locator(NUMBER)).to_have_text(said(found(place=["okinawa"])))
    assert chosen_in(tab) == ["place Okinawa"]
