"""The rule in force: whom this instance asks for a second factor."""

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.sync import SyncMeta


def is_fictional() -> bool:
    """Whether the instance has the demo district in it."""
    meta = db.session.get(SyncMeta, 1)
    return meta is not None and meta.fictional


def rule_in_force(settings: Settings) -> str:
    """Return off, staff or all: the operator's word, else off for the demo and staff elsewhere."""
    return settings.second_factor or ("off" if is_fictional() else "staff")
