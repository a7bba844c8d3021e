"""Words of the interface: read once from `interface.yml`, and how values of a closed vocabulary are said in them.

Receives values of records; returns plain text. Nothing here is HTML, and no sentence a reader sees is written elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.model import edtf
from generator.model.calendar import Named, named_dates, named_weekdays
from generator.model.edtf import Date
from generator.model.records import Claim, Event, Source, Time, Working
from generator.model.working import taken_from
from generator.pages.escape import plain

DAY_PRECISIONS = ("interval", "one-of", "all-of")


@lru_cache(maxsize=1)
def interface_words() -> dict[str, str]:
    """Every word of the interface by its key, a flat mapping."""
    text = (Path(__file__).parent / "interface.yml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)


def say(key: str, **values: object) -> str:
    """The words of a key, with `{name}` filled in."""
    text = interface_words()[key]
    return text.format(**values) if values else text


@lru_cache(maxsize=4096)
def count(number: int, noun: str) -> str:
    """A number and its noun: "1 event", "2,310 events"."""
    return say(f"n_{noun}_one" if number == 1 else f"n_{noun}_many", n=f"{number:,}")


def label(value: str) -> str:
    """A word of the curator's own vocabulary (a type, kind or role) as it is read: hyphens are spaces."""
    return value.replace("-", " ").replace("_", " ")


def quoted(title: str) -> str:
    """A title to be put in quotation marks, its own made inner ones."""
    return title.replace("“", "‘").replace("”", "’")


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return say("list_and", first=", ".join(words[:-1]), last=words[-1])


class Stance(NamedTuple):
    """A stance as a label: its `name`, and its verb as it agrees with whoever makes the claim ("says", "say")."""

    name: str
    word: str


def stance(claim: Claim) -> Stance:
    many = len(claim.by) > 1 or not claim.by and _plural(claim.by_words)
    return Stance(claim.stance, say(f"{'stances' if many else 'stance'}_{claim.stance}"))


@lru_cache(maxsize=1024)
def _plural(words: str) -> bool:
    """Whether words for somebody without a name are a plural: "analysts", "sources in both governments"."""
    head = re.split(r",| (?:of|in|at|for|from|with|who|close)\b", words)[0]
    return head.endswith("s") and not head.endswith("ss")


def relation(name: str, back: bool = False) -> str:
    """A relation between events or claims, seen from the other end with `back`."""
    return say(f"relation_{name}_back" if back else f"relation_{name}")


@lru_cache(maxsize=4096)
def precision(date: Date, several: bool = False) -> str:
    """How exactly a date is known: "exact day", "one unknown day within, uncertain", with `several` "one or more days within"."""
    if several and date.precision == "one-of":
        words = [say("precision_several")]
    elif date.precision == "day" and (date.uncertain or date.approximate):
        words = [say("precision_doubtful_day")]
    else:
        words = [say(f"precision_{date.precision}")]
    words += [say("precision_uncertain")] if date.uncertain else []
    words += [say("precision_approximate")] if date.approximate else []
    return ", ".join(words)


@lru_cache(maxsize=4096)
def precision_class(date: Date) -> str:
    """The classes of a date's precision."""
    return " ".join(
        [f"precision-{date.precision}", *["uncertain"] * date.uncertain, *["approximate"] * date.approximate]
    )


@lru_cache(maxsize=4096)
def machine_date(date: Date) -> str:
    """The `datetime` of a known day, month or year; empty for anything else."""
    if date.precision not in ("day", "month", "year") or date.earliest is None or not 1 <= date.earliest[0] <= 9999:
        return ""
    year, month, day = date.earliest
    return {"day": f"{year:04}-{month:02}-{day:02}", "month": f"{year:04}-{month:02}", "year": f"{year:04}"}[date.precision]


@lru_cache(maxsize=4096)
def large_date(date: Date, several: bool = False) -> tuple[str, str]:
    """A date as (numeral, the rest), for setting large: ("6", "December 2025"), ("6–12", "December 2025"), ("", "December 2025"),
    with `several` ("", "One or more days between …")."""
    first, last = date.earliest, date.latest
    within = first and last and first[:2] == last[:2] and 1 <= first[0] <= 9999
    if date.precision == "day" and within:
        return str(first[2]), month_words(first[:2])
    if date.precision in DAY_PRECISIONS and within and last[2] - first[2] < 27:
        spans = [_days(a[2], b[2]) for a, b in date.spans] if len(date.spans) < 4 else [_days(first[2], last[2])]
        return ", ".join(spans), month_words(first[:2])
    return "", sentence_case(when(date, None, "", several))


