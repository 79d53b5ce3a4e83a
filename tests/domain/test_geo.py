"""Metres between two positions."""

import pytest

from inspect_app.domain.geo import distance_m


def test_the_same_place_is_no_distance() -> None:
    assert distance_m(31.24, 121.4, 31.24, 121.4) == 0


def test_a_hundredth_of_a_degree_north_is_eleven_hundred_metres() -> None:
    assert distance_m(31.24, 121.4, 31.25, 121.4) == pytest.approx(1112, abs=2)


def test_a_degree_east_is_shorter_the_further_north() -> None:
    assert distance_m(31.24, 121.4, 31.24, 121.41) == pytest.approx(951, abs=2)


def test_the_far_side_of_the_earth_is_no_error() -> None:
    assert distance_m(0, 0, 0, 180) == pytest.approx(20_015_087, rel=1e-4)
