"""An approval is withdrawn by its giver on the same day, or by another with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import true

from inspect_app.domain.figures.counting import AsOf
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.reviews import Standing
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.targets import list_figures
from inspect_app.queries.inspections import list_published
from inspect_app.queries.reviews import measure_queue
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from tests.makers import TAOPU, make_premises, make_user
from tests.services.pushing import NOON
from tests.services.test_reviews import LATER, REMARK, code_of, pulled, pushed

LATEST = LATER + timedelta(days=1)
WHY = "第二检查员否认签名（示例）"


def refused(actor: User, id: str, rev: int = 1, reason: str = WHY) -> str:
    with pytest.raises(ProblemError) as told:
        withdraw_approval(actor.id, id, rev, reason, at=LATEST)
    return code_of(told)


@pytest.fixture
def wu(app: Flask) -> User:
    """Another supervisor."""
    return make_user("wu", role="supervisor")


@pytest.fixture
def approved(app: Flask, lin: User, bai: User, chen: User) -> str:
    id = pushed(lin, bai)
    approve(chen.id, id, 1, at=LATER)
    return id


def test_only_who_may_review_it_withdraws(approved: str, lin: User, bai: User, ming: User) -> None:
    elsewhere = make_user("he", role="supervisor", areas=(TAOPU,))
    auditor = make_user("au", role="auditor")
    told = [refused(person, approved) for person in (lin, bai, ming, auditor, elsewhere)]
    assert told == ["role", "role", "role", "role", "not_found"]
    assert db.session.query(Standing).count() == 1


def test_an_inspector_who_reviews_now_leaves_the_own_work_alone(
    approved: str, lin: User, bai: User
) -> None:
    for person in (lin, bai):
        person.role = "supervisor"
        db.session.commit()
        assert refused(person, approved) == "own_work"


@pytest.mark.parametrize(
    ("reason", "code"), [("", "invalid"), (" ", "invalid"), ("因" * 501, "invalid")]
)
def test_without_a_reason_of_fit_length_another_withdraws_nothing(
    approved: str, wu: User, reason: str, code: str
) -> None:
    assert refused(wu, approved, reason=reason) == code


def test_the_giver_needs_another_person_on_a_later_day(approved: str, chen: User) -> None:
    assert refused(chen, approved) == "own_approval"
    assert db.session.get_one(Revision, (approved, 1)).state == "approved"


def test_the_giver_needs_no_reason_on_the_same_day(approved: str, chen: User) -> None:
    evening = LATER + timedelta(hours=11)  # 23:00 in Shanghai
    withdraw_approval(chen.id, approved, 1, "", at=evening)
    assert db.session.get_one(Revision, (approved, 1)).state == "received"


def test_only_the_approval_in_force_is_withdrawn(
    approved: str, lin: User, bai: User, chen: User, wu: User
) -> None:
    undecided, returned = pushed(lin, bai), pushed(lin, bai)
    return_items(chen.id, returned, 1, REMARK, at=LATER)
    assert [refused(wu, id) for id in (undecided, returned)] == ["stale", "stale"]
    assert refused(wu, approved, rev=2) == "stale"
    assert refused(wu, "018f0000-0000-7000-8000-000000000000") == "not_found"
    withdraw_approval(wu.id, approved, 1, WHY, at=LATEST)
    assert refused(wu, approved) == "stale"


def test_the_visit_leaves_the_figures_at_once_and_waits_again(approved: str, wu: User) -> None:
    place = db.session.get_one(Revision, (approved, 1)).inspection.premises
    assert (covered(), measure_queue(true()).count) == (1, 0)
    withdraw_approval(wu.id, approved, 1, WHY, at=LATEST)
    assert (covered(), measure_queue(true()).count) == (0, 1)
    assert covered(known_days=1) == 1
    assert db.session.query(Standing).count() == 0
    assert list_published(place, LATEST.date()) == []
    assert pulled(f"area:{place.area}:{place.kind}", place.id)["last"] is None
    assert differing() == []


def covered(known_days: int | None = None) -> int:
    known = None if known_days is None else NOON.date() + timedelta(days=known_days)
    (found,) = list_figures(plan_in_force(), AsOf(LATEST.date(), known), None, "canteen-school")
    return found.numerator


def differing() -> list[str]:
    moments = [AsOf(LATEST.date(), known) for known in (None, LATER.date(), LATEST.date())]
    return list_differences(plan_in_force(), moments)[1]


def test_an_older_approved_visit_counts_again(lin: User, bai: User, chen: User, wu: User) -> None:
    place = make_premises()
    older, newer = (pushed(lin, bai, place, on=day) for day in ("2022-09-01", "2022-09-14"))
    for id in (older, newer):
        approve(chen.id, id, 1, at=LATER)
    assert db.session.query(Standing).one().inspection_id == newer
    withdraw_approval(wu.id, newer, 1, WHY, at=LATEST)
    db.session.expire_all()
    assert db.session.query(Standing).one().inspection_id == older
    assert covered() == 1 and differing() == []


def test_it_is_decided_again_either_way(approved: str, chen: User, wu: User) -> None:
    withdraw_approval(wu.id, approved, 1, WHY, at=LATEST)
    approve(chen.id, approved, 1, at=LATEST + timedelta(hours=1))
    assert covered() == 1
    withdraw_approval(wu.id, approved, 1, WHY, at=LATEST + timedelta(hours=2))
    return_items(chen.id, approved, 1, REMARK, at=LATEST + timedelta(hours=3))
    assert covered() == 0 and differing() == []
    assert db.session.get_one(Revision, (approved, 1)).state == "returned"


def test_the_author_reads_it_on_the_phone_and_the_audit_has_who_and_which(
    approved: str, lin: User, wu: User
) -> None:
    assert author_row(lin, approved)["state"] == "approved"
    withdraw_approval(wu.id, approved, 1, WHY, at=LATEST)
    row = author_row(lin, approved)
    assert (row["state"], row["decided_at"], row["returned"]) == ("received", None, [])
    entry = db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
    assert entry is not None
    assert (entry.action, entry.actor) == ("approval.withdraw", wu.id)
    assert (entry.subject, entry.detail["rev"]) == (f"inspection:{approved}", 1)


def author_row(author: User, id: str) -> dict[str, Any]:
    db.session.expire_all()
    return pulled(f"user:{author.id}", id)
