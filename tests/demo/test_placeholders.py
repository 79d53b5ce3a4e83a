"""Placeholder photos: small, readable, each another one, the same each time."""

import io

from PIL import Image

from inspect_app.demo.drawings.placeholders import draw_photo, draw_signature, with_comment
from inspect_app.demo.drawings.scenes import SCENES


def test_every_scene_is_a_small_jpeg_of_its_own():
    photos = {draw_photo(subject, variant) for subject in SCENES for variant in range(3)}
    assert len(photos) == len(SCENES) * 3
    for data in photos:
        assert 3_000 < len(data) < 20_000
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("JPEG", (480, 360))


def test_the_same_arguments_draw_the_same_picture():
    assert draw_photo("meter", 2, "-18.4") == draw_photo("meter", 2, "-18.4")
    assert draw_signature("lin") == draw_signature("lin") != draw_signature("zhao")


def test_the_mark_stands_on_every_photo():
    with Image.open(io.BytesIO(draw_photo("shelf"))) as image:
        red, green, blue = image.convert("RGB").getpixel((15, 320))
    assert red > 230 and 170 < green < 220 and blue < 90


def test_a_remark_makes_other_bytes_of_the_same_picture():
    photo = draw_photo("shelf")
    other = with_comment(photo, "a visit")
    assert other != photo
    with Image.open(io.BytesIO(photo)) as one, Image.open(io.BytesIO(other)) as two:
        assert one.tobytes() == two.tobytes()
