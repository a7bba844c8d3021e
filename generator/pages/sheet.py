"""One page being written: where it stands, and the parts of pages that several kinds share, as values for the templates.

Receives records; returns frozen views that hold words, `Markup` and addresses relative to this page. Templates lay views
out and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.check.origins import Basis, Origin
from generator.model import edtf
from generator.model.records import Citation, Claim, ClaimRef, Event, Source, Working
from generator.model.text import fold
from generator.pages import cite, links, wording
from generator.pages.escape import cleaned, cut, inert, markdown_text, markup, plain, prose_html, prose_markdown
from generator.pages.linked import linked_data
from generator.pages.links import DateKey
from generator.pages.lookup import ROLE, Asked, Card, Lookup
from generator.pages.mentions import Linker
from generator.pages.page import Page
from generator.pages.render import block, macros, render
from generator.pages.wording import Stance, say

MOST_PARTS = 3
"""Names of those who had a part in an event, in a list."""


class Named(NamedTuple):
    """Words that lead somewhere: a text, an address (empty: none), and a note after it."""

    text: Markup
    href: str = ""
    note: str = ""


class Row(NamedTuple):
    """An event in a list: its card, the way to it, and the whole line as HTML, where it is shown as such."""

    card: Card
    href: str
    html: Markup = Markup("")


class QuoteView(NamedTuple):
    """A passage as evidence: the document's words, where they stand, and what a reader must know of the source. `language` is empty
    where it is the page's."""

    words: Markup
    language: str
    href: str
    source: str
    line: int
    voice: bool
    machine: bool
    low: bool
    origin: tuple[Named, ...]


class WorkingView(NamedTuple):
    """How a date was found: the words, their source, what they are counted from, and what the rule gives."""

    words: Markup
    href: str
    source: str
    basis: Markup
    basis_href: str
    judged: bool
    result: str


class Claimed(NamedTuple):
    """Claims of one claimant in one event: who makes them, with the event where that is another page, and the ways to them by number."""

    who: str
    numbers: tuple[Named, ...]


class RelationView(NamedTuple):
    """A claim's relation to another: its kind, its words, and the other claim."""

    kind: str
    words: str
    href: str
    claim: str


class RelationsView(NamedTuple):
    """A claim's relations of one kind: the kind, its words, and the other claims."""

    kind: str
    words: str
    claims: tuple[Claimed, ...]


class ClaimView(NamedTuple):
    """A claim with everything its reader weighs. `home` is the event it is recorded with, where that is another page; `reports`
    and `origins` say how many carry it and whose words those are, where more than one source does."""

    anchor: str
    number: int
    by: tuple[Named, ...]
    by_words: str
    own_voice: str
    stance: Stance
    said: str
    said_datetime: str
    hedge: str
    text: Markup
    quotes: tuple[QuoteView, ...]
    workings: tuple[WorkingView, ...]
    relations: tuple[RelationsView, ...]
    inferred: tuple
    home: Named | None
    reports: str
    origins: tuple[Named, ...]


class Saying(NamedTuple):
    """A claim in short: who, stance, words."""

    by: tuple[Named, ...]
    by_words: str
    own_voice: str
    stance: Stance
    hedge: str
    text: Markup


class Statement(NamedTuple):
    """A claim in a list: when, who and what (`saying`), and the event it is about. Where nobody knows when it was `said`, the date
    is the event's."""

    when: str
    datetime: str
    said: bool
    saying: Markup
    href: str
    event: Markup
    weak: tuple[str, ...]


