"""Keys as a phone makes them, for tests: registered, and signing what was shown."""

import base64
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from werkzeug.test import TestResponse

from inspect_app.domain.rules.proofs import possession_content, proven_content
from inspect_app.models.people import User
from inspect_app.services.people.signing_keys import thumbprint
from tests.phone.phones import Phone


def encode(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


class OwnKey:
    """A key of one person on a device."""

    def __init__(self, user: User) -> None:
        self.user = user.id
        self.private = ec.generate_private_key(ec.SECP256R1())
        point = self.private.public_key().public_numbers()
        self.x, self.y = encode(point.x.to_bytes(32)), encode(point.y.to_bytes(32))
        self.id = thumbprint(self.x, self.y)

    def sign(self, content: dict[str, Any]) -> str:
        der = self.private.sign(rfc8785.dumps(content), ec.ECDSA(SHA256()))
        return encode(b"".join(one.to_bytes(32) for one in decode_dss_signature(der)))

    def register(self, phone: Phone, **changes: str) -> TestResponse:
        proof = self.sign(possession_content(self.user, self.id))
        return phone.post("/auth/keys", {"x": self.x, "y": self.y, "proof": proof} | changes)

    def prove(self, signature: dict[str, Any]) -> dict[str, Any]:
        """The same signature with this key's proof."""
        whole = signature | {"key": self.id}
        return whole | {"proof": self.sign(proven_content(whole))}
