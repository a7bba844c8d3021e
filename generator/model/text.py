"""Plain text, taken apart: folding for matching, sentences, numbers. Knows no records and no files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model.calendar import calendar_names

FOLDED = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
"""Quote marks and dashes that count as one when words are looked for; what is shown is never folded."""

_BLANKS = {chr(code): " " for code in range(0x3001) if chr(code).isspace() and chr(code) != " "}
_PLAIN = FOLDED | _BLANKS
_MARKS = re.compile(f"[{''.join(map(re.escape, FOLDED))}]")
_MARKS_AND_BLANKS = re.compile(f"[{''.join(map(re.escape, _PLAIN))}]")
_LEADING = re.compile(r"\s*")
_GAP = re.compile(r"\s{2,}")

BREAK = "\x00"
"""Stands in folded text where something was left out, so that no quote can reach across."""


class Offsets(Sequence[int]):
    """Offsets of characters, of which most stand beside those of the characters before: only where one does not is held."""

    def __init__(self) -> None:
        self._length = 0
        self._positions: list[int] = []
        self._offsets: list[int] = []

    def add(self, offset: int, length: int) -> None:
        """Add `length` offsets that ascend from one."""
        self._positions.append(self._length)
        self._offsets.append(offset)
        self._length += length

    def __getitem__(self, position: int) -> int:
        if not 0 <= position < self._length:
            raise IndexError(position)
        at = bisect_right(self._positions, position) - 1
        return self._offsets[at] + position - self._positions[at]

    def __len__(self) -> int:
        return self._length


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`text` for matching, and for each of its characters the offset in the original it came from."""

    text: str
    offsets: Sequence[int]


def plain_marks(text: str) -> str:
    """Quote marks and dashes made plain, character by character: offsets stay."""
    return _MARKS.sub(lambda mark: FOLDED[mark[0]], text)


@lru_cache(maxsize=8192)  # each check that looks into the words of a quote folds them
def fold(text: str) -> str:
    """Quote marks and dashes made plain, every run of white space one space, none at the ends."""
    return " ".join(plain_marks(text).split())


def fold_stretches(text: str, stretches: tuple[tuple[int, int], ...]) -> FoldedText:
    """Fold the given stretches (start, end offsets) of a text, with a break between them."""
    pieces: list[str] = []
    offsets = Offsets()
    for start, end in stretches:
        if pieces:
            pieces.append(BREAK)
            offsets.add(start, 1)
        begin = _LEADING.match(text, start, max(start, end)).end()
        # Pieces in which offsets go on end behind the first character of a gap, which becomes its one space.
        for stop, following in [*((gap.start() + 1, gap.end()) for gap in _GAP.finditer(text, begin, end)), (end, end)]:
            if begin < stop:
                pieces.append(_MARKS_AND_BLANKS.sub(lambda found: _PLAIN[found[0]], text[begin:stop]))
                offsets.add(begin, stop - begin)
            begin = following
    return FoldedText("".join(pieces), offsets)


def occurrences(words: str, folded: str) -> list[int]:
    """Where folded words stand as whole words in folded text: "on" is not found in "one"."""
    found = []
    position = folded.find(words)
    while words and position >= 0:
        if whole_words(folded, position, position + len(words)):
            found.append(position)
        position = folded.find(words, position + 1)
    return found


def says_something(text: str) -> bool:
    """Whether a text has a letter or a figure, and is not marks alone."""
    return any(character.isalnum() for character in text)


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end of a stretch. Scripts that put no space between words cut none."""
    cut_before = start > 0 and _one_word(text[start - 1], text[start])
    cut_after = end < len(text) and _one_word(text[end - 1], text[end])
    return not (cut_before or cut_after)


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
"""Letters of scripts written without spaces: Thai, Lao, Khmer, Japanese, Chinese."""


def _one_word(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not _UNSPACED.match(before) and not _UNSPACED.match(after)


ABBREVIATIONS = frozenset(
    "adm apr approx aug ave capt cf cmdr co col corp dec dept dr e.g est etc feb fig gen gov hon i.e inc jan jr jul jun lt ltd maj mar "
    "messrs mr mrs ms mt nov oct p pp prof rep rev sen sep sept sgt sr st v vol vs".split()
)
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[\w])|[。！？]+[」』”]*")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Sentences of a text as (start, end) offsets, white space trimmed. A line break ends a sentence; a full stop after an
    abbreviation, an initial or before a small letter does not."""
    spans = []
    end = len(text) if end is None else end
    for line in _LINE.finditer(text, start, end):
        begin = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, begin, stop):
                spans.append((begin, stop.end()))
                begin = stop.end()
        spans.append((begin, line.end()))
    trimmed = [(s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in spans]
    return [(s, e) for s, e in trimmed if s < e]


_WORD_CHARACTER = re.compile(r"\w")
_LAST_WORD = re.compile(r"[\w.'’-]*$")


def _ends_sentence(text: str, begin: int, stop: re.Match) -> bool:
    if not text[stop.start()] == ".":
        return not _next_visible(text, stop.end()).islower()
    word = _LAST_WORD.search(text[max(begin, stop.start() - 40) : stop.start()]).group().lower()
    if word == "no" and _next_visible(text, stop.end()).isdigit():
        return False
    if word in ABBREVIATIONS or re.fullmatch(r"(\w\.)*\w", word) and not word.isdigit():
        # An abbreviation such as "U.S." may also end a sentence; no rule can tell, so the sentence goes on.
        return False
    return not _next_visible(text, stop.end()).islower()


def _next_visible(text: str, position: int) -> str:
    match = _WORD_CHARACTER.search(text, position)
    return match.group() if match else ""


_QUOTATION = re.compile(
    r"“([^”]*)(?:”|$)|„([^“”]*)(?:[“”]|$)|«([^»]*)(?:»|$)|\"([^\"]*)(?:\"|$)|(?<!\w)‘([^‘’]*(?:’(?=\w)[^‘’]*)*)’(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Quotations in a text, as the (start, end) offsets of the words between the marks; one left open runs to the end. An
    apostrophe is no mark, a quotation inside another is part of it."""
    return [match.span(match.lastindex) for match in _QUOTATION.finditer(text)]


CARDINALS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
     "hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000", "dozen": "12"}
ORDINALS = {
    word: f"{value}th"
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
TIMES = {"once": "1x", "twice": "2x", "thrice": "3x"}
_WORDS = CARDINALS | ORDINALS | TIMES
_NUMBER = re.compile(r"(?<![\w])\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|(?<=[A-Za-z][-‐‑])\d+|(?<=[A-Za-z])\d+|[A-Za-z]+")


def numbers(text: str) -> dict[str, str]:
    """The numbers of a text, in figures or words: as they stand there, by a form in which "two" and "2" are the same."""
    found: dict[str, str] = {}
    for written in _NUMBER.findall(text):
        if key := _WORDS.get(written.lower()) or (_figures(written) if written[0].isdigit() else ""):
            found.setdefault(key, written)
    return found


def _figures(written: str) -> str:
    return re.sub(r"(st|nd|rd)$", "th", written.replace(",", ""))


def calendar_words(text: str, language: str = "en") -> dict[str, str]:
    """Weekdays and months of a text in a language (a tag such as `it`): as they stand there, by their full English name."""
    return calendar_names(text, language)
