"""Clients: one browser profile of one user, named by itself, registered by hello, revocable."""

from contextlib import suppress

from sqlalchemy import update

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.people import Session
from inspect_app.models.sync import SyncClient
from inspect_app.services.transaction import UNWRITABLE, writing
from inspect_app.services.upsert import insert_if_absent
from sync.patience import patient


@patient
def register_client(
    client_id: str, user_id: str, session_id: str, *, app_version: str, schema: int
) -> None:
    """Idempotent. Another user's client answers `client`: the phone makes a new one."""
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
        client = w.session.get_one(SyncClient, client_id)
        _refuse(client, user_id)
        client.app_version, client.schema, client.seen_at = app_version, schema, w.at
        # Revoking a client ends the sessions that used it.
        used = update(Session).where(Session.id == session_id).values(client_id=client_id)
        w.session.execute(used)
        if is_new:
            w.audit("client.register", f"client:{client_id}", user_id)


def require_client(client_id: str, user_id: str) -> None:
    """Raises `client` for one that is not registered for this user, whoever's it is."""
    client = db.session.get(SyncClient, client_id)
    if client is None:
        raise problem("client")
    _refuse(client, user_id)


def note_outbox(client_id: str, count: int, oldest_s: int) -> None:
    """What a phone says it still holds; written only when it says something new."""
    client = db.session.get(SyncClient, client_id)
    if client is None or (client.outbox_count, client.outbox_oldest_s > 0) == (count, oldest_s > 0):
        return
    # A pull needs no room: what came back for this phone is told although the disk is full.
    with suppress(*UNWRITABLE), writing() as w:
        client = w.session.get_one(SyncClient, client_id)
        client.outbox_count, client.outbox_oldest_s = count, oldest_s
        client.outbox_at = client.seen_at = w.at


def _refuse(client: SyncClient, user_id: str) -> None:
    if client.user_id != user_id:
        raise problem("client")
    if client.revoked_at is not None:
        raise problem("revoked")
