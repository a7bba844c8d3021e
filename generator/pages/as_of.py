"""What was known when: a page for each day on which a source was published or a statement made, and the list of those days.

A page holds what its own day added: what was published, reported for the first time or again, and said; and the differences of
which a claim was first reported, as they stood at the day's end. Nothing published later is shown but by name and date, where
something said on the day is known here through it alone. Corrections of records are about the records, not about the day.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Citation, Claim, ClaimRef, Difference, Source
from generator.pages import links, wording
from generator.pages.differences import LONGEST_SIDE, plain_words
from generator.pages.escape import cut, markdown_text, plain, prose_html
from generator.pages.known import ONE, OPEN, RESOLVED, Day, DayFile, may_precede
from generator.pages.lookup import Asked, Lookup
from generator.pages.page import Page
from generator.pages.sheet import LONG_LIST, Named, RelationView, Row, Sheet, Statement
from generator.pages.wording import Stance, say


@dataclass(frozen=True, slots=True)
class Told:
    """A claim on the page of a day. Its margin holds a date (`when`) and what that is the date of, or a word (`of`); `sources`
    carry it, `by` says in what manner and `note` what they leave open; `relations` are told with a note of their own."""

    statement: Statement
    number: str
    of: str
    when: str
    datetime: str
    by: str
    sources: tuple[Named, ...]
    note: str
    relations: tuple[tuple[RelationView, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One side of a difference as it was known by the end of a day: `source` where that is not the claimant itself; `new` where
    it joined others on that day."""

    by: str
    stance: Stance
    words: str
    language: str
    href: str
    source: str
    new: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A difference at the end of a day. `state` is one, open or resolved, `words` say it."""

    href: str
    question: Markup
    state: str
    words: str
    resolution: Markup
    accounts: tuple[Account, ...]


Group = tuple[Row, list[Told]]
"""An event with the claims about it."""


def as_of_page(lookup: Lookup, day: Day) -> Page:
    """`/as-of/2025-12-11/`."""
    sheet = Sheet(lookup, links.as_of_path(day))
    known, file = lookup.known, lookup.known.on[day]
    days, position = known.days, known.position[day]
    date = wording.date_words(day)
    said = {claim.ref for claim in file.said}
    said_known = [claim for claim in file.said if known.is_known(claim.ref, day)]
    said_later = [claim for claim in file.said if not known.is_known(claim.ref, day)]
    return sheet.page(
        "as-of", say("as_of_title", date=date), say("as_of_description", date=date), template="as_of",
        when=wording.date_words(day, short=True),
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES), (say("title_as_of"), links.AS_OF)),
        date=edtf.parse("%04d-%02d-%02d" % day), facts=_facts(file),
        happened=Named(say("as_of_this_day", date=date), sheet.date_href(day)) if day in lookup.date_position else None,
        before=_neighbour(sheet, days[position - 1]) if position else None,
        after=_neighbour(sheet, days[position + 1]) if position + 1 < len(days) else None,
        published=[_published(sheet, source) for source in file.sources],
        new=_groups(sheet, (claim for claim in file.reported if claim.ref not in said), lambda claim: _new(sheet, claim, day)),
        again=_groups(sheet, dict.fromkeys(claim for claim, _ in file.repeated), _repeats(sheet, file.repeated, day)),
        said_known=_groups(sheet, said_known, lambda claim: _said_known(sheet, claim, day)),
        said_later=_groups(sheet, said_later, lambda claim: _said_later(sheet, claim, day)),
        too_many=any(len(claims) > LONG_LIST for claims in (file.reported, file.repeated, file.said)),
        standings=[_standing(sheet, Asked(*asked), day) for asked in file.changed],
        rest=_rest(lookup, file, day), differences=Named(say("all_as_they_are"), sheet.href(links.DIFFERENCES)),
    )  # fmt: skip


def as_of_index(lookup: Lookup) -> Page:
    """`/as-of/`: the days, and the sources that no day counts; of very many days, only their dates, a line a month."""
    sheet = Sheet(lookup, links.AS_OF)
    known = lookup.known
    long = len(known.days) > LONG_LIST
    return sheet.page(
        "index", say("title_as_of"), say("as_of_index_description", title=plain(lookup.timeline.settings.title)),
        crumbs=sheet.crumbs((say("crumb_dates"), links.DATES)), template="as_of_index",
        days=[] if long else [(Named(wording.date_words(day), sheet.as_of_href(day)), _facts(known.on[day])) for day in known.days],
        months=_months(sheet) if long else [],
        undated=[_source(sheet, source, edtf.words(source.published)) for source in known.undated],
    )  # fmt: skip


def _months(sheet: Sheet) -> list[tuple[str, list[tuple[str, list[Named]]]]]:
    """Years, their months, and the days of each by their numbers."""
    return [
        (
            wording.date_words(year),
            [
                (wording.month_words(month), [Named(str(day[2]), sheet.as_of_href(day)) for day in days])
                for month, days in groupby(of_year, key=lambda day: day[:2])
            ],
        )
        for year, of_year in groupby(sheet.lookup.known.days, key=lambda day: day[:1])
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
    """Claims under the events they are about, in time order; none where they are too many for a page."""
    claims = list(claims)
    if len(claims) > LONG_LIST:
        return []
    return [
        (sheet.row(sheet.timeline.event[event]), [told(claim) for claim in members])
        for event, members in groupby(claims, key=lambda claim: claim.event)
    ]


def _new(sheet: Sheet, claim: Claim, day: Day) -> Told:
    shown = _as_known(sheet, claim, day)
    if not claim.said:
        return _told(sheet, shown, day)
    return _told(sheet, shown, day, of=say("told_said"), when=edtf.short_words(claim.said), datetime=wording.machine_date(claim.said))


def _repeats(sheet: Sheet, repeated: list[tuple[Claim, Citation]], day: Day) -> Callable[[Claim], Told]:
    """Makes a claim's line from the citations that repeat it."""
    cites: dict[ClaimRef, list[Citation]] = {}
    for claim, citation in repeated:
        cites.setdefault(claim.ref, []).append(citation)

    def told(claim: Claim) -> Told:
        repeating = dataclasses.replace(claim, cites=tuple(cites[claim.ref]))
        return _told(sheet, repeating, day, **_first(sheet, claim), related=False)

    return told


