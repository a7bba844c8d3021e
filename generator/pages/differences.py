"""Where accounts differ: the matrix of an event (questions down), one difference as a table (claims down), each with a column a
source and, switched by the reader, a column a party; the short form for lists; and the pages of all differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Citation, Claim, Difference, Event, Source
from generator.pages import links, wording
from generator.pages.differing import excerpt, mark_differing
from generator.pages.escape import cut, markdown_text, plain, prose_html
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import (
    counted, line_views, part_title, parts_view, period_crumbs, period_drafts, period_title, period_ways, period_words,
)
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import Stance, say

MOST_SWITCHED = 32
"""Beyond this many differences a page of them shows them by source alone; each event's page still has both. A difference weighs up
to 4.4 kB, 2 of them by party, and a page should stay below 150."""

MOST_TABLES = 48
"""Beyond this many it shows them in short; beyond what `folding.PAGE` allows of these, they stand by year and month."""

LONGEST_SIDE = 220
"""Characters of a side's words in the short form."""

MOST_SIDES = 4
"""Sides that a difference as one line names."""

MOST_BESIDE = 6
"""Columns that a wide screen shows side by side; the style sheet lets a table of more be moved."""


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation in a cell, what differs marked, and the way to its passage. `language` is empty where it is the page's."""

    html: Markup
    href: Markup
    line: int
    language: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in one source: who says it, how, the words there, and what a reader must know of them (`notes`). No stance: that
    of the entry before, whose claim another source carries too."""

    by: str
    stance: Stance | None
    href: str
    source: str
    words: tuple[Words, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a source or a party (`head`) says: entries, or why there are none; over `rows` rows and `columns` columns."""

    head: str
    entries: tuple[Entry, ...]
    absent: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A difference as a row of a matrix: on its event's own page an anchor, elsewhere the way there."""

    anchor: str
    href: str
    question: Markup
    resolved: bool
    resolution: Markup
    by_source: tuple[Cell, ...]
    by_party: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Questions of one event by the sources that answer them, and by the parties whose answers those are; `silent` sources are known
    to report on none. `name` is its own on every page."""

    name: str
    sources: tuple[Named, ...]
    silent: tuple[Named, ...]
    parties: tuple[Named, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A claim as a side of a difference: as a row of a table, and in short with its first words."""

    by: str
    stance: Stance
    href: str
    by_source: tuple[Cell, ...]
    by_party: tuple[Cell, ...]
    words: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One difference by itself: sides down, sources or parties across; without `sources` in short, without `parties` by source
    alone. `brief` are the sides that stand for all before a reader opens the table; `accounts` says how many there are."""

    name: str
    href: str
    question: Markup
    plain_question: str
    resolved: bool
    resolution: Markup
    sources: tuple[Named, ...]
    parties: tuple[Named, ...]
    sides: tuple[Side, ...]
    brief: tuple[Side, ...]
    accounts: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A difference in a few lines: two of its sides, who says it and the words in which they part, how many more accounts there are, and when its
    event was."""

    href: str
    question: Markup
    sides: tuple[tuple[str, Stance, Words], ...]
    further: str
    when: Markup


