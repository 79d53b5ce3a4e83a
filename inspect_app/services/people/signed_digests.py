"""Digests of what people sign, and which signatures of a body were given for it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from inspect_app.domain.rules.signed_content import is_given_here, signed_content

Body = Mapping[str, Any]


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's one spelling as JSON (RFC 8785); empty if it has none."""
    try:
        return hashlib.sha256(rfc8785.dumps(value)).hexdigest()
    except rfc8785.CanonicalizationError:  # an integer of exactly 2^53
        return ""


def content_digest(inspection_id: str, body: Body) -> str:
    """Return the digest that a signature on this parsed body carries."""
    return digest_of(signed_content(inspection_id, body))


def given_here(inspection_id: str, rev: int, body: Body) -> list[dict[str, Any]]:
    """List the signatures of a body of version 2 that were given for it at this revision."""
    own, of_round = content_digest(inspection_id, body), digest_of(body.get("round", []))
    return [one for one in body["signatures"] if is_given_here(one, body, rev, own, of_round)]
