"""Loads a history in bulk: the rows that many pushes and decisions would have made, one by one.

For valid bodies only, given in order of time inside `together()`. The state of each premises is
kept in memory instead of being queried, and its feed row is queued at the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from inspect_app.domain.figures.counting import CountingVisit
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.flags import flag_reused
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.photos.headers import Header
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.stalls import StallShare
from inspect_app.services.archive_rows import Told, loaded, write_blobs, write_told
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.intake.body_checks import judge_body
from inspect_app.services.intake.incoming import IncomingRevision
from inspect_app.services.intake.revisions import answer_rows, head_of, photo_rows, revision_of
from inspect_app.services.register.premises import note_status
from inspect_app.services.review.derived_attributes import FACES, derive_attributes
from inspect_app.services.review.honest_stall_rate import apply_share
from inspect_app.services.review.reviews import Items, audit_review, review_of
from inspect_app.services.review.standings import standings_of, visit_row
from inspect_app.services.writing.record_rows import audit_record, blobs_of
from inspect_app.services.writing.transaction import writing
from sync.ports import Signer
from sync.receipts import issue_receipt
from sync.records import STORED, Record, Stored

AT_ONCE = 200
SEVERAL = ""  # no visit has this id


@dataclass
class Place:
    """A premises, its counting visits, and their approved revisions."""

    premises: Premises
    visits: list[CountingVisit] = field(default_factory=list)
    approved: dict[str, Revision] = field(default_factory=dict)
    faces: dict[str, object] = field(default_factory=dict)
    changed_at: datetime | None = None

    @property
    def passes(self) -> bool:
        return bool(self.visits) and self.visits[-1].passed is True

    @property
    def last(self) -> dict[str, Any] | None:
        """Return the last approved visit for phones, acceptances of unit works left out."""
        for visit in reversed(self.visits):
            revision = self.approved[visit.inspection]
            if revision.checklist.code != ACCEPTANCE:
                return visit_row(visit, revision, checklist_of(revision.checklist))
        return None


class Archive:
    """A history to load, as of `now`: feed rows that would have expired by then are left out."""

    def __init__(self, signer: Signer, epoch: str, now: datetime) -> None:
        self.signer, self.epoch, self.now = signer, epoch, now
        self.places: dict[str, Place] = {}
        self.children: dict[str | None, list[Place]] = defaultdict(list)
        self.add_places(_read_register())
        self.staff = db.session.scalars(select(User)).all()  # else the session forgets them
        versions = db.session.scalars(select(ChecklistVersion))
        self.versions = {(one.code, one.version): one for one in versions}
        self.told: dict[str, Told] = {}
        self.settled: list[Told] = []  # approved ones, which nothing changes any more
        self.photos: dict[str, tuple[Header, datetime]] = {}
        self.owners: dict[tuple[str, str], datetime] = {}
        self.shown: dict[str, str] = {}  # the visit that each photo belongs to

    def add_places(self, entered: Iterable[Premises]) -> None:
        """Add registered premises."""
        for premises in entered:
            place = self.places[premises.id] = Place(premises)
            self.children[premises.parent_id].append(place)

    def upload(self, user: str, headers: Mapping[str, Header], at: datetime) -> None:
        """Record that a user uploaded photos whose bytes are in the store already."""
        for name, header in headers.items():
            self.photos.setdefault(name, (header, at))
            self.owners.setdefault((user, name), at)

    def receive(self, user: str, record: Record, body: Mapping[str, Any], at: datetime) -> None:
        """Add an inspection's next revision; raise ValueError if its photos were not uploaded."""
        if any((user, name) not in self.owners for name in record.hashes):
            raise ValueError(f"bytes of {record.id} were not uploaded")
        known = self.told.get(record.id)
        incoming = self._incoming(user, record, body, at, known)
        place, named = self.places[body["premises"]["id"]], body["checklist"]
        version = self.versions[named["code"], named["version"]]
        head = known.inspection if known else None
        checked = judge_body(incoming, loaded(body), place.premises, version, head)
        if head is None:
            head = head_of(incoming, checked)
            head.premises = place.premises
            known = self.told[record.id] = Told(head, at)
        assert known is not None
        revision = revision_of(incoming, checked, "received")
        revision.checklist, revision.inspection_id = version, record.id
        head.revisions.append(revision)
        revision.flags = checked.flags + flag_reused(self._count_reused(body))
        head.head_rev = record.rev
        answers = answer_rows(checked)
        known.add(self._stored(user, record, at), answers, photo_rows(checked.body))
        known.people = {one["user"] for one in body["inspectors"]}
        known.face = next((row["value"] for row in answers if row["item"] in FACES), None)

    def approve(self, reviewer: str, inspection: str, rev: int, at: datetime) -> None:
        """Approve a revision, which counts from then on."""
        told = self.told[inspection]
        revision = self._decided(told, reviewer, rev, "approve", [], at)
        head = told.inspection
        place = self.places[head.premises_id]
        if place.premises.kind == "market":
            apply_share(revision, self._share(place))
        place.visits.append(
            CountingVisit(
                on=head.visited_on,
                arrived_at=head.received_at,
                inspection=head.id,
                covered=revision.covered,
                passed=revision.passed,
            )
        )
        place.visits.sort(key=CountingVisit.sort_key)
        place.approved[head.id], place.faces[head.id] = revision, told.face
        place.premises.derived_attrs = derive_attributes(place.premises, place.visits, place.faces)
        place.changed_at = at
        self.settled.append(told)
        if len(self.settled) >= AT_ONCE:
            self._write(self.settled)

    def return_items(
        self, reviewer: str, inspection: str, rev: int, items: Items, at: datetime
    ) -> None:
        """Return items of a revision, which counts nowhere until it is mended."""
        self._decided(self.told[inspection], reviewer, rev, "return", items, at)
        self.places[self.told[inspection].inspection.premises_id].changed_at = at

    def change_status(
        self, premises_id: str, from_on: date, status: str, reason: str, at: datetime
    ) -> None:
        place = self.places[premises_id]
        with writing(at) as w:
            note_status(w, place.premises, from_on, status, reason)
        place.changed_at = at

    def finish(self) -> None:
        """Write the remaining rows, and queue the feed row of every changed premises."""
        self._write(list(self.told.values()))
        write_blobs(self.photos, self.owners)
        for place in self.places.values():
            if place.changed_at is None:
                continue
            with writing(place.changed_at) as w:
                if place.visits:
                    w.session.add_all(standings_of(place.premises, place.visits[-1]))
                queue_premises(w, place.premises, place.last)

    def _incoming(
        self, user: str, record: Record, body: Mapping[str, Any], at: datetime, known: Told | None
    ) -> IncomingRevision:
        return IncomingRevision(
            id=record.id,
            rev=record.rev,
            digest=record.digest,
            text=record.body,
            raw=body,
            blobs=blobs_of(record),
            author_id=user,
            received_at=at,
            first_received_at=known.inspection.received_at if known else at,
        )

    def _stored(self, user: str, record: Record, at: datetime) -> Stored:
        stored = Stored(record, user, STORED, at)
        with writing(at) as w:
            stored.audit = audit_record(w, "record.stored", stored)
        issue_receipt(self.signer, self.epoch, stored, at)
        return stored

    def _decided(
        self, told: Told, reviewer: str, rev: int, action: str, items: Items, at: datetime
    ) -> Revision:
        revision = told.inspection.revisions[-1]
        if revision.rev != rev or revision.state != "received":
            raise problem("stale")
        if action == "approve" and not revision.complete:
            raise problem("incomplete")
        if reviewer in told.people:
            raise problem("own_work")
        review = review_of(revision, reviewer, action, items, "", at)
        with writing(at) as w:
            audit_review(w, review, revision.digest)
        told.reviews.append(review)
        told.at = at
        return revision

    def _count_reused(self, body: Mapping[str, Any]) -> int:
        """Count the photos that an earlier visit used already."""
        shots = {shot["sha256"] for shots in body["photos"].values() for shot in shots}
        visit = body["visit"]
        reused = {one for one in shots if self.shown.setdefault(one, visit) != visit}
        self.shown |= dict.fromkeys(reused, SEVERAL)
        return len(reused)

    def _share(self, market: Place) -> StallShare:
        stalls = [one for one in self.children[market.premises.id] if one.premises.kind == "stall"]
        trading = [one for one in stalls if one.premises.status == "open"]
        return StallShare(sum(one.passes for one in trading), len(trading))

    def _write(self, told: list[Told]) -> None:
        write_told(told, self.now)
        for one in told:
            del self.told[one.inspection.id]
        self.settled.clear()


def _read_register() -> list[Premises]:
    query = select(Premises).options(selectinload(Premises.tokens), selectinload(Premises.statuses))
    return list(db.session.scalars(query))
