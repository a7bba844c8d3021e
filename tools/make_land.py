"""Makes generator/land/land.bin, the coast lines of the world, from Natural Earth (public domain). How to run it, and what the file holds:
generator/land/ORIGIN.md.

    python tools/make_land.py land-10m.json countries-10m.json generator/land/land.bin

Receives two TopoJSON files of the npm package `world-atlas`; needs shapely and numpy.
"""

import json
import sys
import zlib
from pathlib import Path

import numpy
import shapely

STEP = 0.002
"""Degrees of a step of the file's grid, about 200 m: finer than the lines of 1:10 million are."""


def polygons(path: str) -> list:
    """Polygons of the object `land` of a TopoJSON file, in degrees."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    scale, origin = (numpy.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [numpy.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> numpy.ndarray:
        pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return numpy.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for rings in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            found += polygon([unwound(ring(numbers)) for numbers in rings])
    return found


def unwound(ring: numpy.ndarray) -> numpy.ndarray:
    """A ring that crosses the 180th meridian by a step right across the map, going on beyond it instead. One that goes all the way round
    is closed along the south pole."""
    steps = numpy.diff(ring[:, 0], prepend=ring[0, 0])
    ring = ring - numpy.column_stack([360 * numpy.cumsum(numpy.rint(steps / 360)), numpy.zeros(len(ring))])
    if abs(ring[-1, 0] - ring[0, 0]) > 180:
        ring = numpy.concatenate([ring, [(ring[-1, 0], -90), (ring[0, 0], -90), ring[0]]])
    return ring


def polygon(rings: list[numpy.ndarray]) -> list:
    """The valid polygons of an outer ring and its holes, from 180 degrees west on; one that goes all the way round ends 180 degrees east."""
    rings = [ring for ring in rings if len(ring) >= 4]  # a few islets are less than an area
    if not rings:
        return []
    holes = [ring - (360 * numpy.rint((ring[0, 0] - rings[0][:, 0].mean()) / 360), 0) for ring in rings[1:]]
    whole = shapely.make_valid(shapely.Polygon(rings[0], holes))
    west, _, east, _ = whole.bounds
    copies = [shapely.transform(whole, lambda at, turn=turn: at + (turn, 0)) for turn in (-360, 0, 360)]
    if east - west > 359:
        copies = [shapely.union_all(shapely.clip_by_rect(copies, -180, -90, 180, 90))]
    else:
        copies = [next(copy for copy in copies if copy.bounds[0] >= -180)]
    return areas(copies)


def areas(geometries: list) -> list:
    """The polygons in geometries of any kind."""
    parts = shapely.get_parts(shapely.get_parts(geometries))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def main(land: str, countries: str, out: str) -> None:
    # Some islets stand only among the countries' land; where both have an island, theirs lies within a line's width.
    whole = polygons(land)
    tree = shapely.STRtree(whole)
    further = [one for one in polygons(countries) if not len(tree.query(one, predicate="intersects"))]
    rings = []
    every = numpy.array([*whole, *further])
    simple = shapely.set_precision(shapely.simplify(every, STEP), STEP)
    lost = shapely.area(simple) < 4 * STEP * STEP  # islets are at least two steps across
    at = numpy.rint(shapely.get_coordinates(shapely.centroid(every[lost])) / STEP) * STEP
    simple = areas([*simple[~lost], *shapely.box(at[:, 0] - STEP, at[:, 1] - STEP, at[:, 0] + STEP, at[:, 1] + STEP)])
    for part in sorted(simple, key=lambda one: (-one.area, one.bounds)):
        for number, ring in enumerate([part.exterior, *part.interiors]):
            rings.append((number, numpy.rint(shapely.get_coordinates(ring) / STEP).astype(numpy.int32)[:-1]))
    Path(out).write_bytes(packed(rings))
    print(len(rings), "rings,", sum(len(grid) for _, grid in rings), "points,", Path(out).stat().st_size, "bytes")


def packed(rings: list[tuple[int, numpy.ndarray]]) -> bytes:
    """The file: see generator/land/ORIGIN.md."""
    sizes = numpy.array([-len(grid) if number else len(grid) for number, grid in rings], "<i4")
    steps = numpy.concatenate([grid for _, grid in rings])
    steps = numpy.diff(steps, axis=0, prepend=0).astype("<i4")
    columns = b"".join(column.copy().view(numpy.uint8).reshape(-1, 4).T.tobytes() for column in (steps[:, 0], steps[:, 1]))
    head = numpy.array([len(sizes), len(steps)], "<i4")
    return zlib.compress(head.tobytes() + sizes.tobytes() + columns, 9)


if __name__ == "__main__":
    main(*sys.argv[1:])
