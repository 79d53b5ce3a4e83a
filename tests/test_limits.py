"""Who asks too often is told to wait, and when to come back; nobody else notices."""

from dataclasses import replace

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.models.people import User
from inspect_app.web import limits
from tests.conftest import NewVisitor
from tests.instances import opened
from tests.makers import make_premises
from tests.phone.phones import PHOTO, ready_phone

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As in a city: one proxy in front, two workers."""
    return replace(settings, proxies=1, workers=2)


def test_a_browser_that_pushes_too_often_is_told_when_to_come_back(app: Flask, lin: User) -> None:
    phone = ready_phone(app, lin)
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "records": []}
    answers = [phone.post("/sync/push", call) for _ in range(limits.PUSHES // 2 + 1)]
    assert {one.status_code for one in answers[:-1]} == {200}
    refused = answers[-1]
    assert (refused.status_code, refused.json["error"]["code"]) == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 61


def test_a_browser_that_says_hello_without_end_writes_nothing_any_more(
    app: Flask, lin: User
) -> None:
    phone = ready_phone(app, lin)
    call = {"client_id": phone.client_id, "app_version": "1.0.0", "schema": 1}
    codes = [phone.post("/sync/hello", call).status_code for _ in range(limits.HELLOS // 2 + 1)]
    assert (codes[0], codes[-1]) == (200, 429)


def test_another_browser_of_the_same_person_goes_on(app: Flask, lin: User) -> None:
    phone, other = ready_phone(app, lin), ready_phone(app, lin)
    call = {"epoch": "", "client_id": phone.client_id, "cursors": {}}
    codes = [phone.post("/sync/pull", call).status_code for _ in range(limits.PULLS // 2 + 1)]
    assert (codes[0], codes[-1]) == (200, 429)
    assert other.post("/sync/pull", call | {"client_id": other.client_id}).status_code == 200


def test_one_person_brings_no_more_photos_a_day_than_a_disk_can_bear(
    app: Flask, lin: User, bai: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PHOTOS_A_DAY", 4)
    phone, other, bais = ready_phone(app, lin), ready_phone(app, lin), ready_phone(app, bai)
    codes = [one.create(PHOTO, b"").status_code for one in (phone, other, phone, bais)]
    assert codes == [201, 201, 429, 201]


def test_an_address_that_tries_codes_is_slowed_down_and_others_are_not(app: Flask) -> None:
    token = make_premises().tokens[0].token
    visitor = app.test_client()

    def look(address: str) -> int:
        return visitor.get(f"/q/{token}", headers={"X-Forwarded-For": address}).status_code

    codes = [look("203.0.113.9") for _ in range(limits.PAGES // 2 + 1)]
    assert (codes[0], codes[-1]) == (200, 429)
    assert look("203.0.113.10") == 200


def test_whoever_has_a_whole_network_of_addresses_is_one_asker(app: Flask) -> None:
    token = make_premises().tokens[0].token
    visitor = app.test_client()

    def look(address: str) -> int:
        return visitor.get(f"/q/{token}", headers={"X-Forwarded-For": address}).status_code

    codes = [look(f"2001:db8:0:1::{n:x}") for n in range(1, limits.PAGES // 2 + 2)]
    assert (codes[0], codes[-1]) == (200, 429)
    assert look("2001:db8:0:2::1") == 200


def test_a_forged_address_is_not_believed_where_no_proxy_was_named(settings: Settings) -> None:
    app = create_app(replace(settings, proxies=0))
    with app.test_request_context(headers={"X-Forwarded-For": "1.2.3.4"}) as asked:
        app.preprocess_request()
        assert asked.request.remote_addr != "1.2.3.4"


def test_behind_a_proxy_that_nobody_named_nobody_pays_for_all(settings: Settings) -> None:
    with opened(replace(settings, proxies=0)) as app:
        app.test_client_class = NewVisitor
        visitor, codes = app.test_client(), set()
        for _ in range(limits.PAGES):
            codes.add(visitor.get("/q/unknown").status_code)
    assert codes == {404}


def test_a_refused_upload_is_not_half_counted(
    app: Flask, lin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = replace(app.config["SETTINGS"], workers=60)  # a share is used up within a minute
    monkeypatch.setitem(app.config, "SETTINGS", many)
    phone = ready_phone(app, lin)
    phone.http.environ_base |= ELSEWHERE
    answers = [phone.create(b"x", body=b"") for _ in range(limits.PHOTOS // 60 + 1)]
    assert (answers[0].status_code, answers[-1].status_code) == (201, 429)
    assert "Retry-After" in answers[-1].headers
