"""Open data: only what was reviewed, nobody named, and CSV and JSON say the same."""

import csv
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.domain.figures.counting import AsOf
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.public.published import list_results
from inspect_app.public.rows import COLUMNS
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import list_progress
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.writing.transaction import writing
from inspect_app.web.formats import today
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE

LATER = NOON + timedelta(hours=2)
PAGE_OF_DOCS = Path(__file__).parents[2] / "docs" / "open-data.md"
ADDRESSES = ["/results.csv", "/results.json", "/plan.json"]


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    with client.get(path, headers=headers) as answer:
        answer.get_data()
        return answer


def results(client: FlaskClient) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = get(client, "/results.json").json["results"]
    return rows


def in_csv(client: FlaskClient) -> list[dict[str, str]]:
    text = get(client, "/results.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.fixture
def places(lin: User, bai: User, chen: User) -> dict[str, Premises]:
    """One of each: approved, waiting, returned after an approval, failed, without a code."""
    made = {
        name: make_premises(name=f"{name}食堂（示例）")
        for name in ("approved", "waiting", "returned", "failed", "unposted")
    }
    for name, place in made.items():
        fail = ("env.pest",) if name == "failed" else ()
        id, _ = receive(lin, bai, place, on="2022-03-01", at=NOON - timedelta(days=190), fail=fail)
        if name != "waiting":
            approve(chen.id, id, 1, at=NOON - timedelta(days=189))
    newer, _ = receive(lin, bai, made["returned"])
    return_items(chen.id, newer, 1, [{"item": "raw.cold-temp", "remark": "请补拍"}], at=LATER)
    newest, _ = receive(lin, bai, made["approved"])
    approve(chen.id, newest, 1, at=LATER)
    made["unposted"].tokens[-1].revoked_at = LATER
    db.session.commit()
    return made


@pytest.mark.parametrize("day", ["x", "2022-02-30", "9999-12-31"])
def test_a_day_that_is_none_is_refused(client: FlaskClient, day: str) -> None:
    assert get(client, f"/plan.json?as_of={day}").status_code == 422


@pytest.mark.parametrize("path", ADDRESSES)
def test_nobody_writes_there(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 405


def test_what_is_not_reviewed_or_has_no_posted_code_is_not_published(
    client: FlaskClient, places: dict[str, Premises]
) -> None:
    names = {row["name"].removesuffix("食堂（示例）"): row for row in results(client)}
    assert names.keys() == {"approved", "returned", "failed"}
    assert names["approved"]["visited_on"] == "2022-09-14"
    assert names["returned"]["visited_on"] == "2022-03-01"


def test_it_is_what_the_public_page_shows_first(
    client: FlaskClient, places: dict[str, Premises]
) -> None:
    by_code = {row["code"]: row for row in results(client)}
    for name in ("approved", "returned", "failed"):
        shown, row = list_results(places[name])[0], by_code[places[name].code]
        assert row["visited_on"] == shown.on.isoformat()
        assert (row["result"], row["passed"]) == (shown.result, shown.passed)
        assert (row["bright_kitchen"], row["checklist"]) == (shown.covered, shown.checklist)


def test_nobody_and_no_words_of_an_inspector_are_in_it(
    client: FlaskClient, places: dict[str, Premises], lin: User
) -> None:
    for path in ADDRESSES:
        text = get(client, path).data.decode()
        for private in (*("lin", "bai", "chen"), "吴敏", "示例说明", "请补拍", "raw.cold-temp"):
            assert not re.search(rf"\b{private}\b", text), (path, private)
        assert lin.id not in text and places["approved"].id not in text


def test_csv_and_json_say_the_same(client: FlaskClient, places: dict[str, Premises]) -> None:
    words = {True: "true", False: "false", None: ""}
    told = [{name: words.get(one, one) for name, one in row.items()} for row in results(client)]
    assert in_csv(client) == told and len(told) == 3
    assert tuple(told[0]) == COLUMNS == tuple(get(client, "/results.json").json["columns"])


def test_no_name_runs_in_a_spreadsheet(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, make_premises(name="=1+1"))
    approve(chen.id, id, 1, at=LATER)
    assert [row["name"] for row in in_csv(client)] == ["'=1+1"]
    assert [row["name"] for row in results(client)] == ["=1+1"]


def test_an_acceptance_is_published_of_its_site_and_of_its_unit_work(
    app: Flask, client: FlaskClient
) -> None:
    kinds = ["construction_site"]
    gu, he = (make_user(name, role="inspector", kinds=kinds) for name in ("gu", "he"))
    fang = make_user("fang", role="supervisor", kinds=kinds)
    site = make_premises(kind="construction_site", name="河滨广场（示例）")
    tower = make_premises(kind="unit_work", name="河滨广场 1# 楼（示例）")
    site.attrs, tower.attrs, tower.parent_id = {}, {}, site.id
    db.session.commit()
    code, given = "construction-acceptance", {"unit_work": tower.id}
    id, _ = receive(gu, he, site, code=code, acceptance=given, fail=("acceptance.files",))
    approve(fang.id, id, 1, at=LATER)
    found = {row["code"]: row["passed"] for row in results(client)}
    assert found == {site.code: False, tower.code: False}


def test_the_plan_has_the_figures_of_its_page(
    client: FlaskClient, places: dict[str, Premises]
) -> None:
    told = get(client, "/plan.json").json
    rows = list_progress(plan_in_force(), AsOf(today()))
    assert (told["as_of"], told["scope"]) == (today().isoformat(), "whole")
    for row, target in zip(rows, told["targets"], strict=True):
        figure = row.figure
        assert (target["id"], target["numerator"]) == (figure.target.id, figure.numerator)
        assert target["denominator"] == figure.denominator and target["pace"] == row.pace
        assert sum(one["numerator"] for one in target["areas"]) <= figure.numerator
        assert target["reported"] is False
    goals = [target.id for target in plan_in_force().manual_targets]
    assert [one["id"] for one in told["reported"]] == goals
    assert all(one["reported"] and one["value_zh"] is None for one in told["reported"])
    assert get(client, "/plan.json?as_of=2022-09-20").json["as_of"] == "2022-09-20"


@pytest.mark.parametrize("path", ADDRESSES)
def test_any_site_may_read_it_and_a_cache_may_keep_it(client: FlaskClient, path: str) -> None:
    answer = get(client, path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    again = get(client, path, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with writing() as w:
        w.audit("premises.open", "premises:any")
    if path != "/plan.json":
        changed = get(client, path, **{"If-None-Match": answer.headers["ETag"]})
        assert changed.status_code == 200


def test_every_column_is_documented(client: FlaskClient, lin: User) -> None:
    named = set(re.findall(r"[`\"](\w+)[`\"]", PAGE_OF_DOCS.read_text(encoding="utf-8")))
    told = get(client, "/plan.json").json
    fields = {*told, *told["plan"], *told["targets"][0], *told["targets"][0]["areas"][0]}
    assert sorted({*COLUMNS, *fields, *get(client, "/results.json").json} - named) == []


def test_it_is_read_by_programs_as_what_it_is(client: FlaskClient) -> None:
    types = [get(client, path, **PAGE).content_type for path in ADDRESSES]
    assert types == ["text/csv; charset=utf-8", *["application/json; charset=utf-8"] * 2]
    assert get(client, "/results.csv").data.startswith(b"\xef\xbb\xbfcode,name,")
