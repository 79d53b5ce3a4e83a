"""Password guessing is slowed down, and nobody is locked out for good.

Each try is counted before it is checked, so that many at once are as slow as one after another. A
browser that this user signed in with before has a count of its own and no other: who guesses
elsewhere, or a whole office behind one address, cannot lock the user out. Where proxies hide the
addresses, all browsers that are new to their user share a number of failed tries a quarter of an
hour, else one password could be tried at every account.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from inspect_app.errors import problem
from inspect_app.models.people import SignInTries
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import take_row
from sync.retry import retry_on_conflict

log = logging.getLogger(__name__)

FREE = {"account": 5, "browser": 5, "address": 50, "server": 100}
WINDOW = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
ALARM_AT = 100


@retry_on_conflict
def count_try(at: datetime, name: str, *, browser: str | None, address: str | None) -> list[str]:
    """Count a sign-in try and return its keys; raise `too_many` if it must wait.

    `browser` names a browser this user signed in with before; an unknown `address` is None.
    """
    keys = [_key("browser", browser)] if browser else [_key("account", name.casefold())]
    if not browser:
        keys.append(_key("address", address) if address else _key("server", "address unknown"))
    with writing(at) as w:
        # The address first: once it must wait, it adds no row for each name that it invents.
        rows = _rows(w, keys[::-1])
        wait = max(_wait(row, at) for row in rows)
        if wait <= timedelta():
            for row in rows:
                row.fails, row.last_at = row.fails + 1, at
        if len(rows) == len(keys):
            _note_try(w, rows[-1])
    if wait > timedelta():
        raise problem("too_many", retry_after=int(wait.total_seconds()) + 1)
    return keys


def forget_tries(w: Writing, keys: list[str]) -> None:
    """Delete the counted tries after a success; an address or server gets only this try back."""
    ours = SignInTries.key.in_(keys)
    of_all = or_(SignInTries.key.startswith("address:"), SignInTries.key.startswith("server:"))
    # In the order in which tries are counted, to avoid deadlocks.
    back = update(SignInTries).where(ours, of_all, SignInTries.fails > 0)
    w.session.execute(back.values(fails=SignInTries.fails - 1))
    w.session.execute(delete(SignInTries).where(ours, ~of_all))


def drop_old_tries(at: datetime) -> None:
    """Delete counts older than a day, since guessers can invent names without end."""
    with writing(at) as w:
        old = SignInTries.last_at < at - FORGOTTEN_AFTER
        w.session.execute(delete(SignInTries).where(old))


def _rows(w: Writing, keys: list[str]) -> list[SignInTries]:
    """Return the counts of these keys, up to the first that must wait."""
    rows: list[SignInTries] = []
    for key in keys:
        rows.append(_row(w, key))
        if _wait(rows[-1], w.at) > timedelta():
            break
    return rows


def _row(w: Writing, key: str) -> SignInTries:
    row = take_row(w.session, SignInTries, key=key, fails=0, tries=0, first_at=w.at, last_at=w.at)
    if _is_over(row, w.at):
        row.fails, row.tries, row.first_at = 0, 0, w.at
    return row


def _is_over(row: SignInTries, at: datetime) -> bool:
    """Whether a count begins anew; the server's does so by the clock, whoever goes on trying."""
    if _is_server(row):
        return at - row.first_at >= WINDOW
    return at - row.last_at > (WINDOW if row.fails < _free(row.key) else FORGOTTEN_AFTER)


def _wait(row: SignInTries, at: datetime) -> timedelta:
    over = row.fails - _free(row.key)
    if over < 0:
        return timedelta()
    if _is_server(row):
        return row.first_at + WINDOW - at
    wait: timedelta = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
    return row.last_at + wait - at


def _note_try(w: Writing, row: SignInTries) -> None:
    # Counted to the alarm and no further: a flood of tries must not become a flood of writes.
    if row.tries >= ALARM_AT:
        return
    row.tries += 1
    if row.tries == ALARM_AT:
        log.warning("sign-in: %s tries against one account within a day", ALARM_AT)
        w.audit("sign_in.alarm", row.key, tries=row.tries)


def _is_server(row: SignInTries) -> bool:
    return row.key.startswith("server:")


def _free(key: str) -> int:
    return FREE[key.partition(":")[0]]


def _key(what: str, value: str) -> str:
    # Names and addresses of strangers are personal data: only a hash is stored.
    return f"{what}:{hashlib.sha256(value.encode('utf-8', 'replace')).hexdigest()[:40]}"
