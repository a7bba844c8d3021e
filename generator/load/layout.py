"""Pieces of lines with their places on pages → lines of text in reading order, one a paragraph or table row. Knows no PDF.

Columns are found by the white between them, read from left to right, each from top to bottom. What is wider than a column parts
those above it from those below. Lines make a paragraph as long as the next one follows closely, in the same size, neither indented
nor after a line with room left for its first word. Hyphens at the ends of lines are undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

FURNITURE_PAGES = 0.3
"""Share of the pages at whose top or bottom a line stands to be taken for a running head or page number; three at least, or all
two."""

_TERMINAL = re.compile(r"[.!?:;…。！？][\"'”’)\]»」』]*$")
_BULLET = re.compile(r"(?:[•‣◦▪●○■□–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_BROKEN = re.compile(r"(\w[\w'’]*(?:[-‐][\w'’]+)*)[-‐]$")


LEAST_COLUMN = 18
"""Letters that a line of running text has on average, at least; cells of tables have fewer."""

_LEAST_MEASURE = 10
"""Length of a line, in sizes of the font, below which lines are addresses, verses or entries rather than a paragraph's."""

_WORD_GAP = 0.2
_CELL_GAP = 1.2
"""White between two characters of a line, in sizes of the font, from which they are two words, and two cells or columns."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character, upright: its left and right edge, base line (upwards) and size, in points, and the name of its font."""

    character: str
    left: float
    right: float
    base: float
    size: float
    font: bytes


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line without wide gaps, or a whole line (`cells` above 1: the row of a table). `first` is the width of the
    first word."""

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float
    fonts: frozenset[bytes]
    cells: int = 1

    def moved(self, up: float) -> Fragment:
        return replace(self, base=self.base + up)

    @property
    def top(self) -> float:
        return self.base + 0.7 * self.size

    @property
    def bottom(self) -> float:
        return self.base - 0.2 * self.size


def line_fragments(signs: list[Sign]) -> list[Fragment]:
    """Characters, in the order in which they are read, to pieces of lines. Where most of them run from right to left they come out
    as in a mirror, so that what comes first stands left everywhere else here."""
    leftward = sum(unicodedata.bidirectional(sign.character) in ("R", "AL") for sign in signs)
    if leftward > sum(sign.character.isalpha() for sign in signs) / 2:
        signs = [replace(sign, left=-sign.right, right=-sign.left) for sign in signs]
    made: list[Fragment] = []
    piece: list[Sign] = []
    spaced = False
    for sign in signs:
        if sign.character.isspace():
            spaced = True
            continue
        if piece and not _goes_on(piece, sign, leftward > 0):
            made.append(_fragment(piece))
            piece = []
        elif piece and (spaced or max(sign.left - piece[-1].right, piece[-1].left - sign.right) > _WORD_GAP * sign.size):
            piece.append(replace(sign, character=" " + sign.character))
            spaced = False
            continue
        piece.append(sign)
        spaced = False
    return [*made, _fragment(piece)] if piece else made


def _goes_on(piece: list[Sign], sign: Sign, both_ways: bool) -> bool:
    last = piece[-1]
    size = max(last.size, sign.size)
    if min(abs(sign.base - piece[0].base), abs(sign.base - last.base)) > 0.45 * size:
        return False
    # The letters of a ligature have one box.
    follows = sign.left > last.left - 0.1 * size and sign.left - last.right <= _CELL_GAP * size
    return follows or both_ways and sign.right < last.right + 0.1 * size and last.left - sign.right <= _CELL_GAP * size


def _fragment(piece: list[Sign]) -> Fragment:
    largest = max(piece, key=lambda sign: sign.size).size
    base = Counter(round(sign.base, 1) for sign in piece if sign.size > 0.8 * largest).most_common(1)[0][0]
    size = Counter(round(sign.size, 1) for sign in piece).most_common(1)[0][0]
    end = next((at for at, sign in enumerate(piece) if at and sign.character[0] == " "), len(piece))
    return Fragment(
        "".join(sign.character for sign in piece), min(sign.left for sign in piece), max(sign.right for sign in piece), base, size,
        piece[end - 1].right - piece[0].left, frozenset(sign.font for sign in piece),
    )


def text_lines(pages: list[list[Fragment]]) -> list[str]:
    """The text of all pages: a line for each paragraph and each table row, cells told apart by tabs; running heads left out."""
    pages = _without_furniture(pages)
    words = Counter(word.lower() for page in pages for fragment in page for word in re.findall(r"\w[\w'’‐-]*", fragment.text))
    lines: list[str] = []
    last: Fragment | None = None  # the row the last line ends in, where the line may go on
    for page in pages:
        for region in _regions(page):
            for at, block in enumerate(_blocks(_rows(region))):
                for number, row in enumerate(block.rows):
                    goes_on = last is not None and (block.goes_on(number) if number else at == 0 and _resumes(last, block, row))
                    if goes_on:
                        lines[-1] = _joined(lines[-1], row.text, words)
                    else:
                        lines.append(row.text)
                    last = row if row.cells == 1 else None
                if last is not None and not block.full():
                    last = None
    return lines


def _without_furniture(pages: list[list[Fragment]]) -> list[list[Fragment]]:
    """Pages without the lines at their top and bottom that stand on other pages too, but for a number that counts the pages. Where
    no other line would be left on any page, these are the text."""
    edges = [(_edge(rows), _edge(rows[::-1])) for rows in map(_rows, pages)]
    seen = Counter(key for number, edge in enumerate(edges) for key in {key for rows in edge for row in rows for key in _keys(row, number)})
    enough = max(2.0, min(3.0, len(pages)), FURNITURE_PAGES * len(pages))
    kept = []
    for number, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        pieces = _level(page)
        left_out: set[Fragment] = set()
        for rows, inwards in ((top, pieces), (bottom, pieces[::-1])):
            for row, fragments in zip(rows, inwards, strict=False):
                if max(seen[key] for key in _keys(row, number)) < enough:
                    break
                left_out.update(fragments)
        kept.append([fragment for fragment in page if fragment not in left_out])
    return kept if any(kept) else pages


def _keys(row: Fragment, page: int) -> list[tuple]:
    """What a row has in common with the same head or foot of another page: all of it, or all but a number as far from the other
    page's as the pages are."""
    text = " ".join(row.text.split())
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", text)]
    return [(text,), *((re.sub(r"[0-9]+", "0", text), at, number - page) for at, number in enumerate(numbers))]


