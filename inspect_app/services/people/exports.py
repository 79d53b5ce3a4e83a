"""Notes in the audit that a copy of a person's data was taken out of the instance."""

from datetime import datetime

from inspect_app.services.writing.transaction import writing


def note_export(user_id: str, sha256: str, *, at: datetime) -> None:
    """Note an export by the digest of its file, so that the file can be recognised later."""
    with writing(at) as w:
        w.audit("user.export", f"user:{user_id}", sha256=sha256)
