"""A withdrawn approval at the desk: its history names it, and it is decided once more."""

from datetime import timedelta

from flask import Flask

from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from tests.desk.inspections import receive
from tests.makers import make_user
from tests.markup import packed
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

WHY = "第二检查员否认签名（示例）"


def read(app: Flask, path: str) -> str:
    answer = visitor(app, "chen").get(path, headers=PAGE)
    assert answer.status_code == 200
    return packed(answer.text)


def test_the_history_names_it_with_its_reason_and_the_queue_has_it_again(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    approve(chen.id, id, 1, at=NOON + timedelta(days=1))
    page = f"/desk/inspections/{id}"
    assert "data-approve" not in read(app, page) and id not in read(app, "/desk/reviews")
    withdraw_approval(
        make_user("wu", role="supervisor").id, id, 1, WHY, at=NOON + timedelta(days=2)
    )
    text = read(app, page)
    assert "撤回复核通过" in text and WHY in text and "data-approve" in text
    answer = visitor(app, "chen").get("/desk/reviews", headers=PAGE, follow_redirects=True)
    assert id in answer.text
    sent = visitor(app, "chen").post(f"{page}/approve", data={"rev": 1}, headers=PAGE)
    assert sent.status_code == 302
    assert "撤回复核通过" in read(app, page) and "data-approve" not in read(app, page)
