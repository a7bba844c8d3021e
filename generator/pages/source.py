"""The page of a source: what is known of it and how, then every passage quoted from it, each in its sentence."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.check.timeline import Passage
from generator.model import edtf
from generator.model.records import Source, Stretch
from generator.pages import links, wording
from generator.pages.escape import cut, fragment, markdown_text, plain
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Sheet, is_low
from generator.pages.textfragment import Haystack
from generator.pages.wording import say

LONGEST_HEAD = 60
"""Characters of a passage's words where they tell it from others beside it."""


class Quoted(NamedTuple):
    """A passage beside the text, under the event whose claims and dates rest on it: the event where it was not named just before, the
    passage's words in short where others are shown with it, what rests on it, and, where it is met first, its anchor and the ways to it
    outside this site."""

    event: str
    words: str
    anchor: str
    rests: tuple[Named, ...]
    outside: tuple[Named, ...]


class Shown(NamedTuple):
    """Sentences shown together as HTML, the words quoted in them marked. `line` counts in the document; `on`: what rests on them begins with
    the event named last before them."""

    line: int
    html: Markup
    quoted: tuple[Quoted, ...]
    on: bool = False
    gap = ""


class Gap(NamedTuple):
    """Sentences between that are not shown, as `gap` says in words."""

    gap: str


class _Group(NamedTuple):
    """Passages whose sentences touch, and the stretch of document that shows them; `first` and `last` count sentences."""

    first: int
    last: int
    start: int
    end: int
    passages: tuple[Passage, ...]


def source_drafts(lookup: Lookup, source: Source) -> Iterator[Draft]:
    """`/sources/ID/` and its further parts."""
    total = len(lookup.source_cuts.get(source.id, ())) + 1
    yield from part_drafts(links.source_path(source.id), "source", total, partial(source_page, lookup, source))


def source_page(lookup: Lookup, source: Source, number: int = 1) -> Page:
    """`/sources/ID/`, or a further part of it."""
    path = links.source_path(source.id)
    sheet = Sheet(lookup, links.part_path(path, number))
    title = lookup.titles[path]
    published = edtf.words(source.published)
    starts = (0, *lookup.source_cuts.get(source.id, ()))
    passages = _shown_passages(sheet, source, starts, number)
    description = say("source_description", title=cut(title, 90), publisher=source.publisher, date=published)
    return sheet.page(
        "source" if number == 1 else "part", part_title(title, number), part_description(description, number), template="source",
        when=edtf.short_words(source.published), record=source.path, styles=["source"],
        crumbs=sheet.crumbs((say("crumb_sources"), links.SOURCES), *([(title, path)] if number > 1 else ())),
        first=number == 1, parts=parts_view(sheet, path, number, len(starts)), further=_further(sheet, source) if number == 1 < len(starts) else [],
        source=source, low=is_low(source), language=wording.language(source.language), tongue=sheet.foreign(source),
        agencies=[sheet.actor_or_name(agency) for agency in source.agencies],
        url=links.outbound_href(source.url), archive=links.outbound_href(source.archive),
        part=_stretch(source.part) if source.part else "",
        omitted=[(_stretch(stretch), markdown_text(plain(stretch.why))) for stretch in source.omit],
        aside=[markdown_text(why) for why in dict.fromkeys(plain(item.why) for item in source.set_aside)],
        quoted=lookup.passages_quoted[source.id], events=len(lookup.timeline.events_of_source.get(source.id, ())),
        passages=passages, explore=sheet.explore_href(source=source.id), listed=sheet.listed(path),
    )  # fmt: skip


def _stretch(stretch: Stretch) -> Markup:
    return markdown_text(say("stretch", start=stretch.start, end=stretch.end))


def _further(sheet: Sheet, source: Source) -> list[tuple[str, Named]]:
    """Passages on further pages: each keeps its address on the first one, whence it leads on."""
    passages = {sheet.timeline.passages[quote].anchor: sheet.timeline.passages[quote] for quote in _rests(sheet, source)}
    return [
        (passage.anchor, Named(markdown_text(say("quote_line", n=passage.line)), sheet.href(path, passage.anchor)))
        for passage in sorted(passages.values(), key=lambda one: (one.start, one.end))
        if (path := sheet.lookup.passage_path(passage)) != sheet.path
    ]


def _shown_passages(sheet: Sheet, source: Source, starts: tuple[int, ...] = (0,), number: int = 1) -> list[Shown | Gap]:
    """Every quoted passage in document order, with the gaps between; the whole text where its licence allows it. Of a source over several
    pages, which begin at the offsets `starts`, those of one."""
    rests = _rests(sheet, source)
    passages = sorted((sheet.timeline.passages[quote] for quote in rests), key=lambda p: (p.start, p.end))
    by_anchor: dict[str, dict[Named, None]] = {}
    for quote, named in rests.items():
        by_anchor.setdefault(sheet.timeline.passages[quote].anchor, {}).update(dict.fromkeys(named))
    text = sheet.timeline.texts[source.id]
    sentences = text.sentences
    outside = _Outside(source, text.document.text) if passages else None
    begin, end = starts[number - 1], starts[number] if number < len(starts) else len(text.document.text) + 1
    passages = [passage for passage in passages if begin <= passage.start < end]
    at, last = (bisect_left(sentences, (offset,)) for offset in (begin, end))
    shown: list[Shown | Gap] = []
    event = ""
    for group in _groups(passages, sentences):
        between = _between(source, text, at, group.first)
        shown += between
        quoted = _quoted(group, by_anchor, outside, "" if between else event)
        for one in quoted:
            event = one.event or event
        shown.append(Shown(group.passages[0].line, _marked(text.document.text, group), tuple(quoted), not quoted[0].event))
        at = max(at, group.last + 1)
    return shown + (_between(source, text, at, last) if shown or len(starts) > 1 else [])


