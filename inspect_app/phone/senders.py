"""Who sends a push or an upload: a signed-in inspector, or a client with a drain code."""

from dataclasses import dataclass

from flask import g
from flask_login import current_user

from inspect_app.errors import problem


@dataclass(frozen=True)
class Sender:
    """A user who pushes; `drain` is the id of a drain session, which may read nothing."""

    user_id: str
    client_id: str | None = None
    drain: str | None = None


def current_sender() -> Sender:
    """Return this request's sender; the guard `delivering()` ensures that there is one."""
    if current_user.is_authenticated:
        return Sender(current_user.id)
    row = g.session_row
    return Sender(row.user_id, row.client_id, row.id)


def require_own_client(sender: Sender, client_id: str) -> None:
    """Raise Problem `client` if a drain session names another client than its own."""
    if sender.client_id != client_id:
        raise problem("client")
