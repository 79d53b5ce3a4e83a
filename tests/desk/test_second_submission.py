"""A second submission: what was returned stands first, and every other change is told."""

import json
from copy import deepcopy
from datetime import timedelta
from typing import Any

from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.review.reviews import return_items
from tests.bodies import MadeBody
from tests.desk.inspections import receive, store_photos
from tests.makers import TAOPU, make_jpeg, make_premises, make_user, sha256
from tests.services.pushing import NOON, push
from tests.signing import PAGE, visitor
from tests.statements import counted

COLD = "raw.cold-temp"
REMARK = "读数反光，请补一张正对表头的"
LATER = NOON + timedelta(days=1)


def returned(lin: User, bai: User, chen: User, **arrow: Any) -> tuple[str, MadeBody]:
    id, made = receive(lin, bai, fail=(COLD,))
    items = [{"item": COLD, "remark": REMARK, **arrow}]
    return_items(chen.id, id, 1, items, at=NOON + timedelta(hours=1))
    return id, made


def again(id: str, made: MadeBody, author: User, rev: int = 2, **changes: Any) -> MadeBody:
    """Hands it in again with other answers by item, other photos by item, other fields."""
    body, photos = deepcopy(made.body), dict(made.photos)
    for item, answer in changes.pop("answers", {}).items():
        body["answers"][item] = answer
    for item, pictures in changes.pop("photos", {}).items():
        body["photos"][item] = [_shot(body, data) for data in pictures]
        photos |= {sha256(data): data for data in pictures}
    later = MadeBody(body | changes, photos)
    later.photos = {name: data for name, data in photos.items() if name in later.text}
    assert push(later, author, id=id, rev=rev, at=LATER).verdict == "stored"
    store_photos(later.photos, author)
    return later


def _shot(body: dict[str, Any], data: bytes) -> dict[str, Any]:
    taken = {"taken_at": body["started_at"], "source": "camera", "role": "evidence"}
    return {"sha256": sha256(data), **taken}


def page_of(app: Flask, id: str, who: str = "chen", **asked: str) -> str:
    path = f"/desk/inspections/{id}"
    response = visitor(app, who).get(path, headers=PAGE, query_string=asked)
    assert response.status_code == 200
    return response.text


def order_of(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('data-review-item="')[1:]]


