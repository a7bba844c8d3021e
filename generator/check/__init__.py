"""Stage 3: records → problems, and, where there are no errors, the resolved `Timeline`.

Receives the typed records and the documents' texts; repairs nothing, writes nothing. Order of work: what records name
(`references`), the texts of sources (`sources`), quotes in them (`quotes`, `evidence`), then what follows from quotes: support of
claims, quotations, dates, differences, accounting. One cause gives one problem: a check leaves out what an earlier one has told.
`gate` counts what holds, `coverage` what became of each document's sentences, `origins` says whose words claims rest on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.check.coverage import Reading
from generator.check.differences import unexplained_denials
from generator.check.events import EventChecks, Outcome
from generator.check.evidence import (
    Evidence, all_names, cited_quotes, quotes_of_source, quotes_set_aside, touched_spans, unaccounted_sentences,
)
from generator.check.gate import Gate, gates
from generator.check.memo import FEWEST, Grounds, Memo, dump_outcome, uncollected, undump_outcome
from generator.check.origins import Origin, Origins
from generator.check.references import References, unused_records
from generator.check.sources import resolve_texts
from generator.check.timeline import Passage, SourceText, Timeline
from generator.load import Loaded, load_project
from generator.model.parse import Model, parse_project
from generator.model.records import Event, Quote
from generator.problems import ERROR, Problem
from generator.processes import processes_for, spread
from generator.store import Store, digest

UNCITED = {"unknown-source", "document-changed", "conversion-changed", "document-missing", "document-unreadable", "claim-without-citation"}
"""Faults that leave a sentence of a source without its citation: the missing citation is not told a second time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Problems sorted by place, and the timeline, which is there when no problem is an error. `counts` of what was read, `gates`
    of what must hold of it; `reading` is what was read, problems or not; `digests` tell by path, for every record and for
    content/timeline.yml, whether its bytes are what they were, a source's together with those of its document."""

    problems: tuple[Problem, ...]
    timeline: Timeline | None
    counts: dict[str, int]
    gates: tuple[Gate, ...]
    reading: Reading
    digests: dict[str, bytes]


def check_project(root: Path, store: Store | None = None) -> Checked:
    """Load and check the project at `root`; every problem in one run. What is found is the same with a `store` that earlier runs
    have left something in; it only takes less time."""
    memo = Memo(root, store)
    with uncollected():
        loaded = load_project(root, memo.files, memo.prepare)
        checked = check(loaded, memo)
        memo.save(loaded, checked.reading.model, checked.problems)
    return checked


def check(loaded: Loaded, memo: Memo) -> Checked:
    """Check what was loaded."""
    model = parse_project(loaded)
    problems = [*loaded.problems, *model.problems]
    references = References(model, loaded.named)
    problems += references.check()
    loaded.documents.read(source.document for source in model.sources.values() if source.sha256)
    digests = _digests(loaded, model)
    grounds = Grounds(model, loaded.named["event"], digests)
    texts, aside, faults = _source_texts(loaded, model, grounds, memo)
    evidence = Evidence(texts)
    problems += faults
    evidence.know(aside)
    problems += _check_asides(model, texts, evidence, faults, grounds, memo)
    outcomes = _check_events(model, references, texts, evidence, grounds, memo)
    problems += chain.from_iterable(outcome.problems for outcome in outcomes)
    problems += unexplained_denials(model, references.claims)
    passages: dict[Quote, Passage] = {}
    for found in (*(outcome.passages for outcome in outcomes), *(evidence.found(quotes_of_source(source)) for source in model.sources.values())):
        passages |= found
    looked = Counter(values=sum(outcome.values for outcome in outcomes), quotations=sum(outcome.quotations for outcome in outcomes))
    if not _events_missing(loaded, model, problems):
        unsure = set().union(*(outcome.unsure for outcome in outcomes), *(evidence.unsure(quotes_of_source(source)) for source in model.sources.values()))
        problems += _check_accounting(model, texts, passages, unsure, looked)
    if not any(problem.severity == ERROR for problem in problems):
        problems += unused_records(model)
    ordered = tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.spot, problem.code)))
    failed = any(problem.severity == ERROR for problem in ordered) or model.settings is None
    timeline = None if failed else _timeline(model, texts, passages)
    reading = Reading(model, texts, passages, loaded.documents)
    return Checked(ordered, timeline, _counts(model, timeline), gates(model, passages, looked, ordered), reading, digests)


def _digests(loaded: Loaded, model: Model) -> dict[str, bytes]:
    digests = dict(loaded.digests)
    for source in model.sources.values():
        if document := loaded.documents.get(source.document):
            made = document.converter.sha256 if document.converter else ""
            digests[source.path] = digest(digests[source.path], document.sha256.encode(), made.encode())
    return digests


