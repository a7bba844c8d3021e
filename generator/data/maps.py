"""Maps as files: a picture for each place and each company of places that an event's page shows, and the land for the map of the explore
page (read by overrides/assets/map.js).

    land    width, height    of what is drawn, in pixels
            globe            the edge of the world as an SVG path, where the map is all of it, and no one scale holds; else null
            km               kilometres a pixel in the middle of the map
            view             [left, top, width, height] of what is seen first, in these pixels
            land             an SVG path in half pixels
            near             the land of the first view, finer: `box` as `view`, `unit` pixels a number of its `land`
            words            what the map says (`WORDS`)
            places           by id: [x, y, half axes of the area across and down (0: a point), name]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator import land
from generator.land import Frame, Spot
from generator.model.records import Place
from generator.pages.lookup import Lookup
from generator.pages.map import event_places, globe, land_digest, land_of, located, map_name, small_map, small_map_path, spot_of, together
from generator.pages.wording import say
from generator.processes import spread
from generator.store import digest

WIDTH, HEIGHTS = 1000, (600, 900)
"""Of the map on the explore page, in pixels; screens show it smaller, and parts of it larger."""

WIDER, FARTHEST = 2.0, 58
"""How much more of the world than its places the map has each way, and the degrees from its middle that it may reach."""

NEAR = 2400
"""How wide the finer land is, in pixels: a reader who looks closer sees so much of it."""

BROAD = 1.8
"""Of the finer land, how many times as broad as high it is at least."""

FEWEST = 100
"""Small maps below which a second process costs more than it saves."""

WORDS = {
    "label": "map_label", "in": "map_zoom_in", "out": "map_zoom_out", "all": "map_zoom_all", "km": "km", "none": "map_unplaced_all",
    "eventsOne": "map_choose_one", "eventsMany": "map_choose_many", "unplacedOne": "map_unplaced_one", "unplacedMany": "map_unplaced_many",
}  # fmt: skip
"""What map.js says, by its name there."""


def small_maps(lookup: Lookup) -> Iterator[tuple[str, bytes]]:
    """Pictures by their paths in the site: of each place with coordinates, then of each company of them that an event names."""
    every = sorted((place for place, _ in located(lookup)), key=lambda place: place.id)
    shown = {small_map_path([place.id]): [place] for place in every}
    for event in lookup.timeline.events:
        places = event_places(lookup, event)
        if len(places) > 1:
            shown.setdefault(small_map_path([place.id for place in places]), places)
    ground = digest(land_digest(), repr([(place.id, map_name(place), spot_of(place)) for place in every]).encode())

    def made(paths: Sequence[str]) -> list[tuple]:
        return spread(lambda share: [(small_map(shown[path], every).encode(),) for path in share], paths, FEWEST)

    for path, (drawn,) in zip(shown, lookup.recall_land.each(dict.fromkeys(shown, ground), made), strict=True):
        yield path, drawn


def explore_land(lookup: Lookup) -> dict[str, Any] | None:
    """What the map of the explore page draws before it knows of any event; None where no place has coordinates."""
    every = located(lookup)
    if not every:
        return None
    first = [place for place, _ in together(every)]
    whole = _whole([spot_of(place) for place, _ in every], [spot_of(place) for place in first])
    view = _view(whole, first)
    box = _broad(whole, view)
    near = {"box": box, "unit": round(box[2] / NEAR / 2, 6), "land": land_of(lookup, _part(whole, box, NEAR / box[2]))}
    return {
        "width": whole.width, "height": whole.height, "globe": globe(whole) if whole.is_world else None, "km": round(1 / whole.scale, 6), "view": view,
        "words": {name: say(key) for name, key in WORDS.items()}, "land": land_of(lookup, whole), "near": near,
        "places": {place.id: _position(whole, place) for place, _ in every},
    }  # fmt: skip


def _whole(every: Sequence[Spot], first: Sequence[Spot]) -> Frame:
    """A frame with room round all spots; of the world, round the meridian where the first view is."""
    frame = land.fit(every, WIDTH, HEIGHTS)
    if not frame.is_world:
        wider = min(WIDER, FARTHEST / frame.reach)
        return replace(frame, scale=frame.scale / wider) if wider > 1 else frame
    return land.world(land.fit(first, WIDTH, HEIGHTS).projection.longitude, WIDTH)


def _view(whole: Frame, places: Sequence[Place]) -> list[float]:
    """The part of a frame that shows some places, with a margin."""
    boxes = [whole.ellipse(spot_of(place)) for place in places]
    left, right = min(x - across for x, _, across, _ in boxes), max(x + across for x, _, across, _ in boxes)
    top, bottom = min(y - up for _, y, _, up in boxes), max(y + up for _, y, _, up in boxes)
    least = land.LEAST_KM * whole.scale
    return _box(whole, (left + right) / 2, (top + bottom) / 2, max(right - left, least) * 1.2, max(bottom - top, least) * 1.2)


def _broad(whole: Frame, view: Sequence[float]) -> list[float]:
    """A view with as much on both sides as broad screens show beside it."""
    left, top, width, height = view
    return _box(whole, left + width / 2, top + height / 2, max(width, BROAD * height), height)


def _box(whole: Frame, x: float, y: float, width: float, height: float) -> list[float]:
    """Left, top, width and height of a box round a spot, moved and cut to lie within a frame."""
    width, height = min(width, whole.width), min(height, whole.height)
    left, top = max(0.0, min(whole.width - width, x - width / 2)), max(0.0, min(whole.height - height, y - height / 2))
    return [round(value, 2) for value in (left, top, width, height)]


def _part(whole: Frame, box: Sequence[float], closer: float) -> Frame:
    """A part of a frame, so many times as large."""
    left, top, width, height = box
    x = whole.x + (left + width / 2 - whole.width / 2) / whole.scale
    y = whole.y - (top + height / 2 - whole.height / 2) / whole.scale
    return Frame(whole.projection, x, y, whole.scale * closer, round(width * closer), round(height * closer))


def _position(whole: Frame, place: Place) -> list[float | str]:
    return [*(round(value, 2) for value in whole.ellipse(spot_of(place))), map_name(place)]
