"""Reads and writes the headers of tus 1.0.0, strictly."""

import base64
import binascii
import re
from typing import Protocol

from sync.envelope import is_sha256
from sync.partial_uploads import Checksum

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = {"sha256": 32, "sha1": 20}
CHUNK_TYPE = "application/offset+octet-stream"
_NUMBER = re.compile(r"[0-9]{1,15}")


class Headers(Protocol):
    """Request headers by name, in whatever case."""

    def get(self, key: str, /) -> str | None:
        """Return a header's value; None if it was not sent."""


class BadHeader(ValueError):
    """A required header is missing, or a header has a wrong value."""


def read_number(headers: Headers, name: str) -> int:
    """Return the number of Upload-Length or Upload-Offset; raise BadHeader."""
    text = headers.get(name) or ""
    if not _NUMBER.fullmatch(text):
        raise BadHeader(name)
    return int(text)


def read_metadata(headers: Headers) -> tuple[str, str]:
    """Return the SHA-256 and media type promised in Upload-Metadata; raise BadHeader."""
    pairs = (pair.strip().split(" ") for pair in (headers.get("Upload-Metadata") or "").split(","))
    named = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    # Only ours are decoded: a client's own, such as a file name, may be in any script.
    sha256, type = _decoded(named.get("sha256", "")), _decoded(named.get("type", ""))
    if not is_sha256(sha256) or not type:
        raise BadHeader("Upload-Metadata")
    return sha256, type


def write_metadata(sha256: str, type: str) -> str:
    """Return the Upload-Metadata value with the digest and the media type."""
    pairs = (("sha256", sha256), ("type", type))
    return ",".join(f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in pairs)


def read_checksum(headers: Headers) -> Checksum | None:
    """Return the checksum of Upload-Checksum, None without it; raise BadHeader."""
    text = headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _, encoded = text.strip().partition(" ")
    digest = _raw(encoded)
    if ALGORITHMS.get(algorithm) != len(digest):
        raise BadHeader("Upload-Checksum")
    return Checksum(algorithm, digest)


def _decoded(text: str) -> str:
    try:
        return _raw(text).decode("ascii")
    except UnicodeDecodeError as error:
        raise BadHeader("Upload-Metadata") from error


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadHeader(text[:20]) from error
