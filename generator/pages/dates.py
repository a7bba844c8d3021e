"""Pages of years, months and days: what happened then, what was said, and what is known less exactly or spans it. Only dates
with anything have a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Event
from generator.pages import links, wording
from generator.pages.escape import plain
from generator.pages.folding import Section
from generator.pages.links import DateKey
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import heading, part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Row, Sheet
from generator.pages.wording import say

MOST_MONTHS = 900
"""Months in the list of all dates; of more, years alone."""

DAY_HEADINGS = {"happened": "section_happened", "said": "section_said_day", "spans": "section_spans", "maybe_said": "section_maybe_said"}
MONTH_HEADINGS = {"spans": "section_unplaced", "said": "section_said_day", "loose_said": "section_said_unplaced"}
YEAR_HEADINGS = {"happened": "section_happened", "spans": "section_unplaced_year", "said": "section_said_day", "loose_said": "section_said_unplaced_year"}


@dataclass(frozen=True, slots=True)
class Group:
    """Events under one date set large. `numeral` is empty where no day is known. `year` is that of a group of a list by month."""

    weekday: str
    numeral: str
    rest: str
    precision: str
    href: str
    rows: tuple[Row, ...]
    year: DateKey = ()


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month's table: `href` where it has a page; `events` that happened on it; `level` 0 to 4 beside the busiest."""

    number: int
    href: str
    events: int
    level: int


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month in a list, with the periods in it."""

    text: str
    href: str
    events: int
    within: tuple[Period, ...] = ()


def date_drafts(lookup: Lookup) -> Iterator[Draft]:
    """The pages of years, months and days, each with its further parts."""
    for depth, kind, page in ((1, "year", year_page), (2, "month", month_page), (3, "day", day_page)):
        for key in lookup.date_keys[depth]:
            total = len(lookup.heavy_dates.get(key, ())) or 1
            yield from part_drafts(links.date_path(key), kind, total, partial(page, lookup, key))


def day_page(lookup: Lookup, key: DateKey, number: int = 1) -> Page:
    """`/dates/2025/12/06/`: what happened and was said on the day, and what may have."""
    sheet = _sheet(key, lookup, number)
    lists = _lists(lookup, key, number)
    wide = lists.get("wide")
    month = Named(wording.date_words(key[:2]), sheet.date_href(key[:2]))
    return _page(
        sheet, "day", key, number, say("date_description", date=wording.date_words(key)),
        happened=sheet.rows(_rows(lists, "happened"), gist=True), said=_statements(sheet, lists, "said"),
        spans=sheet.rows(_rows(lists, "spans")), maybe_said=_statements(sheet, lists, "maybe_said"),
        wide=(wording.count(wide.rows[0], "event"), month) if wide else None,
        titles={name: heading(say(words), lists[name]) for name, words in DAY_HEADINGS.items() if name in lists},
        date=edtf.parse("%04d-%02d-%02d" % key), as_of=sheet.as_of_href(key) if key in lookup.known.has_day else "",
    )  # fmt: skip


def month_page(lookup: Lookup, key: DateKey, number: int = 1) -> Page:
    """`/dates/2025/12/`: a calendar, then the days; where these are too much for a page, their numbers and what no day's page has."""
    sheet = _sheet(key, lookup, number)
    lists = _lists(lookup, key, number)
    whole = "happened" in lists
    return _page(
        sheet, "month", key, number, say("month_description", date=wording.date_words(key)),
        weeks=_weeks(sheet, key) if number == 1 else [], weekdays=[(name[:3], name) for name in edtf.WEEKDAYS], long=not whole,
        days=[] if whole or number > 1 else [_day_line(sheet, day) for day in lookup.keys_within.get(key, ())],
        groups=day_groups(sheet, lists["happened"].rows) if whole else [],
        spans=sheet.rows(_rows(lists, "spans")), said=_statements(sheet, lists, "said" if whole else "loose_said"),
        titles={name: heading(say(words), lists[name]) for name, words in MONTH_HEADINGS.items() if name in lists},
    )  # fmt: skip


