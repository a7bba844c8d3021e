"""Maps as they are drawn when the site is built, complete without scripts: land, places as points, areas as wide as records say, names.

Receives places through `Lookup`; returns figures as `Markup`, and for the small maps of places and events pictures of their own, which
many pages share (generator/data/maps.py puts them into the site). A name in dispute stands with every name that somebody uses. A place
without coordinates is on no map; captions say so.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator import land
from generator.land import EARTH_KM, Frame, Spot
from generator.model.records import Event, Place
from generator.pages import links
from generator.pages.escape import clean, cut, inert, markdown_text
from generator.pages.lookup import Lookup
from generator.pages.picture import width_of
from generator.pages.sheet import Sheet
from generator.pages.wording import say
from generator.store import digest

NARROW, WIDE = 360, 760
"""Widths of maps of all places, in pixels: for phones and side columns, and for whole pages."""

SMALL = (360, 240)
"""Width and height of the map of a place or an event."""

MOST_MARKS, MOST_NARROW, MOST_NEARBY = 120, 40, 8
"""Places with most events that a wide and a narrow map show; further places that the map of one place shows, to find one's way."""

LONGEST, LINE = 44, 18
"""Letters of a name on a map, and of one line of it."""

LEADING = 13.0
"""From one line of a name to the next, in pixels; its letters are 11.5 pixels high."""

AREA = 7.0
"""Pixels of radius from which on an area is drawn as one; smaller, it is a point."""

REGION = 25
"""Degrees from its middle to its corners that the map of an event with several places shows at most."""

FAR = 2.5
"""Places stand apart from the others where the next is so many times as far from their middle as the last."""

MOST_SHARE = 0.75
"""Of all events, what the others must hold."""


class Mark(NamedTuple):
    """A place on a map: where, its `name` as plain text, how many events, where it leads (empty: nowhere), and whether it is one of those
    the map is about."""

    spot: Spot
    name: str
    count: int
    href: str
    main: bool = True


class Label(NamedTuple):
    """A name where it fits: its lines, the middle of the first line's base or its start or end, and which of these."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


# --- What is shown ---


def spot_of(place: Place) -> Spot | None:
    """Where a place is; None where records do not say."""
    if not place.coordinates:
        return None
    return place.coordinates[0], place.coordinates[1], place.radius_km or 0.0


def map_name(place: Place) -> str:
    """A place's name as plain text, with each further name that somebody is known to use: "Bay of Ay / Bee Bay"."""
    names = [place.name]
    for other in place.names:
        if other.used_by and other.name.casefold() not in " / ".join(names).casefold():
            names.append(other.name)
    return clean(" / ".join(names)).strip(" ")


def located(lookup: Lookup) -> list[tuple[Place, int]]:
    """Places with coordinates and their numbers of events, those with most events first."""
    events = lookup.timeline.events_of_place
    found = [(place, len(events.get(place.id, ()))) for place in lookup.timeline.places.values() if place.coordinates]
    return sorted(found, key=lambda one: (-one[1], one[0].name, one[0].id))


def together(places: Sequence[tuple[Place, int]]) -> list[tuple[Place, int]]:
    """The places that one map shows well: all of them, or those where most happened, without a few that lie far off."""
    if len(places) < 3:
        return list(places)
    middle = _centre(places)
    by_distance = sorted(places, key=lambda one: _distance(middle, one[0].coordinates))
    distances = [_distance(middle, place.coordinates) + (place.radius_km or 0) / 2 for place, _ in by_distance]
    whole = sum(count + 1 for _, count in places)
    share = 0
    for at, (_, count) in enumerate(by_distance[:-1]):
        share += count + 1
        if share >= MOST_SHARE * whole and distances[at + 1] > FAR * max(distances[at], 200):
            near = {place.id for place, _ in by_distance[: at + 1]}
            return [one for one in places if one[0].id in near]
    return list(places)


