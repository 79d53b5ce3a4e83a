"""A clamd beside the desk: what it finds is kept apart, and its silence says nothing."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from inspect_app.config import SettingError, read_settings
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.photos.copies import NotRendered, Undecodable
from inspect_app.photos.scanner import Scanner
from inspect_app.services.photos.display_copies import DisplayCopies, open_display_copies, show_copy
from tests.desk.inspections import store_photos
from tests.makers import make_jpeg, sha256

# In two halves, so that no scanner takes this file for the test virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WHOLE = make_jpeg(size=(80, 60))
BAD = WHOLE + EICAR


class Clamd(socketserver.ThreadingTCPServer):
    """Enough of clamd: it knows one virus, and what it is told to answer instead."""

    allow_reuse_address = True
    answer: bytes | None = None
    seen: list[bytes]


class _Session(socketserver.StreamRequestHandler):
    server: Clamd

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        stream = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            stream += self.rfile.read(size)
        self.server.seen.append(stream)
        found = b"stream: Eicar-Test-Signature FOUND\0"
        told = found if EICAR in stream else b"stream: OK\0"
        self.wfile.write(told if self.server.answer is None else self.server.answer)


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    with Clamd(("127.0.0.1", 0), _Session) as server:
        server.seen = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def room(app: Flask, clamd: Clamd) -> DisplayCopies:
    store_photos({sha256(data): data for data in (WHOLE, BAD)})
    host, port = clamd.server_address[:2]
    settings = replace(app.config["SETTINGS"], clamd=f"{host!s}:{port}")
    return open_display_copies(settings)


def photo_of(data: bytes) -> Photo:
    return db.session.get_one(Photo, sha256(data), populate_existing=True)


def test_what_the_scanner_knows_is_never_opened_and_is_kept(room: DisplayCopies) -> None:
    for size in ("large", "small"):
        with pytest.raises(Undecodable):
            show_copy(room, sha256(BAD), size)
    assert (photo_of(BAD).readable, photo_of(BAD).fault) == (False, "infected")
    with room.storage.open(sha256(BAD)) as kept:
        assert kept.read() == BAD


def test_a_clean_photo_is_scanned_whole_and_then_painted(room: DisplayCopies, clamd: Clamd) -> None:
    assert show_copy(room, sha256(WHOLE), "small").startswith(b"\xff\xd8")
    assert clamd.seen == [WHOLE]


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\xfe"])
def test_an_answer_that_is_none_shows_nothing_and_blames_nobody(
    room: DisplayCopies, clamd: Clamd, answer: bytes
) -> None:
    clamd.answer = answer
    for _ in range(5):
        with pytest.raises(NotRendered):
            show_copy(room, sha256(WHOLE), "small")
    assert (photo_of(WHOLE).readable, photo_of(WHOLE).decode_tries) == (True, 0)
    clamd.answer = None
    assert show_copy(room, sha256(WHOLE), "small")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd.ctl"])
def test_a_scanner_that_is_away_shows_nothing_and_blames_nobody(
    room: DisplayCopies, address: str
) -> None:
    away = replace(room, scanner=Scanner(address))
    with pytest.raises(NotRendered):
        show_copy(away, sha256(WHOLE), "small")
    assert photo_of(WHOLE).readable


def test_without_the_setting_nobody_is_asked(app: Flask) -> None:
    assert open_display_copies(app.config["SETTINGS"]).scanner is None


@pytest.mark.parametrize(
    "text", ["clamd", ":3310", "localhost:", "localhost:0", "unix:", "http://x:1/", "a@localhost:1"]
)
def test_an_address_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(SettingError, match="INSPECT_CLAMD"):
        read_settings({"INSPECT_CLAMD": text})


@pytest.mark.parametrize("text", ["clamd.example:3310", "10.0.0.7:3310", "[2001:db8::7]:3310"])
def test_photos_are_sent_to_no_scanner_of_another_machine(text: str) -> None:
    with pytest.raises(SettingError, match="INSPECT_CLAMD"):
        read_settings({"INSPECT_CLAMD": text})


@pytest.mark.parametrize("text", ["unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310"])
def test_an_address_is_taken_as_it_is(text: str) -> None:
    assert read_settings({"INSPECT_CLAMD": text}).clamd == text
