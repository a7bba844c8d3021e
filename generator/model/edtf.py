"""Dates as the records write them: EDTF, the Extended Date/Time Format of ISO 8601-2.

Receives the text of one date; returns a `Date` (what it says, and the days it may touch), the words for it, and the
date pages it belongs to. Raises `DateError` and nothing else. Knows nothing of YAML, lines or records.

Source: the Library of Congress specification, <https://www.loc.gov/standards/datetime/>. Read here:

    point     2025-12-06   2025-12   2025   -0043-03-15   Y-17000 (five digits or more, a year alone)
    year      Y-17E7  times ten to that power     1950S2  about 1950, of which two digits are known: 1900 to 1999
    season    2025-21 spring … 24 winter; 25–28 northern, 29–32 southern; 33–36 quarters, 37–39 thirds, 40–41 halves
    digits    201X   20XX   2004-XX   2004-12-XX   156X-12-25        X is a digit nobody knows
    doubt     2025?  uncertain     2025~  approximate     2025%  both
              2004-06~-11  right of a part: that part and all before it     2004-~06  left of a part: that part alone
    interval  A/B  all of it     A/..  ../B  open     A/  /B  end unknown
    set       [A..B]  [A,B,C]  [..B]  [A..]  one of them     {A..B}  {A,B}  all of them

That is all of levels 0, 1 and 2 but the time of day, which has a field of its own. Of the rest of ISO 8601 nothing is
read: weeks, days of the year, durations. Nothing is guessed: `parse` refuses what it does not know and says what to write.

Days are `(year, month, day)` of the proleptic Gregorian calendar, as ISO 8601 counts: year 0 is 1 BCE, -43 is 44 BCE.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, product
from typing import NoReturn

Day = tuple[int, int, int]
Span = tuple[Day | None, Day | None]
"""First and last day, both included; None where there is no bound."""

MONTHS = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May", "May"), ("June", "Jun"),
    ("July", "Jul"), ("August", "Aug"), ("September", "Sep"), ("October", "Oct"), ("November", "Nov"),
    ("December", "Dec"),
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SEASONS: dict[int, tuple[str, tuple[int, int], tuple[int, int]]] = {
    # The standard leaves 21–24 free of place and gives no days. They are read as in the north, from the first day of
    # the meteorologists' season to the last of the astronomers', so that a day either would call spring is in spring.
    21: ("spring {}", (3, 1), (6, 21)),
    22: ("summer {}", (6, 1), (9, 23)),
    23: ("autumn {}", (9, 1), (12, 22)),
    24: ("winter {}", (12, 1), (3, 21)),
    # With the hemisphere named there is one usual meaning: whole months.
    25: ("spring {} (northern hemisphere)", (3, 1), (5, 31)),
    26: ("summer {} (northern hemisphere)", (6, 1), (8, 31)),
    27: ("autumn {} (northern hemisphere)", (9, 1), (11, 30)),
    28: ("winter {} (northern hemisphere)", (12, 1), (2, 29)),
    29: ("spring {} (southern hemisphere)", (9, 1), (11, 30)),
    30: ("summer {} (southern hemisphere)", (12, 1), (2, 29)),
    31: ("autumn {} (southern hemisphere)", (3, 1), (5, 31)),
    32: ("winter {} (southern hemisphere)", (6, 1), (8, 31)),
    33: ("the first quarter of {}", (1, 1), (3, 31)),
    34: ("the second quarter of {}", (4, 1), (6, 30)),
    35: ("the third quarter of {}", (7, 1), (9, 30)),
    36: ("the last quarter of {}", (10, 1), (12, 31)),
    37: ("the first four months of {}", (1, 1), (4, 30)),
    38: ("the middle four months of {}", (5, 1), (8, 31)),
    39: ("the last four months of {}", (9, 1), (12, 31)),
    40: ("the first half of {}", (1, 1), (6, 30)),
    41: ("the second half of {}", (7, 1), (12, 31)),
}
"""Code: wording, first (month, day), last (month, day). Where the last comes before the first it is in the year after:
a season carries the year it begins in. 29 February stands for the last day of that month."""

_PRECISIONS = ("day", "one-of", "all-of", "interval", "month", "season", "year", "decade", "century")
_PARTS = ("year", "month", "day")
_LONGEST = 1000
"""Characters in one date. A set of eighty days fits; a file pasted into the field does not."""


class DateError(ValueError):
    """A text that is no date here.

    `message` is one plain sentence, `offset` the index in the text where the fault is (its length when something is
    missing at the end), `help` what to write instead.
    """

    def __init__(self, message: str, offset: int, help: str) -> None:
        super().__init__(message, offset, help)  # all three, so that it survives a trip between processes
        self.message = message
        self.offset = offset
        self.help = help

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Date:
    """One parsed date. Made by `parse`; two dates are equal when they were written alike.

    `precision`: day, month, season, year; decade and century (`201X`, `20XX`); interval (`A/B`, spans all of it);
    one-of (`[…]`, and other unspecified digits: one unknown day within); all-of (`{…}`).
    """

    text: str
    """The EDTF as written."""
    precision: str = field(compare=False)
    spans: tuple[Span, ...] = field(compare=False)
    """The days it may touch, ascending, apart from each other. `XXXX-12-25` is one span, from the first to the last."""
    parts: tuple[str, ...] = field(default=(), compare=False)
    """Of a point: year, month and day as written, without qualifiers."""
    members: tuple[Date | None, ...] = field(default=(), compare=False)
    """Of an interval: its two ends, None for one that is open or unknown. Of a set: members, a range as interval."""
    uncertain_parts: tuple[str, ...] = field(default=(), compare=False)
    """Of a point: which of year, month, day are uncertain."""
    approximate_parts: tuple[str, ...] = field(default=(), compare=False)

    @property
    def earliest(self) -> Day | None:
        """The first day it may touch, None when open or unknown."""
        return self.spans[0][0]

    @property
    def latest(self) -> Day | None:
        """The last day it may touch, None when open or unknown."""
        return self.spans[-1][1]

    @property
    def uncertain(self) -> bool:
        """Whether `?` or `%` stands anywhere in it."""
        return bool(self.uncertain_parts) or any(member.uncertain for member in self.members if member)

    @property
    def approximate(self) -> bool:
        """Whether `~` or `%` stands anywhere in it."""
        return bool(self.approximate_parts) or any(member.approximate for member in self.members if member)

    @property
    def sort_key(self) -> tuple:
        """Total order: open start first, then first day, then last day (open end last), then precision, then text.

        A known day comes before a set or month that starts on it.
        """
        first = (0,) if self.earliest is None else (1, *self.earliest)
        last = (1,) if self.latest is None else (0, *self.latest)
        return first, last, _PRECISIONS.index(self.precision), self.text

    def days(self, limit: int = 366) -> list[Day] | None:
        """Every day it may touch, ascending; None when that is no end of days, or more than `limit`."""
        if self.earliest is None or self.latest is None:
            return None
        numbers = [(day_number(first), day_number(last)) for first, last in self.spans]
        if sum(last - first + 1 for first, last in numbers) > limit:
            return None
        return [day_from_number(number) for first, last in numbers for number in range(first, last + 1)]

    def covers(self, other: Date) -> bool:
        """Whether every day `other` may touch is one of this date's."""
        return all(any(_within(inner, outer) for outer in self.spans) for inner in other.spans)