def _centre(places: Sequence[tuple[Place, int]]) -> tuple[float, float]:
    """Where the place stands from which the way to the events of all others is shortest."""
    most = places[:MOST_MARKS]

    def way(one: Place) -> float:
        return sum((count + 1) * _distance(one.coordinates, other.coordinates) for other, count in most)

    return min((place for place, _ in most), key=way).coordinates


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two spots."""
    north, to = math.radians(one[0]), math.radians(other[0])
    half = math.sin((to - north) / 2) ** 2 + math.cos(north) * math.cos(to) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


# --- Maps of all places ---


def places_map(sheet: Sheet, wide: bool = False) -> Markup:
    """All places with coordinates as a block of HTML, for a page whose `styles` hold "map". A narrow drawing of 360 pixels for a side
    column or a phone; `wide`: also one for a whole page. Empty where no place has coordinates."""
    every = located(sheet.lookup)
    if not every:
        return Markup("")
    shown = together(every)[: MOST_MARKS if wide else MOST_NARROW]
    marks = [_mark(sheet, place, count) for place, count in shown]
    drawings = [_inline(sheet.lookup, "narrow" if wide else "", marks[:MOST_NARROW], NARROW, (240, 400))]
    if wide:
        drawings.append(_inline(sheet.lookup, "wide", marks, WIDE, (340, 540)))
    caption = " ".join(_caption(sheet, every, shown))
    return Markup(f'<figure class="map">{"".join(drawings)}<figcaption>{caption}</figcaption></figure>')


def _mark(sheet: Sheet, place: Place, count: int) -> Mark:
    return Mark(spot_of(place), map_name(place), count, str(sheet.href(links.place_path(place.id))))


def _inline(lookup: Lookup, form: str, marks: list[Mark], width: int, heights: tuple[int, int]) -> str:
    frame = land.fit([mark.spot for mark in marks], width, heights)
    name = f' class="{form}"' if form else ""
    return (
        f'<svg{name} role="group" aria-label="{inert(say("map_label"))}" viewBox="0 0 {frame.width} {frame.height}" '
        f'width="{frame.width}" height="{frame.height}">{drawn(frame, marks, land_of(lookup, frame))}</svg>'
    )


def _caption(sheet: Sheet, every: list[tuple[Place, int]], shown: list[tuple[Place, int]]) -> list[Markup]:
    """What the numbers and outlines mean; which places the map does not show."""
    ids = {place.id for place, _ in shown}
    off = [(place, count) for place, count in every if place.id not in ids]
    nowhere = [place for place in sheet.timeline.places.values() if not place.coordinates]
    parts = [markdown_text(say("map_caption"))]
    if any(place.radius_km for place, _ in shown):
        parts.append(markdown_text(say("map_caption_areas")))
    if any(len([name for name in place.names if name.used_by]) > 1 for place, _ in shown):
        parts.append(markdown_text(say("map_caption_names")))
    if off:
        parts.append(_further(sheet, "map_off", [place for place, _ in off]))
    if nowhere:
        parts.append(_further(sheet, "map_nowhere", nowhere))
    parts.append(markdown_text(say("map_land")))
    return parts


def _further(sheet: Sheet, key: str, places: list[Place]) -> Markup:
    """Some places that are not on the map, by name, and how many more there are."""
    most = 6
    ways = [f'<a href="{sheet.href(links.place_path(place.id))}">{markdown_text(map_name(place))}</a>' for place in places[:most]]
    if len(places) > most:
        ways.append(str(markdown_text(say("map_more", n=f"{len(places) - most:,}"))))
    return Markup(f"{markdown_text(say(key))} {', '.join(ways)}" + ("" if places[-1].name.endswith(".") else "."))


# --- Small maps of places and events ---


def place_map(sheet: Sheet, place: Place) -> Markup:
    """The map of a place as a picture; words in its place where its coordinates are not recorded."""
    if not place.coordinates:
        return Markup(f'<p class="note">{markdown_text(say("map_none"))}</p>')
    about = f"{say('map_about', km=_km(place))} " if place.radius_km else ""
    return Markup(f'<figure class="map">{_image(sheet, [place])}<figcaption>{markdown_text(about + say("map_land"))}</figcaption></figure>')


def event_map(sheet: Sheet, event: Event) -> Markup:
    """A small map of an event's places as a picture; empty where none has coordinates, or no map of a region can hold them all."""
    places = event_places(sheet.lookup, event)
    if not places:
        return Markup("")
    image = _image(sheet, places)
    if len(places) == 1:
        image = f'<a href="{sheet.href(links.place_path(places[0].id))}">{image}</a>'
    return Markup(f'<div class="map">{image}</div>')


def event_places(lookup: Lookup, event: Event) -> list[Place]:
    """The places of an event that its map shows."""
    found = (lookup.timeline.places[identifier] for identifier in event.places)
    places = {place.id: place for place in found if place.coordinates}
    together = [places[identifier] for identifier in sorted(places)]
    return together if len(together) < 2 or _one_region(tuple(map(spot_of, together))) else []


@lru_cache(maxsize=4096)  # events share places
def _one_region(spots: tuple[Spot, ...]) -> bool:
    """Whether a map of a region holds all of some spots."""
    widest = EARTH_KM * math.radians(2 * REGION)
    if any(_distance(one[:2], other[:2]) > widest for at, one in enumerate(spots) for other in spots[:at]):
        return False  # most are told apart by this, which costs less
    return land.fit(spots, *SMALL).reach <= REGION


