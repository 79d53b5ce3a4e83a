"""UUIDv7 ids as text: names that sort by age, neither secrets nor proof of time."""

import secrets
import time
from uuid import UUID

VERSION_7 = 0x7 << 76
VARIANT = 0b10 << 62


def uuid7() -> str:
    """Return a new UUIDv7 in canonical lower case."""
    millis = time.time_ns() // 1_000_000
    value = (millis << 80) | VERSION_7 | (secrets.randbits(12) << 64)
    return str(UUID(int=value | VARIANT | secrets.randbits(62)))


def is_uuid7(text: object) -> bool:
    """Whether the value is a UUIDv7 in canonical lower case."""
    if not isinstance(text, str):
        return False
    try:
        parsed = UUID(text)
    except ValueError:
        return False
    return str(parsed) == text and parsed.version == 7
