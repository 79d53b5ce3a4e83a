"""A list as a file: the rows of its page, whole and in scope, and an entry that has its hash."""

import base64
import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.exports import ExportEntry
from inspect_app.models.people import User
from inspect_app.queries.exports.registry import LISTS
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.people.erasure import erase_user
from inspect_app.services.review.baselines import Reached, confirm_baseline, enter_baseline
from inspect_app.services.review.reviews import approve
from inspect_app.web.language import texts_of
from tests.desk.exports import rows_of, sheets_of, take
from tests.desk.inspections import receive
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

LATER = NOON + timedelta(hours=2)


def entries() -> list[ExportEntry]:
    db.session.expire_all()
    return db.session.query(ExportEntry).all()


@pytest.mark.parametrize(
    "name", ["none", "premises.csv", "..%2f..%2fetc%2fpasswd", "%2e%2e", "Premises", "x" * 300]
)
def test_a_list_that_is_none_is_not_found(app: Flask, chen: User, name: str) -> None:
    assert take(visitor(app, "chen"), name).status_code == 404
    assert entries() == []


@pytest.mark.parametrize(
    ("filters", "status"),
    [
        ({"target": "none"}, 404),
        ({}, 404),
        ({"target": "canteen-school", "side": "none"}, 404),
        ({"target": "canteen-school", "area": "1"}, 404),
        ({"target": "canteen-school", "as_of": "2022-02-30"}, 422),
        ({"target": "canteen-school", "as_of": "9999-12-31"}, 422),
    ],
)
def test_a_filter_that_is_none_leaves_no_entry(
    app: Flask, chen: User, filters: dict[str, str], status: int
) -> None:
    for kind in ("csv", "xlsx"):
        assert take(visitor(app, "chen"), "target", kind, **filters).status_code == status
    assert entries() == []


def test_a_kind_of_file_that_is_none_is_refused(app: Flask, chen: User) -> None:
    for kind in ("pdf", "", "../csv"):
        assert take(visitor(app, "chen"), "premises", kind).status_code == 422
    assert entries() == []


def test_another_site_takes_nothing(app: Flask, chen: User) -> None:
    headers = PAGE | {"Origin": "https://evil.example"}
    answer = visitor(app, "chen").post("/desk/exports/premises", headers=headers)
    assert answer.status_code == 403 and entries() == []


def test_somebody_elses_entry_is_not_found(app: Flask, chen: User, ming: User) -> None:
    take(visitor(app, "chen"), "premises")
    (entry,) = entries()
    path = f"/desk/exports/{entry.id}.json"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404
    assert entry.sha256 not in visitor(app, "ming").get("/desk/exports", headers=PAGE).text
    assert visitor(app, "chen").get(path).json["sha256"] == entry.sha256


@pytest.mark.parametrize("id", ["none", "%00", "..%2fx", "' OR 1=1"])
def test_an_entry_that_is_none_is_not_found(app: Flask, chen: User, id: str) -> None:
    assert visitor(app, "chen").get(f"/desk/exports/{id}.json", headers=PAGE).status_code == 404


def test_the_rows_are_those_of_the_page_in_its_order(app: Flask, chen: User) -> None:
    for name in ("丙校食堂（示例）", "甲校食堂（示例）", "乙校食堂（示例）"):
        make_premises(name=name)
    make_premises(name="甲校远处食堂（示例）", area=TAOPU)
    browser = visitor(app, "chen")
    page = browser.get("/desk/premises?q=校食堂", headers=PAGE).text
    shown = re.findall(r'row-link"[^>]*><span lang="zh-CN">([^<]+)<', page)
    head, *rows = rows_of(browser, "premises", q="校食堂")
    assert [row[0] for row in rows] == [f"{name}（示例）" for name in shown]
    assert len(rows) == 3
    assert head[:4] == ["单位", "地址", "类别", "街镇"] and rows[0][2] == "中小学食堂"


