"""What earlier checks found out, kept in a `Store`, so that a check after an edit costs the edit.

Kept is only what gave no problem: the typed record of a file, the text of a document, the text of a source, the outcome of an event's
checks. Each holds for as long as all that it rests on is the same: a file's value for its bytes (`generator/load/files.py`), the rest
for a key (`Grounds`) made of the digests of the files it was found in. With a store or without, a check finds the same.

An entry is data: no class but those of `CLASSES` is ever made from one, and one that is not understood counts as not there.
"""

from __future__ import annotations

import gc
import io
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from operator import attrgetter
from pathlib import Path

from generator.check.events import Outcome
from generator.check.evidence import quotes_of_event, quotes_of_source, sources_of
from generator.check.timeline import Passage, SourceText
from generator.load import KINDS, Loaded, load_record, project_files, reread
from generator.load.documents import Converter, Document
from generator.load.files import Files
from generator.load.tree import Deferred, Mapping, Reread, mappings
from generator.model import records as r
from generator.model.edtf import Date
from generator.model.names import first_words
from generator.model.parse import Model, parse_record
from generator.model.records import Event, Quote, Source
from generator.model.text import plain_marks
from generator.problems import Problem
from generator.processes import processes_for, spread
from generator.store import DIGEST, Store, Table, digest

CLASSES = (
    r.Actor, r.Citation, r.Claim, r.ClaimRef, r.Conversion, r.Correction, r.Difference, r.Event, r.Inference, r.Mark, r.Place, r.PlaceName,
    r.Quote, r.Relation, r.Reliability, r.Role, r.Sentence, r.SetAside, r.Settings, r.Source, r.Stretch, r.Time, r.Working,
    Date, Document, Converter,
)  # fmt: skip
_NAMED = {(kind.__module__, kind.__qualname__): kind for kind in CLASSES}
_PARTS = {kind: attrgetter(*(field.name for field in fields(kind))) for kind in CLASSES}

FEWEST = 200
"""Files or events that are worth a process of their own."""


