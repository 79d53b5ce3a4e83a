"""Prepares an instance with one inspector and premises per client, and runs its server."""

import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from inspect_app.app import create_app
from inspect_app.checklists.load import load_file
from inspect_app.config import read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.instance.install import prepare_instance, publish_version
from inspect_app.services.people.accounts import add_user
from inspect_app.services.register.premises import register_premises
from inspect_app.services.writing.transaction import Writing, together, writing
from tests.browser.server import Site

CHECKLIST = load_file(Path(__file__).with_name("bench.yaml"))
SERVING = [sys.executable, "-m", "script.benches.ingest.serving"]


@dataclass(frozen=True)
class Seat:
    """One client's user, premises and second inspector."""

    base: str
    user: str
    password: str
    user_id: str
    second_id: str
    premises: str


def prepare(site: Site, clients: int, rows: int = 0) -> list[Seat]:
    """Create users and premises through the services, `rows` more premises for phones to pull."""
    site.instance.mkdir(parents=True, mode=0o700)
    at = datetime.now(UTC)
    settings = read_settings(site.environment())
    with create_app(settings).app_context():
        prepare_instance(settings, at)
        with writing(at) as w:
            publish_version(w, CHECKLIST)
        areas = [area.code for area in current_plan().areas]
        shared = areas[:1] if rows else areas
        with together():
            for number in range(rows):
                with writing(at) as w:
                    _register(w, clients + number, shared[0])
        seats = [_seat(site, number, shared[number % len(shared)], at) for number in range(clients)]
        db.session.remove()
        db.engine.dispose()
        return seats


def _seat(site: Site, number: int, area: str, at: datetime) -> Seat:
    password = secrets.token_urlsafe(16)
    kinds = [CHECKLIST.object["kind"]]
    people = [
        add_user(
            f"{role}{number}",
            role="inspector",
            areas=[area],
            kinds=kinds,
            password=password,
            at=at,
        )
        for role in ("author", "second")
    ]
    author, second = (person.id for person in people)
    with writing(at) as w:
        premises = _register(w, number, area)
    return Seat(site.base, people[0].name, password, author, second, premises)


def _register(w: Writing, number: int, area: str) -> str:
    premises = Premises(
        id=uuid7(),
        kind=CHECKLIST.object["kind"],
        code=f"B{number:07d}",
        name=f"测速店 {number}（示例）",
        area=area,
        attrs={},
        registered_on=date(2021, 1, 1),
        recorded_at=w.at,
    )
    register_premises(w, premises, secrets.token_hex(8))
    queue_premises(w, premises, None)
    return premises.id
