"""A withdrawn inspection at the desk: read with its reason, never decided on."""

from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from tests.bodies import make_body, withdrawn
from tests.desk.inspections import store_photos
from tests.makers import make_premises
from tests.markup import packed
from tests.services.pushing import push
from tests.signing import PAGE, visitor


def read(app: Flask, path: str) -> str:
    answer = visitor(app, "chen").get(path, headers=PAGE)
    assert answer.status_code == 200
    return packed(answer.text)


def test_the_desk_says_that_it_was_withdrawn_and_why(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, place = uuid7(), make_premises()
    made = make_body(lin, bai, place)
    push(made, lin, id=id)
    push(withdrawn(made), lin, id=id, rev=2)
    store_photos(made.photos, lin)
    page = read(app, f"/desk/inspections/{id}")
    assert "已撤回" in page and "走错了门，应是隔壁食堂" in page
    assert "全部通过" not in page and "data-approve" not in page
    assert "已撤回" in read(app, f"/desk/premises/{place.id}")
    assert id not in read(app, "/desk/reviews")
    path = f"/desk/inspections/{id}/approve"
    assert visitor(app, "chen").post(path, data={"rev": 2}, headers=PAGE).status_code == 409
