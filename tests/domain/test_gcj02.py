"""Shifted maps and measured places; the phone runs the same vectors."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspect_app.domain.gcj02 import to_gcj02, to_wgs84


@pytest.mark.parametrize("place", [(51.5, -0.12), (-31.2, 121.4), (0.0, 0.0), (90.0, 180.0)])
def test_outside_of_china_nothing_moves(place: tuple[float, float]) -> None:
    assert to_gcj02(*place) == place == to_wgs84(*place)


def test_a_place_in_beijing_moves_as_the_public_converters_say() -> None:
    said = (39.91640428150164, 116.41024449916938)
    assert to_gcj02(39.915, 116.404) == pytest.approx(said, rel=0, abs=1e-9)


VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "places" / "gcj02.json").read_text())


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_known_places(case: dict[str, list[float]]) -> None:
    assert to_gcj02(*case["wgs84"]) == pytest.approx(case["gcj02"], rel=0, abs=1e-8)


@settings(deadline=None)
@given(st.floats(18, 53), st.floats(75, 134))
def test_there_and_back_is_where_it_began(lat: float, lng: float) -> None:
    assert to_wgs84(*to_gcj02(lat, lng)) == pytest.approx((lat, lng), rel=0, abs=1e-7)


def test_in_putuo_the_shift_is_half_a_kilometre() -> None:
    lat, lng = to_gcj02(31.24, 121.40)
    assert 0.001 < abs(lat - 31.24) + abs(lng - 121.40) < 0.01
