"""Names in prose become links: where the actors and places of a timeline are mentioned in a text.

Receives every name of every actor and place once (`Mentions`, built once a timeline) and plain text; returns stretches of
it. `Linker` keeps the rules of one page: each page linked once, never to itself, nothing inside a quotation.

The rules: the longest name wins, and what stands inside it is no mention of its own (no "Sandrey" in "Sandrey Sound"); whole
words only, where a small letter after a hyphen belongs to the word ("Merganser-class", "anti-Westmark"); exact case, but the
first letter may be a capital where a sentence begins; a possessive links the name alone; a name of two records links to
neither. Straight and curly apostrophes are the same, so are no-break and plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.pages.escape import Link, plain
from generator.pages.links import actor_path, markdown_href, page_href, place_path

_TOKEN = re.compile(r"\w+|\W")
_END = ""
"""The key of a name's page in the tree; no token is empty."""

_QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*$")
_FOLD = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, from `start` to `end`. `path` is the page it means, empty where two records share the name."""

    start: int
    end: int
    path: str


class Mentions:
    """Finds names in texts. Names are a tree of words, so a text costs its own length, not the number of names."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        """`names`: (name, path of the page it means)."""
        self._tree: dict = {}
        for name, path in names:
            node = self._tree
            for token in _TOKEN.findall(_fold(plain(name))):
                node = node.setdefault(token, {})
            if node is not self._tree:
                # One name of two pages means neither.
                node[_END] = path if node.get(_END, path) == path else ""

    @classmethod
    def of(cls, actors, places) -> Mentions:
        """Every name of these actors and places (records)."""
        return cls(
            [(name, actor_path(actor.id)) for actor in actors for name in actor.all_names]
            + [(name, place_path(place.id)) for place in places for name in place.all_names]
        )

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a plain text, in order, none inside another."""
        tree = self._tree
        folded = _fold(text)
        tokens = [match.span() for match in _TOKEN.finditer(folded)]
        words = [folded[start:end] for start, end in tokens]
        at = 0
        while at < len(words):
            word, found = words[at], None
            if word in tree:
                found = self._longest(tree[word], words, at)
            lowered = word[0].lower() + word[1:]
            if lowered != word and lowered in tree and _begins_sentence(folded, tokens[at][0]):
                found = max(found, self._longest(tree[lowered], words, at), key=lambda one: one[0] if one else 0)
            if found and _stands_alone(words, at, found[0]):
                yield Mention(tokens[at][0], tokens[found[0] - 1][1], found[1])
                at = found[0]
            else:
                at += 1

    @staticmethod
    def _longest(node: dict, words: list[str], at: int) -> tuple[int, str] | None:
        """The end (a count of tokens) and page of the longest name that begins with token `at`, whose node is given."""
        found = None
        while True:
            at += 1
            if _END in node and (at == len(words) or _stands_alone_after(words, at)):
                found = at, node[_END]
            node = node.get(words[at]) if at < len(words) else None
            if node is None:
                return found


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


def _stands_alone(words: list[str], start: int, end: int) -> bool:
    """Whether no word goes on over a hyphen before or after the tokens from `start` to before `end`."""
    before = words[start - 2] if start > 1 and words[start - 1] == "-" else ""
    return not before[:1].islower() and _stands_alone_after(words, end)


def _stands_alone_after(words: list[str], end: int) -> bool:
    return not (end + 1 < len(words) and words[end] == "-" and words[end + 1][:1].islower())


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip()
    return not before or bool(_SENTENCE_END.search(before))
