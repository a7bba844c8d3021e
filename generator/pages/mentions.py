"""Names in prose become links: where the actors and places of a timeline are mentioned in a text.

Receives every name of every actor and place once (`Mentions`, built once a timeline) and plain text; returns stretches of
it. `Linker` keeps the rules of one page: each page linked once, never to itself, nothing inside a quotation.

The rules: the longest name wins, and what stands inside it is no mention of its own (no "Japan" in "Sea of Japan"); whole
words only, where a small letter after a hyphen belongs to the word ("Nimitz-class", "anti-Japan"); exact case, but the
first letter may be a capital where a sentence begins; a possessive links the name alone; a name of two records links to
neither. Straight and curly apostrophes are the same, so are no-break and plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.pages.escape import Link, plain
from generator.pages.links import actor_path, markdown_href, page_href, place_path

_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*$")
_BEFORE_HYPHEN = re.compile(r"(\w)\w*-$")
_FOLD = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, from `start` to `end`. `path` is the page it means, empty where two records share the name."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class _Name:
    folded: str
    lead: int
    path: str


class Mentions:
    """Finds names in texts. Names are kept by their first word, so a text costs its own length, not the number of names."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        """`names`: (name, path of the page it means)."""
        owners: dict[str, set[str]] = {}
        for name, path in names:
            owners.setdefault(_fold(plain(name)), set()).add(path)
        self._by_word: dict[str, list[_Name]] = {}
        for folded, paths in owners.items():
            if first := _WORD.search(folded):
                entry = _Name(folded, first.start(), next(iter(paths)) if len(paths) == 1 else "")
                self._by_word.setdefault(first[0], []).append(entry)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry.folded))

    @classmethod
    def of(cls, actors, places) -> Mentions:
        """Every name of these actors and places (records)."""
        return cls(
            [(name, actor_path(actor.id)) for actor in actors for name in actor.all_names]
            + [(name, place_path(place.id)) for place in places for name in place.all_names]
        )

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a plain text, in order, none inside another."""
        folded, done = _fold(text), 0
        for word in _WORD.finditer(folded):
            if word.start() < done:
                continue
            if found := self._at(folded, word):
                start, end, path = found
                if start >= done:
                    done = end
                    yield Mention(start, end, path)

    def _at(self, text: str, word: re.Match) -> tuple[int, int, str] | None:
        entries = self._by_word.get(word[0], ())
        lowered = word[0][0].lower() + word[0][1:]
        capital = lowered != word[0]
        if capital and (begun := self._by_word.get(lowered)) and _begins_sentence(text, word.start()):
            entries = sorted([*entries, *begun], key=lambda entry: -len(entry.folded))
        for entry in entries:
            start = word.start() - entry.lead
            end = start + len(entry.folded)
            if start < 0 or not _whole(text, start, end):
                continue
            here = text[start:end]
            if here == entry.folded or (capital and here[0].lower() + here[1:] == entry.folded and entry.lead == 0):
                return start, end, entry.path
        return None


class Linker:
    """The links of one page's prose, in the order its texts are given."""

    def __init__(self, mentions: Mentions, here: str):
        self._mentions = mentions
        self._here = here
        self._linked = {here}

    def markdown(self, text: str) -> list[Link]:
        """Links for a plain text that becomes Markdown, to the pages' Markdown files."""
        return [Link(found.start, found.end, markdown_href(self._here, found.path)) for found in self._new(text)]

    def html(self, text: str) -> list[Link]:
        """Links for a plain text that becomes HTML, to the pages' addresses."""
        return [Link(found.start, found.end, page_href(self._here, found.path)) for found in self._new(text)]

    def _new(self, text: str) -> Iterator[Mention]:
        quoted = [match.span() for match in _QUOTATION.finditer(text)]
        for found in self._mentions.find(text):
            inside = any(start < found.end and found.start < end for start, end in quoted)
            if found.path and found.path not in self._linked and not inside:
                self._linked.add(found.path)
                yield found


def _fold(text: str) -> str:
    """Text with the characters that are written in two ways made one. Same length, so offsets hold."""
    return text.translate(_FOLD)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether words begin and end here."""
    if end > len(text) or (end < len(text) and _wordy(text[end])) or (start and _wordy(text[start - 1])):
        return False
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
        return False
    before = _BEFORE_HYPHEN.search(text[max(0, start - 24) : start])
    return not (before and before[1].islower())


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_"


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip()
    return not before or bool(_SENTENCE_END.search(before))
