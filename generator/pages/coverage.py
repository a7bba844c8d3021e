"""The page of coverage, for editors: how much of each document the records use, and where something is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.check.coverage import Coverage, Left, totals
from generator.model.records import Source
from generator.pages import folding, links, wording
from generator.pages.escape import markdown_text, plain
from generator.pages.folding import Part, Section, parts
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import part_description, part_drafts, part_title, parts_view
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

MOST_LEFT = 40
"""Sentences left that are listed for one document."""

DOCUMENT, LEFT = 500, 160
"""What a document's figures weigh in bytes, and a sentence left."""

COUNTED = ("cited", "set_aside", "headings", "omitted")


@dataclass(frozen=True, slots=True)
class LeftView:
    """A sentence left, without its words, which are the publisher's: its line, its source and what is named in it."""

    line: int
    source: Named | None
    named: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's coverage in words: `share` of the sentences that are accounted for, (name, number) for what became of them."""

    name: Markup
    share: str
    sources: tuple[Named, ...]
    counts: tuple[tuple[str, str], ...]
    left: tuple[LeftView, ...]
    more: int
    error: str


def coverage_drafts(lookup: Lookup, coverages: Iterable[Coverage]) -> Iterator[Draft]:
    """`/coverage/` and its further parts."""
    coverages = tuple(coverages)
    cut = parts([Section("documents", coverages, _weight)])
    yield from part_drafts(links.COVERAGE, "coverage", len(cut), partial(_coverage_page, lookup, coverages, cut))


def _weight(one: Coverage) -> int:
    return DOCUMENT + len(one.sources) * folding.ENTRY + min(len(one.left), MOST_LEFT) * LEFT


def _coverage_page(lookup: Lookup, coverages: Sequence[Coverage], cut: Sequence[Part], number: int) -> Page:
    sheet = Sheet(lookup, links.part_path(links.COVERAGE, number))
    title, total = plain(lookup.timeline.settings.title), totals(coverages)
    trail = [(say("crumb_sources"), links.SOURCES), *([(say("title_coverage"), links.COVERAGE)] if number > 1 else ())]
    return sheet.page(
        "coverage" if number == 1 else "part", part_title(say("title_coverage"), number),
        part_description(say("coverage_description", title=title), number), crumbs=sheet.crumbs(*trail), template="coverage",
        first=number == 1, share=_share(total), counts=_counts(total), parts=parts_view(sheet, links.COVERAGE, number, len(cut)),
        documents=[_document(sheet, one) for section in cut[number - 1] for one in section.rows],
    )  # fmt: skip


def _document(sheet: Sheet, one: Coverage) -> DocumentView:
    sources = [sheet.timeline.sources[source] for source in one.sources]
    return DocumentView(
        markdown_text(one.document), _share(one), tuple(_source(sheet, source) for source in sources), _counts(one),
        tuple(_left(sheet, left) for left in one.left[:MOST_LEFT]), max(0, len(one.left) - MOST_LEFT), one.error,
    )  # fmt: skip


def _source(sheet: Sheet, source: Source) -> Named:
    path = links.source_path(source.id)
    return Named(markdown_text(sheet.lookup.titles[path]), sheet.href(path))


def _share(one: Coverage) -> str:
    return say("coverage_share", percent=one.percent, sentences=wording.count(one.sentences, "sentence_plain"))


def _counts(one: Coverage) -> tuple[tuple[str, str], ...]:
    numbers = [(say(f"coverage_{name}"), getattr(one, name)) for name in COUNTED] + [(say("coverage_left"), len(one.left))]
    return tuple((name, f"{number:,}") for name, number in numbers if number)


def _left(sheet: Sheet, left: Left) -> LeftView:
    source = _source(sheet, sheet.timeline.sources[left.source]) if left.source else None
    return LeftView(left.line, source, ", ".join((*left.dates, *left.names)))
