"""The picture of time as it is drawn before any script runs, and where none does: SVG made when the site is built.

Receives events; returns figures as `Markup`. A few events are bars that lead to their pages, in lanes by actor; many are columns that
count them. Places across are shares of the width, so that a drawing fits any screen while its words keep their size; down, everything
is in pixels, so that the height is known before the page is laid out. overrides/assets/picture.js takes its place where scripts run, by the
words that `picture_host` hands over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.check.timeline import Timeline
from generator.model import edtf
from generator.model.edtf import day_from_number, day_number
from generator.model.records import RELATIONS, Event
from generator.pages import links, wording
from generator.pages.dates import extent_words
from generator.pages.escape import attribute_json, cut, inert, plain
from generator.pages.sheet import Sheet
from generator.pages.timescale import (
    ACTIVITY, LEVELS, Scale, Segment, Span, Stretch, binned, fullest, is_crowd, outline, packed, periods, reach, scale_of, span_of,
)  # fmt: skip
from generator.pages.wording import say

MOST_BARS = 60
"""Events that are drawn as bars; more are counted in columns."""

MOST_LANES = 8
"""Lanes with a name of their own; further actors share one."""

FEWEST_NAMED = 8
"""Letters of a title without which it is not worth showing."""

HEAD = 58
"""What the dates above the lanes take up, in pixels."""


class Form(NamedTuple):
    """A drawing for screens of some width: its class, the fewest pixels at which its words must fit, the usual
    ones, the share of the width that names of lanes take (0: they stand above), how high a row without titles is, and one with them (0:
    none has), and whether far months are told apart."""

    name: str
    narrowest: int
    usual: int
    lanes: float
    row: int
    named_row: int
    cells: bool


WIDE = Form("wide", 700, 1150, 0.125, 9, 16, True)
NARROW = Form("narrow", 326, 358, 0.0, 10, 0, False)

BAR = 6
"""How thick a bar is, in pixels."""

NAMED = 130
"""Pixels that are kept free beside a bar for its title, or at least its first words."""

# How wide letters of the label face are at 11.5 pixels, rounded up; close enough to tell whether words fit.
_THIN, _BROAD = frozenset("iljtfrI.,:;’‘'|!()[] -–"), frozenset("mwMWGOQ@—%…")


def width_of(text: str, size: float = 11.5) -> float:
    """How wide a text is at most, in pixels, in the face of labels."""
    return sum(0.33 if letter in _THIN else 0.88 if letter in _BROAD else 0.69 if letter.isupper() else 0.575 for letter in text) * size


def time_picture(sheet: Sheet, events: Sequence[Event]) -> Markup:
    """All events over time, with what there is to see in it as its title: a block of HTML, to stand on a page whose `scripts` and `styles`
    are `["picture"]`. Empty without events."""
    if not events:
        return Markup("")
    spans = [span_of(event.date) for event in events]
    stretch = fullest(spans)
    crowd = stretch if is_crowd(stretch, spans) else None
    drawing = _Bars(sheet, events, spans, crowd) if len(events) <= MOST_BARS else _Columns(sheet, events, spans)
    key = " ".join(inert(say(f"picture_key_{name}")) for name in drawing.key()) + _signs(sheet, events)
    caption = f"<figcaption>{inert(finding(spans, crowd))} <small>{key}</small></figcaption>"
    return Markup(
        f'<figure class="picture" data-picture="{len(events)}" data-base="{sheet.href(links.HOME)}" data-words='
        f"'{picture_words()}'>\n"
        f'{caption}\n<div class="picture-stage">\n{drawing.svg()}\n</div>\n</figure>\n'
    )


def _signs(sheet: Sheet, events: Sequence[Event]) -> str:
    """The signs of events whose accounts differ or are denied, with their words."""
    timeline = sheet.timeline
    differ = any(sheet.lookup.card(event).differences for event in events)
    denied = any(name == "denies" for event in events for claim in event.claims for _, name in timeline.relations_to.get(claim.ref, ()))
    told = [("differs", say("drawn_differs"))] * differ + [("denies", say("drawn_denied"))] * denied
    return "".join(f' <span class="stance stance-{sign}">{inert(word)}</span>' for sign, word in told)


def picture_words() -> Markup:
    """Words of the interactive picture: JSON for an attribute in single quotes. Each `drawn_…` of interface.yml by its name, months and
    days of the week; all of them ours."""
    words = {key.removeprefix("drawn_"): text for key, text in wording.interface_words().items() if key.startswith("drawn_")}
    words |= {"back": [wording.relation(name, back=True) for name in RELATIONS]}
    words |= {"months": [short for _, short in edtf.MONTHS], "weekdays": [name[:3] for name in edtf.WEEKDAYS]}
    return attribute_json(words)


# --- What there is to see ---


def finding(spans: Sequence[Span], crowd: Stretch | None) -> str:
    """What the picture shows, in a sentence that is true of these events: where they crowd, or else their fullest period."""
    n, every = f"{crowd.events:,}" if crowd else "", f"{len(spans):,}"
    if crowd and crowd.first == crowd.last:
        return say("picture_crowd_day", n=n, all=every, date=day_words(crowd.first))
    if crowd:
        return say("picture_crowd", n=n, all=every, length=length_words(crowd.first, crowd.last), range=range_words(crowd.first, crowd.last))
    start, last = reach(spans)
    if start == last and all(span.first == span.last == start for span in spans):
        return say("picture_all_day", date=day_words(start)) if len(spans) > 1 else say("picture_one", date=day_words(start))
    unit = next((unit for unit in (-1, 0, 1, 10, 100, 1000) if last - start < 70 * _days_in(unit)), None)
    if unit is None:
        return say("picture_spread", all=every, range=range_words(start, last))
    within = Counter({
        period[0]: sum(period[0] <= span.first and span.last < period[1] and span.opens and span.closes for span in spans)
        for period in _periods(start, last + 1, unit)
    })  # fmt: skip
    (best, most), *others = within.most_common(2)
    if not most or others and others[0][1] == most:
        return say("picture_spread", all=every, range=range_words(start, last))
    return say("picture_fullest", period=period_words(best, unit), n=f"{most:,}", all=every)


def _days_in(unit: int) -> float:
    return 0.5 if unit < 0 else 30.4 if not unit else 365.25 * unit


def _periods(start: int, end: int, unit: int) -> Iterable[tuple[int, int]]:
    """Whole days (-1), months (0) or runs of years from the one that `start` is in."""
    if unit < 0:
        return ((day, day + 1) for day in range(start, end))
    year, month, _ = day_from_number(start)
    return periods(day_number((year, month, 1) if not unit else (year // unit * unit, 1, 1)), end, unit)


def _point(number: int) -> edtf.Date:
    year, month, day = day_from_number(number)
    return edtf.parse(f"{_year(year)}-{month:02}-{day:02}" if -9999 <= year <= 9999 else f"Y{year}")


def _year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def day_words(number: int) -> str:
    return edtf.words(_point(number))


def range_words(first: int, last: int) -> str:
    """Two days and all between them: "6 to 13 December 2025"."""
    return edtf.words(edtf.parse(f"{_point(first).text}/{_point(last).text}")) if first != last else day_words(first)


def period_words(start: int, unit: int) -> str:
    """A day, month or run of years by its first day: "December 2025", "the 1990s"."""
    year, month, _ = day_from_number(start)
    if unit < 0:
        return day_words(start)
    if unit <= 1 or not 0 < year < 9000:
        return wording.month_words((year, month)) if not unit else str(year)
    return say("picture_years", first=year, last=year + unit - 1)


def length_words(first: int, last: int) -> str:
    """How long a stretch is, in the shortest words that are true: "eight days", "14 months"."""
    days = last - first + 1
    if days <= 60:
        return _counted(days, "day")
    (y, m, d), (end_year, end_month, end_day) = day_from_number(first), day_from_number(last)
    months = (end_year - y) * 12 + end_month - m + (end_day >= d)
    return _counted(months, "month") if months <= 24 else _counted(-(-months // 12), "year")


def _counted(number: int, noun: str) -> str:
    names = say("numbers").split()
    return say(f"n_{noun}_one" if number == 1 else f"n_{noun}_many", n=names[number] if number < len(names) else f"{number:,}")


# --- Lanes ---


class Lane(NamedTuple):
    """Events of one actor: the actor's id (empty where there is none), its name, and the events' places in the picture's list."""

    actor: str
    name: str
    events: tuple[int, ...]


