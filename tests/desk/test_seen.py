"""Seen-marks: who may set them, for which items, and that each person has only his own."""

from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.queries.review_marks import seen_items
from inspect_app.services.review.seen import mark_seen
from tests.desk.inspections import receive
from tests.makers import CAOYANG, TAOPU, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor
from tests.statements import counted

COLD = "raw.cold-temp"


def see(app: Flask, who: str, id: str, *items: str, rev: object = 1) -> TestResponse:
    form = {"rev": rev, "item": list(items)}
    return visitor(app, who).post(f"/desk/inspections/{id}/seen", data=form, headers=PAGE)


def marks_of(user: User, id: str) -> set[str]:
    db.session.expire_all()
    return seen_items(user.id, id, 1)


def test_whoever_does_not_review_leaves_no_mark(
    app: Flask, lin: User, bai: User, ming: User
) -> None:
    id, _ = receive(lin, bai)
    make_user("li", role="auditor")
    make_user("far", role="supervisor", areas=[TAOPU])
    codes = [see(app, who, id, COLD).status_code for who in ("lin", "ming", "li", "far")]
    assert codes == [403, 403, 403, 404]
    assert marks_of(ming, id) == set()


def test_only_items_of_that_revision_are_marked(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    assert see(app, "chen", id, COLD, "no.such-item").status_code == 422
    assert see(app, "chen", id).status_code == 422
    assert see(app, "chen", id, COLD, rev=2).status_code == 404
    assert see(app, "chen", id, COLD, rev="x").status_code == 400
    assert see(app, "chen", id, COLD, rev=10**25).status_code == 400
    assert marks_of(chen, id) == set()


def test_marks_are_kept_for_each_person_alone(app: Flask, lin: User, bai: User, chen: User) -> None:
    other = make_user("gao", role="supervisor", areas=[CAOYANG])
    id, _ = receive(lin, bai)
    assert see(app, "chen", id, COLD).status_code == 204
    assert (marks_of(chen, id), marks_of(other, id)) == ({COLD}, set())
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "已看 1 / " in page and page.count("is-seen") == 1
    others = visitor(app, "gao").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "已看 0 / " in others and "is-seen" not in others


def test_marks_take_one_statement_and_come_twice_without_harm(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = receive(lin, bai)
    items = sorted(made.body["answers"])[:9]
    with counted() as asked:
        for _ in range(2):
            mark_seen(chen.id, id, 1, items, at=NOON)
    inserts = [one for one in asked if one.startswith("INSERT INTO review_seen")]
    assert len(inserts) == 2
    assert marks_of(chen, id) == set(items)
