"""What a page is found by: texts of its record, each with what it counts. A page that only repeats others (a day, a month, a day's
reports) is found by its name alone, so that what is found is where it stands.

Reads records through `Lookup`, by key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.check.evidence import Cover
from generator.model import edtf
from generator.model.records import Claim, Difference, Event, Working
from generator.pages import links, wording
from generator.pages.escape import plain
from generator.pages.lookup import Lookup
from generator.pages.wording import say

TITLE, NAME, STRONG, BODY, FAINT = 96, 24, 6, 2, 1
"""What a word counts where it stands: in a title (shared among its words), a further name, what tells of the page, all else."""

SHORT_NAME = 4
"""Words of a name that leads, typed in full, to the page called so before all others. Longer ones need no such help."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to be found: its address from the site's root (`events/ID/`), its kind as readers see it, its first
    day as days since 1970-01-01 (None: it has no date), the names it is called by, its title first, and texts with what their words count."""

    address: str
    kind: str
    date: int | None
    names: tuple[str, ...]
    texts: tuple[tuple[int, str], ...]


def entry_of(lookup: Lookup, path: str, kind: str) -> Entry | None:
    """The entry of a generated page; None for one that is only a way to others."""
    make = _MAKERS.get(kind)
    if make is None:
        return None
    date, names, texts = make(lookup, path)
    joined: dict[int, list[str]] = {}
    for weight, text in texts:
        if text:
            joined.setdefault(weight, []).append(text)
    told = tuple((weight, "\n".join(found)) for weight, found in joined.items())
    return Entry(links.directory_url(path), say(f"kind_{kind}"), date, tuple(dict.fromkeys(names)), told)


def is_found(kind: str) -> bool:
    """Whether a generated page of this kind has an entry."""
    return kind in _MAKERS


def written_entry(path: str, title: str, html: str) -> Entry:
    """The entry of a hand-written page."""
    text = _Text()
    text.feed(html)
    text.close()
    return Entry(links.directory_url(path), say("kind_page"), None, (title,), ((BODY, " ".join(text.found)),))


class _Text(HTMLParser):
    """Gathers the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


_Texts = Iterable[tuple[int, str]]
_Made = tuple[int | None, list[str], _Texts]


def _event(lookup: Lookup, path: str) -> _Made:
    timeline = lookup.timeline
    event = timeline.event[_identifier(path)]
    return _day(event.date), [lookup.titles[path]], _event_texts(lookup, event)


def _event_texts(lookup: Lookup, event: Event) -> Iterator[tuple[int, str]]:
    timeline = lookup.timeline
    for sentence in event.summary:
        yield STRONG, plain(sentence.text)
    for role in event.actors:
        yield STRONG, timeline.actors[role.actor].name
        yield FAINT, wording.label(role.role)
    for identifier in event.places:
        place = timeline.places[identifier]
        yield STRONG, place.name
        yield from ((BODY, other.name) for other in place.names if other.used_by)
    yield FAINT, f"{wording.label(event.type)} {wording.status(event)}"
    yield BODY, f"{edtf.words(event.date)} {edtf.short_words(event.date)} {event.date.text}"
    yield from _workings(event.dating)
    own, borrowed = lookup.claims_shown(event)
    for claim in own:
        yield from _claim(lookup, claim, BODY)
    for claim in borrowed:
        yield from _claim(lookup, claim, FAINT)
    for difference in event.differences:
        yield from _difference(difference, BODY)
    for _, difference in timeline.differences_about.get(event.id, ()):
        yield from _difference(difference, FAINT)
    for correction in event.corrections:
        yield FAINT, f"{plain(correction.what)} {plain(correction.why)}"


def _claim(lookup: Lookup, claim: Claim, weight: int) -> Iterator[tuple[int, str]]:
    yield weight, plain(claim.text)
    yield from ((weight, lookup.timeline.actors[actor].name) for actor in claim.by)
    yield weight, claim.by_words
    yield FAINT, claim.hedge
    yield from ((weight, citation.quote.words) for citation in claim.cites)
    yield from _workings(claim.said_dating)
    yield from ((FAINT, f"{inferred.what} {plain(inferred.why)}") for inferred in claim.inferred)


def _workings(workings: Iterable[Working]) -> Iterator[tuple[int, str]]:
    for working in workings:
        yield FAINT, working.quote.words
        yield FAINT, plain(working.why)


def _difference(difference: Difference, weight: int) -> Iterator[tuple[int, str]]:
    yield weight, plain(difference.question)
    yield weight, plain(difference.resolution)


