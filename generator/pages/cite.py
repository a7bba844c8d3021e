"""How to cite a page: for people (APA 7; Chicago 17, notes and bibliography) and for programs (BibTeX, CSL-JSON).

Pages state the former; the latter stand in files of all pages among the downloads, for they would add a tenth to the weight of a page, and
`overrides/assets/cite.js` shows those of a page on it.

The author is the timeline as a group, under its title. The day is the one on which a record was published or last corrected, as the record
says; what has none is "n.d.": nothing here may depend on when the site was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.model import edtf
from generator.model.edtf import Date, Day
from generator.model.records import Event
from generator.pages import links, wording
from generator.pages.escape import html_text, latex, plain
from generator.pages.lookup import Lookup
from generator.pages.wording import say

KINDS = frozenset({"home", "event", "actor", "place", "source", "day", "differences", "data"})
"""Kinds of page that say how to cite them."""

CITATIONS = "citations"
"""Where the page of downloads lists the files with the citations of all pages."""

_STOPPED = re.compile(r".*[.?!…][’”]*", re.DOTALL)
_CLOSING = re.compile(r"[’”]*$")


class Cited(NamedTuple):
    """What a citation is made of, in plain text: the page's permanent name among programs, its title, the timeline's, the `day` it was
    published or last `corrected`, and its whole address (empty: nobody knows it). `whole`: it is the timeline itself."""

    key: str
    title: str
    site: str
    day: Day | None
    corrected: bool
    address: str
    whole: bool


class Citations(NamedTuple):
    """A page's citations as HTML, and the way to those for programs."""

    address: Markup
    apa: Markup
    chicago: Markup
    files: Markup


def citations(lookup: Lookup, path: str, title: str, event: Event | None = None) -> Citations:
    """How to cite the page at `path`, which is called `title` in plain text; `event` is the one it tells of, if it is an event's."""
    one = cited(lookup, path, title, event)
    return Citations(html_text(one.address), apa(one), html_text(chicago(one)), links.page_href(path, links.DATA, CITATIONS))


def every(lookup: Lookup) -> Iterator[Cited]:
    """What the citations of all pages in `KINDS` but events' are made of."""
    timeline = lookup.timeline
    yield cited(lookup, links.HOME, plain(timeline.settings.title))
    for path, title in ((links.DIFFERENCES, say("title_differences")), (links.DATA, say("title_data"))):
        yield cited(lookup, path, title)
    for records, path in ((timeline.actors, links.actor_path), (timeline.places, links.place_path)):
        yield from (cited(lookup, path(one), records[one].name) for one in sorted(records))
    yield from (cited(lookup, links.source_path(one), lookup.titles[links.source_path(one)]) for one in sorted(timeline.sources))
    yield from (cited(lookup, links.date_path(day), wording.date_words(day)) for day in lookup.date_keys[3])


def of_event(lookup: Lookup, event: Event) -> Cited:
    """What the citations of an event's page are made of."""
    return cited(lookup, links.event_path(event.id), plain(event.title), event)


def cited(lookup: Lookup, path: str, title: str, event: Event | None = None) -> Cited:
    """What a page's citations are made of."""
    day, corrected = last_day(event) if event else (None, False)
    site = plain(lookup.timeline.settings.title)
    key = path.removesuffix(".md").removesuffix("/index").replace("/", "-")
    return Cited(key, title, site, day, corrected, links.permanent(lookup.site_url, path), path == links.HOME)


def last_day(event: Event) -> tuple[Day | None, bool]:
    """The day an event's record was published or last corrected, and whether the latter; None where it says neither."""
    day, number = max(((day, number) for number, day in told(event)), default=(None, 0))
    return day, number > 0


def told(event: Event) -> Iterator[tuple[int, Day]]:
    """What an event's record says of itself, with the day: 0 that it was published, 1 and on its corrections."""
    if event.added:
        yield 0, event.added.latest
    for number, correction in enumerate(event.corrections, start=1):
        if day := told_on(correction.date):
            yield number, day


def told_on(date: Date) -> Day | None:
    """The day by which something dated by a record's keepers had been done; None where the date has no end, or is of no year from 1
    to 9999."""
    return date.latest if date.latest and 1 <= date.latest[0] <= 9999 else None


def apa(one: Cited) -> Markup:
    """APA 7: a page on a website whose author is a group of the same name."""
    day = f"{one.day[0]}, {_month_day(one.day)}" if one.day else say("cite_undated")
    title = Markup("<cite>{}</cite>").format(html_text(one.title))
    if one.whole:
        parts = [title + _stop(one.title), f"({day})."]
    else:
        parts = [html_text(_stopped(one.site)), f"({day}).", title + _stop(one.title)]
    return Markup(" ").join([*parts, html_text(one.address)]).strip()


def chicago(one: Cited) -> str:
    """Chicago 17, an entry of a bibliography."""
    parts = [_stopped(one.site)] if one.whole else [_stopped(one.site), f"“{_stopped(_quoted(one.title))}”"]
    if one.day:
        day = f"{_month_day(one.day)}, {one.day[0]}"
        parts.append(f"{say('cite_corrected', date=day) if one.corrected else day}.")
    else:
        parts.append(say("cite_undated"))
    return " ".join([*parts, f"{one.address}."] if one.address else parts)


def bibtex(one: Cited) -> str:
    """An entry for BibLaTeX, or BibTeX with a style that knows `@online`."""
    fields = {} if one.whole else {"author": f"{{{latex(one.site)}}}"}
    fields |= {"title": f"{{{latex(one.title)}}}"}
    fields |= {"date": edtf.iso(one.day)} if one.day else {}
    fields |= {"url": one.address} if one.address else {}
    return "@online{%s,\n%s}" % (one.key, "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()))


def csl(one: Cited) -> dict:
    """An item of CSL-JSON."""
    item: dict = {"id": one.key, "type": "webpage", "title": one.title}
    item |= {} if one.whole else {"author": [{"literal": one.site}]}
    item |= {"issued": {"date-parts": [list(one.day)]}} if one.day else {}
    return item | ({"URL": one.address} if one.address else {})


def _month_day(day: Day) -> str:
    return f"{edtf.MONTHS[day[1] - 1][0]} {day[2]}"


def _stop(text: str) -> str:
    """The full stop that a text lacks."""
    return "" if _STOPPED.fullmatch(text) else "."


def _stopped(text: str) -> str:
    """A text with a full stop at its end, within its closing quotation marks."""
    return _CLOSING.sub(lambda closing: _stop(text) + closing[0], text, count=1)


def _quoted(title: str) -> str:
    """A title to stand in quotation marks, straight ones made inner ones, too."""
    return wording.quoted(re.sub(r'(?<!\w)"(?=\w)', "‘", title).replace('"', "’"))
