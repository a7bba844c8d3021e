"""How much of every document the records use: what a sentence of it became, and which sentences became nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from generator.check.evidence import Cover, all_names, cited_quotes, headings_of, quotes_set_aside, touched_spans
from generator.check.timeline import Passage, SourceText
from generator.load.documents import Document
from generator.model.names import Names
from generator.model.parse import Model
from generator.model.records import Quote, Source
from generator.model.suggest import suggest
from generator.model.text import calendar_words, fold, says_something, sentences
from generator.store import Recall, digest


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that nothing touches: where it stands, its words, the words in it that date something, and recorded names.
    `source` is empty where it belongs to no source's part of the document."""

    source: str
    line: int
    words: str
    dates: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the sentences of one document. Each is counted once, as the first of: cited (by a claim), set aside,
    heading (the headline or byline), omitted; `left` are the rest, those with a date or a name first. `error` says why a
    document could not be read."""

    document: str
    sources: tuple[str, ...]
    cited: int
    set_aside: int
    headings: int
    omitted: int
    left: tuple[Left, ...]
    error: str = ""

    @property
    def sentences(self) -> int:
        return self.cited + self.set_aside + self.headings + self.omitted + len(self.left)

    @property
    def accounted(self) -> int:
        """Sentences that are accounted for."""
        return self.sentences - len(self.left)

    @property
    def percent(self) -> int:
        """Of the sentences that are accounted for, rounded down, so that 100 means every one."""
        return 100 * self.accounted // self.sentences if self.sentences else 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a check has read, also where it found problems: records, texts of sources, passages found, documents."""

    model: Model
    texts: dict[str, SourceText]
    passages: dict[Quote, Passage]
    documents: dict[str, Document]


def coverage(reading: Reading, recall: Recall | None = None) -> tuple[Coverage, ...]:
    """Every document, by name. `recall` has what an earlier run found."""
    recall = recall or Recall()
    cited = touched_spans(cited_quotes(reading.model), reading.passages)
    aside = touched_spans(quotes_set_aside(reading.model), reading.passages)
    by_document: dict[str, list[Source]] = {}
    for source in reading.model.sources.values():
        by_document.setdefault(source.document, []).append(source)
    told = all_names(reading.model)
    known = repr(told).encode()
    names = Names(told)

    def of(document: Document) -> Coverage:
        sources = by_document.get(document.name, [])
        spans = [(cited.get(source.id), aside.get(source.id), reading.texts.get(source.id)) for source in sources]
        read = [(source.id, source.headline, source.byline, source.published.text, source.language) for source in sources]
        kept = [(one, other, text and (text.stretches, text.sentences, text.omitted)) for one, other, text in spans]
        ground = digest(document.sha256.encode(), document.error.encode(), repr((read, kept)).encode(), known)
        return _read(recall(document.name, ground, lambda: astuple(_document(document, sources, reading.texts, cited, aside, names))))

    return tuple(of(document) for _, document in sorted(reading.documents.items()))


def _read(value: tuple) -> Coverage:
    *numbers, left, error = value
    return Coverage(*numbers, tuple(Left(*one) for one in left), error)


def _document(
    document: Document, sources: list[Source], texts: dict[str, SourceText], cited: dict, aside: dict, names: Names
) -> Coverage:
    found = sorted(((texts[source.id], source) for source in sources if source.id in texts), key=lambda pair: pair[0].stretches)
    identifiers = tuple(source.id for _, source in found) or tuple(source.id for source in sources)
    if document.error:
        return Coverage(document.name, identifiers, 0, 0, 0, 0, (), document.error)
    counts = {"cited": 0, "set_aside": 0, "headings": 0}
    left: list[Left] = []
    omitted = 0
    for text, source in found:
        covers = {"cited": Cover(cited.get(source.id, ())), "set_aside": Cover(aside.get(source.id, ()))}
        headings = headings_of(source)
        omitted += sum(len(_said(document, *cut)) for cut in text.omitted)
        for start, end in text.sentences:
            words = document.text[start:end]
            if not says_something(words):
                continue
            became = next((name for name, cover in covers.items() if cover.meets(start, end)), "headings" if fold(words) in headings else "")
            if became:
                counts[became] += 1
            else:
                left.append(_left(document, start, words, names, source))
    for start, end in _beyond(document, [text for text, _ in found]):
        left += [_left(document, a, document.text[a:b], names) for a, b in _said(document, start, end)]
    left.sort(key=lambda one: (not (one.dates or one.names), one.line))
    return Coverage(document.name, identifiers, **counts, omitted=omitted, left=tuple(left))


def _left(document: Document, start: int, words: str, names: Names, source: Source | None = None) -> Left:
    words = " ".join(words.split())
    named = dict.fromkeys(words[found.start : found.end] for found in names.find(words) if found.keys[0][0] != "outlet")
    if source:
        dates = dict.fromkeys(words[found.start : found.end] for found in suggest(words, source.published, source.language))
    else:
        dates = dict.fromkeys(calendar_words(words).values())
    return Left(source.id if source else "", document.line_of(start), words, tuple(dates), tuple(named))


def _beyond(document: Document, texts: list[SourceText]) -> Iterator[tuple[int, int]]:
    """Stretches of a document that are in no source, neither kept nor omitted."""
    at = 0
    for start, end in sorted(span for text in texts for span in (*text.stretches, *text.omitted)):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(document.text):
        yield at, len(document.text)


def _said(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in sentences(document.text, start, end) if says_something(document.text[a:b])]


def totals(coverages: Iterable[Coverage]) -> Coverage:
    """All documents as one, by the name of none."""
    known = [one for one in coverages if not one.error]
    return Coverage(
        "", (), sum(one.cited for one in known), sum(one.set_aside for one in known), sum(one.headings for one in known),
        sum(one.omitted for one in known), tuple(left for one in known for left in one.left),
    )
