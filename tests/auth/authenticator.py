"""An authenticator in software: makes a key, and signs what a browser would have signed."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text

PRESENT, WITH_KEY = 0x01, 0x40


@dataclass
class Authenticator:
    """One passkey; the browser around it stands at `origin`."""

    host: str
    origin: str
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    count: int = 0

    def create(self, options: str) -> str:
        """What navigator.credentials.create() answers."""
        length = len(self.id).to_bytes(2, "big")
        data = self._data(PRESENT | WITH_KEY) + bytes(16) + length + self.id + self._cose()
        made = {"fmt": "none", "attStmt": {}, "authData": data}
        said = self._said("webauthn.create", options)
        return self._answer(said, attestationObject=text(cbor2.dumps(made)))

    def get(self, options: str) -> str:
        """What navigator.credentials.get() answers."""
        self.count += 1
        data, said = self._data(PRESENT), self._said("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(said, authenticatorData=text(data), signature=text(signature))

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _said(self, what: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        said = {"type": what, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _cose(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, said: bytes, **more: str) -> str:
        response: dict[str, Any] = {"clientDataJSON": text(said)} | more
        id = text(self.id)
        answer = {"id": id, "rawId": id, "type": "public-key", "response": response}
        return json.dumps(answer)
