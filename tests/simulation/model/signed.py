"""What the signature of a round was given for, and whether it counts: the domain's own rules."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.domain.rules.signed_content import (
    Earlier,
    is_given_here,
    is_repeated,
    signed_content,
)

Body = Mapping[str, Any]


def digest_of(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def content_digest(id: str, body: Body) -> str:
    """Of what was shown; the model's answers are a note and whether it is wrong."""
    named = {"answers": {"note": body["note"], "wrong": body["wrong"]}}
    return digest_of(signed_content(id, {**body, **named}))


def is_signed(id: str, rev: int, body: Body, find: Callable[[int], Body | None]) -> bool:
    """The signature counts for this content, or did for an earlier revision that it names."""
    if "signature" not in body:
        return False
    said = body["signature"]
    if _is_given(id, rev, body):
        return True
    earlier = find(said["rev"]) if said["rev"] < rev else None
    counted = [earlier["signature"]] if earlier and _is_given(id, said["rev"], earlier) else []
    return is_repeated(said, Earlier(counted, None))


def _is_given(id: str, rev: int, body: Body) -> bool:
    if "signature" not in body:
        return False
    own, whole = content_digest(id, body), digest_of(body["round"])
    return is_given_here(body["signature"], body, rev, own, whole)
