"""A password that nobody else has seen: who issues the link, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.factors import Invitation
from inspect_app.models.people import User
from inspect_app.services.people import accounts
from inspect_app.services.people.invitations import LIVES, accept_invitation, invite
from inspect_app.services.people.sessions import Visitor, sign_in
from tests.auth.factors import enrol, is_in
from tests.makers import CAOYANG, PASSWORD
from tests.signing import OURS, PAGE, visitor

AT = datetime(2022, 9, 14, 2, 0, tzinfo=UTC)
NEW = "Serving-hatch-2023"
HERE = Visitor(agent="test", limited=False)


def refused(token: str, at: datetime = AT) -> str:
    with pytest.raises(ProblemError) as error:
        accept_invitation(token, NEW, at=at)
    return error.value.problem.code


@pytest.mark.parametrize("name", ["lin", "chen", "audit"])
def test_only_an_administrator_issues_a_link(app: Flask, lin: User, chen: User, name: str) -> None:
    audit = accounts.add_user(
        "audit", role="auditor", areas=[CAOYANG], kinds=["market"], password=PASSWORD, at=AT
    )
    actor = {"lin": lin, "chen": chen, "audit": audit}[name]
    with pytest.raises(ProblemError, match="role"):
        invite("lin", at=AT, actor=actor.id)
    desk = visitor(app, name)
    for act in ("link", "factor", "disable", "enable"):
        assert desk.post(f"/desk/people/{lin.id}/{act}", headers=OURS).status_code == 403
    assert db.session.query(Invitation).count() == 0


def test_an_administrator_does_none_of_it_to_himself(app: Flask, ming: User) -> None:
    desk = visitor(app, "ming")
    for act in ("link", "factor", "disable"):
        answer = desk.post(f"/desk/people/{ming.id}/{act}", headers=OURS)
        assert answer.json["error"]["code"] == "second_person"


def test_an_invented_link_opens_nothing(client: FlaskClient, lin: User) -> None:
    assert client.get("/auth/invitations/none", headers=PAGE).status_code == 404
    assert refused("none") == "invitation"


def test_a_link_works_once(app: Flask, lin: User) -> None:
    token = invite("lin", at=AT)
    accept_invitation(token, NEW, at=AT)
    assert refused(token) == "invitation"
    assert sign_in("lin", NEW, HERE, AT)


def test_a_link_ends_after_three_days_and_with_the_next_one(app: Flask, lin: User) -> None:
    first, second = invite("lin", at=AT), invite("lin", at=AT)
    assert refused(first) == refused(second, AT + LIVES) == "invitation"
    accept_invitation(second, NEW, at=AT + LIVES - timedelta(seconds=1))


def test_a_disabled_person_is_not_let_in_by_a_link(app: Flask, lin: User) -> None:
    token = invite("lin", at=AT)
    accounts.disable_user("lin", at=AT)
    assert refused(token) == "invitation"
    with pytest.raises(ProblemError, match="not_found"):
        invite("lin", at=AT)


def test_a_bad_password_uses_no_link_up(app: Flask, lin: User) -> None:
    token = invite("lin", at=AT)
    with pytest.raises(ProblemError, match="password_rules"):
        accept_invitation(token, "short", at=AT)
    accept_invitation(token, NEW, at=AT)


def test_the_old_password_works_until_the_link_is_used(app: Flask, lin: User) -> None:
    phone = visitor(app, "lin")
    token = invite("lin", at=AT)
    assert is_in(phone)
    accept_invitation(token, NEW, at=AT)
    assert not is_in(phone)
    with pytest.raises(ProblemError, match="credentials"):
        sign_in("lin", PASSWORD, HERE, AT)


def test_nobody_signs_in_to_an_account_without_a_password(app: Flask) -> None:
    accounts.add_user(
        "new", role="inspector", areas=[CAOYANG], kinds=["market"], password=None, at=AT
    )
    for guess in ("", "None", "nobody has this password"):
        with pytest.raises(ProblemError, match="credentials"):
            sign_in("new", guess, HERE, AT)


def test_the_link_that_the_desk_shows_leads_to_a_password(
    app: Flask, client: FlaskClient, lin: User, ming: User
) -> None:
    desk = visitor(app, "ming")
    assert "lin" in desk.get(f"/desk/people/{lin.id}", headers=PAGE).text
    page = desk.post(f"/desk/people/{lin.id}/link", headers=PAGE).text
    link = page.split('person-link code">')[1].split("<")[0]
    assert link.startswith("http://localhost/auth/invitations/")
    assert "lin" in client.get(link, headers=PAGE).text
    wrong = client.post(link, data={"new": "short"}, headers=PAGE)
    assert wrong.status_code == 422 and 'name="new"' in wrong.text
    done = client.post(link, data={"new": NEW}, headers=PAGE)
    assert done.location == "/auth/sign-in?set=1"
    assert "密码已设好" in client.get(done.location, headers=PAGE).text
    assert link not in desk.get(f"/desk/people/{lin.id}", headers=PAGE).text


def test_the_desk_resets_a_factor_and_disables(app: Flask, chen: User, ming: User) -> None:
    enrol(app, chen)
    desk = visitor(app, "ming")
    page = desk.post(f"/desk/people/{chen.id}/factor", headers=PAGE).text
    assert 'class="drain-code code">' in page and "没有启用" in page
    desk.post(f"/desk/people/{chen.id}/disable", headers=PAGE)
    db.session.refresh(chen)
    assert chen.disabled_at is not None
    desk.post(f"/desk/people/{chen.id}/enable", headers=PAGE)
    db.session.refresh(chen)
    assert chen.disabled_at is None


def test_no_page_lets_one_person_type_the_password_of_another(app: Flask) -> None:
    """What an administrator typed would have to be changed at first use; there is no such form."""
    setting = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and "password" in rule.rule
    ]
    assert setting == ["account.change_password"]


@pytest.mark.parametrize("end", ["set", "changed", "disabled"])
def test_an_unused_link_ends_with_what_replaces_it(app: Flask, lin: User, end: str) -> None:
    link = invite("lin", at=AT)
    if end == "set":
        accounts.set_password("lin", "Another-window-2022", at=AT)
    elif end == "changed":
        accounts.change_password(lin.id, PASSWORD, "Another-window-2022", HERE, at=AT)
    else:
        accounts.disable_user("lin", at=AT)
        accounts.enable_user("lin", at=AT)
    with pytest.raises(ProblemError) as refused:
        accept_invitation(link, NEW, at=AT + timedelta(minutes=1))
    assert refused.value.problem.code == "invitation"
