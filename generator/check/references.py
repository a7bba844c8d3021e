"""Every id that a record names, looked up: actors, places, sources, events, claims, types, kinds and roles."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.tree import Mapping
from generator.model.parse import Model
from generator.model.records import Claim, ClaimRef, Event, Settings
from generator.problems import Problem, Spot, did_you_mean, listed


class References:
    """What can be named. `named` are the ids of all record files by kind, unreadable ones included, so that one broken
    record does not make every mention of it a problem."""

    def __init__(self, model: Model, named: dict[str, frozenset[str]]):
        self.model = model
        self.named = named
        self.claims = {event.id: {claim.id for claim in event.claims} for event in model.events}
        self.repeated = {event.id for event in model.events if len(self.claims[event.id]) < len(event.claims)}

    def check(self) -> Iterator[Problem]:
        """Every name of something that is not there."""
        settings = self.model.settings
        for event in self.model.events:
            yield from self._event(event)
            if settings:
                yield from self._event_settings(event, settings)
        for actor in self.model.actors.values():
            if actor.of:
                yield from self.id("actor", actor.of, actor.node, "of")
            if settings and "actor_kinds" not in self._settings_failed:
                yield from _one_of("unknown-type", actor.kind, settings.actor_kinds, "actor_kinds", actor.node, "kind")
        for place in self.model.places.values():
            for index, name in enumerate(place.names):
                for user in name.used_by:
                    yield from self.id("actor", user, place.node, "names", index, "used_by")
            if settings and place.kind:
                yield from _one_of("unknown-type", place.kind, settings.place_kinds, "place_kinds", place.node, "kind")

        yield from self._former_ids()

    def _former_ids(self) -> Iterator[Problem]:
        """A record's former ids are nobody's now and nobody else's before: each address leads to one place."""
        model = self.model
        kinds = {"event": model.events, "actor": model.actors.values(), "place": model.places.values(), "source": model.sources.values()}
        for kind, records in kinds.items():
            taken = dict.fromkeys(self.named[kind], "")
            for record in records:
                for index, identifier in enumerate(record.formerly):
                    if identifier in taken:
                        whose = f"was also '{taken[identifier]}'s" if taken[identifier] else f"is the id of {kind} '{identifier}'"
                        yield Problem("duplicate-id", f"'{identifier}' {whose}", record.node.at("formerly", index), "an address leads to one record: take it out of one of them")
                    taken.setdefault(identifier, record.id)

    @property
    def _settings_failed(self) -> frozenset[str]:
        return self.model.failed.get(("timeline", "timeline"), frozenset())

    def id(self, kind: str, identifier: str, node: Mapping, *path: str | int) -> Iterator[Problem]:
        """A problem where no record of `kind` has this id; none where the id is blank, which is a problem already. The id stands
        at `path` in `node`: where that is in the file takes time to find, so only for a problem."""
        if identifier and identifier not in self.named[kind]:
            known = self.named[kind]
            help_ = did_you_mean(identifier, known) or f"make it with `timeline new {kind} {identifier}`, or name one of: {listed(known)}"
            yield Problem(f"unknown-{kind}", f"no {kind} '{identifier}'", node.at(*path), help_)

    def claim(self, ref: ClaimRef, own: str, node: Mapping, *path: str | int) -> Iterator[Problem]:
        """A problem where there is no such event or no such claim in it. `own` is the event that names it, at `path` in `node`."""
        if ref.event not in self.named["event"]:
            yield from self.id("event", ref.event, node, *path)
        elif ref.event in self.claims and ref.claim not in self.claims[ref.event]:
            if "" in self.claims[ref.event] or ref.event in self.repeated:
                return  # a claim whose id could not be read, or that took another's, may be the one that is meant
            known = self.claims[ref.event]
            where = "this event" if ref.event == own else f"event '{ref.event}'"
            help_ = did_you_mean(ref.claim, known) or f"claims of {where}: {listed(known) or 'none'}"
            yield Problem("unknown-claim", f"no claim '{ref.claim}' in {where}", node.at(*path), help_)

    def _event(self, event: Event) -> Iterator[Problem]:
        places, actors, sources, events = (self.named[kind] for kind in ("place", "actor", "source", "event"))
        for index, place in enumerate(event.places):
            if place not in places:
                yield from self.id("place", place, event.node, "places", index)
        for index, role in enumerate(event.actors):
            if role.actor not in actors:
                yield from self.id("actor", role.actor, event.node, "actors", index, "actor")
        for working in event.dating:
            yield from self._working(working)
        seen: dict[str, Claim] = {}
        for claim in event.claims:
            if claim.id in seen:
                yield Problem("duplicate-id", f"a second claim '{claim.id}' in this event", claim.node.at("id"), f"the first stands in line {seen[claim.id].node.at('id').line}: rename one")
            seen.setdefault(claim.id, claim)
            for index, actor in enumerate(claim.by):
                if actor not in actors:
                    yield from self.id("actor", actor, claim.node, "by", index)
            for relation, targets in claim.relations():
                for index, target in enumerate(targets):
                    if target == claim.ref and event.id not in self.repeated:
                        yield Problem("bad-value", f"claim '{claim.id}' {relation} itself", claim.node.at(relation, index), "name another claim, or take it out")
                    yield from self.claim(target, event.id, claim.node, relation, index)
            for citation in claim.cites:
                if citation.quote.source not in sources:
                    yield from self.id("source", citation.quote.source, citation.node, "source")
            for working in claim.said_dating:
                yield from self._working(working)
        for difference in event.differences:
            for index, ref in enumerate(difference.claims):
                yield from self.claim(ref, event.id, difference.node, "claims", index)
            for index, source in enumerate(difference.silent):
                yield from self.id("source", source, difference.node, "silent", index)
        for index, related in enumerate(event.related):
            if related.event not in events:
                yield from self.id("event", related.event, event.node, "related", index, "event")
            if related.event == event.id:
                yield Problem("bad-value", "an event is not related to itself", event.node.at("related", index, "event"), "name another event, or take the entry out")

    def _working(self, working) -> Iterator[Problem]:
        yield from self.id("source", working.quote.source, working.node, "source")
        if working.from_event:
            yield from self.id("event", working.from_event, working.node, "from_event")

    def _event_settings(self, event: Event, settings: Settings) -> Iterator[Problem]:
        yield from _one_of("unknown-type", event.type, settings.event_types, "event_types", event.node, "type")
        for index, role in enumerate(event.actors):
            yield from _one_of("unknown-role", role.role, settings.roles, "roles", event.node, "actors", index, "role")