# --- The calendar. `datetime` ends at the years 1 and 9999, so the counting is done here. ---


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def iso(day: Day) -> str:
    """`2026-01-31`: as ISO 8601 writes a day of a year from 1 to 9999."""
    return "%04d-%02d-%02d" % day


def day_number(day: Day) -> int:
    """Days since 1970-01-01. Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil."""
    year, month, of_month = day
    year -= month <= 2  # years begin in March, so that the leap day is a year's last
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month - 3) % 12) + 2) // 5 + of_month - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def day_from_number(number: int) -> Day:
    """The day that many days after 1970-01-01. Source: as above, civil_from_days."""
    era, day_of_era = divmod(number + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def day_weekday(day: Day) -> int:
    """Day of the week, Monday 0 … Sunday 6."""
    return (day_number(day) + 3) % 7


def _first(span: Span) -> tuple:
    return (float("-inf"),) if span[0] is None else span[0]


def _last(span: Span) -> tuple:
    return (float("inf"),) if span[1] is None else span[1]


def _within(inner: Span, outer: Span) -> bool:
    return _first(outer) <= _first(inner) and _last(inner) <= _last(outer)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as ascending spans with at least one day between any two."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (_first(span), _last(span))):
        before = merged[-1] if merged else None
        if before is None or (before[1] and span[0] and day_number(before[1]) + 1 < day_number(span[0])):
            merged.append(span)
        elif _last(before) < _last(span):
            merged[-1] = (before[0], span[1])
    return tuple(merged)


# --- Reading ---

_POINT = re.compile(
    r"([?~%]?)(Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?|-?[0-9X]{4}(?:S[0-9]+)?)([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_CLOSING = {"[": "]", "{": "}"}


@lru_cache(maxsize=4096)  # a build reads the same few hundred dates over and over
def parse(text: str) -> Date:
    """Read one date; raise `DateError` when it is none."""
    if not text:
        raise DateError("the date is empty", 0, "write a date such as 2025-12-06, 2025-12 or 2025")
    if len(text) > _LONGEST:
        raise DateError(f"a date has at most {_LONGEST} characters", _LONGEST, "write one date")
    if text[0] in _CLOSING:
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _point(text, 0)


def _set(text: str) -> Date:
    closing = _CLOSING[text[0]]
    end = text.find(closing)
    if end == -1:
        raise DateError(f"the set is not closed by {closing}", len(text), f"end it with {closing}")
    if end != len(text) - 1:
        raise DateError("something follows the set", end + 1, f"end the date at the {closing}")
    members, offset = [], 1
    for item in text[1:end].split(","):
        members.append(_range(item, offset) if ".." in item else _point(item, offset))
        offset += len(item) + 1
    precision = "one-of" if closing == "]" else "all-of"
    return Date(text, precision, _merged(chain.from_iterable(m.spans for m in members)), members=tuple(members))


def _range(item: str, offset: int) -> Date:
    """`A..B` in a set; either end may be left out."""
    start, _, end = item.partition("..")
    ends = (
        _point(start, offset) if start else None,
        _point(end, offset + len(start) + 2) if end else None,
    )
    if ends == (None, None):
        raise DateError("the range has no date at either end", offset, "write [2025-12-06..] or [..2025-12-06]")
    return _between(item, ends, f"{end}..{start}", offset + len(start) + 2)


def _interval(text: str) -> Date:
    start, _, end = text.partition("/")
    _refuse_slashed(text)
    ends = (
        _point(start, 0) if start not in ("", "..") else None,
        _point(end, len(start) + 1) if end not in ("", "..") else None,
    )
    if ends == (None, None):
        raise DateError("the interval has no date at either end", 0, "write 2025-12-06/.. or ../2025-12-06")
    return _between(text, ends, f"{end}/{start}", len(start) + 1)


def _between(text: str, ends: tuple[Date | None, Date | None], turned: str, offset: int) -> Date:
    start, end = ends
    if start and end and end.latest < start.earliest:
        raise DateError("the end comes before the start", offset, f"write {turned}")
    return Date(text, "interval", ((start and start.earliest, end and end.latest),), members=ends)


def _point(piece: str, offset: int) -> Date:
    """A day, month, season or year, with unspecified digits and qualifiers. `offset` is where it stands in the text."""
    match = _POINT.fullmatch(piece)
    if match is None:
        _refuse(piece, offset)
    left, right = match.group(1, 4, 7), match.group(3, 6, 9)
    parts = tuple(part for part in match.group(2, 5, 8) if part)
    at = [offset + match.start(group) for group in (2, 5, 8)]
    _check_parts(parts, at)

    def marked(marks: str) -> tuple[str, ...]:
        # Left of a part a mark counts for that part alone, right of it for everything up to there.
        last = max((i for i, mark in enumerate(right) if mark and mark in marks), default=-1)
        return tuple(name for i, name in enumerate(_PARTS) if i <= last or (left[i] and left[i] in marks))

    spans = _spans(parts)
    if not spans:
        raise DateError("no day fits these digits", at[len(parts) - 1], "X stands for one unknown digit of a real date")
    return Date(piece, _point_precision(parts), spans, parts, (), marked("?%"), marked("~%"))


def _check_parts(parts: tuple[str, ...], at: list[int]) -> None:
    """Refuse a year, month or day that the calendar does not have. Parts with X are left to `_spans`."""
    year, month, day = (*parts, "", "")[:3]
    written, _, significant = year.partition("S")
    if year[0] == "Y":
        _check_long_year(written, at[0])
        if month:
            raise DateError("a year with Y has no month", at[1] - 1, f"write {year}")
    if significant:
        sign = at[0] + len(written)
        if month:
            raise DateError("only a year alone has significant digits", sign, f"write {'-'.join((written, *parts[1:]))}")
        if "X" in written:
            raise DateError("a year has either X or significant digits", sign, f"write {written}")
        if not significant.strip("0"):
            raise DateError("at least one digit is significant", sign + 1, f"write {written}, or a number after S")
    if written == "-0000":
        raise DateError("there is no year -0000", at[0], "write 0000 for 1 BCE, -0001 for 2 BCE")
    if month and "X" not in month:
        if not 1 <= int(month) <= 12 and int(month) not in SEASONS:
            raise DateError(f"there is no month {month}", at[1], "months are 01 to 12, seasons 21 to 41")
        if day and int(month) in SEASONS:
            raise DateError("a season has no day", at[2] - 1, f"write {year}-{month}, or the month and the day")
    if day and "X" not in day and not 1 <= int(day) <= 31:
        _no_such_day(year, month, day, at[2])
    if day and "X" not in year + month + day and int(day) > month_length(int(year), int(month)):
        _no_such_day(year, month, day, at[2])


def _check_long_year(year: str, offset: int) -> None:
    """Refuse a year with Y, which may have an exponent, unless it has five to nine digits."""
    digits, _, power = year.lstrip("Y-").partition("E")
    length = len(digits) + int(power[-9:] or 0)
    if length > 9 and digits[0] != "0":
        raise DateError("a year has at most nine digits", offset, "write a year of up to nine digits")
    if length < 5 or digits[0] == "0":
        number = int(digits[-9:]) * 10 ** min(int(power[-9:] or 0), 9)
        plain = f"{'-' * ('-' in year)}{number:04}" if 0 < number <= 9999 else "the year without Y"
        raise DateError("Y is for years of five digits or more", offset, f"write {plain}")


def _no_such_day(year: str, month: str, day: str, offset: int) -> NoReturn:
    if "X" in year + month:
        raise DateError(f"no month has a day {day}", offset, "days are 01 to 31")
    length = month_length(int(year), int(month))
    name = f"{MONTHS[int(month) - 1][0]} {_year_words(int(year))}"
    raise DateError(f"{name} has no day {day}", offset, f"{name} has {length} days")


def _season(parts: tuple[str, ...]) -> int | None:
    """The season's code where a point names one."""
    return int(parts[1]) if len(parts) == 2 and "X" not in parts[1] and int(parts[1]) in SEASONS else None


def _point_precision(parts: tuple[str, ...]) -> str:
    if "S" in parts[0]:
        return "year" if len(_years(parts[0])) == 1 else "one-of"
    if "X" not in "".join(parts):
        return "season" if _season(parts) else _PARTS[len(parts) - 1]
    if len(parts) == 1 and parts[0].index("X") == len(parts[0]) - 1:
        return "decade"
    if len(parts) == 1 and parts[0].index("X") == len(parts[0]) - 2:
        return "century"
    return "one-of"


def _spans(parts: tuple[str, ...]) -> tuple[Span, ...]:
    """The days that fit a point's parts; none when its X fit no real date."""
    while parts[-1] == "XX":  # any month of a year is that year, any day of a month that month
        parts = parts[:-1]
    years = _years(parts[0])
    if len(years) <= 10:
        return _merged(span for year in years for span in _spans_in(year, parts))
    # More than a decade: one span from the first to the last stands for up to 120,000, which nobody asks for singly.
    first = next((span for year in years for span in _spans_in(year, parts)), None)
    last = next((span for year in reversed(years) for span in reversed([*_spans_in(year, parts)])), None)
    return ((first[0], last[1]),) if first and last else ()


def _spans_in(year: int, parts: tuple[str, ...]) -> Iterator[Span]:
    if len(parts) == 1:
        yield (year, 1, 1), (year, 12, 31)
    elif code := _season(parts):
        _, start, (month, day) = SEASONS[code]
        end_year = year + ((month, day) < start)
        yield (year, *start), (end_year, month, min(day, month_length(end_year, month)))
    else:
        for month in _fitting(parts[1], 12):
            length = month_length(year, month)
            if len(parts) == 2:
                yield (year, month, 1), (year, month, length)
            else:
                for day in _fitting(parts[2], length):
                    yield (year, month, day), (year, month, day)


@lru_cache(maxsize=64)
def _years(mask: str) -> Sequence[int]:
    """The years that 2012, 201X, Y17E7 or 1950S2 stands for, ascending."""
    written, _, significant = mask.partition("S")
    if significant:
        year = _years(written)[0]
        digits = len(str(abs(year))) if written[0] == "Y" else 4
        unit = 10 ** max(digits - int(significant[-9:]), 0)
        first = abs(year) // unit * unit
        return range(first, first + unit) if year >= 0 else range(1 - first - unit, 1 - first)
    if mask[0] == "Y":
        digits, _, power = mask[1:].partition("E")
        return (int(digits) * 10 ** int(power or 0),)
    sign = -1 if mask[0] == "-" else 1
    digits = product(*("0123456789" if digit == "X" else digit for digit in mask.lstrip("-")))
    return tuple(sorted(sign * int("".join(year)) for year in digits))


@lru_cache(maxsize=1024)
def _fitting(mask: str, highest: int) -> tuple[int, ...]:
    """The numbers 1 to `highest` that a two-digit mask such as 1X stands for."""
    return tuple(n for n in range(1, highest + 1) if all(m in ("X", c) for m, c in zip(mask, f"{n:02}", strict=True)))


# --- Refusing. The commonest slips are told apart, so that the help is the very text to write. ---

_START = re.compile(r"[?~%]?(?:Y-?[0-9]*(?:E[0-9]*)?|-?[0-9X]{0,4})(?:S[0-9]*)?[?~%]?(?:-[?~%]?[0-9X]{0,2}[?~%]?){0,2}")
"""As much of a point as can be read, to find where a text stops being one."""
# ASCII: without it IGNORECASE takes "ſ" for "s", and the name is then in no table.
_MONTH_NAME = re.compile(r"\b(" + "|".join(short for _, short in MONTHS) + r")[a-z]*\b\.?", re.IGNORECASE | re.ASCII)
_ANYHOW = "write it as 2025-12-06, 2025-12 or 2025"


def _iso(year: str, month: str, day: str = "") -> str | None:
    """The date as EDTF, or None when the calendar does not have it."""
    text = "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
    try:
        return _point(text, 0).text if _POINT.fullmatch(text) else None
    except DateError:
        return None


def _refuse_slashed(text: str) -> None:
    """Dates with slashes look like intervals, so they are told apart before the ends are read."""
    if match := re.fullmatch(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})", text):
        written = _iso(*match.groups())
        raise DateError("a date is written with hyphens", 4, f"write {written}" if written else _ANYHOW)
    if re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", text):
        _refuse(text, 0)
    if match := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", text):
        written = _iso(match[2], match[1])
        raise DateError("the year comes first", 0, f"write {written}" if written else _ANYHOW)
    if match := re.fullmatch(r"([0-9]{4})/([0-9]{1,2})", text):
        year, end = match.groups()
        month = _iso(year, end) if int(end) <= 12 else None
        years = f"{year}/{year[:2]}{end}" if len(end) == 2 and end > year[2:] else None
        either = " or ".join(filter(None, (month, years)))
        raise DateError("the end of an interval is written in full", 5, f"write {either}" if either else _ANYHOW)
    second = text.find("/", text.index("/") + 1)
    if second != -1:
        raise DateError("an interval has two ends", second, "write A/B, such as 2025-12-06/2025-12-12")


def _refuse(piece: str, offset: int) -> NoReturn:
    """Raise the `DateError` for a piece that is no point. Most particular slips first."""
    fault = _slip(piece)
    if fault is None:
        shown = repr(piece if len(piece) <= 40 else piece[:40] + "…")
        at = _START.match(piece).end()
        fault = (at, f"{shown} is not a date in EDTF", _ANYHOW) if piece else (0, "a date is missing here", _ANYHOW)
    raise DateError(fault[1], offset + fault[0], fault[2])


def _slip(piece: str) -> tuple[int, str, str] | None:
    """A known slip: where in the piece, what is wrong, what to write."""

    def write(text: str | None) -> str:
        return f"write {text}" if text else _ANYHOW

    if piece != piece.strip():
        at = 0 if piece[0].isspace() else len(piece.rstrip())
        return at, "a date has no spaces", f"write {piece.strip()}" if _POINT.fullmatch(piece.strip()) else _ANYHOW
    if match := re.fullmatch(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):?([0-9]{2}).*", piece, re.DOTALL):
        clock = f'`time: {{clock: "{match[2]}:{match[3]}"}}`'
        return match.end(1), "a date has no time of day", f"write {match[1]}, and the time in a field of its own, {clock}"
    if match := re.fullmatch(r"(-?[0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", piece):
        group = 2 if len(match[2]) == 1 else 3
        written = _iso(match[1], match[2], match[3] or "")
        return match.start(group), f"the {_PARTS[group - 1]} has two digits", write(written)
    if match := re.fullmatch(r"([0-9]{4})[. ]([0-9]{1,2})[. ]([0-9]{1,2})\.?", piece):
        return 4, "a date is written with hyphens", write(_iso(*match.groups()))
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})?(?:T[0-9].*)?", piece, re.DOTALL):
        return 4, "a date is written with hyphens", write(_iso(match[1], match[2], match[3] or ""))
    if match := re.fullmatch(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})", piece):
        first, second, year = match.groups()
        readings = dict.fromkeys(filter(None, (_iso(year, first, second), _iso(year, second, first))))
        which = ", whichever it is" if len(readings) == 2 else ""
        return 0, "the year comes first, then month and day", write(" or ".join(readings)) + which
    if re.fullmatch(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}", piece):
        return 0, "the year comes first, with four digits", _ANYHOW
    if match := re.search("[\u2010-\u2015\u2212]", piece):
        return match.start(), "a date is written with plain hyphens", "put - between year, month and day"
    if match := re.search(r"[\[\]{}]", piece):
        return match.start(), "a set stands alone", "write [A..B] or {A,B}, with nothing around it"
    if ".." in piece:
        start, _, end = piece.partition("..")
        help = f"write [{piece}] for one unknown day, {start}/{end} for all of it"
        return len(start), "a range stands in brackets", help
    if "/" in piece:
        return piece.index("/"), "an interval does not stand in a set", "put .. between the two dates"
    if match := re.fullmatch(r"([0-9]{3})0'?s", piece):
        return 4, "a decade is written with X", f"write {match[1]}X"
    if re.fullmatch(r"-?[0-9xuXU]{4}(-[0-9xuXU]{2}){0,2}", piece) and (match := re.search("[xuU]", piece)):
        return match.start(), "an unknown digit is X", f"write {re.sub('[xuU]', 'X', piece)}"
    if piece in ("open", "unknown"):
        return 0, "the end of an interval is a date, two dots or nothing", "write A/.. when it is open, A/ when unknown"
    if match := re.fullmatch(r"([0-9]{1,4}) ?B\.?C\.?(?:E\.?)?", piece, re.IGNORECASE | re.ASCII):
        year = int(match[1]) - 1  # year 0 is 1 BCE
        return match.end(1), "years before 1 CE have a minus sign", f"write {'-' * (year > 0)}{max(year, 0):04}"
    if match := re.fullmatch(r"(?:c|ca|circa|about|around)\.? ?([0-9]{4})", piece, re.IGNORECASE | re.ASCII):
        return 0, "an approximate date ends in ~", f"write {match[1]}~"
    if re.fullmatch(r"[0-9]{4}-?W[0-9]{2}(-?[0-9])?", piece):
        return piece.index("W"), "weeks are not read here", "write the week's days, Monday/Sunday"
    if re.fullmatch(r"[0-9]{4}-[0-9]{3}", piece):
        return 5, "days of the year are not read here", "write year, month and day: 2025-12-06"
    if re.fullmatch(r"-?[0-9]+E[0-9]+(S[0-9]+)?|-?[0-9]{5,9}S[0-9]+", piece):
        return 0, "a year of more than four digits begins with Y", f"write Y{piece}"
    if re.fullmatch(r"[Yy]?-?[0-9]+([Ee][0-9]+)?([SsPp][0-9]+)?", piece) and (match := re.search("[yespP]", piece)):
        return match.start(), "the letters of a year are Y, E and S", f"write {piece.upper().replace('P', 'S')}"
    if piece[:1] == "P" and re.fullmatch(r"P[0-9YMWDTHS]+", piece):
        return 0, "durations are not read here", "write the date at both ends, A/B"
    if match := re.fullmatch(r"(-?[0-9]{5,9})", piece):
        return 0, "a year of more than four digits begins with Y", f"write Y{piece}"
    if match := re.fullmatch(r"(-?)([0-9]{1,3})", piece):
        return 0, "a year has four digits", f"write the date in full; the year {piece} is {match[1]}{match[2]:>04}"
    if match := _MONTH_NAME.search(piece):
        return 0, "a date is written in numbers", write(_from_english(piece, match))
    return None


