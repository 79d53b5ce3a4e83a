"""Copies photos from one store into another, each compared with its SHA-256 on the way."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from inspect_app.storage.open import BlobStore
from inspect_app.storage.private_files import make_folder

PIECE = 1024 * 1024


class _Lost(Exception):
    """The source store is reachable but cannot read these bytes."""


def copy_photo(sha256: str, source: BlobStore, target: BlobStore) -> bool:
    """Copy a photo durably; return False if its bytes are lost or altered."""
    if target.has(sha256):
        return True
    make_folder(target.parts)
    part = target.parts / f"{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as bytes_out:
            if _copy(_pieces(sha256, source), bytes_out) != sha256:
                return False
            bytes_out.flush()
            os.fsync(bytes_out.fileno())
        target.keep(part, sha256)
        return True
    except _Lost:
        return False
    finally:
        part.unlink(missing_ok=True)


def _pieces(sha256: str, source: BlobStore) -> Iterator[bytes]:
    try:
        with source.open(sha256) as file:
            while piece := file.read(PIECE):
                yield piece
    except ConnectionError:
        raise
    except OSError as error:
        raise _Lost from error


def _copy(pieces: Iterable[bytes], target: BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()
