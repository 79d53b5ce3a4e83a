"""Who asks too often is told to wait, and when to come back; nobody else notices."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.public import pages
from inspect_app.web import limits
from inspect_app.web.sampled_log import LONGEST_LINE, MOST_A_MINUTE, SampledLog
from tests.desk.exports import take
from tests.instances import opened
from tests.makers import make_premises
from tests.phone.phones import PHOTO, ready_phone
from tests.signing import PAGE, NewVisitor, visitor

LISTS = [
    *(
        "/desk/",
        "/desk/reviews",
        "/desk/reviews/decided",
        "/desk/premises",
        "/desk/designations",
        "/desk/labels",
    ),
    *("/desk/people", "/desk/checklists", "/desk/baselines", "/desk/quarantine"),
    *("/desk/phones", "/desk/photos", "/desk/reported", "/desk/reported/aqi", "/desk/exports"),
    *("/desk/corrections", "/desk/corrections?view=list"),
    *("/desk/notices", "/desk/notices/digest", "/desk/webhooks", "/desk/audit"),
    *("/desk/month-ends", "/desk/map", f"/desk/targets/{current_plan().targets[0].id}"),
]
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


@pytest.mark.parametrize("path", ["/sync/blobs/missing", "/sync/blobs/awaited"])
def test_a_browser_that_asks_for_photos_without_end_is_told_to_wait(
    app: Flask, lin: User, path: str
) -> None:
    phone, other = ready_phone(app, lin), ready_phone(app, lin)
    call = {"hashes": ["a" * 64]}
    codes = [phone.post(path, call).status_code for _ in range(limits.QUESTIONS // 2 + 1)]
    assert (codes[0], codes[-2], codes[-1]) == (200, 200, 429)
    assert other.post(path, call).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_whoever_loads_a_list_of_the_desk_without_end_is_told_to_wait(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    many = replace(app.config["SETTINGS"], workers=60)  # a share is used up within a moment
    monkeypatch.setitem(app.config, "SETTINGS", many)
    client = visitor(app, "ming")
    codes = [client.get(path, headers=PAGE).status_code for _ in range(limits.LISTS // 60 + 1)]
    assert set(codes[:-1]) <= {200, 302} and codes[-1] == 429
    assert visitor(app, "ming").get(path, headers=PAGE).status_code in (200, 302)


def test_whoever_takes_lists_without_end_is_told_to_wait(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_share", lambda count: count // 10)
    browser = visitor(app, "ming")
    codes = [take(browser, "people").status_code for _ in range(limits.EXPORTS // 10 + 1)]
    assert set(codes[:-1]) == {200} and codes[-1] == 429


@pytest.mark.parametrize("path", ["/plan", "/plan.json", "/results.csv", "/csp-report"])
def test_an_address_that_asks_without_end_is_told_to_wait(
    app: Flask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    many = replace(app.config["SETTINGS"], workers=60)
    monkeypatch.setitem(app.config, "SETTINGS", many)
    client, method = app.test_client(), "POST" if path == "/csp-report" else "GET"

    def ask(address: str) -> int:
        more = PAGE | {"X-Forwarded-For": address}
        with client.open(path, method=method, headers=more) as answer:
            return answer.status_code

    codes = [ask("203.0.113.9") for _ in range(limits.PLANS // 60 + 1)]
    assert codes[0] in (200, 204) and codes[-1] == 429
    assert ask("203.0.113.10") in (200, 204)


def test_a_flood_of_reports_leaves_few_and_short_lines_in_the_log(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pages, "reports", SampledLog(pages.log, "content policy"))
    for body in (b"{}", b"\xff\xfe\n\rforged line", b"x" * 10_000, *[b"\xe6\x99\xae" * 900] * 200):
        assert client.post("/csp-report", data=body).status_code == 204
    lines = [one.getMessage() for one in caplog.records if one.name == pages.log.name]
    assert lines[:2] == [
        "content policy: '{}'",
        "content policy: '\\ufffd\\ufffd\\n\\rforged line'",
    ]
    assert len(lines) <= 2 * MOST_A_MINUTE  # a slow machine may need more than a minute
    assert all(len(one.encode()) <= LONGEST_LINE and "\n" not in one for one in lines)


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
