"""Which words of an account stand in no other account of the same question: what a reader's eye should meet first.

Receives the quoted words of each claim of a difference, with the claim's own text; returns the words as HTML with `<em>` round
what sets them apart. It marks words, it judges nothing: a word is marked when it stands in the quotation and in its own
claim's text, and in no other claim of the difference. Function words are never marked, and nothing is where most words would be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from generator.pages.escape import fragment, plain

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_GAP = re.compile(r"[\s.,]{0,2}")
"""What may stand between two marked words of one mark: "Dec. 6"."""

FUNCTION_WORDS = frozenset(
    "a after an and are as at be been before being but by did do does for from had has have he her him his how in into is it its more "
    "no nor not of off on onto or our out over own said says she so than that the their them then until there these they this those to "
    "was we were what when where which while who whom whose why will with would you your".split()
)
"""Words of English grammar. In another language nothing stands here, and short words may be marked too."""


def mark_differing(accounts: Sequence[tuple[str, Sequence[str]]]) -> list[list[Markup]]:
    """`accounts`: a claim's text and its quoted words, for each claim. The quoted words as HTML, in the same order."""
    seen = [_words(" ".join([plain(text), *quotes])) for text, quotes in accounts]
    marked = []
    for index, (text, quotes) in enumerate(accounts):
        others = set().union(*(words for other, words in enumerate(seen) if other != index))
        own = _words(plain(text)) - others - FUNCTION_WORDS
        marked.append([_marked(" ".join(quote.split()), own) for quote in quotes])
    return marked


def _words(text: str) -> set[str]:
    return {_form(match[0]) for match in _WORD.finditer(text)}


def _form(word: str) -> str:
    """A word without case and possessive. Singular and plural stay apart: "a jet" or "jets" may be the very question."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def _marked(quote: str, own: set[str]) -> Markup:
    """The quotation with every run of own words in one `<em>`."""
    words = [(match, _form(match[0])) for match in _WORD.finditer(quote)]
    telling = [form for _, form in words if form not in FUNCTION_WORDS]
    if 3 * sum(form in own for form in telling) > 2 * len(telling):
        return fragment(quote)  # marks on nearly everything would tell nothing
    stretches: list[list[int]] = []
    for match, form in words:
        if form not in own:
            continue
        if stretches and _GAP.fullmatch(quote, stretches[-1][1], match.start()):
            stretches[-1][1] = match.end()
        else:
            stretches.append([match.start(), match.end()])
    out, at = [], 0
    for start, end in stretches:
        out += [fragment(quote[at:start]), Markup("<em>%s</em>") % fragment(quote[start:end])]
        at = end
    return Markup("").join([*out, fragment(quote[at:])])
