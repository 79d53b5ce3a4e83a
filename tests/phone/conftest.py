"""Lin's phone, a canteen, one whole inspection of it; and Lin on the wire to a real server."""

from collections.abc import Iterator

import pytest
from flask import Flask

from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, make_body
from tests.browser.server import Site
from tests.makers import make_premises
from tests.phone.phones import PHOTO, Phone, ready_phone
from tests.phone.wire import Wire


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def made(lin: User, bai: User, canteen: Premises) -> MadeBody:
    return make_body(lin, bai, canteen)


@pytest.fixture
def open_part(phone) -> str:
    """An upload of which 100 bytes are in."""
    answer = phone.create(PHOTO, PHOTO[:100])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "100")
    return answer.headers["Location"]


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    site = Site(tmp_path_factory.mktemp("instance"))
    site.command("migrate")
    lin = site.add_user("lin", "inspector")
    site.start()
    try:
        yield Wire(site).sign_in(lin)
    finally:
        site.stop()