def top_actor(timeline: Timeline, event: Event) -> str:
    """The actor that an event's first-named one belongs to in the end; empty where none is named."""
    found = event.actors[0].actor if event.actors else ""
    seen = set()
    while found and found not in seen and timeline.actors[found].of:
        seen.add(found)
        found = timeline.actors[found].of
    return found


def lanes_of(timeline: Timeline, events: Sequence[Event]) -> list[Lane]:
    """The events by actor, those with most events first, then all other actors', then those of nobody."""
    by_actor: dict[str, list[int]] = {}
    for at, event in enumerate(events):
        by_actor.setdefault(top_actor(timeline, event), []).append(at)
    nobody = by_actor.pop("", [])
    ordered = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))
    named = ordered if len(ordered) <= MOST_LANES else ordered[: MOST_LANES - 1]
    lanes = [Lane(actor, plain(timeline.actors[actor].name), tuple(by_actor[actor])) for actor in named]
    others = sorted(at for actor in ordered[len(named) :] for at in by_actor[actor])
    lanes += [Lane("", say("drawn_others"), tuple(others))] if others else []
    return lanes + ([Lane("", say("drawn_nobody"), tuple(nobody))] if nobody else [])


# --- Bars: few events ---


class _Bar(NamedTuple):
    """An event's bar, its ends as shares of the drawing's width, the height of its middle; its title, if any, whether that stands
    before it, and whether there is room for it on tablets."""

    left: float
    right: float
    middle: float
    label: str
    leads: bool
    on_tablets: bool


