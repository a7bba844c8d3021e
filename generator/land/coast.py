"""The land within a stretch of the world. Everything that is cut passes here: `land.bin` is read when the first stretch is cut, and stays
in memory."""

from __future__ import annotations

import math
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.land.frame import Frame
from generator.land.projection import EARTH_KM

FILE = Path(__file__).with_name("land.bin")

STEP = 0.002
"""Degrees of a step of the file's grid."""

DEGREE_KM = EARTH_KM * math.pi / 180

BROAD = 20.0
"""Degrees across from which on it matters that meridians and parallels are no straight lines."""

BEYOND = 4.0
"""Pixels of land kept beyond each side of a picture."""

ISLET = 2.0
"""Square pixels of the smallest island drawn in its own shape."""

Ring = list[tuple[float, float]]


def clip(frame: Frame, tolerance: float = 0.6, least: float = 0.2) -> list[Ring]:
    """The land within a frame: rings in pixels, without the last point that is the first again; those of holes among them (fill by even-odd
    or by direction). Points within `tolerance` pixels of a line are left out. Islands of less than two square pixels are drawn as if they
    had so much, since they often are what it is about; of less than `least` they are left out."""
    import shapely

    land = _projected(frame, tolerance)
    side = (-BEYOND, -BEYOND, frame.width + BEYOND, frame.height + BEYOND)
    land = shapely.get_parts(shapely.clip_by_rect(land, *side))
    size = shapely.area(land)
    shapes = shapely.get_parts(shapely.simplify(land[size >= ISLET], tolerance, preserve_topology=False))
    rings = [ring for part in shapes if part.geom_type == "Polygon" for ring in (part.exterior, *part.interiors) if ring.length > 2 * tolerance]
    islets = shapely.get_coordinates(shapely.centroid(land[(size < ISLET) & (size >= least)])).tolist()
    return [
        *(shapely.get_coordinates(ring)[:-1].tolist() for ring in rings),
        *([(x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1)] for x, y in islets),
    ]


def land_path(frame: Frame, tolerance: float = 0.6, least: float = 0.2, unit: float = 0.5) -> str:
    """The same as the `d` of an SVG path, in whole numbers of `unit` pixels, each counted from the one before; empty where no land is."""
    out = []
    at = (0, 0)
    for ring in clip(frame, tolerance, least):
        points = [(round(x / unit), round(y / unit)) for x, y in ring]
        start, steps = points[0], []
        before = start
        for point in points[1:]:
            if point != before:
                steps.append((point[0] - before[0], point[1] - before[1]))
                before = point
        if len(steps) >= 2:
            out.append("m" + _pairs([(start[0] - at[0], start[1] - at[1]), *steps]) + "z")
            at = start
    return "".join(out)


def _pairs(steps: list[tuple[int, int]]) -> str:
    """Pairs of numbers without a sign or space that a reader of paths can do without."""
    text = " ".join(f"{x} {y}" for x, y in steps)
    return text.replace(" -", "-")


def _projected(frame: Frame, tolerance: float) -> Any:
    """All land that may be in a frame, as polygons in its pixels, somewhat finer than is asked for; land across a seam is one."""
    import numpy
    import shapely

    west, south, east, north = _stretch(frame)
    tree = _tree()
    fine = tolerance / 4 / frame.scale / DEGREE_KM
    near = []
    for turn in (-360, 0, 360):
        box = (west - turn, south, east - turn, north)
        found = tree.geometries[tree.query(shapely.box(*box))]
        if not len(found):
            continue
        cut = shapely.get_parts(shapely.clip_by_rect(found, *box))
        cut = shapely.simplify(cut[shapely.area(cut) > 0], fine, preserve_topology=False)
        cut = cut[~shapely.is_empty(cut)]
        near.append(shapely.transform(cut, lambda at, turn=turn: at + (turn, 0)))
    land = numpy.concatenate(near) if near else numpy.empty(0, object)
    left, _, right, _ = shapely.bounds(land).T
    land = _met(land, (left % 360 == 180) | (right % 360 == 180))
    projection, scale = frame.projection, frame.scale

    def to_pixels(degrees):
        x, y = projection.forward(degrees[:, 0], degrees[:, 1], numpy)
        return numpy.column_stack([frame.width / 2 + (x - frame.x) * scale, frame.height / 2 - (y - frame.y) * scale])

    left, _, right, _ = shapely.bounds(land).T
    if east - west > BROAD:
        land = shapely.segmentize(land, 1.0)  # a long straight side is a curve in the plane
    land = shapely.transform(land, to_pixels)
    broken = ~shapely.is_valid(land)
    land[broken] = shapely.make_valid(land[broken])
    if frame.is_world or east - west < 360:
        return land
    return _met(shapely.set_precision(land, 1e-3), (left == west) | (right == east))


def _met(land: Any, meet: Any) -> Any:
    """Polygons, those made one that may meet (a mask)."""
    import numpy
    import shapely

    return numpy.concatenate([land[~meet], shapely.get_parts(shapely.union_all(land[meet]))]) if meet.any() else land


def _stretch(frame: Frame) -> tuple[float, float, float, float]:
    """West, south, east and north of what a frame may show, in degrees; east is more than west, both within 360° of each other."""
    middle = frame.projection.longitude
    if frame.is_world:
        return middle - 180, -90.0, middle + 180, 90.0
    corners = [(frame.x + side * frame.width / 2 / frame.scale, frame.y + end * frame.height / 2 / frame.scale) for side in (-1, 1) for end in (-1, 1)]
    far = max(math.hypot(x, y) for x, y in corners) + 2 * BEYOND / frame.scale
    angle = math.degrees(2 * math.asin(min(1.0, far / 2 / EARTH_KM))) + 0.5
    south, north = frame.projection.latitude - angle, frame.projection.latitude + angle
    if south <= -90 or north >= 90:  # a pole is in reach, and with it every meridian
        return middle - 180, max(south, -90.0), middle + 180, min(north, 90.0)
    across = math.degrees(math.asin(min(1.0, math.sin(math.radians(angle)) / math.cos(math.radians(frame.projection.latitude)))))
    return middle - across, south, middle + across, north


@lru_cache(maxsize=1)
def _tree() -> Any:
    """The land of the world as polygons in degrees, in a tree that finds those near a box."""
    import numpy
    import shapely

    raw = zlib.decompress(FILE.read_bytes())
    rings, points = numpy.frombuffer(raw, "<i4", 2)
    sizes = numpy.frombuffer(raw, "<i4", rings, 8)
    columns = numpy.frombuffer(raw, numpy.uint8, points * 8, 8 + 4 * rings).reshape(2, 4, points)
    steps = numpy.ascontiguousarray(columns.transpose(0, 2, 1)).view("<i4")[:, :, 0]
    at = numpy.cumsum(steps, axis=1).T * STEP
    of_ring = numpy.repeat(numpy.arange(rings), numpy.abs(sizes))
    lines = shapely.linearrings(at, indices=of_ring)
    of_polygon = numpy.cumsum(sizes > 0) - 1
    return shapely.STRtree(shapely.polygons(lines, indices=of_polygon))