def _image(sheet: Sheet, places: Sequence[Place]) -> str:
    alt = say("map_alt", names="; ".join(map(_words, places)))
    source = sheet.file_href(small_map_path([place.id for place in places]))
    return f'<img src="{source}" width="{SMALL[0]}" height="{SMALL[1]}" loading="lazy" alt="{inert(alt)}">'


def _words(place: Place) -> str:
    """A place with how wide it is, for those who do not see the map."""
    return f"{map_name(place)}, {say('map_within', km=_km(place))}" if place.radius_km else map_name(place)


def _km(place: Place) -> str:
    return f"{place.radius_km:,.0f}" if place.radius_km >= 10 else f"{place.radius_km:g}"


def small_map_path(identifiers: Sequence[str]) -> str:
    """Where the map of a place, or of several, lies in the site."""
    if len(identifiers) == 1:
        return f"places/{identifiers[0]}/map.svg"
    return f"places/map-{hashlib.sha256(' '.join(identifiers).encode()).hexdigest()[:12]}.svg"


def small_map(places: Sequence[Place], nearby: Sequence[Place] = ()) -> str:
    """The map of a place, or of several, as an SVG file that wants nothing else. `nearby`: places that may help to find one's way."""
    spots = [spot_of(place) for place in places]
    for least in (land.LEAST_KM, 1_800):  # so wide that some coast is in view
        frame = land.fit(spots, *SMALL, least)
        path = land.land_path(frame, *_thin(frame))
        if path:
            break
    ids = {place.id for place in places}
    marks = [Mark(spot_of(place), map_name(place), 0, "") for place in places]
    middle, reach = frame.projection.latitude, 180.0 if frame.is_world else frame.reach + 1
    for place in nearby:
        if abs(place.coordinates[0] - middle) > reach:
            continue  # no place of this latitude is in the picture
        x, y = frame.place(*place.coordinates)
        if place.id not in ids and 8 < x < frame.width - 8 and 8 < y < frame.height - 8 and (place.radius_km or 0) * frame.scale < AREA:
            marks.append(Mark((*place.coordinates, 0.0), map_name(place), 0, "", main=False))
        if len(marks) - len(places) == MOST_NEARBY:
            break
    title = inert(", ".join(mark.name for mark in marks if mark.main))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}" height="{frame.height}">'
        f"<title>{title}</title><style>{STYLE}</style>{drawn(frame, marks, path)}</svg>\n"
    )


STYLE = (
    ".s{fill:#e3e8ea}.l{fill:#cbcdc2}.a{fill:#17468f;fill-opacity:.06;stroke:#17468f;stroke-dasharray:2 3}.d{fill:#17468f;stroke:#fdfdfb}"
    ".f .d{fill:#474d50}.f text{font-weight:400}text{font:600 11.5px Public Sans,Arial,sans-serif;fill:#15181a;stroke:#f6f6f2;stroke-width:3px;"
    "stroke-linejoin:round;paint-order:stroke}.k{fill:none;stroke:#474d50}.k+text{font-weight:400}"
    "@media(prefers-color-scheme:dark){.s{fill:#1b2227}.l{fill:#3a4147}.a{fill:#9cc0ff;stroke:#9cc0ff}.d{fill:#9cc0ff;stroke:#14171a}.f .d{fill:#b4b8b6}"
    "text{fill:#ebe9e2;stroke:#14171a}.k{stroke:#b4b8b6}}"
)
"""Of a map that is a file of its own; maps within pages: overrides/assets/map.css."""


# --- Drawing ---


def land_of(lookup: Lookup, frame: Frame) -> str:
    """The land in a frame as an SVG path in half pixels, cut once and kept from build to build."""
    return lookup.recall_land(repr(frame), land_digest(), lambda: (land.land_path(frame, *_thin(frame)),))[0]


def _thin(frame: Frame) -> tuple[float, float]:
    """How far from its line a coast may be drawn, and how small an island may be, in pixels and square pixels."""
    return (1.0, 1.0) if frame.is_world else (0.7, min(0.25, 0.02 / frame.scale))  # on large maps rocks count


@lru_cache(maxsize=1)
def land_digest() -> bytes:
    """A digest of the coast lines, which are part of what every map is made from."""
    return digest(land.FILE.read_bytes())


