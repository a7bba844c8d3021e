"""The page of a source: what is known of it and how, then every passage quoted from it, each in its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from markupsafe import Markup

from generator.check.timeline import Passage
from generator.model import edtf
from generator.model.records import Source, Stretch
from generator.pages import links, wording
from generator.pages.escape import cut, fragment, markdown_text, plain
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import Named, Sheet, is_low
from generator.pages.wording import say


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of shown text. Marked where it is quoted; `anchors` are the passages that begin with it."""

    text: Markup
    marked: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Sentences shown together, the words quoted in them, and what rests on those. `line` counts in the document."""

    line: int
    segments: tuple[Segment, ...]
    rests: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Sentences between that are not shown."""

    words: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Passages whose sentences touch, and the stretch of document that shows them; `first` and `last` count sentences."""

    first: int
    last: int
    start: int
    end: int
    passages: tuple[Passage, ...]


def source_page(lookup: Lookup, source: Source) -> Page:
    """`/sources/ID/`."""
    sheet = Sheet(lookup, links.source_path(source.id))
    title = lookup.titles[sheet.path]
    published = edtf.words(source.published)
    passages = _shown_passages(sheet, source)
    return sheet.page(
        "source", title, say("source_description", title=cut(title, 90), publisher=source.publisher, date=published),
        when=edtf.short_words(source.published), record=source.path,
        crumbs=sheet.crumbs((say("crumb_sources"), links.SOURCES)),
        source=source, low=is_low(source), language=wording.language(source.language),
        agencies=[sheet.actor_or_name(agency) for agency in source.agencies],
        url=links.outbound_href(source.url), archive=links.outbound_href(source.archive),
        part=_stretch(source.part) if source.part else "",
        omitted=[(_stretch(stretch), markdown_text(plain(stretch.why))) for stretch in source.omit],
        aside=[markdown_text(why) for why in dict.fromkeys(plain(item.why) for item in source.set_aside)],
        quoted=lookup.passages_quoted[source.id], events=len(lookup.timeline.events_of_source.get(source.id, ())),
        passages=passages,
    )  # fmt: skip


def _stretch(stretch: Stretch) -> Markup:
    return markdown_text(say("stretch", start=stretch.start, end=stretch.end))


def _shown_passages(sheet: Sheet, source: Source) -> list[Shown | Gap]:
    """Every quoted passage in document order, with the gaps between; the whole text where its licence allows it."""
    rests = _rests(sheet, source)
    passages = sorted((sheet.timeline.passages[quote] for quote in rests), key=lambda p: (p.start, p.end))
    by_anchor: dict[str, dict[Named, None]] = {}
    for quote, named in rests.items():
        by_anchor.setdefault(sheet.timeline.passages[quote].anchor, {}).update(dict.fromkeys(named))
    text = sheet.timeline.texts[source.id]
    sentences = text.sentences
    shown: list[Shown | Gap] = []
    at = 0
    for group in _groups(passages, sentences):
        shown += _between(source, text, at, group.first)
        named = dict.fromkeys(one for passage in group.passages for one in by_anchor[passage.anchor])
        shown.append(Shown(group.passages[0].line, _segments(text.document.text, group), tuple(named)))
        at = max(at, group.last + 1)
    return shown + (_between(source, text, at, len(sentences)) if shown else [])


def _rests(sheet: Sheet, source: Source) -> dict:
    """What rests on the words of a source, by quote: claims, then dates."""
    timeline, lookup = sheet.timeline, sheet.lookup
    rests: dict = {}
    for claim, citation in timeline.citations_of_source.get(source.id, ()):
        title = lookup.card(timeline.event[claim.event]).plain_title
        words = say("passage_claim", title=title, n=lookup.claim_number[claim.ref])
        rests.setdefault(citation.quote, []).append(Named(markdown_text(words), sheet.claim_href(claim.ref)))
    for event, quote in timeline.workings_of_source.get(source.id, ()):
        words = say("passage_dates", title=lookup.card(event).plain_title)
        rests.setdefault(quote, []).append(Named(markdown_text(words), sheet.event_href(event.id)))
    return rests


def _groups(passages: list[Passage], sentences: tuple[tuple[int, int], ...]) -> list[_Group]:
    """Passages by the sentences they stand in; passages that share a sentence, or stretch into it, go together."""
    starts = [start for start, _ in sentences]
    ends = [end for _, end in sentences]
    groups: list[_Group] = []
    for passage in passages:
        first, last = bisect_right(ends, passage.start), bisect_left(starts, passage.end) - 1
        start, end = passage.start, passage.end
        if first <= last:
            start, end = min(start, starts[first]), max(end, ends[last])
        before = groups[-1] if groups else None
        if before and start < before.end:
            together = {known.anchor: known for known in (*before.passages, passage)}
            groups[-1] = _Group(before.first, max(before.last, last), before.start, max(before.end, end), tuple(together.values()))
        else:
            groups.append(_Group(first, last, start, end, (passage,)))
    return groups


def _segments(text: str, group: _Group) -> tuple[Segment, ...]:
    """The group's text cut where passages begin and end, so that overlapping ones need no marks inside marks."""
    spans: list[list[int]] = []
    for passage in group.passages:  # in order of their start
        if spans and passage.start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], passage.end)
        else:
            spans.append([passage.start, passage.end])
    anchors: dict[int, tuple[str, ...]] = {}
    for passage in group.passages:
        anchors[passage.start] = (*anchors.get(passage.start, ()), passage.anchor)
    cuts = sorted({group.start, group.end, *(edge for passage in group.passages for edge in (passage.start, passage.end))})
    segments = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        marked = any(first <= start < last for first, last in spans)
        segments.append(Segment(fragment(text[start:end]), marked, anchors.get(start, ())))
    return tuple(segments)


def _between(source: Source, text, first: int, last: int) -> list[Shown | Gap]:
    """Sentences `first` to before `last`: a gap, or the sentences themselves where the source may be published in full."""
    if last <= first:
        return []
    if source.publish != "full":
        return [Gap(wording.count(last - first, "sentence"))]
    document = text.document
    return [
        Shown(document.line_of(start), (Segment(fragment(document.text[start:end]), False, ()),), ())
        for start, end in text.sentences[first:last]
    ]
