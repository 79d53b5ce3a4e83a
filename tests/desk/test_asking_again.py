"""A grave step at a desk that was left open: asked again first, and nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.extensions import db
from inspect_app.models.people import Session, User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.baselines import count_baselines
from tests.auth.factors import enrol
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE, visitor

FORM = {"target": "demo-street", "value": "7", "dated_on": "2021-01-01", "document": "文（示例）"}
ASKED = 'name="proof"'
GRAVE = {
    *("account.begin_app", "account.renew_codes"),
    *("account.end_session", "account.end_others"),
    *("account.begin_passkey", "account.remove_all_passkeys"),
    *("desk.issue_drain_code", "desk.import_rescue", "desk.enter_baseline"),
    *("desk.confirm_baseline", "desk.drop_baseline"),
    *("desk.confirm_reported", "desk.drop_reported"),
    *("desk.issue_link", "desk.reset_second_factor", "desk.disable_person", "desk.enable_person"),
    *("desk.enter_title", "desk.confirm_title", "desk.drop_title", "desk.revoke_title"),
    *("desk.confirm_revocation", "desk.drop_revocation"),
}


def wait(minutes: float) -> None:
    db.session.query(Session).update({"proven_at": datetime.now(UTC) - timedelta(minutes=minutes)})
    db.session.commit()


@pytest.fixture
def target() -> dict[str, str]:
    first = next(one for one in current_plan().targets if one.is_count)
    return FORM | {"target": first.id}


@pytest.fixture
def desk(app: Flask, ming: User) -> FlaskClient:
    """A browser in which somebody else may sit by now."""
    client = visitor(app, "ming")
    wait(5.1)
    return client


def is_entered() -> bool:
    db.session.expire_all()
    return count_baselines()[0] > 0


def test_every_grave_step_asks_again(app: Flask) -> None:
    asking = {name for name, view in app.view_functions.items() if hasattr(view, "asks_again")}
    assert asking == GRAVE


def test_nothing_happens_without_an_answer(desk: FlaskClient, target: dict[str, str]) -> None:
    answer = desk.post("/desk/baselines", data=target, headers=PAGE)
    assert answer.status_code == 403 and ASKED in answer.text
    assert not is_entered()
    refused = desk.post("/desk/baselines", data=target, headers=OURS)
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "proof")


def test_a_wrong_answer_is_turned_away_and_asked_again_with_what_was_typed(
    desk: FlaskClient, target: dict[str, str]
) -> None:
    for wrong in ("", "Kitchen-window-2023", "123456"):
        answer = desk.post("/desk/baselines", data=target | {"proof": wrong}, headers=PAGE)
        assert answer.status_code == 403 and ASKED in answer.text
        assert f'name="target" value="{target["target"]}"' in answer.text
        assert wrong not in answer.text or not wrong
    assert not is_entered()


def test_the_right_answer_sends_the_form_on_as_it_was(
    desk: FlaskClient, target: dict[str, str]
) -> None:
    form = target | {"proof": PASSWORD}
    assert desk.post("/desk/baselines", data=form, headers=PAGE).status_code == 302
    assert is_entered()


def test_a_code_is_an_answer_too_and_only_once(
    app: Flask, desk: FlaskClient, ming: User, target: dict[str, str]
) -> None:
    code = enrol(app, ming).code()
    form = target | {"proof": code}
    assert desk.post("/desk/baselines", data=form, headers=PAGE).status_code == 302
    wait(6)
    assert desk.post("/desk/baselines", data=form, headers=PAGE).status_code == 403


def test_an_answer_is_good_for_five_minutes_in_that_browser_alone(
    app: Flask, desk: FlaskClient, target: dict[str, str]
) -> None:
    other = visitor(app, "ming")
    wait(6)
    desk.post("/desk/baselines", data=target | {"proof": PASSWORD}, headers=PAGE)
    assert desk.post("/desk/baselines", data=target, headers=PAGE).status_code == 302
    assert other.post("/desk/baselines", data=target, headers=PAGE).status_code == 403
    wait(5)
    assert desk.post("/desk/baselines", data=target, headers=PAGE).status_code == 403


def test_answers_are_guessed_slowly(app: Flask, desk: FlaskClient) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], limits=True)
    form = FORM | {"proof": "guess"}
    answers = [desk.post("/desk/baselines", data=form, headers=PAGE) for _ in range(7)]
    assert [one.status_code for one in answers] == [403] * 5 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_another_site_is_refused_before_it_is_asked(desk: FlaskClient) -> None:
    foreign = PAGE | {"Origin": "https://elsewhere.example"}
    answer = desk.post("/desk/baselines", data=FORM | {"proof": PASSWORD}, headers=foreign)
    assert answer.status_code == 403 and ASKED not in answer.text


def test_what_was_typed_is_never_markup(desk: FlaskClient) -> None:
    answer = desk.post("/desk/baselines", data={"x": '"><script>alert(1)'}, headers=PAGE)
    assert "<script>alert" not in answer.text


def test_an_answer_makes_a_new_token_and_the_old_one_opens_nothing(
    app: Flask, desk: FlaskClient, target: dict[str, str]
) -> None:
    before = desk.get_cookie("inspect")
    assert before is not None
    desk.post("/desk/baselines", data=target | {"proof": PASSWORD}, headers=PAGE)
    after = desk.get_cookie("inspect")
    assert after is not None and after.value != before.value
    assert desk.get("/desk/", headers=PAGE).status_code == 200
    old = {"Cookie": f"inspect={before.value}"} | PAGE
    assert app.test_client(use_cookies=False).get("/desk/", headers=old).status_code == 302


def test_a_form_that_is_refused_after_the_answer_leaves_its_person_signed_in(
    desk: FlaskClient, target: dict[str, str]
) -> None:
    wrong = target | {"value": "x", "proof": PASSWORD}
    assert desk.post("/desk/baselines", data=wrong, headers=PAGE).status_code == 422
    assert desk.get("/desk/", headers=PAGE).status_code == 200