def _one_of(code: str, value: str, known: tuple[str, ...], setting: str, node: Mapping, *path: str | int) -> Iterator[Problem]:
    if value and known and value not in known:
        help_ = did_you_mean(value, known) or f"one of: {listed(known, 30)}"
        yield Problem(code, f"'{value}' is not among the `{setting}` of content/timeline.yml", node.at(*path), f"{help_.rstrip()} (or add it to `{setting}`)")


def unused_records(model: Model) -> Iterator[Problem]:
    """Actors and places that nothing names: a warning. Sources are input and may be described before they are used."""
    used: dict[str, set[str]] = {"actor": set(), "place": set()}
    for event in model.events:
        used["place"].update(event.places)
        used["actor"].update([role.actor for role in event.actors])
        for claim in event.claims:
            used["actor"].update(claim.by)
            used["actor"].update([citation.origin for citation in claim.cites])
    for source in model.sources.values():
        used["actor"].update(source.agencies)
    for place in model.places.values():
        used["actor"].update(user for name in place.names for user in name.used_by)
    used["actor"].update(actor.of for actor in model.actors.values())
    for kind, records in (("actor", model.actors), ("place", model.places)):
        for identifier, record in records.items():
            if identifier not in used[kind]:
                yield Problem("unused-record", f"nothing names the {kind} '{identifier}'", Spot(record.path), "name it in an event, or delete the file", severity="warning")
