"""Two phones, the desk, the operator and whoever reviews, at the corrections of one lift."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspect_app.domain.corrections.correction import SERVICES, Move
from inspect_app.domain.corrections.table import ENDED, MOVES, PROPOSED, VOID
from inspect_app.domain.ids import uuid7
from inspect_app.domain.refusals import Refused
from inspect_app.domain.scopes import user_scope
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.people import User
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncRow
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.intake.incoming import IncomingRevision
from inspect_app.services.intake.revisions import apply_inspection
from inspect_app.services.review.displaced import drop_displaced
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from sync.records import IntakeResult
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_jpeg, make_premises, replace_attrs, sha256
from tests.phone.phones import Phone, plain
from tests.services.correction_checks import photos_of, steps_of, what_is_wrong
from tests.services.pushing import NOON, push

ITEMS = ("elevator.brake", "elevator.pit", "elevator.machine-run")
BY_REVIEWS = {"order", "amend", "resume"}
BY = {
    who: sorted({name for name, one in MOVES.items() if who in one.who} - BY_REVIEWS)
    for who in ("supervisor", "operator")
}
"""Orders are given, and amendments asked for, by a review alone."""
ON_PHONES = ("serve", "serve", "pass", "pass", "still_failing", "unable", "on_the_spot", "accept")
RECHECKED = ("pass", "still_failing", "unable")
SHOTS = [make_jpeg((number, 40, 90)) for number in range(1, 5)]
WHICH = st.integers(0, 2)
WORDS = st.sampled_from(["示例", "示例", "示例", ""])
DAY = date(2022, 9, 15)


@dataclass
class Hand:
    """A phone of an inspector: what it saw last, and what it made since, sent or not."""

    phone: Phone
    view: dict[str, int] = field(default_factory=dict)
    box: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class People:
    """Who plays: two inspectors with their phones, a third one, and a supervisor."""

    lin: Phone
    bai: Phone
    mei: User
    chen: User


class CorrectionsMachine(RuleBasedStateMachine):
    """Whatever they do in whatever order, what was asked of a correction holds after each step."""

    people: People

    @initialize(stop=st.sampled_from(["stop_use", "stop_use", "order"]), spot=st.booleans())
    def visit(self, stop: str, spot: bool) -> None:
        self.hands = [Hand(self.people.lin), Hand(self.people.bai)]
        self.inspection, self.rev, self.at = uuid7(), 1, NOON
        self.forms = [uuid7() for _ in range(4)]
        self.made: set[str] = set()
        self.told: dict[str, str] = {}
        lift = make_premises(kind="elevator")
        replace_attrs(lift, {})
        made = make_body(self.people.lin.user, self.people.bai.user, lift, fail=ITEMS)
        self.ids = {item: uuid7() for item in ITEMS}
        measures = dict(
            zip(ITEMS, (stop, "order", "on_the_spot" if spot else "order"), strict=True)
        )
        self.measures = measures
        self.bare = made
        if spot:
            self._mended_at_once(made, ITEMS[2])
        self.body = self._asking(made, ITEMS)
        self.asked, self.approved, self.withdrawn = set(self.ids.values()), False, False
        assert push(self.body, self.people.lin.user, id=self.inspection).verdict == "stored"

    def _mended_at_once(self, made: MadeBody, item: str) -> None:
        """Before and after, in place of whatever the item has."""
        for old in made.body["photos"].pop(item, []):
            made.photos.pop(old["sha256"])
        taken = {"taken_at": made.body["started_at"], "source": "camera"}
        shots = dict(zip(("before", "after"), SHOTS, strict=False))
        made.body["photos"][item] = [
            taken | {"sha256": sha256(data), "role": role} for role, data in shots.items()
        ]
        made.photos.update({sha256(data): data for data in shots.values()})

    def _asking(
        self, made: MadeBody, items: tuple[str, ...], rev: int = 1, **changes: Any
    ) -> MadeBody:
        asked = [
            {"id": self.ids[item], "item": item, "measure": self.measures[item]}
            | ({} if item == ITEMS[2] else {"deadline_days": 3 + ITEMS.index(item)})
            for item in items
        ]
        return signed(made, self.inspection, rev, corrections=asked, **changes)

    def _later(self) -> Any:
        self.at += timedelta(minutes=5)  # one day: who approved may take it back
        return self.at

    def _known(self, which: int) -> str:
        return self.ids[ITEMS[which]]

    # -- the phones

    @rule(who=st.integers(0, 1))
    def pull(self, who: int) -> None:
        hand = self.hands[who]
        rows = db.session.query(SyncRow).filter_by(
            scope=user_scope(hand.phone.user.id), collection="correction", gone=False
        )
        hand.view = {one.id: one.rev for one in rows if one.id in self.ids.values()}

    @rule(
        who=st.integers(0, 1),
        which=WHICH,
        move=st.sampled_from(ON_PHONES),
        how=st.sampled_from([*SERVICES, None]),
        note=WORDS,
        shots=st.lists(st.integers(0, 3), max_size=2, unique=True),
        day=st.integers(14, 20),
    )
    def make(
        self,
        who: int,
        which: int,
        move: str,
        how: str | None,
        note: str,
        shots: list[int],
        day: int,
    ) -> None:
        """On the phone alone; whoever never saw it has nothing to move."""
        hand, id = self.hands[who], self._known(which)
        if id not in hand.view:
            return
        photos = [SHOTS[one] for one in shots]
        body = {
            "schema": 2,
            "author": hand.phone.user.id,
            "app": "1.0.0",
            "clock": {"server_time": f"2022-09-{day}T09:40:00+08:00", "age_ms": 60_000},
            "correction": id,
            "seen_rev": hand.view[id],
            "move": move,
            "photos": [
                {
                    "sha256": sha256(one),
                    "taken_at": f"2022-09-{day}T10:00:00+08:00",
                    "source": "camera",
                    "role": "after",
                }
                for one in photos
            ],
            "at": f"2022-09-{day}T10:00:00+08:00",
        } | {name: said for name, said in (("how", how), ("note", note)) if said}
        record = plain("correction_step", uuid7(), body)
        record["blobs"] = [
            {"sha256": sha256(one), "size": len(one), "type": "image/jpeg"} for one in photos
        ]
        hand.box.append(record)

    @rule(who=st.integers(0, 1), number=st.integers(0, 20), upload=st.booleans())
    def send(self, who: int, number: int, upload: bool) -> None:
        """Any of them, in any order, for the first time or once more."""
        hand = self.hands[who]
        if hand.box:
            self._send(hand, hand.box[number % len(hand.box)], upload)

    def _send(self, hand: Hand, record: dict[str, Any], upload: bool) -> None:
        if upload:
            self._upload(hand, record)
        (result,) = hand.phone.push(record)
        known = self.told.get(record["id"])
        verdict = result["verdict"]
        assert verdict in (("already", known) if known else ("stored", "waiting", "quarantined")), (
            result
        )
        self.told[record["id"]] = known or verdict
        if known is None and verdict != "quarantined":
            self.made.add(record["id"])

    def _upload(self, hand: Hand, record: dict[str, Any]) -> None:
        wanted = {one["sha256"] for one in record["blobs"]}
        for data in SHOTS:
            if sha256(data) in wanted:
                assert hand.phone.create(data).status_code == 201

    # -- the desk and the operator

    @rule(
        which=WHICH,
        move=st.sampled_from([*BY["supervisor"], "send", "send", "send", "release", "accept"]),
        reason=WORDS,
        days=st.sampled_from([None, 0, 3, 10]),
        to=st.sampled_from(["lin", "mei", None]),
        later=st.integers(0, 10),
    )
    def decide(
        self, which: int, move: str, reason: str, days: int | None, to: str | None, later: int
    ) -> None:
        wanted = Move(move, "supervisor", DAY + timedelta(later), reason, days, how="handed")
        people = {"lin": self.people.lin.user.id, "mei": self.people.mei.id, None: None}

        def assign(row: CorrectionRow) -> None:
            if move in ("send", "assign"):
                row.assigned_to = people[to]

        self._move(which, Made(wanted, self.people.chen.id), assign)

    @rule(
        which=WHICH,
        move=st.sampled_from(BY["operator"]),
        words=WORDS,
        form=st.integers(0, 3),
        shots=st.lists(st.integers(0, 3), max_size=2, unique=True),
    )
    def answer(self, which: int, move: str, words: str, form: int, shots: list[int]) -> None:
        """A form that was sent twice is one answer."""
        id = self.forms[form]
        if db.session.get(CorrectionStep, id) is not None:
            return
        photos = [{"sha256": sha256(SHOTS[one]), "source": "upload", "size": 1} for one in shots]
        wanted = Move(move, "operator", DAY, words, photos=len(photos))
        self._move(which, Made(wanted, None, id, photos))

    def _move(
        self, which: int, made: Made, before: Callable[[CorrectionRow], None] = lambda _: None
    ) -> None:
        with suppress(Refused), writing(self._later()) as w:
            row = lock_correction(w, self._known(which))
            if row is not None:
                before(row)
                make_move(w, row, made)
                self.made.add(made.id)

    # -- the review of the inspection

    @rule()
    def approve(self) -> None:
        with suppress(ProblemError):
            approve(self.people.chen.id, self.inspection, self.rev, at=self._later())
            self.approved, self.withdrawn = True, False

    @rule()
    def send_back(self) -> None:
        with suppress(ProblemError):
            items = [{"item": ITEMS[0], "remark": "示例"}]
            return_items(self.people.chen.id, self.inspection, self.rev, items, at=self._later())

    @rule(older=st.sampled_from([0, 0, 0, 1]))
    def withdraw(self, older: int) -> None:
        """The approval in force, which may be that of a revision before the newest."""
        with suppress(ProblemError):
            id, chen = self.inspection, self.people.chen.id
            withdraw_approval(chen, id, self.rev - older, "示例", at=self._later())
            self.approved, self.withdrawn = False, True

    @rule(
        kept=st.lists(st.sampled_from(ITEMS), unique=True),
        stop=st.sampled_from(["stop_use", "order"]),
        other=st.booleans(),
        let_in=st.booleans(),
    )
    def mend(self, kept: list[str], stop: str, other: bool, let_in: bool) -> None:
        """The next revision asks for some of them, perhaps for something else, with another
        colleague; what comes after an approval is let in by a person, or not."""
        self.measures = self.measures | {ITEMS[0]: stop}
        second = self.people.mei if other else self.people.bai.user
        lin = self.people.lin.user
        body = make_body(lin, second, _place(self.bare), fail=tuple(kept))
        same = {name: self.bare.body[name] for name in ("visit", "on", "started_at", "clock")}
        made = MadeBody(body.body | same, body.photos)
        if ITEMS[2] in kept and self.measures[ITEMS[2]] == "on_the_spot":
            self._mended_at_once(made, ITEMS[2])
        asking = self._asking(made, tuple(kept), self.rev + 1, reason="示例")
        told = self._take_in(asking, let_in)
        if told.verdict == "stored":
            self.rev += 1
            self.asked, self.withdrawn = {self.ids[item] for item in kept}, False
        else:
            assert told.code == "final", told

    def _take_in(self, made: MadeBody, let_in: bool) -> IntakeResult:
        named = {"id": self.inspection, "rev": self.rev + 1, "digest": made.digest}
        read = {"text": made.text, "raw": made.body, "blobs": made.blobs}
        at, author = self._later(), self.people.lin.user.id
        when = {"received_at": at, "first_received_at": NOON, "decided_by_person": let_in}
        with writing(at) as w:
            revision = IncomingRevision(**named, **read, **when, author_id=author)
            return apply_inspection(w, revision, 0)

    @rule()
    def displace(self) -> None:
        """Another branch is accepted in place of what nobody decided yet: it goes first."""
        with suppress(ProblemError), writing(self._later()) as w:
            if self.rev > 1:
                drop_displaced(w, self.inspection, self.rev)
                self.rev -= 1
                self.asked = set[str]()

    # -- what holds

    @invariant()
    def every_correction_is_what_its_moves_come_to(self) -> None:
        db.session.expire_all()
        for row in self._rows():
            wrong = list(what_is_wrong(row, steps_of(row)))
            assert not wrong, wrong

    @invariant()
    def what_counts_now_orders_and_nothing_else(self) -> None:
        for row in self._rows():
            proposed, ended = row.state == PROPOSED, row.state in ENDED
            if proposed and (self.withdrawn or row.id not in self.asked):
                raise AssertionError("I16: it is proposed, and nobody asks for it any more")
            if not proposed and not ended and not self.approved:
                raise AssertionError(f"I16: it is {row.state}, and no approval ordered it")
            void = row.state == VOID and row.voided_by == "inspection"
            if void and row.id in self.asked and not self.withdrawn:
                raise AssertionError("I16: it is void, and its inspection asks for it")

    @invariant()
    def no_move_is_lost_or_made_up(self) -> None:
        steps = {one.id: one for row in self._rows() for one in steps_of(row)}
        assert self.made <= set(steps), "I17: a move that was made is not there"
        for hand in self.hands:
            for record in hand.box:
                self._kept(record, steps.get(record["id"]))

    def _rows(self) -> list[CorrectionRow]:
        return db.session.query(CorrectionRow).filter_by(inspection_id=self.inspection).all()

    def _kept(self, record: dict[str, Any], step: CorrectionStep | None) -> None:
        told = self.told.get(record["id"])
        taken = told in ("stored", "waiting")
        assert (step is not None) == taken, f"I17: told as {told}, and its move is {step}"
        if told is None:
            return
        stored = db.session.query(SyncRecord).filter_by(record_id=record["id"]).one()
        assert stored.body == record["body"]
        if step is None:
            assert db.session.get(QuarantinedRecord, stored.pk) is not None
            return
        body = json.loads(record["body"])
        row = db.session.get_one(CorrectionRow, step.correction_id)
        brought = {one["sha256"] for one in body["photos"]}
        assert brought <= photos_of(row), "I17: a photo of a move is not there"
        if step.move in RECHECKED:
            sent = [
                one.number
                for one in steps_of(row)
                if one.move == "send" and one.number < step.number
            ]
            assert sent[-1] <= body["seen_rev"], (
                "I17: it answers a sending that its phone never saw"
            )

    def teardown(self) -> None:
        """At the end every photo comes: nothing waits any more."""
        for hand in self.hands:
            for record in hand.box:
                self._send(hand, record, upload=True)
                stored = db.session.query(SyncRecord).filter_by(record_id=record["id"]).one()
                assert stored.receipt and stored.verdict in ("stored", "quarantined")
        if hasattr(self, "inspection"):
            self.every_correction_is_what_its_moves_come_to()
            self.no_move_is_lost_or_made_up()


def _place(made: MadeBody) -> Any:
    from inspect_app.models.premises import Premises

    return db.session.get_one(Premises, made.body["premises"]["id"])
