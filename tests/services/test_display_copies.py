"""Copies are rendered once, for whoever comes first, and nobody's fault but the photo's is its."""

import resource
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from sqlalchemy import QueuePool, select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Photo
from inspect_app.photos.copies import Bounds, NotRendered, Undecodable
from inspect_app.photos.render_slots import SLOTS, slot
from inspect_app.services.photos import display_copies
from inspect_app.services.photos.display_copies import (
    DisplayCopies,
    open_display_copies,
    show_copy,
    sweep_copies,
)
from tests.desk.inspections import store_photos
from tests.makers import make_jpeg, sha256
from tests.photos.hostile_png import png

WHOLE = make_jpeg(size=(320, 240))
CUT = png(pixels=b"")


@pytest.fixture
def room(app: Flask) -> Iterator[DisplayCopies]:
    store_photos({sha256(data): data for data in (WHOLE, CUT)})
    yield open_display_copies(app.config["SETTINGS"])


def photo_of(data: bytes) -> Photo:
    return db.session.get_one(Photo, sha256(data), populate_existing=True)


def paths_of(room: DisplayCopies) -> set[Path]:
    return {path for path in (room.storage.parts.parent / "copies").rglob("*") if path.is_file()}


def test_what_is_no_photo_of_ours_is_not_painted(room: DisplayCopies) -> None:
    with pytest.raises(Undecodable):
        show_copy(room, "0" * 64, "small")
    for name in ("../x", "A" * 64, ""):
        with pytest.raises(FileNotFoundError):
            show_copy(room, name, "small")


def test_one_painting_makes_every_size_and_is_kept(room: DisplayCopies) -> None:
    small = show_copy(room, sha256(WHOLE), "small")
    large = room.storage.copies.get(sha256(WHOLE), "large")
    assert large and len(large) >= len(small)
    photo = photo_of(WHOLE)
    assert (
        photo.decoded_at
        and photo.readable
        and (photo.decode_tries, photo.decode_until)
        == (
            0,
            None,
        )
    )
    impossible = replace(room, bounds=Bounds(memory=1))
    assert show_copy(impossible, sha256(WHOLE), "small") == small


def test_many_viewers_at_once_cause_one_painting(app: Flask, room: DisplayCopies) -> None:

    def look(_: int) -> bytes:
        with app.app_context():
            copy = show_copy(room, sha256(WHOLE), "small")
            db.session.remove()
            return copy

    with ThreadPoolExecutor(8) as viewers:
        assert len(set(viewers.map(look, range(8)))) == 1
    assert len(paths_of(room)) == 2
    assert (photo_of(WHOLE).readable, photo_of(WHOLE).decode_tries) == (True, 0)


def test_a_machine_paints_no_more_than_it_may_at_a_time(room: DisplayCopies) -> None:
    inside, most, lock = [], [], threading.Lock()

    def render(number: int) -> None:
        with slot(room.slots, 30):
            with lock:
                inside.append(number)
                most.append(len(inside))
            threading.Event().wait(0.05)
            with lock:
                inside.remove(number)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(render, range(12)))
    assert max(most) == SLOTS


def test_when_all_slots_are_taken_nothing_is_said_against_the_photo(room: DisplayCopies) -> None:
    with slot(room.slots, 0), slot(room.slots, 0):
        with pytest.raises(NotRendered), slot(room.slots, 0):
            pass
        assert sweep_copies(room, 5) == 0
    assert (photo_of(WHOLE).readable, photo_of(WHOLE).decode_tries) == (True, 0)


