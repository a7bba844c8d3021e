"""How time is laid out in a picture: which stretch of days holds most events, and where each day stands across the page.

Receives spans of days, as numbers since 1970-01-01; returns places from 0 to 1. The crowded stretch is drawn to scale; far months, years or
centuries are narrow cells, and those in which nothing falls are left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from generator.model.edtf import Date, Day, day_from_number, day_number
from generator.model.records import Event

WIDE = 150
"""Days within which an event must fall to have a say in how far the scale reaches."""

MOST_CELLS = 7
"""Cells on either side of the crowded stretch."""

CELL = 0.052
"""How wide a cell is, as a share of all; the share of the crowd is what its neighbours leave."""

LEAST_CROWD = 0.25
"""Share of the scale that the crowded stretch has at least."""

CROWDED = 2.5
"""How many times as long as a crowded stretch all of the time is, at least."""

YEARS = (1, 10, 100, 1000)

_WEIGHT = {"cell": 1.0, "gap": 0.35, "crowd": 0.0}


class Span(NamedTuple):
    """Days that an event may touch, both included. Of one whose start or end nobody knows, the known end; `opens` and `closes` say
    whether an end is known."""

    first: int
    last: int
    opens: bool = True
    closes: bool = True


def span_of(date: Date) -> Span:
    first, last = date.earliest, date.latest
    return Span(day_number(first or last), day_number(last or first), first is not None, last is not None)


class Stretch(NamedTuple):
    """Days, both included, and how many events fall wholly within them."""

    first: int
    last: int
    events: int


def fullest(spans: Sequence[Span], share: float = 0.5) -> Stretch | None:
    """The shortest stretch of days that holds at least this share of the events; of several the one that holds most, then the latest.
    None where no such stretch has an end."""
    known = sorted((span for span in spans if span.opens and span.closes), reverse=True)
    wanted = max(1, -int(-len(spans) * share // 1))
    if len(known) < wanted:
        return None
    length = min(last - first for first, last in _holding(known, lambda lasts, first: lasts[wanted - 1] if len(lasts) >= wanted else None))
    best = max(_holding(known, lambda lasts, first: bisect_right(lasts, first + length)), key=lambda found: (found[1], found[0]))
    return Stretch(best[0], best[0] + length, best[1])


def _holding(spans: Sequence[Span], found: Callable[[list[int], int], int | None]) -> Iterator[tuple[int, int]]:
    """For each first day, the latest first, what is found among the last days of the events that begin no earlier."""
    lasts: list[int] = []
    for at, span in enumerate(spans):
        insort(lasts, span.last)
        if at + 1 == len(spans) or spans[at + 1].first != span.first:
            value = found(lasts, span.first)
            if value is not None:
                yield span.first, value


class Segment(NamedTuple):
    """Days from `start` up to but without `end`, drawn evenly between two places. `kind`: crowd, cell, or gap (left out); of a cell,
    `unit` says what it is one of: 0 a month, else so many years."""

    start: int
    end: int
    left: float
    right: float
    kind: str
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand, from 0 to 1."""

    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end

    @property
    def crowd(self) -> Segment:
        return next(segment for segment in self.segments if segment.kind == "crowd")

    def at(self, day: int) -> float:
        """The place of a day's beginning; that of an end of the scale for days beyond it."""
        for start, end, left, right, _, _ in self.segments:
            if day < end:
                return left + (right - left) * max(0, day - start) / (end - start)
        return 1.0


def reach(spans: Sequence[Span]) -> tuple[int, int]:
    """The first day and the last that a scale of these events must show, whatever events of wide dates may touch."""
    told = [span for span in spans if span.last - span.first <= WIDE]
    told = told if 2 * len(told) >= len(spans) else spans
    return min(span.first for span in told), max(span.last for span in told)


def is_crowd(stretch: Stretch | None, spans: Sequence[Span]) -> bool:
    """Whether a stretch is short beside all the time that the events reach over."""
    start, end = reach(spans)
    return stretch is not None and (stretch.last - stretch.first + 1) * CROWDED <= end - start + 1