def _from_english(piece: str, name: re.Match) -> str | None:
    """The EDTF of "6 December 2025" and the like, for the help only."""
    month = next(i for i, (_, short) in enumerate(MONTHS, 1) if short.lower() == name[1].lower())
    rest = piece[: name.start()] + " " + piece[name.end() :]
    year, day = re.search(r"\b[0-9]{4}\b", rest), re.search(r"\b[0-9]{1,2}(?=st|nd|rd|th|\b)", rest)
    return _iso(year[0], str(month), day[0] if day else "") if year else None


# --- Wording ---


@lru_cache(maxsize=4096)
def words(date: Date) -> str:
    """The date in English, for a sentence or a heading: "one day between 6 and 12 December 2025"."""
    return _worded(date, short=False)


@lru_cache(maxsize=4096)
def short_words(date: Date) -> str:
    """The date in few letters, for lists and rails: "6–12 Dec 2025", "between 6 and 12 Dec 2025"."""
    return _worded(date, short=True)


def doubt_words(date: Date) -> str:
    """How `words` ends where a date is in doubt: ", date uncertain"; else empty."""
    return _doubt(date, short=False)


def is_one_day(date: Date) -> bool:
    """Whether it is one day, known or not, with known bounds: a day, "6 or 7 December", one day in December."""
    return date.precision in ("day", "one-of") and None not in (date.earliest, date.latest) and _finest(date) == 3


