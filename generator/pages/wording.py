"""Words of the interface: read once from `interface.yml`, and how values of a closed vocabulary are said in them.

Receives values of records; returns plain text. Nothing here is HTML, and no sentence a reader sees is written elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from generator.model import edtf
from generator.model.edtf import Date
from generator.model.records import Event, Source, Time, Working

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


def count(number: int, noun: str) -> str:
    """A number and its noun: "1 event", "2,310 events"."""
    return say(f"n_{noun}_one" if number == 1 else f"n_{noun}_many", n=f"{number:,}")


def label(value: str) -> str:
    """A word of the curator's own vocabulary (a type, kind or role) as it is read: hyphens are spaces."""
    return value.replace("-", " ").replace("_", " ")


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return say("list_and", first=", ".join(words[:-1]), last=words[-1])


def stance(name: str) -> str:
    return say(f"stance_{name}")


def relation(name: str, back: bool = False) -> str:
    """A relation between events or claims, seen from the other end with `back`."""
    return say(f"relation_{name}_back" if back else f"relation_{name}")


def precision(date: Date) -> str:
    """How exactly a date is known: "exact day", "one unknown day between these, uncertain"."""
    if date.precision == "day" and (date.uncertain or date.approximate):
        words = [say("precision_doubtful_day")]
    else:
        words = [say(f"precision_{date.precision}")]
    words += [say("precision_uncertain")] if date.uncertain else []
    words += [say("precision_approximate")] if date.approximate else []
    return ", ".join(words)


def precision_class(date: Date) -> str:
    """The classes of a date's precision."""
    return " ".join(
        [f"precision-{date.precision}", *["uncertain"] * date.uncertain, *["approximate"] * date.approximate]
    )


def machine_date(date: Date) -> str:
    """The `datetime` of a known day, month or year; empty for anything else."""
    if date.precision not in ("day", "month", "year") or date.earliest is None or not 1 <= date.earliest[0] <= 9999:
        return ""
    year, month, day = date.earliest
    return {"day": f"{year:04}-{month:02}-{day:02}", "month": f"{year:04}-{month:02}", "year": f"{year:04}"}[date.precision]


def large_date(date: Date) -> tuple[str, str]:
    """A date as (numeral, the rest), for setting large: ("6", "December 2025"), ("6–12", "December 2025"), ("", "December 2025")."""
    first, last = date.earliest, date.latest
    within = first and last and first[:2] == last[:2] and 1 <= first[0] <= 9999
    if date.precision == "day" and within:
        return str(first[2]), month_words(first[:2])
    if date.precision in DAY_PRECISIONS and within and last[2] - first[2] < 27:
        spans = [_days(a[2], b[2]) for a, b in date.spans] if len(date.spans) < 4 else [_days(first[2], last[2])]
        return ", ".join(spans), month_words(first[:2])
    return "", sentence_case(edtf.words(date))


def _days(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def month_words(key: tuple[int, int]) -> str:
    return f"{edtf.MONTHS[key[1] - 1][0]} {key[0]}"


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


def source_title(source: Source) -> str:
    """A source's headline; where it has none, publisher and date, with the first words of its stretch of a document."""
    if source.headline or not source.part:
        return source.headline or f"{source.publisher}, {edtf.words(source.published)}"
    return say("title_part", publisher=source.publisher, start=source.part.start)


def language(code: str) -> str:
    """A language by its English name where the interface has one, else its code."""
    return interface_words().get(f"language_{code.partition('-')[0].lower()}", code)


def status(event: Event) -> str:
    """"planned" or "cancelled"; nothing for what happened."""
    return "" if event.status == "happened" else say(f"status_{event.status}")


def rule(working: Working) -> str:
    """What a working's rule does, as the end of a sentence: "the Wednesday before"."""
    day = edtf.weekday(working.gives) or _weekday_of(working)
    words = say(f"rule_{working.rule}", day=day)
    return say("rule_whole", rule=words) if working.whole else words


def _weekday_of(working: Working) -> str:
    """The weekday all days of a set share; a general word where they share none."""
    days = working.gives.days(400) if working.gives.earliest and working.gives.latest else None
    names = {edtf.day_weekday(day) for day in days or ()}
    return edtf.WEEKDAYS[names.pop()] if len(names) == 1 else say("rule_some_weekday")