def year_page(lookup: Lookup, key: DateKey, number: int = 1) -> Page:
    """`/dates/2025/`: the months with their counts, and what is not known to the month; the events of a year that one page holds."""
    sheet = _sheet(key, lookup, number)
    lists = _lists(lookup, key, number)
    whole = "happened" in lists
    events = _rows(lists, "happened")
    loose = {event.id for event in lookup.loose_events.get(key, ())} if whole else set()
    loose |= {event.id for event in events if len(_month_of(lookup, event) or ()) < 2}
    return _page(
        sheet, "year", key, number, say("year_description", date=wording.date_words(key)),
        months=[period(sheet, month) for month in lookup.keys_within.get(key, ())] if number == 1 else [],
        groups=month_groups(sheet, [event for event in events if event.id not in loose]),
        spans=sheet.rows([event for event in events if event.id in loose] if whole else _rows(lists, "spans")),
        said=_statements(sheet, lists, "said" if whole else "loose_said"),
        titles={name: heading(say(words), lists[name]) for name, words in YEAR_HEADINGS.items() if name in lists},
    )  # fmt: skip


def _sheet(key: DateKey, lookup: Lookup, number: int) -> Sheet:
    return Sheet(lookup, links.part_path(links.date_path(key), number))


def _lists(lookup: Lookup, key: DateKey, number: int) -> dict[str, Section]:
    """The lists of a part by name."""
    return {section.name: section for section in lookup.parts_of_date(key)[number - 1]}


def _rows(lists: dict[str, Section], name: str) -> tuple:
    return lists[name].rows if name in lists else ()


def _statements(sheet: Sheet, lists: dict[str, Section], name: str) -> list[Markup]:
    return [sheet.statement(claim) for claim in _rows(lists, name)]


def _day_line(sheet: Sheet, key: DateKey) -> tuple[Named, str]:
    """A day of a month that does not show its events: how much is known of it, and how much less exactly."""
    events, claims = (found.get(key, ()) for found in (sheet.timeline.events_on, sheet.timeline.claims_said_on))
    exact = sum(event.date.precision == "day" for event in events)
    said = sum(claim.said.precision == "day" for claim in claims)
    numbers = ((exact, "event"), (said, "statement"), (len(events) - exact + len(claims) - said, "less"))
    words = " · ".join(wording.count(number, noun) for number, noun in numbers if number)
    return Named(f"{key[2]} {edtf.MONTHS[key[1] - 1][0]}", sheet.date_href(key)), words


def dates_index(lookup: Lookup) -> Page:
    """`/dates/`: years and their months."""
    sheet = Sheet(lookup, links.DATES)
    title = plain(lookup.timeline.settings.title)
    return sheet.page(
        "index", say("title_dates"), say("dates_description", title=title), crumbs=sheet.crumbs(),
        template="dates", years=periods(sheet), as_of=sheet.href(links.AS_OF),
    )  # fmt: skip


def period(sheet: Sheet, key: DateKey, within: Iterable[Period] = ()) -> Period:
    events = len(sheet.timeline.events_on.get(key, ()))
    return Period(wording.date_words(key), sheet.date_href(key), events, tuple(within))


def periods(sheet: Sheet) -> list[Period]:
    """Every year with its months; of centuries of them, the years alone."""
    lookup = sheet.lookup
    few = len(lookup.date_keys[2]) <= MOST_MONTHS
    return [
        period(sheet, year, (period(sheet, month) for month in lookup.keys_within.get(year, ()) if few))
        for year in lookup.date_keys[1]
    ]


