"""Whose words claims rest on: however many reports relay one claimant, the origin is one.

Receives a resolved `Timeline` and its claims with their citations; returns reports and origins. An origin says whose words a
passage is as records attribute it: not whether the words are true, nor whether two origins knew of each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.check.timeline import Timeline
from generator.model.records import Citation, Claim, Source
from generator.model.text import fold
from generator.trace import Index


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words. Two are the same where their `key` is: an actor has one under all its names. `actor` is its id, if it is one,
    `source` the id of a source that speaks in its own voice, `name` the words to call it by."""

    key: str
    name: str = field(compare=False)
    actor: str = field(default="", compare=False)
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """What claims rest on: `reports`, the ids of the sources that carry them, and `origins`, each once, in the order met."""

    reports: tuple[str, ...]
    origins: tuple[Origin, ...]


class Origins:
    """Finds the origins of a timeline's claims. Names are looked up in one index, made once."""

    def __init__(self, timeline: Timeline):
        self._timeline = timeline
        bearers: dict[str, set[str]] = {}
        for actor in timeline.actors.values():
            for name in actor.all_names:
                bearers.setdefault(_key(name), set()).add(actor.id)
        # A name that two actors bear says of neither that it is meant.
        self.bearers = Index("bearers", {name: min(actors) for name, actors in bearers.items() if len(actors) == 1})

    def origin_of(self, claim: Claim, citation: Citation) -> Origin:
        """Whose words a citation is: as it says itself, else the claimant's, else those of the agency or the outlet."""
        if citation.origin:
            return self._named(citation.origin)
        if claim.by:
            return self._actor(claim.by[0])
        if claim.by_words:
            return self._called(claim.by_words)
        return self._own_voice(self._timeline.sources[citation.quote.source])

    def origins_of(self, cited: Iterable[tuple[Claim, Citation]]) -> Basis:
        """The reports and origins of claims, given with each citation that counts."""
        pairs = list(cited)
        reports = dict.fromkeys(citation.quote.source for _, citation in pairs)
        origins = dict.fromkeys(self.origin_of(claim, citation) for claim, citation in pairs)
        return Basis(tuple(reports), tuple(origins))

    def _named(self, value: str) -> Origin:
        """An actor by id, a source by id, or a name of either as it stands."""
        if value in self._timeline.actors:
            return self._actor(value)
        if value in self._timeline.sources:
            return self._own_voice(self._timeline.sources[value])
        return self._called(value)

    def _own_voice(self, source: Source) -> Origin:
        """Whose words a source's own are: its first agency's, else its publisher's."""
        if not source.agencies:
            return self._called(source.publisher, source.id)
        agency = source.agencies[0]
        if agency in self._timeline.actors:
            return self._actor(agency)
        return self._called(agency, source.id if _key(agency) == _key(source.publisher) else "")

    def _actor(self, identifier: str) -> Origin:
        return Origin(f"actor {identifier}", self._timeline.actors[identifier].name, actor=identifier)

    def _called(self, name: str, source: str = "") -> Origin:
        """Somebody by name: the actor who alone bears it, else whoever goes by these words."""
        actor = self.bearers.get(_key(name))
        return self._actor(actor) if actor else Origin(f"name {_key(name)}", name, source=source)


def _key(name: str) -> str:
    """A name without what printing changes: marks, white space, capitals."""
    return fold(name).casefold()