def _days(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def month_words(key: tuple[int, int]) -> str:
    return f"{edtf.MONTHS[key[1] - 1][0]} {key[0]}"


@lru_cache(maxsize=4096)
def date_words(key: tuple[int, ...], short: bool = False) -> str:
    """A date page's own date: "2025", "December 2025", "6 December 2025"."""
    date = edtf.parse("-".join(f"{part:04}" if not place else f"{part:02}" for place, part in enumerate(key)))
    return edtf.short_words(date) if short else edtf.words(date)


def clock(time: Time, zone: str) -> str:
    """The time of day: "evening", "14:30, Lisbon time"."""
    if time.part and not time.clock:
        return say(f"part_{time.part}")
    place = zone.rpartition("/")[2].replace("_", " ")
    return say("clock_utc" if place in ("UTC", "GMT") else "clock_zone", clock=time.clock, place=place)


def source_label(source: Source) -> str:
    """A source as captions name it: "The Star, 13 Dec 2025"."""
    return f"{source.publisher}, {edtf.short_words(source.published)}"


def source_title(source: Source, opening: str) -> str:
    """A source's headline; where it has none, publisher and date, or the words that open its stretch of a document."""
    if source.headline or not source.part:
        return source.headline or f"{source.publisher}, {edtf.words(source.published)}"
    return say("title_part", publisher=source.publisher, start=opening)


def language(code: str) -> str:
    """A language by its English name where the interface has one, else its code."""
    return interface_words().get(f"language_{code.partition('-')[0].lower()}", code)


def status(event: Event) -> str:
    """"planned" or "cancelled"; nothing for what happened."""
    return "" if event.status == "happened" else say(f"status_{event.status}")


def when(date: Date, time: Time | None, zone: str, several: bool = False) -> str:
    """A date with its time of day, what is in doubt last: "late on 10 December 2025, date uncertain". Where something happened
    `several` times within it, "one or more days between 1 and 12 December 2025"."""
    if several:
        return _several(date)
    if time is None:
        return edtf.words(date)
    doubt = edtf.doubt_words(date)
    known = edtf.words(date).removesuffix(doubt)
    if time.clock:
        return say("clock_of", date=known, clock=clock(time, zone)) + doubt
    # "on the evening of" takes a day, known or not; a month or a stretch of days has many evenings.
    return say(f"part_{time.part}_{'of' if edtf.is_one_day(date) else 'in'}", date=known) + doubt


def _several(date: Date) -> str:
    words = edtf.words(date)
    return say("several_days", date=words.removeprefix("one day ")) if words.startswith("one day ") else say("several", date=words)


# --- How a date was found ---

_STRETCHES = ("weekend-before", "week-before", "month-before", "year-before", "week-after", "month-after", "year-after",
              "year-so-far", "month-so-far", "week-so-far")  # fmt: skip


@lru_cache(maxsize=1024)
def _named_dates(words: str, language: str) -> tuple[Named, ...]:
    return tuple(named_dates(words, language))


def dated(date: Date) -> str:
    """A date that words are counted from: "Friday 12 December 2025", "on one day between 6 and 12 December 2025"."""
    name = edtf.weekday(date)
    words = edtf.words(date)
    if name:
        return f"{name} {words}"
    return say("working_some_day", date=words) if words.startswith("one ") else words


def read_for(working: Working, start: Date, language: str) -> str:
    """Where words name a date themselves: what they leave out and take from `start` ("read as a date of 2025"), or an empty text."""
    named = _named_dates(working.quote.words, language)
    if working.rule == "season":
        if any(date.year is not None for date in named):
            return ""
        year = taken_from(Named(None, 1, None, None), start)
        return say("working_counted", date=dated(start)) if _years_apart(working, start) else say("working_read_season", period=year)
    lacking = next((date for date in named if date.year is None), None)
    if lacking is None or working.rule == "between" and named[-1].year is not None:
        return ""
    return say("working_read", period=taken_from(lacking, start))


def names_dates(working: Working, language: str) -> bool:
    """Whether what a working gives is named by its words, not counted."""
    return working.rule in ("stated", "season") or working.rule == "between" and bool(_named_dates(working.quote.words, language))


def _years_apart(working: Working, start: Date) -> bool:
    """Whether a season began in another year than the date that its words are read from: a winter spoken of in February."""
    given, first, last = working.gives.earliest, start.earliest, start.latest
    return bool(given and first and last) and not first[0] <= given[0] <= last[0]


def result(working: Working, language: str, several: bool = False) -> str:
    """What a working's rule gives, as the end of a sentence: "the Wednesday before that, 10 December 2025"; `several` as for
    `when`."""
    date = when(working.gives, None, "", several and working.gives.precision == "one-of")
    if working.rule == "judged":
        words = say("rule_judged", date=date)
        return say("working_because", rule=words, why=plain(working.why)) if working.why else words
    return say("working_result", rule=rule(working, language), date=date)


def rule(working: Working, language: str) -> str:
    """What a working's rule does: "the Wednesday before that"."""
    if working.rule == "between" and not names_dates(working, language):
        return say("rule_between_counted")
    key = f"rule_{working.rule}"
    day = _weekday_named(working, language) if "{day}" in say(key) else ""
    words = say(key, day=day, date=edtf.words(working.gives))
    if working.rule in _STRETCHES:
        return say("rule_whole" if working.whole else "rule_within", rule=words)
    return words


def _weekday_named(working: Working, language: str) -> str:
    """The day of the week that the words name; of several, the one that the working gives."""
    names = [edtf.WEEKDAYS[number] for number, _, _ in named_weekdays(working.quote.words, language)]
    given = edtf.weekday(working.gives)
    if given in names or not names:
        return given or say("rule_some_weekday")
    return names[0]
