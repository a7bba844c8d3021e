"""What was known when: a page for each day on which a source was published or a statement made, and the list of those days.

A page holds what its own day added: what was published, reported for the first time or again, and said; and the differences of
which a claim was first reported, as they stood at the day's end. Nothing published later is shown but by name and date, where
something said on the day is known here through it alone. Corrections of records are about the records, not about the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Citation, Claim, ClaimRef, Difference, Source
from generator.pages import folding, links, wording
from generator.pages.differences import line_of_question, side_lines
from generator.pages.escape import markdown_text, plain
from generator.pages.folding import Part, Section, parts
from generator.pages.known import ONE, OPEN, RESOLVED, Day, DayFile, may_precede
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Draft, Page
from generator.pages.periods import heading, part_description, part_drafts, part_title, parts_view
from generator.pages.render import macros
from generator.pages.sheet import Named, RelationView, Row, Sheet
from generator.pages.wording import Stance, say


LONG_LIST = 400
"""Days beyond which their list gives no more than their numbers, a line a month."""

HEADINGS = {"said_known": "section_said_known", "new": "section_new", "again": "section_again", "said_later": "section_said_later", "changed": "section_accounts"}


class Told(NamedTuple):
    """A claim on the page of a day. Its margin holds a date (`when`) and what that is the date of, or a word (`of`); `sources`
    carry it, `by` says in what manner and `notes` what they leave open; `relations` are told with a note of their own."""

    saying: Markup
    href: str
    number: str
    of: str
    when: str
    datetime: str
    by: str
    sources: tuple[Named, ...]
    notes: tuple[str, ...]
    relations: tuple[tuple[RelationView, str], ...]


Group = tuple[Row, list[Told]]
"""An event with the claims about it."""


def as_of_drafts(lookup: Lookup) -> Iterator[Draft]:
    """`/as-of/2025-12-11/` and its further parts, day by day; `/as-of/` and its own."""
    for day in lookup.known.days:
        yield from part_drafts(links.as_of_path(day), "as-of", len(lookup.as_of_parts[day]), partial(as_of_page, lookup, day))
    yield from part_drafts(links.AS_OF, "index", len(_index_parts(lookup)), partial(as_of_index, lookup))


def as_of_page(lookup: Lookup, day: Day, number: int = 1) -> Page:
    """`/as-of/2025-12-11/`, or a further part of it."""
    path, cut = links.as_of_path(day), lookup.as_of_parts[day]
    sheet = Sheet(lookup, links.part_path(path, number))
    lists = {section.name: section for section in cut[number - 1]}
    rows = {name: lists[name].rows if name in lists else () for name in (*HEADINGS, "published", "changed")}
    titles = {name: heading(say(words), lists[name]) for name, words in HEADINGS.items() if name in lists}
    file = lookup.known.on[day]
    before, after = lookup.known.neighbours[day]
    date = wording.date_words(day)
    title, description = say("as_of_title", date=date), say("as_of_description", date=date)
    return sheet.page(
        "as-of" if number == 1 else "part", part_title(title, number), part_description(description, number), template="as_of",
        when=wording.date_words(day, short=True), styles=["dates"],
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), (say("title_as_of"), links.AS_OF), *([(title, path)] if number > 1 else ())),
        date=edtf.parse(edtf.iso(day)), facts=_facts(file), first=number == 1, last=number == len(cut),
        parts=parts_view(sheet, path, number, len(cut)),
        happened=Named(say("as_of_this_day", date=date), sheet.date_href(day)) if day in lookup.has_date_page else None,
        before=_neighbour(sheet, before) if before else None, after=_neighbour(sheet, after) if after else None,
        published=[_published(sheet, source) for source in rows["published"]],
        titles=titles, sections=[(say("section_published"), len(rows["published"])), *((words, len(rows[name])) for name, words in titles.items())],
        new=_groups(sheet, rows["new"], lambda claim: _new(sheet, claim, day)),
        again=_groups(sheet, rows["again"], _repeats(sheet, file.repeated, day)),
        said_known=_groups(sheet, rows["said_known"], lambda claim: _said_known(sheet, claim, day)),
        said_later=_groups(sheet, rows["said_later"], lambda claim: _said_later(sheet, claim, day)),
        besides=any(section.name == "said_known" for part in cut for section in part),
        standings=[_standing(sheet, Asked(*asked), day) for asked in rows["changed"]], unchanged=not file.changed,
        rest=_rest(lookup, file, day), differences=Named(say("all_as_they_are"), sheet.href(links.DIFFERENCES)),
    )  # fmt: skip


def _index_parts(lookup: Lookup) -> tuple[Part, ...]:
    """The days, or of very many the months with all their days; then the sources that no day counts."""
    def cut() -> tuple[Part, ...]:
        days = tuple(lookup.known.days)
        months = tuple(tuple(of_month) for _, of_month in groupby(days, key=lambda day: day[:2]))
        listed = Section("days", days, folding.ENTRY) if len(days) <= LONG_LIST else Section("months", months, _weight_of_month)
        return parts([listed, Section("undated", tuple(lookup.known.undated), folding.ENTRY)])

    return lookup.kept(("parts", links.AS_OF), cut)


def _weight_of_month(days: Sequence[Day]) -> int:
    return 60 + len(days) * 48


def as_of_index(lookup: Lookup, number: int = 1) -> Page:
    """`/as-of/`: the days, and the sources that no day counts; of very many days, only their dates, a line a month."""
    sheet = Sheet(lookup, links.part_path(links.AS_OF, number))
    known, cut = lookup.known, _index_parts(lookup)
    rows = {section.name: section.rows for section in cut[number - 1]}
    title = say("title_as_of")
    return sheet.page(
        "index" if number == 1 else "part", part_title(title, number),
        part_description(say("as_of_index_description", title=plain(lookup.timeline.settings.title)), number),
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), *([(title, links.AS_OF)] if number > 1 else ())), template="as_of_index",
        days=[(Named(wording.date_words(day), sheet.as_of_href(day)), _facts(known.on[day])) for day in rows.get("days", ())],
        months=_months(sheet, rows.get("months", ())), first=number == 1, parts=parts_view(sheet, links.AS_OF, number, len(cut)),
        undated=[_source(sheet, source, edtf.words(source.published)) for source in rows.get("undated", ())],
    )  # fmt: skip


def _months(sheet: Sheet, months: Iterable[tuple[Day, ...]]) -> list[tuple[str, list[tuple[str, list[Named]]]]]:
    """Years, their months, and the days of each by their numbers."""
    return [
        (
            wording.date_words(year),
            [
                (wording.month_words(days[0][:2]), [Named(str(day[2]), sheet.as_of_href(day)) for day in days])
                for days in of_year
            ],
        )
        for year, of_year in groupby(months, key=lambda days: days[0][:1])
    ]


def _facts(file: DayFile) -> list[str]:
    """What a day added, in short."""
    counts = (("published", file.sources), ("new", file.reported), ("again", file.repeated), ("said", file.said))
    return [wording.count(len(found), noun) for noun, found in counts if found]


def _neighbour(sheet: Sheet, day: Day) -> Named:
    return Named(wording.date_words(day), sheet.as_of_href(day), _facts(sheet.lookup.known.on[day])[0])


def _published(sheet: Sheet, source: Source) -> tuple[Named, str]:
    exact = source.published.earliest == source.published.latest
    return _source(sheet, source, say("published_exact") if exact else say("published_latest", date=edtf.words(source.published)))


def _source(sheet: Sheet, source: Source, published: str) -> tuple[Named, str]:
    """A source by its title and publisher, and what is known of the day it appeared."""
    path = links.source_path(source.id)
    return Named(markdown_text(sheet.lookup.titles[path]), sheet.href(path), source.publisher if source.headline else ""), published


# --- Claims ---


def _groups(sheet: Sheet, claims: Iterable[Claim], told: Callable[[Claim], Told]) -> list[Group]:
    """Claims under the events they are about, in time order."""
    return [
        (sheet.head(sheet.timeline.event[event]), [told(claim) for claim in members])
        for event, members in groupby(claims, key=lambda claim: claim.event)
    ]


def _new(sheet: Sheet, claim: Claim, day: Day) -> Told:
    cites = _as_known(sheet, claim, day)
    if not claim.said:
        return _told(sheet, claim, cites, day)
    return _told(sheet, claim, cites, day, of=say("told_said"), when=edtf.short_words(claim.said), datetime=wording.machine_date(claim.said))


def _repeats(sheet: Sheet, repeated: list[tuple[Claim, Citation]], day: Day) -> Callable[[Claim], Told]:
    """Makes a claim's line from the citations that repeat it."""
    cites: dict[ClaimRef, list[Citation]] = {}
    for claim, citation in repeated:
        cites.setdefault(claim.ref, []).append(citation)

    def told(claim: Claim) -> Told:
        return _told(sheet, claim, cites[claim.ref], day, **_first(sheet, claim), related=False)

    return told


