"""Receipts: compact JWS, ES256 only, that anybody can verify. They prove custody, not approval."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from sync.ports import Signer
from sync.records import Record, Stored

# A receipt names each photo: one of a record that is quarantined may name thousands.
_RULES = jws.JWSRegistry(algorithms=["ES256"])
_RULES.max_payload_length = 2 * 1024 * 1024
_HEADER = {"alg": "ES256", "typ": "receipt+jws"}
Jwk = Mapping[str, str]


def issue_receipt(signer: Signer, epoch: str, stored: Stored, at: datetime) -> None:
    """Sign a record's receipt before the commit; its text is then repeated byte for byte."""
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
    """The proof in an old receipt about a record that is pushed again."""

    hashes: tuple[str, ...]
    received_at: datetime


def read_old_receipt(signer: Signer, record: Record, user: str) -> OldReceipt | None:
    """Return what a record's old receipt proves; None unless it is for this record and user."""
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
    """Return a time as RFC 3339 in UTC, with milliseconds."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class KeyRing:
    """A private key that signs, and every public key that ever signed, for verifying."""

    def __init__(self, private: ECKey, published: Callable[[], Iterable[Jwk]]) -> None:
        self._private, self._published = private, published
        self._header = _HEADER | {"kid": private.thumbprint()}

    def sign(self, payload: Mapping[str, Any]) -> str:
        """Return a compact JWS of the payload under the newest key."""
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        return jws.serialize_compact(self._header, text, self._private, registry=_RULES)

    def verify(self, token: str) -> dict[str, Any] | None:
        """Return the payload if the header has exactly our form and a listed key signed it."""
        try:
            keys = KeySet.import_key_set({"keys": [dict(jwk) for jwk in self._published()]})
            signed = jws.deserialize_compact(token, keys, registry=_RULES)
            payload = json.loads(signed.payload)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            # The library itself fails at a header of another shape, such as a `crit` of null.
            return None
        # The library checks neither `typ` nor unknown header fields.
        ours = signed.protected == _HEADER | {"kid": signed.protected.get("kid")}
        return payload if ours and isinstance(payload, dict) else None


def new_key() -> ECKey:
    """Generate a P-256 key."""
    return ECKey.generate_key("P-256")


def jwk_of(key: ECKey) -> dict[str, str]:
    """Return the public key as a JWK; `kid` is its RFC 7638 thumbprint."""
    listed = key.as_dict(private=False, kid=key.thumbprint(), alg="ES256", use="sig")
    return {name: str(value) for name, value in listed.items()}
