"""Receipts: compact JWS, ES256 only, that anybody can verify later. Custody, not approval."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from sync.ports import Signer
from sync.records import Record, Stored

_ECDSA = ec.ECDSA(hashes.SHA256())
_HEADER = {"alg": "ES256", "typ": "receipt+jws"}
Jwk = Mapping[str, str]


def issue_receipt(signer: Signer, epoch: str, stored: Stored, at: datetime) -> None:
    """Signs what is about to be committed; the text is stored and repeated byte for byte."""
    record = stored.record
    stored.complete_at = stored.complete_at or at
    stored.receipt = signer.sign(
        {
            "v": 1,
            "epoch": epoch,
            "user": stored.user,
            "collection": record.collection,
            "id": record.id,
            "rev": record.rev,
            "digest": record.digest,
            "verdict": stored.verdict,
            "blobs": record.hashes,
            "received_at": instant_text(stored.received_at),
            "complete_at": instant_text(stored.complete_at),
            "audit": stored.audit,
        }
    )


@dataclass(frozen=True)
class OldReceipt:
    """What a receipt of ours proves about a record that comes again."""

    hashes: tuple[str, ...]
    received_at: datetime


def read_old_receipt(signer: Signer, record: Record, user: str) -> OldReceipt | None:
    """None unless we signed it for exactly this record of this user."""
    payload = signer.verify(record.receipt) if record.receipt else None
    if payload is None:
        return None
    expected = (user, record.collection, record.id, record.rev, record.digest)
    if tuple(payload.get(key) for key in ("user", "collection", "id", "rev", "digest")) != expected:
        return None
    named = set(record.hashes)
    proved = tuple(one for one in payload["blobs"] if one in named)
    return OldReceipt(proved, datetime.fromisoformat(payload["received_at"]))


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class KeyRing:
    """One key that signs; `published` lists every key that ever did, for verifying."""

    def __init__(
        self, private: ec.EllipticCurvePrivateKey, published: Callable[[], Iterable[Jwk]]
    ) -> None:
        self._private, self._published = private, published
        self._kid = jwk_of(private.public_key())["kid"]

    def sign(self, payload: Mapping[str, Any]) -> str:
        """A compact JWS under the newest key."""
        signed = f"{_json64(_HEADER | {'kid': self._kid})}.{_json64(payload)}"
        r, s = decode_dss_signature(self._private.sign(signed.encode(), _ECDSA))
        return f"{signed}.{_b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"

    def verify(self, token: str) -> dict[str, Any] | None:
        """The payload, if its header is exactly ours and a listed key signed it."""
        try:
            head, body, signature = token.split(".")
            header, raw = json.loads(_unb64(head)), _unb64(signature)
            if header | _HEADER != header or len(raw) != 64:
                return None
            known = {jwk["kid"]: jwk for jwk in self._published()}
            key = public_key_of(known[header["kid"]])
            r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
            key.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), _ECDSA)
            payload = json.loads(_unb64(body))
        except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature):
            return None
        return payload if isinstance(payload, dict) else None


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def jwk_of(key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """The public key as listed in the JWKS; `kid` is its RFC 7638 thumbprint."""
    numbers = key.public_numbers()
    bare = {
        "crv": "P-256",
        "kty": "EC",
        "x": _b64(numbers.x.to_bytes(32, "big")),
        "y": _b64(numbers.y.to_bytes(32, "big")),
    }
    text = json.dumps(bare, sort_keys=True, separators=(",", ":"))
    kid = _b64(hashlib.sha256(text.encode()).digest())
    return bare | {"kid": kid, "alg": "ES256", "use": "sig"}


def public_key_of(jwk: Jwk) -> ec.EllipticCurvePublicKey:
    """The other way round."""
    x, y = (int.from_bytes(_unb64(jwk[axis]), "big") for axis in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def _json64(value: Any) -> str:
    return _b64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error
