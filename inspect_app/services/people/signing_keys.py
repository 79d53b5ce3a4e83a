"""Registers and revokes the keys with which an inspector signs on his own devices."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select

from inspect_app.domain.rules.proofs import possession_content
from inspect_app.errors import problem
from inspect_app.models.people import User
from inspect_app.models.signing_keys import SigningKey
from inspect_app.services.feed.rows import queue_person
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MOST = 10


@retry_on_conflict
def register_key(user_id: str, given: Mapping[str, str], *, at: datetime) -> SigningKey:
    """Store a public key whose private half its person holds; again it changes nothing.

    Raises `malformed` for a point off the curve, a proof that does not fit or a key of somebody
    else, `too_many_keys` when ten are in use.
    """
    x, y = given["x"], given["y"]
    key = thumbprint(x, y)
    if not is_genuine(x, y, given["proof"], possession_content(user_id, key)):
        raise problem("malformed")
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        known = w.session.get(SigningKey, key)
        if known is not None:
            if known.user_id != user_id or known.revoked_at is not None:
                raise problem("malformed")
            return known
        mine = select(SigningKey).filter_by(user_id=user_id, revoked_at=None)
        if len(w.session.scalars(mine).all()) >= MOST:
            raise problem("too_many_keys")
        made = SigningKey(id=key, user_id=user_id, x=x, y=y, made_at=w.at)
        w.session.add(made)
        w.session.flush()
        w.audit("key.register", f"user:{user_id}", user_id, key=key)
        queue_person(w, user)
    return made


@retry_on_conflict
def revoke_key(user_id: str, key: str, *, at: datetime) -> None:
    """Revoke a key of this user; what it signed and arrived before stays proven."""
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        known = w.session.get(SigningKey, key, with_for_update=True)
        if known is None or known.user_id != user_id:
            raise problem("not_found")
        if known.revoked_at is None:
            known.revoked_at = w.at
            w.session.flush()
            w.audit("key.revoke", f"user:{user_id}", user_id, key=key)
            queue_person(w, user)


def revoke_keys_of(w: Writing, user: User, actor: str | None) -> None:
    """Revoke what a person signs with in the transaction that takes a phone or rights away.

    A key is not tied to a phone: whoever took the account or the phone may have it, or made it.
    """
    query = select(SigningKey).filter_by(user_id=user.id, revoked_at=None).order_by(SigningKey.id)
    keys = w.session.scalars(query.with_for_update()).all()
    for key in keys:
        key.revoked_at = w.at
        w.audit("key.revoke", f"user:{user.id}", actor, key=key.id)
    if keys:
        w.session.flush()
        queue_person(w, user)


def thumbprint(x: str, y: str) -> str:
    """Return the thumbprint of RFC 7638 of a P-256 key, which is its id."""
    text = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def is_genuine(x: str, y: str, proof: str, content: Mapping[str, Any]) -> bool:
    """Whether this key signed the content's one spelling (RFC 8785), as r and s of 32 octets."""
    try:
        point = ec.EllipticCurvePublicNumbers(_number(x), _number(y), ec.SECP256R1())
        octets = _octets(proof)
        r, s = int.from_bytes(octets[:32]), int.from_bytes(octets[32:])
        der = encode_dss_signature(r, s)
        point.public_key().verify(der, rfc8785.dumps(dict(content)), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError, rfc8785.CanonicalizationError):
        return False
    return True


def _octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(text: str) -> int:
    return int.from_bytes(_octets(text))
