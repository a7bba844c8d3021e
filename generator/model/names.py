"""Finds the names of records in a text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Set
from dataclasses import dataclass
from itertools import accumulate

from generator.model.records import Source
from generator.model.text import fold, plain_marks

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")
_KEYS = ""
"""Where a name ends in the tree, its keys stand under this; no token is empty."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text, from `start` to `end`, and the keys of the records that bear it."""

    start: int
    end: int
    keys: tuple


def outlet_names(sources: Iterable[Source], taken: Set[str]) -> list[str]:
    """Publishers and agencies of sources by name, without those whose name is `taken` by a record."""
    return sorted({name for source in sources for name in (source.publisher, *source.agencies)} - taken)


def first_words(names: Iterable[str]) -> set[str]:
    """The words that a text must hold to hold one of some names: a name's first, as it is and with a capital."""
    found = set()
    for name in names:
        if words := _TOKEN.findall(fold(name)):
            found.update((words[0], words[0][0].upper() + words[0][1:]))
    return found


class Names:
    """Finds many names in a text at once: the longest where several fit, whole words, none inside another. Names are a tree of
    words, so a text costs its own length, not the number of names.

    `names` are (name, key) pairs; a key is whatever the caller knows a record by. A small letter beyond a hyphen belongs to the
    word ("Merganser-class", "anti-Westmark"); a possessive does not belong to the name. Case matters, but a name that begins with
    a small letter may have a capital where a sentence begins ("The authority"). Quote marks, dashes and white space fold as they
    do for quotes.
    """

    def __init__(self, names: Iterable[tuple[str, Hashable]]):
        self._tree: dict = {}
        for name, key in names:
            node = self._tree
            for token in _TOKEN.findall(fold(name)):
                node = node.setdefault(token, {})
            if node is not self._tree:
                node.setdefault(_KEYS, {})[key] = None
        # What begins with a small letter, by its first word with a capital.
        self._small = {capital: node for word, node in self._tree.items() if (capital := word[0].upper() + word[1:]) != word}

    def find(self, text: str) -> list[Found]:
        """Names in the text, in order."""
        plain = plain_marks(text)
        words = _TOKEN.findall(plain)
        first = [at for at, word in enumerate(words) if word in self._tree or word in self._small]
        if not first:
            return []
        starts = [0, *accumulate(map(len, words))]
        words = [" " if word.isspace() else word for word in words]
        found, reached = [], 0
        for at in first:
            if at < reached:
                continue
            match = self._longest(self._tree.get(words[at]), words, at)
            if words[at] in self._small and _begins_sentence(plain, starts[at]):
                match = max(match, self._longest(self._small[words[at]], words, at), key=lambda one: one[0])
            end, keys = match
            if end and _stands_alone(words, at, end):
                found.append(Found(starts[at], starts[end], keys))
                reached = end
        return found

    @staticmethod
    def _longest(node: dict | None, words: list[str], at: int) -> tuple[int, tuple]:
        """The end, as a count of tokens, and the keys of the longest name that begins with token `at`, whose node is given;
        0 and nothing where there is none."""
        found: tuple[int, tuple] = (0, ())
        while node is not None:
            at += 1
            if _KEYS in node and not _goes_on(words, at):
                found = at, tuple(node[_KEYS])
            node = node.get(words[at]) if at < len(words) else None
        return found


def _stands_alone(words: list[str], start: int, end: int) -> bool:
    """Whether no word goes on over a hyphen before or after the tokens from `start` to before `end`."""
    before = words[start - 2] if start > 1 and words[start - 1] == "-" else ""
    return not before[:1].islower() and not _goes_on(words, end)


def _goes_on(words: list[str], end: int) -> bool:
    return end + 1 < len(words) and words[end] == "-" and words[end + 1][:1].islower()


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip()
    return not before.strip("\"'(") or bool(_SENTENCE_END.search(before))
