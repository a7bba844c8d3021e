"""Text → the terms it is found by. `overrides/assets/terms.js` does the same in a browser, for what a reader types: a change here is
a change there (`tests/site/test_search.py` compares them).

A term is a run of letters and digits without case and accents. A word with hyphens, apostrophes, dots or commas inside is its parts,
and all of it in one ("F-15": f, 15, f15; "U.S.": u, s, us). Scripts written without spaces give pairs of neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

LONGEST = 40
"""Characters of a term that count."""

MOST_KEPT = 200_000
"""Words whose terms are kept."""

_JOINTS = dict.fromkeys("‘’ʼ＇", "'") | dict.fromkeys("‐‑‒–−－", "-") | {"．": ".", "，": ","}
_COMMON = {"’": "'", "–": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "—": " ", "…": " ", "\xa0": " "}
"""What is replaced first, so that most texts need no more."""

_OTHER = re.compile("[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_PIECE = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def folded(text: str) -> str:
    """Text without case, accents and typographic forms of hyphens and apostrophes."""
    if not text.isascii():
        for typographic, typed in _COMMON.items():
            text = text.replace(typographic, typed)
        text = _OTHER.sub(lambda run: _plain(run.group()), text)
    return text.lower().replace("ς", "σ").replace("ß", "ss")


@lru_cache(maxsize=8192)  # the same letters come back in the same names
def _plain(run: str) -> str:
    """Characters beyond ASCII, taken apart, without marks (accents and the like) and soft hyphens."""
    taken_apart = unicodedata.normalize("NFKD", "".join(_JOINTS.get(character, character) for character in run))
    kept = (character for character in taken_apart if character != "\xad" and unicodedata.category(character)[0] != "M")
    return "".join(_JOINTS.get(character, character) for character in kept)


class _Terms(dict):
    """The terms of each word met so far: the same words come back on page after page."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > MOST_KEPT:
            self.clear()
        self[word] = found = _terms(word)
        return found


_TERMS = _Terms()


def counted(text: str) -> dict[str, int]:
    """How often each term stands in a text."""
    found: dict[str, int] = {}
    for word, count in Counter(_WORD.findall(folded(text))).items():
        for term in _TERMS[word]:
            found[term] = found[term] + count if term in found else count
    return found


def _terms(word: str) -> tuple[str, ...]:
    """The terms of one word, which may have joints, or letters of a script without spaces."""
    parts = _parts(word)
    whole = [] if len(parts) < 2 or _HAS_UNSPACED.search(word) else ["".join(parts)]
    return tuple(term[:LONGEST] for term in (*(pair for part in parts for pair in _pairs(part)), *whole))


def _parts(word: str) -> list[str]:
    """The parts of a word; the s of a possessive is none."""
    return [piece for part in _PART.findall(word.removesuffix("'s")) for piece in _PIECE.findall(part)]


def _pairs(part: str) -> list[str]:
    """A part in a script without spaces as pairs of neighbours, and its last character, which begins no pair."""
    if not _HAS_UNSPACED.match(part):
        return [part]
    return [part[at : at + 2] for at in range(len(part))]


def name_term(name: str) -> str:
    """One term for a name as a whole: what a reader types in full leads to what is called so."""
    parts = "_".join(part for word in _WORD.findall(folded(name)) for part in _parts(word))
    return f"={parts[:LONGEST]}"