def weekday(date: Date) -> str | None:
    """The day of the week of a known day: "Saturday". None for anything wider, and for a day that is in doubt."""
    if date.precision != "day" or date.uncertain or date.approximate:
        return None
    return WEEKDAYS[day_weekday(date.earliest)]


def _worded(date: Date, short: bool) -> str:
    if date.parts:
        return _about(date) + " ".join(_name(date, short)) + _doubt(date, short)
    if date.precision == "interval":
        return _interval_words(date, short) + _doubt(date, short)
    return _set_words(date, short) + _doubt(date, short)


def _interval_words(date: Date, short: bool) -> str:
    start, end = date.members
    if start and end:
        return _joined([start, end], "–" if short else " to ", short)
    unknown = date.text[0] == "/" or date.text[-1] == "/"
    if start:
        return "from " + " ".join(_name(start, short)) + ", end unknown" * unknown
    return "until " + " ".join(_name(end, short)) + ", start unknown" * unknown


def _set_words(date: Date, short: bool) -> str:
    one = date.precision == "one-of"
    if len(date.members) > 1:
        return _joined(list(date.members), " or " if one else " and ", short)
    only = date.members[0]
    if only.parts:
        within = "some time in " if one and only.precision != "day" else ""
        return within + " ".join(_name(only, short))
    start, end = only.members
    if start and end:
        if one and day_number(start.latest) + 1 == day_number(end.earliest):
            return _joined([start, end], " or ", short)
        if one and start.spans == end.spans:
            return " ".join(_name(start, short))
        if one:
            lead = "" if short else "one day " if {start.precision, end.precision} == {"day"} else "some time "
            return f"{lead}between {_joined([start, end], ' and ', short)}"
        return f"every {_unit(start)} from {_joined([start, end], ' to ', short)}"
    known = start or end
    name = " ".join(_name(known, short))
    if one:
        return f"{'on' if known.precision == 'day' else 'in'} or {'after' if start else 'before'} {name}"
    return f"every {_unit(known)} {'from' if start else 'until'} {name}"