@dataclass(frozen=True, slots=True)
class SideLine:
    """Who takes part in a difference, and with which stances; `new`: not before the day that a page tells of."""

    who: str
    stances: tuple[Stance, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A difference as one line: its question, the event that holds it, and who stands where. `state` is one, open or resolved, `words`
    say it; `further` says how many sides are not named."""

    href: Markup
    question: Markup
    state: str
    words: str
    resolution: Markup
    when: str
    datetime: str
    event: Markup
    sides: tuple[SideLine, ...]
    further: str


@dataclass(frozen=True, slots=True)
class _Party:
    """Who makes a claim: an actor's id, or words for someone without a name; neither: the outlet itself."""

    actor: str = ""
    words: str = ""


def matrix(sheet: Sheet, event: Event, *, parties: bool = True) -> Matrix | None:
    """The differences of an event as one table, without `parties` by source alone; None where there are none."""
    if not event.differences:
        return None
    every = _sources(sheet, event.differences)
    silent = [source for source in every if all(source.id in difference.silent for difference in event.differences)]
    sources = [source for source in every if source not in silent]
    across = _parties(sheet, event.differences) if parties else []
    labels = _labels(every)
    here = links.event_path(event.id) == sheet.path
    questions = []
    for number, difference in enumerate(event.differences, start=1):
        claims = _claims(sheet, difference)
        entries = _entries(sheet, difference, labels, short=True)  # the event's claims have the words in full
        questions.append(
            Question(
                links.difference_anchor(number) if here else "",
                "" if here else sheet.asked_href(Asked(event, number, difference)),
                prose_html(difference.question), difference.status == "resolved", prose_html(difference.resolution),
                tuple(_source_cell(source, labels, difference, entries) for source in sources),
                tuple(_party_cell(sheet, party, claims, entries) for party in across),
            )  # fmt: skip
        )
    return Matrix(event.id, _heads(sheet, sources), _heads(sheet, silent), _party_heads(sheet, across), tuple(questions))


def difference_view(sheet: Sheet, asked: Asked, *, tables: bool = True, parties: bool = True) -> DifferenceView:
    """One difference as seen from any page; without `tables` its sides in short, without `parties` by source alone."""
    difference = asked.difference
    claims = _claims(sheet, difference)
    sources = _sources(sheet, [difference]) if tables else []
    across = _parties(sheet, [difference]) if tables and parties else []
    labels = _labels(sources)
    entries = _entries(sheet, difference, labels) if tables else [{} for _ in claims]
    views = []
    for index, (claim, by_source) in enumerate(zip(claims, entries, strict=True)):
        first = claim.cites[0].quote
        views.append(
            Side(
                by=_side(sheet, claim),
                stance=wording.stance(claim),
                href=sheet.claim_href(claim.ref),
                by_source=_source_cells(sources, labels, difference, entries, index),
                by_party=_gathered(_party_cell(sheet, party, [claim], [by_source]) for party in across),
                words=cut(plain_words(sheet.timeline.passages[first].text), LONGEST_SIDE),
                source=sheet.timeline.sources[first.source].publisher if claim.by or claim.by_words else "",
                language=sheet.foreign(sheet.timeline.sources[first.source]),
            )
        )
    return DifferenceView(
        f"{asked.event.id}.{asked.number}", sheet.asked_href(asked), prose_html(difference.question), plain(difference.question),
        difference.status == "resolved", prose_html(difference.resolution), _heads(sheet, sources), _party_heads(sheet, across),
        tuple(views), tuple(views[at] for at in _pair(claims)) if tables else tuple(views), wording.count(len(claims), "account"),
    )  # fmt: skip


def brief_view(sheet: Sheet, asked: Asked) -> Brief:
    """A difference as two of its claims, in few words."""
    claims = _claims(sheet, asked.difference)
    entries = _entries(sheet, asked.difference, _labels(_sources(sheet, [asked.difference])), short=True)
    pair = _pair(claims)
    sides = ((_side(sheet, claims[at]), wording.stance(claims[at]), next(iter(entries[at].values())).words[0]) for at in pair)
    further = wording.count(len(claims) - len(pair), "further") if len(claims) > len(pair) else ""
    return Brief(sheet.asked_href(asked), prose_html(asked.difference.question), tuple(sides), further, sheet.lookup.card(asked.event).when)


def question_line(sheet: Sheet, asked: Asked, actor: str = "") -> QuestionLine:
    """A difference as one line of a list; the side of `actor`, by id, stands first."""
    difference = asked.difference
    claims = sorted(_claims(sheet, difference), key=lambda claim: actor not in claim.by)
    state = "resolved" if difference.status == "resolved" else "open"
    sides = side_lines((_side(sheet, claim), wording.stance(claim), False) for claim in claims)
    return line_of_question(sheet, asked, state, say(f"state_{state}"), sides)


def line_of_question(sheet: Sheet, asked: Asked, state: str, words: str, sides: Sequence[SideLine]) -> QuestionLine:
    """A difference as one line, in a `state` and with sides that are given."""
    card, difference = sheet.lookup.card(asked.event), asked.difference
    left = len(sides) - MOST_SIDES
    return QuestionLine(
        sheet.asked_href(asked), prose_html(difference.question), state, words,
        prose_html(difference.resolution) if state == "resolved" else Markup(""), card.when, card.datetime, card.title,
        tuple(sides[:MOST_SIDES]), wording.count(left, "more_side") if left > 0 else "",
    )  # fmt: skip


def side_lines(taken: Iterable[tuple[str, Stance, bool]]) -> list[SideLine]:
    """Sides from claims, each by who makes it, how, and whether it is new. That two share a stance says nothing of what they say, so
    each stands by itself."""
    sides: dict[str, list[tuple[Stance, bool]]] = {}
    for who, stance, new in taken:
        sides.setdefault(who, []).append((stance, new))
    return [SideLine(who, tuple(dict.fromkeys(stance for stance, _ in found)), all(new for _, new in found)) for who, found in sides.items()]


def _pair(claims: Sequence[Claim]) -> list[int]:
    """Which claims stand for a difference: the first, and one that denies it or, failing that, is made by someone else."""
    first, *others = claims
    against = {*first.denies, *(claim.ref for claim in others if first.ref in claim.denies)}

    def rank(at: int) -> tuple[bool, bool]:
        return claims[at].ref not in against, _parties_of(claims[at]) == _parties_of(first)

    return [0, min(range(1, len(claims)), key=rank)] if others else [0]


def _side(sheet: Sheet, claim: Claim) -> str:
    """Who makes a claim, as the head of a side; a name keeps its small letter."""
    return sheet.who(claim) if claim.by or not claim.by_words else wording.sentence_case(claim.by_words)


def plain_words(text: str) -> str:
    """A document's words on one line."""
    return " ".join(text.split())


# --- Columns ---


def _claims(sheet: Sheet, difference: Difference) -> list[Claim]:
    return [sheet.timeline.claim[ref] for ref in difference.claims]


def _sources(sheet: Sheet, differences: Iterable[Difference]) -> list[Source]:
    """The sources that answer a question of these or are known to be silent, in order of publication."""
    found = []
    for difference in differences:
        found += [citation.quote.source for claim in _claims(sheet, difference) for citation in claim.cites]
        found += difference.silent
    return sheet.lookup.sources_in_order(found)


def _parties(sheet: Sheet, differences: Iterable[Difference]) -> list[_Party]:
    """Whoever makes a claim of these: who answers most questions first, then who speaks first; outlets last where all columns
    fit beside each other."""
    answered = Counter(
        party for difference in differences
        for party in dict.fromkeys(party for claim in _claims(sheet, difference) for party in _parties_of(claim))
    )  # fmt: skip
    fits = len(answered) <= MOST_BESIDE
    return sorted(answered, key=lambda party: (fits and party == _Party(), -answered[party]))


def _parties_of(claim: Claim) -> tuple[_Party, ...]:
    return tuple(_Party(actor) for actor in claim.by) or (_Party(words=claim.by_words),)


def _labels(sources: Sequence[Source]) -> dict[str, str]:
    """What sources of one table are called by id: their publishers, with the date where two share one."""
    publishers = [source.publisher for source in sources]
    return {
        source.id: source.publisher if publishers.count(source.publisher) == 1 else wording.source_label(source) for source in sources
    }


def _heads(sheet: Sheet, sources: Iterable[Source]) -> tuple[Named, ...]:
    return tuple(
        Named(markdown_text(source.publisher), sheet.href(links.source_path(source.id)), edtf.short_words(source.published))
        for source in sources
    )


def _party_heads(sheet: Sheet, parties: Iterable[_Party]) -> tuple[Named, ...]:
    return tuple(sheet.actor(party.actor) if party.actor else Named(markdown_text(_party_name(sheet, party))) for party in parties)


def _party_name(sheet: Sheet, party: _Party) -> str:
    if party.actor:
        return sheet.timeline.actors[party.actor].name
    return wording.sentence_case(party.words or say("outlet_itself"))


# --- Cells ---


def _entries(sheet: Sheet, difference: Difference, labels: dict[str, str], short: bool = False) -> list[dict[str, Entry]]:
    """Each claim of a difference by the sources that carry it, the words in which they part marked; `short`: with few words round them."""
    claims = _claims(sheet, difference)
    passages = sheet.timeline.passages
    accounts = [[plain_words(passages[citation.quote].text) for citation in claim.cites] for claim in claims]
    languages = [[sheet.timeline.sources[citation.quote.source].language for citation in claim.cites] for claim in claims]
    marked = mark_differing(accounts, difference.words, languages)
    if short:
        marked = [[excerpt(quote) for quote in quotes] for quotes in marked]
    return [_by_source(sheet, claim, quotes, labels) for claim, quotes in zip(claims, marked, strict=True)]


def _by_source(sheet: Sheet, claim: Claim, quotes: list[Markup], labels: dict[str, str]) -> dict[str, Entry]:
    cited: dict[str, list[tuple[Citation, Markup]]] = {}
    for citation, quote in zip(claim.cites, quotes, strict=True):
        cited.setdefault(citation.quote.source, []).append((citation, quote))
    outlet = not claim.by and not claim.by_words
    return {
        # In its own column an outlet need not be named again.
        source: Entry(
            say("outlet") if outlet else sheet.who(claim), wording.stance(claim), _claim_here(sheet, claim), labels[source],
            tuple(_words(sheet, citation, quote) for citation, quote in found), _notes(sheet, claim, [citation for citation, _ in found]),
        )
        for source, found in cited.items()
    }  # fmt: skip


def _claim_here(sheet: Sheet, claim: Claim) -> str:
    """The way to a claim on this page; elsewhere the passage and the question lead there."""
    return sheet.claim_href(claim.ref) if links.event_path(claim.event) == sheet.path else ""


def _words(sheet: Sheet, citation: Citation, html: Markup) -> Words:
    return Words(
        html, sheet.passage_href(citation.quote), sheet.timeline.passages[citation.quote].line,
        sheet.foreign(sheet.timeline.sources[citation.quote.source]),
    )  # fmt: skip


def _notes(sheet: Sheet, claim: Claim, citations: list[Citation]) -> tuple[str, ...]:
    attributed = bool(claim.by or claim.by_words)
    own = (say("quote_voice"),) if attributed and all(citation.voice == "outlet" for citation in citations) else ()
    return own + sheet.weakness(citations)


def _source_cell(source: Source, labels: dict[str, str], difference: Difference, entries: Iterable[dict[str, Entry]]) -> Cell:
    """What a source says in these claims; a declared silence is told from a passage that is merely not cited."""
    found = tuple(by_source[source.id] for by_source in entries if source.id in by_source)
    absent = "" if found else say("not_reported" if source.id in difference.silent else "no_passage")
    return Cell(labels[source.id], found, absent)


def _source_cells(
    sources: Sequence[Source], labels: dict[str, str], difference: Difference, entries: Sequence[dict], row: int
) -> tuple[Cell, ...]:
    """The cells of one claim by source. The silence of a source that carries no claim stands once, over all rows."""
    cells, run = [], []
    for source in sources:
        cell = _source_cell(source, labels, difference, [entries[row]])
        if source.id in difference.silent and not any(source.id in by_source for by_source in entries):
            cells += [*_gathered(run), *([replace(cell, rows=len(entries))] if row == 0 else [])]
            run = []
        else:
            run.append(cell)
    return (*cells, *_gathered(run))


def _gathered(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells of a row in which empty neighbours are one: most claims stand in one column alone."""
    row: list[Cell] = []
    for cell in cells:
        last = row[-1] if row else None
        if last and cell.absent and last.absent == cell.absent:
            row[-1] = replace(last, columns=last.columns + 1)
        else:
            row.append(cell)
    return tuple(row)


def _party_cell(sheet: Sheet, party: _Party, claims: Iterable[Claim], entries: Iterable[dict[str, Entry]]) -> Cell:
    """What a party says in these claims, each in all sources that carry it."""
    found: list[Entry] = []
    for claim, by_source in zip(claims, entries, strict=True):
        if party in _parties_of(claim):
            first, *others = by_source.values()
            found += [first, *(replace(other, stance=None) for other in others)]
    return Cell(_party_name(sheet, party), tuple(found), "" if found else say("no_passage"))


# --- The page ---


def differences_page(lookup: Lookup) -> Page:
    """`/differences/`: every difference under the event that holds it, or of very many the latest and the periods that hold all."""
    sheet = Sheet(lookup, links.DIFFERENCES)
    period = lookup.difference_periods.get(())
    every = period.parts[0][0].rows if period else tuple(lookup.differences())
    title = lookup.timeline.settings.title
    return sheet.page(
        "differences", say("title_differences"), say("differences_description", title=plain(title)), crumbs=sheet.crumbs(),
        lines=line_views(sheet, sheet.path, period.within) if period else (), all=None, counts=counted(period.counts) if period else "",
        latest=say("latest_of", n=len(every), total=f"{dict(period.counts)['differences']:,}") if period else "",
        parts=None, before=None, after=None, **_groups(sheet, every),
    )  # fmt: skip


def difference_periods(lookup: Lookup) -> Iterator[Draft]:
    """`/differences/2025/` and `/differences/2025/12/`, where one page cannot hold all differences."""
    for key, period in lookup.difference_periods.items():
        yield from period_drafts(links.DIFFERENCES, period, partial(_period_page, lookup, key))


def _period_page(lookup: Lookup, key: links.DateKey, number: int) -> Page:
    period, path, title = lookup.difference_periods[key], links.DIFFERENCES, say("title_differences")
    own = links.period_path(path, key)
    sheet = Sheet(lookup, links.part_path(own, number))
    rows = tuple(asked for section in period.parts[number - 1] for asked in section.rows)
    return sheet.page(
        "period" if number == 1 else "part", part_title(period_title(title, key), number),
        say("period_description", title=title, period=period_words(key), counts=counted(period.counts)),
        crumbs=period_crumbs(sheet, [(title, path)], path, key), template="differences", counts=counted(period.counts),
        lines=line_views(sheet, path, period.within), all=Named(markdown_text(say("period_all", title=title)), sheet.href(path)), latest="",
        parts=parts_view(sheet, own, number, len(period.parts)), **period_ways(sheet, path, period), **_groups(sheet, rows),
    )  # fmt: skip


def _groups(sheet: Sheet, every: Sequence[Asked]) -> dict[str, object]:
    """Differences under their events, all of an event as its matrix, some of them each as a table of its claims; of many, in short."""
    tables, parties = len(every) <= MOST_TABLES, len(every) <= MOST_SWITCHED
    groups = []
    for _, of_event in groupby(every, key=lambda asked: asked.event.id):
        asked = list(of_event)
        event = asked[0].event
        if tables and len(asked) == len(event.differences):
            groups.append((sheet.head(event), matrix(sheet, event, parties=parties), []))
        else:
            groups.append((sheet.head(event), None, [difference_view(sheet, one, tables=tables, parties=parties) for one in asked]))
    return {"groups": groups, "short": not tables, "switched": parties}
