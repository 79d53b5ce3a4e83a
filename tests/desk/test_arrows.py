"""An arrow goes with a remark: on a photo of that item alone, and the author's phone gets it."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.desk.review.arrows import ArrowView
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRow
from inspect_app.services.review.reviews import return_items
from tests.desk.inspections import receive
from tests.desk.test_second_submission import again, page_of
from tests.makers import sha256
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

COLD, REMARK = "raw.cold-temp", "看不清小数点"


def return_with(app: Flask, id: str, arrow: str, item: str = COLD) -> TestResponse:
    form = {"rev": 1, "item": item, f"remark:{item}": REMARK, f"arrow:{item}": arrow}
    return visitor(app, "chen").post(f"/desk/inspections/{id}/return", data=form, headers=PAGE)


def state_of(id: str) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).state


def arrow_on(photo: str) -> dict[str, object]:
    return {"sha256": photo, "from": [0.1, 0.2], "to": [0.5, 0.6]}


def test_an_arrow_on_no_photo_of_the_item_is_refused(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = receive(lin, bai, fail=(COLD,))
    elsewhere = next(one[0]["sha256"] for item, one in made.body["photos"].items() if item != COLD)
    signature = made.body["signatures"][0]["sha256"]
    for photo in (elsewhere, signature, sha256(b"unknown"), ""):
        assert return_with(app, id, json.dumps(arrow_on(photo))).status_code == 422
    for wrong in ("{", "[]", "1", json.dumps({"from": [0, 0]}), "[" * 100_000):
        assert return_with(app, id, wrong).status_code == 422
    assert state_of(id) == "received"


def test_the_service_reads_the_arrow_again(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, made = receive(lin, bai, fail=(COLD,))
    photo = made.body["photos"][COLD][0]["sha256"]
    arrow = arrow_on(photo) | {"to": [2, 2]}
    with pytest.raises(ProblemError):
        return_items(chen.id, id, 1, [{"item": COLD, "remark": REMARK, "arrow": arrow}], at=NOON)


def test_an_arrow_is_kept_with_its_remark_and_goes_to_the_phone(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = receive(lin, bai, fail=(COLD,))
    arrow = arrow_on(made.body["photos"][COLD][0]["sha256"])
    assert return_with(app, id, json.dumps(arrow)).status_code == 302
    assert state_of(id) == "returned"
    row = db.session.query(SyncRow).filter_by(collection="inspection", id=id).one()
    assert json.loads(row.data)["returned"] == [{"item": COLD, "remark": REMARK, "arrow": arrow}]
    page = page_of(app, id)
    assert 'data-arrow="0.1,0.2,0.5,0.6"' in page and 'class="arrow-line" d="M' in page


def test_the_arrow_stands_on_the_earlier_photo_of_the_next_submission(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = receive(lin, bai, fail=(COLD,))
    arrow = arrow_on(made.body["photos"][COLD][0]["sha256"])
    items = [{"item": COLD, "remark": REMARK, "arrow": arrow}]
    return_items(chen.id, id, 1, items, at=NOON + timedelta(hours=1))
    again(id, made, lin, photos={COLD: [b"\xff\xd8another"]})
    before = page_of(app, id).split('data-side="before"')[1].split("</figure>")[0]
    assert 'role="img" aria-label="退回时画的箭头"' in before


def test_a_return_without_an_arrow_has_none(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    assert return_with(app, id, "").status_code == 302
    assert "data-arrow=" not in page_of(app, id)


def test_an_arrow_is_drawn_as_the_browser_draws_it() -> None:
    """`static/desk/arrow.test.ts` has the same lines."""
    lines = "M400.0 600.0L2000.0 1800.0", "M1861.9 1533.7L2000.0 1800.0"
    drawn = ArrowView("a" * 64, (0.1, 0.2, 0.5, 0.6)).path(4000, 3000)
    assert drawn == "".join((*lines, "M1705.7 1742.0L2000.0 1800.0"))
    assert ArrowView("a" * 64, (0, 0, 1, 1)).path(0, 0).startswith("M0.0 0.0L400.0 300.0")