def _edge(rows: list[Fragment]) -> list[Fragment]:
    """One or two rows at an edge of a page, given from there inwards, that stand apart from the rest."""
    for count in (1, 2):
        if len(rows) > count and abs(rows[count - 1].base - rows[count].base) > 1.8 * rows[count - 1].size:
            return rows[:count]
    return rows[:1] if len(rows) == 1 else []


def _level(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments by the base line they stand on, from the top down, each from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.base, fragment.left)):
        if rows and abs(rows[-1][0].base - fragment.base) <= 0.4 * min(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda fragment: fragment.left) for row in rows]


def _rows(fragments: list[Fragment]) -> list[Fragment]:
    """Fragments on one base line made one, from the top down."""
    rows = _level(fragments)
    tables = [any(gap > 2 * _CELL_GAP * row[0].size for gap in _gaps(row)) for row in rows]
    # In a justified line a gap may be wide; beside a row with very wide ones it stands between cells.
    return [_row(row, len(row) > 1 and any(tables[max(0, at - 1) : at + 2])) for at, row in enumerate(rows)]


def _gaps(row: list[Fragment]) -> list[float]:
    return [after.left - before.right for before, after in zip(row, row[1:], strict=False)]


def _row(row: list[Fragment], table: bool) -> Fragment:
    longest = max(row, key=lambda fragment: len(fragment.text))
    marks = ["\t" if table and gap > _CELL_GAP * longest.size else " " for gap in _gaps(row)]
    text = row[0].text + "".join(mark + after.text for mark, after in zip(marks, row[1:], strict=True))
    right = max(fragment.right for fragment in row)
    fonts = frozenset().union(*(fragment.fonts for fragment in row))
    return Fragment(text, row[0].left, right, longest.base, longest.size, row[0].first, fonts, 2 if table else 1)