class _Bars:
    """A drawing with a bar an event."""

    def __init__(self, sheet: Sheet, events: Sequence[Event], spans: Sequence[Span], crowd: Stretch | None):
        self.sheet, self.events, self.spans, self.crowd = sheet, events, spans, crowd
        self.lanes = lanes_of(sheet.timeline, events)
        self.known = Counter(span.first for event, span in zip(events, spans, strict=True) if event.date.precision == "day")

    def key(self) -> list[str]:
        """Which of the ways to draw a date need to be told."""
        looks = {_look(event) for event in self.events}
        start, last = reach(self.spans)
        fades = any(not span.opens or not span.closes or span.first < start or span.last > last for span in self.spans)
        about = any(event.date.approximate for event in self.events)
        return [
            name for name, told in (
                ("day", len(looks) > 1), ("within", "within" in looks), ("about", about), ("doubt", "doubt" in looks), ("fades", fades),
                ("planned", "planned" in looks), ("cancelled", "cancelled" in looks),
            ) if told
        ]  # fmt: skip

    def svg(self) -> str:
        drawn = "\n".join(self._drawing(form) for form in (WIDE, NARROW))
        return f'<svg class="picture-defs" width="0" height="0" aria-hidden="true" fill="currentColor">{_defs(drawn)}</svg>\n{drawn}'

    def _differs(self, event: Event) -> bool:
        return self.sheet.lookup.card(event).differences > 0

    def _drawing(self, form: Form) -> str:
        scale = scale_of(self.spans, self.crowd, form.cells)
        at = _placer(scale, form)
        body, bars, y = [], {}, HEAD
        for lane in self.lanes:
            found, height = self._rows(form, at, lane, y)
            body.append(_lane_head(self.sheet, form, lane, y))
            bars |= found
            y += height
        marks = [self._event(form, self.events[index], bars[index], self.spans[index], scale) for index in range(len(self.events))]
        label = inert(say("picture_label" if form is WIDE else "picture_days"))
        head = _axis(self.sheet, form, scale, at, y, self.known)
        return (
            f'<svg class="{form.name}" role="group" aria-label="{label}" width="100%" height="{y + 1}" fill="currentColor">{head}'
            f'{_across("c-ink2", y)}{"".join(body)}{"".join(marks)}</svg>'
        )

    def _rows(self, form: Form, at: Callable[[int], float], lane: Lane, top: float) -> tuple[dict[int, _Bar], float]:
        """A lane's bars by event, and its height."""
        least = 6 / form.usual
        ends = {}
        for index in lane.events:
            left, right = at(self.spans[index].first), at(self.spans[index].last + 1)
            ends[index] = left, max(right, left + least)
        named = {index for index in lane.events if form.named_row and not (self.events[index].background and _look(self.events[index]) == "within")}
        order = sorted(ends, key=lambda index: (ends[index][0], -ends[index][1], index))
        taken = [(left, right + NAMED / form.usual if index in named and right < 0.97 else right) for index in order for left, right in [ends[index]]]
        rows = dict(zip(order, packed(taken, 3 / form.usual), strict=True))
        labels, heights = {}, {}
        for row in sorted(set(rows.values())):
            inside = [index for index in order if rows[index] == row]
            stops = [form.lanes, *(ends[index][1] + self._named_width(index, form, named) for index in inside[:-1])], [*(ends[index][0] for index in inside[1:]), 1.0]
            for index, start, stop in zip(inside, *stops, strict=True):
                if index in named:
                    labels[index] = self._label(form, self.events[index], ends[index], start, stop)
            heights[row] = form.named_row if any(labels.get(index) for index in inside) else form.row
        middles, y = {}, top + (9 if form.lanes else 24)
        for row in sorted(heights):
            middles[row] = y + heights[row] / 2
            y += heights[row]
        bars = {index: _Bar(*ends[index], middles[rows[index]], *labels.get(index) or ("", False, False)) for index in order}
        return bars, max(y + 9 - top, _head_height(form, lane))

    def _named_width(self, index: int, form: Form, named: set[int]) -> float:
        """How much of the width the whole title of an event would take beside its bar, if it has one."""
        return (width_of(plain(self.events[index].title)) + 18) / form.usual if index in named else 0.0

    def _label(self, form: Form, event: Event, ends: tuple[float, float], start: float, stop: float) -> tuple[str, bool, bool] | None:
        """As much of a title as fits between `start`, the bar and `stop`: whether it stands before the bar, and whether it fits on a tablet, too."""
        title = plain(event.title)
        sign = 14 * self._differs(event)
        before, after = (ends[0] - start) * form.usual - 8 - sign, (stop - ends[1]) * form.usual - 10 - sign
        leads = before > after and ends[1] > 0.97
        room = before if leads else after
        letters = len(title)
        while letters > FEWEST_NAMED and width_of(cut(title, letters)) > room:
            letters -= 1
        if letters <= FEWEST_NAMED:
            return None
        title = cut(title, letters)
        return title, leads, width_of(title) + sign + 8 <= (ends[0] - start if leads else stop - ends[1]) * form.narrowest

    def _event(self, form: Form, event: Event, bar: _Bar, span: Span, scale: Scale) -> str:
        shape = _shape(event, bar, span, scale)
        if form is NARROW:
            return shape
        sheet = self.sheet
        name = say("picture_event", title=sheet.lookup.card(event).plain_title, when=edtf.short_words(event.date))
        label = ""
        if bar.label:
            sign = '<tspan class="stance-differs">≠</tspan> ' if self._differs(event) else ""
            hidden = ' class="t"' if bar.on_tablets else ""
            where = f'x="{_share(bar.left)}" dx="-4" text-anchor="end"' if bar.leads else f'x="{_share(bar.right)}" dx="4"'
            label = f'<text{hidden} {where} y="{bar.middle + 4:g}">{sign}{inert(bar.label)}</text>'
        return f'<a href="{sheet.event_href(event.id)}"><title>{inert(name)}</title>{shape}{label}</a>'