def _quoted(group: _Group, by_anchor: Mapping[str, Iterable[Named]], outside: _Outside, before: str) -> list[Quoted]:
    """What rests on the passages of a group, event by event, first the one named just `before`. An event's name is the note of all that
    `by_anchor` has of it."""
    by_event: dict[str, dict[Passage, list[Named]]] = {before: {}} if before else {}
    for passage in group.passages:
        for named in by_anchor[passage.anchor]:
            by_event.setdefault(named.note, {}).setdefault(passage, []).append(named)
    quoted, met = [], set()
    for event, passages in by_event.items():
        for at, (passage, rests) in enumerate(passages.items()):
            new = passage.anchor not in met
            met.add(passage.anchor)
            quoted.append(Quoted(
                "" if at or event == before else event, _short(passage.text) if len(group.passages) > 1 else "",
                passage.anchor if new else "", tuple(rests), outside.ways(passage) if new else (),
            ))  # fmt: skip
    return quoted


def _short(text: str) -> str:
    """The first and last words of a passage, without quotation marks round them: the page sets its own."""
    words = text.split()
    if len(words) > 5:
        words = [*words[:2], "…", *words[-2:]]
    return cut(" ".join(words).strip("“”\""), LONGEST_HEAD)


class _Outside:
    """The ways to a source's passages at its publisher and in an archive, each opening at the words."""

    def __init__(self, source: Source, text: str):
        self._pages = [(say(key), url) for key, url in (("at_publisher", source.url), ("at_archive", source.archive)) if links.outbound(url)]
        self._haystack = Haystack.of(text) if self._pages else None

    def ways(self, passage: Passage) -> tuple[Named, ...]:
        if not self._haystack:
            return ()
        words = self._haystack.directive(passage.start, passage.end)
        return tuple(Named(markdown_text(label), links.at_words(url, words)) for label, url in self._pages)


def _rests(sheet: Sheet, source: Source) -> dict:
    """What rests on the words of a source, by quote: claims, then dates."""
    timeline, lookup = sheet.timeline, sheet.lookup
    rests: dict = {}
    for claim, citation in timeline.citations_of_source.get(source.id, ()):
        title = lookup.card(timeline.event[claim.event]).plain_title
        words = say("passage_claim", n=lookup.claim_number[claim.ref])
        rests.setdefault(citation.quote, []).append(Named(markdown_text(words), sheet.claim_href(claim.ref), title))
    for event, quote in timeline.workings_of_source.get(source.id, ()):
        title = lookup.card(event).plain_title
        rests.setdefault(quote, []).append(Named(markdown_text(say("passage_dates")), sheet.event_href(event.id), title))
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


def _marked(text: str, group: _Group) -> Markup:
    """The group's text with a mark for every passage. A mark stands within another where its words do; where two passages cross,
    the later one goes on in a second mark (`more`)."""
    pending = [(passage.start, -passage.end, order, passage.anchor) for order, passage in enumerate(group.passages)]
    heapq.heapify(pending)
    out: list[str] = []
    ends: list[int] = []
    at = group.start

    def write(until: int) -> None:
        nonlocal at
        if at < until:
            words = fragment(text[at:until])
            out.append(words if ends else f"<span>{words}</span>")
            at = until

    def close(until: int) -> None:
        while ends and ends[-1] <= until:
            write(ends[-1])
            out.append("</mark>")
            ends.pop()

    while pending:
        start, end, order, anchor = heapq.heappop(pending)
        end = -end
        close(start)
        write(start)
        if ends and end > ends[-1]:
            heapq.heappush(pending, (ends[-1], -end, order, ""))
            end = ends[-1]
        out.append(f'<mark id="{anchor}">' if anchor else '<mark class="more">')
        ends.append(end)
    close(group.end)
    write(group.end)
    return Markup("".join(out))


def _between(source: Source, text, first: int, last: int) -> list[Shown | Gap]:
    """Sentences `first` to before `last`: a gap, or the sentences themselves where the source may be published in full."""
    if last <= first:
        return []
    if source.publish != "full":
        return [Gap(wording.count(last - first, "sentence"))]
    document = text.document
    return [
        Shown(document.line_of(start), Markup(f"<span>{fragment(document.text[start:end])}</span>"), ())
        for start, end in text.sentences[first:last]
    ]
