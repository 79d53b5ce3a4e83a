"""Who is led to the privacy notice, how often, and who may note that he has read it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from inspect_app.domain.vocabulary import ROLES
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from tests.auth.factors import ask_for_factors, enrol, give_code, give_password
from tests.makers import PASSWORD, make_user
from tests.signing import OURS, PAGE, sign_in, visitor

WANTED = "?next=/desk/premises"


@pytest.fixture
def newcomer(app: Flask) -> User:
    app.config["WTF_CSRF_ENABLED"] = False
    return make_user("xin", role="supervisor", notice_read=False)


def notices(user: User) -> list[AuditEntry]:
    """What the audit says of notices that this user read."""
    query = select(AuditEntry).filter_by(action="notice.read", subject=f"user:{user.id}")
    return list(db.session.scalars(query))


def has_read(user: User) -> bool:
    db.session.refresh(user)
    return user.notice_read_at is not None


@pytest.mark.parametrize("path", ["/auth/notice", "/auth/notice/read"])
def test_a_stranger_has_read_nothing(client: FlaskClient, path: str) -> None:
    assert client.post(path, headers=OURS).status_code == 401
    assert db.session.scalars(select(AuditEntry).filter_by(action="notice.read")).all() == []


def test_another_site_notes_nothing_in_somebodys_name(app: Flask, newcomer: User) -> None:
    browser = visitor(app, "xin")
    app.config["WTF_CSRF_ENABLED"] = True
    foreign = {"Origin": "https://elsewhere.example"}
    assert browser.post("/auth/notice/read", headers=OURS | foreign).status_code == 403
    assert browser.post("/auth/notice/read", headers=PAGE).status_code == 403
    assert browser.post("/auth/notice", headers=PAGE).status_code == 400
    app.config["WTF_CSRF_ENABLED"] = False
    assert browser.post("/auth/notice", headers=PAGE | foreign).status_code == 403
    assert not has_read(newcomer)


def test_a_newcomer_reads_it_once_and_goes_on_to_where_he_wanted(
    client: FlaskClient, newcomer: User
) -> None:
    led = give_password(client, "xin", WANTED)
    assert (led.status_code, led.location) == (302, "/auth/notice?next=/desk/premises")
    assert "知道了" in client.get(led.location, headers=PAGE).text
    on = client.post(led.location, headers=PAGE)
    assert (on.status_code, on.location) == (302, "/desk/premises")
    assert "知道了" not in client.get("/auth/notice", headers=PAGE).text
    client.post("/auth/notice", headers=PAGE)
    assert [entry.actor for entry in notices(newcomer)] == [newcomer.id]
    client.post("/auth/sign-out", headers=PAGE)
    assert give_password(client, "xin", WANTED).location == "/desk/premises"


def test_whoever_leaves_the_notice_unread_is_led_to_it_again(
    client: FlaskClient, newcomer: User
) -> None:
    give_password(client, "xin")
    client.post("/auth/sign-out", headers=PAGE)
    assert give_password(client, "xin").location == "/auth/notice"


def test_the_second_step_of_a_sign_in_leads_there_too(
    app: Flask, client: FlaskClient, newcomer: User
) -> None:
    ask_for_factors(app)
    made = enrol(app, newcomer)
    to_code = give_password(client, "xin", WANTED)
    assert to_code.location == "/auth/sign-in/code?next=/desk/premises"
    assert give_code(client, made.code(), WANTED).location == "/auth/notice?next=/desk/premises"


@pytest.mark.parametrize("next", ["//elsewhere.example", "https://elsewhere.example", "/\\x"])
def test_the_notice_leads_to_no_other_site(app: Flask, newcomer: User, next: str) -> None:
    browser = visitor(app, "xin")
    answer = browser.post("/auth/notice", query_string={"next": next}, headers=PAGE)
    assert answer.location == "/desk/"


@pytest.mark.parametrize("role", ROLES)
def test_a_program_is_told_until_it_notes_that_the_notice_was_read(app: Flask, role: str) -> None:
    user, client = make_user("new", role=role, notice_read=False), app.test_client()
    assert sign_in(client, "new", PASSWORD).json["notice"] is True
    for _ in range(2):
        assert client.post("/auth/notice/read", headers=OURS).status_code == 204
    assert has_read(user) and len(notices(user)) == 1
    assert "notice" not in sign_in(client, "new", PASSWORD).json


def test_everybody_may_read_it_and_the_sign_in_page_links_to_it(client: FlaskClient) -> None:
    assert 'href="/auth/notice"' in client.get("/auth/sign-in", headers=PAGE).text
    page = client.get("/auth/notice", headers=PAGE).text
    assert all(word in page for word in ("存什么", "为什么", "存多久", "谁看得到", "找谁"))
    assert "知道了" not in page
    assert "Whom to ask" in client.get("/auth/notice?lang=en", headers=PAGE).text
