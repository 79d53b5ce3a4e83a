"""`user`: who is not let in, and what each command changes."""

from datetime import UTC, datetime

import pytest

from inspect_app.models.people import User
from inspect_app.services.people.sessions import Visitor, find_session, sign_in
from tests.cli.conftest import assert_refused

ADD = ("--role", "inspector", "--areas", "310107005,310107014", "--kinds", "canteen_school")
SCOPE = "310107005:canteen_school"
AT = datetime(2022, 9, 14, tzinfo=UTC)


@pytest.fixture
def lin(tell):
    return tell("user", "add", "lin", *ADD, "--password-stdin", "--json", stdin="window-2022\n")


@pytest.mark.parametrize(
    ("name", "options", "stdin", "code"),
    [
        ("wu", (*ADD,), "window-2022", "usage"),
        ("wu", (*ADD, "--password-stdin"), "", "usage"),
        ("wu", (*ADD, "--password-stdin"), "short\n", "password_rules"),
        ("w u", (*ADD, "--password-stdin"), "window-2022\n", "invalid"),
        ("lin", (*ADD, "--password-stdin"), "window-2022\n", "name_taken"),
        ("wu", (*ADD[:2], "--areas", "310107", *ADD[4:], "--password-stdin"), "x", "usage"),
        ("wu", (*ADD[:2], "--areas", ",", *ADD[4:], "--password-stdin"), "x", "usage"),
        ("wu", ("--role", "boss", *ADD[2:], "--password-stdin"), "x", "usage"),
    ],
)
def test_nobody_is_added_by_halves(tell, lin, name, options, stdin, code):
    assert_refused(tell("user", "add", name, *options, "--json", stdin=stdin), code)


def scope_of(app) -> set[tuple[str, str]]:
    user = User.query.filter_by(name="lin").one()
    return {(row.area, row.kind) for row in user.memberships}


def test_a_person_is_added_with_areas_and_kinds(app, lin):
    assert lin.code == 0
    assert lin.json["areas"] == ["310107005", "310107014"]
    assert scope_of(app) == {("310107005", "canteen_school"), ("310107014", "canteen_school")}


def test_all_means_every_area_and_kind(tell, app):
    everything = ("--areas", "all", "--kinds", "all", "--password-stdin", "--json")
    result = tell("user", "add", "lin", "--role", "inspector", *everything, stdin="window-2022")
    assert result.code == 0
    assert len(scope_of(app)) == 10 * 12


def test_scope_is_given_and_taken(tell, app, lin):
    given = "310107103:canteen_elderly"
    taken = "310107005:canteen_school"
    assert tell("user", "scope", "lin", "--add", given, "--remove", taken).code == 0
    assert scope_of(app) == {
        ("310107014", "canteen_school"),
        ("310107103", "canteen_elderly"),
    }


def test_a_disabled_person_stays_disabled(tell, app, lin):
    assert tell("user", "disable", "lin").code == 0
    assert tell("user", "disable", "lin", "--json").json == {"user": "lin", "disabled": True}
    assert User.query.filter_by(name="lin").one().disabled_at is not None


def test_a_disabling_by_mistake_is_taken_back(tell, app, lin):
    assert tell("user", "disable", "lin").code == 0
    for _ in range(2):
        assert tell("user", "enable", "lin", "--json").json == {"user": "lin", "disabled": False}
    assert User.query.filter_by(name="lin").one().disabled_at is None


@pytest.mark.parametrize(
    "words",
    [("disable",), ("enable",), ("password", "--password-stdin"), ("scope", "--add", SCOPE)],
)
def test_a_name_that_nobody_has_is_named(tell, app, words):
    verb, *options = words
    result = tell("user", verb, "ghost", *options, "--json", stdin="window-2022\n")
    assert "ghost" in assert_refused(result, "not_found")["message"]


def test_a_weak_password_is_not_set(tell, app, lin):
    result = tell("user", "password", "lin", "--password-stdin", "--json", stdin="short\n")
    assert_refused(result, "password_rules")


def test_a_forgotten_password_is_set_anew_and_ends_every_session(tell, app, lin):
    signed_in = sign_in("lin", "window-2022", Visitor(""), AT)
    assert tell("user", "password", "lin", "--password-stdin", stdin="another-7-doors\n").code == 0
    assert find_session(signed_in.token, AT) is None
    assert sign_in("lin", "another-7-doors", Visitor(""), AT).user.name == "lin"


def test_a_full_name_and_a_badge_are_what_others_read(tell, app):
    named = ("--full-name", "林晓禾", "--badge", "101", "--password-stdin")
    assert tell("user", "add", "lin", *ADD, *named, stdin="window-2022\n").code == 0
    lin = User.query.filter_by(name="lin").one()
    assert (lin.full_name, lin.badge) == ("林晓禾", "101")


def test_an_operator_opens_enrolment_for_who_lost_the_factor(tell, app, lin):
    assert_refused(tell("user", "reset-factor", "nobody", "--json"), "not_found")
    assert tell("user", "reset-factor", "lin", "--json").json == {"user": "lin", "factor": None}
    due_at = User.query.filter_by(name="lin").one().factor_due_at
    assert due_at is not None and due_at > datetime.now(UTC)


def test_an_invited_person_has_no_password_that_anybody_saw(tell, app):
    part = tell("user", "invite", "wu", "--role", "inspector", "--json")
    assert_refused(part, "usage")
    assert_refused(tell("user", "invite", "wu", "--json"), "not_found")
    made = tell("user", "invite", "wu", *ADD, "--json")
    assert made.code == 0 and "/auth/invitations/" in made.json["link"]
    assert User.query.filter_by(name="wu").one().password_hash is None
    again = tell("user", "invite", "wu")
    assert "▀" in again.out and made.json["link"] not in again.out
