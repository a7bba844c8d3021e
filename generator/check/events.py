"""Checks each event by itself: what it says against the words that it quotes, and that it borrows from other events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.check.dates import Dates
from generator.check.differences import check_differences
from generator.check.evidence import Evidence, check_summary, check_support, name_index, quotes_of_event
from generator.check.quotations import check_quotations
from generator.check.references import References
from generator.check.timeline import Passage, SourceText
from generator.model.parse import Model
from generator.model.records import Claim, ClaimRef, Event, Quote
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks of one event found: passages by the quote that names them, how many values and quotations were looked at,
    problems, the sources of quotes that were not found."""

    passages: dict[Quote, Passage]
    values: int
    quotations: int
    problems: tuple[Problem, ...] = ()
    unsure: frozenset[str] = frozenset()


class EventChecks:
    """Everything that the checks of single events share; each part is made when it is first needed."""

    def __init__(self, model: Model, references: References, texts: dict[str, SourceText], evidence: Evidence):
        self._model = model
        self._references = references
        self._texts = texts
        self._evidence = evidence

    def outcome(self, event: Event) -> Outcome:
        looked: Counter[str] = Counter()
        problems = tuple(self._problems(event, looked))
        quotes = list(quotes_of_event(event))
        return Outcome(self._evidence.found(quotes), looked["values"], looked["quotations"], problems, self._evidence.unsure(quotes))

    def _problems(self, event: Event, looked: Counter[str]) -> Iterator[Problem]:
        evidence = self._evidence
        yield from evidence.check(quotes_of_event(event))
        yield from check_summary(event, self._references)
        names, own_names = self._names
        for claim in event.claims:
            if all(evidence.passage(citation.quote) or citation.quote.source not in self._texts for citation in claim.cites):
                yield from check_support(claim, names, own_names, evidence.words_of, self._languages, looked)
        yield from check_quotations(event, self._claims, evidence.words_of, looked)
        yield from check_differences(event, self._claims, evidence.passage)
        yield from self.dates.check(event)

    @cached_property
    def _names(self) -> tuple:
        return name_index(self._model)

    @cached_property
    def _languages(self) -> dict[str, str]:
        return {source.id: source.language for source in self._model.sources.values()}

    @cached_property
    def _claims(self) -> dict[ClaimRef, Claim]:
        return {claim.ref: claim for event in self._model.events for claim in event.claims}

    @cached_property
    def dates(self) -> Dates:
        return Dates(self._model, self._evidence.words_of, self._texts)
