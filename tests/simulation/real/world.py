"""The shipped engine of the phone beside the real server."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import Membership
from inspect_app.models.sync import (
    SyncBlobOwner,
    SyncMeta,
    SyncRecord,
    SyncRow,
    SyncScope,
    SyncStream,
)
from inspect_app.services.audit import verify_chain
from tests.simulation.network import Network
from tests.simulation.real.instance import Instance, instance
from tests.simulation.real.phone import RealPhone
from tests.simulation.real.pipe import Engine, Replacement
from tests.simulation.real.server import RealServer
from tests.simulation.seen import (
    BoxSeen,
    Key,
    PhoneSeen,
    PhotoSeen,
    RecordSeen,
    RevisionSeen,
    Seen,
    ServerSeen,
)
from tests.simulation.steps import DEVICES
from tests.simulation.watch import Watch
from tests.simulation.world import World


class RealWorld(World):
    """Borrows an instance and an engine for one schedule."""

    def __init__(self, instance: Instance, engine: Engine) -> None:
        super().__init__()
        self.now = round(time.time() * 1000)
        self.engine = engine
        instance.begin()
        self.server = RealServer(instance, lambda: self.now + self.network.elapsed)
        self.watch = Watch(self)
        self.network = Network(self.server, self.watch.heard, self.run)
        engine.call("reset")
        engine.exchange, engine.now = self.network.exchange, self._time_of
        self.phones = {device: RealPhone(self, device) for device in DEVICES}
        self.begin()

    def scope_name(self, scope: str) -> str:
        """A person's own scope by his name."""
        kind, _, id = scope.partition(":")
        return f"user:{self.server.names[id]}" if kind == "user" else scope

    def _time_of(self, device: str) -> int:
        return self.device_time(self.phones[device])

    def device_time(self, phone: RealPhone) -> int:
        return self.now + self.network.elapsed + phone.offset

    def close(self) -> None:
        self.server.close()

    def observe(self) -> Seen:
        told = self.engine.call("look")
        phones = {
            (one["device"], self.server.names[one["user"]]): _phone_seen(one, self.scope_name)
            for one in told
        }
        with self.server.app.app_context():
            return Seen(phones, self._server_seen())

    def _server_seen(self) -> ServerSeen:
        session, names = db.session, self.server.names
        records = session.scalars(select(SyncRecord)).all()
        seen = ServerSeen(
            session.scalars(select(SyncMeta.epoch)).one(),
            {
                (names[one.user_id], one.collection, one.record_id, one.digest): RecordSeen(
                    one.rev,
                    one.base,
                    one.verdict,
                    one.code,
                    one.beside,
                    one.receipt is not None,
                    tuple(dict.fromkeys(blob["sha256"] for blob in one.blobs)),
                    one.for_rev,
                )
                for one in records
            },
            {
                (one.collection, one.id): (names[one.user_id], one.head_digest)
                for one in session.scalars(select(SyncStream))
            },
            {
                (names[user], sha256)
                for user, sha256 in session.execute(
                    select(SyncBlobOwner.user_id, SyncBlobOwner.sha256)
                )
            },
            self.server.instance.stored_photos(),
            self._revisions(),
            self._rows(),
            {self.scope_name(one.scope): one.head for one in session.scalars(select(SyncScope))},
            self._audited(),
            {
                (names[user], f"area:{area}:{kind}")
                for user, area, kind in session.execute(
                    select(Membership.user_id, Membership.area, Membership.kind)
                )
                if user in names
            },
        )
        if bad := verify_chain(session).bad:
            self.watch.wrong.append(f"I10: the audit chain breaks at {bad}")
        session.rollback()
        return seen

    def _revisions(self) -> dict[tuple[str, int], RevisionSeen]:
        query = select(Revision, Inspection.author_id).join(Revision.inspection)
        return {
            (one.inspection_id, one.rev): RevisionSeen(
                one.digest,
                one.state,
                self.server.names[author],
                tuple(dict.fromkeys(blob["sha256"] for blob in one.blobs)),
            )
            for one, author in db.session.execute(query)
        }

    def _rows(self) -> dict[str, dict[tuple[str, str], tuple[int, bool]]]:
        query = select(SyncRow.scope, SyncRow.collection, SyncRow.id, SyncRow.seq, SyncRow.gone)
        rows: dict[str, dict[tuple[str, str], tuple[int, bool]]] = {}
        for scope, collection, id, seq, gone in db.session.execute(query):
            rows.setdefault(self.scope_name(scope), {})[(collection, id)] = (seq, gone)
        return rows

    def _audited(self) -> list[tuple[str, str, str, int, str]]:
        query = select(AuditEntry).where(AuditEntry.action.like("record.%"))
        return [
            (one.action, *one.subject.split(":"), one.detail["rev"], one.detail["digest"])
            for one in db.session.scalars(query.order_by(AuditEntry.seq))
        ]


@contextmanager
def borrowed(
    replacements: tuple[Replacement, ...] = (),
) -> Iterator[Callable[[], RealWorld]]:
    """One instance and one engine for all schedules of a run."""
    with instance() as place:
        engine = Engine(replacements)
        try:
            yield lambda: RealWorld(place, engine)
        finally:
            engine.close()


def _phone_seen(told: dict[str, Any], named: Callable[[str], str]) -> PhoneSeen:
    return PhoneSeen(
        _box_seen(told["outbox"]),
        _box_seen(told["sent"]),
        {id: (rev, edits, tuple(hashes)) for id, rev, edits, hashes in told["drafts"]},
        {sha256: PhotoSeen(*flags) for sha256, *flags in told["photos"]},
        {(collection, id): (named(scope), seq) for collection, id, scope, seq in told["rows"]},
        {named(scope): seq for scope, seq in told["cursors"]},
        told["epoch"],
    )


def _box_seen(told: list[dict[str, Any]]) -> dict[Key, BoxSeen]:
    return {
        tuple(one["key"]): BoxSeen(one["state"], one["code"], tuple(one["hashes"]), one["receipt"])
        for one in told
    }
