"""Month-ends: frozen once, never changed, and every difference is explained by name."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history_reader import read_history
from inspect_app.domain.figures.tallies import add_up
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.figures import MonthEnd
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures import tallies
from inspect_app.queries.figures.month_ends import read_changes_since
from inspect_app.services.figures.month_ends import ends_until, freeze_month_ends
from inspect_app.services.figures.rebuild import rebuild_figures
from inspect_app.services.instance.history_import import import_history
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.queries.random_histories import PLAN, Maker
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

SCHOOL = current_plan().find_target("canteen-school")
SEPTEMBER = date(2022, 9, 30)
OCTOBER_1 = datetime(2022, 10, 1, 1, tzinfo=UTC)
LIST = "/desk/month-ends?target=canteen-school"
ONE = "/desk/month-ends/canteen-school/2022-09-30"


def shown(app: Flask, who: str, path: str) -> str:
    response = visitor(app, who).get(path, headers=PAGE)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("path", [LIST, ONE])
def test_a_supervisor_of_a_part_does_not_see_the_whole(app, chen: User, path: str):
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 403


@pytest.mark.parametrize(
    "path", ["canteen-school/2022-09-29", "none/2022-09-30", "canteen-school/x"]
)
def test_what_was_never_frozen_is_not_found(app, ming: User, path: str):
    freeze_month_ends(OCTOBER_1)
    assert visitor(app, "ming").get(f"/desk/month-ends/{path}", headers=PAGE).status_code == 404
    page = visitor(app, "ming").get("/desk/month-ends?target=none", headers=PAGE)
    assert page.status_code == 404


def test_a_month_is_frozen_once_it_is_over_and_never_again(app, lin, bai, chen):
    assert list(ends_until(date(2021, 1, 1), date(2021, 2, 27))) == [date(2021, 1, 31)]
    id, _ = receive(lin, bai, make_premises())
    approve(chen.id, id, 1, at=NOON + timedelta(hours=2))
    assert freeze_month_ends(OCTOBER_1) == 21  # January 2021 to September 2022
    before = {name: getattr(september(), name) for name in ("numerator", "denominator", "lists")}
    assert before["numerator"], before["denominator"] == (1, 1)
    wu = make_user("wu", role="supervisor")
    withdraw_approval(wu.id, id, 1, "照片不符", at=datetime(2022, 10, 5, tzinfo=UTC))
    assert freeze_month_ends(OCTOBER_1 + timedelta(hours=1)) == 0
    assert {name: getattr(september(), name) for name in before} == before
    noted = db.session.query(AuditEntry).filter_by(action="figures.freeze").all()
    assert len(noted) == 21


def september() -> MonthEnd:
    db.session.expire_all()
    return db.session.get(MonthEnd, (SEPTEMBER, "canteen-school"))


def test_each_difference_is_explained_by_name(app, lin, bai, chen, ming):
    late, taken = (
        make_premises(name="迟审小学食堂（示例）"),
        make_premises(name="撤回小学食堂（示例）"),
    )
    first, _ = receive(lin, bai, late)
    second, _ = receive(lin, bai, taken)
    approve(chen.id, second, 1, at=NOON + timedelta(hours=2))
    freeze_month_ends(OCTOBER_1)
    approve(chen.id, first, 1, at=datetime(2022, 10, 3, tzinfo=UTC))
    wu = make_user("wu", role="supervisor")
    withdraw_approval(wu.id, second, 1, "照片不符", at=datetime(2022, 10, 5, tzinfo=UTC))
    changes = read_changes_since(SCHOOL, SEPTEMBER, SEPTEMBER)
    found = changes.explain(changes.keys)
    causes = {one.key: [cause.cause for cause in one.causes] for one in found}
    assert causes == {late.id: ["late_approval"], taken.id: ["withdrawn_approval"]}
    text = shown(app, "ming", ONE)
    assert "迟审小学食堂" in text and "之后才通过" in text and "通过被撤回" in text
    assert september().lists["numerator"] in text
    assert "数未变" in shown(app, "ming", LIST)  # one came, one went


@pytest.mark.both
def test_a_month_is_frozen_whole_though_a_rebuild_swaps_it_meanwhile(app, monkeypatch, lin):
    make_premises()
    real = tallies.read_generation

    def overtaken():
        monkeypatch.setattr(tallies, "read_generation", real)
        found = real()
        other = Thread(target=rebuild_elsewhere, args=(app,))
        other.start()
        other.join()
        return found

    monkeypatch.setattr(tallies, "read_generation", overtaken)
    freeze_month_ends(OCTOBER_1)
    first = db.session.query(MonthEnd).filter_by(target="canteen-school").order_by("day").first()
    assert first.denominator == denominator_on(first.day) == 1


def rebuild_elsewhere(app: Flask) -> None:
    with app.app_context():
        rebuild_figures(OCTOBER_1)


def denominator_on(day: date) -> int:
    kept = tallies.tally_spans(AsOf(day, day)).get("canteen-school", {})
    return add_up(kept.values()).denominator


def test_what_was_frozen_before_a_history_was_loaded_is_frozen_anew(app):
    assert freeze_month_ends(OCTOBER_1) == 21  # of a server that ran empty
    import_history(read_history(Maker(11).history(), PLAN), "", at=OCTOBER_1)
    freeze_month_ends(OCTOBER_1)
    rows = db.session.query(MonthEnd).all()
    assert any(row.numerator for row in rows)
    for row in rows:
        kept = tallies.tally_spans(AsOf(row.day, row.day)).get(row.target, {})
        assert row.numerator == add_up(kept.values()).numerator, row.target


def test_an_unchanged_month_says_so(app, lin, ming):
    make_premises()
    freeze_month_ends(OCTOBER_1)
    assert "名单与当时相同" in shown(app, "ming", ONE)