def _look(event: Event) -> str:
    """How a bar is drawn: what is only planned or called off, what is in doubt, one day within, a known day or all of a stretch."""
    if event.status != "happened":
        return event.status
    if event.date.uncertain:
        return "doubt"
    return "day" if event.date.precision in ("day", "interval", "all-of") else "within"


_OUTLINES = {
    "doubt": ' fill="none" stroke="currentColor" stroke-dasharray="1.5"',
    "planned": ' class="stance-plans" fill="none" stroke="currentColor" stroke-dasharray="4 2"',
    "cancelled": ' class="c-ink2" fill="none" stroke="currentColor"',
}


def _shape(event: Event, bar: _Bar, span: Span, scale: Scale) -> str:
    look = _look(event)
    begins, ends = span.opens and span.first >= scale.start, span.closes and span.last < scale.end
    about = event.date.approximate
    fading = ("" if begins and not about else "l") + ("" if ends and not about else "r")
    faded = f' mask="url(#p-{fading})"' if fading else ""
    x, width = f'x="{_share(bar.left)}"', f'width="{_share(bar.right - bar.left)}"'
    if look == "within":
        ticks = ("b" if begins else "") + ("e" if ends else "") if not about else ""
        return f'<use href="#p-{ticks}" {x} y="{bar.middle - 4:g}" {width} height="8"{faded}/>'
    if look == "day":
        return f'<rect {x} y="{bar.middle - BAR / 2:g}" {width} height="{BAR}"{faded}/>'
    shape = f'<rect {x} y="{bar.middle - BAR / 2 + 0.5:g}" {width} height="{BAR - 1}"{_OUTLINES[look]}{faded}/>'
    if look == "cancelled":
        ends = f'x1="{_share(bar.left)}" x2="{_share(bar.right)}" y1="{bar.middle:g}" y2="{bar.middle:g}"'
        shape += f'<line class="c-ink2" stroke="currentColor" {ends}/>'
    return shape


