"""Security events as log lines of one schema, for whoever watches a server.

Each line is `security EVENT name=value …`, values as JSON text, so that nothing a stranger sends
begins a line of its own. With `INSPECT_LOG=json` the whole log is one object a line.
"""

import json
import logging
from collections.abc import Iterable

from inspect_app.models.audit import AuditEntry

log = logging.getLogger("inspect.security")
LONGEST = 200
# Changes that are told as they are committed; the audit has every other one, too.
TOLD = (
    *("session.", "sign_in.", "password.", "factor.", "user.", "client.revoke", "drain."),
    *("rescue.", "baseline.", "reported.", "designation.", "acceptance.reopen"),
    *("instance.", "access."),
    *("person.", "retention.", "quarantine.", "inspection.approve", "approval.", "export."),
    "batch.",
)


def note_event(event: str, **fields: object) -> None:
    """Write one line about a security event; names, addresses and words stay in their fields."""
    kept = {name: _short(value) for name, value in fields.items() if value is not None}
    words = " ".join(f"{name}={json.dumps(value)}" for name, value in sorted(kept.items()))
    log.info("security %s %s", event, words, extra={"event": event, "fields": kept})


def note_committed(entries: Iterable[AuditEntry]) -> None:
    """Write a line for each committed audit entry that security people watch for."""
    for entry in entries:
        if entry.action.startswith(TOLD):
            note_event(entry.action, actor=entry.actor, subject=entry.subject, audit=entry.seq)


def _short(value: object) -> object:
    return value if isinstance(value, int | bool) else str(value)[:LONGEST]
