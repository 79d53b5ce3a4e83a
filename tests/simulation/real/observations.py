"""Looks at the pages' databases and the server's; what nothing touched since is the same object."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import Membership
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import (
    SyncBlobOwner,
    SyncMeta,
    SyncRecord,
    SyncRow,
    SyncScope,
    SyncStream,
    SyncUpload,
)
from inspect_app.services.writing.audit import verify_chain
from tests.simulation.real.corrections_seen import asked_in, corrections_seen
from tests.simulation.real.pipe import Engine
from tests.simulation.real.said import said_in
from tests.simulation.real.server import RealServer
from tests.simulation.seen import (
    BoxSeen,
    Key,
    PhoneSeen,
    PhotoSeen,
    RecordSeen,
    RevisionSeen,
    Said,
    Seen,
    ServerSeen,
)
from tests.simulation.watch import Watch

RECORD = (
    *(SyncRecord.user_id, SyncRecord.collection, SyncRecord.record_id, SyncRecord.digest),
    *(SyncRecord.rev, SyncRecord.base, SyncRecord.verdict, SyncRecord.code, SyncRecord.off_lineage),
    *(SyncRecord.receipt.is_not(None), SyncRecord.blobs, SyncRecord.for_rev, SyncRecord.body),
)
REVISION = (
    *(Revision.inspection_id, Revision.rev, Revision.digest, Revision.state),
    *(Inspection.author_id, Revision.blobs, Revision.lacks),
)


class Eyes:
    """Of one schedule."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.phones: dict[tuple[str, str], PhoneSeen] = {}
        self.server: ServerSeen | None = None
        self.changes = -1
        self.said: dict[str, Said | None] = {}

    def look(self, engine: Engine, server: RealServer) -> Seen:
        names = Names(server)
        if engine.touched:
            self._look_at_phones(engine, names)
        if self.server is None or self.changes != server.changes:
            with server.app.app_context():
                self.server = self._server_seen(db.session(), names, server)
                self.changes = server.changes
        return Seen(dict(self.phones), self.server)

    def _look_at_phones(self, engine: Engine, names: "Names") -> None:
        touched, engine.touched = sorted(engine.touched), set()
        for who in [one for one in self.phones if one[0] in touched]:
            del self.phones[who]
        for told in engine.call("look", devices=touched):
            who = (told["device"], names.of_user(told["user"]))
            self.phones[who] = _phone_seen(told, names.of_scope)

    def _server_seen(self, session: Session, names: "Names", server: RealServer) -> ServerSeen:
        seen = ServerSeen(
            session.scalars(select(SyncMeta.epoch)).one(),
            dict(self._record_seen(names, *one) for one in session.execute(select(*RECORD))),
            {
                (one.collection, one.id): (names.of_user(one.user_id), one.head_digest)
                for one in session.execute(
                    select(
                        *(SyncStream.collection, SyncStream.id),
                        *(SyncStream.user_id, SyncStream.head_digest),
                    )
                )
            },
            {
                (names.of_user(user), sha256)
                for user, sha256 in session.execute(
                    select(SyncBlobOwner.user_id, SyncBlobOwner.sha256)
                )
            },
            server.instance.stored_photos(),
            dict(
                _revision_seen(names, *one)
                for one in session.execute(select(*REVISION).join(Revision.inspection))
            ),
            _rows(session, names),
            {
                names.of_scope(scope): head
                for scope, head in session.execute(select(SyncScope.scope, SyncScope.head))
            },
            _finished(session),
            _audited(session),
            _grants(session, names),
            _proposals(session, names),
            _register(session, names),
            corrections_seen(session, names.of_user),
        )
        if bad := verify_chain(session).bad:
            self.watch.wrong.append(f"I10: the audit chain breaks at {bad}")
        session.rollback()
        return seen

    def _record_seen(self, names: "Names", *told: Any) -> tuple[tuple[str, ...], RecordSeen]:
        user, collection, id, digest, *rest, blobs, for_rev, body = told
        hashes = tuple(dict.fromkeys(blob["sha256"] for blob in blobs))
        if digest not in self.said:
            self.said[digest] = said_in(id, body) if collection == "inspection" else None
        asks = asked_in(body) if collection == "correction_step" else None
        seen = RecordSeen(*rest, hashes, for_rev, self.said[digest], asks)
        return (names.of_user(user), collection, id, digest), seen


