"""The review says what each signature was given for, and what was changed since."""

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_premises
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def made(lin: User, bai: User) -> MadeBody:
    return make_body(lin, bai, make_premises())


def pushed(phone: Phone, made: MadeBody, id: str, rev: int = 1, base: str | None = None) -> None:
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id, rev, base))
    assert result["verdict"] == "stored"


def page_of(app: Flask, id: str) -> str:
    return visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text


def with_note(made: MadeBody) -> MadeBody:
    answers = dict(made.body["answers"])
    item = next(name for name, one in answers.items() if one["value"] == "pass")
    answers[item] = {"value": "pass", "note": "补一句"}
    return MadeBody(made.body | {"answers": answers, "reason": "补正"}, made.photos)


def test_one_of_other_content_is_called_so_and_blocks(
    app: Flask, phone: Phone, made: MadeBody, chen: User
) -> None:
    id = uuid7()
    pushed(phone, with_note(signed(made, id)), id)
    text = page_of(app, id)
    assert text.count("不是对这份内容签的") == 3
    assert "缺检查员签名，不能通过" in text


def test_one_of_version_1_is_called_unbound(
    app: Flask, phone: Phone, made: MadeBody, chen: User
) -> None:
    id = uuid7()
    pushed(phone, made, id)
    assert page_of(app, id).count("未绑定内容") == 3


def test_one_of_an_earlier_revision_names_it_and_what_changed_since(
    app: Flask, phone: Phone, made: MadeBody, chen: User
) -> None:
    id = uuid7()
    first = signed(made, id)
    pushed(phone, first, id)
    assert "签于第" not in page_of(app, id)
    pushed(phone, with_note(first), id, 2, first.digest)
    text = page_of(app, id)
    assert text.count("签于第 1 次提交") == 3
    assert "之后改了：" in text
