"""Notes the end of the audit chain once a day in a file, which may lie on another machine.

Whoever can write the database could make a new chain that fits in itself; the noted ends show it.
"""

import json
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.writing.audit import Found, Link, verify_chain
from inspect_app.services.writing.security_log import note_event

log = logging.getLogger(__name__)
TAIL = 4096
ROOTS = "audit-roots.jsonl"


def note_root(path: Path, at: datetime) -> Found | None:
    """Verify the chain and add its end to the file, once a day; return None if done today.

    A chain that is broken, or lacks an end that was noted, raises an alarm and notes nothing.
    """
    last, epoch = last_root(path), read_epoch()
    if last and last["day"] == shanghai_day(at).isoformat() and last["epoch"] == epoch:
        return None
    noted = Link(last["entries"], last["head"]) if last and last["epoch"] == epoch else None
    if last and last["epoch"] != epoch:
        log.critical("the audit is of another epoch than yesterday: was a backup restored?")
        note_event("audit.epoch", entries=last["entries"], head=last["head"])
    take_snapshot()  # else an entry committed meanwhile looks like a chain that was cut
    found = verify_chain(db.session(), noted)
    db.session.rollback()
    if found.bad is not None:
        log.critical("the audit chain is broken at entry %s", found.bad)
        note_event("audit.broken", entry=found.bad)
        return found
    end = {"entries": found.end.seq, "head": found.end.hash}
    _append(path, {"day": shanghai_day(at).isoformat(), "epoch": epoch} | end)
    return found


def last_root(path: Path) -> dict[str, Any] | None:
    """Return the line that was added last: day, epoch, entries and head; None without one."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            lines = file.read().splitlines()
    except FileNotFoundError:
        return None
    try:
        last: dict[str, Any] = json.loads(lines[-1])
        return last if {"day", "epoch", "entries", "head"} <= last.keys() else None
    except (IndexError, ValueError, AttributeError):
        return None  # a line that was cut: the next one begins anew


def _append(path: Path, line: dict[str, Any]) -> None:
    """Add one line and make it durable; two processes at once add the same line twice."""
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "w") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
