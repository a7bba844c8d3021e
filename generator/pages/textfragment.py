"""Which words of a document lead a browser to one passage in it: what a text fragment (`#:~:text=`) must say.

Receives a text and offsets into it; returns words. Browsers look for whole words, whatever their case and white space; none of the
parts may run from one block of the page into the next, and a line of the document is taken for a block. `links.py` writes the
address.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.text import FOLDED

LONGEST_WHOLE = 100
"""Characters up to which a passage is named word for word; a longer one by its first and last words."""

ENDS = (5, 10, 20, 40)
"""How many words the first and the last part of a long passage have: as few as tell it from others."""

CONTEXTS = (0, 3, 6, 12, 24)
"""How many words before and after a passage are named, likewise."""

LONGEST_CONTEXT = 1000
"""Characters before and after a passage in which those words are looked for."""

_LINES = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INSIDE = "'.,:;_·‘’"
"""What between two letters or figures does not end a word: "it's", "1.5"."""


@dataclass(frozen=True, slots=True)
class Directive:
    """The parts of a text fragment; empty ones are left out of the address."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Haystack:
    """A text, and as browsers search it (`folded`): without case, quote marks and dashes alike, white space single; `place` is where
    each character of the text, and its end, came to stand in that. Made once for all passages of a document."""

    text: str
    folded: str
    place: array

    @classmethod
    def of(cls, text: str) -> Haystack:
        characters: list[str] = []
        place = array("L")
        for character in text:
            place.append(len(characters))
            if character.isspace():
                if characters and characters[-1] != " ":
                    characters.append(" ")
            else:
                characters.extend(FOLDED.get(character, character).casefold())
        place.append(len(characters))
        return cls(text, "".join(characters), place)

    def directive(self, start: int, end: int) -> Directive:
        """The shortest of a few ways to name the passage from `start` to `end` that leads to it and to no place before it; where
        none does, one that names the whole of its lines; where none of these does either, the one that says most of the words."""
        named = Directive("")
        for named in self._candidates(start, end):
            if self.first(named) == (self.place[start], self.place[end]):
                return named
        start, end = self._lines_round(start, end)
        for wider in self._candidates(start, end):
            if self.first(wider) == (self.place[start], self.place[end]):
                return wider
        return named

    def _lines_round(self, start: int, end: int) -> tuple[int, int]:
        """The lines that hold a stretch, as far as they are near, without the white space at their ends."""
        before = _LINES.split(self.text[max(0, start - LONGEST_CONTEXT) : start])[-1].lstrip()
        after = _LINES.split(self.text[end : end + LONGEST_CONTEXT], maxsplit=1)[0].rstrip()
        return start - len(before), end + len(after)

    def _candidates(self, start: int, end: int) -> Iterator[Directive]:
        lines = [words for line in _LINES.split(self.text[start:end]) if (words := line.split())]
        before, after = self._before(start), self._after(end)
        for context in CONTEXTS:
            for prefix, suffix in _around(before, after, context):
                for first, last in _ends(lines):
                    yield Directive(first, last, prefix, suffix)

    def _before(self, start: int) -> list[str]:
        """Words just before an offset, of the line that holds the last of them."""
        near = self.text[max(0, start - LONGEST_CONTEXT) : start].rstrip()
        *others, line = _LINES.split(near)
        words = line.split()
        return words[1:] if not others and start > LONGEST_CONTEXT else words  # the first one may have been cut

    def _after(self, end: int) -> list[str]:
        near = self.text[end : end + LONGEST_CONTEXT].lstrip()
        line, *others = _LINES.split(near, maxsplit=1)
        words = line.split()
        return words[:-1] if not others and end + LONGEST_CONTEXT < len(self.text) else words

    def first(self, directive: Directive) -> tuple[int, int] | None:
        """Where a browser that follows the specification ends up: the first match, as offsets into `folded`."""
        start, end, prefix, suffix = (_searched(part) for part in (directive.start, directive.end, directive.prefix, directive.suffix))
        bounded = bool(end) or not suffix
        at = 0
        while (begin := self._find(prefix or start, at, ends=bounded and not prefix)) >= 0:
            at = begin + 1
            if prefix:
                begin = self._skip(begin + len(prefix))
            stop = begin + len(start)
            if not self.folded.startswith(start, begin) or (bounded and self._cuts(stop)):
                continue
            if not end and (not suffix or self._follows(suffix, stop)):
                return begin, stop
            while end and (found := self._find(end, stop, ends=not suffix)) >= 0:
                stop = found + len(end)
                if not suffix or self._follows(suffix, stop):
                    return begin, stop
            if end:  # what follows no earlier start follows no later one
                return None
        return None

    def _find(self, words: str, at: int, ends: bool) -> int:
        """Where words begin a word, and with `ends` also end one, from an offset on; -1 where they do not."""
        while (at := self.folded.find(words, at)) >= 0 and (self._cuts(at) or (ends and self._cuts(at + len(words)))):
            at += 1
        return at

    def _follows(self, suffix: str, stop: int) -> bool:
        at = self._skip(stop)
        return self.folded.startswith(suffix, at) and not self._cuts(at + len(suffix))

    def _skip(self, at: int) -> int:
        return at + (self.folded[at : at + 1] == " ")

    def _cuts(self, at: int) -> bool:
        """Whether an offset lies inside a word."""
        before, after = self.folded[max(0, at - 2) : at], self.folded[at : at + 2]
        if before[-1:].isalnum() and after[:1].isalnum():
            return True
        return (before[-1:].isalnum() and after[:1] in _INSIDE and after[1:].isalnum()) or (
            before[:1].isalnum() and before[-1:] in _INSIDE and after[:1].isalnum()
        )


def _around(before: list[str], after: list[str], number: int) -> Iterator[tuple[str, str]]:
    """Nothing, the words before, the words after, both."""
    if not number:
        yield "", ""
        return
    prefix, suffix = " ".join(before[-number:]), " ".join(after[:number])
    yield from dict.fromkeys(((prefix, ""), ("", suffix), (prefix, suffix)))


def _ends(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """The passage word for word where it is short and within a line, else its first and last words."""
    whole = " ".join(lines[0])
    if len(lines) == 1 and (len(whole) <= LONGEST_WHOLE or len(lines[0]) < 2):
        yield whole, ""
        return
    for number in ENDS:
        if len(lines) == 1:
            number = min(number, len(lines[0]) // 2)
        yield " ".join(lines[0][:number]), " ".join(lines[-1][-number:])
    if len(lines) == 1:
        yield whole, ""


def _searched(words: str) -> str:
    return Haystack.of(words).folded
