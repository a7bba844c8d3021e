"""Finds the words of records in the texts of sources: each exactly once, or a problem that shows what stands there instead."""

from __future__ import annotations

import difflib
import hashlib
import re
from dataclasses import dataclass

from generator.check.timeline import Passage, SourceText
from generator.load.tree import Mapping
from generator.model.records import Quote
from generator.model.text import BREAK, FoldedText, fold, fold_stretches, occurrences
from generator.problems import Problem

LONGEST_COMPARED = 500_000
"""Characters of a document up to which the passage most like a quote is looked for; beyond, that would take minutes."""

CONTEXT = 40
"""Characters shown before and after a place where words stand more than once."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The text of one source, folded once, ready to be searched."""

    source: str
    text: SourceText
    folded: FoldedText

    @classmethod
    def of(cls, source: str, text: SourceText) -> Finder:
        return cls(source, text, fold_stretches(text.document.text, text.stretches))

    def find(self, quote: Quote) -> list[tuple[int, int]]:
        """Every (start, end) in the document where the quote's words stand between its prefix and suffix."""
        length = len(fold(quote.words))
        return [(self.folded.offsets[at], self.folded.offsets[at + length - 1] + 1) for at in self._positions(quote)]

    def passage(self, quote: Quote, span: tuple[int, int]) -> Passage:
        """The passage at a span the quote was found at. Its anchor is a hash of its words, and of what tells it from others
        with the same words, so that it stays as long as they do."""
        start, end = span
        words = fold(quote.words)
        alone = not (quote.prefix or quote.suffix) or len(occurrences(words, self.folded.text)) == 1
        identity = words if alone else "\n".join((words, fold(quote.prefix), fold(quote.suffix)))
        anchor = "q-" + hashlib.sha256(identity.encode()).hexdigest()[:10]
        document = self.text.document
        return Passage(self.source, start, end, document.line_of(start), document.text[start:end], anchor)

    def problem(self, quote: Quote, node: Mapping, key: str, others: dict[str, Finder]) -> Problem:
        """What is wrong with a quote that was not found exactly once. `others` are the finders of all sources."""
        if found := self._positions(quote):
            return self._not_unique(quote, node, key, found)
        return self._not_found(quote, node, key, others)

    def _positions(self, quote: Quote) -> list[int]:
        words, prefix, suffix = fold(quote.words), fold(quote.prefix), fold(quote.suffix)
        text = self.folded.text
        return [
            position for position in occurrences(words, text)
            if _ends_with(text, position, prefix) and _starts_with(text, position + len(words), suffix)
        ]

    def _not_unique(self, quote: Quote, node: Mapping, key: str, found: list[int]) -> Problem:
        words = fold(quote.words)
        places = "\n".join(f"- {self._place(position, words)}" for position in found[:6])
        return Problem(
            "quote-not-unique", f"these words stand {len(found)} times in '{self.source}'", node.at(key),
            f"quote more words, or add `prefix` (the words just before) or `suffix` (just after):\n{places}",
        )

    def _place(self, position: int, words: str) -> str:
        text = self.folded.text
        before = text[max(0, position - CONTEXT) : position].rpartition(BREAK)[2]
        after = text[position + len(words) : position + len(words) + CONTEXT].partition(BREAK)[0]
        before = before.partition(" ")[2] if position > CONTEXT and " " in before.strip() else before
        after = after.rpartition(" ")[0] if " " in after.strip() else after
        line = self.text.document.line_of(self.folded.offsets[position])
        return f'line {line}: prefix: "{before.strip()}", suffix: "{after.strip()}"'

    def _not_found(self, quote: Quote, node: Mapping, key: str, others: dict[str, Finder]) -> Problem:
        words = fold(quote.words)
        message = f"these words do not stand in '{self.source}'"
        alone = occurrences(words, self.folded.text)
        if alone and (quote.prefix or quote.suffix):
            places = "\n".join(f"- {self._place(position, words)}" for position in alone[:6])
            return Problem(
                "quote-not-found", f"these words stand in '{self.source}', but not between this prefix and suffix",
                node.at("prefix" if quote.prefix else "suffix"), f"they stand here:\n{places}",
            )
        if occurrences(words, fold(self.text.document.text)):
            return Problem("quote-not-found", f"{message}: a part of the document that is not this source, or left out of it, has them", node.at(key), "see `part` and `omit` of the source's record")
        elsewhere = [name for name, finder in others.items() if name != self.source and occurrences(words, finder.folded.text)]
        if elsewhere:
            return Problem("quote-not-found", message, node.at(key), f"they stand in '{elsewhere[0]}': is that the source you mean?")
        return Problem("quote-not-found", message, node.at(key), self._slip(words) or self._nearest(words))

    def _slip(self, words: str) -> str:
        """What went wrong, where it is one of the common slips; else an empty text."""
        bare = words.strip("\"'")
        if bare != words and occurrences(bare, self.folded.text):
            return "without its quotation marks it stands there: in YAML, straight double quotes go round a text, curly ones are part of it"
        parts = [part.strip() for part in re.split(r"\[?(?:…|\.\.\.)\]?", words) if part.strip()]
        if len(parts) > 1 and all(occurrences(part, self.folded.text) for part in parts):
            return "its parts stand there, but a quote leaves nothing out: cite each part by itself"
        return ""

    def _nearest(self, words: str) -> str:
        """The passage most like the words and the words that differ, or that nothing is like them."""
        from rapidfuzz import fuzz  # takes time to load, and most runs have nothing to say

        text = self.folded.text
        if len(text) > LONGEST_COMPARED:
            return "copy the words from the document"
        best = fuzz.partial_ratio_alignment(words, text, score_cutoff=50)
        if best is None:
            return "nothing like them stands there; copy the words from the document"
        start, end = _whole_word_span(text, best.dest_start, best.dest_end)
        passage, differing = _compare(words, text[start:end].strip(f" {BREAK}"))
        return f"the nearest passage is:\n  {passage}\n{differing}"


def _ends_with(text: str, end: int, prefix: str) -> bool:
    return text.endswith(prefix, 0, end - 1 if text[end - 1 : end] == " " else end)


def _starts_with(text: str, start: int, suffix: str) -> bool:
    return text.startswith(suffix, start + 1 if text[start : start + 1] == " " else start)


def _whole_word_span(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] not in f" {BREAK}":
        start -= 1
    while end < len(text) and text[end] not in f" {BREAK}":
        end += 1
    return start, end


def _compare(words: str, passage: str) -> tuple[str, str]:
    """The passage, and where the words differ from it, named word by word."""
    ours, theirs = _TOKEN.findall(words), _TOKEN.findall(passage)
    changes = []
    for operation, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        mine, document = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if operation == "replace":
            changes.append(f"you have `{mine}`, the document has `{document}`")
        elif operation == "delete":
            changes.append(f"`{mine}` does not stand in the document")
        elif operation == "insert" and 0 < c and d < len(theirs):
            changes.append(f"`{document}` is missing from your words")
    return passage, "; ".join(changes[:6]) or "they differ at an end, or in the case of a letter"


_TOKEN = re.compile(r"\w+(?:[-'.,]\w+)*|[^\w\s]")