def _said_known(sheet: Sheet, claim: Claim, day: Day) -> Told:
    """A claim made on the day and reported by its end; the day it was reported, should that be another."""
    before = sheet.lookup.known.claim_day[claim.ref] < day
    return _told(sheet, claim, _as_known(sheet, claim, day), day, **(_first(sheet, claim) if before else {}))


def _said_later(sheet: Sheet, claim: Claim, day: Day) -> Told:
    """A claim made on the day that no source had reported by its end: through which source it is known here at all."""
    known = sheet.lookup.known
    first = known.claim_day.get(claim.ref)
    if not first:
        return _told(sheet, claim, claim.cites, day, of=say("told_inferred"), by=say("told_only_by"), dated=True)
    following = edtf.day_from_number(edtf.day_number(day) + 1)
    early = [cite for cite in claim.cites if may_precede(sheet.timeline.sources[cite.quote.source].published, following)]
    counted = [cite for cite in claim.cites if known.source_day[cite.quote.source] == first]
    cites = [*counted, *(cite for cite in early if cite not in counted)]
    return _told(sheet, claim, cites, day, of=say("told_inferred"), by=say("told_first_by"), note=say("told_perhaps") if early else "", dated=True)


def _first(sheet: Sheet, claim: Claim) -> dict[str, str]:
    """The margin of a claim reported earlier: when first."""
    day = sheet.lookup.known.claim_day[claim.ref]
    return {"of": say("told_reported"), "when": wording.date_words(day, short=True), "datetime": edtf.iso(day)}


