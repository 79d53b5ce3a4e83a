"""Loads the fictional district into an instance, once, telling how far it is."""

import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

from sqlalchemy import func, select, update

from inspect_app.config import Settings
from inspect_app.demo.accounts import make_accounts, write_accounts
from inspect_app.demo.diary import Step, live_through
from inspect_app.demo.records.fates import VERDICTS, Story, World
from inspect_app.demo.records.past import Album, Postman
from inspect_app.demo.records.places import Catalogue
from inspect_app.demo.register.district import make_district
from inspect_app.demo.register.entries import Change, Entry
from inspect_app.demo.register.people import ACCOUNTS, EVERYBODY
from inspect_app.demo.register.registration import HIRED_AT, list_registrations, register_people
from inspect_app.demo.register.size import PLAN, Size
from inspect_app.demo.visits import canteen_visits, fresh
from inspect_app.demo.visits.campaigns import list_campaigns
from inspect_app.demo.visits.corrections import ask_for_corrections
from inspect_app.demo.visits.meetings import list_meetings
from inspect_app.demo.visits.outings import Outing
from inspect_app.demo.visits.reported import list_reports
from inspect_app.demo.visits.titles import baseline_step, list_titles
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncMeta
from inspect_app.services.feed.expiry import expire_decided
from inspect_app.services.people.notices import note_notice_read
from inspect_app.services.register.premises import change_status
from inspect_app.services.writing.transaction import together, writing
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import BlobStore, open_storage

SEED = 20210420
DISTRICT, PEOPLE = "demo.load", "demo.accounts"
HURRIED = ("PRAGMA synchronous=NORMAL", "PRAGMA cache_size=-100000")
CAREFUL = (
    "VACUUM",  # a fifteenth less on the disk
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-2000",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
TOLD_EVERY = 400
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


def load_demo(settings: Settings, now: datetime, tell: Tell, size: Size = PLAN) -> Path:
    """The file with the accounts; the same day of loading gives the same district."""
    chance = random.Random(SEED)
    hurry(True)
    accounts = make_accounts()
    with together():
        with writing(HIRED_AT) as w:
            w.session.get_one(SyncMeta, 1).fictional = True  # every number says so
        tell("登记人员和账号 · people and accounts")
        people = register_people(accounts, EVERYBODY, HIRED_AT)
        for user_id in people.values():
            note_notice_read(user_id, HIRED_AT)
        entries = make_district(chance, shanghai_day(now), size)
        outings = list_outings(chance, entries, now)
        tell(f"登记 {len(entries):,} 个检查对象（示例） · premises")
        postman = Postman(Album(hurried(open_storage(settings.storage))), settings.instance)
        stories = tell_stories(outings, World(people, Catalogue(), postman, now))
        titles = [*list_titles(chance, entries, people), baseline_step(people)]
        titles += list_reports(people)
        held: list[Premises] = []
        register = [*list_registrations(entries, held), *list_changes(entries)]
        take_steps([*register, *stories, *titles], tell)
        tell("汇总、写入数据库 · adding up and writing")
        with writing(now) as w:
            w.audit(DISTRICT, "instance", seed=SEED)
        path = write_accounts(settings.instance, accounts)  # nobody could sign in without it
    while expire_decided(now):
        pass
    note_drawn()
    hurry(False)
    return path


def hurried(storage: BlobStore) -> BlobStore:
    """Return a store that leaves it to the system when thousands of files reach the disk."""
    if isinstance(storage, FolderStore):
        storage.durable = False
    return storage


def note_drawn() -> None:
    """Write down that no picture needs to be tried: each was drawn here.

    Its display copies are made when somebody looks at it, not all of them after the first start.
    """
    with writing() as w:
        w.session.execute(update(Photo).values(decoded_at=Photo.received_at))


def hurry(on: bool) -> None:
    """What a power cut took can be loaded again."""
    if not on:
        os.sync()
    if db.engine.dialect.name != "sqlite":
        return
    db.session.rollback()
    connection = db.engine.raw_connection()
    for pragma in HURRIED if on else CAREFUL:
        connection.cursor().execute(pragma)
    connection.close()


def list_outings(chance: random.Random, entries: list[Entry], now: datetime) -> list[Outing]:
    """Everything that was ever planned; what may not be stored at once comes last."""
    canteens = [one for one in entries if one.kind.startswith("canteen")]
    sites = [one for one in entries if one.kind == "construction_site"]
    works = [one for one in entries if one.kind == "unit_work"]
    outings = [
        *canteen_visits.list_outings(chance, canteens, now),
        *list_campaigns(chance, entries),
        *list_meetings(chance, sites, works),
        *fresh.visit_freshly(chance, entries, now),
    ]
    asking = ask_for_corrections(outings, now)
    return sorted(asking, key=lambda one: one.fate in VERDICTS)


def tell_stories(outings: list[Outing], world: World) -> list[Step]:
    return [Story(outing, serial, world).begin() for serial, outing in enumerate(outings)]


def list_changes(entries: list[Entry]) -> Iterator[Step]:
    """Each change of status was written down on the evening of its day."""
    for entry in entries:
        for change in entry.changes:
            at = datetime.combine(change.from_on, time(9), UTC)
            yield Step(at, partial(note_change, entry.id, change, at))


def note_change(premises_id: str, change: Change, at: datetime) -> None:
    """As somebody at the desk would."""
    with writing(at) as w:
        premises = w.session.get_one(Premises, premises_id)
        change_status(w, premises, change.from_on, change.status, change.reason)


def take_steps(steps: list[Step], tell: Tell) -> None:
    """In the order of their moments, as it would have happened."""
    done, whole = 0, sum(step.counts for step in steps)
    for step in live_through(steps):
        done += step.counts
        if step.counts and (done % TOLD_EVERY == 0 or done == whole):
            tell(f"示例数据 · demo data  {step.at:%Y-%m}  {done:,}/{whole:,}")
