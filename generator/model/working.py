"""What a working's rule gives: "on Wednesday", counted from Friday 2031-03-14, is 2031-03-12.

Receives a rule's name, the words, and the date they are counted from; returns the date that follows, or None where
nothing can be computed. Raises `WorkingError` when the words lack what the rule needs. Reads English words. Whether
the words stand in the source, and what to say when a working disagrees, is the checker's.

A date counted from that is itself several days gives the union over them: the one day they all lead to, else the
smallest `[A..B]` that holds every result. Its qualifiers count for nothing: "2031-03?" is the days of March.

One unknown day within is `[A..B]`, all of it `A/B`; `whole` asks for the second where a rule allows either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.model.edtf import (
    MONTHS,
    WEEKDAYS,
    Date,
    DateError,
    Day,
    day_from_number,
    day_number,
    day_weekday,
    month_length,
    parse,
)

RULES = (
    "stated",
    "weekday-before", "weekday-on-or-before", "weekday-after", "weekday-on-or-after",
    "same-day", "day-before", "day-after",
    "weekend-before", "week-before", "month-before", "year-before",
    "week-after", "month-after", "year-after",
    "month-so-far", "week-so-far",
    "season",
    "not-after", "not-before", "between",
    "judged",
)  # fmt: skip

_Bounds = tuple[Day, Day]
"""First and last day of a result, both included."""

_QUOTE_LESS = "quote only the words that date it"


class WorkingError(ValueError):
    """Words a rule cannot be applied to. `message` is one plain sentence, `help` what to write instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return self.message


def compute(rule: str, words: str, start: Date, *, whole: bool = False, gives: Date | None = None) -> Date | None:
    """The date that `rule` gives for `words`, counted from `start`.

    `gives` is what the curator says it gives. It decides one thing: where the words name several days ("said on
    Thursday that on Wednesday"), the one it asks for is taken if it follows; without it such words are refused.

    None for `judged`; where `start` has an open end (except for `stated` words that need nothing from it); for a
    `between` without two bounds; and beyond the years that can be written with a month, -9999 to 9999.
    """
    if rule not in RULES:
        raise WorkingError(f"there is no rule {rule!r}", "the rules are " + ", ".join(RULES))
    if rule == "judged":
        return None
    if rule == "stated":
        results = [named.within(start, whole) for named in _named_dates(words)]
        if not results:
            raise WorkingError("the words name no date", "quote the day, month or year too, or use another rule")
        return _chosen(results, gives, "dates")
    if rule == "between":
        return _written(_between(words, start), whole)
    if start.earliest is None or start.latest is None:
        return None
    if rule == "season":
        return _chosen(_seasons(words, start, gives), gives, "seasons")
    if rule == "not-after":
        return _parsed(f"[..{_iso(start.latest)}]")
    if rule == "not-before":
        return _parsed(f"[{_iso(start.earliest)}..]")
    if rule.startswith("weekday-"):
        steps = [_to_weekday(rule, number) for number in _named_weekdays(words)]
        return _chosen([_union(step, start, False) for step in steps], gives, "weekdays")
    return _union(_STEPS[rule], start, whole)


def agrees(computed: Date | None, gives: Date) -> bool:
    """Whether what a rule gives is what the record says it gives: the same days and the same kind, however spelt.

    Against a bound (`not-after`, `not-before`) anything within it agrees. The kind is one unknown day or all of them;
    a bare month, season or year says neither and agrees with either ("last month" may be 2031-02 or
    [2031-02-01..2031-02-28]), as does a single day. Qualifiers do not count. Nothing disagrees with None.
    """
    if computed is None:
        return True
    if computed.earliest is None or computed.latest is None:
        return computed.covers(gives)
    kinds = {_KINDS.get(computed.precision), _KINDS.get(gives.precision)}
    return computed.spans == gives.spans and (None in kinds or len(kinds) == 1)


_KINDS = {"one-of": "one", "decade": "one", "century": "one", "interval": "all", "all-of": "all"}


# --- From days to dates ---


def _iso(day: Day) -> str:
    year, month, of_month = day
    return f"{_year_text(year)}-{month:02}-{of_month:02}"


def _year_text(year: int) -> str:
    return f"{'-' * (year < 0)}{abs(year):04}"


def _parsed(text: str) -> Date | None:
    """The computed date, or None when its year has too many digits to be written with a month."""
    try:
        return parse(text)
    except DateError:
        return None


