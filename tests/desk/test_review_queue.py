"""The review queue: who sees what of it, its order, its filters, how much a page shows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.review_views import ReviewView
from inspect_app.services.review.reviews import return_items
from tests.bodies import make_body
from tests.desk.exports import rows_of, take
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user
from tests.markup import packed
from tests.services.pushing import NOON, push
from tests.signing import PAGE, visitor
from tests.statements import counted

COLD = "raw.cold-temp"


def copies(id: str, count: int) -> None:
    """The same inspection many times, later and later, without what the queue does not read."""
    head, revision = db.session.get_one(Inspection, id), db.session.get_one(Revision, (id, 1))
    for number in range(count):
        made = uuid7()
        db.session.add(Inspection(**columns(head) | {"id": made}))
        db.session.flush()
        at = revision.received_at + timedelta(minutes=number + 1)
        again = columns(revision) | {"inspection_id": made, "received_at": at}
        db.session.add(Revision(**again))
    db.session.commit()


def columns(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def order(page: str) -> list[str]:
    """The inspections of a page's queue, in its order."""
    queue = page.split('<nav class="queue"')[1].split("</nav>")[0]
    return re.findall(r'class="queue-row" href="/desk/inspections/([^"?]+)', queue)


def queue_of(app: Flask, who: str, id: str, query: str = "") -> list[str]:
    return order(visitor(app, who).get(f"/desk/inspections/{id}?{query}", headers=PAGE).text)


