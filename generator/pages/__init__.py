"""Stage 4: a checked timeline → its pages, as ordinary Markdown that MkDocs, another builder or a code host can show.

Receives a resolved `Timeline` and what is said of the whole `Edition`; returns `Page`s, one at a time. Validates nothing,
reads no file but its own templates and words, writes none.

    generate        every page, one at a time               page        Page, Draft (one yet to be made), Edition
    event, actor, place, source, dates, as_of, differences, indexes, home, coverage, edition, moved
                    one module and one template a kind: records → views → Markdown
    sheet           one page under way: views that kinds share, addresses as seen from it
    lookup          indexes only pages need, built once a timeline
    known           what each day added to what was known
    links           every address                           escape      every escaping
    mentions        names in prose become links             differing   words that set accounts apart
    textfragment    words that lead a browser to a passage
    wording         words of the interface (interface.yml)  render      templates → text

A page is front matter (JSON values), `# Title`, prose as Markdown paragraphs, `## Section` headings, and structured parts
as HTML blocks, whose classes the theme shares. Links in prose are Markdown links to `.md` files, those in HTML relative
directory URLs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.check.coverage import Coverage
from generator.check.timeline import Timeline
from generator.pages import links
from generator.pages.actor import actor_page
from generator.pages.as_of import as_of_index, as_of_page
from generator.pages.coverage import coverage_page
from generator.pages.dates import dates_index, day_page, month_page, year_page
from generator.pages.differences import differences_page
from generator.pages.edition import edition_page, search_page
from generator.pages.event import event_page
from generator.pages.home import home_page
from generator.pages.indexes import actors_index, events_index, places_index, sources_index
from generator.pages.lookup import Lookup
from generator.pages.moved import moved_page
from generator.pages.page import Draft, Edition, Page
from generator.pages.place import place_page
from generator.pages.source import source_page
from generator.pages.wording import interface_words

__all__ = ["Draft", "Edition", "Lookup", "Page", "drafts", "generate", "interface_words"]


def generate(timeline: Timeline, edition: Edition, intro: str = "", coverages: Iterable[Coverage] = ()) -> Iterator[Page]:
    """Every page of a timeline, one at a time, always in the same order. `intro`: clean HTML for the home page; `coverages`: of
    every document."""
    return (draft.make() for draft in drafts(timeline, edition, intro, coverages))


def drafts(timeline: Timeline, edition: Edition, intro: str = "", coverages: Iterable[Coverage] = ()) -> Iterator[Draft]:
    """The same pages, each to be made when it is wanted."""
    lookup = Lookup(timeline)
    yield Draft(links.HOME, "home", partial(home_page, lookup, intro))
    for event in timeline.events:
        yield Draft(links.event_path(event.id), "event", partial(event_page, lookup, event))
    for actor in _by_id(timeline.actors):
        yield Draft(links.actor_path(actor.id), "actor", partial(actor_page, lookup, actor))
    for place in _by_id(timeline.places):
        yield Draft(links.place_path(place.id), "place", partial(place_page, lookup, place))
    for source in _by_id(timeline.sources):
        yield Draft(links.source_path(source.id), "source", partial(source_page, lookup, source))
    for depth, kind, page in ((1, "year", year_page), (2, "month", month_page), (3, "day", day_page)):
        for key in lookup.date_keys[depth]:
            yield Draft(links.date_path(key), kind, partial(page, lookup, key))
    for day in lookup.known.days:
        yield Draft(links.as_of_path(day), "as-of", partial(as_of_page, lookup, day))
    indexes = (
        (links.EVENTS, events_index), (links.ACTORS, actors_index), (links.PLACES, places_index), (links.SOURCES, sources_index),
        (links.DATES, dates_index), (links.AS_OF, as_of_index),
    )  # fmt: skip
    for path, page in indexes:
        yield Draft(path, "index", partial(page, lookup))
    yield Draft(links.DIFFERENCES, "differences", partial(differences_page, lookup))
    yield Draft(links.COVERAGE, "coverage", partial(coverage_page, lookup, coverages))
    yield Draft(links.EDITION, "edition", partial(edition_page, lookup, edition))
    yield Draft(links.SEARCH, "search", partial(search_page, lookup))
    yield from _moved_pages(lookup)


def _moved_pages(lookup: Lookup) -> Iterator[Draft]:
    """What renamed records leave at their old addresses."""
    timeline = lookup.timeline
    kinds = (
        (links.event_path, timeline.event), (links.actor_path, timeline.actors), (links.place_path, timeline.places),
        (links.source_path, timeline.sources),
    )  # fmt: skip
    for path, records in kinds:
        for record in _by_id(records):
            for old in record.formerly:
                new = path(record.id)
                yield Draft(path(old), "moved", partial(moved_page, lookup, path(old), new, lookup.titles[new]))


def _by_id(records: dict) -> list:
    return [records[identifier] for identifier in sorted(records)]