def _defs(drawn: str) -> str:
    """Hatched bars with ticks at their beginning (b), end (e), both or none; masks for bars that fade to the left, to the right or both;
    of these what is used in a drawing."""
    hatched = "".join(
        f'<symbol id="{name}"><rect width="100%" height="8" fill="url(#p-h)"/>{tick}</symbol>'
        for name, tick in (("p-", ""), ("p-b", _TICKS[0]), ("p-e", _TICKS[1]), ("p-be", "".join(_TICKS))) if f'"#{name}"' in drawn
    )  # fmt: skip
    masks = "".join(
        f'<linearGradient id="g-{side}">'
        + "".join(f'<stop offset="{offset}" stop-color="#fff" stop-opacity="{seen}"/>' for offset, seen in stops)
        + f'</linearGradient><mask id="p-{side}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#g-{side})"/></mask>'
        for side, stops in (("l", ((0, 0), (0.5, 1))), ("r", ((0.5, 1), (1, 0))), ("lr", ((0, 0), (0.4, 1), (0.6, 1), (1, 0))))
        if f"#p-{side})" in drawn
    )  # fmt: skip
    strokes = '<path d="M1 1v6" stroke="currentColor" stroke-width="1.2"/>'
    return f'<pattern id="p-h" width="4" height="8" patternUnits="userSpaceOnUse">{strokes}</pattern>{hatched}{masks}'


