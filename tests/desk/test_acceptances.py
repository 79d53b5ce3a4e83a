"""Acceptances at the desk: a site shows its attempts, and an order turns the first one."""

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user, replace_attrs
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

KIND = ["construction_site"]


@pytest.fixture
def held(app: Flask) -> tuple[Premises, str]:
    """A major site and the approved first acceptance of its unit work."""
    lin = make_user("lin", role="inspector", kinds=KIND)
    bai = make_user("bai", role="inspector", kinds=KIND)
    fang = make_user("fang", role="supervisor", kinds=KIND)
    site = make_premises(kind="construction_site")
    work = make_premises(kind="unit_work", name="1号楼（示例）")
    work.parent_id = site.id
    db.session.commit()
    replace_attrs(site, {"major": True})
    acceptance = {"unit_work": work.id}
    code = "construction-acceptance"
    id, _ = receive(lin, bai, site, on="2022-03-01", code=code, acceptance=acceptance)
    approve(fang.id, id, 1, at=NOON)
    return site, id


def order(app: Flask, person: str, id: str, reason: str = "普建备〔2022〕3号") -> int:
    path = f"/desk/acceptances/{id}/reopen"
    return visitor(app, person).post(path, data={"reason": reason}, headers=PAGE).status_code


def test_an_auditor_and_somebody_elsewhere_order_nothing(
    app: Flask, held: tuple[Premises, str]
) -> None:
    make_user("au", role="auditor")
    make_user("elsewhere", role="supervisor", areas=[TAOPU], kinds=KIND)
    assert order(app, "au", held[1]) == 403
    assert order(app, "elsewhere", held[1]) == 404
    assert db.session.query(Acceptance).one().reopened_at is None


def test_an_order_without_a_reason_or_of_nothing_is_refused(
    app: Flask, held: tuple[Premises, str]
) -> None:
    assert order(app, "fang", held[1], reason=" ") == 422
    assert order(app, "fang", uuid7()) == 404


def test_a_site_shows_its_attempts_and_an_order_turns_the_first(
    app: Flask, held: tuple[Premises, str], ming: User
) -> None:
    site, id = held
    desk = visitor(app, "ming")
    page = desk.get(f"/desk/premises/{site.id}", headers=PAGE).text
    assert "单位工程验收" in page and "1号楼" in page
    side = "/desk/targets/project-first-pass?as_of=2099-12-30&side="
    assert "1号楼" in desk.get(f"{side}numerator", headers=PAGE).text
    assert order(app, "fang", id) == 302
    assert order(app, "fang", id) == 409
    assert "1号楼" not in desk.get(f"{side}numerator", headers=PAGE).text
    assert "1号楼" in desk.get(f"{side}denominator", headers=PAGE).text
    assert "已责令重新验收" in desk.get(f"/desk/premises/{site.id}", headers=PAGE).text


def test_other_premises_have_no_such_list(app: Flask, ming: User) -> None:
    place = make_premises()
    page = visitor(app, "ming").get(f"/desk/premises/{place.id}", headers=PAGE).text
    assert "单位工程验收" not in page


def test_a_unit_work_shows_its_own_attempts_and_no_visits(
    app: Flask, held: tuple[Premises, str], ming: User
) -> None:
    site, id = held
    other = make_premises(kind="unit_work", name="2号楼（示例）")
    other.parent_id = site.id
    db.session.commit()
    desk = visitor(app, "ming")
    work = db.session.query(Premises).filter_by(name="1号楼（示例）").one()
    page = desk.get(f"/desk/premises/{work.id}", headers=PAGE).text
    assert f"/desk/inspections/{id}" in page and "历次检查" not in page
    page = desk.get(f"/desk/premises/{other.id}", headers=PAGE).text
    assert "还没有验收" in page and id not in page


def test_an_acceptance_is_no_result_of_its_site(
    app: Flask, held: tuple[Premises, str], ming: User
) -> None:
    page = visitor(app, "ming").get("/desk/premises?kind=construction_site", headers=PAGE).text
    assert held[0].name.removesuffix("（示例）") in page and held[1] not in page
