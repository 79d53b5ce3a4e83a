"""The real server: the Flask app through its test client, and what people do at desks."""

import hashlib
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import delete, select, update

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import Session
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import SyncClient, SyncMeta, SyncUpload
from inspect_app.queries.forks import list_open_forks
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.intake import inbox
from inspect_app.services.intake.rescue_imports import hand_in
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.photos.photo_gc import mark_unnamed, remove_marked
from inspect_app.services.register.proposals import (
    OPEN,
    accept_proposal,
    mark_of,
    reject_proposal,
)
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests.simulation.network import Answer, Request
from tests.simulation.real.corrections import CorrectionsDesk
from tests.simulation.real.crashing import answer_in_child
from tests.simulation.real.instance import Instance
from tests.simulation.steps import PLACES, Fault

COOKIE = "inspect"
WEEKS = timedelta(weeks=9)


class RealServer(CorrectionsDesk):
    """Implements `network.Server` over one instance that begins anew for each schedule."""

    def __init__(self, instance: Instance, now: Callable[[], int]) -> None:
        self.instance, self.app, self.now = instance, instance.app, now
        self.users, self.places = instance.users, instance.places
        self.names = {user["id"]: name for name, user in self.users.items()}
        self.cookies: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self.keep_backups, self.has_backup = True, False
        self.changes = 0

    def close(self) -> None:
        self.instance.forget_connections()

    def cookie_of(self, device: str) -> str | None:
        return self.cookies.get(device)

    def user_of(self, cookie: str | None) -> str:
        return self.tokens[cookie or ""]

    def id_of(self, name: str) -> str:
        return self.users[name]["id"]

    def name_of(self, user: str) -> str:
        return user

    def read_receipt(self, receipt: str) -> dict[str, Any]:
        with self.app.app_context():
            payload = self.instance.keys().verify(receipt)
        assert payload is not None
        return payload | {"user": self.names[payload["user"]]}

    def answer(
        self, request: Request, share: float | None = None, crash: Fault | None = None
    ) -> Answer | None:
        self.changes += 1
        if crash is None:
            return self.ask(request, share)
        self.instance.forget_connections()
        return answer_in_child(lambda: self.ask(request, share), crash, self.instance.disk)

    def power_cut(self) -> None:
        self.changes += 1
        self.instance.disk.lose()

    def ask(self, request: Request, share: float | None = None) -> Answer:
        """One request through the whole application."""
        body = request.body
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        arrived = data if share is None else data[: int(len(data) * share)]
        headers = dict(request.headers)
        type = headers.pop("Content-Type", None)
        if request.cookie:
            headers["Cookie"] = f"{COOKIE}={request.cookie}"
        told = self.app.test_client(use_cookies=False).open(
            request.path,
            method=request.method,
            headers=headers,
            content_type=type,
            input_stream=BytesIO(arrived),
            content_length=len(data),
        )
        return self._read(told)

    def _read(self, told: Any) -> Answer:
        content = told.get_json(silent=True) if told.mimetype == "application/json" else None
        if content and "server_time" in content:
            content["server_time"] = self._time_text()
        wanted = ("Location", "Upload-Offset", "Retry-After")
        headers = {name: told.headers[name] for name in wanted if name in told.headers}
        return Answer(told.status_code, content, headers)

    def _time_text(self) -> str:
        return datetime.fromtimestamp(self.now() / 1000, UTC).isoformat(timespec="milliseconds")

    def scopes_of(self, user: str) -> list[str]:
        from inspect_app.services.feed.reader import list_scopes

        with self.app.app_context():
            return list_scopes(self.users[user]["id"])

    def sign_in(self, device: str, user: str) -> None:
        token, at = secrets.token_hex(16), datetime.now(UTC)
        with self.app.app_context(), writing() as w:
            w.session.add(
                Session(
                    id=uuid7(),
                    token_hash=hashlib.sha256(token.encode()).hexdigest(),
                    user_id=self.users[user]["id"],
                    agent="",
                    created_at=at,
                    seen_at=at,
                    expires_at=at + timedelta(days=14),
                )
            )
        self.cookies[device], self.tokens[token] = token, user

    def expire(self, device: str) -> None:
        token = self.cookies.get(device, "")
        self._write(
            delete(Session).where(Session.token_hash == hashlib.sha256(token.encode()).hexdigest())
        )

    def revoke(self, client: str, revoked: bool) -> None:
        at = datetime.now(UTC) if revoked else None
        self._write(update(SyncClient).where(SyncClient.id == client).values(revoked_at=at))

    def admit_all(self) -> None:
        self._write(update(SyncClient).values(revoked_at=None))

    def grant(self, user: str, scope: str, given: bool) -> None:
        _, area, kind = scope.split(":")
        with self.app.app_context():
            name = self.users[user]["name"]
            self.changes += 1
            change_scope(name, area=area, kind=kind, add=given, at=datetime.now(UTC))

    def touch(self, place: str, gone: bool) -> None:
        self.changes += 1
        id = self.places[place]
        with self.app.app_context(), writing() as w:
            if gone:
                w.queue_tombstone(PLACES[place], "premises", id)
            else:
                queue_premises(w, w.session.get_one(Premises, id), None)

    def reviewable(self) -> list[str]:
        with self.app.app_context():
            many = db.session.scalars(select(Inspection))
            return [one.id for one in many if one.revisions[-1].state == "received"]

    def send_back(self, id: str) -> None:
        self.changes += 1
        with self.app.app_context():
            revision = db.session.get_one(Inspection, id).revisions[-1]
            item = next(one["item"] for one in revision.lacks if "item" in one)
            items, rev = [{"item": item, "remark": "请补（示例）"}], revision.rev
            return_items(self.instance.reviewer, id, rev, items, at=datetime.now(UTC))

    def approve(self, id: str) -> None:
        """What lacks something in a simulated visit is taken for complete."""
        self.changes += 1
        with self.app.app_context():
            with writing() as w:
                revision = w.session.get_one(Inspection, id).revisions[-1]
                rev, revision.complete = revision.rev, True
            at = datetime.now(UTC)
            if not list_open_forks(id):  # nobody approves one of two before choosing
                approve(self.instance.reviewer, id, rev, at=at, unmeasured_checked=True)

    def undecided(self) -> list[str]:
        with self.app.app_context():
            return list(db.session.scalars(select(Proposal.id).where(Proposal.state == OPEN)))

    def decide(self, id: str, accepted: bool) -> None:
        """Two people at once: the second one is told that it is done."""
        self.changes += 1
        with self.app.app_context():
            seen = mark_of(db.session.get_one(Proposal, id))
            db.session.rollback()
            self._decide(id, seen, accepted)
            with suppress(ProblemError):
                self._decide(id, seen, True)

    def _decide(self, id: str, seen: str, accepted: bool) -> None:
        at, decider = datetime.now(UTC), self.instance.reviewer
        if accepted:
            accept_proposal(decider, id, seen, at=at)
        else:
            reject_proposal(decider, id, "不需要（示例）", at=at)

    def import_record(self, record: dict[str, Any]) -> None:
        self.changes += 1
        author = json.loads(record["body"])["author"]
        with self.app.app_context():
            settings = self.instance.settings
            place = {"storage": open_storage(settings.storage), "instance": settings.instance}
            hand_in(self.instance.reviewer, author, record, **place)

    def sweep(self) -> None:
        self.changes += 1
        with self.app.app_context():
            settings = self.instance.settings
            inbox.sweep(storage=open_storage(settings.storage), instance=settings.instance)

    def collect_garbage(self) -> None:
        """First a mark, an hour later the rows, another hour later the bytes."""
        self.changes += 1
        storage, later = open_storage(self.instance.settings.storage), datetime.now(UTC) + WEEKS
        with self.app.app_context():
            mark_unnamed(storage, later)
            for hours in (2, 4):
                remove_marked(storage, later + timedelta(hours=hours))

    def age_uploads(self) -> None:
        self._write(update(SyncUpload).values(expires_at=datetime.now(UTC) - timedelta(days=1)))

    def save(self) -> None:
        self.instance.save()
        self.has_backup = True

    def restore(self) -> bool:
        if not self.has_backup:
            return False
        self.instance.restore()
        self._write(update(SyncMeta).values(epoch=uuid7()))
        return True

    def _write(self, statement: Any) -> None:
        self.changes += 1
        with self.app.app_context(), writing() as w:
            w.session.execute(statement)
