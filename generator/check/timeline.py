"""The resolved timeline: what the check stage returns and the pages stage receives.

Everything a page needs is looked up here by id, so that a page function never walks all records. Each index is built once,
when it is first asked for, in one pass over the events, and holds them in time order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.load.documents import Document
from generator.model.edtf import date_pages
from generator.model.records import (
    Actor, Citation, Claim, ClaimRef, Difference, Event, Place, Quote, Settings, Source,
)
from generator.trace import Index, Whole, index


@dataclass(frozen=True, slots=True)
class Passage:
    """Words found in a source. `start` and `end` are offsets into the document's text, `line` counts from 1; `text` is the
    document's own wording, typography included; `anchor` (`q-…`) is the passage's permanent name on its source's page."""

    source: str
    start: int
    end: int
    line: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one source within its document: the stretches kept, its sentences, and what its record omits, as (start, end)
    offsets."""

    document: Document
    stretches: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    omitted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Checked records, with every quote resolved. `events` are in time order; `passages` answers every quote that a record
    holds (citations and words of workings alike)."""

    settings: Settings
    events: tuple[Event, ...]
    actors: dict[str, Actor]
    places: dict[str, Place]
    sources: dict[str, Source]
    texts: dict[str, SourceText]
    passages: dict[Quote, Passage]

    def __post_init__(self) -> None:
        """Let everything that pages read be noted (`generator.trace`); what follows from one record alone counts as that record."""
        noted = {
            "events": Whole("events", self.events),
            "actors": Index("actors", self.actors),
            "places": Index("places", self.places),
            "sources": Index("sources", self.sources),
            "texts": Index("texts", self.texts, noted_as=lambda source: ("sources", source)),
            "passages": Index("passages", self.passages, noted_as=lambda quote: ("sources", quote.source)),
        }
        for name, value in noted.items():
            object.__setattr__(self, name, value)

    @index
    def event(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @index
    def position(self) -> dict[str, int]:
        """An event's place in time order, by id, from 0. Beside other events' places, it follows from the records of them all."""
        return Index("position", {event.id: place for place, event in enumerate(self.events)}, noted_as=lambda event: ("event", event))

    @index
    def claim(self) -> dict[ClaimRef, Claim]:
        return Index("claim", {claim.ref: claim for event in self.events for claim in event.claims}, noted_as=lambda ref: ("event", ref.event))

    @index
    def events_of_actor(self) -> dict[str, tuple[Event, ...]]:
        """Events in which an actor has a role, by actor id."""
        return grouped((role.actor, event) for event in self.events for role in event.actors)

    @index
    def claims_by_actor(self) -> dict[str, tuple[Claim, ...]]:
        """Claims an actor makes, by actor id, in time order of their events."""
        return grouped((actor, claim) for event in self.events for claim in event.claims for actor in claim.by)

    @index
    def events_of_place(self) -> dict[str, tuple[Event, ...]]:
        return grouped((place, event) for event in self.events for place in event.places)

    @index
    def members(self) -> dict[str, tuple[Actor, ...]]:
        """Actors that are `of` an actor, by that actor's id, by name."""
        return grouped((actor.of, actor) for actor in sorted(self.actors.values(), key=lambda a: (a.name, a.id)) if actor.of)

    @index
    def citations_of_source(self) -> dict[str, tuple[tuple[Claim, Citation], ...]]:
        """Every citation of a source with the claim it carries, by source id, in time order of the claims' events."""
        return grouped(
            (citation.quote.source, (claim, citation)) for event in self.events for claim in event.claims for citation in claim.cites
        )

    @index
    def events_of_source(self) -> dict[str, tuple[Event, ...]]:
        """Events with a claim that cites the source, or a date worked out from its words, by source id."""
        return grouped(
            (source, event) for event in self.events for source in dict.fromkeys(
                [citation.quote.source for claim in event.claims for citation in claim.cites]
                + [working.quote.source for working in event.dating]
                + [working.quote.source for claim in event.claims for working in claim.said_dating]
            )
        )

    @index
    def workings_of_source(self) -> dict[str, tuple[tuple[Event, Quote], ...]]:
        """Words of a source that date an event or a statement, by source id."""
        return grouped(
            (working.quote.source, (event, working.quote)) for event in self.events
            for workings in (event.dating, *(claim.said_dating for claim in event.claims)) for working in workings
        )

    @index
    def related_from(self) -> dict[str, tuple[tuple[Event, str], ...]]:
        """Events that name an event in `related`, with the relation as they state it, by the named event's id."""
        return grouped((relation.event, (event, relation.relation)) for event in self.events for relation in event.related)

    @index
    def relations_to(self) -> dict[ClaimRef, tuple[tuple[Claim, str], ...]]:
        """Claims that deny, confirm, correct or differ from a claim, by the latter."""
        relations = grouped(
            (target, (claim, name)) for event in self.events for claim in event.claims
            for name, targets in claim.relations() for target in targets
        )
        return Index("relations_to", relations, noted_as=lambda ref: ("related_claims", ref.event))

    @index
    def related_claims(self) -> dict[str, tuple[tuple[ClaimRef, Claim, str], ...]]:
        """All relations to claims of an event, by its id."""
        return grouped((ref.event, (ref, claim, name)) for ref, found in self.relations_to.items() for claim, name in found)

    @index
    def differences_about(self) -> dict[str, tuple[tuple[Event, Difference], ...]]:
        """Differences of other events that hold a claim of this one, by this event's id."""
        return grouped(
            (about, (event, difference)) for event in self.events for difference in event.differences
            for about in dict.fromkeys(ref.event for ref in difference.claims) if about != event.id
        )

    @index
    def events_on(self) -> dict[tuple[int, ...], tuple[Event, ...]]:
        """Events by the date pages they belong to: `(2025,)`, `(2025, 12)`, `(2025, 12, 6)`."""
        return grouped((page, event) for event in self.events for page in date_pages(event.date))

    @index
    def claims_said_on(self) -> dict[tuple[int, ...], tuple[Claim, ...]]:
        """Claims by the date pages of the day they were said."""
        return grouped(
            (page, claim) for event in self.events for claim in event.claims if claim.said for page in date_pages(claim.said)
        )


def grouped(pairs: Iterable[tuple]) -> dict:
    """Gather `(key, value)` pairs into tuples by key, each value once, in the order they come."""
    groups: dict = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: _once(values) if len(values) > 1 else tuple(values) for key, values in groups.items()}


def _once(values: list) -> tuple:
    """Each of these once, in order; by identity, for records take long to compare."""
    identities = [tuple(map(id, value)) for value in values] if isinstance(values[0], tuple) else map(id, values)
    return tuple(dict(zip(identities, values, strict=True)).values())