def _as_known(sheet: Sheet, claim: Claim, day: Day) -> list[Citation]:
    """A claim's citations of sources that had appeared by the end of a day."""
    source_day = sheet.lookup.known.source_day
    return [citation for citation in claim.cites if (source_day[citation.quote.source] or (10000,)) <= day]


def _told(
    sheet: Sheet, claim: Claim, cites: Sequence[Citation], day: Day, *, of: str = "", when: str = "", datetime: str = "", by: str = "",
    note: str = "", dated: bool = False, related: bool = True,
) -> Told:  # fmt: skip
    """A claim with the citations it has on this page. `dated`: every source with its date, not only those known less exactly."""
    sources = {}
    for citation in cites:
        source = sheet.timeline.sources[citation.quote.source]
        date = edtf.short_words(source.published) if dated or source.published.precision != "day" else ""
        sources.setdefault(source.id, Named(markdown_text(source.publisher), sheet.passage_href(citation.quote), date))
    return Told(
        sheet.saying(claim, cites), sheet.claim_href(claim.ref), say("claim_on_page", n=sheet.lookup.claim_number[claim.ref]), of, when, datetime,
        by or say("told_by"), tuple(sources.values()), (*([note] if note else ()), *sheet.weakness(cites)),
        tuple(_relations(sheet, claim, day)) if related else (),
    )  # fmt: skip


def _relations(sheet: Sheet, claim: Claim, day: Day) -> Iterable[tuple[RelationView, str]]:
    """What a claim denies, confirms and corrects, with a note where that was not reported yet; and its relations from and to
    claims known by then. That two claims differ is a comparison, which nobody could make before both were known."""
    known, timeline = sheet.lookup.known, sheet.timeline
    ends = [(name, False, timeline.claim[ref]) for name, refs in claim.relations() for ref in refs]
    ends += [(name, True, other) for other, name in timeline.relations_to.get(claim.ref, ())]
    views = {}
    for name, back, other in ends:
        words, note, cites = wording.relation(name, back), "", other.cites
        if known.is_known(other.ref, day):
            cites = _as_known(sheet, other, day)
        elif back or name == "differs":
            continue
        elif first := known.claim_day.get(other.ref):
            note = say("told_later", date=wording.date_words(first))
        else:
            note = say("told_undated")
        label = _label(sheet, other, cites, claim.event)
        views.setdefault((words, other.ref), (RelationView(name, words, sheet.claim_href(other.ref), label), note))
    return views.values()


def _label(sheet: Sheet, claim: Claim, cites: Sequence[Citation], event: str) -> str:
    """A claim in plain words, with its event where that is not the one spoken of."""
    if claim.event == event:
        return say("claim_ref", n=sheet.lookup.claim_number[claim.ref], who=sheet.who(claim, cites))
    return sheet.claim_label(claim, cites)


# --- Differences ---


def _standing(sheet: Sheet, asked: Asked, day: Day) -> Markup:
    """A difference at the end of a day as one line: who was known to stand where."""
    difference, known = asked.difference, sheet.lookup.known
    count, state = known.state(difference, day)
    refs = [ref for ref in dict.fromkeys(difference.claims) if known.is_known(ref, day)]
    sides = side_lines(_side(sheet, ref, day) for ref in refs)
    return macros().question(line_of_question(sheet, asked, state, _state_words(difference, count, state), sides))


def _state_words(difference: Difference, count: int, state: str) -> str:
    total = len(set(difference.claims))
    if state == RESOLVED:
        return say("state_resolved")
    if state == ONE:
        return say("accounts_one", total=total)
    return say("accounts_open_all" if count == total else "accounts_open", known=count, total=total)


def _side(sheet: Sheet, ref: ClaimRef, day: Day) -> tuple[str, Stance, bool]:
    """Who makes a claim known by a day, how, and whether it was known on that day first."""
    claim = sheet.timeline.claim[ref]
    source = sheet.timeline.sources[_as_known(sheet, claim, day)[0].quote.source]
    by = sheet.who(claim) if claim.by else wording.sentence_case(claim.by_words) or sheet.outlet(source)
    return by, wording.stance(claim), sheet.lookup.known.claim_day[ref] == day


def _rest(lookup: Lookup, file: DayFile, day: Day) -> str:
    """The differences that the day left as they were, by state."""
    rest = file.standing.copy()
    rest.subtract(lookup.known.state(difference, day)[1] for _, _, difference in file.changed)
    states = [wording.count(rest[state], f"state_{state}") for state in (OPEN, ONE, RESOLVED) if rest[state]]
    return say("rest_one" if rest.total() == 1 else "rest_many", n=f"{rest.total():,}", states=wording.listed(states)) if states else ""
