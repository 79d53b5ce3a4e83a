"""Who is turned away from the desk, and that a stranger cannot tell absent from not his."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user
from tests.signing import OURS, PAGE, visitor

PAGES = [
    *("/desk/", "/desk/reviews", "/desk/premises", "/desk/designations", "/desk/labels"),
    *("/desk/people", "/desk/checklists", "/desk/checklists/market/2021.1"),
    *("/desk/baselines", "/desk/quarantine", "/desk/rescue", "/desk/phones", "/desk/photos"),
    "/desk/map",
    "/desk/reports",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_sign_in(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=PAGE)
    assert response.status_code == 302
    assert response.location == f"/auth/sign-in?next={path}"


@pytest.mark.parametrize("path", ["/desk/", "/desk/inspections/x/approve"])
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "DELETE"])
def test_a_stranger_gets_no_more_by_another_method(
    client: FlaskClient, path: str, method: str
) -> None:
    response = client.open(path, method=method, headers=PAGE)
    assert response.status_code in (302, 400, 401, 405)
    assert response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_an_inspector_has_no_desk(app: Flask, lin: User, path: str) -> None:
    response = visitor(app, "lin").get(path, headers=PAGE)
    assert response.status_code == 403
    assert "岗位" in response.text


@pytest.mark.parametrize("path", ["/desk/inspections/{}", "/desk/premises/{}", "/desk/photos/{}/x"])
def test_what_is_absent_and_what_is_not_yours_answer_alike(
    app: Flask, lin: User, bai: User, path: str
) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    place = make_premises()
    id, _ = receive(lin, bai, place)
    theirs = path.format(place.id if "premises" in path else id)
    visit = visitor(app, "elsewhere")
    mine, absent = visit.get(theirs, headers=OURS), visit.get(path.format(uuid7()), headers=OURS)
    assert (mine.status_code, mine.data) == (absent.status_code, absent.data)
    assert mine.status_code == 404


def test_lists_hold_only_what_lies_in_scope(app: Flask, chen: User) -> None:
    make_premises(name="近处小学食堂（示例）")
    make_premises(name="远处小学食堂（示例）", area=TAOPU)
    make_premises(name="别类养老院食堂（示例）", kind="canteen_elderly")
    text = visitor(app, "chen").get("/desk/premises", headers=PAGE).text
    assert "近处小学食堂" in text
    assert "远处" not in text and "别类" not in text


def test_only_administrators_and_auditors_see_people(app: Flask, chen: User, ming: User) -> None:
    make_user("audit", role="auditor")
    assert visitor(app, "chen").get("/desk/people", headers=PAGE).status_code == 403
    for name in ("ming", "audit"):
        text = visitor(app, name).get("/desk/people", headers=PAGE).text
        assert "chen" in text and "argon2" not in text
