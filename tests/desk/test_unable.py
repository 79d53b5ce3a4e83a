"""A visit at which nobody was let in, as its reviewer reads and decides it."""

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from tests.bodies import make_body, unable
from tests.desk.inspections import receive, store_photos
from tests.makers import make_premises, make_user
from tests.markup import packed
from tests.services.pushing import push
from tests.signing import PAGE, visitor

ROW = 'data-review-item="unable"'


def closed(author: User, second: User, kind: str = "canteen_school", **more: object) -> str:
    place = make_premises(kind=kind)
    if kind != "canteen_school":
        place.attrs = {}
        db.session.commit()
    made = unable(make_body(author, second, place, code=more.pop("code", None)), **more)
    id = uuid7()
    assert push(made, author, id=id).verdict == "stored"
    store_photos(made.photos, author)
    return id


def page(app: Flask, who: str, id: str) -> str:
    answer = visitor(app, who).get(f"/desk/inspections/{id}", headers=PAGE)
    assert answer.status_code == 200
    return packed(answer.text)


def decide(app: Flask, who: str, id: str, way: str, **form: object) -> int:
    path = f"/desk/inspections/{id}/{way}"
    return visitor(app, who).post(path, data={"rev": 1, **form}, headers=PAGE).status_code


def state(id: str) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).state


def test_its_author_decides_nothing(app: Flask, lin: User, bai: User) -> None:
    id = closed(lin, bai)
    form = {"item": "unable", "remark:unable": "补拍"}
    assert decide(app, "lin", id, "approve") == 403
    assert decide(app, "lin", id, "return", **form) == 403
    assert state(id) == "received"


def test_an_inspected_one_shows_no_such_row(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, _ = receive(lin, bai)
    assert ROW not in page(app, "chen", id)


def test_the_reviewer_reads_why_the_reason_and_the_photo(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    text = page(app, "chen", closed(lin, bai))
    assert ROW in text and "未能检查" in text and "关门" in text
    assert "铁门上锁，电话没人接" in text and 'data-item="unable"' in text
    assert "全部通过" in text and "缺照片" not in text and "1 不适用" not in text


def test_one_without_a_photo_cannot_be_approved(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = closed(lin, bai, shot=False)
    assert "全部通过" not in page(app, "chen", id)
    assert decide(app, "chen", id, "approve") == 409
    assert state(id) == "received"


def test_it_is_approved(app: Flask, lin: User, bai: User, chen: User) -> None:
    id = closed(lin, bai)
    assert decide(app, "chen", id, "approve") == 302
    assert state(id) == "approved"
    assert "未能检查" in page(app, "chen", id)


def test_it_is_returned_with_a_remark(app: Flask, lin: User, bai: User, chen: User) -> None:
    id = closed(lin, bai)
    form = {"item": "unable", "remark:unable": "请补拍门牌"}
    assert decide(app, "chen", id, "return", **form) == 302
    assert state(id) == "returned"
    assert "请补拍门牌" in page(app, "chen", id)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("construction_site", "construction-jgj59"),
        ("market", "market"),
        ("elevator", "elevator"),
    ],
)
def test_other_kinds_are_read_the_same_way(app: Flask, kind: str, code: str) -> None:
    lin = make_user("lin", role="inspector", kinds=(kind,))
    bai = make_user("bai", role="inspector", kinds=(kind,))
    make_user("fang", role="supervisor", kinds=(kind,))
    text = page(app, "fang", closed(lin, bai, kind, code=code))
    assert ROW in text and "铁门上锁，电话没人接" in text
