"""The page of an event: its date and how it is known, the summary with a mark for every sentence, who says what in whose
words, where accounts differ, what it is connected with."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Claim, ClaimRef, Event, Sentence
from generator.pages import links, wording
from generator.pages.differences import difference_view, matrix
from generator.pages.escape import Link, cut, inert, markdown_text, markup, plain, prose_markdown
from generator.pages.known import may_precede
from generator.pages.lookup import Asked, Lookup
from generator.pages.map import event_map
from generator.pages.page import Page
from generator.pages.sheet import Named, Sheet, is_low
from generator.pages.wording import say


def event_page(lookup: Lookup, event: Event) -> Page:
    """`/events/ID/`."""
    sheet = Sheet(lookup, links.event_path(event.id))
    own, borrowed = lookup.claims_shown(event)
    numbers = {claim.ref: number for number, claim in enumerate((*own, *borrowed), start=1)}
    title = plain(event.title)
    paragraphs = _summary(sheet, event, numbers)  # first, so that a name's first mention is in the summary
    date_key = lookup.date_page(event.date)
    basis = lookup.origins_of_event(event)
    return sheet.page(
        "event", title, _description(event), when=edtf.short_words(event.date), record=event.path,
        crumbs=sheet.crumbs(*(sheet.date_crumbs(date_key) or [(say("crumb_events"), links.EVENTS)])),
        event=event, card=lookup.card(event), paragraphs=paragraphs,
        neighbours=_neighbours(sheet, event), date_href=sheet.date_href(date_key) if date_key else "",
        clock=wording.clock(event.time, _zone(sheet, event)) if event.time else "",
        when_words=wording.when(event.date, event.time, _zone(sheet, event), event.several), workings=[sheet.working(working, event.several) for working in event.dating],
        actors=[sheet.actor(role.actor, f"({wording.label(role.role)})") for role in event.actors],
        map=event_map(sheet, event), places=_places(sheet, event), basis=sheet.basis_words(basis), origins=sheet.origins(basis),
        first_reported=_first_reported(sheet, own or borrowed),
        notices=_notices(sheet, event),
        claims=[sheet.claim(claim, numbers[claim.ref], numbers) for claim in own],
        borrowed=[sheet.claim(claim, numbers[claim.ref], numbers) for claim in borrowed],
        matrix=matrix(sheet, event), differing=_differing(sheet, event), elsewhere=_differences_elsewhere(sheet, event),
        related=_related(sheet, event),
    )  # fmt: skip


def _description(event: Event) -> str:
    first = plain(event.summary[0].text) if event.summary else plain(event.title)
    return cut(first, 160)


def _summary(sheet: Sheet, event: Event, numbers: dict[ClaimRef, int]) -> list[Markup]:
    """The summary's paragraphs as Markdown: names linked, each sentence followed by its marks."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in event.summary:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    return [_paragraph(sheet, sentences, numbers) for sentences in paragraphs.values()]


def _paragraph(sheet: Sheet, sentences: list[Sentence], numbers: dict[ClaimRef, int]) -> Markup:
    # Names are looked for in the whole paragraph: a quotation may run over several sentences.
    texts = [plain(sentence.text) for sentence in sentences]
    found = sheet.linker.markdown(" ".join(texts))
    out, at = [], 0
    for sentence, text in zip(sentences, texts, strict=True):
        end = at + len(text)
        inside = [Link(link.start - at, link.end - at, link.href) for link in found if at <= link.start and link.end <= end]
        marks = "".join(_mark(sheet, ref, numbers[ref]) for ref in dict.fromkeys(mark.ref for mark in sentence.marks))
        out.append(f"{prose_markdown(sentence.text, inside)}{marks}")
        at = end + 1
    return markup(" ".join(out))


def _mark(sheet: Sheet, ref: ClaimRef, number: int) -> str:
    here = links.event_path(ref.event) == sheet.path
    anchor = links.claim_anchor(ref.claim) if here else links.borrowed_anchor(ref.event, ref.claim)
    return f'<a class="cite" href="#{anchor}" aria-label="{_cite_label(number)}">{number}</a>'


