"""However many sign in at once, memory is bounded, and whoever waits holds up nobody else."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Lock
from typing import cast

import pytest
from argon2 import PasswordHasher
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy.pool import QueuePool

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.people import passwords
from inspect_app.services.people.accounts import set_password
from tests.makers import LONG_AGO, PASSWORD, make_user
from tests.signing import PAGE, sign_in, visitor


class Watched(PasswordHasher):
    """Hashes as ever, and notes how many did so at once and how many connections were held."""

    def __init__(self) -> None:
        super().__init__(memory_cost=8192, time_cost=1, parallelism=1)
        self.lock, self.now, self.most = Lock(), 0, 0
        self.connections: list[int] = []

    def hash(self, *given, **more):  # type: ignore[no-untyped-def]
        return self._counted(super().hash, *given, **more)

    def verify(self, *given, **more):  # type: ignore[no-untyped-def]
        return self._counted(super().verify, *given, **more)

    def _counted(self, act, *given, **more):  # type: ignore[no-untyped-def]
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        if has_app_context():
            self.connections.append(cast(QueuePool, db.engine.pool).checkedout())
        try:
            return act(*given, **more)
        finally:
            with self.lock:
                self.now -= 1


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Watched:
    made = Watched()
    monkeypatch.setattr(passwords, "HASHER", made)
    return made


@pytest.fixture
def all_places(monkeypatch: pytest.MonkeyPatch) -> ExitStack:
    """Every place to hash in is taken, and whoever waits soon stops."""
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.01)
    with ExitStack() as places:
        for _ in range(passwords.HASHES_AT_ONCE):
            places.enter_context(passwords.hashing())
        yield places


def test_who_finds_no_place_is_told_to_come_again(
    app: Flask, client: FlaskClient, lin: User, all_places: ExitStack
) -> None:
    answer = sign_in(client, "lin", PASSWORD)
    assert answer.status_code == 503
    assert answer.json and answer.json["error"]["code"] == "sign_in_busy"
    assert int(answer.headers["Retry-After"]) > 0
    all_places.close()
    assert sign_in(client, "lin", PASSWORD).status_code == 200


def test_the_form_says_so_too(app: Flask, lin: User, all_places: ExitStack) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    form = {"user": "lin", "password": PASSWORD}
    answer = app.test_client().post("/auth/sign-in", data=form, headers=PAGE)
    assert answer.status_code == 503
    assert "同时登录的人太多" in answer.text and answer.headers["Retry-After"]


def test_a_new_password_waits_for_a_place_too(lin: User, all_places: ExitStack) -> None:
    with pytest.raises(ProblemError, match="sign_in_busy"):
        set_password("lin", "Kitchen-window-2024", at=LONG_AGO)


def test_at_most_four_are_hashed_at_once(hasher: Watched) -> None:
    stored = hasher.hash(PASSWORD)
    with ThreadPoolExecutor(32) as people:
        assert all(people.map(lambda _: passwords.password_matches(PASSWORD, stored), range(64)))
        assert all(people.map(lambda _: passwords.hash_password(PASSWORD, "auditor"), range(16)))
    assert 1 < hasher.most <= 4


def test_no_connection_is_held_while_a_password_is_hashed(app: Flask, hasher: Watched) -> None:
    make_user("lin", role="inspector")
    client = visitor(app, "lin")
    form = {"old": PASSWORD, "new": "Kitchen-window-2024"}
    assert client.post("/auth/password", data=form, headers=PAGE).status_code == 302
    set_password("lin", PASSWORD, at=LONG_AGO)
    assert len(hasher.connections) >= 6
    assert set(hasher.connections) == {0}
