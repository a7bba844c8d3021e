"""The stretch of the world that a picture shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.land import LEAST_KM, Azimuthal, EqualEarth, fit, world

SPOT = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([0.0, 1.0, 50.0, 600.0, 5_000.0, 30_000.0]))


@given(st.lists(SPOT, min_size=1, max_size=6), st.sampled_from([(360, 240), (760, (340, 540))]))
def test_all_spots_are_in_the_picture(spots, size):
    frame = fit(spots, *size)
    low, high = size[1] if isinstance(size[1], tuple) else (size[1], size[1])
    assert low <= frame.height <= high
    for spot in spots:
        x, y = frame.place(*spot[:2])
        assert -1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1, frame


def test_one_spot_is_shown_with_the_country_round_it():
    frame = fit([(35.7, 139.7, 1.0)], 360, 240)
    assert frame.place(35.7, 139.7) == pytest.approx((180, 120), abs=1)
    assert 240 / frame.scale == pytest.approx(LEAST_KM)


def test_an_area_is_wholly_in_the_picture_and_round():
    frame = fit([(40.0, 135.0, 600.0)], 360, 240)
    x, y, across, up = frame.ellipse((40.0, 135.0, 600.0))
    assert x - across > 0 and y - up > 0 and x + across < 360 and y + up < 240
    assert across == pytest.approx(up, rel=0.01)
    assert across / frame.scale == pytest.approx(600, rel=0.01)


@pytest.mark.parametrize("spots", [[(52.0, 179.0, 0.0), (54.0, -178.0, 0.0)], [(-17.8, 178.0, 100.0), (-13.8, -172.0, 0.0)]])
def test_spots_on_both_sides_of_the_180th_meridian_are_near_each_other(spots):
    frame = fit(spots, 360, 240)
    assert isinstance(frame.projection, Azimuthal) and 360 / frame.scale < 2_500
    (one, _), (other, _) = (frame.place(*spot[:2]) for spot in spots)
    assert one < other


@pytest.mark.parametrize("latitude", [90.0, -90.0, 89.0])
def test_a_pole_may_be_in_the_middle(latitude):
    frame = fit([(latitude, 30.0, 0.0)], 360, 240)
    assert frame.place(latitude, 30.0) == pytest.approx((180, 120), abs=1.5)


def test_spots_all_round_the_world_get_a_map_of_it():
    frame = fit([(0.0, 0.0, 0.0), (10.0, 120.0, 0.0), (-10.0, -120.0, 0.0)], 720, 360)
    assert isinstance(frame.projection, EqualEarth)


def test_the_cut_of_the_world_lies_where_nothing_is():
    frame = fit([(35.7, 139.7, 0.0), (38.9, -77.0, 0.0)], 720, 360)
    (east, _), (west, _) = frame.place(35.7, 139.7), frame.place(38.9, -77.0)
    assert east < west  # across the ocean between them, not round the other way


def test_the_world_fits_its_picture():
    frame = world(150.0, 1000)
    assert frame.place(0, -30.001)[0] == pytest.approx(1000, abs=0.1) and frame.place(90, 150)[1] == pytest.approx(0, abs=0.5)
