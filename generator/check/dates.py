"""Dates show their working: each is worked out from words of a source, and the working gives it. Also suggests workings for words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.quotes import Finder
from generator.check.sources import resolve_texts
from generator.check.timeline import SourceText
from generator.load import Loaded
from generator.load.tree import Mapping as Tree
from generator.model.calendar import language_of, languages_read, states_day
from generator.model.edtf import Date, weekday
from generator.model.parse import Model, parse_project
from generator.model.reader import STAND_IN_DATE
from generator.model.records import Claim, Event, Quote, Working
from generator.model.suggest import Suggestion, counted_elsewhere, suggest
from generator.model.working import WorkingError, agrees, bounded, compute
from generator.problems import Problem, Related, did_you_mean, listed

WordsOf = Callable[[Quote], str]


class Dates:
    """Checks every event's date and every statement's: it has a working or stands in full in a cited quote; each working gives
    what it says, and what it says holds the date. `words_of` gives the words of a quote, `texts` the texts of sources, where a help
    text looks for words that stand there once."""

    def __init__(self, model: Model, words_of: WordsOf, texts: Mapping[str, SourceText] | None = None):
        self._model = model
        self._events = {event.id: event for event in model.events}
        self._circular = _circular(self._events)
        self._ready = _Ready(model, words_of, texts or {})

    def circular(self, event: Event) -> bool:
        """Whether the date of an event counts from one that counts from it."""
        return any(start == event.id for start, _ in self._circular)

    def check(self, event: Event) -> Iterator[Problem]:
        for working in event.dating:
            if working.start is None and (event.id, working.from_event) in self._circular:
                yield Problem(
                    "working-disagrees", f"the date of '{working.from_event}' is itself counted from this event", working.node.at("from_event"),
                    "one of the two dates must be found from a source's own date: count from that",
                )
        failed = self._model.failed.get(("event", event.id), frozenset())
        quotes = [citation.quote for claim in event.claims for citation in claim.cites]
        wrong = list(_workings(event.dating, self._model, self._events))
        yield from wrong
        if not wrong and not {"date", "dating"} & failed:
            yield from _dated("date", event.date, event.dating, quotes, event.node, self._ready)
        for claim in event.claims:
            wrong = list(_workings(claim.said_dating, self._model, self._events))
            yield from wrong or _said(claim, self._ready)


def _circular(events: dict[str, Event]) -> set[tuple[str, str]]:
    """Pairs of an event and another its date is counted from, where the way from there leads back to it."""
    counted = {
        event.id: {working.from_event for working in event.dating if working.from_event in events}
        for event in events.values() if any(working.from_event for working in event.dating)
    }
    found = set()
    for start, firsts in counted.items():
        for first in firsts:
            ahead, seen = [first], {first}
            while ahead:
                for following in counted.get(ahead.pop(), set()) - seen:
                    seen.add(following)
                    ahead.append(following)
            if start in seen:
                found.add((start, first))
    return found


def _said(claim: Claim, ready: _Ready) -> Iterator[Problem]:
    if claim.said is not None and claim.said is not STAND_IN_DATE:
        quotes = [citation.quote for citation in claim.cites]
        yield from _dated("said", claim.said, claim.said_dating, quotes, claim.node, ready)
    elif claim.said is None and claim.said_dating:
        known = [working.gives for working in claim.said_dating if working.gives is not STAND_IN_DATE]
        date = _common(known)
        yield Problem(
            "missing-key", f"claim '{claim.id}' has `said_dating` but no `said`", claim.node.at("said_dating"),
            f'add the date that the workings give: `said: "{date.text}"`' if date else "add the date that the workings give: `said: \"…\"`",
        )


def _dated(key: str, date: Date, workings: tuple[Working, ...], quotes: list[Quote], node: Tree, ready: _Ready) -> Iterator[Problem]:
    if not workings and not any(ready.states(quote, date) for quote in quotes):
        field = "dating" if key == "date" else "said_dating"
        yield Problem("date-without-working", f"nothing shows how {date.text} was found", node.at(key), ready.help(field, quotes, date))
    known = [working for working in workings if working.gives is not STAND_IN_DATE]
    apart = [working for working in known if not _holds(working.gives, date)]
    if apart:
        # Where every working is against the date, it is the date that is to be looked at.
        where = node.at(key) if len(apart) == len(known) else apart[0].node.at("gives")
        others = tuple(Related(f"this working gives {working.gives.text}", working.node.at("gives")) for working in apart)
        common = _common([working.gives for working in known])
        right = f'write `{key}: "{common.text}"`' if common else "no day fits all of its workings: mend those that are wrong"
        yield Problem(
            "working-disagrees", f"`{key}` is {date.text}, but its working gives {apart[0].gives.text}", where,
            f"{right}, or mend the working" if common else right, others,
        )


def _common(gives: list[Date]) -> Date | None:
    """The date that lies within all of what workings give; None where there is none."""
    if len({date.text for date in gives}) == 1:
        return gives[0]
    first = max((date.earliest for date in gives if date.earliest), default=None)
    last = min((date.latest for date in gives if date.latest), default=None)
    return None if first and last and last < first else bounded(first, last)


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
        language = _language(model, working.quote.source)
        try:
            computed = compute(working.rule, working.quote.words, start, language=language, whole=working.whole, gives=working.gives)
        except WorkingError as error:
            allowed = suggest(working.quote.words, start, language)[:2]
            readings = [f'; with these words, `rule: {each.rule}`{_from(each)} gives "{each.gives.text}"' for each in allowed]
            yield Problem("working-disagrees", error.message, working.node.at("rule"), error.help + "".join(readings))
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


def _from(suggestion: Suggestion) -> str:
    return f' with `from: "{suggestion.counted.text}"`' if suggestion.counted else ""


def _start_words(start: Date) -> str:
    day = weekday(start)
    return f"{day} {start.text}" if day else f"from {start.text}"


def _language(model: Model, source: str) -> str:
    return model.sources[source].language if source in model.sources else "en"


def states_in_full(text: str, date: Date, language: str = "en") -> bool:
    """Whether a text in a language (a tag such as `it`) names the day, month and year of a known day."""
    return date.precision == "day" and not (date.uncertain or date.approximate) and date.earliest in states_day(text, language)


@dataclass
class _Ready:
    """Finds in the quotes of a claim what dates it, for a help text that can be copied."""

    model: Model
    words_of: WordsOf
    texts: Mapping[str, SourceText]

    def states(self, quote: Quote, date: Date) -> bool:
        return states_in_full(self.words_of(quote), date, _language(self.model, quote.source))

    def help(self, field: str, quotes: list[Quote], date: Date) -> str:
        """What to add: the working for words of a quote that give the date, else of words that give another."""
        found = [(quote, each) for quote in quotes for each in self._suggested(quote)]
        right = [(quote, each) for quote, each in found if _holds(each.gives, date)]
        if not found:
            return (
                f"add `{field}` with the words of a source that date it; `timeline suggest-date SOURCE \"words\"` reads them, "
                "and where they do not name a day, rule `judged` has a `why`"
            )
        quote, each = (right or found)[0]
        line = each.line(quote.source, self._words(quote, each))
        if right:
            return f"add `{field}` with the words that date it:\n{line}"
        return f"add `{field}` with the words that date it; a quote has words that give {each.gives.text}, {each.meaning}:\n{line}"

    def _suggested(self, quote: Quote) -> list[Suggestion]:
        source = self.model.sources.get(quote.source)
        if source is None or source.published is STAND_IN_DATE:
            return []
        found = suggest(self.words_of(quote), source.published, source.language)
        return [each for each in found if each.rule != "stated" or each.gives.precision != "year"]  # "2000 ships" is no date

    def _words(self, quote: Quote, each: Suggestion) -> str:
        """The expression and as many words before and after it as make it stand once in its source."""
        text = self.words_of(quote)
        starts = [match.start() for match in re.finditer(r"\S+", text) if match.start() < each.start] or [0]
        ends = [match.end() for match in re.finditer(r"\S+", text) if match.end() >= each.end] or [len(text)]
        stretches = [(start, ends[0]) for start in reversed(starts)] + [(starts[0], end) for end in ends[1:]]
        finder = Finder.of(quote.source, self.texts[quote.source]) if quote.source in self.texts else None
        for start, end in stretches:
            words = " ".join(text[start:end].split()).strip(",.;:!?()[]")
            if finder is None or len(finder.find(Quote(quote.source, words))) == 1:
                return words
        return " ".join(text.split())


# --- Suggestions for words of a source, on demand ---


class UnknownSource(Exception):
    """No source has this id; the message says which there are, or which is near."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What `suggest_date` found: workings, or the reason in `note` why there are none, and problems of the words or their source."""

    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...] = ()
    note: str = ""