def drawn(frame: Frame, marks: Sequence[Mark], path: str) -> str:
    """What is in a map's `svg`: the sea, the land, areas and points, names, a scale. Largest areas come first, so that none hides another."""
    ellipses = [frame.ellipse(mark.spot) for mark in marks]
    bar, taken = ("", []) if frame.is_world else _scale_bar(frame)
    labels = _labels(frame, marks, ellipses, taken)
    order = sorted(range(len(marks)), key=lambda at: -ellipses[at][2])
    sea = f'<path class="s" d="{globe(frame)}"/>' if frame.is_world else f'<path class="s" d="M0 0H{frame.width}V{frame.height}H0z"/>'
    ground = f'<path class="l" transform="scale(.5)" d="{path}"/>' if path else ""
    return sea + ground + bar + "".join(_drawn_mark(marks[at], ellipses[at], labels[at]) for at in order)


def _drawn_mark(mark: Mark, ellipse: tuple[float, float, float, float], label: Label | None) -> str:
    x, y, across, up = (f"{value:.1f}".removesuffix(".0") for value in ellipse)
    if max(ellipse[2:]) >= AREA:
        shape = f'<ellipse class="a" cx="{x}" cy="{y}" rx="{across}" ry="{up}"/>'
    else:
        shape = f'<circle class="d" cx="{x}" cy="{y}" r="{_dot(mark):.1f}"/>'
    number = f"{mark.count:,}" if mark.href else ""
    if label:
        text = _text(label, number)
    else:
        text = f"<title>{inert(f'{mark.name} {number}'.strip())}</title>"
    inside = shape + text
    if mark.href:
        return f'<a href="{mark.href}">{inside}</a>'
    return f"<g>{inside}</g>" if mark.main else f'<g class="f">{inside}</g>'


def _text(label: Label, number: str) -> str:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    lines = [inert(line) for line in label.lines]
    if number:
        lines[-1] = Markup(f'{lines[-1]} <tspan class="n">{number}</tspan>')
    if len(lines) == 1:
        return f'<text x="{label.x:.0f}" y="{label.y:.0f}"{anchor}>{lines[0]}</text>'
    spans = "".join(
        f'<tspan x="{label.x:.0f}" y="{label.y + at * LEADING:.0f}">{line}{" " if at + 1 < len(lines) else ""}</tspan>' for at, line in enumerate(lines)
    )
    return f"<text{anchor}>{spans}</text>"


def _dot(mark: Mark) -> float:
    """The radius of a point: by the number of events there."""
    return 3.0 + min(4.0, math.sqrt(mark.count) * 0.6) if mark.main else 2.2


def _scale_bar(frame: Frame) -> tuple[str, list[Box]]:
    """A line of so many kilometres, as it is in the middle of the map, and the room it takes."""
    km = max(step * 10**power for power in range(5) for step in (1, 2, 5) if step * 10**power * frame.scale <= frame.width / 4)
    end, y = 10 + km * frame.scale, frame.height - 10
    words = say("km", n=f"{km:,}")
    bar = f'<path class="k" d="M10 {y - 4}v4H{end:.0f}v-4"/><text class="k-n" x="{end + 6:.0f}" y="{y + 1}">{words}</text>'
    return bar, [(0.0, y - 12.0, end + 12 + width_of(words), float(frame.height))]


def globe(frame: Frame) -> str:
    """The edge of the world, on a map that shows all of it."""
    middle = frame.projection.longitude
    around = [(latitude, 180) for latitude in range(90, -91, -10)] + [(latitude, -180) for latitude in range(-90, 91, 10)]
    points = []
    for latitude, east in around:
        x, y = frame.projection.forward(middle + east, latitude)
        points.append(f"{frame.width / 2 + (x - frame.x) * frame.scale:.0f} {frame.height / 2 - (y - frame.y) * frame.scale:.0f}")
    return f"M{'L'.join(points)}z"


# --- Names, each where it covers nothing ---

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def _labels(frame: Frame, marks: Sequence[Mark], ellipses: Sequence[tuple[float, float, float, float]], taken: list[Box]) -> list[Label | None]:
    """A place for each name that has one, points first, since areas have more room for theirs; in each case those with most events first."""
    areas = {at for at, ellipse in enumerate(ellipses) if max(ellipse[2:]) >= AREA}
    every = range(len(marks))
    orders = {tuple(sorted(every, key=lambda at: (not marks[at].main, *key(at), -marks[at].count, at))) for key in (
        lambda at: (at in areas,), lambda at: (), lambda at: (-ellipses[at][2],), lambda at: (ellipses[at][2],),
    )}  # fmt: skip
    tried = [_placed(frame, marks, ellipses, areas, order, taken) for order in sorted(orders)]
    return min(tried, key=lambda one: one[0])[1]


UNNAMED = 40
"""What it costs to leave a place without its name, and as much again for each event there."""