def test_a_filter_narrows_as_on_the_page(app: Flask, ming: User) -> None:
    make_premises(name="甲校食堂（示例）")
    make_premises(name="乙校食堂（示例）", area=TAOPU)
    browser = visitor(app, "ming")
    names = [row[0] for row in rows_of(browser, "premises", area=TAOPU, side="x")[1:]]
    assert names == ["乙校食堂（示例）"] and entries()[0].filters == {"area": TAOPU}
    assert rows_of(browser, "premises", q="a\0b")[1:] != []


def test_xlsx_has_the_same_rows_and_says_what_it_is(app: Flask, chen: User) -> None:
    make_premises(name="=1+1")
    browser = visitor(app, "chen")
    rows = rows_of(browser, "premises", q="=1")
    book = sheets_of(browser, "premises", q="=1")
    sheet, about = book.worksheets
    read = [[cell.value or "" for cell in row] for row in sheet]
    assert read[0] == rows[0] and read[1][1:] == rows[1][1:]
    assert (read[1][0], rows[1][0], sheet["A2"].data_type) == ("=1+1", "'=1+1", "s")
    facts = {row[0].value: row[1].value for row in about}
    (entry,) = [one for one in entries() if one.format == "xlsx"]
    assert facts["留档号"] == entry.id and facts["行数"] == 1 and facts["搜索"] == "=1"
    assert facts["范围"] == "曹杨新村街道：中小学食堂"


def test_the_entry_has_the_hash_the_scope_and_the_day(app: Flask, chen: User) -> None:
    make_premises()
    for kind in ("csv", "xlsx"):
        answer = take(
            visitor(app, "chen"),
            "target",
            kind,
            target="canteen-school",
            side="denominator",
            as_of="2022-09-20",
        )
        (entry,) = [one for one in entries() if one.format == kind]
        digest = hashlib.sha256(answer.data)
        assert (entry.sha256, entry.rows) == (digest.hexdigest(), 1)
        assert (entry.by, entry.as_of) == (chen.id, date(2022, 9, 20))
        assert entry.scope == {"whole": False, "areas": {CAOYANG: ["canteen_school"]}}
        sent = base64.b64encode(digest.digest()).decode()
        assert answer.headers["Repr-Digest"] == f"sha256=:{sent}:".replace("sha256", "sha-256")
        assert f"/desk/exports/{entry.id}.json" in answer.headers["Link"]
        name = f"target-20220920-{entry.id[-8:]}.{kind}"
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_audit_knows_of_every_file_and_names_nobody(app: Flask, chen: User) -> None:
    take(visitor(app, "chen"), "premises", q="吴敏")
    (entry,) = entries()
    noted = db.session.query(AuditEntry).filter_by(action="export.made").one()
    assert (noted.actor, noted.subject) == (chen.id, f"export:{entry.id}")
    assert noted.detail == {
        "kind": "premises",
        "format": "csv",
        "rows": 0,
        "sha256": entry.sha256,
    }


def test_the_json_of_an_entry_is_in_codes(app: Flask, ming: User) -> None:
    take(visitor(app, "ming"), "people", lang="en")
    (entry,) = entries()
    told = visitor(app, "ming").get(f"/desk/exports/{entry.id}.json").json
    assert told == {
        "id": entry.id,
        "kind": "people",
        "format": "csv",
        "filters": {},
        "rows": 1,
        "as_of": entry.as_of.isoformat(),
        "scope": {"whole": True},
        "sha256": entry.sha256,
        "by": ming.id,
        "at": entry.at.isoformat(timespec="seconds"),
    }


def test_nothing_of_a_file_stays_in_the_instance(app: Flask, chen: User) -> None:
    for kind in ("csv", "xlsx"):
        take(visitor(app, "chen"), "premises", kind)
    folder = app.config["SETTINGS"].instance / "exports"
    assert list(folder.iterdir()) == [] and folder.stat().st_mode & 0o077 == 0


