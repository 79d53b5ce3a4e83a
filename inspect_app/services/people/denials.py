"""What a known person was denied: an entry of the audit, which also tells the log."""

from contextlib import suppress
from datetime import UTC, datetime

from inspect_app.services.writing.transaction import UNWRITABLE, writing

LONGEST_PATH = 200


def note_denial(user_id: str, code: str, path: str) -> None:
    """Write an audit entry of a denied request; it is left out while nothing can be written."""
    with suppress(*UNWRITABLE), writing(datetime.now(UTC)) as w:
        path = path.encode("ascii", "backslashreplace").decode()[:LONGEST_PATH]
        w.audit("access.denied", f"user:{user_id}", user_id, code=code, path=path)
