"""Guessing is slow, whoever guesses and however many at once; nobody is locked out by it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import SignInTries, User
from inspect_app.services.people import accounts, passwords, sessions
from inspect_app.services.people.sessions import Visitor
from inspect_app.services.people.throttle import FORGOTTEN_AFTER, WINDOW, drop_old_tries
from tests import makers
from tests.makers import PASSWORD
from tests.signing import PAGE, sign_in, visitor

AT = datetime(2022, 9, 14, 2, 0, tzinfo=UTC)
STRANGER = Visitor(agent="test", address="203.0.113.9")
HIDDEN = Visitor(agent="test", address=None)  # behind a proxy that is not counted


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each password that was really compared."""
    compared: list[str] = []

    def compare(password: str, stored: str | None) -> bool:
        compared.append(password)
        return password == PASSWORD

    monkeypatch.setattr(sessions, "password_matches", compare)
    return compared


def guess(name: str, number: int, at: datetime = AT, visitor: Visitor = STRANGER) -> str:
    try:
        sessions.sign_in(name, f"guess-{number}", visitor, at)
    except ProblemError as error:
        return error.problem.code
    return "in"


def test_of_a_thousand_guesses_few_are_looked_at(app: Flask, lin: User, hashes: list[str]) -> None:
    answers = {guess("lin", number, AT + timedelta(seconds=number / 10)) for number in range(1000)}
    assert answers == {"credentials", "too_many"}
    assert len(hashes) <= 20


def test_many_guesses_at_once_are_as_slow_as_one_after_another(
    app: Flask, lin: User, hashes: list[str]
) -> None:
    def one(number: int) -> str:
        with app.app_context():
            return guess("lin", number)

    with ThreadPoolExecutor(16) as guessers:
        list(guessers.map(one, range(64)))
    assert len(hashes) <= 20


def test_an_account_that_does_not_exist_is_slowed_down_alike(app: Flask, lin: User) -> None:
    real = [guess("lin", number) for number in range(8)]
    assert [guess("nobody", number) for number in range(8)] == real


def test_one_address_cannot_try_a_password_at_every_account(app: Flask, hashes: list[str]) -> None:
    answers = [guess(f"person{number}", 1) for number in range(200)]
    assert answers[-1] == "too_many"
    assert len(hashes) <= 60


@pytest.mark.long
def test_a_whole_office_signs_in_from_one_address(app: Flask, hashes: list[str]) -> None:
    for number in range(60):
        makers.make_user(f"person{number}", role="inspector")
        assert sessions.sign_in(f"person{number}", PASSWORD, STRANGER, AT)


def test_who_was_here_before_is_not_kept_out_by_a_guesser_next_door(
    app: Flask, lin: User, hashes: list[str]
) -> None:
    for number in range(60):
        guess(f"person{number}", 1)
    assert guess("lin", 1) == "too_many"
    assert sessions.sign_in("lin", PASSWORD, replace(STRANGER, known="home:lin"), AT)


