"""An operator's one-time code: tried and counted. The code itself is stored nowhere.

A try is counted before it is looked at, at the address and at each open notice of the premises, so
that many at once learn no more than one after another. A premises that is unknown, or that has no
open notice, costs one derivation as well and gets the same answer.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import BoundedSemaphore

from sqlalchemy import select, update

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.codes import normalise_code
from inspect_app.domain.corrections.codes import MOST_WRONG, is_proof, read_typed
from inspect_app.domain.corrections.table import OPEN
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionRow, OperatorCode
from inspect_app.models.people import SignInTries
from inspect_app.queries.corrections.operator import find_premises_id, list_open_codes
from inspect_app.services.corrections.moves import lock_corrections
from inspect_app.services.writing.notices_port import tell_code_ended
from inspect_app.services.writing.transaction import Writing, release_connection, writing
from inspect_app.services.writing.upsert import take_row
from sync.retry import retry_on_conflict

FREE, FREE_UNKNOWN = 5, 100  # an address; all together where proxies hide the addresses
PAUSE = timedelta(hours=1)
TRIES = "tries"
# A derivation takes a third of a second of one core: the rest of the server goes on meanwhile.
AT_ONCE, PATIENCE_S = 2, 5.0
_places = BoundedSemaphore(AT_ONCE)
_NOBODY = ("00" * 16, "0" * 64)


@dataclass(frozen=True)
class Try:
    """What somebody typed, and from where; `address` is None where proxies hide it."""

    place: str
    code: str
    address: str | None
    limited: bool = True


def open_code(wanted: Try, at: datetime) -> OperatorCode:
    """Return the code that was typed; raise `operator_code`, or `too_many` during a pause."""
    typed = read_typed(wanted.code)
    if typed is None:
        raise problem("operator_code")
    premises_id = find_premises_id(normalise_code(wanted.place).replace("-", "")[:16])
    codes = list_open_codes(premises_id, shanghai_day(at)) if premises_id else []
    proofs = [(one.id, one.salt, one.hash) for one in codes]
    counted = _count_try(wanted, [one.id for one in codes], at)
    found = _find_right(typed, [one for one in proofs if one[0] in counted])
    if found is None:
        _end_tried(at, counted)
        raise problem("operator_code")
    return _note_opened(wanted, found, counted, at)


def _find_right(typed: str, proofs: Sequence[tuple[str, str, str]]) -> str | None:
    """Return the id of the code that is right; one derivation for each, and one for none."""
    release_connection()
    right = None
    with deriving():
        if not proofs:
            is_proof(typed, *_NOBODY)
        for id, salt, proof in proofs:
            if is_proof(typed, salt, proof):
                right = id
    return right


@contextmanager
def deriving() -> Iterator[None]:
    """Wait for one of the two places; raise `sign_in_busy` after five seconds."""
    if not _places.acquire(timeout=PATIENCE_S):
        raise problem("sign_in_busy")
    try:
        yield
    finally:
        _places.release()


@retry_on_conflict
def _count_try(wanted: Try, code_ids: list[str], at: datetime) -> list[str]:
    """Count a try at the address and at the codes; return those that have one left."""
    with writing(at) as w:
        wait = _count_at_address(w, wanted) if wanted.limited else timedelta()
        if wait <= timedelta():
            left = (OperatorCode.id.in_(code_ids), OperatorCode.wrong < MOST_WRONG)
            more = update(OperatorCode).where(*left, OperatorCode.ended_at.is_(None))
            counted = more.values(wrong=OperatorCode.wrong + 1).returning(OperatorCode.id)
            return list(w.session.scalars(counted))
    raise problem("too_many", retry_after=int(wait.total_seconds()) + 1)


def _count_at_address(w: Writing, wanted: Try) -> timedelta:
    row = _row(w, wanted)
    wait = _wait_of(row, w.at)
    if wait <= timedelta():
        row.fails, row.last_at = row.fails + 1, w.at
    return wait


@retry_on_conflict
def _note_opened(wanted: Try, code_id: str, code_ids: list[str], at: datetime) -> OperatorCode:
    """Give the counted try back, and say in the audit that the code was used."""
    with writing(at) as w:
        if wanted.limited:
            row = _row(w, wanted)
            row.fails = max(0, row.fails - 1)
        less = update(OperatorCode).where(OperatorCode.id.in_(code_ids), OperatorCode.wrong > 0)
        w.session.execute(less.values(wrong=OperatorCode.wrong - 1))
        w.audit("operator_code.open", f"operator_code:{code_id}")
        return w.session.get_one(OperatorCode, code_id, populate_existing=True)


@retry_on_conflict
def _end_tried(at: datetime, code_ids: list[str]) -> None:
    """End the codes that had the last try they may have; the desk is told and sees why."""
    if not code_ids:
        return
    with writing(at) as w:
        tried = (OperatorCode.id.in_(code_ids), OperatorCode.wrong >= MOST_WRONG)
        alive = (*tried, OperatorCode.ended_at.is_(None))
        # Corrections are locked before codes, as by whoever answers.
        ids = w.session.scalars(select(OperatorCode.inspection_id).where(*alive).distinct())
        rows = {id: lock_corrections(w, id) for id in sorted(ids)}
        over = update(OperatorCode).where(*alive).values(ended_at=at, why=TRIES)
        done = over.returning(OperatorCode.id, OperatorCode.inspection_id)
        for id, inspection_id in w.session.execute(done).all():
            w.audit("operator_code.tries", f"operator_code:{id}", wrong=MOST_WRONG)
            open_ones = [one for one in rows.get(inspection_id, []) if one.state in OPEN]
            if open_ones:
                tell_code_ended(w, max(open_ones, key=_last_due), id)


def _last_due(row: CorrectionRow) -> tuple[date, str]:
    """Return by what a correction is compared that stays open longest; most have a deadline."""
    return row.due_on or date.max, row.id


def _row(w: Writing, wanted: Try) -> SignInTries:
    row = take_row(
        w.session,
        SignInTries,
        key=_key(wanted.address),
        fails=0,
        tries=0,
        first_at=w.at,
        last_at=w.at,
    )
    if w.at - row.last_at >= PAUSE:
        row.fails, row.first_at = 0, w.at
    return row


def _wait_of(row: SignInTries, at: datetime) -> timedelta:
    free = FREE_UNKNOWN if row.key == _key(None) else FREE
    return timedelta() if row.fails < free else row.last_at + PAUSE - at


def _key(address: str | None) -> str:
    # An address of a stranger is personal data: only a hash is stored.
    return f"answer:{hashlib.sha256((address or 'unknown').encode()).hexdigest()[:40]}"
