"""Rescue files and forks name who brought them, and the field for which one is refused."""

import json
import re

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import rescue_of, tar_of
from tests.desk.test_quarantine import changed, pk_of
from tests.desk.test_rescue import imported, opened
from tests.makers import make_premises, make_user
from tests.markup import packed
from tests.phone.phones import entry, ready_phone
from tests.signing import PAGE, visitor


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def made(lin: User, bai: User, canteen: Premises) -> MadeBody:
    return make_body(lin, bai, canteen)


def shown(app: Flask, who: str, path: str) -> str:
    return packed(visitor(app, who).get(path, headers=PAGE).text)


def test_another_supervisor_does_not_learn_what_a_file_holds_or_who_opened_it(
    app: Flask, made: MadeBody, chen: User, ming: User
) -> None:
    path = opened(app, "chen", rescue_of(made, entry(made, uuid7())))
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404
    text = shown(app, "chen", path)
    assert "文件来自" in text and "在这里打开的人" in text and chen.full_name in text


def test_a_damaged_record_of_a_file_is_named_with_its_wrong_field(
    app: Flask, made: MadeBody, chen: User
) -> None:
    good = entry(made, uuid7())
    wrong = {"rev": good | {"rev": "1"}, "digest": good | {"digest": "0" * 64}}
    parts = [("manifest.json", json.dumps({"format": "inspect-rescue", "version": 1}).encode())]
    for number, one in enumerate(wrong.values()):
        parts.append((f"records/{number:06}.json", json.dumps(one).encode()))
    text = shown(app, "chen", opened(app, "chen", tar_of(parts)))
    assert "不对的一处：版本" in text and "不对的一处：校验值" in text


def test_a_record_of_nobody_here_says_that_its_author_is_unknown(
    app: Flask, made: MadeBody, chen: User
) -> None:
    strange = changed(made, author=uuid7())
    path = opened(app, "chen", rescue_of(strange, entry(strange, uuid7())))
    assert "作者不是这里的检查员" in shown(app, "chen", path)


def test_a_fork_names_who_brought_either_version(
    app: Flask, lin: User, made: MadeBody, chen: User, ming: User
) -> None:
    phone, id = ready_phone(app, lin), uuid7()
    phone.upload_all(made)
    phone.push(entry(made, id))
    late = changed(made, no_position="电梯井里没有信号")
    imported(app, "chen", opened(app, "chen", rescue_of(late, entry(late, id))))
    text = shown(app, "ming", f"/desk/quarantine/{pk_of(late)}")
    assert f"{chen.full_name}，以{lin.full_name}的名义" in text
    assert f"{lin.full_name}的手机" in text


def test_a_record_that_breaks_a_rule_is_refused_by_the_name_of_the_field(
    app: Flask, lin: User, made: MadeBody, chen: User, ming: User
) -> None:
    broken = changed(made, answers={"no.such.item": {"value": "pass"}})
    imported(app, "chen", opened(app, "chen", rescue_of(broken, entry(broken, uuid7()))))
    path = f"/desk/quarantine/{pk_of(broken)}"
    (head,) = re.findall(r'name="head" ?value="(\w*)"', shown(app, "ming", path))
    form = {"reason": "纸质记录已核对", "head": head}
    answer = visitor(app, "ming").post(f"{path}/accept", data=form, headers=PAGE)
    assert answer.status_code == 409 and "纸质记录已核对</textarea>" in answer.text
    assert "<b>检查结果" in answer.text and 'class="rail-link"' in answer.text


def test_an_auditor_reads_who_brought_it_and_decides_nothing(
    app: Flask, made: MadeBody, chen: User
) -> None:
    make_user("au", role="auditor")
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, uuid7()))))
    path = f"/desk/quarantine/{pk_of(made)}"
    assert chen.full_name in shown(app, "au", path)
    answer = visitor(app, "au").post(f"{path}/dismiss", data={"reason": "x"}, headers=PAGE)
    assert answer.status_code == 403
