"""What records rest on: every quote in its source, every sentence on a claim, every claim on words that hold its numbers,
dates and names, every sentence of an accounted source used or set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check.quotes import Finder
from generator.check.references import References
from generator.check.timeline import Passage, SourceText
from generator.load.tree import Mapping, Scalar
from generator.model.names import Names, outlet_names
from generator.model.parse import Model
from generator.model.records import Claim, Event, Quote, Sentence, Source
from generator.model.summary import LONGEST
from generator.model.text import calendar_words, fold, numbers, says_something, sentences
from generator.problems import Problem, listed


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages by the quote that names them, the sources of quotes that were not found, and the problems."""

    passages: dict[Quote, Passage]
    unsure: frozenset[str]
    problems: tuple[Problem, ...]


def resolve_quotes(model: Model, texts: dict[str, SourceText]) -> Evidence:
    """Find every quote of every record. Quotes from sources without a text are passed over."""
    finders = {source: Finder.of(source, text) for source, text in texts.items()}
    passages: dict[Quote, Passage] = {}
    unsure: set[str] = set()
    problems: list[Problem] = []
    for quote, node, key in quotes_of(model):
        finder = finders.get(quote.source)
        if finder is None or not quote.words or quote in passages:
            continue
        found = finder.find(quote)
        if len(found) == 1:
            passages[quote] = finder.passage(quote, found[0])
        else:
            problems.append(finder.problem(quote, node, key, finders))
            unsure.add(quote.source)
    return Evidence(passages, frozenset(unsure), tuple(problems))


def quotes_of(model: Model) -> Iterator[tuple[Quote, Mapping, str]]:
    """Every quote with the mapping and the key it stands at."""
    for event in model.events:
        for working in event.dating:
            yield working.quote, working.node, "words"
        for claim in event.claims:
            for working in claim.said_dating:
                yield working.quote, working.node, "words"
            for citation in claim.cites:
                yield citation.quote, citation.node, "quote"
    for source in model.sources.values():
        for aside in source.set_aside:
            yield aside.quote, aside.node, "quote"


def check_summary(event: Event, references: References) -> Iterator[Problem]:
    """Every sentence of a summary ends in marks of claims that exist, is one sentence, and is short enough."""
    scalar = event.node.entries.get("summary")
    if not isinstance(scalar, Scalar):
        return
    own = listed(references.claims[event.id]) or "none yet"
    for sentence in event.summary:
        if not sentence.text:
            yield Problem("sentence-without-claim", "marks without a sentence before them", scalar.spot_at(sentence.marks[0].offset), "a sentence stands before its marks")
            continue
        if malformed := _MALFORMED.search(scalar.value, sentence.offset, sentence.end):
            yield Problem("sentence-without-claim", f"`{malformed.group('mark')}` is not read as a mark", scalar.spot_at(malformed.start("mark")), f"a mark names one claim: [^claim-id], two claims [^one][^two]; claims of this event: {own}")
            continue
        if not says_something(sentence.text):
            yield Problem("sentence-without-claim", f"“{sentence.text}” stands behind the mark", scalar.spot_at(sentence.offset), "a sentence's own full stop comes before its marks: A sentence.[^claim-id]")
            continue
        for start, end in _unmarked(scalar.value, sentence):
            part = " ".join(scalar.value[start:end].split())
            yield Problem("sentence-without-claim", f"this sentence rests on no claim: “{part}”", scalar.spot_at(start), f"end it in a mark such as [^claim-id]; claims of this event: {own}")
        if sentence.marks and len(sentence.text) > LONGEST:
            yield Problem("long-sentence", f"{len(sentence.text)} characters stand between two groups of marks, at most {LONGEST} are allowed", scalar.spot_at(sentence.offset), "make two sentences of it, each with its marks")
        for mark in sentence.marks:
            # Where a mark stands in the file takes time to find: only for a problem.
            yield from (replace(problem, spot=scalar.spot_at(mark.offset)) for problem in references.claim(mark.ref, event.id, scalar.spot))


_MALFORMED = re.compile(r"(?P<mark>\[\s*\^[^\]]*\]?|\(\^[^)]*\)?|\^\[[^\]]*\]?|(?:(?<=\w[.!?])|(?<=[.!?][”\"’)]))\[[^\]]*\]?)")
"""What somebody may write for a mark that is none: `[ ^a]`, `(^a)`, `^[a]`, or `[a]` right behind a sentence."""


