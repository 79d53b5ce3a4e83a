"""Who does not get in by the password alone, and what stands in for a lost phone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy import select

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.factors import PendingSignIn, RecoveryCode, Totp
from inspect_app.models.people import User
from inspect_app.models.sync import SyncMeta
from inspect_app.services.people import accounts
from inspect_app.services.people.factors import enrolment, seeds
from inspect_app.services.people.factors.rule import rule_in_force
from inspect_app.services.people.sessions import Visitor
from inspect_app.services.people.sign_in_steps import (
    STEP_LIVES,
    Pending,
    Policy,
    begin_sign_in,
    drop_old_steps,
    finish_sign_in,
)
from tests.auth.factors import ask_for_factors, enrol, give_code, give_password, is_in
from tests.makers import PASSWORD, make_user
from tests.signing import OURS, PAGE

AT = datetime(2022, 9, 14, 2, 0, tzinfo=UTC)
HERE = Visitor(agent="test", address="203.0.113.9")


@pytest.fixture(autouse=True)
def asked(app: Flask) -> None:
    ask_for_factors(app)


def policy(app: Flask, rule: str = "staff") -> Policy:
    return Policy(rule, app.config["SETTINGS"].instance)


def code_of(error: pytest.ExceptionInfo[ProblemError]) -> str:
    return error.value.problem.code


def test_the_password_alone_opens_nothing(app: Flask, client: FlaskClient, chen: User) -> None:
    enrol(app, chen)
    answer = give_password(client, "chen")
    assert (answer.status_code, answer.location) == (302, "/auth/sign-in/code")
    assert client.get_cookie("inspect") is None
    for path in ("/desk/", "/auth/sessions", "/auth/factor", "/auth/password"):
        assert client.get(path, headers=OURS).status_code == 401


def test_the_cookie_of_the_first_step_is_no_session(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    enrol(app, chen)
    give_password(client, "chen")
    step = client.get_cookie("inspect-step")
    assert step
    client.set_cookie("inspect", step.value)
    assert not is_in(client)


def test_a_wrong_code_is_turned_away(app: Flask, client: FlaskClient, chen: User) -> None:
    app_ = enrol(app, chen)
    give_password(client, "chen")
    wrong = f"{(int(app_.code()) + 1) % 1_000_000:06}"
    for code in (wrong, "0", "abc", "１２"):
        assert give_code(client, code).status_code == 401
    assert not is_in(client)


def test_the_right_code_leads_on_to_where_the_person_wanted_to_go(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    app_ = enrol(app, chen)
    to = give_password(client, "chen", "?next=/desk/premises").location
    assert to == "/auth/sign-in/code?next=/desk/premises"
    assert "chen" in client.get(to, headers=PAGE).text
    answer = give_code(client, app_.code(), "?next=/desk/premises")
    assert answer.location == "/desk/premises" and is_in(client)
    assert client.get_cookie("inspect-step") is None


def test_no_code_is_accepted_twice_nor_an_older_one(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    assert signed_in(app, app_.code(AT), AT)
    for at, code in ((AT, app_.code(AT)), (AT, app_.code(AT, -1))):
        with pytest.raises(ProblemError) as refused:
            signed_in(app, code, at)
        assert code_of(refused) == "code"
    later = AT + timedelta(seconds=30)
    assert signed_in(app, app_.code(later), later)


def signed_in(app: Flask, code: str, at: datetime) -> bool:
    step = begin_sign_in("chen", PASSWORD, HERE, at, policy(app))
    assert isinstance(step, Pending)
    return finish_sign_in(step.token, code, HERE, at, policy(app)).user.name == "chen"


def test_a_step_ends_after_ten_minutes(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    step = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    assert isinstance(step, Pending)
    late = AT + STEP_LIVES
    with pytest.raises(ProblemError) as refused:
        finish_sign_in(step.token, app_.code(late), HERE, late, policy(app))
    assert code_of(refused) == "sign_in_again"
    drop_old_steps(late)
    assert db.session.query(PendingSignIn).count() == 0


def test_a_step_is_finished_once(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    step = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    assert isinstance(step, Pending)
    finish_sign_in(step.token, app_.code(AT), HERE, AT, policy(app))
    with pytest.raises(ProblemError) as refused:
        finish_sign_in(step.token, app_.codes[0], HERE, AT, policy(app))
    assert code_of(refused) == "sign_in_again"


def test_a_new_password_ends_a_step_that_the_old_one_began(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    step = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    accounts.set_password("chen", "Kitchen-window-2024", at=AT)
    assert isinstance(step, Pending)
    with pytest.raises(ProblemError) as refused:
        finish_sign_in(step.token, app_.code(AT), HERE, AT, policy(app))
    assert code_of(refused) == "sign_in_again"


def test_codes_are_guessed_as_slowly_as_passwords(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    step = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    assert isinstance(step, Pending)
    answers = []
    for _ in range(8):
        with pytest.raises(ProblemError) as refused:
            finish_sign_in(step.token, "000000", HERE, AT, policy(app))
        answers.append(code_of(refused))
    assert answers == ["code"] * 5 + ["too_many"] * 3
    with pytest.raises(ProblemError) as refused:
        finish_sign_in(step.token, app_.code(AT), HERE, AT, policy(app))
    assert code_of(refused) == "too_many"


def test_a_recovery_code_works_once_however_it_is_typed(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    assert len(set(app_.codes)) == 10
    assert signed_in(app, f" {app_.codes[0].lower().replace('-', '')} ", AT)
    with pytest.raises(ProblemError) as refused:
        signed_in(app, app_.codes[0], AT)
    assert code_of(refused) == "code"
    assert signed_in(app, app_.codes[1], AT)


def test_new_recovery_codes_end_the_old_ones(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    new = enrolment.renew_recovery_codes(chen.id, at=AT)
    with pytest.raises(ProblemError):
        signed_in(app, app_.codes[0], AT)
    assert signed_in(app, new[0], AT)


def test_neither_seed_nor_recovery_codes_lie_in_the_database(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen)
    row = db.session.get_one(Totp, chen.id)
    assert row.seed and app_.seed not in row.seed
    hashes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert not {code.replace("-", "") for code in app_.codes} & set(hashes)
    key = Path(app.config["SETTINGS"].instance) / "keys" / "factors"
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_new_key_goes_above_the_old_one(app: Flask, tmp_path: Path) -> None:
    stored = seeds.encrypt("SEED", tmp_path)
    file = tmp_path / "keys" / "factors"
    old = file.read_text()
    file.unlink()
    seeds.encrypt("OTHER", tmp_path)
    with pytest.raises(ProblemError, match="factor_key"):
        seeds.decrypt(stored, tmp_path)
    file.write_text(file.read_text() + old)
    assert seeds.decrypt(stored, tmp_path) == "SEED"


def test_a_program_needs_the_code_too(app: Flask, client: FlaskClient, chen: User) -> None:
    app_ = enrol(app, chen)
    body = {"user": "chen", "password": PASSWORD}
    refused = client.post("/auth/login", json=body, headers=OURS)
    assert (refused.status_code, refused.json["error"]["code"]) == (401, "code")
    assert "Set-Cookie" not in refused.headers
    wrong = client.post("/auth/login", json=body | {"code": "x"}, headers=OURS)
    assert wrong.json["error"]["code"] == "code"
    given = client.post("/auth/login", json=body | {"code": app_.code()}, headers=OURS)
    assert given.status_code == 200 and is_in(client)


def test_under_staff_an_inspectors_phone_signs_in_in_one_step(
    client: FlaskClient, lin: User
) -> None:
    body = {"user": "lin", "password": PASSWORD}
    assert client.post("/auth/login", json=body, headers=OURS).status_code == 200
    db.session.refresh(lin)
    assert lin.factor_due_at is None


def test_under_all_a_phone_is_asked_too(app: Flask, client: FlaskClient, lin: User) -> None:
    ask_for_factors(app, "all")
    app_ = enrol(app, lin)
    body = {"user": "lin", "password": PASSWORD}
    assert client.post("/auth/login", json=body, headers=OURS).json["error"]["code"] == "code"
    body["code"] = app_.code()
    assert client.post("/auth/login", json=body, headers=OURS).status_code == 200


def test_after_seven_days_the_password_alone_does_not_open_enrolment(
    app: Flask, chen: User
) -> None:
    first = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    assert not isinstance(first, Pending)
    later = AT + timedelta(days=7)
    assert not isinstance(
        begin_sign_in("chen", PASSWORD, HERE, later - timedelta(seconds=1), policy(app)), Pending
    )
    assert isinstance(begin_sign_in("chen", PASSWORD, HERE, later, policy(app)), Pending)
    with pytest.raises(ProblemError) as refused:
        enrolment.begin_totp(chen.id, instance=policy(app).instance, at=later)
    assert code_of(refused) == "second_factor"


def test_after_seven_days_a_program_is_told_what_to_do(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    chen.factor_due_at = AT
    db.session.commit()
    body = {"user": "chen", "password": PASSWORD}
    refused = client.post("/auth/login", json=body, headers=OURS)
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "second_factor")


def test_nobody_but_another_administrator_resets_a_factor(
    app: Flask, lin: User, chen: User, ming: User
) -> None:
    enrol(app, ming)
    for actor, code in ((lin, "role"), (chen, "role"), (ming, "second_person")):
        with pytest.raises(ProblemError) as refused:
            enrolment.issue_enrolment_code(actor.id, "ming", at=AT)
        assert code_of(refused) == code
    assert db.session.get(Totp, ming.id)


def test_an_enrolment_code_opens_enrolment_once(app: Flask, chen: User, ming: User) -> None:
    app_ = enrol(app, chen, AT)
    code = enrolment.issue_enrolment_code(ming.id, "chen", at=AT)
    for used in (app_.code(AT), app_.codes[0], "AAAA-AAAA-AAAA"):
        with pytest.raises(ProblemError) as refused:
            signed_in(app, used, AT)
        assert code_of(refused) == "code"
    assert signed_in(app, code, AT)
    enrol(app, chen, AT + timedelta(hours=1))
    with pytest.raises(ProblemError):
        signed_in(app, code, AT)


def test_an_enrolment_code_ends_after_a_day_and_with_the_next_one(
    app: Flask, chen: User, ming: User
) -> None:
    first = enrolment.issue_enrolment_code(ming.id, "chen", at=AT)
    second = enrolment.issue_enrolment_code(ming.id, "chen", at=AT)
    late = AT + timedelta(hours=24)
    for code, at in ((first, AT), (second, late)):
        with pytest.raises(ProblemError):
            signed_in(app, code, at)


def test_a_reset_ends_every_session(app: Flask, client: FlaskClient, chen: User) -> None:
    app_ = enrol(app, chen)
    give_password(client, "chen")
    give_code(client, app_.code())
    assert is_in(client)
    enrolment.reset_factor("chen", at=datetime.now(UTC))
    assert not is_in(client)


def test_a_step_of_a_disabled_person_is_turned_away(app: Flask, chen: User) -> None:
    app_ = enrol(app, chen, AT)
    step = begin_sign_in("chen", PASSWORD, HERE, AT, policy(app))
    accounts.disable_user("chen", at=AT)
    assert isinstance(step, Pending)
    with pytest.raises(ProblemError):
        finish_sign_in(step.token, app_.code(AT), HERE, AT, policy(app))


def test_off_asks_nobody(app: Flask, client: FlaskClient, chen: User) -> None:
    enrol(app, chen)
    ask_for_factors(app, "off")
    assert give_password(client, "chen").location == "/desk/" and is_in(client)


def test_an_inspector_who_is_not_asked_enrols_nothing(client: FlaskClient, lin: User) -> None:
    give_password(client, "lin")
    assert "没有要设置的" in client.get("/auth/factor", headers=PAGE).text
    assert client.post("/auth/factor/app", headers=PAGE).status_code == 403
    assert client.get("/auth/factor/app", headers=PAGE).status_code == 404


def test_the_desk_counts_the_days_until_a_factor_is_there(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    give_password(client, "chen")
    assert "请在 7 天内启用双重验证" in client.get("/desk/", headers=PAGE).text
    enrol(app, chen)
    assert "启用双重验证" not in client.get("/desk/", headers=PAGE).text


def test_the_demo_district_is_off_and_says_so_unless_the_operator_decides(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    settings = app.config["SETTINGS"]
    ask_for_factors(app, "")
    assert rule_in_force(app.config["SETTINGS"]) == "staff"
    db.session.get_one(SyncMeta, 1).fictional = True
    db.session.commit()
    assert rule_in_force(app.config["SETTINGS"]) == "off"
    give_password(client, "chen")
    assert "示例数据，未启用双重验证" in client.get("/desk/", headers=PAGE).text
    assert rule_in_force(settings) == "staff"


def test_an_app_is_enrolled_by_its_first_code_on_the_pages(client: FlaskClient, chen: User) -> None:
    give_password(client, "chen")
    assert client.post("/auth/factor/app", headers=PAGE).location == "/auth/factor/app"
    page = client.get("/auth/factor/app", headers=PAGE).text
    seed = page.split("data-seed>")[1].split("<")[0].replace(" ", "")
    wrong = client.post("/auth/factor/app/confirm", data={"code": "abcdef"}, headers=PAGE)
    assert wrong.status_code == 401 and "data-seed>" in wrong.text
    form = {"code": TOTP(seed).now()}
    shown = client.post("/auth/factor/app/confirm", data=form, headers=PAGE)
    assert shown.status_code == 200 and shown.text.count('<li class="code">') == 10
    assert client.get("/auth/factor/app", headers=PAGE).status_code == 404
    assert "启用动态码" not in client.get("/auth/factor", headers=PAGE).text


def test_an_auditor_is_asked_as_all_of_the_desk_are(app: Flask, client: FlaskClient) -> None:
    enrol(app, make_user("audit", role="auditor"))
    assert give_password(client, "audit").location == "/auth/sign-in/code"
