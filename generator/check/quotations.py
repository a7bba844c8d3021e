"""Quoted words in a record's own text are somebody's: they stand in a passage that the text rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.load.tree import Mapping as Tree
from generator.model.records import Claim, ClaimRef, Event, Quote
from generator.model.summary import MARK
from generator.model.text import fold, occurrences, quotations
from generator.problems import Problem

WordsOf = Callable[[Quote], str]

_GAP = re.compile(r"\[?(?:…|\.\.\.)\]?|\[[^\]]*\]")
"""Where a quotation leaves something out, or says something else in brackets: its parts are looked for one by one."""


def check_quotations(event: Event, claims: Mapping[ClaimRef, Claim], words_of: WordsOf, looked: Counter[str]) -> Iterator[Problem]:
    """Quotations in an event's title, summary, claims' texts and differences that stand in none of the quotes their text rests on.
    `claims` are those of all events, `words_of` gives the words of a quote; how many quotations there are is added to `looked`."""
    marked = [claims[ref] for ref in _marked(event) if ref in claims]
    shown = _quotes([*event.claims, *marked], words_of)
    texts = [(event.title, event.node, "title", shown, "the quotes of this event's claims")]
    yield from _check_summary(event, claims, words_of, looked)
    for claim in event.claims:
        declared = [fold(inference.what) for inference in claim.inferred]
        texts.append((claim.text, claim.node, "text", _quotes([claim], words_of) + declared, "a quote of this claim"))
    dated = [fold(words_of(working.quote)) for working in event.dating]
    for difference in event.differences:
        pool = shown + dated + _quotes([claims[ref] for ref in difference.claims if ref in claims], words_of)
        for key, text in (("question", difference.question), ("resolution", difference.resolution)):
            texts.append((text, difference.node, key, pool, "a quote of this difference's claims"))
    for text, node, key, quotes, where in texts:
        for start, end in quotations(text):
            looked["quotations"] += 1
            yield from _told(node, key, text, start, end, quotes, where)


def _check_summary(event: Event, claims: Mapping[ClaimRef, Claim], words_of: WordsOf, looked: Counter[str]) -> Iterator[Problem]:
    """A quotation may run over several sentences: each part is looked for in the quotes of its own sentence's claims."""
    unmarked = MARK.sub(lambda mark: " " * len(mark.group()), event.summary_text)
    for start, end in quotations(unmarked):
        looked["quotations"] += 1
        for sentence in event.summary:
            first, last = max(start, sentence.offset), min(end, sentence.end)
            known = [claims[mark.ref] for mark in sentence.marks if mark.ref in claims]
            # A sentence without a claim has a problem of its own.
            if first < last and known:
                yield from _told(event.node, "summary", unmarked, first, last, _quotes(known, words_of), "the quotes of this sentence's claims")


def _told(node: Tree, key: str, text: str, start: int, end: int, quotes: list[str], where: str) -> Iterator[Problem]:
    """`text` stands at `key` of `node`, maybe after blanks."""
    parts = [part for part in map(_bare, _GAP.split(text[start:end])) if part]
    missing = next((part for part in parts if not any(occurrences(part, quote) for quote in quotes)), "")
    if missing and quotes:
        scalar = node.entries[key]
        before = len(scalar.value) - len(scalar.value.lstrip()) if key != "summary" else 0
        yield Problem(
            "unsupported-quotation", f"quoted words that no quote has: “{missing}”", scalar.spot_at(before + start),
            f"quote them as they stand in {where}, cite the passage that has them, or take the quotation marks away",
        )


def _bare(words: str) -> str:
    """Folded words without emphasis and without the punctuation that a sentence puts before a closing quotation mark."""
    return fold(words.replace("*", "")).strip(" ,.;:!?")


def _quotes(claims: Iterable[Claim], words_of: WordsOf) -> list[str]:
    return [fold(words_of(citation.quote)) for claim in claims for citation in claim.cites]


def _marked(event: Event) -> Iterator[ClaimRef]:
    return (mark.ref for sentence in event.summary for mark in sentence.marks)
