"""Spells a report's data in the one form of RFC 8785, and takes the SHA-256 of it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a report's data in canonical JSON."""
    return hashlib.sha256(rfc8785.dumps(dict(data))).hexdigest()


def data_file(data: Mapping[str, Any], names: Mapping[str, Any]) -> bytes:
    """Return the bytes of report.json: data, its digest, and the names, which have none."""
    whole: dict[str, Any] = {"data": dict(data), "names": dict(names), "sha256": digest_of(data)}
    return rfc8785.dumps(whole) + b"\n"


def in_groups(digest: str) -> str:
    """Return a digest in groups of eight digits, for people to compare."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
