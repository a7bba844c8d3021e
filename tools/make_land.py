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
            outer, *holes = (ring(numbers) for numbers in rings)
            if len(outer) >= 4:  # a few islets are less than an area
                whole = shapely.make_valid(shapely.Polygon(outer, [hole for hole in holes if len(hole) >= 4]))
                found += [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return found


def joined(land: list) -> list:
    """The same with what the 180th meridian cuts in two made whole: its western part keeps longitudes beyond 180. Antarctica, which goes
    all the way round, stays cut."""
    parts = shapely.get_parts(shapely.union_all(land))
    west, _, east, _ = shapely.bounds(parts).T
    starts, ends = west <= -180 + STEP, east >= 180 - STEP
    beyond = [shapely.transform(part, lambda at: at + (360, 0)) for part in parts[starts & ~ends]]
    pieces = shapely.set_precision(numpy.array([*parts[ends & ~starts], *beyond]), STEP)
    return [*parts[~(starts ^ ends)], *shapely.get_parts(shapely.union_all(pieces, grid_size=STEP))]


def main(land: str, countries: str, out: str) -> None:
    # Some islets stand only among the countries' land; where both have an island, theirs lies within a line's width.
    whole = polygons(land)
    tree = shapely.STRtree(whole)
    further = [one for one in polygons(countries) if not len(tree.query(one, predicate="intersects"))]
    parts = joined([*whole, *further])
    rings = []
    for part in sorted(parts, key=lambda one: (-one.area, one.bounds)):
        simple = shapely.simplify(part, STEP)
        for number, ring in enumerate([simple.exterior, *simple.interiors]):
            grid = numpy.rint(shapely.get_coordinates(ring) / STEP).astype(numpy.int32)[:-1]
            grid = grid[numpy.any(grid != numpy.roll(grid, 1, axis=0), axis=1)]
            if len(grid) >= 3:
                rings.append((number, grid))
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
