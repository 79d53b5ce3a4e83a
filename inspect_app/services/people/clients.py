"""Clients: a browser profile of one user each, named by itself, registered by hello, revocable."""

from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.people import ClientSession, Session, User
from inspect_app.models.sync import SyncClient
from inspect_app.services.people.actors import LONGEST_REASON, MAY_DECIDE, require_role
from inspect_app.services.people.losses import suspect_others, suspect_revoked, watch_outbox
from inspect_app.services.people.sessions import end_sessions_at
from inspect_app.services.people.signing_keys import revoke_keys_of
from inspect_app.services.writing.transaction import UNWRITABLE, writing
from inspect_app.services.writing.upsert import insert_if_absent
from sync.retry import retry_on_conflict

AN_HOUR_S = 3600
# A phone may announce any number: the desk must not fail on one that is no possible date.
OLDEST_S, MOST_WAITING = 10 * 365 * 24 * AN_HOUR_S, 1_000_000
# Run at every push and pull: built once.
_CLIENT = select(SyncClient.user_id, SyncClient.revoked_at).where(
    SyncClient.id == bindparam("client")
)


@retry_on_conflict
def register_client(
    client_id: str, user_id: str, session_id: str, *, app_version: str, schema: int
) -> None:
    """Register a client of this user, or note that it was seen again.

    Raises Problem `client` for another user's client (its phone makes a new id), and `revoked`.
    """
    with writing() as w:
        is_new = insert_if_absent(
            w.session,
            SyncClient,
            id=client_id,
            user_id=user_id,
            app_version=app_version,
            schema=schema,
            registered_at=w.at,
            seen_at=w.at,
        )
        # Locked: a revocation ends the sessions that it finds, and this one may be just beginning.
        client = w.session.get_one(SyncClient, client_id, with_for_update=True)
        _refuse(client.user_id, client.revoked_at, user_id)
        client.app_version, client.schema, client.seen_at = app_version, schema, w.at
        insert_if_absent(w.session, ClientSession, client_id=client_id, session_id=session_id)
        used = update(Session).where(Session.id == session_id).values(client_id=client_id)
        w.session.execute(used)
        if is_new:
            suspect_others(w, user_id, client_id)
            w.audit("client.register", f"client:{client_id}", user_id)


def require_client(client_id: str, user_id: str) -> None:
    """Raise Problem `client` unless registered for this user, `revoked` if revoked."""
    client = db.session.connection().execute(_CLIENT, {"client": client_id}).one_or_none()
    if client is None:
        raise problem("client")
    _refuse(client.user_id, client.revoked_at, user_id)


def note_outbox(client_id: str, count: int, oldest_s: int) -> None:
    """Store a phone's announced count and age of unsent records, if they changed.

    A phone that announces none after some, without having delivered, raises a possible loss.
    """
    count, oldest_s = min(count, MOST_WAITING), min(oldest_s, OLDEST_S)
    client = db.session.get(SyncClient, client_id)
    if client is None or not _is_news(client, count, oldest_s):
        return
    # A pull writes nothing else: it must be answered although the disk is full.
    with suppress(*UNWRITABLE), writing() as w:
        client = w.session.get_one(SyncClient, client_id)
        watch_outbox(w, client, count)
        client.outbox_count, client.outbox_oldest_s = count, oldest_s
        client.outbox_at = client.seen_at = w.at


def note_drained(client_id: str, delivered: int) -> None:
    """Subtract the records that a drain delivered from the client's announced count."""
    with writing() as w:
        client = w.session.get(SyncClient, client_id, with_for_update=True)
        if client is not None and client.outbox_count and delivered:
            client.outbox_count = max(0, client.outbox_count - delivered)
            client.seen_at = w.at


def revoke_client(actor_id: str, client_id: str, reason: str, *, at: datetime) -> None:
    """Revoke a client and end its sessions; only a drain code lets it push again."""
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise problem("invalid", field="reason")
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_DECIDE)
        client = w.session.get(SyncClient, client_id, with_for_update=True)
        if client is None:
            raise problem("not_found")
        if client.revoked_at is not None:
            raise problem("done")
        client.revoked_at, client.revoked_reason = w.at, reason.strip()
        end_sessions_at(w, client_id)
        revoke_keys_of(w, w.session.get_one(User, client.user_id), actor_id)
        suspect_revoked(w, client)
        w.audit("client.revoke", f"client:{client_id}", actor_id, user=client.user_id)


def _is_news(client: SyncClient, count: int, oldest_s: int) -> bool:
    """Whether the count changed, or another record is the oldest now."""
    if client.outbox_count != count or client.outbox_at is None:
        return True
    since = (datetime.now(UTC) - client.outbox_at).total_seconds()
    return count > 0 and abs(client.outbox_oldest_s + since - oldest_s) > AN_HOUR_S


def _refuse(owner_id: str, revoked_at: datetime | None, user_id: str) -> None:
    if owner_id != user_id:
        raise problem("client", user=user_id)  # tells the phone who is signed in
    if revoked_at is not None:
        raise problem("revoked")
