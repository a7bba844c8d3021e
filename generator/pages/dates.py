"""Pages of years, months and days: what happened then, what was said, and what is known less exactly or spans it. Only dates
with anything have a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Event
from generator.pages import folding, links, wording
from generator.pages.escape import plain
from generator.pages.folding import Part, Section, parts
from generator.pages.known import is_wide
from generator.pages.links import DateKey
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import heading, part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Row, Sheet
from generator.pages.wording import say

MOST_CALENDARS = 24
"""Months that the page of all dates shows with their days; of more, it shows months by their numbers."""

MOST_MONTHS = 900
"""Months by their numbers on that page; of more, years alone."""

CALENDAR, MONTH_CELL, YEAR_CELL = 3_400, 110, 100
"""What a month with its days weighs at most, and a month or a year as a number in a table, in bytes."""

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
class Month:
    """A month with its days, in `weeks`; these are empty where no day has a page. `counts`: its events in words."""

    text: str
    href: str
    counts: str
    weeks: list[list[CalendarDay | None]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A month or year in a table, as a `number`: its events, or what it is called. `level` 0 to 4 beside the fullest."""

    text: str
    href: str
    number: str
    events: int
    level: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A year with its months, or a decade (without `href`) with its years; None where there is no page."""

    text: str
    href: str
    note: str
    cells: tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Years by months, or decades by years; `heads` in short and in full."""

    caption: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[GridRow, ...]
    decades: bool = False


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
    rows = {name: len(_rows(lists, name)) for name in DAY_HEADINGS}
    rows["spans"] += wide.rows[0] if wide else 0
    month = Named(wording.date_words(key[:2]), sheet.date_href(key[:2]))
    return _page(
        sheet, "day", key, number, say("date_description", date=wording.date_words(key)),
        happened=sheet.rows(_rows(lists, "happened"), gist=True), said=_statements(sheet, lists, "said"),
        spans=sheet.rows(_rows(lists, "spans")), maybe_said=_statements(sheet, lists, "maybe_said"),
        wide=(wording.count(wide.rows[0], "event"), month) if wide else None,
        titles={name: heading(say(words), lists[name]) for name, words in DAY_HEADINGS.items() if name in lists},
        sections=[(heading(say(words), lists[name]) if name in lists else say(words), rows[name]) for name, words in DAY_HEADINGS.items()],
        date=edtf.parse(edtf.iso(key)), as_of=sheet.as_of_href(key) if key in lookup.known.has_day else "",
    )  # fmt: skip


def month_page(lookup: Lookup, key: DateKey, number: int = 1) -> Page:
    """`/dates/2025/12/`: a calendar, then the days; where these are too much for a page, their numbers and what no day's page has."""
    sheet = _sheet(key, lookup, number)
    lists = _lists(lookup, key, number)
    whole = "happened" in lists
    counts = _on_days(sheet, key) if number == 1 else {}
    days = [] if whole or number > 1 else [_day_line(sheet, day) for day in lookup.keys_within.get(key, ())]
    titles = {name: heading(say(words), lists[name]) for name, words in MONTH_HEADINGS.items() if name in lists}
    return _page(
        sheet, "month", key, number, say("month_description", date=wording.date_words(key)),
        weeks=_weeks(sheet, key, counts, max(counts.values())) if counts else [], days=days, titles=titles,
        sections=[(say("section_days"), len(days) or len(_rows(lists, "happened"))), *((words, len(_rows(lists, name))) for name, words in titles.items())],
        groups=day_groups(sheet, lists["happened"].rows) if whole else [],
        spans=sheet.rows(_rows(lists, "spans")), said=_statements(sheet, lists, "said" if whole else "loose_said"),
    )  # fmt: skip


