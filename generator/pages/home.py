"""The home page: what this timeline is and what it rests on, where to begin, the picture of time, where accounts differ, the latest
days, where it happened, ways in. However many events there are, it shows few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from generator.model import edtf
from generator.model.records import Event
from generator.pages import links, wording
from generator.pages.dates import Group, day_groups
from generator.pages.differences import brief_view
from generator.pages.escape import markdown_text, plain
from generator.pages.known import WIDEST
from generator.pages.lookup import Asked, Lookup
from generator.pages.map import places_map
from generator.pages.page import Page
from generator.pages.picture import time_picture
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say

MOST_ROWS = 14
MOST_DIFFERENCES = 4
MOST_WAYS = 5


def home_page(lookup: Lookup, intro: str = "") -> Page:
    """`/`. `intro` is the hand-written `content/index.md` as HTML that is safe to publish."""
    sheet = Sheet(lookup, links.HOME)
    timeline, settings = lookup.timeline, lookup.timeline.settings
    story = [event for event in timeline.events if not event.background]
    differences = list(lookup.differences())
    return sheet.page(
        "home", plain(settings.title), plain(settings.description), scripts=["picture"], styles=["home", "picture", "map"],
        settings=settings, intro=Markup(intro.strip()), figures=_figures(lookup, differences), begin=_begin(sheet, story) if timeline.events else [],
        picture=time_picture(sheet, timeline.events) if timeline.events else "",
        map=places_map(sheet), groups=latest_days(sheet, story), events_href=sheet.href(links.EVENTS),
        differences=[brief_view(sheet, asked) for asked in _chosen(differences)],
        all_differences=Named(markdown_text(say("home_all_differences", n=f"{len(differences):,}")), sheet.href(links.DIFFERENCES)),
        ways=[way for way in _ways(sheet) if way[1]],
    )  # fmt: skip


def latest_days(sheet: Sheet, story: Sequence[Event]) -> list[Group]:
    """What has happened of the main story and is known closely enough to stand under a day or a few: the last `MOST_ROWS` events, the
    latest day first. Where there are more, a day that may not be whole is left out."""
    events = [event for event in story if event.status == "happened" and _is_close(event.date)]
    groups = day_groups(sheet, events[-MOST_ROWS:])
    cut = len(events) > MOST_ROWS and len(groups) > 1
    return groups[:0:-1] if cut else groups[::-1]


def _is_close(date: edtf.Date) -> bool:
    """Whether a date says enough to head a day's events: within a month."""
    return bool(date.earliest and date.latest) and edtf.day_number(date.latest) - edtf.day_number(date.earliest) <= WIDEST


def _figures(lookup: Lookup, differences: Sequence[Asked]) -> list[tuple[str, str]]:
    timeline = lookup.timeline
    documents = {source.document for source in timeline.sources.values()}
    numbers = {
        "events": len(timeline.events),
        "claims": sum(len(event.claims) for event in timeline.events),
        "quotations": sum(len(claim.cites) for event in timeline.events for claim in event.claims),
        "differences": len(differences),
        "sources": len(timeline.sources),
    }
    return [(say(f"figure_{name}", documents=wording.count(len(documents), "document")), f"{number:,}") for name, number in numbers.items()]


def _begin(sheet: Sheet, story: Sequence[Event]) -> list[Named]:
    """The ways into the story, each with what a reader finds there."""
    ways = []
    if story:
        first = sheet.lookup.card(story[0]).plain_title
        ways = [("begin_first", sheet.event_href(story[0].id), first), ("begin_explore", sheet.href(links.EXPLORE), say("begin_explore_note"))]
    ways.append(("begin_as_of", sheet.href(links.AS_OF), say("begin_as_of_note")))
    ways.append(("begin_events", sheet.href(links.EVENTS), _events_counted(sheet)))
    return [Named(markdown_text(say(name)), href, note) for name, href, note in ways]


def _events_counted(sheet: Sheet) -> str:
    """How many events there are, and how many of them are background: none of those stands among the latest."""
    events = sheet.timeline.events
    background = sum(event.background for event in events)
    counted = wording.count(len(events), "event")
    return say("events_and_background", events=counted, background=f"{background:,}") if background else counted


def _chosen(differences: Sequence[Asked]) -> list[Asked]:
    """The few differences with most claims, open ones first, no two of one event."""
    first: dict[str, Asked] = {}
    for asked in sorted(differences, key=lambda asked: (asked.difference.status != "open", -len(asked.difference.claims))):
        first.setdefault(asked.event.id, asked)
    return list(first.values())[:MOST_DIFFERENCES]


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
        (
            say("ways_types"),
            [(_type(name), f"{n:,}") for name, n in _top(types)],
            Named(say("all_types"), sheet.href(links.EXPLORE)),
        ),
    ]  # fmt: skip


def _type(name: str) -> Named:
    words = markdown_text(wording.sentence_case(wording.label(name)))
    return Named(words, links.selection_href(links.up(links.HOME), type=name))


def _top(counted: Counter) -> list[tuple]:
    """The largest counts, ties in the order of their names."""
    return sorted(((key, n) for key, n in counted.items() if n), key=lambda item: (-item[1], item[0]))[:MOST_WAYS]
