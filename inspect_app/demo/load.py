"""Loads the fictional district into an instance, once, telling how far it is."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from inspect_app.config import Settings
from inspect_app.demo.accounts import make_accounts, write_accounts
from inspect_app.demo.district import make_canteens
from inspect_app.demo.fates import Step, tell_story
from inspect_app.demo.past import Postman
from inspect_app.demo.people import ACCOUNTS, EVERYBODY
from inspect_app.demo.places import place_of
from inspect_app.demo.register import HIRED_AT, list_changes, register_canteens, register_people
from inspect_app.demo.schedule import Outing, list_outings
from inspect_app.domain.refusals import Refused
from inspect_app.domain.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.transaction import writing
from inspect_app.storage.open import open_storage

SEED = 20210420
DISTRICT, PEOPLE = "demo.load", "demo.accounts"
HURRIED = ("PRAGMA synchronous=NORMAL",)
CAREFUL = ("PRAGMA synchronous=FULL", "PRAGMA wal_checkpoint(TRUNCATE)")
Tell = Callable[[str], None]


def is_loaded(action: str = DISTRICT) -> bool:
    """Whether this stands already; an instance with other contents is refused, not mixed."""
    if db.session.scalar(select(AuditEntry.seq).where(AuditEntry.action == action).limit(1)):
        return True
    for table in (Premises, User):
        if db.session.scalar(select(func.count()).select_from(table)):
            raise Refused(
                "not_empty",
                "INSPECT_INSTANCE",
                "This needs an empty instance; here are people or premises already."
                " Name a new folder, or remove this one.",
            )
    return False


def load_accounts(settings: Settings, now: datetime) -> Path:
    """The five accounts alone, for an instance that gets its own premises."""
    accounts = make_accounts()
    register_people(accounts, ACCOUNTS, now)
    with writing(now) as w:
        w.audit(PEOPLE, "instance")
    return write_accounts(settings.instance, accounts)


def load_demo(settings: Settings, now: datetime, tell: Tell) -> Path:
    """The file with the accounts; the same day of loading gives the same district."""
    chance = random.Random(SEED)
    postman = Postman(open_storage(settings.storage), settings.instance)
    hurry(True)
    accounts = make_accounts()
    tell("登记人员和账号…")
    people = register_people(accounts, EVERYBODY, HIRED_AT)
    canteens = make_canteens(chance, shanghai_day(now))
    tell(f"登记 {len(canteens)} 家食堂（示例）…")
    outings = list_outings(chance, canteens, now)
    visited = {outing.canteen.id for outing in outings}
    for canteen in canteens:
        canteen.attrs["inspected_before"] = canteen.id in visited
    register_canteens(canteens)
    tell(f"安排 {len(outings)} 次检查（示例）…")
    steps = list_steps(outings, people, chance, now, postman)
    take_steps(steps + list_changes(canteens), tell)
    with writing(now) as w:
        w.audit(DISTRICT, "instance", seed=SEED)
    hurry(False)
    return write_accounts(settings.instance, accounts)


def hurry(on: bool) -> None:
    """A thousand commits without a sync each: what a power cut took can be loaded again."""
    if db.engine.dialect.name != "sqlite":
        return
    db.session.rollback()
    connection = db.engine.raw_connection()
    for pragma in HURRIED if on else CAREFUL:
        connection.cursor().execute(pragma)
    connection.close()


def list_steps(
    outings: list[Outing],
    people: dict[str, str],
    chance: random.Random,
    now: datetime,
    postman: Postman,
) -> list[Step]:
    steps: list[Step] = []
    for serial, outing in enumerate(outings):
        canteen = outing.canteen
        premises = db.session.get_one(Premises, canteen.id)
        code = canteen.kind.replace("_", "-")
        place = place_of(premises, code, shanghai_day(outing.started_at))
        steps += tell_story(outing, place, people, chance, now, postman, serial).steps()
    return steps


def take_steps(steps: list[Step], tell: Tell) -> None:
    """In the order of their moments, as it would have happened."""
    for number, step in enumerate(sorted(steps, key=lambda step: step.at), 1):
        step.do()
        if number % 200 == 0 or number == len(steps):
            tell(f"写入检查和复核记录 {number}/{len(steps)}")
