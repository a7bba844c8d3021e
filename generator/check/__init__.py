"""Stage 3: records → problems, and, where there are no errors, the resolved `Timeline`.

Receives the typed records and the documents' texts; repairs nothing, writes nothing. Order of work: what records name
(`references`), the texts of sources (`sources`), quotes in them (`quotes`, `evidence`), then what follows from quotes: support of
claims, quotations, dates, differences, accounting. One cause gives one problem: a check leaves out what an earlier one has told.
`gate` counts what holds, `coverage` what became of each document's sentences, `origins` says whose words claims rest on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from generator.check.coverage import Reading
from generator.check.dates import check_dates
from generator.check.differences import check_differences
from generator.check.evidence import (
    Evidence, check_summary, check_support, cited_quotes, name_index, quotes_set_aside, resolve_quotes, touched_spans, unaccounted_sentences,
)
from generator.check.gate import Gate, gates
from generator.check.origins import Origin, Origins
from generator.check.quotations import check_quotations
from generator.check.references import References, unused_records
from generator.check.sources import resolve_texts
from generator.check.timeline import SourceText, Timeline
from generator.load import Loaded, load_project
from generator.model.parse import Model, parse_project
from generator.model.records import Quote
from generator.problems import ERROR, Problem

UNCITED = {"unknown-source", "document-changed", "conversion-changed", "document-missing", "document-unreadable", "claim-without-citation"}
"""Faults that leave a sentence of a source without its citation: the missing citation is not told a second time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Problems sorted by place, and the timeline, which is there when no problem is an error. `counts` of what was read, `gates`
    of what must hold of it; `reading` is what was read, problems or not."""

    problems: tuple[Problem, ...]
    timeline: Timeline | None
    counts: dict[str, int]
    gates: tuple[Gate, ...]
    reading: Reading


def check_project(root: Path) -> Checked:
    """Load and check the project at `root`; every problem in one run."""
    return check(load_project(root))


def check(loaded: Loaded) -> Checked:
    """Check what was loaded."""
    model = parse_project(loaded)
    problems = [*loaded.problems, *model.problems]
    references = References(model, loaded.named)
    problems += references.check()
    texts, faults = resolve_texts(model.sources, loaded.documents)
    problems += faults
    evidence = resolve_quotes(model, texts)
    problems += evidence.problems
    words_of = partial(_words, evidence=evidence)
    looked: Counter[str] = Counter()
    problems += _check_records(model, references, evidence, words_of, looked)
    problems += check_quotations(model, words_of, looked)
    problems += check_differences(model, evidence.passages)
    problems += check_dates(model, words_of, texts)
    if not _events_missing(loaded, model, problems):
        problems += _check_accounting(model, texts, evidence, looked)
    if not any(problem.severity == ERROR for problem in problems):
        problems += unused_records(model)
    ordered = tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.spot, problem.code)))
    failed = any(problem.severity == ERROR for problem in ordered) or model.settings is None
    timeline = None if failed else _timeline(model, texts, evidence)
    return Checked(ordered, timeline, _counts(model, timeline), gates(model, evidence.passages, looked, ordered), Reading(model, texts, evidence.passages, loaded.documents))


def _check_records(
    model: Model, references: References, evidence: Evidence, words_of: Callable[[Quote], str], looked: Counter[str]
) -> list[Problem]:
    problems: list[Problem] = []
    names, own_names = name_index(model)
    languages = {source.id: source.language for source in model.sources.values()}
    for event in model.events:
        problems += check_summary(event, references)
        for claim in event.claims:
            if all(citation.quote.source not in evidence.unsure or citation.quote in evidence.passages for citation in claim.cites):
                problems += check_support(claim, names, own_names, words_of, languages, looked)
    return problems


def _words(quote: Quote, evidence: Evidence) -> str:
    """The document's own words for a quote; as the record has them where they were not looked for."""
    passage = evidence.passages.get(quote)
    return passage.text if passage else quote.words


def _events_missing(loaded: Loaded, model: Model, problems: list[Problem]) -> bool:
    """Whether a citation may be lacking only because its event, its claim or its source could not be read."""
    unread = len(loaded.named["event"]) > len(model.events) or any(kind == "event" for kind, _ in model.failed)
    return unread or any(problem.code in UNCITED for problem in problems)


def _check_accounting(model: Model, texts: dict[str, SourceText], evidence: Evidence, looked: Counter[str]) -> list[Problem]:
    touched = touched_spans(chain(cited_quotes(model), quotes_set_aside(model)), evidence.passages)
    finished = [source for source in model.sources.values() if source.accounted and source.id in texts]
    looked["accounted"] = sum(len(texts[source.id].sentences) for source in finished)
    return [
        problem for source in finished if source.id not in evidence.unsure
        for problem in unaccounted_sentences(source, texts[source.id], touched.get(source.id, []))
    ]


def _timeline(model: Model, texts: dict[str, SourceText], evidence: Evidence) -> Timeline:
    return Timeline(
        settings=model.settings,
        events=tuple(sorted(model.events, key=lambda event: event.sort_key)),
        actors=model.actors,
        places=model.places,
        sources=model.sources,
        texts=texts,
        passages=evidence.passages,
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
    pairs = ((claim, citation) for event in timeline.events for claim in event.claims for citation in claim.cites)
    return Origins(timeline).origins_of(pairs).origins