def scale_of(spans: Sequence[Span], crowd: Stretch | None, cells: bool = True) -> Scale:
    """A scale for these events, with room for a stretch that is crowded. Without `cells`, all before it is one cell, and all after it."""
    start, last = reach(spans)
    end = last + 1
    if not is_crowd(crowd, spans):
        return Scale((Segment(start, end, 0.0, 1.0, "crowd"),))
    days = sorted({day for span in spans for day in (span.first, span.last)})
    before = _cells(start, crowd.first, days, cells)
    after = _cells(crowd.last + 1, end, days, cells)
    parts = [*before, (crowd.first, crowd.last + 1, "crowd", 0), *after]
    widths = [CELL * (1.0 if cells else 2.4) * _WEIGHT[kind] for _, _, kind, _ in parts]
    narrower = min(1.0, (1.0 - LEAST_CROWD) / sum(widths)) if sum(widths) else 1.0
    widths = [width * narrower for width in widths]
    widths[len(before)] = 1.0 - sum(widths)
    edges = [0.0, *accumulate(widths)]
    return Scale(tuple(
        Segment(first, stop, left, right, kind, unit)
        for (first, stop, kind, unit), left, right in zip(parts, edges[:-1], edges[1:], strict=True)
    ))  # fmt: skip


def _cells(start: int, end: int, days: Sequence[int], several: bool) -> list[tuple[int, int, str, int]]:
    """The days from `start` up to `end` by months, or by the shortest periods that are few enough; runs in which nothing falls are gaps."""
    if start >= end:
        return []
    if several:
        for unit in (0, *YEARS):
            if (end - start) / 366 > MOST_CELLS * 200 * max(unit, 1):
                continue  # too many to look through
            found = _runs(periods(start, end, unit), days, unit)
            if sum(kind == "cell" for _, _, kind, _ in found) <= MOST_CELLS:
                return found
    return [(start, end, "cell", -1)]


def _runs(cells: Iterable[tuple[int, int]], days: Sequence[int], unit: int) -> list[tuple[int, int, str, int]]:
    found: list[tuple[int, int, str, int]] = []
    for start, end in cells:
        at = bisect_left(days, start)
        kind = "cell" if at < len(days) and days[at] < end else "gap"
        if kind == "gap" and found and found[-1][2] == "gap":
            found[-1] = (found[-1][0], end, "gap", unit)
        else:
            found.append((start, end, kind, unit))
    return found


def periods(start: int, end: int, unit: int) -> Iterator[tuple[int, int]]:
    """The months (`unit` 0) or runs of so many years that the days from `start` up to `end` fall in, cut at both."""
    while start < end:
        stop = min(end, day_number(_next(day_from_number(start), unit)))
        yield start, stop
        start = stop


def _next(day: Day, unit: int) -> Day:
    """The first day of the next period."""
    year, month, _ = day
    if not unit:
        return (year + month // 12, month % 12 + 1, 1)
    return ((year // unit + 1) * unit, 1, 1)


def packed(bars: Iterable[tuple[float, float]], gap: float) -> list[int]:
    """For bars in the order of their beginnings, the first row in which each overlaps none before it."""
    ends: list[float] = []
    rows = []
    for left, right in bars:
        row = next((row for row, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[row : row + 1] = [right]
        rows.append(row)
    return rows


# --- Columns that count ---

ACTIVITY = 120
"""Columns of the small picture."""

LEVELS = 12
"""How high its columns are at most. So few that one event more seldom changes the columns of them all, which stand on many pages."""


def binned(days: Iterable[int], start: int, end: int, columns: int) -> list[int]:
    """How many days fall into each of so many equal parts of the time from `start` up to `end`; what lies beyond an end counts there."""
    columns = min(columns, end - start)
    counts = [0] * columns
    for day in days:
        counts[min(columns - 1, max(0, (day - start) * columns // (end - start)))] += 1
    return counts


def outline(counts: Sequence[int], most: int, tall: int) -> str:
    """Columns as an outline, each as wide as 1; whatever is not 0 can be seen."""
    heights = [max(1, round(count * tall / most)) if count else 0 for count in counts]
    out, level = [f"M0 {tall}"], 0
    for height in heights:
        if height != level:
            out.append(f"v{level - height}")
            level = height
        if out[-1][0] == "h":
            out[-1] = f"h{int(out[-1][1:]) + 1}"
        else:
            out.append("h1")
    return "".join([*out, f"v{level}z"])


def activity(events: Iterable[Event]) -> dict[str, tuple[int, int, str, int, int]]:
    """What all small pictures of some events beside all share: first day, day after the last, columns of all as an outline, the highest
    column's count, how many events."""
    spans = [span_of(event.date) for event in events]
    if not spans:
        return {}
    start, last = reach(spans)
    counts = binned((span.first for span in spans), start, last + 1, ACTIVITY)
    return {"all": (start, last + 1, outline(counts, max(counts), LEVELS), max(counts), len(spans))}