class Sheet:
    """A page under way. Its methods make the views of a record as seen from this page."""

    def __init__(self, lookup: Lookup, path: str, up: str | None = None):
        self.lookup = lookup
        self.timeline = lookup.timeline
        self.path = path
        self.linker = Linker(lookup.mentions, path)
        self._up = links.up(path) if up is None else up

    # --- The page ---

    def page(
        self, kind: str, title: str, description: str, *, crumbs: Iterable[tuple[str, str]] = (), record: str = "",
        when: str = "", moved: str = "", template: str = "", scripts: Sequence[str] = (), styles: Sequence[str] = (), **parts: object,
    ) -> Page:  # fmt: skip
        """The finished page: front matter and the kind's template, filled in. `title` and `description` are plain text;
        where two records share a title, the front matter's says which is meant. `crumbs` are pairs of label and
        page path, `record` is the path of the file that an edit would change, `moved` the page that this one leads on to;
        `scripts` and `styles` name files of `overrides/assets/` that only such pages need, without their endings."""
        settings = self.timeline.settings
        address = "/" + links.directory_url(self.path)
        crumbs = list(crumbs)
        event = self.timeline.event[self._event_id()] if kind == "event" else None
        entries = {
            "title": self.lookup.titles.get(self.path, title),
            "description": cut(description, 200),
            "kind": kind,
            "crumbs": [[label, str(self.href(path))] for label, path in crumbs],
            "when": when,
            "moved": str(self.href(moved)) if moved else "",
            "edit": links.edit_link(settings.repository, record) if record else "",
            "report": links.issue_link(settings.repository, say("issue_title", page=address), say("issue_body")),
            "mail": links.mail_link(settings.contact, say("mail_subject", page=address)),
            "published": edtf.iso(event.added.latest) if event and event.added else "",
            "linked": linked_data(self.lookup, self.path, kind, title, crumbs),
            "scripts": list(scripts),
            "styles": list(styles),
        }
        meta = {key: cleaned(value) for key, value in entries.items() if value or key in ("title", "description")}
        text = render(template or kind, sheet=self, title=title, **parts)
        if kind in cite.KINDS:
            text += f"\n{block(macros().cite_page(cite.citations(self.lookup, self.path, title, event)))}"
        return Page(self.path, kind, meta, links.straightened(text, self.path))

    def crumbs(self, *trail: tuple[str, str]) -> list[tuple[str, str]]:
        """The way from the home page: pairs of label and page path."""
        return [(say("nav_home"), links.HOME), *trail]

    def date_crumbs(self, key: DateKey | None) -> list[tuple[str, str]]:
        """The date pages above and at a date, each by its own part ("2025", "December", "6")."""
        steps = [key[:depth] for depth in range(1, len(key or ()) + 1)]
        found = [(step, links.date_path(step)) for step in steps if step in self.lookup.has_date_page]
        return [(wording.date_words(step) if len(step) < 3 else f"{step[2]} {edtf.MONTHS[step[1] - 1][0]}", path) for step, path in found]

    def prose(self, value: str) -> Markup:
        """A prose value as Markdown with its names linked."""
        return prose_markdown(value, self.linker.markdown(plain(value)))

    # --- Ways ---

    def href(self, path: str, fragment: str = "") -> Markup:
        """The address of another page as seen from this one."""
        if fragment and path == self.path:
            return links.page_href(path, path, fragment)
        return links.href_from(self._up, path, fragment)

    def _anywhere(self) -> Sheet:
        """A page whose HTML is kept for others: `links.UP` stands for its way up to the root, which `_here` fills in."""
        return Sheet(self.lookup, "", links.UP)

    def _here(self, html: str) -> Markup:
        return markup(str.replace(html, links.UP, self._up))

    def file_href(self, path: str) -> Markup:
        """The address of a file of the site that is no page."""
        return markup(self._up + path)

    def event_href(self, event_id: str) -> Markup:
        return links.href_from(self._up, links.event_path(event_id))

    def claim_href(self, ref: ClaimRef) -> Markup:
        """The way to a claim with the event it is recorded with."""
        return self.href(links.event_path(ref.event), links.claim_anchor(ref.claim))

    def passage_href(self, quote) -> Markup:
        passage = self.timeline.passages[quote]
        return self.href(self.lookup.passage_path(passage), passage.anchor)

    def as_of_href(self, day: DateKey) -> Markup:
        return self.href(links.as_of_path(day))

    def date_href(self, key: DateKey) -> Markup:
        return self.href(links.date_path(key))

    def explore_href(self, **chosen: str) -> Markup:
        """The way to explore a selection: a value of a field each."""
        return links.selection_href(self._up, **chosen)

    def listed(self, path: str) -> list[Named | None]:
        """The pages before and after one in the list of all of its kind."""
        return [Named(markdown_text(self.lookup.titles[page]), self.href(page)) if page else None for page in self.lookup.listed[path]]

    # --- Who ---

    def actor(self, identifier: str, note: str = "") -> Named:
        actor = self.timeline.actors[identifier]
        return Named(markdown_text(actor.name), self.href(links.actor_path(identifier)), note)

    def beside(self, counted: Iterable[tuple[str, int]]) -> list[Named]:
        """Actors with their numbers of events: the first number with its noun, which holds for all."""
        return [
            self.actor(actor, wording.count(number, "event") if at == 0 else f"{number:,}") for at, (actor, number) in enumerate(counted)
        ]

    def actor_or_name(self, value: str) -> Named:
        """An actor by id, or a name as it stands."""
        return self.actor(value) if value in self.timeline.actors else Named(markdown_text(value))

    def origin(self, origin: Origin) -> Named:
        """Whose words: an actor, an outlet by one of its sources, or a name as it stands."""
        if origin.actor:
            return self.actor(origin.actor)
        return Named(markdown_text(origin.name), self.href(links.source_path(origin.source)) if origin.source else "")

    def origins(self, basis: Basis) -> tuple[Named, ...]:
        return tuple(self.origin(origin) for origin in basis.origins)

    def basis_words(self, basis: Basis) -> str:
        """How many reports, and how many origins: "3 reports, 1 origin"."""
        reports, origins = wording.count(len(basis.reports), "report"), wording.count(len(basis.origins), "origin")
        return say("reports_origins", reports=reports, origins=origins)

    def source(self, source: Source, dated: bool = True) -> Named:
        words = wording.source_label(source) if dated else source.publisher
        return Named(markdown_text(words), self.href(links.source_path(source.id)))

    def foreign(self, source: Source) -> str:
        """The language of a source's words where it is not the page's, which holds for them already."""
        return "" if source.language == self.timeline.settings.language else source.language

    def outlet(self, source: Source) -> str:
        """Whose voice a source's own is: the publisher, with the agency whose text it carries."""
        agencies = [self.timeline.actors[agency].name if agency in self.timeline.actors else agency for agency in source.agencies]
        others = [agency for agency in agencies if agency != source.publisher]
        return say("outlet_agency", outlet=source.publisher, agency=wording.listed(others)) if others else source.publisher

    def claimants(self, claim: Claim, cites: Sequence[Citation]) -> tuple[tuple[Named, ...], str, str]:
        """Who makes a claim: linked names, words for someone without a name, and a note where it is the voice of the outlets cited."""
        if claim.by:
            return tuple(self.actor(identifier) for identifier in claim.by), claim.by_words, ""
        if claim.by_words:
            return (), claim.by_words, ""
        outlets = {}
        for citation in cites:
            source = self.timeline.sources[citation.quote.source]
            name = self.outlet(source)
            outlets.setdefault(name, Named(markdown_text(name), self.href(links.source_path(source.id))))
        return tuple(outlets.values()), "", say("own_voice_many" if len(outlets) > 1 else "own_voice")

    def who(self, claim: Claim, cites: Sequence[Citation] | None = None) -> str:
        """The claimant in plain words, for labels; where that is an outlet, of all that the claim cites or of `cites`."""
        if claim.by:
            return wording.listed([self.timeline.actors[identifier].name for identifier in claim.by])
        if claim.by_words:
            return claim.by_words
        sources = (self.timeline.sources[citation.quote.source] for citation in (claim.cites if cites is None else cites))
        return wording.listed(list(dict.fromkeys(map(self.outlet, sources))))

    def claim_label(self, claim: Claim, cites: Sequence[Citation] | None = None) -> str:
        """A claim in plain words: "claim 2 by Westmark", with its event where that is another page."""
        words = say("claim_ref", n=self.lookup.claim_number[claim.ref], who=self.who(claim, cites))
        if links.event_path(claim.event) == self.path:
            return words
        return say("claim_ref_event", claim=words, title=wording.quoted(self.lookup.card(self.timeline.event[claim.event]).plain_title))

    # --- Events ---

    def row(self, event: Event, role: str = "", gist: bool = False) -> Row:
        """`role`: what an actor was in it, or who had a part in it; `gist`: with its first sentence."""
        line = self._here(self.lookup.line(event, gist))
        role_html = f'<span class="role">{inert(role)}</span> · ' if role else ""
        return self.head(event)._replace(html=markup(str.replace(line, ROLE, role_html)))

    def head(self, event: Event) -> Row:
        """The event by name and date, without its line."""
        return Row(self.lookup.card(event), self.event_href(event.id))

    def rows(self, events: Iterable[Event], gist: bool = False, who: bool = False) -> list[Row]:
        """`who`: with the names of those who had a part in them."""
        return [self.row(event, self._parts_in(event) if who else "", gist) for event in events]

    def _parts_in(self, event: Event) -> str:
        """Who had a part in an event, in few words: "Westmark, Eastholm and 2 more"."""
        actors = list(dict.fromkeys(role.actor for role in event.actors))
        names = [self.timeline.actors[actor].name for actor in actors[:MOST_PARTS]]
        return say("and_more", names=", ".join(names), n=len(actors) - MOST_PARTS) if len(actors) > MOST_PARTS else ", ".join(names)

    # --- Evidence ---

    def quote(self, citation: Citation, claim: Claim) -> QuoteView:
        passage = self.timeline.passages[citation.quote]
        source = self.timeline.sources[passage.source]
        origin = self.lookup.origins.origin_of(claim, citation)
        named = citation.origin and origin.actor not in claim.by
        return QuoteView(
            words=markdown_text(passage.text),
            language=self.foreign(source),
            href=self.href(self.lookup.passage_path(passage), passage.anchor),
            source=wording.source_label(source),
            line=passage.line,
            voice=citation.voice == "outlet" and bool(claim.by or claim.by_words),
            machine=source.machine_written,
            low=is_low(source),
            origin=(self.origin(origin),) if named else (),
        )

    def working(self, working: Working, several: bool = False) -> WorkingView:
        passage = self.timeline.passages[working.quote]
        source = self.timeline.sources[passage.source]
        basis, basis_href = self._basis(working, source)
        return WorkingView(
            words=markdown_text(passage.text),
            href=self.href(self.lookup.passage_path(passage), passage.anchor),
            source=source.publisher,
            basis=basis,
            basis_href=basis_href,
            judged=working.rule == "judged",
            result=wording.result(working, source.language, several),
        )

    def _basis(self, working: Working, source: Source) -> tuple[Markup, str]:
        """What the words are counted from, and where that leads; empty where they say all themselves."""
        event = self.timeline.event[working.from_event] if working.from_event else None
        start = event.date if event else working.start or source.published
        if wording.names_dates(working, source.language):
            return markdown_text(wording.read_for(working, start, source.language)), ""
        if event:
            title = self.lookup.card(event).plain_title
            return markdown_text(say("working_event", title=wording.quoted(title), date=wording.dated(start))), self.event_href(event.id)
        key = "working_published" if start == source.published else "working_counted"
        return markdown_text(say(key, date=wording.dated(start))), ""

    def claim(self, claim: Claim, number: int, numbers: dict[ClaimRef, int]) -> ClaimView:
        """A claim in full. `numbers` are the claims' numbers on this page; a claim of another event gets its own anchor."""
        by, by_words, own_voice = self.claimants(claim, claim.cites)
        here = links.event_path(claim.event) == self.path
        basis = self.lookup.origins.origins_of((claim, citation) for citation in claim.cites)
        home = None
        if not here:
            card = self.lookup.card(self.timeline.event[claim.event])
            home = Named(card.title, self.claim_href(claim.ref), card.when)
        return ClaimView(
            anchor=links.claim_anchor(claim.id) if here else links.borrowed_anchor(claim.event, claim.id),
            number=number,
            by=by,
            by_words=by_words,
            own_voice=own_voice,
            stance=wording.stance(claim),
            said=edtf.short_words(claim.said) if claim.said else "",
            said_datetime=wording.machine_date(claim.said) if claim.said else "",
            hedge=_hedge(claim),
            text=prose_html(claim.text, self.linker.html(plain(claim.text))),
            quotes=tuple(self.quote(citation, claim) for citation in claim.cites),
            workings=tuple(self.working(working) for working in claim.said_dating) if here else (),
            relations=self._claim_relations(claim, numbers),
            inferred=tuple((plain(note.what), plain(note.why)) for note in claim.inferred),
            home=home,
            reports=self.basis_words(basis) if len(basis.reports) > 1 else "",
            origins=self.origins(basis) if len(basis.reports) > 1 else (),
        )

    def _claim_relations(self, claim: Claim, numbers: dict[ClaimRef, int]) -> tuple[RelationsView, ...]:
        """Relations from and to the claim, by kind and then by claimant; one that both ends record ("differs from") is shown once."""
        ends = [(name, False, ref) for name, refs in claim.relations() for ref in refs]
        ends += [(name, True, other.ref) for other, name in self.timeline.relations_to.get(claim.ref, ())]
        kinds: dict[tuple[str, str], dict[str, dict[ClaimRef, Named]]] = {}
        for name, back, ref in ends:
            here = ref in numbers
            if here and ref.event != self._event_id():
                href = Markup(f"#{links.borrowed_anchor(ref.event, ref.claim)}")
            else:
                href = self.claim_href(ref)
            number = numbers[ref] if here else self.lookup.claim_number[ref]
            claims = kinds.setdefault((name, wording.relation(name, back)), {})
            claims.setdefault(self._claimant(ref, here), {})[ref] = Named(markup(str(number)), href)
        return tuple(
            RelationsView(name, words, tuple(Claimed(who, tuple(refs.values())) for who, refs in claims.items()))
            for (name, words), claims in kinds.items()
        )

    def _claimant(self, ref: ClaimRef, here: bool) -> str:
        who = self.who(self.timeline.claim[ref])
        title = self.lookup.card(self.timeline.event[ref.event]).plain_title
        return who if here else say("claimant_event", who=who, title=wording.quoted(title))

    def _event_id(self) -> str:
        return self.path.removeprefix("events/").removesuffix(".md")

    def saying(self, claim: Claim, cites: Sequence[Citation]) -> Markup:
        """A claim in short as HTML, made once for all pages; where an outlet speaks, once for each set of sources that `cites` are of."""
        outlets = () if claim.by or claim.by_words else dict.fromkeys(citation.quote.source for citation in cites)
        return self._here(self.lookup.kept(("saying", claim.ref, *outlets), lambda: self._anywhere()._saying(claim, cites)))

    def _saying(self, claim: Claim, cites: Sequence[Citation]) -> Markup:
        return macros().saying(Saying(*self.claimants(claim, cites), wording.stance(claim), _hedge(claim), prose_html(claim.text)))

    def statement(self, claim: Claim) -> Markup:
        """A claim as a line of a list, made once for all pages."""
        return self._here(self.lookup.kept(("statement", claim.ref), lambda: macros().statement(self._anywhere()._statement(claim))))

    def _statement(self, claim: Claim) -> Statement:
        event = self.timeline.event[claim.event]
        date = claim.said or event.date
        return Statement(
            when=edtf.short_words(date),
            datetime=wording.machine_date(date),
            said=claim.said is not None,
            saying=self.saying(claim, claim.cites),
            href=self.claim_href(claim.ref),
            event=self.lookup.card(event).title,
            weak=self.weakness(claim.cites),
        )

    def weakness(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """Words of caution where all of these citations are from machine-written texts, or all from sources of low reliability."""
        sources = [self.timeline.sources[citation.quote.source] for citation in citations]
        machine = all(source.machine_written for source in sources)
        low = all(is_low(source) for source in sources)
        return tuple(words for words, applies in ((say("quote_machine"), machine), (say("statement_low"), low)) if applies)

    # --- Differences in short ---

    def asked_href(self, asked: Asked) -> Markup:
        return self.href(links.event_path(asked.event.id), links.difference_anchor(asked.number))


def _hedge(claim: Claim) -> str:
    """The document's own caution, where the claim's text does not have it already."""
    return "" if not claim.hedge or fold(claim.hedge).lower() in fold(plain(claim.text)).lower() else claim.hedge


def is_low(source: Source) -> bool:
    return source.reliability is not None and source.reliability.level == "low"