_TICKS = '<rect width="1.5" height="8"/>', '<line x1="100%" x2="100%" y2="8" stroke="currentColor" stroke-width="3"/>'


def _share(place: float) -> str:
    """A place across as a share of the width."""
    return f"{place * 100:.1f}".rstrip("0").rstrip(".") + "%"


def _placer(scale: Scale, form: Form) -> Callable[[int], float]:
    """Where a day begins, as a share of the whole drawing's width."""
    return lambda day: form.lanes + (1.0 - form.lanes) * scale.at(day)


NAME_LINE = 14
"""How high a line of a lane's name is, in pixels."""


def _name_lines(form: Form, lane: Lane) -> list[str]:
    if form.lanes:
        return _lines(lane.name, form.lanes * form.narrowest - 4, 2)
    return _lines(lane.name, form.narrowest - 12, 1)


def _head_height(form: Form, lane: Lane) -> float:
    return 14 + NAME_LINE * len(_name_lines(form, lane)) if form.lanes else 30


def _lane_head(sheet: Sheet, form: Form, lane: Lane, y: float) -> str:
    """A line above a lane, and its name. How many events it holds is not said: others name the actor, too."""
    lines = _name_lines(form, lane)
    text = "".join(f'<text class="b" y="{y + 18 + at * NAME_LINE:g}">{inert(line)}</text>' for at, line in enumerate(lines))
    if lane.actor:
        text = f'<a href="{sheet.href(links.actor_path(lane.actor))}">{text}</a>'
    return f'{_across("c-rule", y)}{text}'


def _across(colour: str, y: float) -> str:
    return f'<line class="{colour}" stroke="currentColor" x2="100%" y1="{y + 0.5:g}" y2="{y + 0.5:g}"/>'