def _actor(lookup: Lookup, path: str) -> _Made:
    timeline = lookup.timeline
    actor = timeline.actors[_identifier(path)]
    texts = [(BODY, wording.label(actor.kind)), (STRONG, plain(actor.role)), (BODY, plain(actor.note)), (BODY, actor.wikidata)]
    texts += [(BODY, timeline.actors[actor.of].name)] if actor.of else []
    texts += [(BODY, f"{member.name} {plain(member.role)}") for member in timeline.members.get(actor.id, ())]
    return None, list(actor.all_names), texts


def _place(lookup: Lookup, path: str) -> _Made:
    place = lookup.timeline.places[_identifier(path)]
    return None, list(place.all_names), [(BODY, wording.label(place.kind)), (BODY, plain(place.note)), (BODY, place.wikidata)]


def _source(lookup: Lookup, path: str) -> _Made:
    timeline = lookup.timeline
    source = timeline.sources[_identifier(path)]
    texts = [
        (STRONG, source.byline), (BODY, f"{edtf.words(source.published)} {edtf.short_words(source.published)} {source.published.text}"),
        (BODY, source.document), (FAINT, plain(source.basis)), (FAINT, source.url), (FAINT, wording.language(source.language)),
    ]  # fmt: skip
    agencies = [timeline.actors[agency].name if agency in timeline.actors else agency for agency in source.agencies]
    texts += [(FAINT, plain(why)) for why in dict.fromkeys(item.why for item in source.set_aside)]
    if source.reliability:
        texts.append((FAINT, plain(source.reliability.why)))
    texts += [(BODY, text) for text in _sentences_shown(lookup, source.id, source.publish == "full")]
    return _day(source.published), [lookup.titles[path], source.publisher, *agencies], texts


def _sentences_shown(lookup: Lookup, source: str, full: bool) -> Iterator[str]:
    """The sentences of a source that its page shows: those with a quoted passage, or all."""
    timeline = lookup.timeline
    passages = [timeline.passages[quote] for quote in lookup.quotes_of_source(source)]
    if not passages:
        return
    text = timeline.texts[source]
    quoted = Cover((passage.start, passage.end) for passage in passages)
    for start, end in text.sentences:
        if full or quoted.meets(start, end):
            yield text.document.text[start:end]


def _date(lookup: Lookup, path: str) -> _Made:
    """A year, a month or a day, by every form in which its date may be typed."""
    key = tuple(int(part) for part in links.directory_url(path).split("/")[1:-1])
    names = [wording.date_words(key)]
    texts = []
    if len(key) > 1:
        year, days = f"{key[0]:04}", [str(key[2])] if len(key) == 3 else []
        for name in edtf.MONTHS[key[1] - 1]:
            names += [" ".join([*days, name, year]), " ".join([name, *days, year])]
        names.append("-".join(f"{part:02}" for part in key))
    if len(key) == 3:
        texts.append((BODY, edtf.WEEKDAYS[edtf.day_weekday(key)]))
    return edtf.day_number((*key, 1, 1)[:3]), names, texts


def _as_of(lookup: Lookup, path: str) -> _Made:
    key = tuple(int(part) for part in path.removeprefix("as-of/").removesuffix(".md").split("-"))
    words = wording.date_words(key)
    return edtf.day_number(key), [], [(STRONG, say("as_of_title", date=words)), (FAINT, "-".join(f"{part:02}" for part in key))]


def _one(description: str, *names: str) -> Callable[[Lookup, str], _Made]:
    """A page there is one of, by its names and what it says of itself."""

    def make(lookup: Lookup, path: str) -> _Made:
        return None, [say(name) for name in names], [(BODY, say(description, title=plain(lookup.timeline.settings.title)))]

    return make


_MAKERS: dict[str, Callable[[Lookup, str], _Made]] = {
    "event": _event, "actor": _actor, "place": _place, "source": _source, "day": _date, "month": _date, "year": _date, "as-of": _as_of,
    "differences": _one("differences_description", "title_differences", "nav_differences"), "coverage": _one("coverage_description", "title_coverage"),
    "explore": _one("explore_description", "title_explore"), "data": _one("data_description", "title_data"),
}  # fmt: skip


def _identifier(path: str) -> str:
    return path.partition("/")[2].removesuffix(".md")


def _day(date: edtf.Date) -> int | None:
    first = date.earliest or date.latest
    return edtf.day_number(first) if first else None
