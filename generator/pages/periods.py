"""Pages of long lists: what leads from period to period and from part to part, and the pages of an actor's or a place's periods.

Receives what `folding` put where; returns pages, and the ways between them as views. A period stands below its page
(`/actors/ID/2025/`, `/actors/ID/2025/12/`), a part below its first (`/sources/page/2/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.model import edtf
from generator.pages import folding, links, wording
from generator.pages.escape import markdown_text
from generator.pages.folding import Counts, Line, Part, Period, Section
from generator.pages.links import DateKey
from generator.pages.lookup import Lookup
from generator.pages.page import Draft, Page
from generator.pages.sheet import Named, Sheet
from generator.pages.wording import say


@dataclass(frozen=True, slots=True)
class Parts:
    """Where a page stands among the parts of a list: their numbers with the ways to them (none to this one), and its neighbours."""

    number: int
    total: int
    pages: tuple[Named, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A period in a list of periods: its words, the way there, what it holds, and the ways to the months within it."""

    text: str
    href: str
    counts: str
    within: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of a page under its heading: rows of one form (`events`, `statements` or `questions`), a note before them."""

    heading: str
    note: str
    form: str
    rows: tuple


# --- Parts ---


def part_drafts(path: str, kind: str, total: int, page: Callable[[int], Page]) -> Iterator[Draft]:
    """A page and its further parts; `page` makes one by its number."""
    for number in range(1, total + 1):
        yield Draft(links.part_path(path, number), kind if number == 1 else "part", partial(page, number))


def parts_view(sheet: Sheet, path: str, number: int, total: int) -> Parts | None:
    """The ways between the parts of the page at `path`; None where it has but one."""
    if total < 2:
        return None
    hrefs = {one: sheet.href(links.part_path(path, one)) for one in range(1, total + 1)}
    pages = tuple(Named(markdown_text(str(one)), "" if one == number else href) for one, href in hrefs.items())
    return Parts(number, total, pages, hrefs.get(number - 1, ""), hrefs.get(number + 1, ""))


def part_title(title: str, number: int) -> str:
    """The title of a part, unlike that of the first."""
    return title if number == 1 else say("part_title", title=title, n=number)


def part_description(description: str, number: int) -> str:
    return description if number == 1 else say("part_description", n=number, description=description)


def heading(words: str, section: Section) -> str:
    return say("continued", heading=words) if section.continued else words


# --- Periods ---


def period_words(key: DateKey) -> str:
    """A period by itself: "2025", "December 2025", "Not known to the month"."""
    if key[-1] == folding.WITHOUT:
        return say("group_of_no_year") if len(key) == 1 else say("period_no_month", year=key[0])
    return wording.date_words(key)


def period_title(title: str, key: DateKey) -> str:
    """The title of a page's period: "Westmark in December 2025"."""
    return say("period_title_undated" if key[-1] == folding.WITHOUT else "period_title", title=title, period=period_words(key))


def line_views(sheet: Sheet, path: str, lines: Iterable[Line]) -> tuple[LineView, ...]:
    """Periods of the page at `path`."""
    def way(key: DateKey) -> Markup:
        return sheet.href(links.period_path(path, key))

    return tuple(
        LineView(period_words(line.key), way(line.key), counted(line.counts), tuple(Named(Markup(_month(one.key)), way(one.key)) for one in line.within))
        for line in lines
    )


def _month(key: DateKey) -> str:
    """A month within its year."""
    return say("no_month") if key[1] == folding.WITHOUT else edtf.MONTHS[key[1] - 1][0]


def counted(counts: Counts) -> str:
    """What a period holds, in words."""
    return " · ".join(wording.count(number, f"of_{name}") for name, number in counts)


def period_ways(sheet: Sheet, path: str, period: Period) -> dict[str, Named | None]:
    """The periods before and after one, for the foot of its page."""
    def way(key: DateKey) -> Named | None:
        return Named(period_words(key), sheet.href(links.period_path(path, key))) if key else None

    return {"before": way(period.before), "after": way(period.after)}


def period_crumbs(sheet: Sheet, trail: Iterable[tuple[str, str]], path: str, key: DateKey) -> list[tuple[str, str]]:
    """The way to a period: that to its page, the page itself, the year of a month."""
    return sheet.crumbs(*trail, *([(wording.date_words(key[:1]), links.period_path(path, key[:1]))] if len(key) == 2 else ()))


def period_page(
    lookup: Lookup, path: str, title: str, trail: Iterable[tuple[str, str]], period: Period,
    shown: Callable[[Sheet, Part], list[Shown]], number: int,
) -> Page:  # fmt: skip
    """A part of a period of the page at `path`, whose `title` is told apart from others. `shown`: the lists of a part as seen from
    a sheet."""
    own = links.period_path(path, period.key)
    sheet = Sheet(lookup, links.part_path(own, number))
    named = part_title(period_title(title, period.key), number)
    lines, sections = line_views(sheet, path, period.within), shown(sheet, period.parts[number - 1])
    return sheet.page(
        "period" if number == 1 else "part", named, say("period_description", title=title, period=period_words(period.key), counts=counted(period.counts)),
        crumbs=period_crumbs(sheet, [*trail, (title, path)], path, period.key), template="period", counts=counted(period.counts),
        lines=lines, sections=sections, contents=[(say("section_months"), len(lines)), *((one.heading, len(one.rows)) for one in sections)],
        all=Named(markdown_text(say("period_all", title=title)), sheet.href(path)), parts=parts_view(sheet, own, number, len(period.parts)),
        **period_ways(sheet, path, period),
    )  # fmt: skip


def period_drafts(path: str, period: Period, page: Callable[[int], Page]) -> Iterator[Draft]:
    """The pages of a period of the page at `path`; none for all time, which is that page itself. `page` makes a part by its number."""
    if period.key:
        yield from part_drafts(links.period_path(path, period.key), "period", len(period.parts), page)
