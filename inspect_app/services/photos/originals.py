"""Reads the bytes of a stored file as they came, of a voice note or an attachment."""

from inspect_app.photos.copies import Undecodable
from inspect_app.photos.scanner import Infected
from inspect_app.services.photos.display_copies import DisplayCopies


def read_original(room: DisplayCopies, sha256: str) -> bytes:
    """Return the bytes of a stored file, scanned first if a scanner is set.

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
