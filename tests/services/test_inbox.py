"""What the phone must know of the inbox before it can ask."""

from pathlib import Path

import inspect_app
from inspect_app.services.intake.inbox import LIMITS

PHONE = Path(inspect_app.__file__).parent / "static" / "phone"


def test_the_phone_counts_photos_as_the_inbox_does():
    """A seal happens without a network: too many photos have to be told there."""
    counted = (PHONE / "data" / "photos" / "references.ts").read_text(encoding="utf-8")
    assert f"MOST_BLOBS = {LIMITS.blobs};" in counted
