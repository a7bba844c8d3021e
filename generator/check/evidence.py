"""What records rest on: every quote in its source, every sentence on a claim, every claim on words that hold its numbers,
dates and names, every sentence of an accounted source used or set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.check.quotes import Finder
from generator.check.references import References
from generator.check.timeline import Passage, SourceText
from generator.load.tree import Mapping as Tree
from generator.model.names import Names, outlet_names
from generator.model.parse import Model
from generator.model.records import Claim, Event, Quote, Sentence, Source
from generator.model.summary import LONGEST
from generator.model.text import calendar_words, fold, numbers, says_something, sentences
from generator.problems import Problem, Spot, listed


class Finders(Mapping[str, Finder]):
    """The finders of texts, by source; each is made when it is asked for first."""

    def __init__(self, texts: dict[str, SourceText]):
        self._texts = texts
        self._made: dict[str, Finder] = {}

    def __getitem__(self, source: str) -> Finder:
        if source not in self._made:
            self._made[source] = Finder.of(source, self._texts[source])
        return self._made[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, source: object) -> bool:
        return source in self._texts


_UNKNOWN = object()


class Evidence:
    """Finds the quotes of records in the texts of sources; each quote is looked for once."""

    def __init__(self, texts: dict[str, SourceText]):
        self._finders = Finders(texts)
        self._found: dict[Quote, Passage | None] = {}

    def searched(self, quote: Quote) -> bool:
        """Whether a quote is looked for: it has words, its source has a text."""
        return bool(quote.words) and quote.source in self._finders

    def know(self, found: dict[Quote, Passage]) -> None:
        """Take over what was found before."""
        self._found |= found

    def passage(self, quote: Quote) -> Passage | None:
        """Where a quote stands, if it stands there exactly once."""
        passage = self._found.get(quote, _UNKNOWN)
        if passage is not _UNKNOWN:
            return passage
        passage = None
        if self.searched(quote):
            finder = self._finders[quote.source]
            found = finder.find(quote)
            passage = finder.passage(quote, found[0]) if len(found) == 1 else None
        self._found[quote] = passage
        return passage

    def words_of(self, quote: Quote) -> str:
        """The document's own words for a quote; as the record has them where they were not found."""
        passage = self.passage(quote)
        return passage.text if passage else quote.words

    def found(self, quotes: Iterable[tuple[Quote, Tree, str]]) -> dict[Quote, Passage]:
        """The passages of those quotes that stand there exactly once."""
        return {quote: passage for quote, _, _ in quotes if (passage := self.passage(quote))}

    def unsure(self, quotes: Iterable[tuple[Quote, Tree, str]]) -> frozenset[str]:
        """The sources of those quotes that were looked for and not found."""
        return frozenset(quote.source for quote, _, _ in quotes if self.searched(quote) and not self.passage(quote))

    def check(self, quotes: Iterable[tuple[Quote, Tree, str]]) -> Iterator[Problem]:
        """What is wrong with quotes, given with the mapping and the key each stands at, that do not stand there exactly once."""
        for quote, node, key in quotes:
            if self.searched(quote) and self.passage(quote) is None:
                yield self._finders[quote.source].problem(quote, node, key, self._finders)


def quotes_of_event(event: Event) -> Iterator[tuple[Quote, Tree, str]]:
    """Every quote with the mapping and the key it stands at."""
    for working in event.dating:
        yield working.quote, working.node, "words"
    for claim in event.claims:
        for working in claim.said_dating:
            yield working.quote, working.node, "words"
        for citation in claim.cites:
            yield citation.quote, citation.node, "quote"


def sources_of(event: Event) -> set[str]:
    """The ids of the sources that an event quotes."""
    workings = [event.dating, *(claim.said_dating for claim in event.claims)]
    return {one.quote.source for several in (*workings, *(claim.cites for claim in event.claims)) for one in several}


def quotes_of_source(source: Source) -> Iterator[tuple[Quote, Tree, str]]:
    """Every quote with the mapping and the key it stands at."""
    return ((aside.quote, aside.node, "quote") for aside in source.set_aside)


