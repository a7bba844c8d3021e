"""The home page: what this timeline is, what it holds, its fullest days, where accounts differ, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Event
from generator.pages import links, wording
from generator.pages.dates import day_groups
from generator.pages.differences import difference_view
from generator.pages.escape import markdown_text, plain
from generator.pages.known import is_wide
from generator.pages.lookup import Lookup
from generator.pages.page import Page
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

MOST_ROWS = 40
MOST_DIFFERENCES = 5
MOST_WAYS = 6


def home_page(lookup: Lookup, intro: str = "") -> Page:
    """`/`. `intro` is the hand-written `content/index.md` as HTML that is safe to publish."""
    sheet = Sheet(lookup, links.HOME)
    timeline, settings = lookup.timeline, lookup.timeline.settings
    story = [event for event in timeline.events if not event.background]
    background = sorted((event for event in timeline.events if event.background), key=lambda event: is_wide(event.date))
    stretch = fullest_stretch(story, MOST_ROWS)
    return sheet.page(
        "home", plain(settings.title), plain(settings.description), settings=settings, intro=Markup(intro.strip()),
        figures=_figures(lookup), stretch=_stretch_title(story, stretch), groups=day_groups(sheet, stretch),
        background=sheet.rows(background[:MOST_ROWS], gist=True),
        more=len(stretch) + len(background[:MOST_ROWS]) < len(timeline.events),
        events_href=sheet.href(links.EVENTS), as_of_href=sheet.href(links.AS_OF), differences_href=sheet.href(links.DIFFERENCES),
        differences=[difference_view(sheet, asked, tables=False) for asked in _chosen_differences(lookup)],
        ways=_ways(sheet),
    )  # fmt: skip


def fullest_stretch(events: Sequence[Event], most: int) -> Sequence[Event]:
    """All events, or the `most` neighbours in time that lie within the fewest days; the latest such run."""
    if len(events) <= most:
        return events
    dated = [event for event in events if event.date.earliest]
    if len(dated) < most:
        return events[-most:]
    days = [edtf.day_number(event.date.earliest) for event in dated]
    start = min(range(len(dated) - most + 1), key=lambda at: (days[at + most - 1] - days[at], -at))
    return dated[start : start + most]


def _stretch_title(events: Sequence[Event], stretch: Sequence[Event]) -> str:
    if len(stretch) == len(events) or not stretch or not stretch[0].date.earliest:
        return say("home_all_days")
    first, last = stretch[0].date.earliest, stretch[-1].date.earliest
    return say("home_stretch", first=wording.date_words(first), last=wording.date_words(last))


def _figures(lookup: Lookup) -> list[tuple[str, str]]:
    timeline = lookup.timeline
    numbers = {
        "events": len(timeline.events),
        "claims": sum(len(event.claims) for event in timeline.events),
        "quotations": sum(len(claim.cites) for event in timeline.events for claim in event.claims),
        "differences": sum(len(event.differences) for event in timeline.events),
        "actors": len(timeline.actors),
        "documents": len({source.document for source in timeline.sources.values()}),
    }
    return [(say(f"figure_{name}"), f"{number:,}") for name, number in numbers.items()]


def _chosen_differences(lookup: Lookup) -> list:
    """The few differences with most claims, open ones first."""
    every = list(lookup.differences())
    every.sort(key=lambda asked: (asked.difference.status != "open", -len(asked.difference.claims)))
    return every[:MOST_DIFFERENCES]


def _ways(sheet: Sheet) -> list[tuple[str, list, Named | None]]:
    """Lists that lead on: a heading, entries with their counts, and the way to all of them."""
    lookup, timeline = sheet.lookup, sheet.timeline
    actors = Counter({actor: len(events) for actor, events in timeline.events_of_actor.items()})
    days = Counter(event.date.earliest for event in timeline.events if event.date.precision == "day")
    sources = Counter(lookup.passages_quoted)
    types = Counter(event.type for event in timeline.events)
    return [
        (say("ways_actors"), [(sheet.actor(actor), f"{n:,}") for actor, n in _top(actors)], Named(say("all_actors"), sheet.href(links.ACTORS))),
        (
            say("ways_days"),
            [(Named(wording.date_words(day), sheet.date_href(day)), f"{n:,}") for day, n in sorted(_top(days)) if day in lookup.has_date_page],
            Named(say("all_dates"), sheet.href(links.DATES)),
        ),
        (
            say("ways_sources"),
            [(sheet.source(timeline.sources[source]), f"{n:,}") for source, n in _top(sources)],
            Named(say("all_sources"), sheet.href(links.SOURCES)),
        ),
        (say("ways_types"), [(Named(markdown_text(wording.sentence_case(wording.label(name)))), f"{n:,}") for name, n in _top(types)], None),
    ]  # fmt: skip


def _top(counted: Counter) -> list[tuple]:
    """The largest counts, ties in the order of their names."""
    return sorted(((key, n) for key, n in counted.items() if n), key=lambda item: (-item[1], item[0]))[:MOST_WAYS]
