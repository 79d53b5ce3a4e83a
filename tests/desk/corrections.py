"""Corrections as they come about: failed, approved, perhaps served and answered."""

from datetime import date, datetime, timedelta
from typing import Any

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.decisions import Decision, decide
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body, signed
from tests.desk.inspections import store_photos
from tests.makers import make_premises
from tests.services.pushing import NOON, push

KEY, GENERAL, NO_CLAUSE = "env.pest", "wash.store", "retain.fridge-temp"
VETO = "elevator.no-bridge"
LATER = NOON + timedelta(hours=3)
DAY = date(2022, 9, 14)


def asked(
    lin: User,
    bai: User,
    *items: str,
    place: Premises | None = None,
    measure: str = "order",
    days: int = 3,
    at: datetime = NOON,
    on: str = "2022-09-14",
) -> list[str]:
    """The ids of what a received inspection asks for."""
    wanted = [
        {"id": uuid7(), "item": item, "measure": measure, "deadline_days": days} for item in items
    ]
    inspection = uuid7()
    made = make_body(lin, bai, place or make_premises(), fail=items, on=on)
    made = signed(made, inspection, corrections=wanted)
    assert push(made, lin, id=inspection, at=at).verdict == "stored"
    store_photos(made.photos, lin)
    return [str(one["id"]) for one in wanted]


def ordered(lin: User, bai: User, chen: User, *items: str, **more: Any) -> list[str]:
    """The ids of orders that a supervisor approved."""
    ids = asked(lin, bai, *(items or (GENERAL,)), **more)
    found = row(ids[0])
    approve(chen.id, found.inspection_id, 1, at=more.get("at", NOON) + timedelta(hours=1))
    return ids


def served(lin: User, bai: User, chen: User, *items: str, **more: Any) -> list[str]:
    """The ids of orders that were handed over on the day of the visit, or `served_on`."""
    on = more.pop("served_on", DAY)
    ids = ordered(lin, bai, chen, *items, **more)
    for id in ids:
        moved(id, Move("serve", "inspector", on, how="handed"), lin.id)
    return ids


def reported(lin: User, bai: User, chen: User, *items: str, **more: Any) -> list[str]:
    """The ids of orders about which the operator reported."""
    ids = served(lin, bai, chen, *items, **more)
    for id in ids:
        moved(id, Move("report", "operator", DAY, reason="已经换好（示例）"))
    return ids


def moved(id: str, wanted: Move, actor: str | None = None, at: datetime = LATER) -> None:
    """As a phone or the operator's page moves it."""
    with writing(at) as w:
        found = lock_correction(w, id)
        assert found
        make_move(w, found, Made(wanted, actor))


def decided(actor: User, id: str, name: str, at: datetime = LATER, **more: Any) -> None:
    """As the desk moves it, by somebody who has just looked."""
    decide(actor.id, id, Decision(name, more.pop("seen", row(id).steps), **more), at=at)


def row(id: str) -> CorrectionRow:
    db.session.expire_all()
    return db.session.get_one(CorrectionRow, id)
