"""Reads a rescue file as it streams in: plain ustar entries, each of which proves itself.

No name in the file is ever used as a path. After a damaged header the next good one is looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

BLOCK = 512
PIECE = 64 * 1024
_OCTAL = re.compile("[0-7]{1,12}")
_NAME = re.compile(r"[a-z0-9][a-z0-9./-]{0,98}")


class Readable(Protocol):
    """The upload."""

    def read(self, size: int, /) -> bytes:
        """Fewer bytes than asked for, or none, is the end."""


class CutOff(Exception):
    """The file ends in the middle of an entry."""


@dataclass
class Entry:
    """One entry; its content is read once, or skipped."""

    name: str
    size: int
    _stream: Readable
    _left: int = -1

    def __post_init__(self) -> None:
        self._left = self.size

    def pieces(self) -> Iterator[bytes]:
        """Raises CutOff."""
        while self._left:
            piece = self._stream.read(min(PIECE, self._left))
            if not piece:
                raise CutOff(self.name)
            self._left -= len(piece)
            yield piece

    def content(self) -> bytes:
        """All of it: for what is known to be small."""
        return b"".join(self.pieces())

    def finish(self) -> None:
        """Leaves the stream where the next header begins."""
        for _ in self.pieces():
            pass
        padding = -self.size % BLOCK
        if padding and len(_read(self._stream, padding)) < padding:
            raise CutOff(self.name)


def read_entries(stream: Readable) -> Iterator[Entry | None]:
    """Every entry in order; None where something damaged was passed over. Raises CutOff."""
    lost = False
    while True:
        block = _read(stream, BLOCK)
        if len(block) < BLOCK:
            if block:
                raise CutOff("header")
            return
        if not any(block):
            return  # the end mark; without one the file was cut between two entries
        header = _parse(block)
        if header is None:
            if not lost:
                yield None
            lost = True
            continue
        lost = False
        entry = Entry(*header, stream)
        yield entry
        entry.finish()


def _parse(block: bytes) -> tuple[str, int] | None:
    total = sum(block[:148]) + sum(block[156:]) + 8 * ord(" ")
    try:
        name = block[:100].rstrip(b"\0").decode("ascii")
        size, check = _octal(block[124:136]), _octal(block[148:156])
    except ValueError:
        return None
    if check != total or block[257:262] != b"ustar" or block[156:157] not in (b"0", b"\0"):
        return None
    return (name, size) if _NAME.fullmatch(name) else None


def _octal(field: bytes) -> int:
    digits = field.rstrip(b"\0 ").decode("ascii")
    if _OCTAL.fullmatch(digits) is None:  # int() takes a sign, and a size below zero reads it all
        raise ValueError(digits)
    return int(digits, 8)


def _read(stream: Readable, size: int) -> bytes:
    pieces, left = [], size
    while left and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
