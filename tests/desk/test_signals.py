"""Signals of quality at the desk: told in words, with what they do not mean, within one's scope."""

from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from tests.bodies import make_body, signed
from tests.desk.inspections import receive
from tests.desk.test_second_submission import page_of
from tests.desk.test_signature_content import with_note
from tests.makers import TAOPU, make_premises, make_user
from tests.services.pushing import NOON, push


def test_a_photo_of_another_street_is_told_without_its_place(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    far = make_premises(area=TAOPU, name="桃浦食堂（示例）")
    there = [make_user(name, role="inspector", areas=[TAOPU]) for name in ("tu", "su")]
    receive(*there, far)
    id, _ = receive(lin, bai, make_premises())
    page = page_of(app, id)
    assert 'class="signal signal-look" data-signal="reused"' in page
    assert "在你的范围以外的一次检查里" in page and "桃浦食堂" not in page


def test_a_reused_photo_leads_to_the_other_visit(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    first, _ = receive(lin, bai, make_premises(name="先用过的食堂（示例）"))
    id, _ = receive(lin, bai, make_premises())
    signal = page_of(app, id).split('data-signal="reused"')[1].split("</details>")[0]
    assert f'href="/desk/inspections/{first}"' in signal and "先用过的食堂" in signal
    assert "只能证明其中一次" in signal and "不说明哪一次是真的" in signal


def test_a_visit_of_five_minutes_is_told_with_the_usual_time(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, sealed_at="2022-09-14T10:17:00+08:00")
    page = page_of(app, id)
    assert "5 分，比同类的 " in page and "不是统计" in page


def test_signatures_that_are_bound_to_nothing_are_told(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    page = page_of(app, id)
    assert "3 个没有绑定这份内容" in page and "没有确认不等于代签" in page


def test_bound_signatures_raise_nothing_but_the_open_question(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = uuid7()
    push(signed(make_body(lin, bai, make_premises()), id), lin, id=id, at=NOON)
    assert "0 个没有绑定这份内容，1 个还没有本人确认" in page_of(app, id)


def test_what_was_changed_after_the_signatures_is_not_called_signed(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = uuid7()
    first = signed(make_body(lin, bai, make_premises()), id)
    push(first, lin, id=id, at=NOON)
    push(with_note(first), lin, id=id, rev=2, at=NOON)
    page = page_of(app, id)
    assert page.count("签于第 1 次提交") == 3 and "3 个没有绑定这份内容" in page