def test_who_waits_for_a_slot_holds_no_connection(
    app: Flask, room: DisplayCopies, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.session.rollback()
    waiting = threading.Event()

    def told(*given: Any) -> AbstractContextManager[None]:
        waiting.set()
        return slot(*given)

    monkeypatch.setattr(display_copies, "slot", told)

    def look() -> bytes:
        with app.app_context():
            db.session.scalar(select(Photo.readable))  # as the page does that asks for the picture
            copy = show_copy(room, sha256(WHOLE), "small")
            db.session.remove()
            return copy

    with ThreadPoolExecutor(1) as viewers:
        with slot(room.slots, 0), slot(room.slots, 0):
            seen = viewers.submit(look)
            assert waiting.wait(20)
            held = cast(QueuePool, db.engine.pool).checkedout()
        assert seen.result() and held == 0


def test_a_photo_that_cannot_be_painted_is_remembered_and_audited(room: DisplayCopies) -> None:
    for _ in range(2):
        with pytest.raises(Undecodable):
            show_copy(room, sha256(CUT), "large")
    photo = photo_of(CUT)
    assert (photo.readable, photo.fault, photo.decode_tries) == (False, "undecodable", 1)
    entries = db.session.query(AuditEntry).filter_by(action="photo.undecodable").all()
    assert [entry.subject for entry in entries] == [f"photo:{sha256(CUT)}"]


def test_a_slow_machine_tries_again_and_gives_up_at_last(room: DisplayCopies) -> None:
    slow = replace(room, bounds=Bounds(wall_s=0.001))
    for tries in range(1, display_copies.MOST_TRIES + 1):
        with pytest.raises(NotRendered):
            show_copy(slow, sha256(WHOLE), "small")
        assert (photo_of(WHOLE).decode_tries, photo_of(WHOLE).readable) == (tries, True)
    with pytest.raises(Undecodable):
        show_copy(slow, sha256(WHOLE), "small")
    assert photo_of(WHOLE).fault == "undecodable"


def test_a_lease_that_its_server_did_not_live_to_end_runs_out(
    room: DisplayCopies, monkeypatch
) -> None:
    photo = photo_of(WHOLE)
    photo.decode_until, photo.decode_tries = datetime.now(UTC) + timedelta(minutes=2), 1
    db.session.commit()
    monkeypatch.setattr(display_copies, "PATIENCE_S", 0.2)
    with pytest.raises(NotRendered):
        show_copy(room, sha256(WHOLE), "small")
    photo_of(WHOLE).decode_until = datetime.now(UTC) - timedelta(seconds=1)
    db.session.commit()
    assert show_copy(room, sha256(WHOLE), "small")


def test_a_copy_that_finds_no_room_is_shown_and_leaves_nothing(room: DisplayCopies) -> None:
    (room.storage.parts.parent / "copies").write_text("a file is in the way of the folder")
    assert show_copy(room, sha256(WHOLE), "small").startswith(b"\xff\xd8")
    assert photo_of(WHOLE).readable


def test_the_sweep_paints_what_nobody_looked_at(room: DisplayCopies) -> None:
    assert sweep_copies(room, 30) == 2
    assert room.storage.copies.get(sha256(WHOLE), "small")
    assert (photo_of(CUT).fault, photo_of(WHOLE).fault) == ("undecodable", None)
    assert sweep_copies(room, 30) == 0


def test_two_sweeps_of_one_machine_are_one(room: DisplayCopies) -> None:
    with slot(room.slots / "sweep", 0, count=1):
        assert sweep_copies(room, 30) == 0
    assert sweep_copies(room, 30) == 2


def test_the_sweep_leaves_what_just_came_to_a_calmer_hour(room: DisplayCopies) -> None:
    for data in (WHOLE, CUT):
        photo_of(data).received_at = datetime.now(UTC)
    db.session.commit()
    assert sweep_copies(room, 30) == 0


def test_bytes_that_are_gone_are_told_from_bytes_that_do_not_open(room: DisplayCopies) -> None:
    name = sha256(WHOLE)
    (room.storage.parts.parent / name[:2] / name).unlink()
    with pytest.raises(Undecodable):
        show_copy(room, name, "small")
    assert photo_of(WHOLE).fault == "lost"


def test_a_full_process_table_says_nothing_against_the_photo(room: DisplayCopies) -> None:
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    with slot(room.slots, 0):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, files[1]))
            with pytest.raises((NotRendered, OSError)):
                show_copy(room, sha256(WHOLE), "small")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, files)
    assert photo_of(WHOLE).readable
