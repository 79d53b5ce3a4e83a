"""Hostile files go through the real upload and the real rendering process: each ends as it must."""

import random
import resource
from contextlib import suppress
from dataclasses import replace

import pytest
from PIL import Image

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.photos.copies import Undecodable
from inspect_app.photos.headers import FORMATS, UnreadablePhoto
from inspect_app.services.photos.display_copies import open_display_copies, show_copy
from tests.makers import sha256
from tests.phone.phones import PHOTO, Phone
from tests.photos.hostile import KEPT, MARKER, SHOWN, Hostile, Verdict, all_files
from tests.photos.hostile_png import flat


def became(phone: Phone, file: Hostile) -> Verdict:
    """What the upload said; of what was taken, whether it can be shown."""
    answer = phone.create(file.data, type=file.type, sha256=file.sha256)
    if answer.status_code != 201:
        error = answer.json["error"]
        assert error["zh"] and error["en"] and error["safe"] is True
        assert db.session.get(Photo, file.sha256 or sha256(file.data)) is None
        return answer.status_code, error["code"]
    room = open_display_copies(phone.http.application.config["SETTINGS"])
    try:
        copies = [show_copy(room, sha256(file.data), size) for size in ("large", "small")]
    except Undecodable:
        with room.storage.open(sha256(file.data)) as kept:
            assert kept.read() == file.data
        return KEPT
    assert all(copy.startswith(b"\xff\xd8\xff") and copy.endswith(b"\xff\xd9") for copy in copies)
    assert not any(b"MARKER" in copy or MARKER[-20:] in copy for copy in copies)
    return SHOWN


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """So many photos in a minute would be refused at the door."""
    return replace(settings, limits=False)


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize(
    "every", [pytest.param(18, marks=pytest.mark.daily), pytest.param(1, marks=pytest.mark.long)]
)
def test_every_hostile_file_ends_as_it_must(phone: Phone, every: int) -> None:
    everything = list(all_files())
    assert len(everything) >= 300
    files = {file.name: file for file in everything[::every]}
    before = peak_mb()
    ends = {name: became(phone, file) for name, file in files.items()}
    wrong = {name: end for name, end in ends.items() if end not in files[name].right}
    assert not wrong, wrong
    # The tests themselves hold every file; of what is in them nothing is unpacked here.
    assert peak_mb() - before < 150


def test_a_bomb_is_refused_by_its_number_alone(phone: Phone) -> None:
    data = flat(9_000, 9_000)
    assert len(data) < 20_000
    before = peak_mb()
    assert phone.create(data, type="image/png").status_code == 422
    assert peak_mb() - before < 50


def test_no_decoder_is_needed_to_take_a_photo(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a decoder was asked")

    monkeypatch.setattr(Image, "open", refuse)
    assert phone.create(PHOTO).status_code == 201


def test_no_header_makes_its_reader_stumble() -> None:
    chance = random.Random(20_211_014)
    small = [file.data for file in all_files() if 0 < len(file.data) < 4_000]
    for _ in range(10_000):
        data = bytearray(chance.choice(small))
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randint(0, len(data))])
        for read in FORMATS.values():
            for one in (bytes(data), cut):
                with suppress(UnreadablePhoto):
                    read(one)