def _lines(text: str, room: float, most: int) -> list[str]:
    """A text in at most so many lines, the last one cut where it must be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, 12) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    for at, line in enumerate(lines):
        letters = len(line)
        while letters > 3 and width_of(cut(line, letters), 12) > room:
            letters -= 1
        lines[at] = cut(line, letters)
    return lines


# --- The dates above ---


def _axis(sheet: Sheet, form: Form, scale: Scale, at: Callable[[int], float], bottom: float, known: Counter) -> str:
    """The dates above the lanes and the lines below them."""
    out, said = [], ""
    for segment in scale.segments:
        left, right = at(segment.start), at(segment.end)
        room = (right - left) * form.narrowest
        if segment.kind == "crowd":
            out.append(f'<rect class="picture-crowd" x="{_share(left)}" y="{HEAD}" width="{_share(right - left)}" height="{bottom - HEAD:g}"/>')
            out.append(_crowd(sheet, form, segment, at, room, bottom, known))
            said = ""
            continue
        out.append(_rule(left, bottom, HEAD))
        if segment.kind == "gap":
            out.append(f'<text class="c-ink2" x="{_share((left + right) / 2)}" y="34" text-anchor="middle">…</text>' if room > 14 else "")
            continue
        name, above = _cell_words(segment, room, ends=segment is scale.segments[-1])
        where = 'x="100%" text-anchor="end"' if segment.unit < 0 and segment is scale.segments[-1] else f'x="{_share(left)}" dx="3"'
        out.append(f'<text {where} y="34">{inert(name)}</text>')
        if above and above != said:
            out.append(f'<text class="c-ink2" {where} y="13">{inert(above)}</text>')
            said = above
    return "".join(out)


def _cell_words(segment: Segment, room: float, ends: bool) -> tuple[str, str]:
    """A cell's name and the year above it: ("Oct", "2025"), ("1–5 Dec", "2025"), ("1990s", ""). Of one that is all there is on its side,
    the far end: the last where the scale `ends` there, else the first."""
    (year, month, day), (end_year, end_month, end_day) = day_from_number(segment.start), day_from_number(segment.end - 1)
    if segment.unit > 0:
        return (_year_name(year) if segment.unit == 1 else f"{year // segment.unit * segment.unit}s"), ""
    if segment.unit < 0:
        return (edtf.MONTHS[end_month - 1][1], _year_name(end_year)) if ends else (edtf.MONTHS[month - 1][1], _year_name(year))
    name = edtf.MONTHS[month - 1][1]
    whole = day == 1 and end_day == edtf.month_length(end_year, end_month)
    days = f"{day}–{end_day} {name}" if day != end_day else f"{day} {name}"
    return (name if whole or width_of(days) > room - 3 else days), _year_name(year)


def _year_name(year: int) -> str:
    return edtf.words(edtf.parse(_year(year))) if -9999 <= year <= 9999 else str(year)


def _crowd(sheet: Sheet, form: Form, segment: Segment, at, room: float, bottom: float, known: Counter) -> str:
    """The dates of the stretch that is drawn to scale: days, months, or years, as there is room."""
    days = segment.end - segment.start
    each = room / days
    if each >= 20:
        return "".join(_day(sheet, segment, at, day, each, bottom, known) for day in range(segment.start, segment.end))
    out = []
    years = (step * 10**power for power in range(12) for step in (1, 2, 5))
    unit = next(unit for unit in (0, *years) if _days_in(unit) * each >= 34)
    for start, end in _periods(segment.start, segment.end, unit):
        place = max(start, segment.start)
        year, month, _ = day_from_number(place)
        words = edtf.MONTHS[month - 1][1] if not unit else _year_name(year)
        above = _year_name(year) if not unit and (month == 1 or place == segment.start) else ""
        key = (year, month)[: 1 if unit else 2]
        date = sheet.date_href(key) if key in sheet.lookup.has_date_page else ""
        out.append(_rule(at(place), bottom, HEAD))
        if min(end, segment.end) - place < 0.6 * (end - start) and width_of(words) > (min(end, segment.end) - place) * each:
            continue
        text = f'<text x="{_share(at(place))}" dx="3" y="34">{inert(words)}</text>'
        out.append(f'<a href="{date}">{text}</a>' if date else text)
        out.append(f'<text class="c-ink2" x="{_share(at(place))}" dx="3" y="13">{above}</text>' if above else "")
    return "".join(out)


def _day(sheet: Sheet, segment: Segment, at, day: int, each: float, bottom: float, known: Counter) -> str:
    """A day: its number, the day of the week where there is room, how many events are known to be of it, and the month over the first."""
    year, month, number = date = day_from_number(day)
    x = _share(at(day))
    weekday = edtf.WEEKDAYS[edtf.day_weekday(date)][:3]
    words = f'<tspan class="n">{number}</tspan>' + (f' <tspan class="c-ink2">{weekday}</tspan>' if each >= 46 else "")
    text = f'<text x="{x}" dx="3" y="34">{words}</text>'
    if each < 46:
        text += f'<text class="c-ink2" x="{x}" dx="3" y="49">{weekday if each >= 26 else weekday[0]}</text>'
    if date in sheet.lookup.has_date_page:
        text = f'<a href="{sheet.date_href(date)}">{text}</a>'
    if day == segment.start or number == 1:
        name = wording.month_words((year, month)) if 1 <= year <= 9999 else str(year)
        text += f'<text class="c-ink2" x="{x}" dx="3" y="13">{inert(name)}</text>'
    if known[day] and each >= 46:
        text += f'<text class="c-ink2" x="{x}" dx="3" y="49">{inert(wording.count(known[day], "event"))}</text>'
    return _rule(at(day), bottom, 22) + text


def _rule(place: float, bottom: float, top: float) -> str:
    return f'<line class="c-rule" stroke="currentColor" x1="{_share(place)}" x2="{_share(place)}" y1="{top:g}" y2="{bottom:g}"/>'


# --- Columns: many events ---

COLUMNS = {"wide": 84, "narrow": 48}
"""Columns over all of the time, at most, by drawing."""

LANE = 52
"""How high a lane of columns is, in pixels."""


class _Columns:
    """A drawing that counts events: a row of columns an actor, each lane to a scale of its own maximum told in words."""

    def __init__(self, sheet: Sheet, events: Sequence[Event], spans: Sequence[Span]):
        self.sheet, self.spans = sheet, spans
        self.scale = scale_of(spans, None)
        self.lanes = lanes_of(sheet.timeline, events)

    def key(self) -> list[str]:
        return ["dense"]

    def svg(self) -> str:
        return "\n".join(self._drawing(form) for form in (WIDE, NARROW))

    def _drawing(self, form: Form) -> str:
        scale = self.scale
        at = _placer(scale, form)
        lane_height = LANE if form.lanes else LANE + 10
        bottom = HEAD + lane_height * len(self.lanes)
        counted = [self._counts(lane, COLUMNS[form.name]) for lane in self.lanes]
        most = max(map(max, counted))
        body = []
        for number, (lane, counts) in enumerate(zip(self.lanes, counted, strict=True)):
            y = HEAD + number * lane_height
            body.append(_lane_head(self.sheet, form, lane, y))
            tall = lane_height - (6 if form.lanes else 26)
            body.append(
                f'<svg x="{_share(form.lanes)}" y="{y + lane_height - tall:g}" width="{_share(1 - form.lanes)}" height="{tall}" '
                f'viewBox="0 0 {len(counts)} {tall}" preserveAspectRatio="none"><path d="{outline(counts, most, tall)}"/></svg>'
            )
        label = inert(say("picture_label" if form is WIDE else "picture_days"))
        return (
            f'<svg class="{form.name}" role="group" aria-label="{label}" width="100%" height="{bottom + 1}" fill="currentColor">'
            f'{_axis(self.sheet, form, scale, at, bottom, Counter())}{_across("c-ink2", bottom)}{"".join(body)}</svg>'
        )

    def _counts(self, lane: Lane, columns: int) -> list[int]:
        return binned((self.spans[index].first for index in lane.events), self.scale.start, self.scale.end, columns)


# --- A small picture of some events beside all ---

def activity_picture(sheet: Sheet, events: Sequence[Event]) -> Markup:
    """A strip of these events over all of the timeline's time, beside all its events and to their scale: a block of HTML. Empty without events."""
    if not events:
        return Markup("")
    start, end, all_outline, most, all_events = sheet.lookup.activity["all"]
    spans = [span_of(event.date) for event in events]
    counts = binned((span.first for span in spans), start, end, ACTIVITY)
    own = outline(counts, most, LEVELS)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    title = say("picture_activity", n=wording.count(len(events), "event"), range=extent_words(events) or range_words(first, last), all=f"{all_events:,}")
    return Markup(
        f'<figure class="picture activity"><figcaption>{inert(title)}</figcaption><svg aria-hidden="true" width="100%" height="58" fill="currentColor">'
        f'<svg width="100%" height="40" viewBox="0 0 {len(counts)} {LEVELS}" preserveAspectRatio="none">'
        f'<path class="c-rule" d="{all_outline}"/><path d="{own}"/></svg><line class="c-ink2" stroke="currentColor" x2="100%" y1="40.5" y2="40.5"/>'
        f'<g class="c-ink2" font-size="12"><text y="55">{inert(_end_words(start, end))}</text>'
        f'<text x="100%" y="55" text-anchor="end">{inert(_end_words(end - 1, start))}</text></g>'
        f"</svg></figure>\n"
    )


def _end_words(day: int, other: int) -> str:
    """An end of a strip: a month, or a year where it reaches over many."""
    (year, month, _), (other_year, *_) = day_from_number(day), day_from_number(other)
    return edtf.short_words(edtf.parse(f"{_year(year)}-{month:02}")) if abs(year - other_year) < 8 and -9999 <= year <= 9999 else _year_name(year)
