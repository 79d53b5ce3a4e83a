"""Photos from one store into another, each compared with its name on the way."""

import hashlib
import os
import secrets
from typing import BinaryIO

from inspect_app.storage.open import BlobStore

PIECE = 1024 * 1024


def carry(sha256: str, source: BlobStore, target: BlobStore) -> bool:
    """Durable in the target when this returns True; False for bytes that are lost or changed."""
    if target.has(sha256):
        return True
    target.parts.mkdir(parents=True, exist_ok=True)
    part = target.parts / f"{secrets.token_hex(8)}.part"
    try:
        with source.open(sha256) as bytes_in, part.open("xb") as bytes_out:
            if _copy(bytes_in, bytes_out) != sha256:
                return False
            bytes_out.flush()
            os.fsync(bytes_out.fileno())
        target.keep(part, sha256)
        return True
    except FileNotFoundError:
        return False
    finally:
        part.unlink(missing_ok=True)


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()