def test_a_password_that_was_changed_meanwhile_opens_nothing_and_does_not_come_back(
    app: Flask, lin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(password: str, stored: str | None) -> bool:
        accounts.set_password("lin", "Kitchen-window-2024", at=AT)
        return password == PASSWORD

    monkeypatch.setattr(sessions, "password_matches", compare)
    assert guess_right("lin") == "credentials"
    db.session.expire_all()
    assert passwords.password_matches("Kitchen-window-2024", lin.password_hash)


def guess_right(name: str) -> str:
    try:
        sessions.sign_in(name, PASSWORD, STRANGER, AT)
    except ProblemError as error:
        return error.problem.code
    return "in"


def test_names_that_one_address_invents_fill_no_table(app: Flask, hashes: list[str]) -> None:
    for number in range(200):
        guess(f"person{number}", 1)
    assert db.session.query(SignInTries).count() <= 60
    drop_old_tries(AT + FORGOTTEN_AFTER)
    assert db.session.query(SignInTries).count() > 0
    drop_old_tries(AT + FORGOTTEN_AFTER + timedelta(seconds=1))
    assert db.session.query(SignInTries).count() == 0


def test_a_password_is_not_tried_at_every_account_where_addresses_are_hidden(
    app: Flask, lin: User, hashes: list[str]
) -> None:
    answers = [guess(f"person{number}", 1, visitor=HIDDEN) for number in range(200)]
    assert answers[-1] == "too_many"
    assert len(hashes) == 100
    assert db.session.query(SignInTries).count() <= 102
    assert sessions.sign_in("lin", PASSWORD, replace(HIDDEN, known="home:lin"), AT)


def test_where_addresses_are_hidden_a_sprayer_locks_out_no_one_for_longer_than_a_window(
    app: Flask, lin: User, hashes: list[str]
) -> None:
    for number in range(200):
        guess(f"person{number}", 1, AT + timedelta(seconds=number), visitor=HIDDEN)
    with pytest.raises(ProblemError) as waits:
        sessions.sign_in("lin", PASSWORD, HIDDEN, AT + timedelta(minutes=5))
    assert waits.value.retry_after == 10 * 60 + 1
    assert sessions.sign_in("lin", PASSWORD, HIDDEN, AT + WINDOW)
    again = [guess(f"other{number}", 1, AT + WINDOW, visitor=HIDDEN) for number in range(101)]
    assert again[-2:] == ["credentials", "too_many"]


@pytest.mark.long
def test_a_whole_district_signs_in_where_addresses_are_hidden(
    app: Flask, hashes: list[str]
) -> None:
    for number in range(105):
        makers.make_user(f"person{number}", role="inspector")
        assert sessions.sign_in(f"person{number}", PASSWORD, HIDDEN, AT)


def test_a_session_left_open_does_not_guess_the_password(app: Flask, lin: User) -> None:
    client = visitor(app, "lin")
    answers = [change(client, f"guess-{number}").status_code for number in range(8)]
    assert answers == [401] * 5 + [429] * 3
    last = change(client, PASSWORD)
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0
    assert last.mimetype == "text/html"
    assert passwords.password_matches(PASSWORD, lin.password_hash)


def test_a_stolen_session_gets_no_more_guesses_than_a_stranger(app: Flask, lin: User) -> None:
    thief = visitor(app, "lin")
    thief.delete_cookie("seen-here", path="/")
    for number in range(3):
        assert change(thief, f"guess-{number}").status_code == 401
        assert sign_in(app.test_client(), "lin", f"other-{number}").status_code in (401, 429)
    assert change(thief, "guess-4").status_code == 429


def test_who_guesses_elsewhere_keeps_nobody_from_changing_the_password(
    app: Flask, lin: User
) -> None:
    home = visitor(app, "lin")
    for number in range(8):
        sign_in(app.test_client(), "lin", f"guess-{number}")
    assert change(home, PASSWORD).status_code == 302


def test_a_new_password_that_is_refused_is_no_guess_of_the_old_one(app: Flask, lin: User) -> None:
    client = visitor(app, "lin")
    for _ in range(8):
        assert change(client, PASSWORD, "12345678").status_code == 422
    assert change(client, PASSWORD).status_code == 302


def change(client: FlaskClient, old: str, new: str = "Kitchen-window-2024") -> TestResponse:
    return client.post("/auth/password", data={"old": old, "new": new}, headers=PAGE)


def test_the_wait_is_told_and_grows(app: Flask, lin: User, hashes: list[str]) -> None:
    for number in range(5):
        guess("lin", number)
    with pytest.raises(ProblemError) as first:
        sessions.sign_in("lin", "x", STRANGER, AT)
    assert first.value.retry_after == 31
    later = AT + timedelta(seconds=31)
    assert guess("lin", 6, later) == "credentials"
    with pytest.raises(ProblemError) as second:
        sessions.sign_in("lin", "x", STRANGER, later)
    assert second.value.retry_after == 61


def test_after_the_longest_wait_the_right_password_opens_again(
    app: Flask, lin: User, hashes: list[str]
) -> None:
    at = AT
    for number in range(40):
        guess("lin", number, at)
        at += timedelta(minutes=16)
    assert sessions.sign_in("lin", PASSWORD, STRANGER, at).user.name == "lin"
    assert guess("lin", 1, at) == "credentials"  # and everything is forgotten


def test_a_browser_that_was_here_before_is_not_kept_out_by_a_guesser(app: Flask, lin: User) -> None:
    home = app.test_client()
    assert sign_in(home, "lin", PASSWORD).status_code == 200
    elsewhere = app.test_client()
    answers = [sign_in(elsewhere, "lin", f"guess-{n}").status_code for n in range(8)]
    assert answers[-1] == 429
    assert sign_in(home, "lin", PASSWORD).status_code == 200


def test_a_browser_that_is_known_may_not_guess_for_ever_either(app: Flask, lin: User) -> None:
    home = app.test_client()
    sign_in(home, "lin", PASSWORD)
    answers = [sign_in(home, "lin", f"guess-{n}") for n in range(8)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_forged_mark_of_a_known_browser_means_nothing(app: Flask, lin: User) -> None:
    forger = app.test_client()
    for number in range(8):
        forger.set_cookie("seen-here", f"{number}.forged.mark", path="/")
        last = sign_in(forger, "lin", f"guess-{number}")
    assert last.status_code == 429


def test_a_hundred_tries_in_a_day_raise_one_alarm(app: Flask, lin: User, hashes: list[str]) -> None:
    for number in range(300):
        guess("lin", number)
    alarms = db.session.scalars(select(AuditEntry).filter_by(action="sign_in.alarm")).all()
    assert len(alarms) == 1


def test_a_person_who_mistyped_waits_for_nothing(app: Flask, lin: User) -> None:
    for number in range(4):
        guess("lin", number)
    assert sessions.sign_in("lin", PASSWORD, STRANGER, AT).user.name == "lin"


def test_nothing_is_counted_where_limits_are_off(
    app: Flask, client: FlaskClient, lin: User
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], limits=False)
    answers = {sign_in(client, "lin", f"guess-{n}").status_code for n in range(9)}
    assert answers == {401}
    assert passwords.password_matches(PASSWORD, lin.password_hash)