def _placed(
    frame: Frame, marks: Sequence[Mark], ellipses: Sequence[tuple[float, float, float, float]], areas: set[int], order: Sequence[int],
    taken: Iterable[Box],
) -> tuple[float, list[Label | None]]:  # fmt: skip
    """Names given their places one after the other: what that costs, and where they are."""
    found: list[Label | None] = [None] * len(marks)
    taken, whole = list(taken), 0.0
    dots = {at: _around(*ellipses[at][:2], _dot(marks[at]), _dot(marks[at])) for at in range(len(marks)) if at not in areas}
    outlines = [ellipses[at] for at in sorted(areas)]
    for at in order:
        lines = _lines(marks[at].name)
        number = f" {marks[at].count:,}" if marks[at].href else ""
        width = max(width_of(line) for line in (*lines[:-1], lines[-1] + number)) + 1
        best = None
        for place, (label, box) in enumerate(_candidates(ellipses[at], _dot(marks[at]), lines, width, at in areas)):
            cost = place + sum(_confusing(box, outline) for outline in outlines)
            if (best is None or cost < best[0]) and _is_free(box, frame, taken, (dot for one, dot in dots.items() if one != at)):
                best = cost, label, box
        if best:
            found[at] = best[1]
            taken.append(best[2])
        whole += best[0] if best else UNNAMED * (1 + marks[at].count) if marks[at].main else 0
    return whole, found


def _is_free(box: Box, frame: Frame, *taken: Iterable[Box]) -> bool:
    inside = box[0] >= 3 and box[1] >= 3 and box[2] <= frame.width - 3 and box[3] <= frame.height - 3
    return inside and not any(_overlap(box, other) for boxes in taken for other in boxes)


def _lines(name: str) -> tuple[str, ...]:
    """A name in lines of some eighteen letters, broken between two names or else between words."""
    name = cut(name, LONGEST)
    if len(name) <= LINE:
        return (name,)
    lines = []
    *firsts, last = name.split(" / ")
    for part in (*(f"{first} /" for first in firsts), last):
        lines.append("")
        for word in part.split(" "):
            if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip(" ")
    return tuple(lines)


def _candidates(ellipse: tuple[float, float, float, float], dot: float, lines: tuple[str, ...], width: float, area: bool) -> Iterable[tuple[Label, Box]]:
    """Where a name may stand, best first: its label and the box it fills."""
    x, y, across, up = ellipse
    height = len(lines) * LEADING

    def at(anchor: str, left: float, top: float) -> tuple[Label, Box]:
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for line in lines for letter in line):
            start, anchor = left + width / 2, "middle"  # the start of such a text is its right end
        else:
            start = {"start": left, "middle": left + width / 2, "end": left + width}[anchor]
        return Label(lines, start, top + LEADING - 3, anchor), (left, top, left + width, top + height)

    middle = y - height / 2
    if area:
        if width < 1.8 * across and height < 1.6 * up:
            for aside, above in ((0, 0), (0, -0.45), (0, 0.45), (0, -0.7), (0, 0.7), (-0.4, 0), (0.4, 0), (-0.4, -0.4), (0.4, -0.4), (-0.4, 0.4), (0.4, 0.4)):
                if width / 2 + abs(aside) * across < 0.95 * across * math.sqrt(1 - above * above):
                    yield at("middle", x - width / 2 + aside * across, middle + above * up)
        across, up = across + 4, up + 3
    else:
        across, up = dot + 4, dot + 2
    yield at("start", x + across, middle)
    yield at("end", x - across - width, middle)
    yield at("middle", x - width / 2, y - up - height)
    yield at("middle", x - width / 2, y + up)
    slant = 0.72 if area else 0.6
    for side in (1, -1):
        for end in (-1, 1):
            left = x + slant * across if side > 0 else x - slant * across - width
            yield at("start" if side > 0 else "end", left, y - slant * up - height if end < 0 else y + slant * up)


def _around(x: float, y: float, across: float, up: float) -> Box:
    return x - across, y - up, x + across, y + up


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _confusing(box: Box, ellipse: tuple[float, float, float, float]) -> int:
    """How much harder an area makes a name in a box to read: an outline runs through it, or it may be taken for the area's name."""
    x, y, across, up = ellipse
    inside = {((corner - x) / across) ** 2 + ((edge - y) / up) ** 2 < 1 for corner in (box[0], box[2]) for edge in (box[1], box[3])}
    return 3 if len(inside) == 2 else 2 if True in inside else 0


__all__ = ["event_map", "event_places", "located", "map_name", "place_map", "places_map", "small_map", "small_map_path", "spot_of", "together"]
