"""Nobody was let in: what such a visit must say, and that it is complete without answers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.people.accounts import change_scope
from tests.bodies import MadeBody, make_body, signed, unable
from tests.makers import CAOYANG, make_premises
from tests.phone.phones import Phone, entry

NOW = datetime(2022, 9, 1, tzinfo=UTC)
FAILED = "raw.expired-spoiled"
CLOSED = {"why": "closed", "reason": "铁门上锁"}


def place_of(kind: str, parent: str | None = None) -> Premises:
    """A premises of another kind, of which nothing more is known, where Lin may inspect."""
    change_scope("lin", area=CAOYANG, kind=kind, add=True, at=NOW)
    place = make_premises(kind=kind, parent=parent)
    place.attrs = {}
    db.session.commit()
    return place


def fields_of(phone: Phone, made: MadeBody) -> list[str]:
    (result,) = phone.push(entry(made, uuid7()))
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    return list(result["detail"]["fields"])


def stored(
    phone: Phone, made: MadeBody, id: str, rev: int = 1, base: str | None = None
) -> Revision:
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id, rev, base))
    assert result["verdict"] == "stored", result
    db.session.expire_all()
    return db.session.get_one(Revision, (id, rev))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, "unable"),
        (True, "unable"),
        ([], "unable"),
        ("closed", "unable"),
        ({}, "unable.why"),
        (CLOSED | {"why": "tired"}, "unable.why"),
        (CLOSED | {"why": ["closed"]}, "unable.why"),
        (CLOSED | {"reason": ""}, "unable.reason"),
        (CLOSED | {"reason": 7}, "unable.reason"),
        (CLOSED | {"reason": "门" * 2001}, "unable.reason"),
        (CLOSED | {"no_photo": ""}, "unable.no_photo"),
        (CLOSED | {"since": "2022-09-01"}, "unable.since"),
    ],
)
def test_another_shape_is_to_be_mended(
    phone: Phone, made: MadeBody, given: object, field: str
) -> None:
    assert field in fields_of(phone, unable(made, unable=given))


def test_version_1_of_the_wire_has_no_such_field(phone: Phone, made: MadeBody) -> None:
    assert fields_of(phone, unable(made, schema=1)) == ["unable"]


def test_photos_of_a_closed_door_belong_to_a_visit_that_says_so(
    phone: Phone, made: MadeBody
) -> None:
    inspected = unable(made)
    del inspected.body["unable"]
    assert fields_of(phone, inspected) == ["photos.unable"]


def test_an_answer_that_cannot_be_read_is_to_be_mended_here_too(
    phone: Phone, made: MadeBody
) -> None:
    answers = {"no.such-item": {"value": "pass"}}
    assert fields_of(phone, unable(made, answers=answers)) == ["answers.no.such-item"]


def test_an_acceptance_that_was_not_held_is_void_instead(
    phone: Phone, lin: User, bai: User
) -> None:
    site = place_of("construction_site")
    work = place_of("unit_work", site.id)
    made = make_body(
        *(lin, bai, site), code="construction-acceptance", acceptance={"unit_work": work.id}
    )
    assert fields_of(phone, unable(made)) == ["unable"]


def test_without_photo_and_second_inspector_it_is_incomplete(phone: Phone, made: MadeBody) -> None:
    alone = unable(made, shot=False, inspectors=made.body["inspectors"][:1])
    assert stored(phone, alone, uuid7()).lacks == [
        {"what": "photo", "item": "unable"},
        {"what": "second_inspector"},
    ]


def test_a_photo_is_excused_in_words(phone: Phone, made: MadeBody) -> None:
    told = unable(made, shot=False, unable=CLOSED | {"no_photo": "手机进水，拍不了"})
    assert stored(phone, told, uuid7()).lacks == []


def test_it_is_complete_without_answers_and_signatures(phone: Phone, made: MadeBody) -> None:
    revision = stored(phone, unable(made), uuid7())
    assert (revision.complete, revision.lacks) == (True, [])
    judged = (revision.result, revision.covered, revision.passed)
    assert judged == ("unable", None, None)
    assert revision.score["why"] == [{"rule": "unable", "items": []}]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("construction_site", "construction-jgj59"),
        ("construction_site", "construction-special"),
        ("market", "market"),
        ("elevator", "elevator"),
    ],
)
def test_every_checklist_has_such_visits(
    phone: Phone, lin: User, bai: User, kind: str, code: str
) -> None:
    made = unable(make_body(lin, bai, place_of(kind), code=code))
    revision = stored(phone, made, uuid7())
    assert (revision.complete, revision.result) == (True, "unable")
    assert revision.score.get("total") is None and revision.score.get("grade") is None


def test_answers_given_before_the_door_closed_are_kept_and_need_no_note(
    phone: Phone, made: MadeBody
) -> None:
    given: dict[str, Any] = {"staff.hygiene": {"value": "na"}, FAILED: {"value": "fail"}}
    revision = stored(phone, unable(made, answers=given), uuid7())
    assert (revision.complete, revision.score["failed"]) == (True, [FAILED])
    assert {one.item: one.verdict for one in revision.answers} == {
        "staff.hygiene": "na",
        FAILED: "fail",
    }


def test_its_author_reads_the_result(phone: Phone, made: MadeBody) -> None:
    id = uuid7()
    stored(phone, unable(made), id)
    scope = phone.pull()[f"user:{phone.user.id}"]
    (row,) = [one["data"] for one in scope["rows"] if one["id"] == id]
    assert (row["state"], row["result"]) == ("received", "unable")


def test_a_later_revision_may_say_that_it_was_inspected_after_all(
    phone: Phone, made: MadeBody, canteen: Premises
) -> None:
    id, closed = uuid7(), unable(made)
    stored(phone, closed, id)
    body: dict[str, Any] = made.body | {"reason": "后来有人开门"}
    later = signed(MadeBody(body, made.photos), id, 2)
    revision = stored(phone, later, id, 2, closed.digest)
    assert (revision.complete, revision.result) == (True, "conform")


def test_a_signed_inspection_may_become_one_and_nobody_signs_again(
    phone: Phone, made: MadeBody
) -> None:
    id = uuid7()
    first = signed(made, id)
    stored(phone, first, id)
    closed = unable(first, reason="选错了表")
    assert stored(phone, closed, id, 2, first.digest).lacks == []
