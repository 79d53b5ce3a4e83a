"""What a person's own key signs, and what such a proof is worth. No law here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

# Of a signature with `key` and `proof`: no proof, one by a key nobody registered for him, a wrong
# one, one that came after the key was revoked, or one that stands.
NONE, UNKNOWN, FALSE, LATE, PROVEN = "none", "unknown", "false", "late", "proven"
_NAMES = ("content_digest", "key", "rev", "round", "signed_at", "user")


def proven_content(signature: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the key signs: who saw which content, of which revision, and when."""
    named = {name: signature[name] for name in _NAMES if name in signature}
    return {"purpose": "cosign"} | named


def possession_content(user_id: str, key: str) -> dict[str, Any]:
    """Return what a new key signs to show that its private half is at hand."""
    return {"purpose": "register", "user": user_id, "key": key}


def weigh_proof(genuine: bool, arrived_at: datetime, revoked_at: datetime | None) -> str:
    """Return what a proof by a known key is worth, by when it arrived."""
    if not genuine:
        return FALSE
    return LATE if revoked_at is not None and arrived_at >= revoked_at else PROVEN
