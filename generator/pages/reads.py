"""What a page's reads rest on, as digests: where none of them has changed since a page was made, the page would come out the same.

Receives the notes of `generator.trace` and the digests of record files. A record counts with everything in its file (a source with its
document, too), so that a page is made once too often rather than once too seldom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from generator.model.edtf import Date
from generator.model.records import Actor, Citation, Claim, Difference, Event, Place, Source
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Draft
from generator.store import digest
from generator.trace import ALL, Read, Whole

_RECORDS = frozenset({"event", "actors", "places", "sources"})


class Digests:
    """Digests of reads for one timeline."""

    def __init__(self, lookup: Lookup, records: Mapping[str, bytes]):
        """`records`: the digest of each record file by its path."""
        self._lookup = lookup
        self._records = records
        self._events = {event.id: f"{event.id} {records[event.path].hex()}" for event in lookup.timeline.events}
        self._indexes: dict[str, dict | tuple] = {}
        self._kept: dict[Read, bytes] = {}
        self._texts: dict[type, Callable[[Any], str]] = {
            str: repr, int: repr, bool: repr, float: repr, type(None): repr,
            tuple: self._listed, list: self._listed, Whole: self._listed,
            dict: lambda value: self._listed(sorted(value.items())), Counter: lambda value: self._listed(sorted(value.items())),
            Event: lambda event: self._events[event.id],
            Claim: lambda claim: f"{self._events[claim.event]} {claim.id}",
            Asked: lambda asked: f"{self._events[asked.event.id]} {asked.number}",
            Actor: self._record, Place: self._record, Source: self._record,
            Citation: lambda citation: repr((citation.quote.source, citation.quote.words, citation.quote.prefix, citation.quote.suffix)),  # beside its claim
            Difference: lambda difference: repr(difference.question),  # beside its event
            Date: lambda date: date.text,
        }  # fmt: skip

    def of(self, read: Read) -> bytes:
        """What was read, as a digest; of something that is no longer there, one that nothing else has."""
        found = self._kept.get(read)
        if found is None:
            found = self._kept[read] = self._of(*read)
        return found

    def _of(self, name: str, key: object) -> bytes:
        values = self._indexes.get(name)
        if values is None:
            values = self._indexes[name] = self._index(name)
        if key is ALL:
            return digest(self._listed(dict.items(values) if isinstance(values, dict) else values).encode("utf-8", "surrogatepass"))
        value = dict.get(values, key)
        if value is None or value is True:
            return _ABSENT if value is None else _PRESENT
        return self._records[value.path] if name in _RECORDS else digest(self._text(value).encode("utf-8", "surrogatepass"))

    def given(self, draft: Draft) -> bytes:
        """What the draft of a page holds itself, besides what it looks up: records, dates, texts."""
        held = [value for value in draft.make.args if value is not self._lookup]
        return digest(self._listed(held).encode("utf-8", "surrogatepass"))

    def _index(self, name: str) -> dict | tuple:
        """What a read's name stands for."""
        lookup, timeline = self._lookup, self._lookup.timeline
        if name == "names":
            return tuple(self._names())
        if name == "bearers":
            return lookup.origins.bearers
        if name in _OF_KNOWN:
            return getattr(lookup.known, _OF_KNOWN[name])
        return getattr(timeline if hasattr(type(timeline), name) or name in vars(timeline) else lookup, name)

    def _names(self) -> Iterator[object]:
        """All that decides which names a text mentions."""
        timeline = self._lookup.timeline
        for record in (*timeline.actors.values(), *timeline.places.values()):
            yield record.path, record.all_names
        yield from sorted({name for source in timeline.sources.values() for name in (source.publisher, *source.agencies)})

    def _text(self, value: object) -> str:
        """A value as a text that no other value has, records in it by their files."""
        make = self._texts.get(type(value))
        if make:
            return make(value)
        if isinstance(value, tuple):  # one with names for its parts
            return self._listed(value)
        if is_dataclass(value):
            return self._listed(getattr(value, field.name) for field in fields(value))
        return repr(value)

    def _listed(self, values: Iterable) -> str:
        return f"({','.join(map(self._text, values))})"

    def _record(self, record: Actor | Place | Source) -> str:
        return f"{record.id} {self._records[record.path].hex()}"


_ABSENT, _PRESENT = digest(b"absent"), digest(b"present")

_OF_KNOWN = {
    "day": "on", "day_neighbours": "neighbours", "has_day": "has_day", "claim_days": "claim_days", "days": "days", "undated": "undated",
}  # fmt: skip
"""Indexes of `Known` by the name that they note."""
