"""Dates show their working: each is worked out from words of a source, and the working gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.model.edtf import Date, DateError, parse, weekday
from generator.model.parse import Model
from generator.model.reader import STAND_IN_DATE
from generator.model.records import Claim, Event, Quote, Working
from generator.model.text import MONTHS
from generator.model.working import WorkingError, agrees, compute
from generator.problems import Problem, Related, Spot

WordsOf = Callable[[Quote], str]


def check_dates(model: Model, words_of: WordsOf) -> Iterator[Problem]:
    """Every event's date and every statement's: has a working or stands in full in a cited quote; each working gives what it
    says, and what it says holds the date. `words_of` gives the words of a quote."""
    events = {event.id: event for event in model.events}
    circular = _circular(events)
    for event in model.events:
        for working in event.dating:
            if working.start is None and (event.id, working.from_event) in circular:
                yield Problem(
                    "working-disagrees", f"the date of '{working.from_event}' is itself counted from this event", working.node.at("from_event"),
                    "one of the two dates must be found from a source's own date: count from that",
                )
        failed = model.failed.get(("event", event.id), frozenset())
        quotes = [citation.quote for claim in event.claims for citation in claim.cites]
        wrong = list(_workings(event.dating, model, events))
        yield from wrong
        if not wrong and not {"date", "dating"} & failed:
            yield from _dated("date", event.date, event.dating, quotes, event.node.at("date"), words_of)
        for claim in event.claims:
            wrong = list(_workings(claim.said_dating, model, events))
            yield from wrong or _said(claim, words_of)


def _circular(events: dict[str, Event]) -> set[tuple[str, str]]:
    """Pairs of an event and another its date is counted from, where the way from there leads back to it."""
    counted = {event.id: {working.from_event for working in event.dating if working.from_event in events} for event in events.values()}
    found = set()
    for start, firsts in counted.items():
        for first in firsts:
            ahead, seen = [first], {first}
            while ahead:
                for following in counted[ahead.pop()] - seen:
                    seen.add(following)
                    ahead.append(following)
            if start in seen:
                found.add((start, first))
    return found


def _said(claim: Claim, words_of: WordsOf) -> Iterator[Problem]:
    if claim.said is not None and claim.said is not STAND_IN_DATE:
        quotes = [citation.quote for citation in claim.cites]
        yield from _dated("said", claim.said, claim.said_dating, quotes, claim.node.at("said"), words_of)
    elif claim.said is None and claim.said_dating:
        yield Problem("missing-key", f"claim '{claim.id}' has `said_dating` but no `said`", claim.node.at("said_dating"), "add the date that the workings give: `said: \"…\"`")


def _dated(key: str, date: Date, workings: tuple[Working, ...], quotes: list[Quote], spot: Spot, words_of: WordsOf) -> Iterator[Problem]:
    if not workings and not any(states_in_full(words_of(quote), date) for quote in quotes):
        field = "dating" if key == "date" else "said_dating"
        yield Problem(
            "date-without-working", f"nothing shows how {date.text} was found", spot,
            f'add `{field}` with the words that date it, such as {{source: a-source, words: "on Wednesday", rule: weekday-before, gives: "{date.text}"}}',
        )
    known = [working for working in workings if working.gives is not STAND_IN_DATE]
    apart = [working for working in known if not _holds(working.gives, date)]
    if apart:
        # Where every working is against the date, it is the date that is to be looked at.
        where = spot if len(apart) == len(known) else apart[0].node.at("gives")
        others = tuple(Related(f"this working gives {working.gives.text}", working.node.at("gives")) for working in apart)
        yield Problem(
            "working-disagrees", f"`{key}` is {date.text}, but its working gives {apart[0].gives.text}", where,
            f"`{key}` lies within what each of its workings gives: mend the one or the other", others,
        )


def _holds(gives: Date, date: Date) -> bool:
    """Whether a date lies within what a working gives: not before its earliest day, not after its latest."""
    early = gives.earliest is None or (date.earliest is not None and gives.earliest <= date.earliest)
    late = gives.latest is None or (date.latest is not None and date.latest <= gives.latest)
    return early and late


def _workings(workings: tuple[Working, ...], model: Model, events: dict[str, Event]) -> Iterator[Problem]:
    """Recompute each working from the date it counts from."""
    for working in workings:
        start = _start(working, model, events)
        if start is None or start is STAND_IN_DATE or working.gives is STAND_IN_DATE or not working.rule:
            continue
        try:
            computed = compute(working.rule, working.quote.words, start, whole=working.whole, gives=working.gives)
        except WorkingError as error:
            yield Problem("working-disagrees", error.message, working.node.at("rule"), error.help)
            continue
        if computed is not None and not agrees(computed, working.gives):
            yield Problem(
                "working-disagrees", f"the rule does not give {working.gives.text}", working.node.at("gives"),
                f"`{working.rule}` {_start_words(start)} gives {computed.text}",
            )


def _start(working: Working, model: Model, events: dict[str, Event]) -> Date | None:
    if working.start is not None:
        return working.start
    if working.from_event:
        event = events.get(working.from_event)
        return event.date if event else None
    source = model.sources.get(working.quote.source)
    return source.published if source else None


def _start_words(start: Date) -> str:
    day = weekday(start)
    return f"{day} {start.text}" if day else f"from {start.text}"


_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS.values())
_FULL_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b"),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
)


def states_in_full(text: str, date: Date) -> bool:
    """Whether a text names the day, month and year of a known day, in one of the common English ways or in ISO form."""
    months = {name[:3]: f"{number:02d}" for number, name in enumerate(MONTHS.values(), start=1)}
    for pattern in _FULL_DATES:
        for match in pattern.finditer(text):
            month = months.get(match["m"][:3], match["m"])
            try:
                stated = parse(f"{match['y']}-{month}-{int(match['d']):02d}")
            except DateError:
                continue
            if stated.text == date.text:
                return True
    return False