def _unmarked(value: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The sentences between two groups of marks that have no mark, as offsets into the summary's value: all of them, or all but
    the last."""
    one_line = value.replace("\n", " ")  # where a summary's lines break says nothing
    spans = sentences(one_line, sentence.offset, sentence.end)
    return spans[:-1] if sentence.marks else spans


def check_support(
    claim: Claim, names: Names, own_names: dict, words_of: Callable[[Quote], str], languages: dict[str, str], looked: Counter[str]
) -> Iterator[Problem]:
    """Every number, weekday, month and known name of a claim's text stands in one of its quotes, or is declared as inferred.

    `names` finds names of records; `own_names` maps a record's key to its `Names`, to find any of its names in a quote;
    `words_of` gives the quotes' words, `languages` are those of the sources by id: a weekday or month may stand there in the
    source's own. How many there are is added to `looked`."""
    quoted = " ¶ ".join(words_of(citation.quote) for citation in claim.cites)
    if not claim.text or not claim.cites:
        return
    declared = " ¶ ".join(inference.what for inference in claim.inferred)
    spot = claim.node.at("text")
    help_ = "quote the words that have it, or list it under `inferred` with a reason"
    allowed = {*numbers(quoted), *numbers(declared)}
    for key, written in numbers(claim.text).items():
        looked["values"] += 1
        if key not in allowed:
            yield Problem("unsupported-number", f"no quote of this claim has {written}", spot, help_)
    allowed = {*calendar_words(declared)}.union(
        *(calendar_words(words_of(citation.quote), languages.get(citation.quote.source) or "en") for citation in claim.cites)
    )
    for key, written in calendar_words(claim.text).items():
        looked["values"] += 1
        if key not in allowed:
            yield Problem("unsupported-date", f"no quote of this claim has {written}", spot, help_)
    claimants = {("actor", actor) for actor in claim.by}
    told: set = set()
    mentioned = names.find(claim.text)
    # Most names that a text has stand in its quotes by themselves; one inside a longer name takes a search of its own.
    standing = {key for found in names.find(quoted) for key in found.keys} if mentioned else set()
    for found in mentioned:
        looked["values"] += 1
        written = claim.text[found.start : found.end]
        keys = [key for key in found.keys if key[0] != "outlet" and key not in claimants]
        if len(keys) < len(found.keys) or found.keys in told or fold(written).lower() in fold(declared).lower():
            continue
        if standing.isdisjoint(keys) and not any(own_names[key].find(quoted) for key in keys):
            told.add(found.keys)
            yield Problem("unsupported-name", f"no quote of this claim has a name of {written}", spot, help_)


def unaccounted_sentences(source: Source, text: SourceText, touched: list[tuple[int, int]]) -> Iterator[Problem]:
    """Sentences of an accounted source that no citation touches, that are not set aside, and that are not its headline or
    byline. `touched` are (start, end) offsets of cited and set-aside passages."""
    headings = headings_of(source)
    covered = Cover(touched)
    for start, end in text.sentences:
        words = text.document.text[start:end]
        if not says_something(words) or fold(words) in headings or covered.meets(start, end):
            continue
        line = text.document.line_of(start)
        yield Problem(
            "unaccounted-sentence", f"line {line} of '{source.document}' is neither cited nor set aside: “{words}”", source.node.at("accounted"),
            "cite it in a claim, list it under `set_aside` with a reason, or `omit` it if it is no part of the article",
        )


def headings_of(source: Source) -> set[str]:
    """The folded headline and byline of a source: they need no citation."""
    return {fold(source.headline), fold(source.byline)}


def cited_quotes(model: Model) -> Iterator[Quote]:
    """Every quote that carries a claim."""
    return (citation.quote for event in model.events for claim in event.claims for citation in claim.cites)


def quotes_set_aside(model: Model) -> Iterator[Quote]:
    return (aside.quote for source in model.sources.values() for aside in source.set_aside)


def touched_spans(quotes: Iterable[Quote], passages: dict[Quote, Passage]) -> dict[str, list[tuple[int, int]]]:
    """Where quotes stand, as (start, end) offsets by source id."""
    touched: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        if passage := passages.get(quote):
            touched.setdefault(passage.source, []).append((passage.start, passage.end))
    return touched


class Cover:
    """Answers whether any of many spans meets a given one; questions come in ascending order, so that all of them cost one walk."""

    def __init__(self, spans: Iterable[tuple[int, int]]):
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._merged = merged
        self._next = 0

    def meets(self, start: int, end: int) -> bool:
        while self._next < len(self._merged) and self._merged[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._merged) and self._merged[self._next][0] < end


def name_index(model: Model) -> tuple[Names, dict]:
    """All names of actors, places and outlets, and the names of each record by its key, ("actor", id) or ("place", id). An outlet
    that is no actor has the key ("outlet", name): a place inside the name of a newspaper is not that place."""
    named = [(("actor", actor.id), actor.all_names) for actor in model.actors.values()]
    named += [(("place", place.id), place.all_names) for place in model.places.values()]
    taken = {name for _, names in named for name in names}
    outlets = outlet_names(model.sources.values(), taken | {*model.actors})
    every = Names([*((name, key) for key, names in named for name in names), *((name, ("outlet", name)) for name in outlets)])
    return every, {key: Names((name, key) for name in names) for key, names in named}

