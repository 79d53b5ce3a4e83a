"""Part files: what arrives is written where it belongs, and only whole chunks under a checksum."""

import hashlib
from io import BytesIO

import pytest

from sync.partial_uploads import (
    Checksum,
    IncomingBytes,
    Locked,
    Mismatch,
    PartialFolder,
    TooLong,
    append,
)


class BrokenLine:
    """Gives what it has, then breaks."""

    def __init__(self, data: bytes) -> None:
        self.data = BytesIO(data)

    def read(self, size: int, /) -> bytes:
        if piece := self.data.read(size):
            return piece
        raise ConnectionResetError


@pytest.fixture
def parts(tmp_path) -> PartialFolder:
    return PartialFolder(tmp_path / "parts")


def put(parts: PartialFolder, offset: int, body: IncomingBytes, room: int = 100, check=None) -> int:
    with parts.writer("one") as file:
        return append(file, offset, body, room, check)


def bytes_of(data: bytes, length: int | None = None) -> IncomingBytes:
    return IncomingBytes(BytesIO(data), len(data) if length is None else length)


def test_a_second_writer_finds_it_locked(parts):
    with parts.writer("one"), pytest.raises(Locked), parts.writer("one"):
        pass
    with parts.writer("one"):
        pass


def test_a_part_that_was_thrown_away_meanwhile_is_not_written(parts):
    with parts.writer("one"):
        parts.remove("one")
        with parts.writer("one"):
            assert parts.size("one") == 0


def test_more_than_there_is_room_for_changes_nothing(parts):
    put(parts, 0, bytes_of(b"abc"))
    with pytest.raises(TooLong):
        put(parts, 3, bytes_of(b"defg"), room=3)
    with pytest.raises(TooLong):
        put(parts, 3, IncomingBytes(BytesIO(b"defg"), None), room=3)
    assert parts.path("one").read_bytes() == b"abc"


def test_bytes_behind_the_offset_were_never_counted(parts):
    put(parts, 0, bytes_of(b"abcdef"))
    assert put(parts, 3, bytes_of(b"xy")) == 2
    assert parts.path("one").read_bytes() == b"abcxy"


@pytest.mark.parametrize("line", [BytesIO(b"abc"), BrokenLine(b"abc")])
def test_what_came_before_the_cut_counts(parts, line):
    assert put(parts, 0, IncomingBytes(line, 10)) == 3
    assert parts.path("one").read_bytes() == b"abc"


@pytest.mark.parametrize("line", [BytesIO(b"abc"), BrokenLine(b"abc")])
def test_under_a_checksum_a_cut_chunk_does_not_count(parts, line):
    check = Checksum("sha256", hashlib.sha256(b"abcdefghij").digest())
    assert put(parts, 0, IncomingBytes(line, 10), check=check) == 0
    assert parts.size("one") == 0


def test_a_damaged_chunk_leaves_the_part_as_it_was(parts):
    put(parts, 0, bytes_of(b"abc"))
    with pytest.raises(Mismatch):
        put(parts, 3, bytes_of(b"dxf"), check=Checksum("sha1", hashlib.sha1(b"def").digest()))
    assert parts.path("one").read_bytes() == b"abc"


def test_a_whole_chunk_of_unknown_length_counts_under_its_checksum(parts):
    check = Checksum("sha256", hashlib.sha256(b"abc").digest())
    assert put(parts, 0, IncomingBytes(BytesIO(b"abc"), None), check=check) == 3
