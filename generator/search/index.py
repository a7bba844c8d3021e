"""Terms of pages → the files of the search index, and only those that an edit changes.

Pages are numbered by address, sorted as if without the slash at its end: pages of one kind stand in the order of their records' ids,
which is how the browser tells which event of the columns (`generator/data/columns.py`) a page is. A term's pages are written as text (`generator.digits`): one number a page, the step from
the last page × 8 + what the term counts there (0 to 7, each twice the one before). Terms go into files in order, as many as `LARGEST` lets in, so that
an edit moves no more than the ends of the files it touches. Every file but `entry.json` is named by its content.

    entry.json          pages: how many; kinds: runs of pages of one kind, as [kind, number]; first: the first term of each file of
                        terms; terms, addresses, dates: the hashes in the files' names, eight characters each, one after another
    terms-HASH.json     term → its pages
    addresses-HASH.json the addresses of `IN_CHUNK` pages
    dates-HASH.json     the day of each page, as the step from that of the last page with one, or null
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, groupby

from generator.digits import DIGITS, WRITTEN
from generator.pages.escape import compact_json
from generator.search.entry import SHORT_NAME, TITLE, NAME, Entry
from generator.search.tokens import counted, name_term

FOLDER = "search-index"
ENTRY = "entry.json"
VERSION = 2

LARGEST = 12_000
"""Characters of a file of terms, unless one term alone has more."""

IN_CHUNK = 64
"""Addresses in a file."""

LEVELS = 8
MOST_COUNTED = 4
"""How often a word is counted in one text: saying it again does not make a page one about it."""

HASH = 8


class IndexDamaged(Exception):
    """The old files are not what they were written as, or of other pages: the index must be made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the index takes of a page: its kind, its date, and its terms, a text for each level from 0, with a space
    between."""

    kind: str
    date: int | None
    terms: tuple[str, ...]


# --- A page ---


def terms(entry: Entry) -> dict[str, int]:
    """The terms of a page and what each counts, from 1."""
    weights: dict[str, int] = {}
    for weight, text in entry.texts:
        most = weight * MOST_COUNTED
        for term, count in counted(text).items():
            value = most if count > MOST_COUNTED else weight * count
            weights[term] = weights[term] + value if term in weights else value
    named: dict[str, int] = {}
    for place, name in enumerate(entry.names):
        words = counted(name)
        share = NAME if place else max(NAME, round(TITLE / max(1, len(words)) ** 0.5))
        for term in words:  # once, however many names it stands in
            named.setdefault(term, share)
        whole = name_term(name)
        if words and whole.count("_") < SHORT_NAME:
            named.setdefault(whole, NAME if place else TITLE)
    for term, share in named.items():
        weights[term] = weights.get(term, 0) + share
    return weights


def found(entry: Entry) -> Found:
    """What the index takes of a page. Depends on nothing else, so that any process can make it."""
    levels: list[list[str]] = [[] for _ in range(LEVELS)]
    for term, weight in terms(entry).items():
        levels[weight.bit_length() - 1 if weight < 1 << LEVELS else LEVELS - 1].append(term)
    return Found(entry.kind, entry.date, tuple(" ".join(level) for level in levels))


# --- All pages ---


def build_index(pages: Mapping[str, Found]) -> dict[str, bytes]:
    """The files of the index of pages by address. Asks for each page once, in order."""
    postings: dict[str, array] = defaultdict(partial(array, "L"))
    kinds, dates = [], []
    addresses = _in_order(pages)
    for number, address in enumerate(addresses):
        page = pages[address]
        kinds.append(page.kind)
        dates.append(page.date)
        for level, held in enumerate(page.terms):
            code = number * LEVELS + level
            for term in held.split():
                postings[term].append(code)
    listed = ((term, _encoded(postings[term])) for term in sorted(postings))
    files = [_file("terms", dict(chunk)) for chunk in _chunks(listed)]
    firsts = [next(iter(json.loads(data))) for _, data in files]
    chunks = [_file("addresses", addresses[at : at + IN_CHUNK]) for at in range(0, len(addresses), IN_CHUNK)]
    days = _file("dates", _steps(dates))
    entry = _entry(kinds, firsts, [name for name, _ in files], [name for name, _ in chunks], days[0])
    return dict([(ENTRY, entry), *files, *chunks, days])


def _in_order(addresses: Iterable[str]) -> list[str]:
    return sorted(addresses, key=lambda address: address.removesuffix("/"))


def _steps(dates: Iterable[int | None]) -> list[int | None]:
    """Days as steps from one that is known to the next: most neighbours are of nearly the same day, so that hosts compress them well."""
    steps, last = [], 0
    for date in dates:
        steps.append(None if date is None else date - last)
        last = last if date is None else date
    return steps


def _days(steps: list[int | None]) -> list[int | None]:
    """The days that `_steps` wrote."""
    reached = accumulate(step or 0 for step in steps)
    return [None if step is None else day for step, day in zip(steps, reached, strict=True)]


def _chunks(listed: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Terms in order, in files: a file ends before the term that would make it too large."""
    chunk: list[tuple[str, str]] = []
    size = 0
    for term, text in listed:
        cost = _cost(term, text)
        if chunk and size + cost > LARGEST:
            yield chunk
            chunk, size = [], 0
        chunk.append((term, text))
        size += cost
    if chunk:
        yield chunk


