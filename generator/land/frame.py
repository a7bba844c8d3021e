"""The stretch of the world that a picture shows: big enough for some spots, with a margin, and never so small that no coast tells where it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.land.projection import EARTH_KM, Azimuthal, EqualEarth, Projection, beside, turned

Spot = tuple[float, float, float]
"""Latitude and longitude in degrees, and a radius in km (0: a point)."""

LEAST_KM = 450
"""The shorter side of a picture shows at least this."""

MARGIN = 0.08
"""Of each side, round the spots."""

WIDEST = math.radians(50)
"""How far from its centre a picture by Lambert's projection may reach."""

_WORLD_ACROSS, _WORLD_UP = EqualEarth(0).forward(180, 0)[0], EqualEarth(0).forward(0, 90)[1]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a projected plane and its picture: `x`, `y` its middle and `scale` pixels a kilometre; `width` and `height` in pixels."""

    projection: Projection
    x: float
    y: float
    scale: float
    width: int
    height: int

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a spot lies, in pixels from the upper left corner; outside, where the picture does not reach it."""
        x, y = self.projection.forward(self.projection.longitude + turned(longitude, self.projection.longitude), latitude)
        return self.width / 2 + (x - self.x) * self.scale, self.height / 2 - (y - self.y) * self.scale

    def ellipse(self, spot: Spot) -> tuple[float, float, float, float]:
        """Middle and half axes, in pixels, of the area round a spot."""
        latitude, longitude, km = spot
        cx, cy = self.place(latitude, longitude)
        if not km:
            return cx, cy, 0.0, 0.0
        km = min(km, EARTH_KM * math.pi / 2)
        half = [math.dist((cx, cy), self.place(*beside(latitude, longitude, km, bearing))) for bearing in (90, 0)]
        # Across the cut of a picture of the world the way would be all round it.
        return cx, cy, *(min(one, km * self.scale * 1.5) for one in half)

    @property
    def is_world(self) -> bool:
        return isinstance(self.projection, EqualEarth)

    @property
    def reach(self) -> float:
        """Degrees from the middle to the farthest corner, where that is in the middle of the projection too."""
        return math.degrees(2 * math.asin(min(1.0, math.hypot(self.width, self.height) / self.scale / 4 / EARTH_KM)))


def world(longitude: float, width: int) -> Frame:
    """All of the world, round a meridian."""
    scale = width / 2 / _WORLD_ACROSS
    return Frame(EqualEarth(longitude), 0, 0, scale, width, math.ceil(2 * _WORLD_UP * scale))


def fit(spots: Sequence[Spot], width: int, height: int | tuple[int, int], least_km: float = LEAST_KM) -> Frame:
    """The frame of a picture that shows all of some spots, at least one. A picture may be between two heights, as suits the spots."""
    centre = _middle(spots)
    if centre:
        for _ in range(2):  # the middle of what the first picture shows is a better centre
            projection = Azimuthal(*centre)
            left, bottom, right, top = _box(spots, projection)
            longitude, latitude = projection.inverse((left + right) / 2, (bottom + top) / 2)
            centre = max(-90.0, min(90.0, latitude)), turned(longitude, 0)
        projection = Azimuthal(round(centre[0], 2), round(centre[1], 2))
        left, bottom, right, top = _box(spots, projection)
        high = _height(left, bottom, right, top, width, height)
        scale = _scale(left, bottom, right, top, width, high, least_km)
        if math.hypot(width, high) / scale / 2 <= 2 * EARTH_KM * math.sin(WIDEST / 2):
            return Frame(projection, (left + right) / 2, (bottom + top) / 2, scale, width, high)
    projection = EqualEarth(_meridian([longitude for _, longitude, _ in spots]))
    left, bottom, right, top = _box(spots, projection)
    high = _height(left, bottom, right, top, width, height)
    scale = max(_scale(left, bottom, right, top, width, high, least_km), min(width / 2 / _WORLD_ACROSS, high / 2 / _WORLD_UP))
    return Frame(
        projection, _kept((left + right) / 2, _WORLD_ACROSS - width / 2 / scale), _kept((bottom + top) / 2, _WORLD_UP - high / 2 / scale),
        scale, width, high,
    )  # fmt: skip


def _height(left: float, bottom: float, right: float, top: float, width: int, height: int | tuple[int, int]) -> int:
    if isinstance(height, int):
        return height
    low, high = height
    return round(max(low, min(high, width * (top - bottom) / (right - left)))) if right > left else high


def _kept(middle: float, most: float) -> float:
    """A middle moved so that the picture shows as little as can be of what is beyond the world."""
    return max(-most, min(most, middle)) if most > 0 else 0.0


def _scale(left: float, bottom: float, right: float, top: float, width: int, height: int, least_km: float) -> float:
    room = 1 - 2 * MARGIN
    spare = [side / span for side, span in ((width * room, right - left), (height * room, top - bottom)) if span > 0]
    return min([*spare, min(width, height) / least_km])


def _middle(spots: Sequence[Spot]) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of spots on the globe; None where they lie all round it."""
    x = y = z = 0.0
    for latitude, longitude, _ in spots:
        north, east = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(north) * math.cos(east), y + math.cos(north) * math.sin(east), z + math.sin(north)
    if math.hypot(x, y, z) < 0.1 * len(spots):
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _box(spots: Sequence[Spot], projection: Projection) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the areas in the plane, in km."""
    plane = Frame(projection, 0, 0, 1, 0, 0)
    edges = []
    for spot in spots:
        x, y, across, up = plane.ellipse(spot)
        edges.append((x - across, -y - up, x + across, -y + up))
    left, bottom, right, top = zip(*edges, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _meridian(longitudes: Sequence[float]) -> float:
    """The meridian opposite the widest gap between longitudes, so that the cut of the picture falls where nothing is."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [((after - before) % 360 or 360, before) for before, after in zip(ordered, [*ordered[1:], ordered[0]], strict=True)]
    wide, start = max(gaps)
    return round(turned(start + wide / 2 + 180, 0), 1)
