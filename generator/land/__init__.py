"""Between checks and pages: the coast lines of the world (`land.bin`, see ORIGIN.md) → the land of a stretch of it, as a picture shows it.

Receives spots, as (latitude, longitude, radius in km); knows no records. Reads no file but its own. The libraries that cut are loaded when
the first stretch is cut, not before.

    projection      from degrees to the plane, true to area: round a spot (Lambert), or all of the world (Equal Earth)
    frame           the stretch that a picture of given size shows of some spots
    coast           the land within a stretch, as thin as the picture can show it
"""

from generator.land.coast import FILE, clip, land_path
from generator.land.frame import LEAST_KM, Frame, Spot, fit, world
from generator.land.projection import EARTH_KM, Azimuthal, EqualEarth

__all__ = ["EARTH_KM", "FILE", "LEAST_KM", "Azimuthal", "EqualEarth", "Frame", "Spot", "clip", "fit", "land_path", "world"]