def test_a_view_of_another_person_can_neither_be_seen_nor_deleted(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    make_user("cao", role="supervisor")
    receive(lin, bai)
    save(app, "chen", "曹杨的", "status=failed")
    view = db.session.query(ReviewView).one()
    others = visitor(app, "cao")
    assert others.post(f"/desk/reviews/views/{view.id}/delete", headers=PAGE).status_code == 404
    page = others.get("/desk/reviews", headers=PAGE, follow_redirects=True).text
    assert "曹杨的" not in page and db.session.query(ReviewView).count() == 1


def test_an_inspector_saves_no_view(app: Flask, lin: User) -> None:
    assert save(app, "lin", "我的", "").status_code == 403


def test_whoever_supervises_elsewhere_finds_nothing_by_any_filter(
    app: Flask, lin: User, bai: User
) -> None:
    receive(lin, bai, make_premises(name="近处小学食堂（示例）"))
    make_user("tao", role="supervisor", areas=[TAOPU])
    for query in ("", "q=近处", f"who={lin.id}", "kind=canteen_school", "on=2022-09-14"):
        answer = visitor(app, "tao").get(f"/desk/reviews?{query}", headers=PAGE)
        assert answer.status_code == 200 and order(answer.text) == []


def test_mended_ones_come_first_and_what_waits_for_photos_last(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    waiting, made = uuid7(), make_body(lin, bai, place)
    push(made, lin, id=waiting, missing=len(made.photos), at=NOON - timedelta(hours=9))
    first, _ = receive(lin, bai, at=NOON - timedelta(hours=2))
    again, sent = receive(lin, bai, place, at=NOON, fail=(COLD,))
    return_items(chen.id, again, 1, [{"item": COLD, "remark": "请补照片"}], at=NOON)
    sent.body["reason"] = "补拍标签"
    assert push(sent, lin, id=again, rev=2, at=NOON + timedelta(hours=1)).verdict == "stored"
    assert queue_of(app, "chen", first) == [again, first, waiting]
    page = visitor(app, "chen").get("/desk/reviews", headers=PAGE)
    assert page.location == f"/desk/inspections/{again}"


def test_the_number_below_the_queue_says_how_many_cannot_be_decided_yet(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, made = receive(lin, bai)
    page = visitor(app, "chen").get(f"/desk/inspections/{first}", headers=PAGE).text
    assert "共 1 件" in packed(page) and "件照片没到齐" not in packed(page)
    push(made, lin, id=uuid7(), missing=len(made.photos))
    page = visitor(app, "chen").get(f"/desk/inspections/{first}", headers=PAGE).text
    assert "共 2 件，其中 1 件照片没到齐" in packed(page)


@pytest.mark.both
def test_each_filter_finds_its_own_and_all_links_keep_it(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    yang = make_user("yang", role="inspector")
    failed, _ = receive(lin, bai, make_premises(name="曹杨一小食堂（示例）"), fail=(COLD,))
    clean, _ = receive(yang, bai, make_premises(name="曹杨二小食堂（示例）"), on="2022-09-13")
    flags: list[dict[str, Any]] = [{"flag": "clock", "seconds": 900}]
    for id, given in ((failed, flags), (clean, [])):
        db.session.get_one(Revision, (id, 1)).flags = given
    db.session.commit()
    one_each = {
        "status=failed": [failed],
        "status=clean": [clean],
        "status=flagged": [failed],
        "status=again": [],
        "status=waiting": [],
        "status=incomplete": [],
        f"who={yang.id}": [clean],
        f"who={bai.id}": [clean, failed],
        "on=2022-09-13": [clean],
        "q=一小": [failed],
        "q=100%25": [],
        "kind=market": [],
        "area=310107005": [clean, failed],
    }
    found = {query: sorted(queue_of(app, "chen", failed, query)) for query in one_each}
    assert found == {query: sorted(ids) for query, ids in one_each.items()}
    page = visitor(app, "chen").get(f"/desk/inspections/{failed}?who={bai.id}", headers=PAGE).text
    assert f'data-following="/desk/inspections/{clean}?who={bai.id}"' in page


def test_a_status_or_day_that_is_none_is_not_found(app: Flask, chen: User) -> None:
    chens = visitor(app, "chen")
    for query in ("status=good", "on=yesterday", "on=2022-02-30"):
        assert chens.get(f"/desk/reviews?{query}", headers=PAGE).status_code == 404
    assert chens.get("/desk/reviews?q=%00&who=%00", headers=PAGE).status_code == 200


def test_a_decision_goes_on_within_the_same_filter(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, _ = receive(lin, bai, fail=(COLD,))
    receive(lin, bai, on="2022-09-13", at=NOON + timedelta(hours=1))
    last, _ = receive(lin, bai, on="2022-09-12", fail=(COLD,), at=NOON + timedelta(hours=2))
    form = {"rev": 1, "following": last, "queue": "status=failed"}
    chens = visitor(app, "chen")
    answer = chens.post(f"/desk/inspections/{first}/approve", data=form, headers=PAGE)
    assert answer.location == f"/desk/inspections/{last}?status=failed"
    form = {"rev": 1, "following": "", "queue": "status=failed"}
    answer = chens.post(f"/desk/inspections/{last}/approve", data=form, headers=PAGE)
    assert answer.location == "/desk/reviews?status=failed"
    assert "这个筛选下没有待复核的检查" in chens.get(answer.location, headers=PAGE).text


def test_the_next_one_wraps_around_and_never_is_one_without_its_photos(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, _ = receive(lin, bai)
    last, made = receive(lin, bai, on="2022-09-13", at=NOON + timedelta(hours=1))
    push(make_body(lin, bai, make_premises()), lin, missing=3, at=NOON + timedelta(hours=2))
    page = visitor(app, "chen").get(f"/desk/inspections/{last}", headers=PAGE).text
    assert f'data-following="/desk/inspections/{first}"' in page


def test_thousands_are_paged_and_nothing_is_left_out_silently(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, _ = receive(lin, bai)
    copies(first, 129)
    chens = visitor(app, "chen")
    page = chens.get(f"/desk/inspections/{first}", headers=PAGE).text
    assert len(order(page)) == 40 and "第 1–40 件，共 130 件" in packed(page)
    seen = set(order(page))
    for start in (40, 80, 120, 99999):
        page = chens.get(f"/desk/inspections/{first}?start={start}", headers=PAGE).text
        seen |= set(order(page))
    assert len(seen) == 130 and "第 91–130 件，共 130 件" in packed(page)


def test_the_window_stands_around_the_one_that_is_shown(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, _ = receive(lin, bai)
    copies(first, 99)
    middle = db.session.query(Revision).order_by(Revision.received_at).offset(60).first()
    assert middle is not None
    rows = queue_of(app, "chen", middle.inspection_id)
    assert rows.index(middle.inspection_id) == 8 and len(rows) == 40


@pytest.mark.both
def test_a_page_of_many_asks_as_much_and_weighs_as_much_as_one_of_a_few(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, made = receive(lin, bai)
    waiting = uuid7()
    push(made, lin, id=waiting, missing=len(made.photos))
    copies(first, 8)
    chens = visitor(app, "chen")

    def page() -> tuple[int, int]:
        path = f"/desk/inspections/{first}?start=99999"
        chens.get(path, headers=PAGE)
        db.session.remove()
        with counted() as asked:
            answer = chens.get(path, headers=PAGE)
        return len(asked), len(answer.data)

    few, _ = page()
    copies(waiting, 45)
    copies(first, 245)
    many, weight = page()
    assert many == few
    assert weight < 150_000


def save(app: Flask, who: str, name: str, query: str) -> Any:
    form = {"name": name, "queue": query}
    return visitor(app, who).post("/desk/reviews/views", data=form, headers=PAGE)


def test_a_view_is_saved_replaced_by_its_name_and_deleted(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    receive(lin, bai)
    assert save(app, "chen", "不合格的", "status=failed").location == "/desk/reviews?status=failed"
    save(app, "chen", "不合格的", "status=failed&kind=market&evil=1")
    view = db.session.query(ReviewView).one()
    assert view.query == "kind=market&status=failed"
    chens = visitor(app, "chen")
    page = chens.get("/desk/reviews", headers=PAGE, follow_redirects=True).text
    assert 'href="/desk/reviews?kind=market&amp;status=failed"' in page and "不合格的" in page
    chens.post(f"/desk/reviews/views/{view.id}/delete", headers=PAGE)
    assert db.session.query(ReviewView).count() == 0


def test_a_refused_view_comes_back_filled_with_its_reason(app: Flask, chen: User) -> None:
    for number in range(20):
        save(app, "chen", f"筛选{number}", f"q={number}")
    answer = save(app, "chen", "再多一个", "q=21")
    assert answer.status_code == 409 and "最多保存 20 个筛选" in answer.text
    assert 'value="再多一个" aria-invalid="true"' in answer.text
    assert save(app, "chen", "长" * 41, "").status_code == 422
    assert save(app, "chen", "筛选3", "q=33").status_code == 302


def test_the_file_of_the_queue_is_narrowed_as_its_page(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    receive(lin, bai, make_premises(name="曹杨一小食堂（示例）"), fail=(COLD,))
    receive(lin, bai, make_premises(name="曹杨二小食堂（示例）"), on="2022-09-13")
    chens = visitor(app, "chen")
    rows = rows_of(chens, "reviews", status="failed", on="2022-09-14")[1:]
    assert [row[1] for row in rows] == ["曹杨一小食堂（示例）"]
    for wrong in ({"on": "never"}, {"status": "good"}):
        assert take(chens, "reviews", **wrong).status_code == 404
