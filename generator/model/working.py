"""What a working's rule gives: "on Wednesday", counted from Friday 2031-03-14, is 2031-03-12.

Receives a rule's name, the words, and the date they are counted from; returns the date that follows, or None where
nothing can be computed. Raises `WorkingError` when the words lack what the rule needs, or are in a language that
`calendar` does not read. Whether the words stand in the source, and what to say when a working disagrees, is the checker's.

A date counted from that is itself several days gives the union over them: the one day they all lead to, else the
smallest `[A..B]` that holds every result. Its qualifiers count for nothing: "2031-03?" is the days of March.

One unknown day within is `[A..B]`, all of it `A/B`; `whole` asks for the second where a rule allows either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.model import edtf
from generator.model.calendar import Named, language_of, languages_read, named_dates, named_seasons, named_weekdays
from generator.model.edtf import (
    Date,
    DateError,
    Day,
    Span,
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
    "year-so-far", "month-so-far", "week-so-far",
    "season",
    "not-after", "not-before", "between",
    "judged",
)  # fmt: skip

_Bounds = Span
"""First and last day of a result, both included; None where it is open."""

_QUOTE_LESS = "quote only the words that date it"


class WorkingError(ValueError):
    """Words a rule cannot be applied to. `message` is one plain sentence, `help` what to write instead."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return self.message


def compute(
    rule: str, words: str, start: Date, *, language: str = "en", whole: bool = False, gives: Date | None = None
) -> Date | None:
    """The date that `rule` gives for `words` in a language (a tag such as `it`), counted from `start`.

    `gives` is what the curator says it gives. It decides one thing: where the words name several days ("said on
    Thursday that on Wednesday"), the one it asks for is taken if it follows; without it such words are refused.

    Where `start` has an open end, so has the result. None for `judged`, and beyond the years that can be written with a
    month, -9999 to 9999.
    """
    if rule not in RULES:
        raise WorkingError(f"there is no rule {rule!r}", "the rules are " + ", ".join(RULES))
    if rule == "judged":
        return None
    if rule == "stated":
        return _stated(words, start, language, whole, gives)
    if rule == "between":
        return _written(_between(words, start, language), whole)
    if rule == "season":
        return _chosen(_seasons(words, start, language, gives), gives, "seasons")
    if rule == "not-after":
        return _written((None, start.latest), False)
    if rule == "not-before":
        return _written((start.earliest, None), False)
    if rule.startswith("weekday-"):
        return _weekday(rule, words, start, language, gives)
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


def bounded(first: Day | None, last: Day | None) -> Date | None:
    """One unknown day from `first` to `last`, or the day they share; None where neither is known."""
    return _written((first, last), False) if first or last else None


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


def _written(bounds: _Bounds, whole: bool) -> Date | None:
    """Bounds as a date: the day they share, one unknown day within, or all of them; None where both are open."""
    first, last = (day and _iso(day) for day in bounds)
    if first and first == last:
        return _parsed(first)
    if whole:
        return _parsed(f"{first or '..'}/{last or '..'}")
    return _parsed(f"[{first or ''}..{last or ''}]")


def _union(step: Callable[[Day], _Bounds], start: Date, whole: bool) -> Date | None:
    """The smallest date that holds what `step` gives for every day of `start`.

    Every step leads from a later day to the same result or a later one, so the first and the last day decide. Where
    they differ, which week or month is meant is unknown, and so the whole of both was not meant.
    """
    first, last = (step(day) if day else (None, None) for day in (start.earliest, start.latest))
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
    "year-so-far": lambda day: (_year(day, 0)[0], day),
    "month-so-far": lambda day: (_month(day, 0)[0], day),
    "week-so-far": lambda day: (_week(day, 0)[0], day),
}


# --- Reading the words ---


def date_named(named: Named, start: Date, whole: bool) -> Date | None:
    """The date that words name, its missing month or year taken from `start`.

    "6 or 7 December" and "6 and 7 December" are read as from 6 to 7, one unknown day unless `whole` is asked for.
    """
    if named.month is None and named.day is None:
        return _parsed(_year_text(named.year))
    if named.year is None and None in (start.earliest, start.latest):
        lacking = "year" if named.month else "month and year"
        raise WorkingError(
            f"the words leave out the {lacking}, and the date they are counted from has an open end",
            "add a `from` with a known year, or use rule `judged` with a `why`",
        )
    months = _months(named, start)
    if not months:
        return None
    if not all(1 <= month <= 12 for _, month in months):
        raise WorkingError(f"the words name a month {named.month}", _QUOTE_LESS)
    if named.day is None:
        if len(months) == 1:
            return _parsed(f"{_year_text(months[0][0])}-{named.month:02}")
        return _written(((*months[0], 1), (*months[-1], month_length(*months[-1]))), whole)
    last = max(named.last or 0, named.day)
    months = [month for month in months if 1 <= named.day and last <= month_length(*month)]
    if not months:
        raise WorkingError(f"the words name a day {last} that the month does not have", _QUOTE_LESS)
    return _written(((*months[0], named.day), (*months[-1], last)), whole)


