"""Password hashes (argon2id) and the few rules a password must keep. No database."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspect_app.errors import problem

HASHER = PasswordHasher(memory_cost=47_104, time_cost=1, parallelism=1)
MIN_CHARACTERS = {"inspector": 8, "auditor": 8, "supervisor": 12, "administrator": 12}
MAX_BYTES = 1024

# Verified when there is no such person, so that a stranger's name costs the same time as ours.
_NOBODY = HASHER.hash("nobody has this password")


def hash_password(password: str, role: str) -> str:
    """The stored form of a new password; too short or too long is `password_rules`."""
    if len(password) < MIN_CHARACTERS[role] or len(password.encode()) > MAX_BYTES:
        raise problem("password_rules")
    return HASHER.hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Whether this is the password, compared exactly; one hash is computed whatever the answer."""
    fits = len(password.encode()) <= MAX_BYTES
    try:
        HASHER.verify(stored or _NOBODY, password if fits else "")
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


def rehashed(password: str, stored: str) -> str | None:
    """A new hash when the stored one was made with other costs than today's, else None."""
    return HASHER.hash(password) if HASHER.check_needs_rehash(stored) else None
