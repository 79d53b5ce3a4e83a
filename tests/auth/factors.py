"""A person with an authenticator app, and what the app shows at a time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP
from werkzeug.test import TestResponse

from inspect_app.models.people import User
from inspect_app.services.people.factors import enrolment, totp
from tests.makers import PASSWORD
from tests.signing import PAGE

HALF_MINUTE = timedelta(seconds=30)


@dataclass
class App:
    """An authenticator app; its clock is that of the test."""

    seed: str
    codes: list[str]

    def code(self, at: datetime | None = None, later: int = 0) -> str:
        """The code of now, or of the step that comes `later`."""
        app = TOTP(self.seed)
        return app.generate_otp(app.timecode(at or datetime.now(UTC)) + later)


def ask_for_factors(app: Flask, rule: str = "staff") -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], second_factor=rule)
    app.config["WTF_CSRF_ENABLED"] = False


def enrol(app: Flask, user: User, at: datetime | None = None) -> App:
    """Enrolled a minute ago, so that the code of now was not used."""
    at = (at or datetime.now(UTC)) - 2 * HALF_MINUTE
    instance = app.config["SETTINGS"].instance
    enrolment.begin_totp(user.id, instance=instance, at=at)
    seed = totp.unconfirmed_seed(user.id, instance)
    assert seed
    made = App(seed, [])
    made.codes = enrolment.enrol_totp(user.id, made.code(at), instance=instance, at=at)
    return made


def give_password(client: FlaskClient, name: str, to: str = "") -> TestResponse:
    form = {"user": name, "password": PASSWORD}
    return client.post(f"/auth/sign-in{to}", data=form, headers=PAGE)


def give_code(client: FlaskClient, code: str, to: str = "") -> TestResponse:
    return client.post(f"/auth/sign-in/code{to}", data={"code": code}, headers=PAGE)


def is_in(client: FlaskClient) -> bool:
    return client.get("/auth/sessions", headers=PAGE).status_code == 200
