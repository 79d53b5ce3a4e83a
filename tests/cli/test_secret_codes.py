"""The proof of an operator's code is looked for everywhere: its author's phones alone get it."""

from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRecord
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.review.reviews import approve, return_items
from tests.bodies import MadeBody, make_body, signed
from tests.makers import CAOYANG, LONG_AGO, make_premises
from tests.phone.phones import Phone, entry, plain, ready_phone
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

CODE = {"salt": "0123456789abcdef" * 2, "hash": "fedcba9876543210" * 4}
REMARK = [{"item": "raw.expired-spoiled", "remark": "看不清"}]


def tells(text: str) -> bool:
    return CODE["salt"] in text or CODE["hash"] in text


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def ids(phone: Phone, lin: User, bai: User, chen: User) -> dict[str, Any]:
    """An approved, a returned and a quarantined inspection with such a proof, and a draft."""
    made = make_body(lin, bai, make_premises())
    approved, returned = _pushed(phone, made), _pushed(phone, make_body(lin, bai, make_premises()))
    approve(chen.id, approved, 1, at=NOON)
    return_items(chen.id, returned, 1, REMARK, at=NOON)
    draft = draft_of(made, {"for_rev": 1, "inspection": {"answer_code": CODE}})
    (kept,) = phone.push(draft)
    assert kept["verdict"] == "stored", kept
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=False, at=LONG_AGO)
    quarantined = _pushed(phone, make_body(lin, bai, make_premises()))
    record = db.session.query(SyncRecord).filter_by(record_id=quarantined).one()
    return {"id": returned, "premises": made.body["premises"]["id"], "record_pk": record.pk}


def draft_of(made: MadeBody, so_far: dict[str, Any]) -> dict[str, Any]:
    envelope = {name: made.body[name] for name in ("schema", "author", "app", "clock")}
    return plain("draft", uuid7(), envelope | so_far)


def _pushed(phone: Phone, made: MadeBody) -> str:
    id = uuid7()
    with_code = signed(made, id, answer_code=CODE)
    phone.upload_all(with_code)
    (result,) = phone.push(entry(with_code, id))
    assert result["verdict"] in ("stored", "quarantined"), result
    return id


def pages(app: Flask, ids: dict[str, Any]) -> Iterator[str]:
    """Every address that answers a GET, with what stands in its place."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        of_premises = "premises" in rule.rule or "register" in rule.rule
        id = ids["premises"] if of_premises else ids["id"]
        known = {
            name: {"record_pk": ids["record_pk"], "rev": 1}.get(name, id) for name in rule.arguments
        }
        with app.test_request_context():
            yield str(app.url_map.bind("localhost").build(rule.endpoint, known))


def read(browser: FlaskClient, path: str) -> str:
    """What a page says; nothing where there is none for this person."""
    with browser.get(path, headers=PAGE) as answer:
        is_text = "text" in answer.mimetype or "json" in answer.mimetype
        return answer.text if answer.status_code == 200 and is_text else ""


@pytest.mark.parametrize("name", ["chen", "ming", "bai", "wu"])
def test_no_page_tells_it(app: Flask, ids: dict[str, Any], ming: User, wu: User, name: str) -> None:
    browser = visitor(app, name)
    seen = {path: said for path in pages(app, ids) if (said := read(browser, path))}
    assert len(seen) > (10 if name in ("chen", "ming") else 3)
    assert [path for path, said in seen.items() if tells(said)] == []


def test_a_stranger_and_a_colleague_pull_none(
    app: Flask, ids: dict[str, Any], bai: User, wu: User
) -> None:
    for user in (bai, wu):
        assert not tells(str(ready_phone(app, user).pull(limit=500)))


def test_its_author_pulls_what_was_returned_with_it(phone: Phone, ids: dict[str, Any]) -> None:
    rows = phone.pull_whole(f"user:{phone.user.id}")
    with_code = {row["collection"] for row in rows if tells(str(row))}
    assert with_code == {"inspection", "draft"}


def test_no_copy_of_a_persons_data_holds_it(
    ids: dict[str, Any], tell: Callable[..., Any], tmp_path: Any
) -> None:
    for name in ("lin", "bai", "chen"):
        file = tmp_path / f"{name}.zip"
        assert tell("user", "export", name, "--out", str(file), "--json").code == 0
        with ZipFile(file) as zip:
            whole = {one: zip.read(one).decode() for one in zip.namelist()}
        assert [one for one, text in whole.items() if tells(text)] == []
        if name == "lin":
            assert "answers" in whole["sync_record.json"] and "body" in whole["sync_row.json"]


def test_it_is_kept_in_the_body_alone(ids: dict[str, Any]) -> None:
    holding = {
        (table.name, column.name)
        for table in db.metadata.sorted_tables
        for column in table.columns
        for (value,) in db.session.execute(db.select(column))
        if tells(str(value))
    }
    assert holding == {
        ("inspection_revision", "body"),
        ("sync_record", "body"),
        ("sync_row", "data"),
    }