def test_another_street_sees_neither_submission(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    make_user("tao", role="supervisor", areas=[TAOPU])
    id, made = returned(lin, bai, chen)
    again(id, made, lin)
    far = visitor(app, "tao")
    for path in (f"/desk/inspections/{id}", f"/desk/inspections/{id}?rev=2"):
        assert far.get(path, headers=PAGE).status_code == 404


def test_a_first_submission_is_compared_with_nothing(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = returned(lin, bai, chen)
    page = page_of(app, id)
    assert "另改" not in page and 'data-side="before"' not in page


def test_returned_items_stand_first_with_their_remark_and_what_became_of_them(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = returned(lin, bai, chen)
    new = make_jpeg((1, 2, 3))
    answer = made.body["answers"][COLD] | {"note": "示例说明，已转移"}
    again(id, made, lin, answers={COLD: answer}, photos={COLD: [new]})
    page = page_of(app, id)
    assert order_of(page)[0] == COLD
    assert page.count(f"<b>{REMARK}</b>") == 2  # in the pane, and at the item without script
    assert "<ins>，已转移</ins>" in page
    assert "照片 1 张换新" in page or "另加照片 1 张" in page
    assert "没有退回，但改了 0 处" in page and "其余" in page and "和第 1 次一样" in page


def test_both_photos_lie_side_by_side(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, made = returned(lin, bai, chen)
    old, new = make_jpeg((9, 9, 9)), make_jpeg((1, 2, 3))
    second = again(id, made, lin, photos={COLD: [old]})
    return_items(chen.id, id, 2, [{"item": COLD, "remark": REMARK}], at=LATER + timedelta(hours=1))
    again(id, second, lin, rev=3, photos={COLD: [new]})
    page = page_of(app, id)
    before, after = page.split('data-side="after"')[:2]
    assert sha256(old) in before.split('data-side="before"')[1]
    assert sha256(new) in after.split("</figure>")[0]
    assert "新，顶换" in page and "换下" in page


def test_an_added_photo_is_shown_first_and_no_item_that_stayed_lost_one(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = receive(lin, bai, fail=(COLD,))
    old, new = make_jpeg((9, 9, 9)), make_jpeg((1, 2, 3))
    stays = "raw.expired-spoiled"
    second = again(id, made, lin, photos={COLD: [old], stays: [make_jpeg((4, 4, 4))]})
    return_items(chen.id, id, 2, [{"item": COLD, "remark": REMARK}], at=LATER + timedelta(hours=1))
    again(id, second, lin, rev=3, photos={COLD: [old, new]})
    page = page_of(app, id)
    shown = page.split('data-side="after"')[1].split("</figure>")[0]
    assert sha256(new) in shown
    assert sha256(old) in page.split('data-side="before"')[1].split("</figure>")[0]
    assert "换下" not in page


def test_what_nobody_returned_and_yet_changed_is_told(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = returned(lin, bai, chen)
    passed = next(item for item, one in made.body["answers"].items() if one == {"value": "pass"})
    signatures = made.body["signatures"][:-1]
    failed = {"value": "fail", "note": "后来发现的"}
    again(id, made, lin, answers={passed: failed}, signatures=signatures)
    page = page_of(app, id)
    assert order_of(page)[:2] == [COLD, passed]
    assert "没有退回，但改了 2 处" in page
    assert "<del>合格</del> → 不合格" in page
    assert "没有要求改，请问清原因" in page
    assert "3 人：" in page and "2 人：" in page
    assert "什么也没有改" in page  # of the item that was returned


def test_what_belongs_to_no_item_is_told_too(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, made = returned(lin, bai, chen)
    here = {"lat": 31.2401, "lng": 121.4001, "accuracy_m": 12}
    again(id, made, lin, refusal={"reason": "负责人不肯签"}, position=here)
    page = page_of(app, id)
    assert "负责人不肯签" in page and "31.2401, 121.4001" in page
    assert "没有退回，但改了 2 处" in page


def test_only_changes_are_to_be_seen(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, made = returned(lin, bai, chen)
    again(id, made, lin)
    assert "已看 0 / 1 处改动" in page_of(app, id)


def test_the_earlier_submission_reads_as_before(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, made = returned(lin, bai, chen)
    again(id, made, lin)
    assert "处改动" not in page_of(app, id, rev="1")


def test_a_comparison_takes_as_many_statements_whatever_changed(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    def asked_for(changes: int) -> int:
        people = {user.name: user for user in db.session.query(User)}
        author, reviewer = people["lin"], people["chen"]
        id, made = receive(author, people["bai"], make_premises(), fail=(COLD,))
        items = [{"item": COLD, "remark": REMARK}]
        return_items(reviewer.id, id, 1, items, at=NOON + timedelta(hours=1))
        new = [make_jpeg((7, 7, changes))]
        again(id, made, author, photos=dict.fromkeys(list(made.body["photos"])[:changes], new))
        desk = visitor(app, "chen")
        db.session.remove()
        with counted() as asked:
            assert desk.get(f"/desk/inspections/{id}", headers=PAGE).status_code == 200
        return len(asked)

    asked_for(1)  # a second visit has photos that the first had, too: its page says so
    assert asked_for(2) == asked_for(6)


def test_hostile_words_stay_words(app: Flask, lin: User, bai: User, chen: User) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    id, made = returned(lin, bai, chen)
    answer = made.body["answers"][COLD] | {"note": hostile}
    again(id, made, lin, answers={COLD: answer}, refusal={"reason": hostile})
    page = page_of(app, id)
    assert "<script>alert" not in page and "<img src=x" not in page
    assert json.dumps(hostile)[1:-1] not in page
