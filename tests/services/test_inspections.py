"""What may enter the books, and what is true once it did."""

import json
from typing import Any

import pytest
from sqlalchemy import update

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.services.people.accounts import change_scope, disable_user
from inspect_app.services.writing.transaction import writing
from sync.records import IntakeResult
from tests.bodies import MadeBody, make_body
from tests.makers import CAOYANG, make_premises
from tests.services.pushing import NOON, push


def only_revision() -> Any:
    return db.session.query(Inspection).one().revisions[-1]


def test_someone_without_this_area_is_kept_aside(lin: User, wu: User) -> None:
    made = make_body(wu, lin, make_premises())
    assert push(made, wu).code == "out_of_scope"


def test_someone_disabled_is_kept_aside(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    disable_user("lin", at=NOON)
    assert push(made, lin).code == "revoked_author"


def test_a_scope_taken_away_counts_at_once(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=False, at=NOON)
    assert push(made, lin).code == "out_of_scope"


def test_the_same_inspector_twice_is_refused(lin: User, bai: User) -> None:
    twice = [{"user": lin.id, "cosigned": "self"}, {"user": lin.id, "cosigned": "pin"}]
    accepted = push(make_body(lin, bai, make_premises(), inspectors=twice), lin)
    assert (accepted.verdict, accepted.code) == ("fix", "validation")
    assert "inspectors" in accepted.detail["fields"]


def test_a_supervisor_is_no_second_inspector(lin: User, chen: User) -> None:
    assert push(make_body(lin, chen, make_premises()), lin).verdict == "fix"


@pytest.mark.parametrize("field", ["verdict", "received_at", "rev", "role"])
def test_what_the_server_decides_is_not_taken_from_a_body(lin: User, bai: User, field: str) -> None:
    accepted = push(make_body(lin, bai, make_premises(), **{field: "x"}), lin)
    assert field in accepted.detail["fields"]


def test_an_unknown_premises_is_kept_aside(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    made.body["premises"]["id"] = uuid7()
    assert push(made, lin).code == "unknown_premises"


def test_a_checklist_changed_on_the_way_is_kept_aside(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    made.body["checklist"]["sha256"] = "0" * 64
    assert push(made, lin).code == "unknown_checklist"


def test_a_newer_app_is_kept_aside(lin: User, bai: User) -> None:
    assert push(make_body(lin, bai, make_premises(), schema=3), lin).code == "unknown_schema"


def test_a_number_outside_its_entry_range_must_be_mended(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    made.body["answers"]["raw.cold-temp"] = {"value": 900}
    accepted = push(made, lin)
    assert accepted.verdict == "fix"
    assert any("raw.cold-temp" in where for where in accepted.detail["fields"])


HERE = {"lat": 31.2346, "lng": 121.4, "accuracy_m": 13}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lat": 31.23456}, "position.lat"),
        ({"lng": 121.39999999}, "position.lng"),
        ({"lat": "31.2346"}, "position.lat"),
        ({"lng": True}, "position.lng"),
        ({"accuracy_m": "13"}, "position.accuracy_m"),
    ],
)
def test_a_position_that_is_finer_than_ten_metres_or_no_number_must_be_mended(
    lin: User, bai: User, wrong: dict[str, object], field: str
) -> None:
    accepted = push(make_body(lin, bai, make_premises(), position=HERE | wrong), lin)
    assert (accepted.verdict, accepted.code) == ("fix", "validation")
    assert list(accepted.detail["fields"]) == [field]


@pytest.mark.parametrize("lat", [31.2346, 31, -0.0001, 89.9999])
def test_a_position_of_four_decimals_is_taken(lin: User, bai: User, lat: float) -> None:
    made = make_body(lin, bai, make_premises(), position=HERE | {"lat": lat})
    assert push(made, lin).verdict == "stored"


def test_a_finer_position_that_was_stored_once_may_be_repeated_but_not_changed(
    lin: User, bai: User
) -> None:
    id, made = uuid7(), make_body(lin, bai, make_premises(), position=HERE)
    assert push(made, lin, id=id).verdict == "stored"
    finer = HERE | {"lat": 31.234567}
    with writing(NOON) as w:  # as the server took it before it asked for four decimals
        body = json.dumps(made.body | {"position": finer}, ensure_ascii=False)
        w.session.execute(update(Revision).where(Revision.inspection_id == id).values(body=body))
    other = MadeBody(made.body | {"position": finer | {"lat": 31.234568}}, made.photos)
    assert push(other, lin, id=id, rev=2).verdict == "fix"
    again = MadeBody(made.body | {"position": finer}, made.photos)
    assert push(again, lin, id=id, rev=2).verdict == "stored"


def test_photos_of_no_item_must_be_mended(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    shots = made.body["photos"]
    shots["raw.nothing"] = shots[next(iter(shots))]
    assert list(push(made, lin).detail["fields"]) == ["photos.raw.nothing"]


@pytest.mark.parametrize("note", [{}, {"note": " \u3000"}])
def test_what_does_not_apply_says_why(lin: User, bai: User, note: dict[str, str]) -> None:
    made = make_body(lin, bai, make_premises())
    made.body["answers"]["raw.additive"] = {"value": "na"} | note
    assert list(push(made, lin).detail["fields"]) == ["answers.raw.additive.note"]
    made.body["answers"]["raw.additive"] = {"value": "na", "note": "不用添加剂"}
    assert push(made, lin, id=uuid7()) == IntakeResult()


def test_a_whole_inspection_conforms_and_lacks_nothing(lin: User, bai: User) -> None:
    assert push(make_body(lin, bai, make_premises()), lin) == IntakeResult()
    revision = only_revision()
    assert (revision.result, revision.covered, revision.complete) == ("conform", True, True)
    assert revision.state == "received"


def test_one_key_item_failed_does_not_conform(lin: User, bai: User) -> None:
    push(make_body(lin, bai, make_premises(), fail=("raw.expired-spoiled",)), lin)
    revision = only_revision()
    assert (revision.result, revision.passed) == ("nonconform", False)
    assert [one.item for one in revision.answers if one.verdict == "fail"] == [
        "raw.expired-spoiled"
    ]


def test_missing_signatures_and_photos_are_stored_but_listed(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises(), signatures=[], photos={})
    made.photos.clear()
    push(made, lin)
    revision = only_revision()
    lacking = {lack["what"] for lack in revision.lacks}
    assert (revision.complete, lacking) == (False, {"photo", "signature", "present"})


def test_a_refusal_stands_for_the_signature_of_the_person_present(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises(), refusal={"reason": "负责人不愿签字"})
    made.body["signatures"] = [one for one in made.body["signatures"] if one["role"] != "present"]
    made.photos = {name: data for name, data in made.photos.items() if name in made.text}
    push(made, lin)
    assert only_revision().complete


def test_a_day_that_the_server_times_forbid_is_clamped_and_flagged(lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises(), on="2022-09-14")
    made.body["on"] = "2022-09-20"
    push(made, lin)
    assert only_revision().inspection.visited_on.isoformat() == "2022-09-14"
    assert "day" in {flag["flag"] for flag in only_revision().flags}


def test_a_later_revision_repeats_the_visit(lin: User, bai: User) -> None:
    premises, id = make_premises(), uuid7()
    push(make_body(lin, bai, premises), lin, id=id)
    accepted = push(make_body(lin, bai, premises), lin, id=id, rev=2)
    assert set(accepted.detail["fields"]) == {"visit"}
