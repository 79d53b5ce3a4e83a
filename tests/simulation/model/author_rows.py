"""The rows that an author pulls of his own inspections."""

import json
from typing import Any

from sync.records import FIX, Stored
from tests.simulation.model.books import Books

CLOSED = ("approved", "withdrawn")


def queue_newest(books: Books, id: str) -> None:
    """The newest of the books, unless a newer one stands on the line beside them.

    After an approval or a withdrawal there is nothing to mend.
    """
    known, key = books.revisions[id], ("inspection", id)
    newest = known[max(known)]
    user, head = books.streams[key]
    in_vain = newest["state"] in CLOSED and books.records[key][(user, head)].verdict == FIX
    if head == newest["digest"] or in_vain:
        stored = books.records[key][(newest["user"], newest["digest"])]
        queue_inspection(books, stored, newest["state"])


def queue_inspection(books: Books, stored: Stored, state: str) -> None:
    """The author's own copy; the body only while it must be mended."""
    record = stored.record
    data: dict[str, Any] = {"rev": record.rev, "digest": record.digest, "state": state}
    if state in ("returned", "fix"):
        blobs = [(blob.sha256, blob.size) for blob in record.blobs]
        data |= {"body": record.body, "blobs": blobs}
    scope = f"user:{stored.user}"
    books.publish(scope, "inspection", record.id, record.rev, json.dumps(data))
