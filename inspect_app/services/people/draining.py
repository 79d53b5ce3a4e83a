"""Drain codes: a disabled user's phone, or a revoked client, can still hand in its outbox.

A code works once, within 24 hours, for one user's phones. Nothing can be read with it.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from inspect_app.domain.codes import SHORT_SIGNS
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.people import Session, User
from inspect_app.models.rescue import DrainCode
from inspect_app.models.sync import SyncClient
from inspect_app.services.people.actors import MAY_DECIDE, require_role
from inspect_app.services.people.sessions import SignedIn, Visitor, digest_of
from inspect_app.services.people.throttle import count_try, forget_tries
from inspect_app.services.writing.transaction import Writing, writing

LIVES = timedelta(hours=24)
LENGTH = 12


def issue_code(actor_id: str, user_id: str, *, at: datetime) -> str:
    """Issue a drain code, stored as a hash only; the user's earlier code ends."""
    code = "".join(secrets.choice(SHORT_SIGNS) for _ in range(LENGTH))
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_DECIDE)
        user = w.session.get(User, user_id)
        if user is None or user.role not in who_may("inspect"):
            raise problem("not_found")
        unused = (DrainCode.user_id == user_id, DrainCode.used_at.is_(None))
        w.session.execute(update(DrainCode).where(*unused).values(expires_at=at))
        row = DrainCode(
            id=uuid7(),
            code_hash=_hash(code),
            user_id=user_id,
            issued_by=actor_id,
            issued_at=at,
            expires_at=at + LIVES,
        )
        w.session.add(row)
        w.audit("drain.issue", f"user:{user_id}", actor_id, code=row.id)
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def begin_drain(client_id: str, code: str, visitor: Visitor, at: datetime) -> SignedIn:
    """Begin a session that may only push and upload; wrong codes are throttled like passwords."""
    tries: list[str] = []
    if visitor.limited:
        tries = count_try(at, f"drain:{client_id}", browser=None, address=visitor.address)
    token = secrets.token_urlsafe(32)
    with writing(at) as w:
        row = _take(w, code)
        client = w.session.get(SyncClient, client_id)
        if client is not None and client.user_id != row.user_id:
            raise problem("client")
        forget_tries(w, tries)
        session = Session(
            id=uuid7(),
            token_hash=digest_of(token),
            user_id=row.user_id,
            client_id=client_id,
            agent=visitor.agent[:200],
            created_at=at,
            seen_at=at,
            expires_at=at + LIVES,
            drain=True,
        )
        w.session.add(session)
        w.audit("drain.begin", f"session:{session.id}", row.user_id, code=row.id)
        user = w.session.get_one(User, row.user_id)
    return SignedIn(user, token, at + LIVES)


def _take(w: Writing, code: str) -> DrainCode:
    """Use up a code in one statement, so that only one of two phones succeeds."""
    mine = (DrainCode.code_hash == _hash(code), DrainCode.used_at.is_(None))
    take = update(DrainCode).where(*mine, DrainCode.expires_at > w.at).values(used_at=w.at)
    id = w.session.scalar(take.returning(DrainCode.id))
    if id is None:
        raise problem("drain_code")
    return w.session.scalars(select(DrainCode).where(DrainCode.id == id)).one()


def _hash(code: str) -> str:
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(typed.encode("utf-8", "replace")).hexdigest()
