"""Long lists of the desk: what is no page is not found, one beyond the end leads to the last."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncClient
from tests.makers import LONG_AGO, make_user
from tests.markup import packed
from tests.signing import PAGE, visitor

LISTS = [
    "/desk/exports",
    "/desk/corrections?view=list",
    "/desk/targets/canteen-school?side=open",
    "/desk/map",
    "/desk/notices",
    "/desk/webhooks",
    "/desk/designations",
    "/desk/quarantine",
    "/desk/phones",
    "/desk/people",
    "/desk/proposals",
    "/desk/baselines",
    "/desk/reported/first-store",
    "/desk/photos",
    "/desk/reviews/decided",
]
BESIDE = [
    ("/desk/quarantine", "decided"),
    ("/desk/proposals", "decided"),
    ("/desk/phones", "losses"),
    ("/desk/phones", "answered"),
    ("/desk/baselines", "waiting"),
    ("/desk/reported/first-store", "waiting"),
]


def and_page(path: str, name: str, number: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{name}={number}"


@pytest.fixture
def sun(app: Flask) -> None:
    make_user("sun", role="administrator")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("number", ["0", "x", "²", "-1"])
def test_what_is_no_page_is_not_found(app: Flask, sun: None, path: str, number: str) -> None:
    answer = visitor(app, "sun").get(and_page(path, "page", number), headers=PAGE)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_page_beyond_the_end_leads_to_the_last(app: Flask, sun: None, path: str) -> None:
    answer = visitor(app, "sun").get(and_page(path, "page", "999"), headers=PAGE)
    assert (answer.status_code, answer.location) == (302, and_page(path, "page", "1"))


@pytest.mark.parametrize(("path", "name"), BESIDE)
def test_a_second_list_has_pages_of_its_own(app: Flask, sun: None, path: str, name: str) -> None:
    desk = visitor(app, "sun")
    assert desk.get(and_page(path, name, "x"), headers=PAGE).status_code == 404
    answer = desk.get(f"{path}?page=1&{name}=99", headers=PAGE)
    assert answer.location == f"{path}?page=1&{name}=1"


def test_a_list_longer_than_any_former_end_says_how_many_and_shows_the_last(
    app: Flask, sun: None
) -> None:
    for number in range(501):
        one = User(id=uuid7(), name=f"p{number:03d}", full_name="某", role="inspector")
        one.created_at = LONG_AGO
        db.session.add(one)
    db.session.commit()
    desk = visitor(app, "sun")
    first = desk.get("/desk/people", headers=PAGE).text
    assert "第 1–50 条，共 502 条" in first and "p500" not in first
    last = desk.get("/desk/people?page=11", headers=PAGE).text
    assert "第 501–502 条，共 502 条" in last and "sun" in last


def test_of_many_phones_the_late_ones_stand_first_on_whatever_page(
    app: Flask, sun: None, lin: User
) -> None:
    now = datetime.now(UTC)
    for number in range(60):
        age = timedelta(days=4) if number >= 55 else timedelta(hours=1)
        count = 1 if number >= 50 else 0
        row = SyncClient(id=uuid7(), user_id=lin.id, app_version=f"v{number}", schema=1)
        row.registered_at, row.seen_at = now, now - timedelta(minutes=number)
        row.outbox_count, row.outbox_at = count, now if count else None
        row.outbox_oldest_s = int(age.total_seconds()) if count else 0
        db.session.add(row)
    db.session.commit()
    desk = visitor(app, "sun")
    shown = [
        [one for one in range(60) if f">v{one}<" in packed(desk.get(path, headers=PAGE).text)]
        for path in ("/desk/phones", "/desk/phones?page=2")
    ]
    assert [one for one in range(50, 60) if one in shown[0]] == list(range(50, 60))
    assert (len(shown[0]), len(shown[1])) == (50, 10)
    page = packed(desk.get("/desk/phones", headers=PAGE).text)
    assert page.index(">v59<") < page.index(">v50<") < page.index(">v0<")