def _months(named: Named, start: Date) -> list[tuple[int, int]]:
    """The months it may mean, as (year, month), ascending."""
    if named.month and named.year is not None:
        return [(named.year, named.month)]
    (first_year, first, _), (last_year, last, _) = start.earliest, start.latest
    first_year, last_year = max(first_year, -9999), min(last_year, 9999)  # the years that are written with a month
    if named.month:
        return [(year, named.month) for year in range(first_year, last_year + 1)]
    numbers = range(first_year * 12 + first - 1, last_year * 12 + last)
    return [(number // 12, number % 12 + 1) for number in numbers]


def taken_from(named: Named, start: Date) -> str:
    """The year or month that a date which lacks it takes from `start`, in words: "2025", "December 2025"."""
    if start.earliest is None or start.latest is None:
        return edtf.words(start)
    (first_year, first, _), (last_year, last, _) = start.earliest, start.latest
    if first_year != last_year or not named.month and first != last or not 0 <= first_year <= 9999:
        return edtf.words(start)
    return edtf.words(parse(f"{first_year:04}" if named.month else f"{first_year:04}-{first:02}"))


def _stated(words: str, start: Date, language: str, whole: bool, gives: Date | None) -> Date | None:
    named = named_dates(words, language)
    if not named:
        _check_language(language)
        raise WorkingError("the words name no date", "quote the day, month or year too, or use another rule")
    results, errors = [], []
    for each in named:
        try:
            results.append(date_named(each, start, whole))
        except WorkingError as error:  # such as 30 February, which counts only where nothing else is named
            errors.append(error)
    if not results:
        raise errors[0]
    return _chosen(results, gives, "dates")


def _weekday(rule: str, words: str, start: Date, language: str, gives: Date | None) -> Date | None:
    _check_language(language)
    named = named_weekdays(words, language)
    if not named:
        raise WorkingError("the words name no day of the week", "quote the words with the weekday, or use another rule")
    return _chosen([weekday_from(rule, number, start) for number, _, _ in named], gives, "weekdays")


def weekday_from(rule: str, number: int, start: Date) -> Date | None:
    """The date that one of the weekday rules gives for a day of the week, Monday 0 … Sunday 6."""
    return _union(_to_weekday(rule, number), start, False)


def _check_language(language: str) -> None:
    if language_of(language) is None:
        raise WorkingError(
            f"words in the language `{language}` cannot be read",
            f"dates in words are read in {languages_read()}: use rule `judged`, and say in `why` what the words mean",
        )


def _seasons(words: str, start: Date, language: str, gives: Date | None) -> list[Date | None]:
    _check_language(language)
    codes = [code for code, _, _ in named_seasons(words, language)]
    if not codes:
        raise WorkingError("the words name no season", "quote the words with spring, summer, autumn or winter, or use another rule")
    stated = next((named.year for named in named_dates(words, language) if named.year is not None), None)
    if stated is None and None in (start.earliest, start.latest):
        raise WorkingError(
            "the words leave out the year, and the date they are counted from has an open end",
            "add a `from` with a known year, or use rule `judged` with a `why`",
        )
    first, last = (start.earliest[0], start.latest[0]) if stated is None else (stated, stated)
    seasons = [_season(code, first, last) for code in codes]
    # "This winter", said in February, is the one that began the year before; the curator may say so.
    if gives and 24 in codes and stated is None and start.earliest[1] <= 3:
        seasons.append(_season(24, first - 1, last - 1))
    return seasons


def _season(code: int, first_year: int, last_year: int) -> Date | None:
    first, last = (_parsed(f"{_year_text(year)}-{code}") for year in (first_year, last_year))
    return first if first == last else first and last and _written((first.earliest, last.latest), False)


def _between(words: str, start: Date, language: str) -> _Bounds:
    """The bounds that words name ("between 6 and 12 December"), or else those of an interval or set in `start`."""
    _check_language(language)
    named = named_dates(words, language)
    if len(named) == 2:
        first, second = named
        if first.year is None and second.year is not None and first.month and second.month:
            earlier = (first.month, first.day or 1) > (second.month, second.day or 31)
            first = replace(first, year=second.year - earlier)  # "between 28 December and 3 January 2026"
        ends = date_named(first, start, False), date_named(second, start, False)
    elif len(named) == 1 and named[0].last:
        ends = (date_named(named[0], start, False),) * 2
    elif not named and start.members:
        ends = start, start
    else:
        raise WorkingError(
            "the words do not name two dates, and what they are counted from is not a set or interval",
            "quote both dates, or add a `from` such as [2031-03-06..2031-03-12]",
        )
    low, high = ends[0] and ends[0].earliest, ends[1] and ends[1].latest
    if low and high and low > high:
        raise WorkingError("the second of the two dates comes before the first", "quote only the words that name the two bounds, in order")
    return low, high