def _written(bounds: _Bounds | None, whole: bool) -> Date | None:
    """Bounds as a date: the day they share, one unknown day within, or all of them."""
    if bounds is None:
        return None
    first, last = map(_iso, bounds)
    return _parsed(first if first == last else f"{first}/{last}" if whole else f"[{first}..{last}]")


def _union(step: Callable[[Day], _Bounds], start: Date, whole: bool) -> Date | None:
    """The smallest date that holds what `step` gives for every day of `start`.

    Every step leads from a later day to the same result or a later one, so the first and the last day decide. Where
    they differ, which week or month is meant is unknown, and so the whole of both was not meant.
    """
    first, last = step(start.earliest), step(start.latest)
    return _written((first[0], last[1]), whole and first == last)


def _chosen(results: list[Date | None], gives: Date | None, what: str) -> Date | None:
    """The one result there is, or the one among several that `gives` asks for."""
    distinct = list(dict.fromkeys(results))
    if gives is not None:
        return next((result for result in distinct if result and agrees(result, gives)), distinct[0])
    if len(distinct) > 1:
        raise WorkingError(f"the words name several {what}", _QUOTE_LESS)
    return distinct[0]


# --- Steps: from the day counted from to the bounds of the result ---


def _to_weekday(rule: str, weekday: int) -> Callable[[Day], _Bounds]:
    def step(day: Day) -> _Bounds:
        back = (day_weekday(day) - weekday) % 7
        ahead = -back % 7
        if rule == "weekday-before":
            days = -(back or 7)
        elif rule == "weekday-on-or-before":
            days = -back
        else:
            days = ahead if rule == "weekday-on-or-after" else ahead or 7
        return _days(day, days, days)

    return step


def _days(day: Day, first: int, last: int) -> _Bounds:
    """From `first` to `last` days after a day."""
    number = day_number(day)
    return day_from_number(number + first), day_from_number(number + last)


def _week(day: Day, weeks: int) -> _Bounds:
    """Monday to Sunday of the week that many weeks on. ISO 8601 begins a week on Monday."""
    monday = 7 * weeks - day_weekday(day)
    return _days(day, monday, monday + 6)


def _weekend_before(day: Day) -> _Bounds:
    """The last weekend that was over before the day: on a Saturday or Sunday, that of the week before."""
    _, sunday = _week(day, -1)
    return _days(sunday, -1, 0)


def _month(day: Day, months: int) -> _Bounds:
    year, month = divmod(day[0] * 12 + day[1] - 1 + months, 12)
    return (year, month + 1, 1), (year, month + 1, month_length(year, month + 1))


def _year(day: Day, years: int) -> _Bounds:
    return (day[0] + years, 1, 1), (day[0] + years, 12, 31)


_STEPS: dict[str, Callable[[Day], _Bounds]] = {
    "same-day": lambda day: (day, day),
    "day-before": lambda day: _days(day, -1, -1),
    "day-after": lambda day: _days(day, 1, 1),
    "weekend-before": _weekend_before,
    "week-before": lambda day: _week(day, -1),
    "month-before": lambda day: _month(day, -1),
    "year-before": lambda day: _year(day, -1),
    "week-after": lambda day: _week(day, 1),
    "month-after": lambda day: _month(day, 1),
    "year-after": lambda day: _year(day, 1),
    "month-so-far": lambda day: (_month(day, 0)[0], day),
    "week-so-far": lambda day: (_week(day, 0)[0], day),
}


# --- Reading the words ---


def _forms(full: str, *short: str) -> set[str]:
    """The spellings that count as a name. Short ones need their capital ("sat", "sun", "mar" are other words)."""
    spellings = {full, full.upper(), full.lower(), *short, *(name.upper() for name in short)}
    return spellings - {"march", "may"}  # words of their own in small letters


