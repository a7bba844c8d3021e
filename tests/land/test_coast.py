"""The land within a stretch: where it is land and where sea, and how much a picture of it weighs."""

import math
import re
import subprocess
import sys

import pytest
import shapely

from generator.land import FILE, Azimuthal, Frame, clip, fit, land_path, world
from tests.conftest import ROOT


def area(rings):
    """Rings as one geometry; a ring within another is its hole."""
    whole = shapely.Polygon()
    for ring in rings:
        whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return whole


def is_land(latitude, longitude, round_km=300.0):
    frame = fit([(latitude, longitude, round_km)], 360, 240)
    return area(clip(frame)).buffer(0.5).contains(shapely.Point(*frame.place(latitude, longitude)))


@pytest.mark.parametrize(("latitude", "longitude"), [
    (35.69, 139.75), (39.9, 116.4), (26.5, 128.0), (34.45, 129.3), (24.79, 125.3), (51.5, 0.0), (66.0, -175.0), (68.0, 179.99), (-17.8, 178.0),
    (-90.0, 0.0), (-86.0, 180.0), (-80.0, -120.0), (64.0, -22.0), (-3.1, 37.4),
])  # fmt: skip
def test_land_is_land(latitude, longitude):
    assert is_land(latitude, longitude)


@pytest.mark.parametrize(("latitude", "longitude"), [
    (0.0, -140.0), (29.0, 125.0), (40.0, 135.0), (90.0, 0.0), (42.0, 51.0), (20.0, 180.0), (-60.0, 180.0), (35.0, 18.0), (57.0, 3.0),
])  # fmt: skip
def test_sea_is_sea(latitude, longitude):
    assert not is_land(latitude, longitude)


@pytest.mark.parametrize(("latitude", "longitude"), [(25.746, 123.474), (37.243, 131.864), (24.29, 153.98), (28.21, -177.36)])
def test_islets_are_kept_where_the_map_is_large_enough(latitude, longitude):
    frame = fit([(latitude, longitude, 0.0)], 360, 240, 150)
    near = shapely.Point(*frame.place(latitude, longitude)).buffer(10)
    assert area(clip(frame, least=0.02)).intersects(near)


def test_clipping_keeps_what_a_rectangle_holds():
    """The same stretch, cut out of a wider picture of it by shapely itself."""
    projection = Azimuthal(35.0, 135.0)
    small, wide = Frame(projection, 0, 0, 0.5, 300, 200), Frame(projection, 0, 0, 0.5, 900, 600)
    cut = shapely.box(300, 200, 600, 400)
    expected = shapely.transform(area(clip(wide, 0.1)).intersection(cut), lambda at: at - (300, 200))
    found = area(clip(small, 0.1)).intersection(shapely.box(0, 0, 300, 200))
    assert found.symmetric_difference(expected).area < 0.003 * expected.area


def test_rings_stay_near_the_picture():
    frame = fit([(30.0, 110.0, 800.0)], 360, 240)
    points = [point for ring in clip(frame) for point in ring]
    assert points and all(-5 <= x <= 365 and -5 <= y <= 245 for x, y in points)


def test_land_across_the_180th_meridian_is_in_one_piece():
    frame = fit([(67.5, 180.0, 200.0)], 360, 240)
    whole = area(clip(frame))
    ends = [shapely.Point(*frame.place(67.5, east)) for east in (178.0, -178.0)]
    assert any(all(part.contains(end) for end in ends) for part in shapely.get_parts(whole))


def test_the_pole_has_no_hole_and_no_seam():
    frame = fit([(-90.0, 0.0, 500.0)], 360, 240)
    whole = area(clip(frame))
    assert whole.covers(shapely.Point(180, 120).buffer(40)) or whole.buffer(0.2).buffer(-0.2).covers(shapely.Point(180, 120).buffer(40))


def test_a_third_of_the_world_is_land():
    frame = world(0.0, 800)
    land = shapely.transform(area(clip(frame, 1.0, 1.0)), lambda at: at / frame.scale).area
    assert land / (4 * math.pi * 6371.0088**2) == pytest.approx(0.292, abs=0.01)


def test_no_land_is_no_path():
    assert land_path(fit([(-48.9, -123.4, 0.0)], 360, 240)) == ""


@pytest.mark.parametrize(("spots", "most"), [
    ([(35.3, 139.7, 10.0)], 2_500), ([(30.0, 125.0, 900.0)], 8_000), ([(60.0, 5.0, 900.0)], 12_000), ([(0.0, 0.0, 0.0), (0.0, 120.0, 0.0), (0.0, -120.0, 0.0)], 32_000),
])
def test_a_path_weighs_little(spots, most):
    frame = fit(spots, 360 if len(spots) == 1 else 760, 240 if len(spots) == 1 else 400)
    path = land_path(frame, *((1.0, 1.0) if frame.is_world else (0.7, 0.25)))
    assert 0 < len(path) < most


def test_a_path_is_whole_numbers_alone():
    path = land_path(fit([(35.3, 139.7, 10.0)], 360, 240))
    assert re.fullmatch(r"(m-?\d+[ -]\d+( ?-?\d+[ -]\d+)+z)+", path)


def test_the_file_is_small():
    assert FILE.stat().st_size < 1_000_000


def test_nothing_is_loaded_before_a_map_is_cut():
    code = "import sys, generator.cli, generator.pages; print('shapely' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["False", "False"]
