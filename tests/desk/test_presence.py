"""What a reviewer is told of the place, the distance and who stood back; nothing of it decides."""

from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from tests.bodies import MadeBody, make_body, signed
from tests.desk.inspections import store_photos
from tests.makers import make_jpeg, make_premises, sha256
from tests.services.pushing import push
from tests.signing import PAGE, visitor

HERE = {"lat": 31.24, "lng": 121.42, "accuracy_m": 12}


def page(app: Flask, lin: User, bai: User, **given: Any) -> str:
    """The review page of an inspection at a premises that lies at 31.2365, 121.42."""
    place = make_premises()
    place.lat, place.lng = 31.2365, 121.42
    db.session.commit()
    id = uuid7()
    made = signed(make_body(lin, bai, place), id, **given)
    return shown(app, lin, id, made)


def shown(app: Flask, lin: User, id: str, made: MadeBody) -> str:
    assert push(made, lin, id=id).verdict == "stored"
    store_photos(made.photos, lin)
    return visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text


def test_without_a_position_the_reason_stands_there(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    text = page(app, lin, bai, position=None, no_position="没有定位权限")
    assert "没有定位：没有定位权限" in text and "离登记地点远" not in text


@pytest.mark.parametrize(("far", "words"), [("分校区", "分校区"), (None, "没有说明原因")])
def test_a_far_position_is_shown_with_its_reason(
    app: Flask, lin: User, bai: User, chen: User, far: str | None, words: str
) -> None:
    text = page(app, lin, bai, position=HERE, **({"far": far} if far else {}))
    assert "31.2400, 121.4200，精度 ±12 m，距登记地点 389 m" in text
    assert "离登记地点远" in text and words in text


def test_a_near_one_is_not_called_far(app: Flask, lin: User, bai: User, chen: User) -> None:
    text = page(app, lin, bai, position=HERE | {"lat": 31.237})
    assert "距登记地点 56 m" in text and "离登记地点远" not in text


def test_who_stood_back_is_named_with_the_reason(
    app: Flask, lin: User, bai: User, chen: User, wu: User
) -> None:
    assert "无需回避" not in page(app, lin, bai)
    assert "无需回避" in page(app, lin, bai, recusal={"none": True})
    given = {"user": wu.id, "reason": "配偶在该单位任职"}
    assert "wu已回避：配偶在该单位任职" in page(app, lin, bai, recusal=given)


def test_a_marked_copy_comes_first_and_leads_to_the_unmarked_one(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    made, id, copy = make_body(lin, bai, make_premises()), uuid7(), make_jpeg((1, 2, 3))
    item, (shot, *_) = next(iter(made.body["photos"].items()))
    marked = shot | {"sha256": sha256(copy), "role": "marked", "of": shot["sha256"]}
    photos = made.body["photos"] | {item: [shot, marked]}
    made = signed(MadeBody(made.body, made.photos | {sha256(copy): copy}), id, photos=photos)
    text = shown(app, lin, id, made)
    first, second = text.index(sha256(copy)), text.index(shot["sha256"])
    assert first < second
    assert 'data-unmarked-shot="2"' in text and "看未标注的" in text