@lru_cache(maxsize=256)
def _cite_label(number: int) -> Markup:
    return inert(say("cite_label", n=number))


def _first_reported(sheet: Sheet, claims: tuple[Claim, ...]) -> list[Named]:
    """The day by which any of these claims was reported here, and by whom; "at the latest" where a source that carries one may
    have appeared before. Nothing where no day counts."""
    known = sheet.lookup.known
    day = min((known.claim_day[claim.ref] for claim in claims if claim.ref in known.claim_day), default=None)
    if not day:
        return []
    sources = sheet.lookup.sources_in_order(citation.quote.source for claim in claims for citation in claim.cites)
    exact = not any(may_precede(source.published, day) for source in sources)
    first = [source for source in sources if known.source_day[source.id] == day]
    labels = [source.publisher if source.published.precision == "day" else wording.source_label(source) for source in first]
    note = say("reported_by" if exact else "reported_by_latest", who=wording.listed(list(dict.fromkeys(labels))))
    return [Named(markdown_text(wording.date_words(day)), sheet.as_of_href(day), note)]


def _neighbours(sheet: Sheet, event: Event) -> tuple:
    """The rows of the events before and after in time, those known only within a wide span after all others; None at either end."""
    before, after = sheet.lookup.neighbours[event.id]
    return sheet.head(before) if before else None, sheet.head(after) if after else None


def _differing(sheet: Sheet, event: Event) -> list:
    """The rows of the events before and after this one whose accounts differ, too."""
    return [sheet.head(other) if other else None for other in sheet.lookup.differing[event.id]] if event.differences else [None, None]


def _zone(sheet: Sheet, event: Event) -> str:
    """The time zone of an event's clock: its own, its first place's, or the timeline's."""
    zones = [sheet.timeline.places[place].zone for place in event.places[:1]]
    return event.time and event.time.zone or "".join(zones) or sheet.timeline.settings.zone


def _places(sheet: Sheet, event: Event) -> list[Named]:
    """Places with the names that others use for them, so that a name in dispute never stands alone."""
    named = []
    for identifier in event.places:
        place = sheet.timeline.places[identifier]
        others = [f"{other.name} ({used_by(sheet, other.used_by)})" for other in place.names if other.used_by]
        named.append(Named(markdown_text(place.name), sheet.href(links.place_path(identifier)), wording.listed(others)))
    return named


def used_by(sheet: Sheet, actors: tuple[str, ...]) -> str:
    return wording.listed([sheet.timeline.actors[actor].name for actor in actors])


def _notices(sheet: Sheet, event: Event) -> list[str]:
    notices = []
    if event.status != "happened":
        notices.append(say(f"events_{event.status}_notice", date=edtf.words(event.date)))
    if event.background:
        notices.append(say("events_background"))
    sources = [sheet.timeline.sources[source] for source in sheet.lookup.sources_of_event(event)]
    if sources and all(source.machine_written for source in sources):
        notices.append(say("events_machine"))
    if sources and all(is_low(source) for source in sources):
        notices.append(say("events_low"))
    return notices


def _differences_elsewhere(sheet: Sheet, event: Event) -> list:
    """Differences that other events hold about claims of this one."""
    views = []
    for other, difference in sheet.timeline.differences_about.get(event.id, ()):
        number = other.differences.index(difference) + 1
        views.append(difference_view(sheet, Asked(other, number, difference)))
    return views


def _related(sheet: Sheet, event: Event) -> list:
    """Connected events as (relation in words, row), in time order: what this one states, and what others state of it."""
    found = {}
    for relation in event.related:
        found[relation.event, wording.relation(relation.relation)] = sheet.timeline.event[relation.event]
    for other, name in sheet.timeline.related_from.get(event.id, ()):
        found[other.id, wording.relation(name, back=True)] = other
    position = sheet.timeline.position
    return [(words, sheet.head(other)) for (_, words), other in sorted(found.items(), key=lambda item: (position[item[0][0]], item[0][1]))]