def _said_known(sheet: Sheet, claim: Claim, day: Day) -> Told:
    """A claim made on the day and reported by its end; the day it was reported, should that be another."""
    before = sheet.lookup.known.claim_day[claim.ref] < day
    return _told(sheet, _as_known(sheet, claim, day), day, **(_first(sheet, claim) if before else {}))


def _said_later(sheet: Sheet, claim: Claim, day: Day) -> Told:
    """A claim made on the day that no source had reported by its end: through which source it is known here at all."""
    known = sheet.lookup.known
    first = known.claim_day.get(claim.ref)
    if not first:
        return _told(sheet, claim, day, of=say("told_inferred"), by=say("told_only_by"), dated=True)
    following = edtf.day_from_number(edtf.day_number(day) + 1)
    dates = {citation: sheet.timeline.sources[citation.quote.source].published for citation in claim.cites}
    early = [citation for citation, date in dates.items() if may_precede(date, following)]
    counted = [citation for citation in claim.cites if known.source_day[citation.quote.source] == first]
    shown = dataclasses.replace(claim, cites=tuple(dict.fromkeys([*counted, *early])))
    return _told(sheet, shown, day, of=say("told_inferred"), by=say("told_first_by"), note=say("told_perhaps") if early else "", dated=True)


def _first(sheet: Sheet, claim: Claim) -> dict[str, str]:
    """The margin of a claim reported earlier: when first."""
    day = sheet.lookup.known.claim_day[claim.ref]
    return {"of": say("told_reported"), "when": wording.date_words(day, short=True), "datetime": "%04d-%02d-%02d" % day}


def _as_known(sheet: Sheet, claim: Claim, day: Day) -> Claim:
    """The claim as it was known by the end of a day: with the citations of sources that had appeared."""
    source_day = sheet.lookup.known.source_day
    cites = (citation for citation in claim.cites if (source_day[citation.quote.source] or (10000,)) <= day)
    return dataclasses.replace(claim, cites=tuple(cites))


