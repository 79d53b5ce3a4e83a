"""Password hashes (argon2id) and the rules that passwords must follow. No database."""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspect_app.domain.vocabulary import ROLES
from inspect_app.errors import problem

HASHER = PasswordHasher(memory_cost=47_104, time_cost=1, parallelism=1)
MIN_CHARACTERS = {code: role.least_password for code, role in ROLES.items()}
MAX_BYTES = 1024
OUR_WORDS = {"putuo", "普陀", "普陀区", "shanghai", "上海", "mingchu", "明厨亮灶", "inspect"} | {
    word.casefold() for role, words in ROLES.items() for word in (role, words.zh, words.en)
}

# Verified for an unknown name, so that it takes the same time as a known one.
_NOBODY = HASHER.hash("nobody has this password")


def hash_password(password: str, role: str, name: str = "") -> str:
    """Return the hash of a new password; raise `password_rules` or `password_common`."""
    if len(password) < MIN_CHARACTERS[role] or len(password.encode()) > MAX_BYTES:
        raise problem("password_rules")
    if is_common_password(password, name):
        raise problem("password_common")
    return HASHER.hash(password)


def is_common_password(password: str, name: str) -> bool:
    """Whether a password is one of the 30,000 most used, or only words of district, role, name.

    OWASP ASVS 5.0.0, 6.1.2 and 6.2.4.
    """
    plain = password.casefold()
    words = {word for word in re.split(r"[\W\d_]+", plain) if word}
    return plain in _most_used() or (bool(words) and words <= OUR_WORDS | {name.casefold()})


@cache
def _most_used() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # a megabyte that only a new password needs

    return frozenset(FREQUENCY_LISTS["passwords"])


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password matches; one hash is computed in every case, for equal timing."""
    fits = len(password.encode()) <= MAX_BYTES
    try:
        HASHER.verify(stored or _NOBODY, password if fits else "")
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


def rehashed(password: str, stored: str) -> str | None:
    """Return a new hash if the stored one was made with other costs than today's, else None."""
    return HASHER.hash(password) if HASHER.check_needs_rehash(stored) else None
