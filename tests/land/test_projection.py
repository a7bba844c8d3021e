"""From degrees to the plane: distances, areas and ways back."""

import math

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.land.projection import EARTH_KM, Azimuthal, EqualEarth, beside, turned

LATITUDES, LONGITUDES = st.floats(-89.9, 89.9), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES)
def test_the_centre_of_an_azimuthal_map_is_its_origin(latitude, longitude):
    x, y = Azimuthal(latitude, longitude).forward(longitude, latitude)
    assert math.hypot(x, y) < 1e-3


@given(LATITUDES, LONGITUDES, st.floats(1, 9_000), st.floats(0, 360))
def test_a_spot_some_way_off_is_as_far_from_the_centre_as_its_chord(latitude, longitude, km, bearing):
    north, east = beside(latitude, longitude, km, bearing)
    x, y = Azimuthal(latitude, longitude).forward(east, north)
    assert math.hypot(x, y) == pytest.approx(2 * EARTH_KM * math.sin(km / EARTH_KM / 2), rel=1e-6)


@given(LATITUDES, LONGITUDES, st.floats(-6_000, 6_000), st.floats(-6_000, 6_000))
def test_the_way_back_gives_the_same_spot(latitude, longitude, x, y):
    projection = Azimuthal(latitude, longitude)
    east, north = projection.inverse(x, y)
    assert projection.forward(east, north) == pytest.approx((x, y), abs=1e-3)


@pytest.mark.parametrize("projection", [Azimuthal(20.0, 10.0), EqualEarth(10.0)])
def test_areas_are_true(projection):
    """A field of a degree each way has in the plane the size it has on the globe."""
    for latitude in range(-20, 60, 10):
        corners = [projection.forward(east, north) for east, north in ((12, latitude), (13, latitude), (13, latitude + 1), (12, latitude + 1))]
        area = abs(sum(x * corners[at - 1][1] - corners[at - 1][0] * y for at, (x, y) in enumerate(corners))) / 2
        globe = EARTH_KM**2 * math.radians(1) * (math.sin(math.radians(latitude + 1)) - math.sin(math.radians(latitude)))
        assert area == pytest.approx(globe, rel=1e-3)


def test_equal_earth_has_its_known_size():
    """The published shape: the equator 2.05458 times as long as the middle meridian."""
    assert EqualEarth(0).forward(180, 0)[0] / EqualEarth(0).forward(0, 90)[1] == pytest.approx(2.05458, rel=1e-4)


@pytest.mark.parametrize("projection", [Azimuthal(35.0, 135.0), EqualEarth(-170.0)])
def test_arrays_are_projected_as_numbers_are(projection):
    east, north = numpy.array([120.0, 140.0]), numpy.array([-10.0, 50.0])
    x, y = projection.forward(east, north, numpy)
    assert list(zip(x, y, strict=True)) == [pytest.approx(projection.forward(*one)) for one in zip(east, north, strict=True)]


@given(st.floats(-720, 720), st.floats(-360, 360))
def test_longitudes_turn_to_within_half_a_turn(longitude, centre):
    assert -180 <= turned(longitude, centre) <= 180
