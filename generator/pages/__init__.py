"""Stage 4: a checked timeline → its pages, as ordinary Markdown that MkDocs, another builder or a code host can show.

Receives a resolved `Timeline` and what is said of the whole `Edition`; returns `Page`s, one at a time. Validates nothing,
reads no file but its own templates and words, writes none.

    generate        every page, one at a time               page        Page, Draft (one yet to be made), Edition
    event, actor, place, source, dates, as_of, differences, indexes, home, explore, coverage, downloads, edition, moved
                    one module and one template a kind: records → views → Markdown
    sheet           one page under way: views that kinds share, addresses as seen from it
    map             places on the land (generator.land): drawn in pages, and as pictures that pages share
    folding         long lists over several pages: by year and month, or in numbered parts
    periods         the ways between those pages
    lookup          indexes only pages need, built once a timeline
    known           what each day added to what was known
    links           every address                           escape      every escaping
    mentions        names in prose become links             differing   words that set accounts apart
    textfragment    words that lead a browser to a passage
    wording         words of the interface (interface.yml)  render      templates → text
    cite            how to cite a page                      linked      what a page is about, as JSON-LD
    tables          the files that the timeline can be had as

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
from generator.pages.actor import actor_page, actor_periods
from generator.pages.as_of import as_of_drafts
from generator.pages.coverage import coverage_drafts
from generator.pages.dates import date_drafts, dates_index_drafts
from generator.pages.differences import difference_periods, differences_page
from generator.pages.downloads import data_page
from generator.pages.edition import edition_page, search_page
from generator.pages.event import event_page
from generator.pages.explore import explore_page
from generator.pages.home import home_page
from generator.pages.indexes import index_drafts
from generator.pages.lookup import Lookup
from generator.pages.moved import moved_page
from generator.pages.page import Draft, Edition, Page
from generator.pages.periods import period_title
from generator.pages.place import place_page, place_periods
from generator.pages.source import source_drafts
from generator.pages.wording import interface_words

__all__ = ["Draft", "Edition", "Lookup", "Page", "drafts", "generate", "interface_words"]


def generate(timeline: Timeline, edition: Edition, intro: str = "", coverages: Iterable[Coverage] = ()) -> Iterator[Page]:
    """Every page of a timeline, one at a time, always in the same order. `intro`: clean HTML for the home page; `coverages`: of
    every document."""
    return (draft.make() for draft in drafts(Lookup(timeline), edition, intro, coverages))


def drafts(lookup: Lookup, edition: Edition, intro: str = "", coverages: Iterable[Coverage] = ()) -> Iterator[Draft]:
    """The same pages, each to be made when it is wanted."""
    timeline = lookup.timeline
    yield Draft(links.HOME, "home", partial(home_page, lookup, intro))
    for event in timeline.events:
        yield Draft(links.event_path(event.id), "event", partial(event_page, lookup, event))
    for actor in _by_id(timeline.actors):
        yield Draft(links.actor_path(actor.id), "actor", partial(actor_page, lookup, actor))
    yield from actor_periods(lookup)
    for place in _by_id(timeline.places):
        yield Draft(links.place_path(place.id), "place", partial(place_page, lookup, place))
    yield from place_periods(lookup)
    for source in _by_id(timeline.sources):
        yield from source_drafts(lookup, source)
    yield from date_drafts(lookup)
    yield from as_of_drafts(lookup)
    yield from index_drafts(lookup)
    yield from dates_index_drafts(lookup)
    yield Draft(links.DIFFERENCES, "differences", partial(differences_page, lookup))
    yield from difference_periods(lookup)
    yield from coverage_drafts(lookup, coverages)
    yield Draft(links.EXPLORE, "explore", partial(explore_page, lookup))
    yield Draft(links.DATA, "data", partial(data_page, lookup))
    yield Draft(links.EDITION, "edition", partial(edition_page, lookup, edition))
    yield Draft(links.SEARCH, "search", partial(search_page, lookup))
    yield from _moved_pages(lookup)


def _moved_pages(lookup: Lookup) -> Iterator[Draft]:
    """What renamed records leave at their old addresses, and at those of their periods."""
    timeline = lookup.timeline
    kinds = (
        (links.event_path, timeline.event), (links.actor_path, timeline.actors), (links.place_path, timeline.places),
        (links.source_path, timeline.sources),
    )  # fmt: skip
    periods: dict[tuple, list[links.DateKey]] = {}
    for path, found in ((links.actor_path, lookup.actor_periods), (links.place_path, lookup.place_periods)):
        for identifier, key in found:
            periods.setdefault((path, identifier), []).extend([key] if key else [])
    for path, records in kinds:
        for record in _by_id(records):
            for old in record.formerly:
                new = path(record.id)
                yield Draft(path(old), "moved", partial(moved_page, lookup, path(old), new, lookup.titles[new]))
                for key in periods.get((path, record.id), ()):
                    was, now = links.period_path(path(old), key), links.period_path(new, key)
                    yield Draft(was, "moved", partial(moved_page, lookup, was, now, period_title(lookup.titles[new], key)))


def _by_id(records: dict) -> list:
    return [records[identifier] for identifier in sorted(records)]