class Memo:
    """The memory of the checks of the project at `root`; without a store there is none. `files` are its files, as an earlier run
    knew them."""

    def __init__(self, root: Path, store: Store | None):
        self._root = root
        self._store = store
        self.files = Files(root, store.all("file") if store else {}, self._value)
        self._events, self._sources = Table(store, "event"), Table(store, "source")
        self._names = store.get("names", "") if store else None
        self._paths: list[str] = []

    def _value(self, path: str, kept: bytes) -> object | None:
        return undump(kept, reread(self.files, path))

    def prepare(self, paths: list[str]) -> None:
        """Take note of the paths of `content/`; read record files of which nothing is known, where they are many, in several
        processes."""
        self._paths = paths
        new = [path for path in paths if path.count("/") > 1 and path.endswith(".yml") and not self.files.known(path)]
        if processes_for(len(new), FEWEST) > 1:
            self.files.take(spread(self._read, new, FEWEST))

    def _read(self, paths: Iterable[str]) -> list[tuple[str, bytes]]:
        """Entries of record files without a problem."""
        files = Files(self._root)
        for path in paths:
            folder, name = path.split("/")[1], path.rpartition("/")[2].removesuffix(".yml")
            problems: list[Problem] = []
            if folder in KINDS and (raw := load_record(files, KINDS[folder], name, path, problems)):
                record, _ = parse_record(raw, problems)
                if not problems:
                    files.keep(path, dump(record, raw.node))
        return [(path, entry) for path, entry in files.entries() if files.keeps(path)]

    def text(self, source: Source, document: Document, key: bytes) -> tuple[SourceText, dict[Quote, Passage]] | None:
        """The text of a source and the passages it sets aside."""
        entry = self._sources.earlier(source.path)
        if entry[:DIGEST] != key:
            return None
        try:
            stretches, sentences, omitted, found = json.loads(entry[DIGEST:])
            text = SourceText(document, *(tuple((start, end) for start, end in spans) for spans in (stretches, sentences, omitted)))
            passages = _passages(quotes_of_source(source), found, {source.id: text})
        except Exception:
            return None
        self._sources.keep(source.path, entry)
        return text, passages

    def has_text(self, source: Source) -> bool:
        """Whether `text` has answered for a source."""
        return source.path in self._sources

    def keep_text(self, source: Source, key: bytes, text: SourceText, passages: dict[Quote, Passage]) -> None:
        data = (text.stretches, text.sentences, text.omitted, _found(quotes_of_source(source), passages))
        self._sources.keep(source.path, key + json.dumps(data, separators=(",", ":")).encode())

    def passages(self, event: Event, key: bytes, texts: dict[str, SourceText]) -> dict[Quote, Passage]:
        """Where an event's quotes stand, as far as that is known. `key` is that of `Grounds.quotes`."""
        entry = self._events.earlier(event.path)
        outcome = undump_outcome(event, entry[2 * DIGEST :], texts) if entry[:DIGEST] == key else None
        return outcome.passages if outcome else {}

    def outcome(self, event: Event, key: bytes, texts: dict[str, SourceText], changed: frozenset[str] | None) -> Outcome | None:
        """The outcome of an event's checks. `key` is that of `Grounds.event`, `changed` the answer of `changed_words`."""
        entry = self._events.earlier(event.path)
        outcome = undump_outcome(event, entry[2 * DIGEST :], texts) if entry[DIGEST : 2 * DIGEST] == key else None
        if outcome and (changed is None or changed and names_any(event, outcome, changed)):
            return None
        if outcome:
            self._events.keep(event.path, entry)
        return outcome

    def keep_outcome(self, event: Event, outcome: Outcome, grounds: Grounds) -> None:
        if self._store:
            self._events.keep(event.path, grounds.quotes(event) + grounds.event(event) + dump_outcome(event, outcome))

    def changed_words(self, names: Iterable[tuple[str, tuple]]) -> frozenset[str] | None:
        """The words that begin a name which has come, gone or become another record's since; None where that is not known. Outcomes
        of events without any of them hold for the names of now. `names` are all names with the keys of their records."""
        now = sorted({(name, *key) for name, key in names})
        before, self._names = self._names, json.dumps(now).encode()
        try:
            then = {(name, kind, bearer) for name, kind, bearer in json.loads(before)} if before else None
            return None if then is None else frozenset(first_words(name for name, *_ in then.symmetric_difference(now)))
        except Exception:
            return None

    def save(self, loaded: Loaded, model: Model, problems: Sequence[Problem]) -> None:
        """Leave to a later run what it may use; forget what does not hold any more."""
        if not self._store:
            return
        faulty = {problem.spot.path for problem in (*loaded.problems, *model.problems)}
        typed = {record.path: record for record in (*model.events, *model.actors.values(), *model.places.values(), *model.sources.values())}
        if model.settings:
            typed[model.settings.path] = model.settings
        for raw in (*loaded.records, *([loaded.settings] if loaded.settings else [])):
            if raw.value is None and raw.path not in faulty and raw.path in typed:
                self.files.keep(raw.path, dump(typed[raw.path], raw.node))
        for document in loaded.documents.fresh:
            if not document.error:
                self.files.keep(f"seeds/{document.name}", dump(document))
        self._store.put("file", dict(self.files.entries()))
        self._store.drop("file", self.files.gone())
        self._events.save()
        self._sources.save()
        if self._names is not None and self._store.get("names", "") != self._names:
            self._store.put("names", {"": self._names})
        # Of the files that were there when they were read: one that has come since has not been checked.
        seen = [*self._paths, *(f"seeds/{name}" for name in loaded.documents)]
        state = b"" if problems else self.files.state(sorted(seen))
        if self._store.get("sound", "") != state:
            self._store.put("sound", {"": state})
        self._store.commit()


def still_sound(root: Path, store: Store) -> bool:
    """Whether a check found no problem, not even a warning, and no file of the project has changed since."""
    state, paths = store.get("sound", ""), project_files(root)
    return bool(state and paths) and Files(root, store.all("file")).state(sorted(paths)) == state