def suggest_date(loaded: Loaded, source_id: str, words: str, counted: Date | None = None) -> Suggested:
    """The workings that words of a source allow, counted from `counted` or else from the day it was published. Raises
    `UnknownSource`."""
    model = parse_project(loaded)
    source = model.sources.get(source_id)
    if source is None:
        if source_id in loaded.named["source"]:
            path = f"content/sources/{source_id}.yml"
            return Suggested((), tuple(problem for problem in (*loaded.problems, *model.problems) if problem.spot.path == path))
        hint = did_you_mean(source_id, model.sources) or f"sources: {listed(model.sources) or 'none yet'}"
        raise UnknownSource(f"no source '{source_id}': {hint}")
    start = counted or source.published
    texts, faults = resolve_texts(model.sources, loaded.documents)
    if source.id not in texts or start is STAND_IN_DATE:
        return Suggested((), tuple(problem for problem in (*faults, *model.problems) if problem.spot.path == source.path))
    finders = {source.id: Finder.of(source.id, texts[source.id])}
    quote = Quote(source.id, words)
    found = finders[source.id].find(quote)
    if not found:
        finders |= {other: Finder.of(other, text) for other, text in texts.items() if other != source.id}
        return Suggested((), (finders[source.id].problem(quote, source.node, "words", finders),))
    problems = () if len(found) == 1 else (finders[source.id].problem(quote, source.node, "words", finders),)
    suggestions = suggest(words, start, source.language, named=counted is not None)
    return Suggested(suggestions, problems, "" if suggestions else _unread(words, source.language))


def _unread(words: str, language: str) -> str:
    """Why words give no date, and what does."""
    if elsewhere := counted_elsewhere(words, language):
        return f"“{elsewhere}” counts from another event: name its date with --from, and the event with `from_event` in the record"
    if language_of(language) is None:
        return f"words in the language `{language}` cannot be read; dates in words are read in {languages_read()}: use rule `judged` with a `why`"
    return (
        "nothing in these words can be resolved; what can be read: days of the week, yesterday, today, tomorrow, last, this and next "
        "week, month and year, the weekend, seasons, dates in full or in part, since, until and between; else use rule `judged` with a `why`"
    )