def _source_texts(
    loaded: Loaded, model: Model, grounds: Grounds, memo: Memo
) -> tuple[dict[str, SourceText], dict[Quote, Passage], list[Problem]]:
    """The texts of sources, passages set aside in those that are known from before, and the problems of texts."""
    known: dict[str, SourceText] = {}
    aside: dict[Quote, Passage] = {}
    for source in model.sources.values():
        document = loaded.documents.get(source.document)
        if document and (kept := memo.text(source, document, grounds.source(source))):
            known[source.id], passages = kept
            aside |= passages
    texts, problems = resolve_texts(model.sources, loaded.documents, known)
    return texts, aside, problems


def _check_asides(
    model: Model, texts: dict[str, SourceText], evidence: Evidence, faults: list[Problem], grounds: Grounds, memo: Memo
) -> list[Problem]:
    """Look for what sources set aside. `faults` are the problems of their texts."""
    faulty = {problem.spot.path for problem in faults} | {related.spot.path for problem in faults for related in problem.related}
    problems: list[Problem] = []
    for source in model.sources.values():
        if source.id not in texts or memo.has_text(source):
            continue
        wrong = list(evidence.check(quotes_of_source(source)))
        problems += wrong
        if not wrong and source.path not in faulty:
            memo.keep_text(source, grounds.source(source), texts[source.id], evidence.found(quotes_of_source(source)))
    return problems


def _check_events(model: Model, references: References, texts: dict[str, SourceText], evidence: Evidence, grounds: Grounds, memo: Memo) -> list[Outcome]:
    """The outcome of every event's checks, in the order of the events."""
    checks = EventChecks(model, references, texts, evidence)
    changed = memo.changed_words(all_names(model))
    outcomes: dict[str, Outcome] = {}
    for event in model.events:
        if (kept := memo.outcome(event, grounds.event(event), texts, changed)) and not checks.dates.circular(event):
            outcomes[event.id] = kept
            evidence.know(kept.passages)
        else:
            evidence.know(memo.passages(event, grounds.quotes(event), texts))

    def checked(events: Sequence[Event]) -> list[bytes | Outcome]:
        """Outcomes as another process hands them back."""
        made = [(event, checks.outcome(event)) for event in events]
        return [outcome if outcome.problems else dump_outcome(event, outcome) for event, outcome in made]

    rest = [event for event in model.events if event.id not in outcomes]
    together = processes_for(len(rest), FEWEST) > 1
    for event, made in zip(rest, spread(checked, rest, FEWEST) if together else map(checks.outcome, rest), strict=True):
        outcomes[event.id] = undump_outcome(event, made, texts) if isinstance(made, bytes) else made
        if not outcomes[event.id].problems:
            memo.keep_outcome(event, outcomes[event.id], grounds)
    return [outcomes[event.id] for event in model.events]


def _events_missing(loaded: Loaded, model: Model, problems: list[Problem]) -> bool:
    """Whether a citation may be lacking only because its event, its claim or its source could not be read."""
    unread = len(loaded.named["event"]) > len(model.events) or any(kind == "event" for kind, _ in model.failed)
    return unread or any(problem.code in UNCITED for problem in problems)


def _check_accounting(model: Model, texts: dict[str, SourceText], passages: dict[Quote, Passage], unsure: Set[str], looked: Counter[str]) -> list[Problem]:
    touched = touched_spans(chain(cited_quotes(model), quotes_set_aside(model)), passages)
    finished = [source for source in model.sources.values() if source.accounted and source.id in texts]
    looked["accounted"] = sum(len(texts[source.id].sentences) for source in finished)
    return [
        problem for source in finished if source.id not in unsure
        for problem in unaccounted_sentences(source, texts[source.id], touched.get(source.id, []))
    ]


def _timeline(model: Model, texts: dict[str, SourceText], passages: dict[Quote, Passage]) -> Timeline:
    return Timeline(
        settings=model.settings,
        events=tuple(sorted(model.events, key=lambda event: event.sort_key)),
        actors=model.actors,
        places=model.places,
        sources=model.sources,
        texts=texts,
        passages=passages,
    )


def _counts(model: Model, timeline: Timeline | None) -> dict[str, int]:
    """What was read, for the closing line of a build and for the edition page; origins where there is a timeline."""
    claims = [claim for event in model.events for claim in event.claims]
    return {
        "events": len(model.events),
        "actors": len(model.actors),
        "places": len(model.places),
        "sources": len(model.sources),
        "origins": len(_origins(timeline)) if timeline else 0,
        "sentences": sum(len(event.summary) for event in model.events),
        "claims": len(claims),
        "citations": sum(len(claim.cites) for claim in claims),
        "differences": sum(len(event.differences) for event in model.events),
        "workings": sum(len(event.dating) for event in model.events) + sum(len(claim.said_dating) for claim in claims),
    }


def _origins(timeline: Timeline) -> tuple[Origin, ...]:
    """All whose words the timeline's claims rest on."""
    # Most citations have the origin of many others: one for each that may differ is enough.
    pairs = {
        (citation.origin, claim.by, claim.by_words, citation.quote.source): (claim, citation)
        for event in timeline.events for claim in event.claims for citation in claim.cites
    }
    return Origins(timeline).origins_of(pairs.values()).origins
