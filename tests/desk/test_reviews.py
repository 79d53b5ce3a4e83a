"""Reviewing: who may decide, what the page shows, and that a decision takes one post."""

from datetime import timedelta

from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from tests.bodies import make_body
from tests.desk.inspections import receive
from tests.makers import make_premises
from tests.services.pushing import NOON, push
from tests.signing import PAGE, visitor

COLD = "raw.cold-temp"


def state(id: str) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).state


def decide(app: Flask, who: str, id: str, way: str, **form: object) -> TestResponse:
    path = f"/desk/inspections/{id}/{way}"
    return visitor(app, who).post(path, data={"rev": 1, **form}, headers=PAGE)


def test_an_administrator_may_read_but_not_decide(
    app: Flask, lin: User, bai: User, ming: User
) -> None:
    id, _ = receive(lin, bai)
    page = visitor(app, "ming").get(f"/desk/inspections/{id}", headers=PAGE)
    assert page.status_code == 200 and "全部通过" not in page.text
    assert decide(app, "ming", id, "approve").status_code == 403
    assert state(id) == "received"


def test_an_author_cannot_reach_the_decision(app: Flask, lin: User, bai: User) -> None:
    id, _ = receive(lin, bai)
    assert decide(app, "lin", id, "approve").status_code == 403
    assert state(id) == "received"


def test_a_decision_without_a_token_is_refused(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    chens = visitor(app, "chen")
    app.config["WTF_CSRF_ENABLED"] = True
    assert chens.post(f"/desk/inspections/{id}/approve", data={"rev": 1}).status_code == 400
    assert state(id) == "received"


def test_a_decision_on_an_old_revision_is_refused(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    for rev in ("0", "2", "x", ""):
        assert decide(app, "chen", id, "approve", rev=rev).status_code in (400, 409)
    assert state(id) == "received"


def test_a_return_without_a_reason_is_refused(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    form = {"item": COLD, f"remark:{COLD}": "  "}
    assert decide(app, "chen", id, "return", **form).status_code == 422
    assert state(id) == "received"


def test_the_queue_opens_with_what_came_first(app: Flask, lin: User, bai: User, chen: User) -> None:
    second, _ = receive(lin, bai, at=NOON + timedelta(hours=1), on="2022-09-13")
    first, _ = receive(lin, bai, make_premises(name="先到小学食堂（示例）"))
    response = visitor(app, "chen").get("/desk/reviews", headers=PAGE)
    assert response.location == f"/desk/inspections/{first}"
    page = visitor(app, "chen").get(response.location, headers=PAGE).text
    assert page.index("先到小学食堂") < page.index(f"/desk/inspections/{second}")


def test_failed_items_stand_first_with_value_and_limit(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    lines = [part.split('"')[0] for part in page.split('data-review-item="')[1:]]
    assert lines[0] == COLD
    assert "限值 0–8 ℃" in page and "低于下限 40 ℃" in page
    assert "1 不合格" in page


def test_one_post_approves_and_goes_on_with_the_next(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    other, _ = receive(lin, bai, on="2022-09-13")
    response = decide(app, "chen", id, "approve", following=other)
    assert response.location == f"/desk/inspections/{other}"
    assert state(id) == "approved"


def test_items_go_back_with_their_remarks(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    form = {"item": COLD, f"remark:{COLD}": "请拍清楚表头"}
    assert decide(app, "chen", id, "return", **form).status_code == 302
    assert state(id) == "returned"
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "请拍清楚表头" in page and "复核退回" in page


def test_what_waits_for_photos_is_listed_and_can_only_go_back(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = uuid7(), make_body(lin, bai, make_premises())
    push(made, lin, id=id, missing=len(made.photos))
    text = visitor(app, "chen").get("/desk/reviews", headers=PAGE).text
    assert f"照片、签名 0 / {len(made.photos)}" in text
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "全部通过" not in page and "还在上传" in page
    shots = len(made.body["photos"])  # together they are as many as the queue says
    assert f"照片 0 / {shots}，签名 0 / {len(made.photos) - shots}" in page
    form = {"item": COLD, f"remark:{COLD}": "手机丢了，请在新手机上另出一版"}
    assert decide(app, "chen", id, "return", **form).status_code == 302
    assert state(id) == "returned"


def test_an_incomplete_one_says_so_and_cannot_be_approved(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    alone = [{"user": lin.id, "cosigned": "self"}]
    id, _ = receive(lin, bai, inspectors=alone)
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "少于两名检查员" in page and "全部通过" not in page
    assert decide(app, "chen", id, "approve").status_code == 409


def test_hostile_words_stay_words(app: Flask, lin: User, bai: User, chen: User) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    place = make_premises(name=hostile[:80])
    id, made = receive(lin, bai, place, fail=(COLD,), refusal={"reason": hostile}, signatures=[])
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page and "{{ 7 * 7 }}" in page