def _unit(date: Date) -> str:
    return date.precision if date.precision in ("month", "season", "year") else "day"


def _joined(dates: list[Date], last: str, short: bool) -> str:
    """Several dates, what they share at the end said once: "6, 8 or 9 December 2025". `last` joins the last two."""
    names = [_name(date, short) if date.parts else [_range_words(date, last == " or ", short)] for date in dates]
    if names.count(names[0]) == len(names):
        return " ".join(names[0])
    shared = 0
    if len({date.precision for date in dates}) == 1:
        while len({tuple(name[-shared - 1 :]) for name in names}) == 1:
            shared += 1
    heads = [" ".join(name[: len(name) - shared]) for name in names]
    if last == "–" and any(" " in head for head in heads):
        last = " – "
    tail = names[0][len(names[0]) - shared :]
    return " ".join([", ".join(heads[:-1]) + last + heads[-1], *tail])


def _range_words(date: Date, one: bool, short: bool) -> str:
    """A range in a list: all of it, or with `one` and an open end "December 1760 or later"."""
    start, end = date.members
    if one and not (start and end):
        return f"{' '.join(_name(start or end, short))} or {'later' if start else 'earlier'}"
    return _interval_words(date, short)


def _name(date: Date, short: bool) -> list[str]:
    """A point in words that may be shared with a neighbour, without its doubt: ["6", "December", "2025"]."""
    if date.parts[0].find("S") > 0 and date.precision != "year":
        return [_estimated(date.parts[0])]
    if "X" in "".join(date.parts):
        return [_unspecified(date, short)]
    year = _year_words(_years(date.parts[0])[0])
    if date.precision == "season":
        return _season_words(date.parts[1], year)
    name = [str(int(date.parts[2]))] if len(date.parts) == 3 else []
    name += [MONTHS[int(date.parts[1]) - 1][short]] if len(date.parts) > 1 else []
    return name + year.split()


