"""Reads the bytes of a voice note, the original as it came: nothing is decoded."""

from inspect_app.photos.copies import Undecodable
from inspect_app.photos.scanner import Infected
from inspect_app.services.photos.display_copies import DisplayCopies


def read_voice(room: DisplayCopies, sha256: str) -> bytes:
    """Return the bytes of a stored voice note, scanned first if a scanner is set.

    Raise Undecodable if the scanner found something, ScannerAway or OSError if they are not there.
    """
    with room.storage.open(sha256) as original:
        if room.scanner:
            try:
                room.scanner.check(original)
            except Infected as found:
                raise Undecodable("the scanner found something") from found
            original.seek(0)
        return original.read()