def _regions(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments of a page by column, in reading order."""
    regions: list[list[Fragment]] = []
    single: list[Fragment] = []
    for group in _column_groups(_bands(fragments)):
        sides = _columns(group)
        if sides is None:
            single += group
            continue
        if single:
            regions.append(single)
            single = []
        for side in sides:
            regions += _regions(side)
    return [*regions, single] if single else regions


def _bands(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments parted by white that reaches from side to side, from the top down."""
    bands: list[list[Fragment]] = []
    bottom = 0.0
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.top, fragment.left)):
        if bands and fragment.top > bottom:
            bands[-1].append(fragment)
            bottom = min(bottom, fragment.bottom)
        else:
            bands.append([fragment])
            bottom = fragment.bottom
    return bands


def _column_groups(bands: list[list[Fragment]]) -> list[list[Fragment]]:
    """Neighbouring bands put together as long as one gutter runs through all of them, without what stands below columns."""
    groups: list[list[list[Fragment]]] = []
    for band in bands:
        if groups and _gutters([fragment for other in [*groups[-1], band] for fragment in other]):
            groups[-1].append(band)
        else:
            groups.append([band])
    return [[fragment for band in part for fragment in band] for group in groups for part in _without_tail(group)]


def _without_tail(group: list[list[Fragment]]) -> list[list[list[Fragment]]]:
    """Bands of columns, and those below that stand on one side of the gutter alone and are a table, or far below: no column goes
    on in them."""
    gutters = _gutters([fragment for band in group for fragment in band])
    if not gutters:
        return [group]
    middle = max(gutters)[1]
    sided = [{fragment.left > middle for fragment in band} for band in group]
    start = len(group)
    while start > 1 and len(sided[start - 1]) == 1 and sided[start - 1] == sided[-1]:
        start -= 1
    for at in range(start, len(group)):
        white = min(fragment.bottom for fragment in group[at - 1]) - max(fragment.top for fragment in group[at])
        tail = [fragment for band in group[at:] for fragment in band]
        if white > 3 * group[at][0].size or _is_table(tail):
            return [group[:at], group[at:]]
    return [group]


def _is_table(fragments: list[Fragment]) -> bool:
    rows = _rows(fragments)
    return sum(row.cells > 1 for row in rows) > len(rows) / 2 and sum(_extent(f.text) for f in fragments) < LEAST_COLUMN * len(fragments)


