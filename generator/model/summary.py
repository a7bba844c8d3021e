"""A summary's text to its sentences and the footnote marks each ends in."""

from __future__ import annotations

import re

from generator.model.records import ClaimRef, Mark, Sentence

MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
GROUP = re.compile(r"(?:\[\^[^\[\]\s]+\]\s*)+")
LONGEST = 320
"""Characters a sentence of a summary may have."""


def parse_summary(value: str, event: str) -> tuple[Sentence, ...]:
    """Split at every group of marks. What follows the last group, if anything, is a sentence without marks."""
    sentences = []
    start = 0
    for group in GROUP.finditer(value):
        marks = tuple(
            Mark(claim_ref(mark.group(1), event), group.start() + mark.start()) for mark in MARK.finditer(group.group())
        )
        sentences.append(_sentence(value, start, group.start(), marks))
        start = group.end()
    if value[start:].strip():
        sentences.append(_sentence(value, start, len(value), ()))
    return tuple(sentences)


def claim_ref(text: str, event: str) -> ClaimRef:
    """`claim-id` of `event`, or `event-id#claim-id`."""
    other, hash_, claim = text.partition("#")
    return ClaimRef(other, claim) if hash_ else ClaimRef(event, text)


def _sentence(value: str, start: int, end: int, marks: tuple[Mark, ...]) -> Sentence:
    text = value[start:end]
    offset = start + len(text) - len(text.lstrip())
    return Sentence(" ".join(text.split()), marks, offset, end, value.count("\n", 0, offset))
