"""Where accounts differ: the matrix of an event (questions down, sources across), one difference as a table (claims down,
sources across), the short form for lists, and the page of all differences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Citation, Claim, Difference, Event, Source
from generator.pages import links, wording
from generator.pages.differing import mark_differing
from generator.pages.escape import cut, markdown_text, plain, prose_html
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Page
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

MOST_TABLES = 100
"""Beyond this many differences their page lists them in short."""

MOST_SIDES = 500
"""Beyond this many it lists the questions alone."""

LONGEST_SIDE = 160
"""Characters of a side's words in the short form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in one source: who says it, how, the words there, and what a reader must know of them (`notes`)."""

    by: str
    stance: str
    href: str
    quotes: tuple[Markup, ...]
    language: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a source says to a question: entries, or why there are none."""

    source: str
    entries: tuple[Entry, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Question:
    """A difference as a row of a matrix: on its event's own page an anchor, elsewhere the way there."""

    anchor: str
    href: str
    question: Markup
    resolved: bool
    resolution: Markup
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Questions of one event by the sources that answer them."""

    sources: tuple[Named, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A claim as a side of a difference: as a row of a table, and in short with its first words."""

    by: str
    stance: str
    href: str
    cells: tuple[Cell, ...]
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One difference by itself: sides down, sources across."""

    href: str
    question: Markup
    plain_question: str
    resolved: bool
    resolution: Markup
    sources: tuple[Named, ...]
    sides: tuple[Side, ...]


def matrix(sheet: Sheet, event: Event) -> Matrix | None:
    """The differences of an event as one table; None where there are none."""
    if not event.differences:
        return None
    sources = _sources(sheet, event.differences)
    here = links.event_path(event.id) == sheet.path
    questions = []
    for number, difference in enumerate(event.differences, start=1):
        entries = _entries(sheet, difference)
        cells = tuple(_cell(source, difference, [by_source.get(source.id) for by_source in entries]) for source in sources)
        questions.append(
            Question(
                links.difference_anchor(number) if here else "",
                "" if here else sheet.asked_href(Asked(event, number, difference)),
                prose_html(difference.question), difference.status == "resolved", prose_html(difference.resolution), cells,
            )  # fmt: skip
        )
    return Matrix(_heads(sheet, sources), tuple(questions))


def difference_view(sheet: Sheet, asked: Asked, *, tables: bool = True, sides: bool = True) -> DifferenceView:
    """One difference as seen from any page; without `tables` its sides in short, without `sides` the question alone."""
    difference = asked.difference
    sources = _sources(sheet, [difference]) if tables else []
    entries = _entries(sheet, difference) if tables else [{} for _ in difference.claims]
    views = []
    for ref, by_source in zip(difference.claims if sides else (), entries, strict=False):
        claim = sheet.timeline.claim[ref]
        first = claim.cites[0].quote
        views.append(
            Side(
                by=wording.sentence_case(sheet.who(claim)),
                stance=claim.stance,
                href=sheet.claim_href(ref),
                cells=tuple(_cell(source, difference, [by_source.get(source.id)]) for source in sources),
                words=cut(plain_words(sheet.timeline.passages[first].text), LONGEST_SIDE),
                language=sheet.timeline.sources[first.source].language,
            )
        )
    return DifferenceView(
        sheet.asked_href(asked), prose_html(difference.question), plain(difference.question),
        difference.status == "resolved", prose_html(difference.resolution), _heads(sheet, sources), tuple(views),
    )  # fmt: skip


def plain_words(text: str) -> str:
    """A document's words on one line."""
    return " ".join(text.split())


def _sources(sheet: Sheet, differences: Iterable[Difference]) -> list[Source]:
    """The sources that answer a question of these or are known to be silent, in order of publication."""
    found = []
    for difference in differences:
        found += [citation.quote.source for ref in difference.claims for citation in sheet.timeline.claim[ref].cites]
        found += difference.silent
    return sheet.lookup.sources_in_order(found)


def _heads(sheet: Sheet, sources: list[Source]) -> tuple[Named, ...]:
    return tuple(
        Named(markdown_text(source.publisher), sheet.href(links.source_path(source.id)), edtf.short_words(source.published))
        for source in sources
    )


def _entries(sheet: Sheet, difference: Difference) -> list[dict[str, Entry]]:
    """Each claim of a difference by the sources that carry it, the words in which they part marked."""
    claims = [sheet.timeline.claim[ref] for ref in difference.claims]
    passages = sheet.timeline.passages
    accounts = [[plain_words(passages[citation.quote].text) for citation in claim.cites] for claim in claims]
    marked = mark_differing(accounts, difference.words)
    return [_by_source(sheet, claim, quotes) for claim, quotes in zip(claims, marked, strict=True)]


def _by_source(sheet: Sheet, claim: Claim, quotes: list[Markup]) -> dict[str, Entry]:
    cited: dict[str, list[tuple[Citation, Markup]]] = {}
    for citation, quote in zip(claim.cites, quotes, strict=True):
        cited.setdefault(citation.quote.source, []).append((citation, quote))
    outlet = not claim.by and not claim.by_words
    return {
        # In its own column an outlet need not be named again.
        source: Entry(
            say("outlet") if outlet else sheet.who(claim), claim.stance, sheet.claim_href(claim.ref), tuple(quote for _, quote in found),
            sheet.timeline.sources[source].language, _notes(sheet, claim, [citation for citation, _ in found]),
        )
        for source, found in cited.items()
    }  # fmt: skip


def _notes(sheet: Sheet, claim: Claim, citations: list[Citation]) -> tuple[str, ...]:
    attributed = bool(claim.by or claim.by_words)
    own = (say("quote_voice"),) if attributed and all(citation.voice == "outlet" for citation in citations) else ()
    return own + sheet.weakness(citations)


def _cell(source: Source, difference: Difference, entries: list[Entry | None]) -> Cell:
    found = tuple(entry for entry in entries if entry)
    absent = "" if found else say("not_reported" if source.id in difference.silent else "no_passage")
    return Cell(source.publisher, found, absent)


def differences_page(lookup: Lookup) -> Page:
    """`/differences/`: every difference under the event that holds it: several of one event as its matrix, a single one as a
    table of its claims; of very many, only the short form."""
    sheet = Sheet(lookup, links.DIFFERENCES)
    events = [event for event in lookup.timeline.events if event.differences]
    number = sum(len(event.differences) for event in events)
    short, sides = number > MOST_TABLES, number <= MOST_SIDES
    groups = [(sheet.row(event), *_forms(sheet, event, short, sides)) for event in events]
    title = lookup.timeline.settings.title
    return sheet.page(
        "differences", say("title_differences"), say("differences_description", title=plain(title)),
        crumbs=sheet.crumbs(), groups=groups, short=short,
    )  # fmt: skip


def _forms(sheet: Sheet, event: Event, short: bool, sides: bool) -> tuple[Matrix | None, list[DifferenceView]]:
    if len(event.differences) > 1 and not short:
        return matrix(sheet, event), []
    asked = [Asked(event, number, difference) for number, difference in enumerate(event.differences, start=1)]
    return None, [difference_view(sheet, one, tables=not short, sides=sides) for one in asked]
