"""Pages of years, months and days: what happened then, what was said, and what is known less exactly or spans it. Only dates
with anything have a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.model import edtf
from generator.model.records import Event
from generator.pages import links, wording
from generator.pages.escape import plain
from generator.pages.known import is_wide
from generator.pages.links import DateKey
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import LONG_LIST, Named, Row, Sheet, statement_order
from generator.pages.wording import say

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


def day_page(lookup: Lookup, key: DateKey) -> Page:
    """`/dates/2025/12/06/`."""
    sheet = Sheet(lookup, links.date_path(key))
    events = lookup.timeline.events_on.get(key, ())
    month_wide = [event for event in lookup.loose_events.get(key[:2], ()) if _touches(event.date, key) and not is_wide(event.date)]
    if len(month_wide) > LONG_LIST:
        month_wide = []
    return _page(
        sheet, "day", key, say("date_description", date=wording.date_words(key)),
        happened=sheet.rows([event for event in events if event.date.precision == "day"], gist=True),
        spans=sheet.rows([*(event for event in events if event.date.precision != "day"), *month_wide]),
        said=_said(sheet, key, known=True), maybe_said=_said(sheet, key, known=False), date=edtf.parse("%04d-%02d-%02d" % key),
        as_of=sheet.as_of_href(key) if key in lookup.known.position else "",
    )  # fmt: skip


def month_page(lookup: Lookup, key: DateKey) -> Page:
    """`/dates/2025/12/`: a calendar, then the days."""
    sheet = Sheet(lookup, links.date_path(key))
    events = lookup.timeline.events_on.get(key, ())
    known = [event for event in events if event.date.precision == "day"]
    long = len(events) > LONG_LIST
    return _page(
        sheet, "month", key, say("month_description", date=wording.date_words(key)),
        weeks=_weeks(sheet, key), weekdays=[(name[:3], name) for name in edtf.WEEKDAYS], long=long,
        groups=[] if long else day_groups(sheet, known),
        spans=sheet.rows(event for event in events if event.date.precision != "day"),
        said=[] if len(lookup.timeline.claims_said_on.get(key, ())) > LONG_LIST else _said(sheet, key),
    )  # fmt: skip


def year_page(lookup: Lookup, key: DateKey) -> Page:
    """`/dates/2025/`: the months with their counts, and what is not known to the month."""
    sheet = Sheet(lookup, links.date_path(key))
    events = lookup.timeline.events_on.get(key, ())
    loose = {event.id for event in lookup.loose_events.get(key, ())}
    loose |= {event.id for event in events if len(_month_of(lookup, event) or ()) < 2}
    return _page(
        sheet, "year", key, say("year_description", date=wording.date_words(key)),
        months=[period(sheet, month) for month in lookup.keys_within.get(key, ())],
        groups=month_groups(sheet, [event for event in events if event.id not in loose]) if len(events) <= LONG_LIST else [],
        spans=sheet.rows(event for event in events if event.id in loose),
        said=[] if len(lookup.timeline.claims_said_on.get(key, ())) > LONG_LIST else _said(sheet, key),
    )  # fmt: skip


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
    """Every year with its months."""
    lookup = sheet.lookup
    return [
        period(sheet, year, (period(sheet, month) for month in lookup.keys_within.get(year, ())))
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
    return next((first[:depth] for depth in depths if first and first[:depth] in lookup.date_position), None)


def _page(sheet: Sheet, kind: str, key: DateKey, description: str, **parts) -> Page:
    """A date page with its neighbours of the same depth."""
    lookup = sheet.lookup
    keys, position = lookup.date_keys[len(key)], lookup.date_position[key]
    title = wording.date_words(key)
    return sheet.page(
        kind, title, description, when=wording.date_words(key, short=True),
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), *sheet.date_crumbs(key[:-1])),
        before=_neighbour(sheet, keys[position - 1]) if position else None,
        after=_neighbour(sheet, keys[position + 1]) if position + 1 < len(keys) else None, **parts,
    )  # fmt: skip


def _neighbour(sheet: Sheet, key: DateKey) -> Named:
    events = sheet.timeline.events_on.get(key, ())
    if len(key) == 3:  # what may have happened on some other day is not counted for this one
        events = [event for event in events if event.date.precision == "day"]
    return Named(wording.date_words(key), sheet.date_href(key), wording.count(len(events), "event") if events else "")


def _said(sheet: Sheet, key: DateKey, known: bool | None = None) -> list:
    """Statements of a date page; only those whose day is known, or not, where asked."""
    claims = statement_order(sheet.timeline, sheet.timeline.claims_said_on.get(key, ()))
    return [sheet.statement(claim) for claim in claims if known is None or (claim.said.precision == "day") == known]


def _touches(date: edtf.Date, day: DateKey) -> bool:
    return any((first is None or first <= day) and (last is None or day <= last) for first, last in date.spans)


def _weeks(sheet: Sheet, key: DateKey) -> list[list[CalendarDay | None]]:
    """The month's days in weeks from Monday to Sunday; None before the first and after the last."""
    year, month = key
    events_on, position = sheet.timeline.events_on, sheet.lookup.date_position
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