def year_page(lookup: Lookup, key: DateKey, number: int = 1) -> Page:
    """`/dates/2025/`: the months with their counts, and what is not known to the month; the events of a year that one page holds."""
    sheet = _sheet(key, lookup, number)
    lists = _lists(lookup, key, number)
    whole = "happened" in lists
    events = _rows(lists, "happened")
    loose = {event.id for event in lookup.loose_events.get(key, ())} if whole else set()
    loose |= {event.id for event in events if len(_month_of(lookup, event) or ()) < 2}
    titles = {name: heading(say(words), lists[name]) for name, words in YEAR_HEADINGS.items() if name in lists}
    spans = [event for event in events if event.id in loose] if whole else _rows(lists, "spans")
    months = lookup.keys_within.get(key, ()) if number == 1 else ()
    said = _statements(sheet, lists, "said" if whole else "loose_said")
    return _page(
        sheet, "year", key, number, say("year_description", date=wording.date_words(key)), **_months_of_year(sheet, months, lists.values()),
        groups=month_groups(sheet, [event for event in events if event.id not in loose]), spans=sheet.rows(spans), said=said, titles=titles,
        sections=[
            (say("section_months"), len(months)), (say("section_happened"), len(events) - len(spans) if whole else 0),
            (titles.get("spans", say("section_unplaced_year")), len(spans)), (titles.get("loose_said") or titles.get("said", ""), len(said)),
        ],
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


def _months_of_year(sheet: Sheet, keys: tuple[DateKey, ...], lists: Iterable[Section]) -> dict[str, list]:
    """A year's months: with their days where the page has room for these, else by their names and numbers."""
    if folding.weight(lists) + len(keys) * CALENDAR <= folding.PAGE:
        return {"calendars": _calendars(sheet, keys), "months": []}
    counted = ((month, len(sheet.timeline.events_on.get(month, ()))) for month in keys)
    return {"calendars": [], "months": [(Named(wording.date_words(month), sheet.date_href(month)), wording.count(n, "event")) for month, n in counted]}


# --- All dates ---


def dates_index_drafts(lookup: Lookup) -> Iterator[Draft]:
    """`/dates/`, and its further parts where it has more years than one page holds."""
    yield from part_drafts(links.DATES, "index", len(_index_parts(lookup)), partial(_dates_index, lookup))


def _index_parts(lookup: Lookup) -> tuple[Part, ...]:
    """The years of each part: with the days of their months, with the numbers of these, or, of very many, decades of years."""
    def cut() -> tuple[Part, ...]:
        years, months = lookup.date_keys[1], lookup.date_keys[2]
        if len(months) <= MOST_CALENDARS:
            return parts([Section("calendars", tuple(years), lambda year: len(lookup.keys_within.get(year, ())) * CALENDAR)])
        if len(months) <= MOST_MONTHS:
            return parts([Section("months", tuple(years), 12 * MONTH_CELL)])
        decades = tuple(tuple(of_decade) for _, of_decade in groupby(years, key=lambda key: key[0] // 10))
        return parts([Section("decades", decades, 10 * YEAR_CELL)])

    return lookup.kept(("parts", links.DATES), cut)


def _dates_index(lookup: Lookup, number: int) -> Page:
    cut = _index_parts(lookup)
    sheet = Sheet(lookup, links.part_path(links.DATES, number))
    rows = {section.name: section.rows for section in cut[number - 1]}
    title = say("title_dates")
    return sheet.page(
        "index" if number == 1 else "part", part_title(title, number),
        part_description(say("dates_description", title=plain(lookup.timeline.settings.title)), number),
        crumbs=sheet.crumbs(*([(title, links.DATES)] if number > 1 else ())), template="dates", styles=["dates"],
        years=[_year(sheet, year) for year in rows.get("calendars", ())],
        grid=months_grid(sheet, rows["months"]) if "months" in rows else _years_grid(sheet, rows["decades"]) if "decades" in rows else None,
        parts=parts_view(sheet, links.DATES, number, len(cut)), as_of=sheet.href(links.AS_OF),
    )  # fmt: skip


def _year(sheet: Sheet, year: DateKey) -> tuple[Named, list[Month]]:
    events = wording.count(len(sheet.timeline.events_on.get(year, ())), "event")
    return Named(wording.date_words(year), sheet.date_href(year), events), _calendars(sheet, sheet.lookup.keys_within.get(year, ()))


def _calendars(sheet: Sheet, months: Iterable[DateKey]) -> list[Month]:
    """Months with their days, whose levels count beside the busiest day of them all."""
    counts = {key: _on_days(sheet, key) for key in months}
    busiest = max((events for days in counts.values() for events in days.values()), default=0)
    return [Month(wording.date_words(key), sheet.date_href(key), *_month(sheet, key, days, busiest)) for key, days in counts.items()]


def _month(sheet: Sheet, key: DateKey, days: dict[int, int], busiest: int) -> tuple[str, list[list[CalendarDay | None]]]:
    """A month's events in words, and its weeks."""
    total = len(sheet.timeline.events_on.get(key, ()))
    weeks = _weeks(sheet, key, days, busiest)
    loose = total - sum(day.events for week in weeks for day in week if day)
    words = [wording.count(total, "event"), *([say("loose_all") if loose == total else wording.count(loose, "loose")] if loose else [])]
    return ", ".join(words), weeks if any(day and day.href for week in weeks for day in week) else []


def months_grid(sheet: Sheet, years: Iterable[DateKey]) -> Grid:
    """Years by months, with their numbers of events."""
    lookup, events_on = sheet.lookup, sheet.timeline.events_on
    most = max((len(events_on.get(month, ())) for month in lookup.date_keys[2]), default=0)
    return Grid(
        say("grid_months"), tuple((names[1], names[0]) for names in edtf.MONTHS),
        tuple(
            GridRow(
                wording.date_words(year), sheet.date_href(year), f"{len(events_on.get(year, ())):,}",
                tuple(_cell(sheet, (*year, month), most) for month in range(1, 13)),
            )
            for year in years
        ),
    )  # fmt: skip


def _years_grid(sheet: Sheet, decades: Iterable[tuple[DateKey, ...]]) -> Grid:
    """Decades by years."""
    most = max((len(sheet.timeline.events_on.get(year, ())) for year in sheet.lookup.date_keys[1]), default=0)
    return Grid(
        say("grid_years"), tuple((str(digit), str(digit)) for digit in range(10)),
        tuple(
            GridRow(say("decade", year=years[0][0] // 10 * 10), "", "", tuple(_cell(sheet, (years[0][0] // 10 * 10 + digit,), most) for digit in range(10)))
            for years in decades
        ), decades=True,
    )  # fmt: skip


def _cell(sheet: Sheet, key: DateKey, most: int) -> GridCell | None:
    if key not in sheet.lookup.has_date_page:
        return None
    events = len(sheet.timeline.events_on.get(key, ()))
    return GridCell(wording.date_words(key), sheet.date_href(key), f"{events:,}", events, _level(events, most))


def _level(events: int, most: int) -> int:
    """The fourth of the fullest that this many events reach: 0 for none, to 4."""
    return -(-4 * events // most) if most else 0


def extent_words(events: Sequence[Event]) -> str:
    """From the first to the last day that events may have, no finer than their dates are known: "7 Nov – 12 Dec 2025", "Oct – Dec 2025".
    Dates that say little of any day do not count where others do; empty where none has a known day at both ends."""
    dates = [event.date for event in events if event.date.earliest and event.date.latest]
    close = [date for date in dates if not is_wide(date)] or dates
    if not close:
        return ""
    first, last = min(close, key=lambda date: date.earliest), max(close, key=lambda date: date.latest)
    if not 1 <= first.earliest[0] <= last.latest[0] <= 9999:
        return ""
    depth = min(_depth(first), _depth(last))
    ends = dict.fromkeys((first.earliest[:depth], last.latest[:depth]))
    return edtf.short_words(edtf.parse("/".join("-".join(f"{part:02}" if at else f"{part:04}" for at, part in enumerate(end)) for end in ends)))


def _depth(date: edtf.Date) -> int:
    """How finely the bounds of a date are known: 3 to the day, 2 to the month, 1 to the year."""
    if date.precision in ("year", "season", "decade", "century"):
        return 1
    return 2 if date.precision == "month" or date.approximate or is_wide(date) else 3


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


def month_groups(sheet: Sheet, events: Iterable[Event], *, who: bool = False) -> list[Group]:
    """Events in time order under their month, or the one they begin in; those known less exactly after the months, under what
    holds all their days: a year, or none. `who`: with those who had a part in them."""
    grouped: dict[DateKey, list[Event]] = {}
    for event in events:
        grouped.setdefault(_month_of(sheet.lookup, event) or (), []).append(event)
    names = {0: say("group_of_no_year"), 1: say("section_unplaced_year")}
    return [
        Group("", "", names.get(len(key)) or wording.date_words(key), "", sheet.date_href(key) if key else "", tuple(sheet.rows(grouped[key], who=who)), key[:1])
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
        when=wording.date_words(key, short=True), styles=[] if kind == "day" else ["dates"],
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), *sheet.date_crumbs(key if number > 1 else key[:-1])),
        first=number == 1, parts=parts_view(sheet, path, number, total),
        before=_neighbour(sheet, before) if before else None, after=_neighbour(sheet, after) if after else None, **views,
    )  # fmt: skip


def _neighbour(sheet: Sheet, key: DateKey) -> Named:
    events = sheet.timeline.events_on.get(key, ())
    if len(key) == 3:  # what may have happened on some other day is not counted for this one
        events = [event for event in events if event.date.precision == "day"]
    return Named(wording.date_words(key), sheet.date_href(key), wording.count(len(events), "event") if events else "")


def _on_days(sheet: Sheet, key: DateKey) -> dict[int, int]:
    """How many events are known to have happened on each day of a month."""
    year, month = key
    events_on = sheet.timeline.events_on
    return {
        day: sum(event.date.precision == "day" for event in events_on.get((year, month, day), ()))
        for day in range(1, edtf.month_length(year, month) + 1)
    }


def _weeks(sheet: Sheet, key: DateKey, counts: dict[int, int], busiest: int) -> list[list[CalendarDay | None]]:
    """A month's days in weeks from Monday to Sunday; None before the first and after the last."""
    days: list[CalendarDay | None] = [None] * edtf.day_weekday((*key, 1))
    for day, events in counts.items():
        href = sheet.date_href((*key, day)) if (*key, day) in sheet.lookup.has_date_page else ""
        days.append(CalendarDay(day, href, events, _level(events, busiest)))
    days += [None] * (-len(days) % 7)
    return [days[at : at + 7] for at in range(0, len(days), 7)]
