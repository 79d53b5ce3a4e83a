"""A signature under a colleague's name counts as his only once he said so himself."""

import json
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve
from tests.bodies import MadeBody, make_body
from tests.makers import LONG_AGO, make_jpeg, make_premises, make_user, sha256
from tests.phone.phones import OURS, Phone, entry, plain, ready_phone
from tests.signing import PAGE, visitor

NOW = LONG_AGO.replace(year=2027)


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def made(lin: User, bai: User, canteen: Premises) -> MadeBody:
    return make_body(lin, bai, canteen)


def handed_in(app: Flask, lin: User, made: MadeBody, id: str | None = None) -> str:
    phone, id = ready_phone(app, lin), id or uuid7()
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored", result
    return id


def signature_of(made: MadeBody, user: User) -> str:
    given = made.body["signatures"]
    return str(next(one["sha256"] for one in given if one.get("user") == user.id))


def answer(user: User, id: str, sha256: str, says: str, **more: Any) -> dict[str, Any]:
    body = {"schema": 1, "author": user.id, "app": "1.0.0", "at": "2022-09-15T09:00:00+08:00"}
    clock = {"server_time": None, "age_ms": None}
    return plain(
        "cosignature",
        uuid7(),
        body | {"clock": clock, "inspection": id, "sha256": sha256, "answer": says, **more},
    )


def questions(phone: Phone) -> dict[str, dict[str, Any]]:
    pages = phone.pull().values()
    rows = [row for page in pages for row in page.get("rows", ())]
    return {row["id"]: row["data"] for row in rows if row["collection"] == "cosignature"}


def state_of(id: str, user: User) -> str:
    db.session.expire_all()
    rows = db.session.query(Cosignature).filter_by(inspection_id=id, user_id=user.id)
    return rows.order_by(Cosignature.asked_at.desc()).first().state


def refused(reviewer: User, id: str, rev: int = 1) -> str:
    with pytest.raises(ProblemError) as no:
        approve(reviewer.id, id, rev, at=NOW)
    return no.value.problem.code


def resigned(made: MadeBody, user: User, data: bytes) -> MadeBody:
    """The same visit with this picture as the user's signature."""
    body = json.loads(made.text)
    for one in body["signatures"]:
        if one.get("user") == user.id:
            one["sha256"] = sha256(data)
    photos = {name: bytes for name, bytes in made.photos.items() if name in json.dumps(body)}
    return MadeBody(body, photos | {sha256(data): data})


