"""Only whole recordings of sound alone come in as voice notes; everything else is refused."""

import random
from contextlib import suppress

import pytest

from inspect_app.photos.headers import MAX_SOUND_BYTES, SOUNDS, UnreadablePhoto, find_header
from tests.makers import make_jpeg
from tests.photos.sounds import mp4, webm

WEBM, MP4 = "audio/webm", "audio/mp4"
WRONG = [
    ("empty", WEBM, b""),
    ("text", WEBM, b"RIFF a sound that is none"),
    ("a script", WEBM, b"<script>alert(1)</script>"),
    ("a photo", WEBM, make_jpeg((1, 2, 3))),
    ("of the other kind", WEBM, mp4()),
    ("Matroska", WEBM, webm(doc_type=b"matroska")),
    ("a picture in it", WEBM, webm(track_type=1, codec=b"V_VP8")),
    ("another codec", WEBM, webm(codec=b"A_VORBIS")),
    ("a codec of pictures", WEBM, webm(codec=b"V_VP9")),
    ("two tracks", WEBM, webm(tracks=2)),
    ("no track", WEBM, webm(tracks=0)),
    ("no sound", WEBM, webm(blocks=0)),
    ("two recordings", WEBM, webm(more=webm())),
    ("rest behind it", WEBM, webm(more=b"\0")),
    ("cut", WEBM, webm()[:-2]),
    ("cut between blocks", WEBM, webm(open_end=False)[:-25]),
    ("too long a length", WEBM, webm(more=b"\xa3\x7f\xff")),
    ("too many elements", WEBM, webm(blocks=20_001)),
    ("too large", WEBM, webm(more=b"\xec\x08" + b"\x1f\xff\xff" + b"\0" * MAX_SOUND_BYTES)),
    ("empty", MP4, b""),
    ("a photo", MP4, make_jpeg((1, 2, 3))),
    ("of the other kind", MP4, webm()),
    ("no brand first", MP4, mp4(brand=b"free")),
    ("a film", MP4, mp4(handler=b"vide", codec=b"avc1")),
    ("another codec", MP4, mp4(codec=b"Opus")),
    ("two tracks", MP4, mp4(tracks=2)),
    ("no track", MP4, mp4(tracks=0)),
    ("no data", MP4, mp4(data=b"free")),
    ("cut", MP4, mp4()[:-1]),
    ("rest behind it", MP4, mp4() + b"\0"),
    ("a box of no size", MP4, mp4() + b"\0\0\0\x04free"),
    ("two movies", MP4, mp4() + mp4()),
]


@pytest.mark.parametrize(("name", "type", "data"), WRONG, ids=lambda given: str(given)[:24])
def test_what_is_no_recording_of_sound_alone_is_refused(name: str, type: str, data: bytes) -> None:
    with pytest.raises(UnreadablePhoto):
        SOUNDS[type](data)
        if len(data) > MAX_SOUND_BYTES:
            find_header(data)


@pytest.mark.parametrize("data", [webm(), webm(open_end=False), mp4()], ids=["open", "told", "mp4"])
def test_no_changed_byte_makes_a_reader_stumble(data: bytes) -> None:
    chance = random.Random(20_211_014)
    for _ in range(3_000):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        for check in SOUNDS.values():
            for one in (bytes(changed), bytes(changed[: chance.randint(0, len(changed))])):
                with suppress(UnreadablePhoto):
                    check(one)


@pytest.mark.parametrize(
    ("data", "type"), [(webm(), WEBM), (webm(open_end=False), WEBM), (mp4(), MP4)]
)
def test_a_whole_recording_is_what_it_says(data: bytes, type: str) -> None:
    header = find_header(data)
    assert (header.type, header.size, header.width, header.height) == (type, len(data), 0, 0)