def _cost(term: str, text: str) -> int:
    return len(term) + len(text) + 6


def _entry(kinds: Iterable[str], firsts: list[str], files: Iterable[str], chunks: Iterable[str], dates: str) -> bytes:
    runs = [[kind, sum(1 for _ in same)] for kind, same in groupby(kinds)]
    return _json({
        "version": VERSION, "pages": sum(number for _, number in runs), "kinds": runs, "first": firsts,
        "terms": "".join(map(_hash_of, files)), "addresses": "".join(map(_hash_of, chunks)), "dates": _hash_of(dates),
    })  # fmt: skip


def _file(name: str, value: object) -> tuple[str, bytes]:
    data = _json(value)
    return _name(name, hashlib.sha256(data).hexdigest()[:HASH]), data


def _name(name: str, hashed: str) -> str:
    return f"{name}-{hashed}.json"


def _hash_of(name: str) -> str:
    return name[-HASH - 5 : -5]


def _json(value: object) -> bytes:
    return compact_json(value).encode()


_READ = {digit: value for value, digit in enumerate(DIGITS)}


def _encoded(codes: Iterable[int]) -> str:
    """Numbers of pages × 8 + level, ascending, as text."""
    codes = list(codes)
    return "".join([WRITTEN[code - (before & -LEVELS)] for before, code in zip(chain([0], codes), codes, strict=False)])


def _decoded(text: str) -> list[int]:
    """The numbers that `_encoded` wrote. Raises `KeyError`."""
    codes = []
    before = value = shift = 0
    for character in text:
        digit = _READ[character]
        value |= (digit & 31) << shift
        if digit > 31:
            shift += 5
        else:
            before = value + (before & -LEVELS)
            codes.append(before)
            value = shift = 0
    return codes


# --- An edit ---


