"""Corrections on the public page: how many are open and until when; the old result stays."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from inspect_app.domain.corrections import codes as rules
from inspect_app.models.people import User
from tests.makers import make_premises
from tests.public.operators import ITEM, OTHER, Notice, make_notice
from tests.signing import PAGE


@pytest.fixture(autouse=True)
def hurried_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROUNDS", 10)


@pytest.fixture
def look(client: FlaskClient) -> Callable[[Notice], str]:
    def text(notice: Notice) -> str:
        path = f"/q/{notice.place.tokens[-1].token}"
        return client.get(path, headers=PAGE).get_data(as_text=True)

    return text


def close(notice: Notice, id: str) -> None:
    notice.move(id, "send", "supervisor")
    notice.move(id, "pass", "inspector")


def test_what_is_only_proposed_is_not_public(
    look: Callable[[Notice], str], lin: User, bai: User
) -> None:
    text = look(Notice(lin, bai, None, make_premises()))
    assert "整改中" not in text and "已整改" not in text


def test_open_ones_show_their_days_and_neither_item_nor_word(
    look: Callable[[Notice], str], lin: User, bai: User, chen: User
) -> None:
    notice = make_notice(lin, bai, chen, ITEM, OTHER)
    text = look(notice)
    assert "2 项" in text and "剩 3 个工作日" in text and "责令改正" in text and "重点项" in text
    assert "到期" in text and 'class="scale-needle"' in text
    for private in (ITEM, OTHER, notice.row.id, "示例说明", "虫害", lin.full_name + "<"):
        assert private not in text, private


def test_once_all_is_closed_it_says_so_beside_the_result_that_stays(
    look: Callable[[Notice], str], lin: User, bai: User, chen: User
) -> None:
    notice = make_notice(lin, bai, chen, ITEM, OTHER)
    before = look(notice)
    first, second = (row.id for row in notice.rows)
    close(notice, first)
    assert "已整改" not in look(notice) and "1 项" in look(notice)
    close(notice, second)
    after = look(notice)
    assert "已整改" in after and "整改中" not in after
    word = before.split('class="result-word">')[1].split("<")[0]
    assert f'class="result-word">{word}<' in after


def test_one_that_became_a_case_or_was_taken_back_is_not_put_right(
    look: Callable[[Notice], str], lin: User, bai: User, chen: User
) -> None:
    notice = make_notice(lin, bai, chen)
    notice.move(notice.row.id, "escalate", "supervisor", reason="拒不改正（示例）")
    text = look(notice)
    assert "已整改" not in text and "整改中" not in text and "立案" not in text
