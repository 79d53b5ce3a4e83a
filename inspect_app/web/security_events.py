"""Tells of requests that were turned away: in the log, and of a known person in the audit."""

import time
from threading import Lock

from flask import Flask, Response, g, request

from inspect_app.services.people.denials import note_denial
from inspect_app.services.writing.security_log import note_event
from inspect_app.web.limits import network_of

# Failed proofs, missing rights, forged requests, limits. A 404 counts for who is signed in: absent
# and not his look the same to him, and not to whoever watches.
WATCHED = frozenset(
    {"credentials", "code", "proof", "passkey", "revoked", "drain_code", "invitation"}
    | {"too_many", "role", "origin", "operator_code"}
    | {"header", "host", "own_work", "own_import", "second_person", "second_factor"}
)
MOST_A_MINUTE = 20  # lines about strangers, of each kind and in each process
EVERY_S = 60  # one audit entry per person, code and minute


class _Sample:
    """Counts what was told in the present minute."""

    def __init__(self) -> None:
        self._lock, self._minute = Lock(), 0
        self._counts: dict[str, int] = {}
        self._told: set[tuple[str, str]] = set()

    def may_log(self, code: str) -> bool:
        """Whether this minute has room for one more: a flood of one kind hides no other."""
        with self._lock:
            self._turn()
            self._counts[code] = self._counts.get(code, 0) + 1
            return self._counts[code] <= MOST_A_MINUTE

    def is_first(self, user_id: str, code: str) -> bool:
        with self._lock:
            self._turn()
            known = (user_id, code) in self._told
            self._told.add((user_id, code))
            return not known

    def _turn(self) -> None:
        minute = int(time.monotonic() // EVERY_S)
        if minute != self._minute:
            self._minute, self._counts, self._told = minute, {}, set()


def register_security_events(app: Flask) -> None:
    """Look at each answer that a problem caused."""
    sample = _Sample()

    def tell(response: Response) -> Response:
        code = g.pop("problem_code", None)
        session = g.get("session_row")
        if code in WATCHED or (code == "not_found" and session is not None):
            user_id = session.user_id if session is not None else None
            if user_id and sample.is_first(user_id, code):
                note_denial(user_id, code, _path())
            elif not user_id and sample.may_log(code):
                address = network_of(request.remote_addr)
                note_event("access.denied", code=code, path=_path(), address=address)
        return response

    app.after_request(tell)


def _path() -> str:
    """Return the path without a token, which may still open something."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "…") if token else request.path
