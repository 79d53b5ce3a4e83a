"""Password hashes (argon2id) and the rules that passwords must follow. No database."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspect_app.domain.vocabulary import ROLES
from inspect_app.errors import problem
from inspect_app.services.people.weak_passwords import is_weak

HASHER = PasswordHasher(memory_cost=47_104, time_cost=1, parallelism=1)
MIN_CHARACTERS = {code: role.least_password for code, role in ROLES.items()}
MAX_BYTES = 1024
# A hash takes 46 MiB: without a bound a hundred sign-ins at once take the memory of the machine.
HASHES_AT_ONCE = 4
PATIENCE_S = 5.0
_places = BoundedSemaphore(HASHES_AT_ONCE)

# Verified for an unknown name, so that it takes the same time as a known one: no password has it.
NOBODY = f"$argon2id$v=19$m=47104,t=1,p=1${'A' * 22}${'A' * 43}"


@contextmanager
def hashing() -> Iterator[None]:
    """Wait for one of this process's places to hash in; raise `sign_in_busy` after the wait.

    The caller holds no database connection meanwhile, because others need it.
    """
    if not _places.acquire(timeout=PATIENCE_S):
        raise problem("sign_in_busy", retry_after=int(PATIENCE_S))
    try:
        yield
    finally:
        _places.release()


def hash_password(password: str, role: str, *names: str) -> str:
    """Return the hash of a new password; raise `password_rules` or `password_common`.

    `names` are the user's own, which no password may consist of.
    """
    if len(password) < MIN_CHARACTERS[role] or len(password.encode()) > MAX_BYTES:
        raise problem("password_rules")
    if is_weak(password, names):
        raise problem("password_common")
    with hashing():
        return HASHER.hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password matches; one hash is computed in every case, for equal timing."""
    fits = len(password.encode()) <= MAX_BYTES
    try:
        with hashing():
            HASHER.verify(stored or NOBODY, password if fits else "")
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


def rehashed(password: str, stored: str) -> str | None:
    """Return a new hash if the stored one was made with other costs than today's, else None."""
    if not HASHER.check_needs_rehash(stored):
        return None
    with hashing():
        return HASHER.hash(password)