class Grounds:
    """Keys of what the outcomes of checks rest on. `digests` are those of `Checked`: a source's comes with its document's."""

    def __init__(self, model: Model, named: frozenset[str], digests: dict[str, bytes]):
        self._named = named
        self._events = {event.id: event for event in model.events}
        self._digests = digests
        self._sources = {source.id: digests[source.path] for source in model.sources.values()}
        self._settings = digests.get("content/timeline.yml", b"")
        self._made: dict[str, bytes] = {}

    def source(self, source: Source) -> bytes:
        """Of a source's text: its record and its document."""
        return self._sources[source.id]

    def quotes(self, event: Event) -> bytes:
        """Of an event's passages: its record, the sources it quotes."""
        if event.id not in self._made:
            parts = (part for source in sorted(sources_of(event)) for part in (source.encode(), self._sources.get(source, b"")))
            self._made[event.id] = digest(self._digests[event.path], *parts)
        return self._made[event.id]

    def event(self, event: Event) -> bytes:
        """Of all an event's checks but for names: its passages and those of the events it takes claims or a date from."""
        others = {mark.ref.event for sentence in event.summary for mark in sentence.marks}
        others.update(ref.event for difference in event.differences for ref in difference.claims)
        others.update(working.from_event for working in event.dating if working.from_event)
        others.discard(event.id)
        parts = (part for other in sorted(others) for part in (other.encode(), self._other(other)))
        return digest(self.quotes(event), self._settings, *parts)

    def _other(self, identifier: str) -> bytes:
        if identifier in self._events:
            return self.quotes(self._events[identifier])
        return b"unread" if identifier in self._named else b""


def names_any(event: Event, outcome: Outcome, words: frozenset[str]) -> bool:
    """Whether a claim of an event, or words that it quotes, may hold a name that begins with one of some words."""
    texts = [claim.text for claim in event.claims] + [passage.text for passage in outcome.passages.values()]
    texts += [citation.quote.words for claim in event.claims for citation in claim.cites if citation.quote not in outcome.passages]
    plain = plain_marks("\n".join(texts))
    return any(word in plain for word in words)


# --- Outcomes to bytes and back ---


def dump_outcome(event: Event, outcome: Outcome) -> bytes:
    data = (outcome.values, outcome.quotations, _found(quotes_of_event(event), outcome.passages))
    return json.dumps(data, separators=(",", ":")).encode()


def undump_outcome(event: Event, dumped: bytes, texts: dict[str, SourceText]) -> Outcome | None:
    """The outcome of an event's checks that gave no problem."""
    try:
        values, quotations, found = json.loads(dumped)
        return Outcome(_passages(quotes_of_event(event), found, texts), values, quotations)
    except Exception:
        return None


def _found(quotes: Iterable[tuple[Quote, Mapping, str]], passages: dict[Quote, Passage]) -> list:
    """Where each quote stands, in order; what its own text and record tell is left out."""
    found = (passages.get(quote) for quote, _, _ in quotes)
    return [one and (one.start, one.end, one.line, one.anchor) for one in found]


def _passages(quotes: Iterable[tuple[Quote, Mapping, str]], found: list, texts: dict[str, SourceText]) -> dict[Quote, Passage]:
    passages = {}
    for (quote, _, _), place in zip(quotes, found, strict=True):
        if place:
            start, end, line, anchor = place
            passages[quote] = Passage(quote.source, start, end, line, texts[quote.source].document.text[start:end], anchor)
    return passages


# --- Records to bytes and back ---


def dump(value: object, tree: Mapping | None = None) -> bytes:
    """A record or document as bytes. The mappings of its file's `tree` become their numbers."""
    buffer = io.BytesIO()
    _Pickler(buffer, {id(node): number for number, node in enumerate(mappings(tree))} if tree else {}).dump(value)
    return buffer.getvalue()


def undump(data: bytes, file: Reread) -> object | None:
    """What `dump` made bytes of, its mappings deferred to `file`; None for any other bytes."""
    try:
        return _Unpickler(io.BytesIO(data), file).load()
    except Exception:
        return None


class _Pickler(pickle.Pickler):
    """Writes instances of `CLASSES` as the class and the values of its fields."""

    def __init__(self, file: io.BytesIO, numbers: dict[int, int]):
        super().__init__(file, protocol=5)
        self._numbers = numbers

    def reducer_override(self, value: object):
        if isinstance(value, Mapping):
            return Deferred, (self._numbers[id(value)],)
        parts = _PARTS.get(type(value))
        return (type(value), parts(value)) if parts else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes instances of `CLASSES` and nothing else."""

    def __init__(self, data: io.BytesIO, file: Reread):
        super().__init__(data)
        self._file = file

    def find_class(self, module: str, name: str) -> Callable:
        return partial(Deferred, self._file) if name == Deferred.__name__ else _NAMED[module, name]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the garbage collector away while very many objects are made that stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
