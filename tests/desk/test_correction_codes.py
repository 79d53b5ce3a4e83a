"""The operator's code at the desk: who may give another, how it stands; and its papers."""

import re

import pytest

from inspect_app.domain.corrections import codes as rules
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import OperatorCode
from tests.makers import TAOPU, make_user
from tests.public.operators import CODE, OTHER, Notice, Operator, make_notice, words_of
from tests.signing import PAGE, visitor


@pytest.fixture(autouse=True)
def hurried_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROUNDS", 10)


@pytest.fixture
def notice(lin, bai, chen) -> Notice:
    return make_notice(lin, bai, chen)


def give(app, who: str, notice: Notice, **more):
    return visitor(app, who).post(f"/desk/corrections/{notice.row.id}/code", **more)


def look(app, who: str, notice: Notice) -> str:
    return words_of(visitor(app, who).get(f"/desk/corrections/{notice.row.id}", headers=PAGE))


def alive() -> list[OperatorCode]:
    db.session.expire_all()
    return db.session.query(OperatorCode).filter_by(ended_at=None).all()


@pytest.mark.parametrize("role", ["inspector", "auditor", "administrator"])
def test_nobody_but_a_supervisor_gives_a_code(app, notice, role) -> None:
    make_user("other", role=role)
    assert give(app, "other", notice, headers=PAGE).status_code == 403
    assert notice.kept.ended_at is None


def test_a_supervisor_of_another_street_gives_none(app, notice) -> None:
    make_user("there", role="supervisor", areas=[TAOPU])
    assert give(app, "there", notice, headers=PAGE).status_code == 404
    assert notice.kept.ended_at is None


def test_another_site_cannot_have_a_code_replaced(app, notice, chen) -> None:
    foreign = PAGE | {"Origin": "https://elsewhere.example"}
    assert give(app, "chen", notice, headers=foreign).status_code == 403
    chens = visitor(app, "chen")
    app.config["WTF_CSRF_ENABLED"] = True
    assert chens.post(f"/desk/corrections/{notice.row.id}/code").status_code == 400
    assert notice.kept.ended_at is None


def test_a_get_gives_none(app, notice, chen) -> None:
    path = f"/desk/corrections/{notice.row.id}/code"
    assert visitor(app, "chen").get(path, headers=PAGE).status_code in (404, 405)
    assert notice.kept.ended_at is None


def test_only_a_code_that_was_given_has_a_last_day(app, notice, chen) -> None:
    assert "为止" in look(app, "chen", notice)
    db.session.query(OperatorCode).delete()
    db.session.commit()
    page = look(app, "chen", notice)
    assert "通知书上没有码" in page and "为止" not in page


def test_who_gave_the_code_does_not_accept_what_came_by_it(app, notice, lin, bai, chen) -> None:
    notice = make_notice(lin, bai, chen, OTHER)
    make_user("second", role="supervisor")
    assert give(app, "chen", notice, headers=PAGE).status_code == 200
    notice.move(notice.row.id, "report", "operator", reason="换好了（示例）", photos=1)
    page = look(app, "chen", notice)
    assert "整改码是您给的" in page and "接受，销号" not in page
    path, seen = f"/desk/corrections/{notice.row.id}/accept", {"seen": notice.row.steps}
    assert visitor(app, "chen").post(path, data=seen, headers=PAGE).status_code == 403
    assert notice.row.state == "reported"
    assert visitor(app, "second").post(path, data=seen, headers=PAGE).status_code == 302
    assert notice.row.state == "closed"


def test_once_all_is_ended_there_is_no_code_to_give(app, notice, chen) -> None:
    notice.move(notice.row.id, "void", "supervisor", reason="误开（示例）")
    assert "换一个码" not in look(app, "chen", notice) and "全部了结" in look(app, "chen", notice)
    assert give(app, "chen", notice, headers=PAGE).status_code == 409
    assert notice.kept.ended_at is None


def test_the_new_code_is_shown_once_and_opens_the_notice(app, notice, chen) -> None:
    operator = Operator(app)
    operator.type(notice.place, CODE)
    answer = give(app, "chen", notice, headers=PAGE)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    shown = re.search(r'code-new code">(\w{4}) (\w{4})<', answer.text)
    assert shown is not None and notice.place.code[:4] in answer.text
    code = shown[1] + shown[2]
    (kept,) = alive()
    assert code not in (kept.salt, kept.hash) and code[:4] not in look(app, "chen", notice)
    assert operator.get().status_code == 401
    assert operator.type(notice.place, CODE).status_code == 401
    assert operator.type(notice.place, code).status_code == 303
    entry = db.session.query(AuditEntry).filter_by(action="operator_code.replace").one()
    assert (entry.actor, entry.detail["code"]) == (chen.id, kept.id)
    assert "已换新码" in look(app, "chen", notice)


def test_whoever_comes_second_ends_the_code_of_the_first(app, notice, chen) -> None:
    for _ in range(2):
        assert give(app, "chen", notice, headers=PAGE).status_code == 200
    assert len(alive()) == 1


def test_the_page_tells_how_a_code_stands(app, notice, chen) -> None:
    assert "还没有用过" in look(app, "chen", notice)
    operator = Operator(app)
    operator.type(notice.place, CODE)
    operator.type(notice.place, "22222222")
    seen = look(app, "chen", notice)
    assert "打开 1 次" in seen and "错 1 次" in seen
    for number in range(50):
        operator.type(notice.place, "22222222", environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
    assert "错得太多，已停用" in look(app, "chen", notice)
    assert "换一个码" in look(app, "chen", notice)


def test_the_papers_of_its_inspection_stand_there(app, notice, chen) -> None:
    page = visitor(app, "chen").get(f"/desk/corrections/{notice.row.id}", headers=PAGE).text
    assert "现场检查笔录" in page and f"/desk/inspections/{notice.inspection}/papers" in page
    assert re.search(r"/desk/papers/[0-9a-f-]{36}\.pdf", page)
