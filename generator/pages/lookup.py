"""What pages look up beyond the timeline itself: names in prose, who is spoken of, which dates have pages, short facts of events.

Receives a resolved `Timeline`; every index is built once, when a page first asks for it, in one pass, so that a page
function never walks all records.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.check.origins import Basis, Origins
from generator.check.timeline import Passage, Timeline, grouped
from generator.model import edtf
from generator.model.records import Citation, Claim, ClaimRef, Difference, Event, Quote, Source
from generator.model.summary import LONGEST
from generator.model.text import fold
from generator.pages import folding, links, wording
from generator.pages.escape import cut, inert, markdown_text, plain, prose_html
from generator.pages.folding import Part, Period, Section, folded, parts
from generator.pages.known import Known, is_wide
from generator.pages.links import DateKey
from generator.pages.mentions import Mentions
from generator.pages.render import macros
from generator.store import Recall
from generator.pages.timescale import activity
from generator.trace import Index, Kept, index

MOST_WIDE = 40
"""Events known to a month alone that each of its days lists; of more, the month alone."""

LINES_TAKEN = 20_000
"""What the head of a month or year that is too heavy weighs, in bytes: its calendar, its days or months."""

MOST_BESIDE = 8
"""Actors named on a page beside their number of events in common."""

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


def gist(event: Event) -> str:
    """An event in one sentence, the first of its summary, as plain text; empty where it has none."""
    return cut(plain(event.summary[0].text), LONGEST) if event.summary else ""


class Lookup:
    """A timeline and the indexes that only pages need."""

    def __init__(
        self, timeline: Timeline, named: Callable[[Event, Callable[[], tuple]], tuple] = lambda event, find: find(), site_url: str = "",
        recall_land: Recall | None = None,
    ):  # fmt: skip
        """`named`: gives what an earlier run found to be named in an event's claims, or has it found. `site_url`: where the site will
        stand, for what must hold whole addresses (citations, feeds, structured data); empty if nobody knows. `recall_land`: gives
        the land that an earlier run cut for a map, and small maps that it drew, or has them made."""
        self.timeline = timeline
        self.site_url = site_url
        self._recall_named = named
        self.recall_land = recall_land or Recall()
        self.kept = Kept()
        """Keeps what several pages show: `kept(key, make)` makes it once."""

    # --- Events in short ---

    def card(self, event: Event) -> Card:
        """The event's card, made once."""
        return self.kept(("card", event.id), lambda: self._make_card(event))

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
            gist=gist(event),
        )

    def line(self, event: Event, gist: bool) -> str:
        """The event as a line of a list, made once: `links.UP` stands for the way up to the root, `ROLE` for a role."""
        return self.kept(("line", event.id, gist), lambda: str(macros().event_row(self.card(event), Markup(links.UP), Markup(ROLE), gist)))

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

    @index
    def origins(self) -> Origins:
        return Origins(self.timeline)

    def origins_of_event(self, event: Event) -> Basis:
        """The reports that tell of an event, and whose words those are."""
        return self.origins.origins_of(self.citations_of_event(event))

    @index
    def known(self) -> Known:
        """What was known when."""
        return Known(self.timeline)

    @index
    def claim_number(self) -> dict[ClaimRef, int]:
        """A claim's number on its own event's page, from 1."""
        numbers = {claim.ref: number for event in self.timeline.events for number, claim in enumerate(event.claims, start=1)}
        return Index("claim_number", numbers, noted_as=lambda ref: ("event", ref.event))

    @index
    def neighbours(self) -> dict[str, tuple[Event | None, Event | None]]:
        """The events before and after an event, as a reader goes from one to the next: in time order, those known only within a wide
        span last. None at either end."""
        in_turn = sorted(self.timeline.events, key=lambda event: is_wide(event.date))
        return _neighbours({event.id: event for event in in_turn})

    @index
    def activity(self) -> dict[str, tuple[int, int, str, int, int]]:
        """What all pictures of an actor's activity share (`timescale.activity`), by the key "all"."""
        return activity(self.timeline.events)

    # --- Titles ---

    @index
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

    @index
    def mentions(self) -> Mentions:
        return Mentions.of(self.timeline.actors.values(), self.timeline.places.values(), self.timeline.sources.values())

    @index
    def _named_in(self) -> dict[ClaimRef, tuple[str, ...]]:
        """Ids of the actors that a claim's text names, by claim."""
        by_path = {links.actor_path(actor): actor for actor in self.timeline.actors}

        def find(event: Event) -> tuple[tuple[str, ...], ...]:
            found = (self.mentions.find(plain(claim.text)) for claim in event.claims)
            return tuple(tuple(dict.fromkeys(by_path[one.path] for one in named if one.path in by_path)) for named in found)

        return {
            claim.ref: named for event in self.timeline.events
            for claim, named in zip(event.claims, self._recall_named(event, partial(find, event)), strict=True)
        }  # fmt: skip

    @index
    def claims_about(self) -> dict[str, tuple[Claim, ...]]:
        """Claims whose text names an actor that does not make them, by actor id, in time order of their events."""
        return grouped(
            (actor, claim)
            for event in self.timeline.events
            for claim in event.claims
            for actor in self._named_in[claim.ref]
            if actor not in claim.by
        )

    @index
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

    @index
    def beside(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Actors with a part in the same events as an actor, most of these first, with their number, by actor id."""
        return _counted((one, other) for parts in self._actors_of_events() for one in parts for other in parts if other != one)

    @index
    def actors_at(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Actors with a part in the events of a place, likewise, by place id."""
        events = zip(self.timeline.events, self._actors_of_events(), strict=True)
        return _counted((place, actor) for event, parts in events for place in event.places for actor in parts)

    def _actors_of_events(self) -> Iterator[tuple[str, ...]]:
        return (tuple(dict.fromkeys(role.actor for role in event.actors)) for event in self.timeline.events)

    # --- Lists of all ---

    @index
    def lists(self) -> dict[str, tuple[tuple[str, tuple], ...]]:
        """Actors and places under their kinds, those the timeline names first, in its order, and within one by name; sources under
        their publishers, in order of publication; by the path of the list."""
        timeline, publishers = self.timeline, {}
        for source in self.sources_in_order(timeline.sources):
            publishers.setdefault(source.publisher, []).append(source)
        return {
            links.ACTORS: _by_kind(timeline.actors.values(), timeline.settings.actor_kinds),
            links.PLACES: _by_kind(timeline.places.values(), timeline.settings.place_kinds),
            links.SOURCES: tuple((publisher, tuple(sources)) for publisher, sources in sorted(publishers.items())),
        }

    @index
    def listed(self) -> dict[str, tuple[str | None, str | None]]:
        """The pages before and after an actor's, a place's or a source's in the list of all, by its path; None at either end."""
        found = {}
        for path, page in ((links.ACTORS, links.actor_path), (links.PLACES, links.place_path), (links.SOURCES, links.source_path)):
            found |= _neighbours({page(record.id): page(record.id) for _, records in self.lists[path] for record in records})
        return found

    @index
    def differing(self) -> dict[str, tuple[Event | None, Event | None]]:
        """The events before and after an event whose accounts differ, in time order, by the id of one whose accounts do."""
        return _neighbours({event.id: event for event in self.timeline.events if event.differences})

    # --- Dates ---

    @index
    def date_keys(self) -> dict[int, tuple[DateKey, ...]]:
        """Dates that have a page, ascending, by depth: 1 years, 2 months, 3 days."""
        keys = sorted({*self.timeline.events_on, *self.timeline.claims_said_on})
        return {depth: tuple(key for key in keys if len(key) == depth) for depth in (1, 2, 3)}

    @index
    def has_date_page(self) -> dict[DateKey, bool]:
        """Every date with a page."""
        return {key: True for keys in self.date_keys.values() for key in keys}

    @index
    def date_neighbours(self) -> dict[DateKey, tuple[DateKey | None, DateKey | None]]:
        """The date pages of the same depth before and after one; None at either end."""
        return {key: pair for keys in self.date_keys.values() for key, pair in _neighbours({key: key for key in keys}).items()}

    @index
    def keys_within(self) -> dict[DateKey, tuple[DateKey, ...]]:
        """Date pages one step below a date page: the months of a year, the days of a month."""
        return grouped((key[:-1], key) for depth in (2, 3) for key in self.date_keys[depth])

    @index
    def loose_events(self) -> dict[DateKey, tuple[Event, ...]]:
        """Events of a year's or month's page that are on no page below it, by that page: known less exactly, or too long."""
        return _loose(self.timeline.events_on, lambda event: event.date)

    def date_page(self, date: edtf.Date) -> DateKey | None:
        """The finest date page that holds all of a date, where there is one."""
        first, last = date.earliest, date.latest
        if not first or not last:
            return None
        shared = next((depth for depth in (3, 2, 1) if first[:depth] == last[:depth]), 0)
        return next((first[:depth] for depth in range(shared, 0, -1) if first[:depth] in self.has_date_page), None)

    @index
    def loose_claims(self) -> dict[DateKey, tuple[Claim, ...]]:
        """Claims of a year's or month's page that are on no page below it, by that page: said on a date known less exactly."""
        return _loose(self.timeline.claims_said_on, lambda claim: claim.said)

    # --- Long lists ---

    def date_of(self, row: Event | Claim | Asked) -> edtf.Date:
        """The date of a row of a list: of a statement the day it was said, or else its event's."""
        if isinstance(row, Claim):
            return row.said or self.timeline.event[row.event].date
        return row.event.date if isinstance(row, Asked) else row.date

    def statements(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Claims by the day they were said, else that of their event; then by the event's place in time."""
        return tuple(sorted(claims, key=lambda claim: (self.date_of(claim).sort_key, self.timeline.position[claim.event])))

    def actor_lists(self, actor: str, statements: Callable[[Iterable[Claim]], tuple[Claim, ...]] | None = None) -> tuple[Section, ...]:
        """The lists of an actor's page in full: events with a part in them, what they said, what is said about them, differences."""
        timeline, statements = self.timeline, statements or self.statements
        return (
            Section("events", timeline.events_of_actor.get(actor, ()), folding.EVENT),
            Section("said", statements(timeline.claims_by_actor.get(actor, ())), folding.STATEMENT),
            Section("about", statements(self.claims_about.get(actor, ())), folding.STATEMENT),
            Section("differences", self.differences_of_actor.get(actor, ()), folding.QUESTION),
        )

    def place_lists(self, place: str) -> tuple[Section, ...]:
        """The list of a place's page in full."""
        return (Section("events", self.timeline.events_of_place.get(place, ()), folding.EVENT),)

    @index
    def actor_periods(self) -> dict[tuple[str, DateKey], Period]:
        """What stands on the pages of actors whose lists one page cannot hold, by actor id and period."""
        heavy = [actor for actor in self.timeline.actors if folding.weight(self.actor_lists(actor, tuple)) > folding.PAGE]  # in any order
        return self._folded(heavy, self.actor_lists)

    @index
    def place_periods(self) -> dict[tuple[str, DateKey], Period]:
        """The same of places."""
        return self._folded(self.timeline.places, self.place_lists)

    def _folded(self, identifiers: Iterable[str], lists: Callable[[str], tuple[Section, ...]]) -> dict[tuple[str, DateKey], Period]:
        return {(one, key): period for one in sorted(identifiers) for key, period in folded(lists(one), self.date_of).items()}

    @index
    def difference_periods(self) -> dict[DateKey, Period]:
        """What stands on the pages of all differences where one page cannot hold them, by period."""
        return folded([Section("differences", tuple(self.differences()), folding.DIFFERENCE)], self.date_of)

    def parts_of_date(self, key: DateKey) -> tuple[Part, ...]:
        """What stands on the pages of a day, month or year, part by part: all of it, or of a month or year that is too heavy what no
        page below it has."""
        return self.heavy_dates.get(key) or self._date_lists(key)

    @index
    def heavy_dates(self) -> dict[DateKey, tuple[Part, ...]]:
        """The same for dates that may need more than one page; told by their numbers, without a look at any other."""
        events, claims = self.timeline.events_on, self.timeline.claims_said_on
        return {
            key: self._date_lists(key) for keys in self.date_keys.values() for key in keys
            if (len(events.get(key, ())) + MOST_WIDE) * folding.EVENT_GIST + len(claims.get(key, ())) * folding.STATEMENT > folding.PAGE
        }  # fmt: skip

    def _date_lists(self, key: DateKey) -> tuple[Part, ...]:
        return (self._year_lists, self._month_lists, self._day_lists)[len(key) - 1](key)

    def _day_lists(self, key: DateKey) -> tuple[Part, ...]:
        events, claims = self.timeline.events_on.get(key, ()), self.timeline.claims_said_on.get(key, ())
        wide = [event for event in self.loose_events.get(key[:2], ()) if _touches(event.date, key) and not is_wide(event.date)]
        return parts((
            Section("happened", tuple(event for event in events if event.date.precision == "day"), folding.EVENT_GIST),
            Section("said", self.statements(claim for claim in claims if claim.said.precision == "day"), folding.STATEMENT),
            Section("spans", (*(event for event in events if event.date.precision != "day"), *(wide if len(wide) <= MOST_WIDE else ())), folding.EVENT),
            Section("wide", (len(wide),) if len(wide) > MOST_WIDE else (), folding.EVENT),
            Section("maybe_said", self.statements(claim for claim in claims if claim.said.precision != "day"), folding.STATEMENT),
        ))  # fmt: skip

    def _month_lists(self, key: DateKey) -> tuple[Part, ...]:
        events = self.timeline.events_on.get(key, ())
        return self._whole_or_loose(
            key, Section("happened", tuple(event for event in events if event.date.precision == "day"), folding.EVENT_GIST),
            Section("spans", tuple(event for event in events if event.date.precision != "day"), folding.EVENT),
        )  # fmt: skip

    def _year_lists(self, key: DateKey) -> tuple[Part, ...]:
        return self._whole_or_loose(key, Section("happened", self.timeline.events_on.get(key, ()), folding.EVENT))

    def _whole_or_loose(self, key: DateKey, *sections: Section) -> tuple[Part, ...]:
        """The lists of a month or year on one page, or what no page below it has."""
        claims = self.timeline.claims_said_on.get(key, ())
        if folding.weight(sections) + len(claims) * folding.STATEMENT <= folding.PAGE:
            return ((*sections, Section("said", self.statements(claims), folding.STATEMENT)),)
        return self._loose_lists(key)

    def _loose_lists(self, key: DateKey) -> tuple[Part, ...]:
        """The lists of a month or year that leads on to the pages below it."""
        return parts((
            Section("spans", self.loose_events.get(key, ()), folding.EVENT),
            Section("loose_said", self.statements(self.loose_claims.get(key, ())), folding.STATEMENT),
        ), taken=LINES_TAKEN)  # fmt: skip

    @index
    def as_of_parts(self) -> dict[tuple[int, int, int], tuple[Part, ...]]:
        """What stands on the page of what was known on a day, part by part."""
        return {day: parts(self._as_of_lists(day)) for day in self.known.days}

    def _as_of_lists(self, day: tuple[int, int, int]) -> tuple[Section, ...]:
        known, file = self.known, self.known.on[day]
        said = {claim.ref for claim in file.said}
        return (
            Section("published", tuple(file.sources), folding.ENTRY),
            Section("said_known", tuple(claim for claim in file.said if known.is_known(claim.ref, day)), folding.TOLD),
            Section("new", tuple(claim for claim in file.reported if claim.ref not in said), folding.TOLD),
            Section("again", tuple(dict.fromkeys(claim for claim, _ in file.repeated)), folding.TOLD),
            Section("said_later", tuple(claim for claim in file.said if not known.is_known(claim.ref, day)), folding.TOLD),
            Section("changed", tuple(file.changed), folding.QUESTION),
        )

    # --- Sources ---

    def quotes_of_source(self, source: str) -> list[Quote]:
        """Everything quoted from a source: what carries claims, then words that date something."""
        cited = [citation.quote for _, citation in self.timeline.citations_of_source.get(source, ())]
        return cited + [quote for _, quote in self.timeline.workings_of_source.get(source, ())]

    @index
    def source_cuts(self) -> dict[str, tuple[int, ...]]:
        """Where a source's second page and further ones begin, as offsets into its document; of sources that one page cannot hold."""
        return {source: cuts for source in self.timeline.sources if (cuts := self._source_cuts(source))}

    def _source_cuts(self, source: str) -> tuple[int, ...]:
        quotes = self.quotes_of_source(source)
        sentences = self.timeline.texts[source].sentences
        whole = self.timeline.sources[source].publish == "full"
        shown = sum(end - start for start, end in sentences) if whole else 0
        if not quotes or len(quotes) * (folding.PASSAGE + folding.FURTHER) + shown <= folding.PAGE:
            return ()
        passages = (self.timeline.passages[quote] for quote in quotes)
        return folding.cut_text(sentences, Counter((passage.start, passage.end) for passage in passages), whole)

    def passage_path(self, passage: Passage) -> str:
        """The page that shows a passage: its source's, or a further one of that."""
        cuts = self.source_cuts.get(passage.source)
        return links.part_path(links.source_path(passage.source), 1 + bisect_right(cuts, passage.start) if cuts else 1)

    @index
    def passages_quoted(self) -> dict[str, int]:
        """How many different passages of a source are quoted, by source id."""
        passages = self.timeline.passages
        return {source: len({passages[quote].anchor for quote in self.quotes_of_source(source)}) for source in self.timeline.sources}

    def sources_in_order(self, identifiers: Iterable[str]) -> list[Source]:
        """Sources by date of publication, then publisher."""
        found = [self.timeline.sources[identifier] for identifier in dict.fromkeys(identifiers)]
        return sorted(found, key=lambda source: (source.published.sort_key, source.publisher, source.id))


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """How often each first value comes with each second one: the `MOST_BESIDE` most frequent, ties by id."""
    counts: dict[str, Counter] = {}
    for one, other in pairs:
        counts.setdefault(one, Counter())[other] += 1
    return {one: tuple(sorted(others.items(), key=lambda item: (-item[1], item[0]))[:MOST_BESIDE]) for one, others in counts.items()}


def _by_kind(records: Iterable[Any], kinds: tuple[str, ...]) -> tuple[tuple[str, tuple], ...]:
    groups: dict[str, list] = {kind: [] for kind in kinds}
    for record in sorted(records, key=lambda record: (record.name.casefold(), record.id)):
        groups.setdefault(record.kind, []).append(record)
    return tuple((kind, tuple(members)) for kind, members in groups.items() if members)


def _touches(date: edtf.Date, day: DateKey) -> bool:
    return any((first is None or first <= day) and (last is None or day <= last) for first, last in date.spans)


def _loose(on: dict[DateKey, tuple], date_of: Callable[[Any], edtf.Date]) -> dict[DateKey, tuple]:
    """Of what belongs to the pages of years and months, what is on no page below them."""
    return grouped(
        (key, row) for key, rows in on.items() if len(key) < 3
        for row in rows if not any(len(page) > len(key) for page in edtf.date_pages(date_of(row)))
    )  # fmt: skip


def _neighbours(ordered: dict) -> dict:
    """The values before and after each of a mapping in order, by key; None at either end."""
    values = [None, *ordered.values(), None]
    return {key: (values[at], values[at + 2]) for at, key in enumerate(ordered)}


def _told_apart(titles: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Titles by path, each with as many of its notes as make it unlike every other."""
    shown = {path: title for path, (title, *_) in titles.items()}
    for depth in (1, 2):
        number = Counter(shown.values())
        for path, title in shown.items():
            if number[title] > 1:
                shown[path] = f"{titles[path][0]} ({', '.join(note for note in titles[path][1 : depth + 1] if note)})"
    return shown

