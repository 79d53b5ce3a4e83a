"""Weighs the proofs of signatures that people gave with keys of their own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from inspect_app.domain.rules.proofs import FALSE, NONE, UNKNOWN, proven_content, weigh_proof
from inspect_app.models.signing_keys import SigningKey
from inspect_app.services.people.signing_keys import is_genuine


def weigh(session: Session, signature: Mapping[str, Any], arrived_at: datetime) -> str:
    """Return what a signature's proof is worth: none, unknown, false, late or proven.

    A key that nobody registered, or somebody else did, proves nothing and disproves nothing.
    """
    if "proof" not in signature:
        return NONE
    key = session.get(SigningKey, signature["key"])
    if key is None or key.user_id != signature.get("user"):
        return UNKNOWN
    genuine = is_genuine(key.x, key.y, signature["proof"], proven_content(signature))
    return weigh_proof(genuine, arrived_at, key.revoked_at)


def without_false(
    session: Session, signatures: list[dict[str, Any]], arrived_at: datetime
) -> list[dict[str, Any]]:
    """Leave out signatures whose proof is wrong: whoever claims one and has none did not sign."""
    return [one for one in signatures if weigh(session, one, arrived_at) != FALSE]