def _told(
    sheet: Sheet, claim: Claim, day: Day, *, of: str = "", when: str = "", datetime: str = "", by: str = "", note: str = "",
    dated: bool = False, related: bool = True,
) -> Told:  # fmt: skip
    """A claim with the citations it has on this page. `dated`: every source with its date, not only those known less exactly."""
    sources = {}
    for citation in claim.cites:
        source = sheet.timeline.sources[citation.quote.source]
        date = edtf.short_words(source.published) if dated or source.published.precision != "day" else ""
        sources.setdefault(source.id, Named(markdown_text(source.publisher), sheet.passage_href(citation.quote), date))
    return Told(
        sheet.statement(claim), say("claim_on_page", n=sheet.lookup.claim_number[claim.ref]), of, when, datetime,
        by or say("told_by"), tuple(sources.values()), note, tuple(_relations(sheet, claim, day)) if related else (),
    )  # fmt: skip


def _relations(sheet: Sheet, claim: Claim, day: Day) -> Iterable[tuple[RelationView, str]]:
    """What a claim denies, confirms and corrects, with a note where that was not reported yet; and its relations from and to
    claims known by then. That two claims differ is a comparison, which nobody could make before both were known."""
    known, timeline = sheet.lookup.known, sheet.timeline
    ends = [(name, False, timeline.claim[ref]) for name, refs in claim.relations() for ref in refs]
    ends += [(name, True, other) for other, name in timeline.relations_to.get(claim.ref, ())]
    views = {}
    for name, back, other in ends:
        words, note = wording.relation(name, back), ""
        if known.is_known(other.ref, day):
            other = _as_known(sheet, other, day)
        elif back or name == "differs":
            continue
        elif first := known.claim_day.get(other.ref):
            note = say("told_later", date=wording.date_words(first))
        else:
            note = say("told_undated")
        label = _label(sheet, other, claim.event)
        views.setdefault((words, other.ref), (RelationView(name, words, sheet.claim_href(other.ref), label), note))
    return views.values()


def _label(sheet: Sheet, claim: Claim, event: str) -> str:
    """A claim in plain words, with its event where that is not the one spoken of."""
    if claim.event == event:
        return say("claim_ref", n=sheet.lookup.claim_number[claim.ref], who=sheet.who(claim))
    return sheet.claim_label(claim)


# --- Differences ---


def _standing(sheet: Sheet, asked: Asked, day: Day) -> Standing:
    difference, known = asked.difference, sheet.lookup.known
    count, state = known.state(difference, day)
    refs = [ref for ref in dict.fromkeys(difference.claims) if known.is_known(ref, day)]
    return Standing(
        sheet.asked_href(asked), prose_html(difference.question), state, _state_words(difference, count, state),
        prose_html(difference.resolution) if state == RESOLVED else Markup(""),
        tuple(_account(sheet, ref, day, known.claim_day[ref] == day) for ref in refs),
    )  # fmt: skip


def _state_words(difference: Difference, count: int, state: str) -> str:
    total = len(set(difference.claims))
    if state == RESOLVED:
        return say("state_resolved")
    if state == ONE:
        return say("accounts_one", total=total)
    return say("accounts_open_all" if count == total else "accounts_open", known=count, total=total)


def _account(sheet: Sheet, ref: ClaimRef, day: Day, new: bool) -> Account:
    claim = _as_known(sheet, sheet.timeline.claim[ref], day)
    first = claim.cites[0].quote
    source = sheet.timeline.sources[first.source]
    by = sheet.who(claim) if claim.by else wording.sentence_case(claim.by_words) or sheet.outlet(source)
    words = cut(plain_words(sheet.timeline.passages[first].text), LONGEST_SIDE)
    attributed = bool(claim.by or claim.by_words)
    return Account(by, wording.stance(claim), words, source.language, sheet.claim_href(ref), source.publisher if attributed else "", new)


def _rest(lookup: Lookup, file: DayFile, day: Day) -> str:
    """The differences that the day left as they were, by state."""
    rest = file.standing.copy()
    rest.subtract(lookup.known.state(difference, day)[1] for _, _, difference in file.changed)
    states = [wording.count(rest[state], f"state_{state}") for state in (OPEN, ONE, RESOLVED) if rest[state]]
    return say("rest_one" if rest.total() == 1 else "rest_many", n=f"{rest.total():,}", states=wording.listed(states)) if states else ""