def test_ones_own_picture_under_a_colleagues_name_is_not_approved(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    own = signature_of(made, lin)
    id = handed_in(app, lin, resigned(made, bai, made.photos[own]))
    assert refused(chen, id) == "borrowed_signature"


def test_nor_is_a_picture_that_an_earlier_visit_gave_as_another_persons(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody, canteen: Premises
) -> None:
    handed_in(app, lin, made)
    mei = make_user("mei", role="inspector")
    again = make_body(lin, mei, canteen, on="2022-09-20")
    id = handed_in(app, lin, resigned(again, mei, made.photos[signature_of(made, bai)]))
    assert refused(chen, id) == "borrowed_signature"


def test_a_person_may_repeat_his_own_picture(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    later = MadeBody(made.body | {"reason": "补一句"}, made.photos)
    ready_phone(app, lin).push(entry(later, id, 2, made.digest))
    approve(chen.id, id, 2, at=NOW)


def test_nobody_else_answers_for_the_colleague(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    assert questions(ready_phone(app, lin)) == {}
    ready_phone(app, lin).push(answer(lin, id, signature_of(made, bai), "confirm"))
    assert state_of(id, bai) == "open"


def test_a_dispute_without_a_reason_is_mended_first(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    (result,) = ready_phone(app, bai).push(answer(bai, id, signature_of(made, bai), "dispute"))
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["note"])
    assert state_of(id, bai) == "open"


def test_the_colleague_is_asked_with_place_day_and_picture(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    (question,) = questions(ready_phone(app, bai)).values()
    assert question["inspection"] == id
    assert (question["place"], question["on"]) == ("青杉中学食堂（示例）", "2022-09-14")
    assert (question["author"], question["sha256"]) == ("lin", signature_of(made, bai))
    assert question["result"]


def test_what_he_confirms_is_asked_no_more_and_stands_in_the_audit(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    phone = ready_phone(app, bai)
    (result,) = phone.push(answer(bai, id, signature_of(made, bai), "confirm"))
    assert result["verdict"] == "stored" and result["receipt"]
    assert state_of(id, bai) == "confirmed"
    assert questions(phone) == {}
    line = db.session.query(AuditEntry).filter_by(action="cosignature.confirm").one()
    assert (line.actor, line.subject) == (bai.id, f"inspection:{id}")


def test_what_he_disputes_is_not_approved_until_it_is_signed_again(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    id, phone = handed_in(app, lin, made), ready_phone(app, bai)
    said = {"note": "那天我不在（示例）"}
    phone.push(answer(bai, id, signature_of(made, bai), "dispute", **said))
    assert refused(chen, id) == "disputed_signature"
    again = resigned(made, bai, make_jpeg((1, 2, 3)))
    lins = ready_phone(app, lin)
    lins.upload_all(again)
    lins.push(entry(again, id, 2, made.digest))
    assert state_of(id, bai) == "open" and id in questions(phone)
    assert refused(chen, id, 2) == "disputed_signature"
    phone.push(answer(bai, id, signature_of(again, bai), "confirm"))
    approve(chen.id, id, 2, at=NOW)


def test_a_disputed_picture_stays_disputed_whatever_came_between(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    id, lins = handed_in(app, lin, made), ready_phone(app, lin)
    said = {"note": "那天我不在（示例）"}
    ready_phone(app, bai).push(answer(bai, id, signature_of(made, bai), "dispute", **said))
    other = resigned(made, bai, make_jpeg((1, 2, 3)))
    lins.upload_all(other)
    lins.push(entry(other, id, 2, made.digest))
    first = MadeBody(made.body | {"reason": "又换回来"}, made.photos)
    (result,) = lins.push(entry(first, id, 3, other.digest))
    assert result["verdict"] == "stored"
    assert refused(chen, id, 3) == "disputed_signature"
    page = visitor(app, "chen").get(f"/desk/inspections/{id}").text
    assert "本人否认" in page and said["note"] in page


def test_an_unnamed_person_does_not_sign_twice_with_one_picture(
    app: Flask, lin: User, bai: User, chen: User, canteen: Premises
) -> None:
    picture = make_jpeg((9, 9, 9))
    for on, code in (("2022-09-14", None), ("2022-09-20", "borrowed_signature")):
        made = make_body(lin, bai, canteen, on=on)
        unnamed = {"role": "present", "sha256": sha256(picture)}
        kept = [one for one in made.body["signatures"] if one["role"] == "inspector"]
        body = made.body | {"signatures": [*kept, unnamed]}
        photos = {n: d for n, d in made.photos.items() if n in json.dumps(body)}
        id = handed_in(app, lin, MadeBody(body, photos | {sha256(picture): picture}))
        if code:
            assert refused(chen, id) == code


def test_nobody_is_asked_who_did_not_inspect(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    for changed in ({"user": chen.id}, {"name": "某人" * 60}):
        body = json.loads(made.text)
        for one in body["signatures"]:
            if one.pop("user", None) == bai.id:
                one |= changed
        handed_in(app, lin, MadeBody(body, made.photos))
    assert db.session.query(Cosignature).count() == 0


def test_an_answer_about_another_picture_changes_nothing(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    ready_phone(app, bai).push(answer(bai, id, "0" * 64, "confirm"))
    assert state_of(id, bai) == "open"


def test_only_the_named_colleague_gets_the_picture(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    path = f"/sync/cosignatures/{id}"
    assert visitor(app, "lin").get(path).status_code == 404
    assert app.test_client().get(path, headers=OURS).status_code == 401
    picture = visitor(app, "bai").get(path)
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert picture.data != made.photos[signature_of(made, bai)]


def test_the_reviewer_reads_what_the_colleague_says(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody
) -> None:
    id = handed_in(app, lin, made)
    path = f"/desk/inspections/{id}"
    assert "未经本人确认" in visitor(app, "chen").get(path).text
    why = "那天我不在（示例）"
    sha256 = signature_of(made, bai)
    ready_phone(app, bai).push(answer(bai, id, sha256, "dispute", note=why))
    text = visitor(app, "chen").get(path).text
    assert "本人否认" in text and why in text and "签名被本人否认，只能退回" in text
    ready_phone(app, bai).push(answer(bai, id, sha256, "confirm"))
    text = visitor(app, "chen").get(path).text
    assert "本人已确认" in text and "只能退回" not in text


def test_an_approved_inspection_that_the_colleague_denies_later_is_named_to_its_reviewers(
    app: Flask, lin: User, bai: User, chen: User, made: MadeBody, canteen: Premises
) -> None:
    id = handed_in(app, lin, made)
    approve(chen.id, id, 1, at=NOW)
    overview = visitor(app, "chen").get("/desk/", headers=PAGE).text
    assert "否认签名" not in overview
    said = answer(bai, id, signature_of(made, bai), "dispute", note="当天我没有到场（示例）")
    ready_phone(app, bai).push(said)
    overview = visitor(app, "chen").get("/desk/", headers=PAGE).text
    assert "1 件复核通过的检查，第二检查员否认签名" in overview
    assert f'/desk/inspections/{id}">' in overview and canteen.name in overview