def _gutters(fragments: list[Fragment]) -> list[tuple[float, float]]:
    """Upright stretches of white with text on both sides, as (width, middle)."""
    least = 0.8 * sorted(fragment.size for fragment in fragments)[len(fragments) // 2]
    gutters = []
    right = None
    for fragment in sorted(fragments, key=lambda fragment: fragment.left):
        if right is not None and fragment.left - right >= least:
            gutters.append((fragment.left - right, (fragment.left + right) / 2))
        right = fragment.right if right is None else max(right, fragment.right)
    return gutters


def _columns(fragments: list[Fragment]) -> tuple[list[Fragment], list[Fragment]] | None:
    """Two sides of a gutter that are both running text, as against cells of a table; None where there are no such."""
    for _, middle in sorted(_gutters(fragments), reverse=True):
        sides = [f for f in fragments if f.right < middle], [f for f in fragments if f.left > middle]
        rows = [_rows(side) for side in sides]
        if max(len(side) for side in rows) > 2 and all(sum(_extent(row.text) for row in side) >= LEAST_COLUMN * len(side) for side in rows):
            return sides
    return None


def _extent(text: str) -> int:
    """Length of a text in Latin letters; signs of East Asian scripts count twice."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of one size that follow each other closely."""

    rows: list[Fragment]

    def full(self) -> bool:
        """Whether the last row ends near the right edge, so that its paragraph may go on elsewhere."""
        last = self.rows[-1]
        left, right = self._edges(len(self.rows) - 1)
        return last.right > right - max(4 * last.size, 0.15 * (right - left))

    def goes_on(self, number: int) -> bool:
        """Whether a row goes on with the paragraph of the row above."""
        above, row = self.rows[number - 1], self.rows[number]
        if above.cells > 1 or row.cells > 1 or _BULLET.match(row.text):
            return False
        left, right = self._edges(number - 1)
        hangs = _BULLET.match(above.text) is not None
        if row.left > above.left + 0.8 * row.size and row.left > left + 0.8 * row.size and not hangs:
            return False
        if row.left < above.left - 0.8 * row.size and number > 1 and self.goes_on(number - 1):
            return False  # after the last line of a list entry
        if right - left < _LEAST_MEASURE * row.size:
            return _BROKEN.search(above.text) is not None
        return right - above.right - 0.3 * row.size < row.first + 0.02 * (right - left)

    def _edges(self, number: int) -> tuple[float, float]:
        """Where most rows around one begin, and where the longest ends; a picture beside them may make some shorter."""
        near = self.rows[max(0, number - 2) : number + 3]
        return Counter(round(row.left) for row in sorted(near, key=lambda row: row.left)).most_common(1)[0][0], max(row.right for row in near)


def _blocks(rows: list[Fragment]) -> list[_Block]:
    blocks: list[list[Fragment]] = []
    pitches = sorted(a.base - b.base for a, b in zip(rows, rows[1:], strict=False) if _alike(a, b) and a.base - b.base < 3 * a.size)
    pitch = pitches[len(pitches) // 5] if pitches else 0.0
    for row in rows:
        above = blocks[-1][-1] if blocks else None
        if above is not None and _alike(above, row) and above.base - row.base <= 1.25 * max(pitch, 0.9 * row.size):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return [_Block(block) for block in blocks]


def _alike(above: Fragment, row: Fragment) -> bool:
    """Whether two rows are of one size, and of one font at least in part."""
    return abs(above.size - row.size) <= 0.12 * row.size and bool(above.fonts & row.fonts)


def _resumes(last: Fragment, block: _Block, row: Fragment) -> bool:
    """Whether a column or page goes on with the sentence in which the one before it broke off."""
    if not _alike(last, row) or row.cells > 1 or _BULLET.match(row.text):
        return False
    flush = len(block.rows) > 1 and row.left <= block.rows[1].left + 0.8 * row.size
    return not _TERMINAL.search(last.text) and (flush or not row.text[0].isupper())


def _joined(line: str, text: str, words: Counter) -> str:
    """Two rows of a paragraph as one; a word divided between them is one word, with its hyphen where it is written with one."""
    if line.endswith("\u00ad"):
        return line[:-1] + text
    broken = _BROKEN.search(line)
    follows = re.match(r"\w[\w'’]*", text)
    if not broken or not follows:
        return line + ("" if _east_asian(line[-1]) and _east_asian(text[0]) else " ") + text
    whole, hyphened = broken.group(1) + follows.group(), f"{broken.group(1)}-{follows.group()}"
    keeps = words[hyphened.lower()] > words[whole.lower()] or not follows.group()[0].islower() or not broken.group(1)[-1].islower()
    if not words[whole.lower()]:
        halves = re.split(r"[-‐]", broken.group(1)) + [follows.group()]
        keeps = keeps or len(halves) > 2 or all(len(half) > 2 and words[half.lower()] for half in halves)
    return (line if keeps else line[:-1]) + text


def _east_asian(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" and not "\uac00" <= character <= "\ud7af"
