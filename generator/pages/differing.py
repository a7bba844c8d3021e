"""The words in which accounts part, marked: what a reader's eye should meet first in a table of differences.

A curator names them (`words` of a difference; the check stage has found each in a quote). Where none are named, the
numbers and dates that stand in one account and in no other are marked. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from generator.model.text import calendar_words, fold, fold_stretches, numbers, occurrences
from generator.pages.escape import fragment, markup

CONTEXT = 6
"""Words beside a marked stretch that its excerpt keeps."""

_MARKED = re.compile(r"(<em>.*?</em>)", re.DOTALL)
_WORD = re.compile(r"\s*(?:<[^>]*>|[^\s<])+")


def mark_differing(
    accounts: Sequence[Sequence[str]], words: Sequence[str], languages: Sequence[Sequence[str]] | None = None
) -> list[list[Markup]]:
    """`accounts`: the quoted words of each claim; `languages`: the language of each quotation (default: English). The same as HTML,
    in the same order, with `<em>` round `words`, or round numbers and dates of one account alone where `words` is empty."""
    languages = languages or [["en"] * len(quotes) for quotes in accounts]
    told = [[_told(*pair) for pair in zip(quotes, tags, strict=True)] for quotes, tags in zip(accounts, languages, strict=True)]
    marked = []
    for index, quotes in enumerate(accounts):
        others = {key for other, account in enumerate(told) if other != index for quote in account for key in quote}
        marked.append([
            _marked(quote, words or [text for key, text in named.items() if key not in others])
            for quote, named in zip(quotes, told[index], strict=True)
        ])  # fmt: skip
    return marked


def excerpt(quote: Markup) -> Markup:
    """A quotation cut to its marked stretches and a few words beside each, "…" for what is left out; whole where nothing is marked."""
    parts = _MARKED.split(quote)
    if len(parts) == 1:
        return quote
    first, *between, last = parts[::2]
    texts = [_beside(first, 0, CONTEXT), *(_beside(text, CONTEXT, CONTEXT) for text in between), _beside(last, CONTEXT, 0)]
    return markup("".join(text + mark for text, mark in zip(texts, (*parts[1::2], ""), strict=True)))


def _beside(text: str, after: int, before: int) -> str:
    """The first and last words of a text between marks; the whole of one hardly longer."""
    words = _WORD.findall(text)
    if len(words) <= after + before + 2:
        return text
    head, tail, end = "".join(words[:after]), "".join(words[len(words) - before :]), text[len(text.rstrip()) :]
    return f"{head} …{tail}{end}" if after else f"…{tail}{end}"


def _told(text: str, language: str) -> dict[str, str]:
    """Numbers, weekdays and months of a text, by what they mean."""
    return numbers(text) | calendar_words(text, language)


def _marked(quote: str, words: Sequence[str]) -> Markup:
    """The quotation with every stretch that one of the words covers in one `<em>`."""
    folded = fold_stretches(quote, ((0, len(quote)),))
    spans = sorted(
        (folded.offsets[start], folded.offsets[start + len(word) - 1] + 1)
        for word in map(fold, words) for start in occurrences(word, folded.text)
    )  # fmt: skip
    out, at = [], 0
    for start, end in spans:
        if end > at:
            start = max(start, at)
            out += [fragment(quote[at:start]), f"<em>{fragment(quote[start:end])}</em>"]
            at = end
    return markup("".join([*out, fragment(quote[at:])]))
