"""From degrees to kilometres in a plane. Both projections keep areas true; each is right for one size of picture.

Formulas: J. P. Snyder, Map Projections: A Working Manual (1987), chapter 24; B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map
projection (2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

EARTH_KM = 6371.0088
"""Mean radius of the Earth."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)


def turned(longitude: float, centre: float) -> float:
    """A longitude as degrees east of a centre, from -180 up to 180."""
    return (longitude - centre + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's equal-area projection round a centre (degrees): shapes are true near it; for stretches below a hemisphere."""

    latitude: float
    longitude: float
    name = "azimuthal"

    def forward(self, longitude: Any, latitude: Any, m: Any = math) -> tuple[Any, Any]:
        """Kilometres east and north of the centre. Degrees are numbers, or arrays with `m` the numpy module."""
        centre = math.radians(self.latitude)
        east, north = m.radians(longitude - self.longitude), m.radians(latitude)
        # 1 + cosine of the distance from the centre; a little more at the far side of the world, which has no place in the plane.
        near = 1 + math.sin(centre) * m.sin(north) + math.cos(centre) * m.cos(north) * m.cos(east) + 1e-12
        k = EARTH_KM * m.sqrt(2 / near)
        return k * m.cos(north) * m.sin(east), k * (math.cos(centre) * m.sin(north) - math.sin(centre) * m.cos(north) * m.cos(east))

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a spot of the plane, at most the world's far side."""
        distance = math.hypot(x, y)
        if distance < 1e-9:
            return self.longitude, self.latitude
        centre, c = math.radians(self.latitude), 2 * math.asin(min(1.0, distance / 2 / EARTH_KM))
        north = math.asin(max(-1.0, min(1.0, math.cos(c) * math.sin(centre) + y * math.sin(c) * math.cos(centre) / distance)))
        east = math.atan2(x * math.sin(c), distance * math.cos(centre) * math.cos(c) - y * math.sin(centre) * math.sin(c))
        return self.longitude + math.degrees(east), math.degrees(north)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection, for stretches that no hemisphere holds; cut opposite its middle meridian (degrees)."""

    longitude: float
    latitude = 0.0
    name = "equal-earth"

    def forward(self, longitude: Any, latitude: Any, m: Any = math) -> tuple[Any, Any]:
        """Kilometres east of the middle meridian and north of the equator; longitudes lie within 180° of the meridian."""
        angle = m.asin(math.sqrt(3) / 2 * m.sin(m.radians(latitude)))
        square = angle * angle
        sixth = square * square * square
        across = 3 * (_A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)) / (2 * math.sqrt(3))
        up = angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
        return EARTH_KM * m.radians(longitude - self.longitude) * m.cos(angle) / across, EARTH_KM * up


Projection = Azimuthal | EqualEarth


def beside(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """Latitude and longitude of the spot that lies a distance away in a direction (degrees from north)."""
    start, way, angle = math.radians(latitude), km / EARTH_KM, math.radians(bearing)
    north = math.asin(max(-1.0, min(1.0, math.sin(start) * math.cos(way) + math.cos(start) * math.sin(way) * math.cos(angle))))
    east = math.atan2(math.sin(angle) * math.sin(way) * math.cos(start), math.cos(way) - math.sin(start) * math.sin(north))
    return math.degrees(north), longitude + math.degrees(east)
