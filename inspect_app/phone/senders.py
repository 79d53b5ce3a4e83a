"""Who hands in: a signed-in inspector, or a client that is being drained."""

from dataclasses import dataclass

from flask import g
from flask_login import current_user

from inspect_app.errors import problem


@dataclass(frozen=True)
class Sender:
    """`drain` is the session of one that may hand in and read nothing."""

    user_id: str
    client_id: str | None = None
    drain: str | None = None


def current_sender() -> Sender:
    """Behind `delivering()`: there is one."""
    if current_user.is_authenticated:
        return Sender(current_user.id)
    row = g.session_row
    return Sender(row.user_id, row.client_id, row.id)


def require_own_client(sender: Sender, client_id: str) -> None:
    """A code that was typed into one phone drains no other."""
    if sender.client_id != client_id:
        raise problem("client")