def _estimated(mask: str) -> str:
    """A year of which some digits are known: "about 1950 (between 1900 and 1999)"."""
    years = _years(mask)
    estimate = _years(mask.partition("S")[0])[0]
    return f"about {_year_words(estimate)} ({_between_years(years)})"


def _between_years(years: Sequence[int]) -> str:
    return f"between {_year_words(years[0])} and {_year_words(years[-1])}"


def _season_words(code: str, year: str) -> list[str]:
    wording = SEASONS[int(code)][0].format(year)
    return wording.split() if int(code) <= 24 else [wording]


def _year_words(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BCE"
    return f"{year} CE" if year < 1000 else str(year)


def _unspecified(date: Date, short: bool) -> str:
    """A point with X in it, in words."""
    year, month, day = (*date.parts, "", "")[:3]
    if "X" in year and "X" not in month + day.replace("XX", ""):
        return _unknown_year(year, _without_year(month, day, short))
    first, last = date.earliest, date.latest
    if "X" not in year + month and day == "XX":
        return f"one day in {_month_words(first, short)}"
    if "X" not in year and month == "XX" and day in ("", "XX"):
        return f"one {'day' if day else 'month'} in {_year_words(first[0])}"
    if day:
        return f"one day between {first[2]} {_month_words(first, short)} and {last[2]} {_month_words(last, short)}"
    return f"one month between {_month_words(first, short)} and {_month_words(last, short)}"


def _without_year(month: str, day: str, short: bool) -> str:
    if not month:
        return ""
    if int(month) in SEASONS:
        return SEASONS[int(month)][0].format("").replace("  ", " ").removesuffix(" of ").strip()
    name = MONTHS[int(month) - 1][short]
    return f"one day in {name}" if day == "XX" else f"{int(day)} {name}" if day else name


def _unknown_year(mask: str, day: str) -> str:
    """`day` ("25 December", or nothing) in a year of which some digits are known."""
    years = _years(mask)
    if mask == "XXXX":
        return f"{day} of an unknown year" if day else "an unknown year"
    if mask.index("X") == 3 and years[0] >= 100:
        return f"{day} in the {years[0]}s" if day else f"the {years[0]}s"
    between = _between_years(years)
    return f"{day} of a year {between}" if day else between


def _month_words(day: Day, short: bool) -> str:
    return f"{MONTHS[day[1] - 1][short]} {_year_words(day[0])}"


def _about(date: Date) -> str:
    if "S" in date.parts[0] and date.precision != "year":
        return ""  # its words say so
    return "about " if len(date.approximate_parts) == len(date.parts) else ""


def _doubt(date: Date, short: bool) -> str:
    """What a reader must know of `?` and `~`, after the date: ", date uncertain", ", year and month approximate"."""
    notes = []
    for kind in ("uncertain", "approximate"):
        if not getattr(date, kind):
            continue
        named = getattr(date, f"{kind}_parts")
        if date.parts and len(named) == len(date.parts):
            subject = "date" if kind == "uncertain" else None  # a date approximate as a whole begins with "about"
        elif date.parts:
            subject = " and ".join(named) if len(named) < 3 else "date"
        else:
            subject = _doubtful_members(date, kind)
        if subject and notes and notes[-1][0] == subject and not short:
            notes[-1] = (subject, f"{notes[-1][1]} and {kind}")
        elif subject:
            notes.append((subject, kind))
    return "".join(f", {kind}" if short else f", {subject} {kind}" for subject, kind in notes)


def _doubtful_members(date: Date, kind: str) -> str:
    ends = date if date.precision == "interval" else date.members[0]
    if len(date.members) == 1 and ends.parts:
        return "date"
    if date.precision != "interval" and len(date.members) > 1:
        return "some dates" if not all(getattr(member, kind) for member in date.members) else "all dates"
    doubted = [name for name, end in zip(("start", "end"), ends.members, strict=True) if end and getattr(end, kind)]
    return " and ".join(doubted)


# --- Date pages ---

DatePage = tuple[int] | tuple[int, int] | Day


FEW_MONTHS = 3


@lru_cache(maxsize=65536)
def date_pages(date: Date, limit: int = 31) -> tuple[DatePage, ...]:
    """The pages of years, months and days that a date belongs to, ascending: (2025,), (2025, 12), (2025, 12, 6).

    Pages are no finer than the date: a month has no day pages, a season or a year only the year's. An interval or set
    is on every page it may touch: on those of its days while they are at most `limit`, of its months likewise, and of
    its years, or the first and the last of more. One unknown day among too many for their pages, in more months than
    `FEW_MONTHS`, says too little of each month to be on its page. With an open end it is on the pages of the end it has. Digits that leave more years than
    `limit` give none, nor do years outside 1 to 9999.
    """
    spans = [(first or last, last or first) for first, last in date.spans]
    finest = _finest(date)
    pages: list[DatePage] = []
    days = _touched(spans, day_number, limit) if finest == 3 else None
    pages += [day_from_number(number) for number in days or ()]
    if finest >= 2:
        months = min(limit, FEW_MONTHS) if date.precision == "one-of" and not days else limit
        pages += [(number // 12, number % 12 + 1) for number in _touched(spans, _month_number, months) or ()]
    years = _touched(spans, lambda day: day[0], limit)
    if years is None and date.members:
        years = {spans[0][0][0], spans[-1][1][0]}
    pages += [(year,) for year in years or ()]
    return tuple(sorted(page for page in pages if 1 <= page[0] <= 9999))


def _finest(date: Date) -> int:
    """How deep a date's pages go: 1 year, 2 month, 3 day. An interval or set is as coarse as its coarsest member."""
    if date.members:
        return min(_finest(member) for member in date.members if member)
    return 1 if _season(date.parts) else len(date.parts)


def _month_number(day: Day) -> int:
    return day[0] * 12 + day[1] - 1


def _touched(spans: list[tuple[Day, Day]], number_of: Callable[[Day], int], limit: int) -> set[int] | None:
    """The numbers of the days, months or years that the spans touch; None when they are more than `limit`."""
    touched: set[int] = set()
    for first, last in spans:
        if number_of(last) - number_of(first) >= limit:
            return None
        touched.update(range(number_of(first), number_of(last) + 1))
    return touched if len(touched) <= limit else None