def check_summary(event: Event, references: References) -> Iterator[Problem]:
    """Every sentence of a summary ends in marks of claims that exist, is one sentence, and is short enough."""
    value = event.summary_text

    def spot(offset: int) -> Spot:
        return event.node.entries["summary"].spot_at(offset)  # takes time to find: only for a problem

    def own() -> str:
        return listed(references.claims[event.id]) or "none yet"

    for sentence in event.summary:
        if not sentence.text:
            yield Problem("sentence-without-claim", "marks without a sentence before them", spot(sentence.marks[0].offset), "a sentence stands before its marks")
            continue
        if malformed := _MALFORMED.search(value, sentence.offset, sentence.end):
            yield Problem("sentence-without-claim", f"`{malformed.group('mark')}` is not read as a mark", spot(malformed.start("mark")), f"a mark names one claim: [^claim-id], two claims [^one][^two]; claims of this event: {own()}")
            continue
        if not says_something(sentence.text):
            yield Problem("sentence-without-claim", f"“{sentence.text}” stands behind the mark", spot(sentence.offset), "a sentence's own full stop comes before its marks: A sentence.[^claim-id]")
            continue
        for start, end in _unmarked(value, sentence):
            part = " ".join(value[start:end].split())
            yield Problem("sentence-without-claim", f"this sentence rests on no claim: “{part}”", spot(start), f"end it in a mark such as [^claim-id]; claims of this event: {own()}")
        if sentence.marks and len(sentence.text) > LONGEST:
            yield Problem("long-sentence", f"{len(sentence.text)} characters stand between two groups of marks, at most {LONGEST} are allowed", spot(sentence.offset), "make two sentences of it, each with its marks")
        for mark in sentence.marks:
            yield from (replace(problem, spot=spot(mark.offset)) for problem in references.claim(mark.ref, event.id, event.node, "summary"))


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
    help_ = "quote the words that have it, or list it under `inferred` with a reason"
    allowed = {*numbers(quoted), *numbers(declared)}
    for key, written in numbers(claim.text).items():
        looked["values"] += 1
        if key not in allowed:
            yield Problem("unsupported-number", f"no quote of this claim has {written}", claim.node.at("text"), help_)
    allowed = {*calendar_words(declared)}.union(
        *(calendar_words(words_of(citation.quote), languages.get(citation.quote.source) or "en") for citation in claim.cites)
    )
    for key, written in calendar_words(claim.text).items():
        looked["values"] += 1
        if key not in allowed:
            yield Problem("unsupported-date", f"no quote of this claim has {written}", claim.node.at("text"), help_)
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
            yield Problem("unsupported-name", f"no quote of this claim has a name of {written}", claim.node.at("text"), help_)


def unaccounted_sentences(source: Source, text: SourceText, touched: list[tuple[int, int]]) -> Iterator[Problem]:
    """Sentences of an accounted source that no citation touches, that are not set aside, and that are not its headline or
    byline. `touched` are (start, end) offsets of cited and set-aside passages."""
    headings = headings_of(source)
    covered = Cover(touched)
    for start, end in text.sentences:
        words = text.document.text[start:end]
        if covered.meets(start, end) or not says_something(words) or fold(words) in headings:
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
    named = _named(model)
    return Names(all_names(model)), {key: Names((name, key) for name in names) for key, names in named}


def all_names(model: Model) -> list[tuple[str, tuple[str, str]]]:
    """All names with the keys of the records that bear them, as `name_index` has them."""
    named = _named(model)
    taken = {name for _, names in named for name in names}
    outlets = outlet_names(model.sources.values(), taken | {*model.actors})
    return [*((name, key) for key, names in named for name in names), *((name, ("outlet", name)) for name in outlets)]


def _named(model: Model) -> list[tuple[tuple[str, str], tuple[str, ...]]]:
    named = [(("actor", actor.id), actor.all_names) for actor in model.actors.values()]
    named += [(("place", place.id), place.all_names) for place in model.places.values()]
    return named
