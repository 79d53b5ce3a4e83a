"""A past taken into the books at once: no bytes unseen, no rule bent, the very same rows."""

import base64
import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from inspect_app.demo.accounts import make_accounts
from inspect_app.demo.diary import Step, live_through
from inspect_app.demo.district import make_district
from inspect_app.demo.fates import Story, World
from inspect_app.demo.load import BY_HAND, list_outings, tell_stories
from inspect_app.demo.past import Album, Archivist, Postman, record_of
from inspect_app.demo.people import EVERYBODY
from inspect_app.demo.places import Catalogue
from inspect_app.demo.register import HIRED_AT, list_registrations, register_people
from inspect_app.demo.size import Size
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.errors import ProblemError
from inspect_app.extensions import Base, db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord
from inspect_app.services.archive import Archive
from inspect_app.services.feed.expiry import expire_decided
from inspect_app.services.register.premises import change_status
from inspect_app.services.writing.transaction import together, writing
from inspect_app.storage.open import open_storage
from tests.conftest import settings_for
from tests.instances import opened

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
# Made by chance, or by how often the feed was written.
BY_CHANCE = {"review": {"id"}, "sync_row": {"seq"}, "sync_record": {"pk", "receipt"}}
Told = tuple[Archive, Story]
LEFT_OUT = {"sync_scope", "sync_record_blob", "part_tombstone"}


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the people of the demo."""
    folder = tmp_path_factory.mktemp("begun") / "instance"
    shutil.copytree(template, folder)
    with opened(settings_for(folder)):
        register_people(make_accounts(), EVERYBODY, HIRED_AT)
    return folder


def chosen() -> tuple[list[Any], list[Any]]:
    """The register, and some of everything: each checklist with each fate, and one whole market."""
    chance = random.Random(2)
    entries = make_district(chance, shanghai_day(NOW), Size.of(1))
    outings = [one for one in list_outings(chance, entries, NOW) if one.fate not in BY_HAND]
    few: dict[Any, int] = defaultdict(int)
    found = []
    for one in sorted(outings, key=lambda one: one.started_at):
        few[one.checklist, one.fate] += 1
        most = 99 if one.acceptance else 12 if one.entry.kind == "stall" else 2
        if few[one.checklist, one.fate] <= most:
            found.append(one)
    return entries, found


def lived(way: str, begun: Path, folder: Path) -> dict[str, list[Any]]:
    """Every table after the same past, by way of `postman` or `archivist`."""
    shutil.copytree(begun, folder)
    settings = settings_for(folder)
    with opened(settings):
        album = Album(open_storage(settings.storage))
        people = people_by_name()
        entries, outings = chosen()
        with together():
            archivist = Archivist(album, folder, NOW)
            archive = archivist.archive
            courier = archivist if way == "archivist" else Postman(album, folder)
            world = World(people, Catalogue(), courier, NOW)
            note = archive.add_places if way == "archivist" else lambda rows: None
            shut = archive.change_status if way == "archivist" else shut_by_hand
            steps = [*list_registrations(entries, note), *tell_stories(outings, world)]
            for entry in entries:
                for change in entry.changes:
                    at = datetime.combine(change.from_on, datetime.min.time(), UTC)
                    told = (entry.id, change.from_on, change.status, change.reason, at)
                    steps.append(Step(at, partial(shut, *told)))
            for _ in live_through(steps):
                pass
            if way == "archivist":
                archive.finish()
        while expire_decided(NOW):
            pass
        tables = {table.name: read(table) for table in Base.metadata.sorted_tables}
        tables["receipts"] = payloads()
    return tables


def people_by_name() -> dict[str, str]:
    return {row.name: row.id for row in db.session.execute(select(User.name, User.id))}


def shut_by_hand(id: str, from_on: Any, status: str, reason: str, at: datetime) -> None:
    with writing(at) as w:
        change_status(w, w.session.get_one(Premises, id), from_on, status, reason)


def read(table: Any) -> list[Any]:
    query = select(*[c for c in table.c if c.name not in BY_CHANCE.get(table.name, ())])
    if table.name == "sync_row":
        query = query.where(table.c.gone.is_(False))
    return sorted(repr(tuple(row)) for row in db.session.execute(query))


def payloads() -> list[Any]:
    """What the receipts say; the signature of each is another one every time."""
    receipts = db.session.scalars(select(SyncRecord.receipt).where(SyncRecord.receipt.is_not(None)))
    bodies = (receipt.split(".")[1] for receipt in receipts)
    return sorted(base64.urlsafe_b64decode(body + "==").decode() for body in bodies)


def test_one_by_one_or_at_once_the_rows_are_the_same(begun: Path, tmp_path: Path) -> None:
    slowly = lived("postman", begun, tmp_path / "slowly")
    at_once = lived("archivist", begun, tmp_path / "at_once")
    for name in slowly.keys() - LEFT_OUT:
        assert at_once[name] == slowly[name], name
    assert len(slowly["receipts"]) > len(slowly["inspection"]) > 40
    assert min(map(len, (slowly["acceptance"], slowly["standing"]))) > 2
    assert len(at_once["sync_record_blob"]) == len(slowly["sync_record_blob"])


@pytest.fixture
def told(begun: Path, tmp_path: Path) -> Iterator[Told]:
    """An archive in the middle of its work, and a visit that was handed in a moment ago."""
    shutil.copytree(begun, tmp_path / "instance")
    settings = settings_for(tmp_path / "instance")
    with opened(settings), together():
        archivist = Archivist(Album(open_storage(settings.storage)), settings.instance, NOW)
        entries, outings = chosen()
        first = next(one for one in outings if one.fate == "pending")
        world = World(people_by_name(), Catalogue(), archivist, NOW)
        register = list_registrations(entries, archivist.archive.add_places)
        story = Story(first, 0, world)
        for _ in live_through([*register, story.begin()]):
            pass
        yield archivist.archive, story


def test_a_record_whose_bytes_nobody_uploaded_is_no_part_of_a_past(told: Told) -> None:
    archive, story = told
    archive.owners.clear()
    record = record_of(story.id, 2, story.sealed.digest, story.sealed)
    with pytest.raises(ValueError, match="not uploaded"):
        archive.receive(story.sealed.author, record, story.sealed.body, NOW)


@pytest.mark.parametrize(("rev", "who", "code"), [(1, "author", "own_work"), (2, "pan", "stale")])
def test_a_past_bends_no_rule_of_review(told: Told, rev: int, who: str, code: str) -> None:
    archive, story = told
    reviewer = story.sealed.author if who == "author" else story.world.people[who]
    with pytest.raises(ProblemError) as refused:
        archive.approve(reviewer, story.id, rev, NOW)
    assert refused.value.problem.code == code


def test_what_lacks_an_answer_is_not_approved(told: Told) -> None:
    archive, story = told
    archive.told[story.id].inspection.revisions[-1].complete = False
    with pytest.raises(ProblemError) as refused:
        archive.approve(story.world.people["pan"], story.id, 1, NOW)
    assert refused.value.problem.code == "incomplete"
