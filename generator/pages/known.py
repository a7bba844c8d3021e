"""What was known when: the days on which sources appeared and statements were made, and what each of them added.

Receives a resolved `Timeline`; returns its records by day. Three times are kept apart: an event has its date, a claim the day it
was `said`, a source the day it was published. Only the last makes a claim known here: a claim is reported on the first day by
which a source that carries it had appeared. Everything is filed once, so that all days together are no longer than the
timeline.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from generator.check.timeline import Timeline
from generator.model import edtf
from generator.model.edtf import Date
from generator.model.records import Citation, Claim, ClaimRef, Difference, Event, Source
from generator.trace import Index, Whole

Day = tuple[int, int, int]

WIDEST = 31
"""Days within which a source must have appeared to be counted on the last of them."""

ONE, OPEN, RESOLVED = "one", "open", "resolved"
"""States of a difference at the end of a day: one account known, several, several and settled. None known has no name: it is
not yet visible."""


def day_counted(date: Date) -> Day | None:
    """The day by which something of this date had appeared: the day itself, or the last of the few it may be. None where they
    are more than `WIDEST`, where no end is known, and where the date is doubtful itself."""
    first, last = date.earliest, date.latest
    if date.uncertain or date.approximate or not first or not last or not 1 <= last[0] <= 9999:
        return None
    return last if edtf.day_number(last) - edtf.day_number(first) < WIDEST else None


def is_wide(date: Date) -> bool:
    """Whether a date is one unknown day among more than `WIDEST`: it says little of any of them."""
    first, last = date.earliest, date.latest
    return date.precision == "one-of" and (not first or not last or edtf.day_number(last) - edtf.day_number(first) >= WIDEST)


def may_precede(date: Date, day: Day) -> bool:
    """Whether something of this date may have appeared before a day."""
    return date.uncertain or date.approximate or not date.earliest or date.earliest < day


def day_said(claim: Claim) -> Day | None:
    """The day a claim was said, where it is a known one."""
    said = claim.said
    if not said or said.uncertain or said.approximate or not said.earliest or said.earliest != said.latest:
        return None
    return said.earliest if 1 <= said.earliest[0] <= 9999 else None


@dataclass(slots=True)
class DayFile:
    """What one day added. `sources` appeared, `reported` claims were carried for the first time, `repeated` ones again (each
    with the citation), `said` claims were made. `changed` are the differences, as (event, number, difference), of which a claim
    was first reported; `standing` counts all differences by state at the day's end."""

    sources: list[Source] = field(default_factory=list)
    reported: list[Claim] = field(default_factory=list)
    repeated: list[tuple[Claim, Citation]] = field(default_factory=list)
    said: list[Claim] = field(default_factory=list)
    changed: list[tuple[Event, int, Difference]] = field(default_factory=list)
    standing: Counter = field(default_factory=Counter)


class Known:
    """The days of a timeline. `days` has them ascending; `on` what each added; `neighbours` those before and after each; `undated` the
    sources that no day counts."""

    def __init__(self, timeline: Timeline):
        days = {source.id: day_counted(source.published) for source in timeline.sources.values()}
        self.source_day = Index("source_day", days, noted_as=lambda source: ("sources", source))
        self.claim_day: dict[ClaimRef, Day] = {}
        self.on: dict[Day, DayFile] = {}
        self._file_sources(timeline)
        for event in timeline.events:
            for claim in event.claims:
                self._file_claim(claim)
        moves = self._file_differences(timeline)
        self.days = Whole("days", sorted(self.on))
        self.has_day = Index("has_day", dict.fromkeys(self.on, True))
        around = [None, *self.days, None]
        self.neighbours = Index("day_neighbours", {day: (around[at], around[at + 2]) for at, day in enumerate(self.days)})
        standing: Counter = Counter()
        for day in self.days:
            standing.update(moves.get(day, {}))
            self.on[day].standing = +standing
        self.on = Index("day", self.on)
        claim_days: dict[str, list] = {}
        for ref, day in self.claim_day.items():
            claim_days.setdefault(ref.event, []).append((ref.claim, day))
        self.claim_days = Index("claim_days", claim_days)
        self.claim_day = Index("claim_day", self.claim_day, noted_as=lambda ref: ("claim_days", ref.event))

    def state(self, difference: Difference, day: Day) -> tuple[int, str]:
        """How many of a difference's claims were reported by the end of a day, and what state that makes (empty: not visible)."""
        known = sum(self.is_known(ref, day) for ref in set(difference.claims))
        return known, _state(difference, known)

    def is_known(self, ref: ClaimRef, day: Day) -> bool:
        """Whether a claim was reported by the end of a day."""
        return ref in self.claim_day and self.claim_day[ref] <= day

    def _file(self, day: Day) -> DayFile:
        return self.on.setdefault(day, DayFile())

    def _file_sources(self, timeline: Timeline) -> None:
        ordered = sorted(timeline.sources.values(), key=lambda source: (source.published.sort_key, source.publisher, source.id))
        self.undated = Whole("undated", (source for source in ordered if not self.source_day[source.id]))
        for source in ordered:
            if day := self.source_day[source.id]:
                self._file(day).sources.append(source)

    def _file_claim(self, claim: Claim) -> None:
        days = {citation.quote.source: self.source_day[citation.quote.source] for citation in claim.cites}
        first = min((day for day in days.values() if day), default=None)
        if first:
            self.claim_day[claim.ref] = first
            self._file(first).reported.append(claim)
        told = set()
        for citation in claim.cites:
            source = citation.quote.source
            if days[source] and days[source] != first and source not in told:
                told.add(source)
                self._file(days[source]).repeated.append((claim, citation))
        if day := day_said(claim):
            self._file(day).said.append(claim)

    def _file_differences(self, timeline: Timeline) -> dict[Day, Counter]:
        """File each difference on the days that changed it; returns how many came to and left each state, by day."""
        moves: dict[Day, Counter] = {}
        for event in timeline.events:
            for number, difference in enumerate(event.differences, start=1):
                known, before = 0, ""
                added = Counter(self.claim_day[ref] for ref in set(difference.claims) if ref in self.claim_day)
                for day, claims in sorted(added.items()):
                    self._file(day).changed.append((event, number, difference))
                    known += claims
                    after = _state(difference, known)
                    moves.setdefault(day, Counter()).update({after: 1})
                    if before:
                        moves[day].update({before: -1})
                    before = after
        return moves


def _state(difference: Difference, known: int) -> str:
    """The state that so many known claims make."""
    if known < 2:
        return ONE if known else ""
    settled = difference.status == "resolved" and known == len(set(difference.claims))
    return RESOLVED if settled else OPEN
