"""Placeholder photos: small, readable, each another one, the same each time."""

import io

import pytest
from PIL import Image

from inspect_app.demo.drawings.placeholders import (
    BLOCK,
    COMMENT,
    draw_photo,
    draw_signature,
    draw_small,
    with_comment,
)
from inspect_app.demo.drawings.scenes import SCENES
from inspect_app.photos.headers import find_header

MARK = "01a22e24-ea64-7d21-80fe-fa052657aa80"


def pixels(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def test_every_scene_is_a_picture_of_its_own_that_fits_a_block():
    photos = {name: draw_small(name) for name in SCENES}
    assert len(set(photos.values())) == len(SCENES)
    for name, data in photos.items():
        header = find_header(with_comment(data, MARK))
        assert (header.type, header.width, header.height) == ("image/webp", 480, 360)
        assert header.size <= BLOCK, name


@pytest.mark.parametrize("scene", ["meter", "pit", "crane", "stall", "record"])
def test_no_two_variants_look_alike(scene):
    assert len({pixels(draw_small(scene, variant)) for variant in range(3)}) == 3


@pytest.mark.parametrize("scene", ["pit", "controller", "guard_rail", "price_scale", "window"])
def test_what_fails_looks_otherwise(scene):
    assert pixels(draw_small(scene, 0, "fail")) != pixels(draw_small(scene, 0))


def test_the_same_arguments_draw_the_same_picture():
    assert draw_photo("meter", 2, "-18.4") == draw_photo("meter", 2, "-18.4")
    assert draw_small("meter", 2, "-18.4") == draw_small("meter", 2, "-18.4")
    assert draw_signature("lin") == draw_signature("lin") != draw_signature("zhao")


def test_a_sign_that_no_meter_has_is_left_out():
    assert draw_small("meter", 0, "na")


@pytest.mark.parametrize("scene", SCENES)
def test_the_mark_stands_on_every_photo(scene):
    with Image.open(io.BytesIO(draw_small(scene))) as image:
        red, green, blue = image.convert("RGB").getpixel((15, 320))
    assert red > 220 and 165 < green < 225 and blue < 100


@pytest.mark.parametrize("draw", [draw_photo, draw_small])
def test_a_remark_makes_other_bytes_of_the_same_picture(draw):
    photo = draw("pit")
    other = with_comment(photo, MARK)
    assert photo != other and len(other) - len(photo) <= COMMENT
    assert pixels(photo) == pixels(other)
    assert with_comment(with_comment(photo, "整改后"), MARK) != other
