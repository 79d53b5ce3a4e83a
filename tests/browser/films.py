"""Films that Chromium takes for its camera: one picture, repeated."""

from io import BytesIO
from pathlib import Path

import qrcode
from PIL import Image

FRAMES = 30


def film_of_code(text: str, path: Path) -> list[str]:
    """The flags with which this code hangs before the camera."""
    code = qrcode.make(text, box_size=8, border=4).get_image().convert("RGB")
    wall = Image.new("RGB", (1280, 720), (120, 130, 120))
    wall.paste(code, ((1280 - code.width) // 2, (720 - code.height) // 2))
    return film_of(wall, path)


def film_of(picture: Image.Image, path: Path) -> list[str]:
    frame = BytesIO()
    picture.save(frame, "JPEG", quality=85)
    path.write_bytes(frame.getvalue() * FRAMES)
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]