def test_columns_are_named_in_the_readers_language(app: Flask, chen: User) -> None:
    make_premises()
    browser = visitor(app, "chen")
    head, row = rows_of(browser, "premises", lang="en")
    assert head[:3] == ["Premises", "Address", "Kind"] and row[2] == "School canteen"
    for language in ("zh", "en"):
        texts = texts_of(language)
        for one in LISTS.values():
            assert f"exports.list.{one.name}" in texts
            assert all(f"exports.col.{column.name}" in texts for column in one.columns)
            assert all(f"exports.filter.{name}" in texts for name in one.filters)


def test_visits_have_what_the_page_of_their_premises_shows(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place, fail=("raw.cold-temp",))
    receive(lin, bai)
    browser = visitor(app, "chen")
    ((day, name, *_, people, result, _, failed, state, _, sampled),) = rows_of(
        browser, "visits", premises=place.id
    )[1:]
    assert (day, name, people) == ("2022-09-14", place.name, "lin、bai")
    assert (failed, state, sampled) == ("1", "已入库，待复核", "否") and result
    assert len(rows_of(browser, "visits")) == 3
    assert len(rows_of(browser, "reviews")) == 3
    approve(chen.id, id, 1, at=LATER)
    assert len(rows_of(browser, "reviews")) == 2


def test_the_members_of_a_target_add_up_to_its_number(app: Flask, ming: User) -> None:
    sun = make_user("sun", role="administrator")
    given = Reached("consumer-unit", 1206, date(2020, 12, 31), "文（示例）")
    entry = enter_baseline(ming.id, given, at=NOON)
    confirm_baseline(sun.id, entry, at=NOON)
    browser = visitor(app, "ming")
    rows = rows_of(browser, "target", target="consumer-unit")
    assert [(row[0], row[3]) for row in rows[1:]] == [("期初数（没有逐家名单）", "1206")]
    figures = {row[0]: row for row in rows_of(browser, "figures")[1:] if row[1] == "范围"}
    assert [row[2] for row in figures.values() if "放心消费" in row[0]] == ["1206"]
    told = [row for row in rows_of(browser, "baselines")[1:] if row[1] == "1206"]
    assert [row[2:5] for row in told] == [["有效", "2020-12-31", "文（示例）"]]
    changes = rows_of(browser, "baseline-changes")[1:]
    assert [(row[2], row[4]) for row in changes] == [("1206", "sun")]


def test_erased_people_stay_erased(app: Flask, ming: User, lin: User, bai: User) -> None:
    make_user("gone", role="supervisor")
    disable_user("gone", at=NOON)
    erase_user("gone", at=NOON)
    rows = rows_of(visitor(app, "ming"), "people")
    assert len(rows) == 5 and not any("gone" in cell for row in rows for cell in row)


def test_a_page_offers_its_list_as_it_is_narrowed(app: Flask, ming: User) -> None:
    browser = visitor(app, "ming")
    make_premises()
    page = browser.get(f"/desk/premises?q=青杉&area={CAOYANG}", headers=PAGE).text
    form: Any = re.search(r'<form class="export".*?</form>', page, re.DOTALL)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    fields.pop("csrf_token")
    assert fields == {"q": "青杉", "area": CAOYANG}
    for path, names in {
        "/desk/designations": ["designations"],
        "/desk/proposals": ["proposals"],
        "/desk/quarantine": ["quarantine"],
        "/desk/phones": ["phones"],
        "/desk/people": ["people"],
        "/desk/baselines": ["baselines", "baseline-changes"],
        "/desk/reviews": ["reviews"],
        "/desk/": ["figures"],
        "/desk/targets/canteen-school": ["target"],
    }.items():
        text = browser.get(path, headers=PAGE).text
        assert re.findall(r'action="/desk/exports/([\w-]+)"', text) == names, path


def test_ones_own_exports_are_listed_with_their_hash(app: Flask, chen: User) -> None:
    browser = visitor(app, "chen")
    take(browser, "premises", q="甲")
    (entry,) = entries()
    text = browser.get("/desk/exports", headers=PAGE).text
    assert entry.sha256 in text and "搜索：甲" in text and f"/desk/exports/{entry.id}.json" in text
    assert json.dumps(entry.filters, ensure_ascii=False) == '{"q": "甲"}'