def update_index(
    read: Callable[[str], bytes], before: Mapping[str, Found], after: Mapping[str, Found], changed: Iterable[str]
) -> tuple[dict[str, bytes], list[str]]:
    """The files to write and the names of those to remove, so that what `read` gives by name and is the index of `before` becomes
    that of `after`. `changed`: the addresses whose pages may differ. While all addresses stay, only pages among `changed` are asked
    for, and only files that hold a term of theirs are read. Raises `IndexDamaged`."""
    try:
        old = _Old(read)
        if before.keys() != after.keys():
            return _exchanged(old.names(), build_index(after))
        return _updated(old, before, after, changed)
    except (OSError, KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamaged(str(error)) from error


class _Old:
    """The index as it stands."""

    def __init__(self, read: Callable[[str], bytes]):
        self._read = read
        self.data = read(ENTRY)
        self.entry = json.loads(self.data)
        if self.entry["version"] != VERSION:
            raise IndexDamaged("of another version")
        self.firsts = self.entry["first"]
        self.files = self._listed("terms")
        self.chunks = self._listed("addresses")
        self.dates = _name("dates", self.entry["dates"])
        if len(self.files) != len(self.firsts):
            raise IndexDamaged("its list of files is not whole")

    def _listed(self, name: str) -> list[str]:
        hashes = self.entry[name]
        return [_name(name, hashes[at : at + HASH]) for at in range(0, len(hashes), HASH)]

    def names(self) -> list[str]:
        return [ENTRY, *self.files, *self.chunks, self.dates]

    def kinds(self) -> list[str]:
        return [kind for kind, number in self.entry["kinds"] for _ in range(number)]

    def read(self, name: str) -> object:
        data = self._read(name)
        if hashlib.sha256(data).hexdigest()[:HASH] != _hash_of(name):
            raise IndexDamaged(f"{name} has been changed")
        return json.loads(data)


def _exchanged(old: Iterable[str], new: dict[str, bytes], kept: Iterable[str] = ()) -> tuple[dict[str, bytes], list[str]]:
    """What to write and remove: of files named by their content, those of the same name are the same."""
    names = set(old)
    written = {name: data for name, data in new.items() if name == ENTRY or name not in names}
    return written, sorted(names - new.keys() - set(kept))


def _updated(old: _Old, before: Mapping[str, Found], after: Mapping[str, Found], changed: Iterable[str]) -> tuple[dict[str, bytes], list[str]]:
    addresses = _in_order(after)
    if len(addresses) != old.entry["pages"]:
        raise IndexDamaged("it is of other pages")
    number_of = {address: number for number, address in enumerate(addresses)}
    kinds, dates, edits = old.kinds(), None, _Edits()
    for address in dict.fromkeys(changed):
        number, was, now = number_of[address], before[address], after[address]
        if kinds[number] != was.kind:
            raise IndexDamaged(f"it has {address} as another kind")
        kinds[number] = now.kind
        if was.date != now.date:
            dates = dates or _days(old.read(old.dates))
            dates[number] = now.date
        edits.add(number, was, now)
    new = dict(_file("dates", _steps(dates)) for _ in range(1) if dates)
    day_file = next(iter(new), old.dates)
    firsts, files = _rechunked(old, edits, new)
    entry = _entry(kinds, firsts, files, old.chunks, day_file)
    if entry != old.data:
        new[ENTRY] = entry
    return _exchanged(old.names(), new, [ENTRY, *files, *old.chunks, day_file])


class _Edits:
    """What changes of each term: the codes it loses and those it gets."""

    def __init__(self) -> None:
        self.lost: dict[str, set[int]] = defaultdict(set)
        self.got: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, was: Found, now: Found) -> None:
        for level, (old, new) in enumerate(zip(was.terms, now.terms, strict=True)):
            if old != new:
                old_terms, new_terms = set(old.split()), set(new.split())
                for term in old_terms - new_terms:
                    self.lost[term].add(number * LEVELS + level)
                for term in new_terms - old_terms:
                    self.got[term].add(number * LEVELS + level)

    @property
    def terms(self) -> list[str]:
        return sorted({*self.lost, *self.got})

    def text(self, term: str, text: str) -> str:
        """A term's pages after the edit; empty where no page is left."""
        codes = set(_decoded(text))
        if not self.lost[term] <= codes or self.got[term] & codes:
            raise IndexDamaged(f"it has other pages for {term!r}")
        return _encoded(sorted(codes - self.lost[term] | self.got[term]))


def _rechunked(old: _Old, edits: _Edits, new: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """The first terms and names of all files of terms; those that were not there yet are put into `new`. A file is read if an edited
    term belongs in it, or stands first in the one after it, or if the file before it now ends elsewhere."""
    touched: dict[int, list[str]] = defaultdict(list)
    reread = set()
    for term in edits.terms:
        at = max(0, bisect_right(old.firsts, term) - 1)
        touched[at].append(term)
        if old.firsts and term == old.firsts[at] and at:
            reread.add(at - 1)
    reread |= touched.keys()
    firsts: list[str] = []
    files: list[str] = []
    chunk: dict[str, str] = {}
    size = 0

    def close() -> None:
        nonlocal chunk, size
        if chunk:
            name, data = _file("terms", chunk)
            firsts.append(next(iter(chunk)))
            files.append(name)
            new[name] = data
        chunk, size = {}, 0

    for at in range(max(1, len(old.files)) if touched else len(old.files)):
        held = None
        if chunk and at not in reread:
            # Untouched: it stays as it is if what is gathered so far ends where it begins.
            held = old.read(old.files[at])
            first = old.firsts[at]
            if size + _cost(first, held[first]) > LARGEST:
                close()
        if not chunk and at not in reread:
            firsts.append(old.firsts[at])
            files.append(old.files[at])
            continue
        if held is None:
            held = old.read(old.files[at]) if old.files else {}
        texts = held | {term: edits.text(term, held.get(term, "")) for term in touched.get(at, ())}
        for term in sorted(texts):
            if not texts[term]:
                continue
            cost = _cost(term, texts[term])
            if chunk and size + cost > LARGEST:
                close()
            chunk[term] = texts[term]
            size += cost
    close()
    return firsts, files
