"""Baselines at the desk: administrators enter, auditors read, and the figure moves."""

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.imported import BaselineChange, BaselineEntry
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from tests.makers import make_user
from tests.markup import packed
from tests.signing import PAGE, visitor

PATH = "/desk/baselines"
ENTRY = {
    "target": "consumer-unit",
    "value": "2600",
    "dated_on": "2020-12-31",
    "document": "文（示例）",
}


def enter(app: Flask, who: str, **changes: str) -> int:
    return visitor(app, who).post(PATH, data=ENTRY | changes, headers=PAGE).status_code


def confirm(app: Flask, who: str = "sun") -> int:
    entry = db.session.query(BaselineEntry).one().id
    return visitor(app, who).post(f"{PATH}/{entry}/confirm", headers=PAGE).status_code


@pytest.fixture
def sun(app: Flask) -> User:
    return make_user("sun", role="administrator")


def shown(app: Flask, who: str, path: str = PATH) -> str:
    return packed(visitor(app, who).get(path, headers=PAGE).text)


def test_a_supervisor_neither_sees_nor_enters_baselines(app: Flask, chen: User) -> None:
    assert visitor(app, "chen").get(PATH, headers=PAGE).status_code == 403
    assert enter(app, "chen") == 403
    assert "期初数" not in shown(app, "chen", "/desk/")


def test_an_auditor_reads_and_enters_nothing(app: Flask) -> None:
    make_user("au", role="auditor")
    text = shown(app, "au")
    assert "放心消费" in text and 'name="value"' not in text
    assert enter(app, "au") == 403
    assert db.session.query(BaselineChange).count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": ""},
        {"value": "-1"},
        {"value": "２６００"},
        {"value": "1e3"},
        {"value": "9" * 12},
        {"dated_on": "2020-02-30"},
        {"dated_on": "2021-06-01"},
        {"target": "canteen-school"},
        {"target": "none"},
        {"document": ""},
    ],
)
def test_a_wrong_field_is_refused(app: Flask, ming: User, wrong: dict[str, str]) -> None:
    assert enter(app, "ming", **wrong) == 422
    assert db.session.query(BaselineEntry).count() == 0


def test_a_baseline_moves_the_figure_once_another_confirms_it(
    app: Flask, ming: User, sun: User
) -> None:
    day = "/desk/?as_of=2021-06-30"
    assert enter(app, "ming") == 302
    assert "等待另一人确认" in shown(app, "ming") and "2,600" in shown(app, "sun")
    assert confirm(app, "ming") != 302
    assert ">2,600</a>" not in shown(app, "ming", day)
    assert confirm(app) == 302
    assert ">2,600</a>" in shown(app, "ming", day)
    assert enter(app, "ming", value="2610") == 302 and confirm(app) == 302
    text = shown(app, "ming")
    assert "2,610 家" in text and ">2,600</td>" in text and "sun" in text and "文（示例）" in text
    assert ">2020-12-31</td>" not in text and text.count("2020年12月31日</time></td>") == 3
    assert ">2,610</a>" in shown(app, "ming", day)


def test_a_wrong_entry_is_dropped(app: Flask, ming: User) -> None:
    assert enter(app, "ming") == 302
    entry = db.session.query(BaselineEntry).one().id
    assert visitor(app, "ming").post(f"{PATH}/{entry}/drop", headers=PAGE).status_code == 302
    assert db.session.query(BaselineEntry).count() == 0


def test_a_baseline_is_of_the_whole_district_and_not_of_one_street(
    app: Flask, ming: User, sun: User
) -> None:
    assert enter(app, "ming") == 302 and confirm(app) == 302
    every = [area.code for area in current_plan().areas]
    make_user("whole", role="supervisor", areas=every, kinds=["consumer_unit"])
    make_user("street", role="supervisor", areas=every[:1], kinds=["consumer_unit"])
    day = "/desk/?as_of=2021-06-30"
    assert ">2,600</a>" in shown(app, "whole", day)
    assert ">2,600</a>" not in shown(app, "street", day)


@pytest.mark.parametrize(("language", "words"), [("zh", "录入经过"), ("en", "What was entered")])
def test_the_page_speaks_both_languages(app: Flask, ming: User, language: str, words: str) -> None:
    assert words in shown(app, "ming", f"{PATH}?lang={language}")
