"""Reads a rescue file as it streams in: plain ustar entries, each verified by itself.

No name in the file is ever used as a path. After a damaged header reading goes on at the next good
one.
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
    """The rescue file as it is uploaded."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes; fewer mean the end."""


class CutOff(Exception):
    """The file ends in the middle of an entry."""


@dataclass
class Entry:
    """One entry of the archive; its content can be read once."""

    name: str
    size: int
    _stream: Readable
    _left: int = -1

    def __post_init__(self) -> None:
        self._left = self.size

    def pieces(self) -> Iterator[bytes]:
        """Yield the content in pieces; raise CutOff."""
        while self._left:
            piece = self._stream.read(min(PIECE, self._left))
            if not piece:
                raise CutOff(self.name)
            self._left -= len(piece)
            yield piece

    def content(self) -> bytes:
        """Return the whole content, for entries known to be small."""
        return b"".join(self.pieces())

    def finish(self) -> None:
        """Skip to where the next header begins; raise CutOff."""
        for _ in self.pieces():
            pass
        padding = -self.size % BLOCK
        if padding and len(_read(self._stream, padding)) < padding:
            raise CutOff(self.name)


def read_entries(stream: Readable) -> Iterator[Entry | None]:
    """Yield every entry in order, None for each damaged stretch; raise CutOff."""
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
