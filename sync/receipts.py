"""Receipts: compact JWS, ES256 only, that anybody can verify later. Custody, not approval."""

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

    def __init__(self, private: ECKey, published: Callable[[], Iterable[Jwk]]) -> None:
        self._private, self._published = private, published
        self._header = _HEADER | {"kid": private.thumbprint()}

    def sign(self, payload: Mapping[str, Any]) -> str:
        """A compact JWS under the newest key."""
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        return jws.serialize_compact(self._header, text, self._private, registry=_RULES)

    def verify(self, token: str) -> dict[str, Any] | None:
        """The payload, if its header is exactly ours and a listed key signed it."""
        try:
            keys = KeySet.import_key_set({"keys": [dict(jwk) for jwk in self._published()]})
            signed = jws.deserialize_compact(token, keys, registry=_RULES)
            payload = json.loads(signed.payload)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            # A header of another shape, such as a `crit` of null, falls through the library.
            return None
        # The library compares neither `typ` nor what else may stand there.
        ours = signed.protected == _HEADER | {"kid": signed.protected.get("kid")}
        return payload if ours and isinstance(payload, dict) else None


def new_key() -> ECKey:
    """A fresh P-256 key."""
    return ECKey.generate_key("P-256")


def jwk_of(key: ECKey) -> dict[str, str]:
    """The public key as listed in the JWKS; `kid` is its RFC 7638 thumbprint."""
    listed = key.as_dict(private=False, kid=key.thumbprint(), alg="ES256", use="sig")
    return {name: str(value) for name, value in listed.items()}
