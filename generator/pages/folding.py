"""Long lists over several pages: by year and month where their rows have dates, in numbered parts else.

Receives lists of records as `Section`s; returns which rows stand on which page. What a page holds follows from numbers of rows and what
a row of its kind weighs, never from a page once made: the same records always give the same pages, and a new record moves few others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.edtf import Date
from generator.pages.links import DateKey

PAGE = 140_000
"""What the rows of one page may weigh, in bytes. With frame, head and rows heavier than most, a page stays below 150 kB of HTML."""

EVENT, EVENT_GIST, STATEMENT, TOLD, QUESTION, DIFFERENCE, ENTRY = 420, 620, 680, 900, 720, 1_300, 280
"""What one of each weighs, as measured on a real timeline and a synthetic one: an event, one with its first sentence, a statement, one
as a day's sources told it, a difference as one line, one with words of each side, a line of an index."""

PASSAGE, REST, FURTHER = 700, 200, 120
"""What a passage of a source weighs with what rests on it first, each other thing that rests on it, and the way to it from the first page
where it stands on a further one."""

MOST_LINES = 240
"""Years and months in a list of both; of more, years alone."""

WITHOUT = 0
"""In a key: not known to the year `(0,)`, or to the month `(2025, 0)`."""


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a page, or a stretch of it: its `name`, its rows in order and what one of them weighs. `continued`: its first rows
    are on a page before."""

    name: str
    rows: tuple
    weight: int | Callable[[Any], int]
    continued: bool = False

    def weigh(self, row: Any) -> int:
        return self.weight if isinstance(self.weight, int) else self.weight(row)

    @property
    def weighs(self) -> int:
        return len(self.rows) * self.weight if isinstance(self.weight, int) else sum(map(self.weight, self.rows))


Part = tuple[Section, ...]
Counts = tuple[tuple[str, int], ...]
"""How many rows each section has, by its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A period in a list of periods, with those within it that have pages of their own."""

    key: DateKey
    counts: Counts
    within: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """What stands on the page of a period, or of all time, whose key is empty. A page that leads on to periods `within` has their rows
    nowhere but there; that of all time has the latest of each list, too. `before` and `after` are the next pages in time."""

    key: DateKey
    counts: Counts
    parts: tuple[Part, ...]
    within: tuple[Line, ...] = ()
    before: DateKey = ()
    after: DateKey = ()


def weight(sections: Iterable[Section]) -> int:
    """What all rows weigh together, in bytes."""
    return sum(section.weighs for section in sections)


def parts(sections: Iterable[Section], taken: int = 0) -> tuple[Part, ...]:
    """Sections cut into as many pages as they need; one, perhaps empty, at least. `taken`: what else the first page holds, in bytes."""
    made: list[list[Section]] = [[]]
    room = PAGE - taken
    for section in sections:
        first = at = 0
        for at, row in enumerate(section.rows):
            weighs = section.weigh(row)
            if weighs > room and (made[-1] or at > first):
                made[-1] += _stretch(section, first, at)
                made.append([])
                first, room = at, PAGE
            room -= weighs
        made[-1] += _stretch(section, first, len(section.rows))
    return tuple(tuple(part) for part in made)


def _stretch(section: Section, first: int, end: int) -> list[Section]:
    return [replace(section, rows=section.rows[first:end], continued=first > 0)] if end > first else []


def cut_text(sentences: Sequence[tuple[int, int]], passages: Mapping[tuple[int, int], int], whole: bool) -> tuple[int, ...]:
    """The offsets at which a source's second page and further ones begin: between sentences, and through no passage. `passages`: how
    many things rest on each, by its (start, end); `whole`: sentences without one are shown, too."""
    room, empty, reach, at = PAGE - FURTHER * len(passages), True, 0, 0
    ordered = sorted(passages)
    cuts: list[int] = []
    for start, end in sentences:
        first = at
        while at < len(ordered) and ordered[at][0] < end:
            at += 1
        here = ordered[first:at]
        begin = min(start, here[0][0]) if here else start
        weighs = sum(PASSAGE + REST * (passages[one] - 1) for one in here) + (end - start if whole else 0)
        if weighs and weighs > room and begin >= reach and not empty:
            cuts.append(begin)
            room = PAGE
        room, empty = room - weighs, False
        reach = max(reach, end, *(stop for _, stop in here))
    return tuple(cuts)


def folded(sections: Sequence[Section], date_of: Callable[[Any], Date]) -> dict[DateKey, Period]:
    """Pages for sections that one page cannot hold, by period: all time, each year, and the months of a year that is too heavy in turn.
    Nothing where one page holds all."""
    if weight(sections) <= PAGE:
        return {}
    lines, leaves = [], {}
    for year, of_year in _divided(sections, 1, date_of):
        if weight(of_year) <= PAGE or year == (WITHOUT,):
            leaves[year] = of_year
            lines.append(Line(year, _counts(of_year)))
        else:
            months = dict(_divided(of_year, 2, date_of))
            leaves |= months
            lines.append(Line(year, _counts(of_year), tuple(Line(month, _counts(of_month)) for month, of_month in months.items())))
    short = len(leaves) > MOST_LINES
    found = {(): Period((), _counts(sections), (_latest(sections),), tuple(replace(line, within=()) if short else line for line in lines))}
    years = [line.key for line in lines]
    for line in lines:
        if line.within:
            found[line.key] = Period(line.key, line.counts, ((),), line.within, *_neighbours(years, line.key))
    order = list(leaves)
    for key, held in leaves.items():
        found[key] = Period(key, _counts(held), parts(held), (), *_neighbours(order, key))
    return found


def period_of(date: Date) -> DateKey:
    """The month a date lies or begins in, the year where no month is known, or nothing where no year is. One unknown day belongs to
    what holds all days it may be."""
    first, last = date.earliest or date.latest, date.latest
    if date.precision == "one-of":
        if not date.earliest or not last or first[0] != last[0]:
            return ()
        depth = 2 if first[1] == last[1] else 1
    else:
        depth = 1 if date.precision in ("year", "season", "decade", "century") else 2
    return first[:depth] if first and 1 <= first[0] <= 9999 else ()


def _divided(sections: Iterable[Section], depth: int, date_of: Callable[[Any], Date]) -> Iterator[tuple[DateKey, list[Section]]]:
    """Sections by year or month, ascending, rows that are not known to one last."""
    divided: dict[DateKey, list[Section]] = {}
    for section in sections:
        rows: dict[DateKey, list] = {}
        for row in section.rows:
            key = period_of(date_of(row))
            rows.setdefault((*key, *[WITHOUT] * (depth - len(key)))[:depth], []).append(row)
        for key, found in rows.items():
            divided.setdefault(key, []).append(replace(section, rows=tuple(found)))
    for key in sorted(divided, key=lambda key: (key[-1] == WITHOUT, key)):
        yield key, divided[key]


def _latest(sections: Sequence[Section]) -> Part:
    """The last rows of each section, in half a page, of which each has its share."""
    share = PAGE // 2 // len(sections)
    rows = [(section, max(1, share // section.weight)) for section in sections]
    return tuple(replace(section, rows=section.rows[-most:]) for section, most in rows if section.rows)


def _counts(sections: Iterable[Section]) -> Counts:
    return tuple((section.name, len(section.rows)) for section in sections if section.rows)


def _neighbours(keys: list[DateKey], key: DateKey) -> tuple[DateKey, DateKey]:
    at = keys.index(key)
    return keys[at - 1] if at else (), keys[at + 1] if at + 1 < len(keys) else ()
