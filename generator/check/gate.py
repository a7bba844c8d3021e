"""What must hold of every record before anything is published, counted: how many were looked at, how many hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.check.timeline import Passage
from generator.model.parse import Model
from generator.model.records import Quote
from generator.problems import Problem

BROKEN_BY = {
    "sentences": {"sentence-without-claim", "long-sentence"},
    "claims": {"claim-without-citation"},
    "values": {"unsupported-number", "unsupported-date", "unsupported-name"},
    "quotations": {"unsupported-quotation"},
    "dates": {"date-without-working"},
    "workings": {"working-disagrees"},
    "denials": {"unexplained-denial"},
    "accounted": {"unaccounted-sentence"},
}
"""The problems that tell of each kind of thing that does not hold. Citations are counted by their passages."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One kind of thing that must hold: `name` is a key of the interface's words (`gate_…`), `held` of `total` do."""

    name: str
    held: int
    total: int

    @property
    def full(self) -> bool:
        return self.held == self.total


def gates(model: Model, passages: dict[Quote, Passage], looked: Counter[str], problems: Iterable[Problem]) -> tuple[Gate, ...]:
    """The gates in the order a reader meets them. `looked` has the totals that only the checks themselves know: "values",
    "quotations" and "accounted"."""
    claims = [claim for event in model.events for claim in event.claims]
    known = {event.id: {claim.id for claim in event.claims} for event in model.events}
    marks = [sentence.marks for event in model.events for sentence in event.summary]
    citations = [citation for claim in claims for citation in claim.cites]
    totals = {
        "sentences": len(marks),
        "claims": len(claims),
        "citations": len(citations),
        "values": looked["values"],
        "quotations": looked["quotations"],
        "dates": len(model.events) + sum(claim.said is not None for claim in claims),
        "workings": sum(len(event.dating) for event in model.events) + sum(len(claim.said_dating) for claim in claims),
        "denials": sum(len(claim.denies) + len(claim.differs) for claim in claims),
        "accounted": looked["accounted"],
    }
    told = Counter(problem.code for problem in problems)
    broken = {name: sum(told[code] for code in codes) for name, codes in BROKEN_BY.items()}
    broken["sentences"] += sum(not all(mark.ref.claim in known.get(mark.ref.event, ()) for mark in found) for found in marks)
    broken["citations"] = sum(citation.quote not in passages for citation in citations)
    return tuple(Gate(name, max(0, total - broken[name]), total) for name, total in totals.items())