class Names:
    """What a plan calls whom the server knows by id."""

    def __init__(self, server: RealServer) -> None:
        self.known: dict[str, str] = server.names
        self.places = {id: name for name, id in server.places.items()}

    def of_user(self, id: str) -> str:
        return self.known[id]

    def of_scope(self, scope: str) -> str:
        kind, _, id = scope.partition(":")
        return f"user:{self.known[id]}" if kind == "user" else scope


def _revision_seen(names: Names, *told: Any) -> tuple[tuple[str, int], RevisionSeen]:
    id, rev, digest, state, author, blobs, lacks = told
    hashes = tuple(dict.fromkeys(blob["sha256"] for blob in blobs))
    signed = {"what": "signature", "user": author} not in lacks
    return (id, rev), RevisionSeen(digest, state, names.of_user(author), hashes, signed)


def _proposals(session: Session, names: Names) -> dict[str, tuple[str, str, str]]:
    query = select(Proposal.id, Proposal.author_id, Proposal.premises_id, Proposal.state)
    return {
        id: (names.of_user(author), names.places[premises], state)
        for id, author, premises, state in session.execute(query)
    }


def _register(session: Session, names: Names) -> dict[str, int]:
    """How often each place got another posted code, which is what is proposed here."""
    query = select(Premises.id, Premises.qr_issue).where(Premises.qr_issue > 1)
    return {names.places[id]: issue - 1 for id, issue in session.execute(query)}


def _rows(session: Session, names: Names) -> dict[str, dict[tuple[str, str], tuple[int, bool]]]:
    query = select(SyncRow.scope, SyncRow.collection, SyncRow.id, SyncRow.seq, SyncRow.gone)
    rows: dict[str, dict[tuple[str, str], tuple[int, bool]]] = {}
    for scope, collection, id, seq, gone in session.execute(query):
        rows.setdefault(names.of_scope(scope), {})[(collection, id)] = (seq, gone)
    return rows


def _finished(session: Session) -> set[str]:
    return set(session.scalars(select(SyncUpload.id).where(SyncUpload.complete)))


def _audited(session: Session) -> list[tuple[str, str, str, int, str]]:
    query = select(AuditEntry.action, AuditEntry.subject, AuditEntry.detail)
    mine = query.where(AuditEntry.action.like("record.%")).order_by(AuditEntry.seq)
    return [
        (action, *subject.split(":"), detail["rev"], detail["digest"])
        for action, subject, detail in session.execute(mine)
    ]


def _grants(session: Session, names: Names) -> set[tuple[str, str]]:
    query = select(Membership.user_id, Membership.area, Membership.kind)
    return {
        (names.of_user(user), f"area:{area}:{kind}")
        for user, area, kind in session.execute(query)
        if user in names.known
    }


def _phone_seen(told: dict[str, Any], named: Callable[[str], str]) -> PhoneSeen:
    return PhoneSeen(
        _box_seen(told["outbox"]),
        _box_seen(told["sent"]),
        {id: (rev, edits, tuple(hashes)) for id, rev, edits, hashes in told["drafts"]},
        {sha256: PhotoSeen(*flags) for sha256, *flags in told["photos"]},
        {(collection, id): (named(scope), seq) for collection, id, scope, seq in told["rows"]},
        {named(scope): seq for scope, seq in told["cursors"]},
        told["epoch"],
        dict(told["states"]),
    )


def _box_seen(told: list[dict[str, Any]]) -> dict[Key, BoxSeen]:
    return {
        tuple(one["key"]): BoxSeen(one["state"], one["code"], tuple(one["hashes"]), one["receipt"])
        for one in told
    }
