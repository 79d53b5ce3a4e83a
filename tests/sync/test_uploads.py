"""The upload machine alone: one store in memory, real part files."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from sync.partial_uploads import IncomingBytes, PartialFolder
from sync.ports import Unreadable, UploadGone
from sync.records import Upload, UploadLimits
from sync.tus_headers import CHUNK_TYPE, write_metadata
from sync.uploads import Denied, Uploads
from tests.makers import sha256

DATA = b"bytes of a photo"
NOON = datetime(2022, 9, 14, 4, tzinfo=UTC)


class MemoryUploads:
    """Implements `sync.uploads.UploadStore`; `trouble` is raised when an upload is finished."""

    def __init__(self) -> None:
        self.rows: dict[str, Upload] = {}
        self.finished: list[bytes] = []
        self.trouble: Exception | None = None

    def find(self, user: str, id: str) -> Upload | None:
        row = self.rows.get(id)
        return Upload(**vars(row)) if row and row.user == user else None

    def add(self, upload: Upload) -> list[str]:
        self.rows[upload.id] = Upload(**vars(upload))
        return []

    def advance(self, upload: Upload) -> None:
        if upload.id not in self.rows:
            raise UploadGone
        self.add(upload)

    def remove(self, upload: Upload) -> None:
        self.rows.pop(upload.id, None)

    def finish(self, upload: Upload, part: Path) -> None:
        if self.trouble:
            raise self.trouble
        self.finished.append(part.read_bytes())
        part.unlink()
        self.add(upload)


@pytest.fixture
def store() -> MemoryUploads:
    return MemoryUploads()


@pytest.fixture
def machine(store, tmp_path) -> Uploads:
    limits = UploadLimits(100, ("image/jpeg",), timedelta(days=7))
    return Uploads(store, PartialFolder(tmp_path), limits, lambda: NOON)


def body(data: bytes = b"", length: int | None = None) -> IncomingBytes:
    return IncomingBytes(BytesIO(data), len(data) if length is None else length)


def chunk(offset: int, **more: str) -> dict[str, str]:
    return {"Content-Type": CHUNK_TYPE, "Upload-Offset": str(offset), **more}


def create(machine: Uploads, data: bytes = b"", **more: str) -> str:
    named = {"Upload-Metadata": write_metadata(sha256(DATA), "image/jpeg")}
    told = {"Upload-Length": str(len(DATA)), "Content-Type": CHUNK_TYPE} | named | more
    answer = machine.create("lin", told, body(data), "/up")
    return answer.headers["Location"].removeprefix("/up/")


def denied(call, *args) -> Denied:
    with pytest.raises(Denied) as caught:
        call(*args)
    return caught.value


def test_a_stranger_finds_nothing(machine):
    id = create(machine, DATA[:3])
    assert denied(machine.status, "wu", id).code == "not_found"
    assert denied(machine.append, "wu", id, chunk(3), body(DATA[3:])).code == "not_found"
    assert denied(machine.terminate, "wu", id).code == "not_found"


def test_a_finished_upload_takes_nothing_more_and_says_so(machine, store, tmp_path):
    id = create(machine, DATA)
    assert store.finished == [DATA]
    again = machine.append("lin", id, chunk(len(DATA)), body())
    assert (again.status, again.headers["Upload-Offset"]) == (204, str(len(DATA)))
    assert denied(machine.append, "lin", id, chunk(len(DATA)), body(b"x")).code == "too_large"
    assert denied(machine.append, "lin", id, chunk(3), body(DATA[3:])).headers == {
        "Upload-Offset": str(len(DATA))
    }
    assert list(tmp_path.iterdir()) == []


def test_unreadable_bytes_are_gone_with_their_upload(machine, store, tmp_path):
    id = create(machine)
    store.trouble = Unreadable()
    assert denied(machine.append, "lin", id, chunk(0), body(DATA)).code == "blob_unreadable"
    assert (store.rows, list(tmp_path.iterdir())) == ({}, [])


def test_an_upload_that_vanished_under_its_writer_is_not_found(machine, store):
    id = create(machine)
    row = store.rows[id]

    class Vanishing(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            store.rows.clear()
            return super().read(size)

    sent = IncomingBytes(Vanishing(DATA[:5]), 5)
    assert denied(machine.append, "lin", id, chunk(0), sent).code == "not_found"
    assert row.offset == 0


def test_a_store_that_is_full_keeps_the_upload(machine, store):
    id = create(machine, DATA[:3])
    store.trouble = OSError("no space left")
    assert denied(machine.append, "lin", id, chunk(3), body(DATA[3:])).code == "storage_full"
    store.trouble = None
    assert machine.status("lin", id).headers["Upload-Offset"] == "3"
    assert machine.append("lin", id, chunk(3), body(DATA[3:])).status == 204


def test_a_first_chunk_that_fails_leaves_nothing_behind(machine, store, tmp_path):
    assert denied(create, machine, b"X" * len(DATA)).code == "checksum"
    assert (store.rows, list(tmp_path.iterdir())) == ({}, [])


def test_a_cut_first_chunk_can_be_resumed(machine):
    named = {"Upload-Metadata": write_metadata(sha256(DATA), "image/jpeg")}
    told = {"Upload-Length": str(len(DATA)), "Content-Type": CHUNK_TYPE} | named
    answer = machine.create("lin", told, body(DATA[:5], length=len(DATA)), "/up")
    assert (answer.status, answer.headers["Upload-Offset"]) == (201, "5")
    id = answer.headers["Location"].removeprefix("/up/")
    assert machine.append("lin", id, chunk(5), body(DATA[5:])).status == 204