def day_groups(sheet: Sheet, events: Iterable[Event], *, gist: bool = True) -> list[Group]:
    """Events in time order under their dates; events that share a date share its head."""
    groups = []
    for _, same in groupby(events, key=lambda event: (event.date.text, event.several)):
        members = list(same)
        date = members[0].date
        numeral, rest = wording.large_date(date, members[0].several)
        key = sheet.lookup.date_page(date)
        href = sheet.date_href(key) if key else ""
        rows = tuple(sheet.rows(members, gist=gist))
        above = edtf.weekday(date) or (_within(members[0]) if date.precision == "one-of" and numeral else "")
        groups.append(Group(above, numeral, rest, wording.precision_class(date), href, rows))
    return groups


def _within(event: Event) -> str:
    return say("group_several" if event.several else "group_one_of")


def month_groups(sheet: Sheet, events: Iterable[Event]) -> list[Group]:
    """Events in time order under their month, or the one they begin in; those known less exactly after the months, under what
    holds all their days: a year, or none."""
    grouped: dict[DateKey, list[Event]] = {}
    for event in events:
        grouped.setdefault(_month_of(sheet.lookup, event) or (), []).append(event)
    names = {0: say("group_of_no_year"), 1: say("section_unplaced_year")}
    return [
        Group("", "", names.get(len(key)) or wording.date_words(key), "", sheet.date_href(key) if key else "", tuple(sheet.rows(grouped[key])), key[:1])
        for key in sorted(grouped, key=lambda key: (*key, 13)[:2] if key else (10000, 0))
    ]


def _month_of(lookup: Lookup, event: Event) -> DateKey | None:
    if event.date.precision == "one-of" and event.date.earliest and event.date.latest:
        return (lookup.date_page(event.date) or ())[:2] or None
    first = event.date.earliest or event.date.latest
    depths = (1,) if event.date.precision in ("year", "season", "decade", "century") else (2, 1)
    return next((first[:depth] for depth in depths if first and first[:depth] in lookup.has_date_page), None)


def _page(sheet: Sheet, kind: str, key: DateKey, number: int, description: str, **views) -> Page:
    """A part of a date page with its neighbours of the same depth."""
    lookup = sheet.lookup
    before, after = lookup.date_neighbours[key]
    title = wording.date_words(key)
    path, total = links.date_path(key), len(lookup.heavy_dates.get(key, ())) or 1
    return sheet.page(
        kind if number == 1 else "part", part_title(title, number), part_description(description, number), template=kind,
        when=wording.date_words(key, short=True),
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), *sheet.date_crumbs(key if number > 1 else key[:-1])),
        first=number == 1, parts=parts_view(sheet, path, number, total),
        before=_neighbour(sheet, before) if before else None, after=_neighbour(sheet, after) if after else None, **views,
    )  # fmt: skip


def _neighbour(sheet: Sheet, key: DateKey) -> Named:
    events = sheet.timeline.events_on.get(key, ())
    if len(key) == 3:  # what may have happened on some other day is not counted for this one
        events = [event for event in events if event.date.precision == "day"]
    return Named(wording.date_words(key), sheet.date_href(key), wording.count(len(events), "event") if events else "")


def _weeks(sheet: Sheet, key: DateKey) -> list[list[CalendarDay | None]]:
    """The month's days in weeks from Monday to Sunday; None before the first and after the last."""
    year, month = key
    events_on, position = sheet.timeline.events_on, sheet.lookup.has_date_page
    counts = {
        day: sum(event.date.precision == "day" for event in events_on.get((year, month, day), ()))
        for day in range(1, edtf.month_length(year, month) + 1)
    }
    busiest = max(counts.values())
    days: list[CalendarDay | None] = [None] * edtf.day_weekday((year, month, 1))
    for day, events in counts.items():
        href = sheet.date_href((year, month, day)) if (year, month, day) in position else ""
        days.append(CalendarDay(day, href, events, -(-4 * events // busiest) if busiest else 0))
    days += [None] * (-len(days) % 7)
    return [days[at : at + 7] for at in range(0, len(days), 7)]
