"""Loads the fictional district into an instance, once, telling how far it is."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from inspect_app.demo.accounts import make_accounts, write_accounts
from inspect_app.demo.district import make_canteens
from inspect_app.demo.register import record_changes, register_canteens, register_people
from inspect_app.domain.refusals import Refused
from inspect_app.domain.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.transaction import writing

SEED = 20210420
Tell = Callable[[str], None]


def is_loaded() -> bool:
    """Whether the demo stands; an instance with other contents is refused, not mixed."""
    if db.session.scalar(select(AuditEntry.seq).where(AuditEntry.action == "demo.load").limit(1)):
        return True
    for table in (Premises, User):
        if db.session.scalar(select(func.count()).select_from(table)):
            raise Refused(
                "not_empty",
                "INSPECT_INSTANCE",
                "The demo needs an empty instance; this one has people or premises already."
                " Name a new folder, or remove this one.",
            )
    return False


def load_demo(instance: Path, now: datetime, tell: Tell) -> None:
    chance = random.Random(SEED)
    today = shanghai_day(now)
    accounts = make_accounts()
    tell("登记人员和账号…")
    register_people(accounts)
    canteens = make_canteens(chance, today)
    tell(f"登记 {len(canteens)} 家食堂（示例）…")
    register_canteens(canteens)
    record_changes(canteens)
    with writing(now) as w:
        w.audit("demo.load", "instance", seed=SEED)
    write_accounts(instance, accounts)
