"""Codes that a person types once: made of signs that are not confused, stored as hashes."""

import hashlib
import secrets

from inspect_app.domain.codes import SHORT_SIGNS, normalise_code

LENGTH = 24  # fewer random bits than 112 would need a hash as slow as a password's


def make_code() -> str:
    """Return a random code in six groups of four signs, 118 random bits."""
    code = "".join(secrets.choice(SHORT_SIGNS) for _ in range(LENGTH))
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def hash_code(typed: str) -> str:
    """Return the hash of a code; capitals, dashes and full-width signs do not matter."""
    code = "".join(sign for sign in normalise_code(typed) if sign.isalnum())
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