_MONTHS = {form: i for i, (full, short) in enumerate(MONTHS, 1) for form in _forms(full, short)}
_MONTHS |= {"Sept": 9, "SEPT": 9}
_WEEKDAYS = {form: i for i, full in enumerate(WEEKDAYS) for form in _forms(full)}
_SHORT_WEEKDAYS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Weds": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAYS = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:\s*(?:[-\u2013\u2014]|\bto\b|\band\b|\bor\b)\s*(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?)?"
)
_YEAR = r"(?P<year>[0-9]{4})\b"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (  # the fullest first: what one has read the next does not see
        rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{{2}}))?\b",
        rf"\b{_DAYS}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_DAYS}(?![0-9:])(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?",
        r"\bthe\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b(?!\s+century)",
        rf"\b(?=[12]){_YEAR}",
    )
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A date as words name it: None for what they leave out. `last` is the second day of "6 to 8 December".

    "6 or 7 December" and "6 and 7 December" are read as from 6 to 7, one unknown day unless `whole` is asked for.
    """

    year: int | None
    month: int | None
    day: int | None
    last: int | None

    def within(self, start: Date, whole: bool) -> Date | None:
        """The date, its missing month or year taken from `start`; None when `start` is open and has none to give."""
        if self.month is None and self.day is None:
            return _parsed(_year_text(self.year))
        if self.year is None and None in (start.earliest, start.latest):
            return None
        months = self._months(start)
        if self.day is None:
            if len(months) == 1:
                return _parsed(f"{_year_text(months[0][0])}-{self.month:02}")
            return _written(((*months[0], 1), (*months[-1], month_length(*months[-1]))), whole)
        last = max(self.last or 0, self.day)
        months = [month for month in months if 1 <= self.day and last <= month_length(*month)]
        if not months:
            raise WorkingError(f"the words name a day {last} that the month does not have", _QUOTE_LESS)
        return _written(((*months[0], self.day), (*months[-1], last)), whole)

    def _months(self, start: Date) -> list[tuple[int, int]]:
        """The months it may mean, as (year, month), ascending."""
        if self.month and self.year is not None:
            return [(self.year, self.month)]
        (first_year, first, _), (last_year, last, _) = start.earliest, start.latest
        if self.month:
            return [(year, self.month) for year in range(first_year, last_year + 1)]
        numbers = range(first_year * 12 + first - 1, last_year * 12 + last)
        return [(number // 12, number % 12 + 1) for number in numbers]


def _named_dates(words: str) -> list[_Named]:
    """The dates that words name in figures, in the order they stand."""
    found = []
    for pattern in _NAMED:
        for match in pattern.finditer(words):
            groups = {"year": None, "number": None, "month": None, "day": None, "last": None} | match.groupdict()
            month = groups["number"] or _MONTHS.get(groups["month"])
            year, month, day, last = (
                int(part) if part else None for part in (groups["year"], month, groups["day"], groups["last"])
            )
            found.append((match.start(), _Named(year, month, day, last)))
        words = pattern.sub(lambda match: "\0" * len(match[0]), words)
    return [named for _, named in sorted(found, key=lambda item: item[0])]


def _named_weekdays(words: str) -> list[int]:
    for names in (_WEEKDAYS, _SHORT_WEEKDAYS):  # a short name only where no full one stands: "The Sun said on Friday"
        if found := [names[word] for word in re.findall(r"\w+", words) if word in names]:
            return found
    raise WorkingError("the words name no day of the week", "quote the words with the weekday, or use another rule")


def _seasons(words: str, start: Date, gives: Date | None) -> list[Date | None]:
    codes = [_SEASONS[word] for word in re.findall(r"\w+", words.lower()) if word in _SEASONS]
    if not codes:
        raise WorkingError("the words name no season", "quote the words with spring, summer, autumn, fall or winter")
    stated = next((named.year for named in _named_dates(words) if named.year is not None), None)
    first, last = (start.earliest[0], start.latest[0]) if stated is None else (stated, stated)
    seasons = [_season(code, first, last) for code in codes]
    # "This winter", said in February, is the one that began the year before; the curator may say so.
    if gives and 24 in codes and stated is None and start.earliest[1] <= 3:
        seasons.append(_season(24, first - 1, last - 1))
    return seasons


def _season(code: int, first_year: int, last_year: int) -> Date | None:
    first, last = (_parsed(f"{_year_text(year)}-{code}") for year in (first_year, last_year))
    return first if first == last else first and last and _written((first.earliest, last.latest), False)


def _between(words: str, start: Date) -> _Bounds | None:
    """The bounds that words name ("between 6 and 12 December"), or else those of an interval or set in `start`.

    None when there are not two, or the second comes first.
    """
    named = _named_dates(words)
    if len(named) == 2:
        first, second = named
        if first.year is None and second.year is not None and first.month and second.month:
            earlier = (first.month, first.day or 1) > (second.month, second.day or 31)
            first = replace(first, year=second.year - earlier)  # "between 28 December and 3 January 2026"
        ends = first.within(start, False), second.within(start, False)
    elif len(named) == 1 and named[0].last:
        ends = (named[0].within(start, False),) * 2
    elif not named and start.members:
        ends = start, start
    else:
        return None
    low, high = ends[0] and ends[0].earliest, ends[1] and ends[1].latest
    return (low, high) if low and high and low <= high else None
