"""What pages look up beyond the timeline itself: names in prose, who is spoken of, which dates have pages, short facts of events.

Receives a resolved `Timeline`; every index is built once, when a page first asks for it, in one pass, so that a page
function never walks all records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.check.origins import Basis, Origins
from generator.check.timeline import Timeline, grouped
from generator.model import edtf
from generator.model.records import Citation, Claim, ClaimRef, Difference, Event, Source
from generator.model.summary import LONGEST
from generator.model.text import fold
from generator.pages import links, wording
from generator.pages.escape import cut, inert, markdown_text, plain, prose_html
from generator.pages.known import Known, is_wide
from generator.pages.links import DateKey
from generator.pages.mentions import Mentions
from generator.pages.render import macros

ROLE = "\1"
"""Stands in a kept line for the role that one list adds; no text holds it."""


@dataclass(frozen=True, slots=True)
class Card:
    """An event in short, as lists show it: everything but the address, which depends on the page."""

    id: str
    title: Markup
    plain_title: str
    when: Markup
    datetime: str
    precision: str
    type: Markup
    status: str
    background: bool
    sources: int
    differences: int
    gist: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A difference with the event that holds it and its number there, from 1."""

    event: Event
    number: int
    difference: Difference


class Lookup:
    """A timeline and the indexes that only pages need."""

    def __init__(self, timeline: Timeline):
        self.timeline = timeline
        self._cards: dict[str, Card] = {}
        self._lines: dict[tuple[str, bool], str] = {}

    # --- Events in short ---

    def card(self, event: Event) -> Card:
        """The event's card, made once."""
        found = self._cards.get(event.id)
        if found is None:
            found = self._cards[event.id] = self._make_card(event)
        return found

    def _make_card(self, event: Event) -> Card:
        return Card(
            id=event.id,
            title=prose_html(event.title),
            plain_title=plain(event.title),
            when=markdown_text(edtf.short_words(event.date)),
            datetime=wording.machine_date(event.date),
            precision=wording.precision_class(event.date),
            type=inert(wording.sentence_case(wording.label(event.type))),
            status=wording.status(event),
            background=event.background,
            sources=len(self.sources_of_event(event)),
            differences=len(event.differences) + len(self.timeline.differences_about.get(event.id, ())),
            gist=cut(plain(event.summary[0].text), LONGEST) if event.summary else "",
        )

    def line(self, event: Event, gist: bool) -> str:
        """The event as a line of a list, made once: `links.UP` stands for the way up to the root, `ROLE` for a role."""
        key = event.id, gist
        found = self._lines.get(key)
        if found is None:
            macro = macros().event_row
            found = self._lines[key] = str(macro(self.card(event), Markup(links.UP), Markup(ROLE), gist))
        return found

    def claims_shown(self, event: Event) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """The event's own claims and those of other events its summary cites, each once, in the order they are cited."""
        refs = dict.fromkeys(mark.ref for sentence in event.summary for mark in sentence.marks)
        return event.claims, tuple(self.timeline.claim[ref] for ref in refs if ref.event != event.id)

    def citations_of_event(self, event: Event) -> Iterator[tuple[Claim, Citation]]:
        """What tells of the event: its own claims. Those it takes from other events tell of them; they count where it has no other."""
        own, borrowed = self.claims_shown(event)
        return ((claim, citation) for claim in own or borrowed for citation in claim.cites)

    def sources_of_event(self, event: Event) -> list[str]:
        """Ids of the sources that tell of an event."""
        return list(dict.fromkeys(citation.quote.source for _, citation in self.citations_of_event(event)))

    @cached_property
    def origins(self) -> Origins:
        return Origins(self.timeline)

    def origins_of_event(self, event: Event) -> Basis:
        """The reports that tell of an event, and whose words those are."""
        return self.origins.origins_of(self.citations_of_event(event))

    @cached_property
    def known(self) -> Known:
        """What was known when."""
        return Known(self.timeline)

    @cached_property
    def claim_number(self) -> dict[ClaimRef, int]:
        """A claim's number on its own event's page, from 1."""
        return {
            claim.ref: number for event in self.timeline.events for number, claim in enumerate(event.claims, start=1)
        }

    @cached_property
    def in_turn(self) -> tuple[Event, ...]:
        """Events as a reader goes from one to the next: in time order, those known only within a wide span last."""
        return tuple(sorted(self.timeline.events, key=lambda event: is_wide(event.date)))

    @cached_property
    def turn(self) -> dict[str, int]:
        """An event's place among `in_turn`."""
        return {event.id: index for index, event in enumerate(self.in_turn)}

    # --- Titles ---

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of records' pages by path, no two alike: namesakes are told apart by date or kind, at last by id."""
        timeline = self.timeline
        found = {links.event_path(event.id): (plain(event.title), edtf.short_words(event.date), event.id) for event in timeline.events}
        for path, records in ((links.actor_path, timeline.actors), (links.place_path, timeline.places)):
            found |= {path(record.id): (plain(record.name), wording.label(record.kind), record.id) for record in records.values()}
        for source in timeline.sources.values():
            found[links.source_path(source.id)] = plain(wording.source_title(source, self._opening(source))), wording.source_label(source), source.id
        return _told_apart(found)

    def _opening(self, source: Source) -> str:
        """The words that open a source without a headline: its part's first ones, or its text's where those are omitted."""
        if source.headline or not source.part:
            return ""
        text = self.timeline.texts[source.id]
        start, end = text.sentences[0] if text.sentences else (0, 0)
        words = " ".join(text.document.text[start:end].split())
        given = source.part.start
        return given if fold(words).startswith(fold(given)) else cut(words, 60).rstrip("…")

    # --- Who is spoken of ---

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions.of(self.timeline.actors.values(), self.timeline.places.values(), self.timeline.sources.values())

    @cached_property
    def _named_in(self) -> dict[ClaimRef, tuple[str, ...]]:
        """Ids of the actors that a claim's text names, by claim."""
        by_path = {links.actor_path(actor): actor for actor in self.timeline.actors}
        return {
            claim.ref: tuple(dict.fromkeys(
                by_path[found.path] for found in self.mentions.find(plain(claim.text)) if found.path in by_path
            ))
            for event in self.timeline.events for claim in event.claims
        }  # fmt: skip

    @cached_property
    def claims_about(self) -> dict[str, tuple[Claim, ...]]:
        """Claims whose text names an actor that does not make them, by actor id, in time order of their events."""
        return grouped(
            (actor, claim)
            for event in self.timeline.events
            for claim in event.claims
            for actor in self._named_in[claim.ref]
            if actor not in claim.by
        )

    @cached_property
    def differences_of_actor(self) -> dict[str, tuple[Asked, ...]]:
        """Differences with a claim that an actor makes or is named in, by actor id."""
        return grouped(
            (actor, asked)
            for asked in self.differences()
            for actor in dict.fromkeys(
                actor
                for ref in asked.difference.claims
                for actor in (*self.timeline.claim[ref].by, *self._named_in[ref])
            )
        )

    def differences(self) -> Iterator[Asked]:
        """Every difference, in time order of the events that hold them."""
        for event in self.timeline.events:
            for number, difference in enumerate(event.differences, start=1):
                yield Asked(event, number, difference)

    # --- Dates ---

    @cached_property
    def date_keys(self) -> dict[int, tuple[DateKey, ...]]:
        """Dates that have a page, ascending, by depth: 1 years, 2 months, 3 days."""
        keys = sorted({*self.timeline.events_on, *self.timeline.claims_said_on})
        return {depth: tuple(key for key in keys if len(key) == depth) for depth in (1, 2, 3)}

    @cached_property
    def date_position(self) -> dict[DateKey, int]:
        """A date page's place among those of its depth."""
        return {key: index for keys in self.date_keys.values() for index, key in enumerate(keys)}

    @cached_property
    def keys_within(self) -> dict[DateKey, tuple[DateKey, ...]]:
        """Date pages one step below a date page: the months of a year, the days of a month."""
        return grouped((key[:-1], key) for depth in (2, 3) for key in self.date_keys[depth])

    @cached_property
    def loose_events(self) -> dict[DateKey, tuple[Event, ...]]:
        """Events of a year's or month's page that are on no page below it, by that page: known less exactly, or too long."""
        return grouped(
            (key, event)
            for key, events in self.timeline.events_on.items() if len(key) < 3
            for event in events if not any(len(page) > len(key) for page in edtf.date_pages(event.date))
        )  # fmt: skip

    def date_page(self, date: edtf.Date) -> DateKey | None:
        """The finest date page that holds all of a date, where there is one."""
        first, last = date.earliest, date.latest
        if not first or not last:
            return None
        shared = next((depth for depth in (3, 2, 1) if first[:depth] == last[:depth]), 0)
        return next((first[:depth] for depth in range(shared, 0, -1) if first[:depth] in self.date_position), None)

    # --- Sources ---

    @cached_property
    def passages_quoted(self) -> dict[str, int]:
        """How many different passages of a source are quoted, by source id."""
        anchors: dict[str, set[str]] = {}
        for source in self.timeline.sources:
            quotes = [citation.quote for _, citation in self.timeline.citations_of_source.get(source, ())]
            quotes += [quote for _, quote in self.timeline.workings_of_source.get(source, ())]
            anchors[source] = {self.timeline.passages[quote].anchor for quote in quotes}
        return {source: len(found) for source, found in anchors.items()}

    def sources_in_order(self, identifiers: Iterable[str]) -> list[Source]:
        """Sources by date of publication, then publisher."""
        found = [self.timeline.sources[identifier] for identifier in dict.fromkeys(identifiers)]
        return sorted(found, key=lambda source: (source.published.sort_key, source.publisher, source.id))


def _told_apart(titles: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Titles by path, each with as many of its notes as make it unlike every other."""
    shown = {path: title for path, (title, *_) in titles.items()}
    for depth in (1, 2):
        number = Counter(shown.values())
        for path, title in shown.items():
            if number[title] > 1:
                shown[path] = f"{titles[path][0]} ({', '.join(note for note in titles[path][1 : depth + 1] if note)})"
    return shown

