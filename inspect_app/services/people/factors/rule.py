"""The rule in force: whom this instance asks for a second factor."""

from sqlalchemy import select

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.sync import SyncMeta

# Asked by every page of the desk: put together once.
_FICTIONAL = select(SyncMeta.fictional).where(SyncMeta.id == 1)


def is_fictional() -> bool:
    """Whether the instance has the demo district in it."""
    return bool(db.session.connection().execute(_FICTIONAL).scalar())


def rule_in_force(settings: Settings) -> str:
    """Return off, staff or all: the operator's word, else off for the demo and staff elsewhere."""
    return settings.second_factor or ("off" if is_fictional() else "staff")
