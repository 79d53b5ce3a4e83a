"""The checklist pages: who sees the marks, what an item says, and how two versions differ."""

import json
from datetime import date

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.people import User
from inspect_app.services.writing.transaction import writing
from tests.makers import checklist_object, checklist_row, make_user, sha256
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

SCHOOL = "/desk/checklists/canteen-school/2021.2"


def shown(app: Flask, who: str, path: str) -> str:
    response = visitor(app, who).get(path, headers=PAGE)
    assert response.status_code == 200
    return response.text


@pytest.fixture
def newer(app: Flask) -> str:
    """A second version of the school's checklist: one item in, one out, one limit moved."""
    whole = checklist_object()
    whole["version"], whole["valid_from"] = "2023.1", "2023-05-01"
    gone = whole["items"].pop()
    cold = next(item for item in whole["items"] if item["id"] == "raw.cold-temp")
    cold["limits"], cold["class"] = [{"when": None, "min": 0, "max": 10}], "general"
    cold["basis"] = [{"text": "试行标准", "mark": "R"}]
    whole["items"].append(gone | {"id": "school.new", "no": "41", "zh": "新增一项", "en": "New"})
    body = json.dumps(whole, ensure_ascii=False)
    with writing(NOON) as w:
        w.session.add(
            ChecklistVersion(
                code="canteen-school",
                version="2023.1",
                sha256=sha256(body.encode()),
                kind="canteen_school",
                valid_from=date(2023, 5, 1),
                body=body,
                published_at=NOON,
            )
        )
    return str(gone["id"])


@pytest.mark.parametrize(
    "path",
    [
        "/desk/checklists/none/2021.1",
        "/desk/checklists/canteen-school/1999.1",
        "/desk/checklists/none/difference",
        "/desk/checklists/canteen-school/difference?from=1999.1",
    ],
)
def test_an_unknown_version_is_not_found(app: Flask, ming: User, path: str) -> None:
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_a_supervisor_reads_the_sources_without_their_marks(app: Flask, chen: User) -> None:
    for path in ("/desk/checklists", SCHOOL, f"{SCHOOL}?only=unsettled"):
        text = shown(app, "chen", path)
        assert "待核对" not in text and "◐" not in text
    assert "school.contractor" in shown(app, "chen", f"{SCHOOL}?only=unsettled")


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_administrators_and_auditors_see_what_is_to_be_verified(app: Flask, role: str) -> None:
    make_user("reader", role=role)
    text = shown(app, "reader", SCHOOL)
    assert "见于转引" in text and text.count('class="basis-open">待核对') > 3
    narrowed = shown(app, "reader", f"{SCHOOL}?only=unsettled")
    items = checklist_object()["items"]
    settled = [one["id"] for one in items if all(b["mark"] in "✓P" for b in one["basis"])]
    assert settled and not [id for id in settled if f'<tr id="{id}">' in narrowed]
    assert narrowed.count("<tr id=") == len(items) - len(settled)


def test_hearsay_and_proposals_are_shown_to_who_can_settle_them(
    app: Flask, chen: User, ming: User
) -> None:
    shop, unit = "/desk/checklists/food-shop/2021.2", "/desk/checklists/consumer-unit/2021.2"
    for path in (shop, unit, f"{shop.rsplit('/', 1)[0]}/difference"):
        text = shown(app, "chen", path)
        assert "本系统建议" not in text and "网上二手资料" not in text
    assert "食品生产经营监督检查管理办法第二十八条" in shown(app, "chen", shop)
    assert "本系统建议" in shown(app, "ming", shop) and "网上二手资料" in shown(app, "ming", unit)


def test_an_item_says_what_it_makes_of_a_reading_that_is_wanting(app: Flask, chen: User) -> None:
    text = shown(app, "chen", SCHOOL)
    assert "没有或测不了为不合格" in text and "没有或测不了不计入结果" in text
    difference = shown(app, "chen", "/desk/checklists/canteen-school/difference")
    assert "2021.1 → 2021.2" in difference and "<ins>没有或测不了为不合格</ins>" in difference


def test_the_list_counts_items_by_class(app: Flask, ming: User) -> None:
    text = shown(app, "ming", "/desk/checklists")
    for words in ("一票否决 3", "重点项 18", "一般项 19", "保证项目 99", "检查项目 21"):
        assert words in text
    assert text.count("data-name=") >= 12 * 8 and "canteen-school/2021.2" in text


def test_a_version_proves_itself_and_says_its_items_in_words(app: Flask, ming: User) -> None:
    text = shown(app, "ming", SCHOOL)
    assert checklist_row().sha256 in text and "发布于" in text
    assert "“用餐人数”不小于 500" in text and "限值 0–8 ℃" in text
    assert "否决明厨亮灶覆盖" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_checklist_reads_in_both_languages(app: Flask, ming: User, language: str) -> None:
    desk = visitor(app, "ming")
    for row in db.session.query(ChecklistVersion).all():
        path = f"/desk/checklists/{row.code}/{row.version}?lang={language}"
        response = desk.get(path, headers=PAGE)
        assert response.status_code == 200
        count = len(json.loads(row.body)["items"])
        assert response.text.count("<tr id=") >= count
        assert len(response.data) < 150_000


def test_the_only_version_of_a_checklist_says_that_there_is_nothing_to_compare(
    app: Flask, chen: User
) -> None:
    page = shown(app, "chen", "/desk/checklists/construction-jgj59/difference")
    assert "只发布过 2021.1 这一版" in page and "两版没有差别" not in page
    assert '<select class="control" name="from"' not in page
    scored = shown(app, "chen", "/desk/checklists/construction-jgj59/2021.1")
    assert "与别的版本比较" not in scored


def test_two_versions_show_what_came_what_went_and_what_moved(
    app: Flask, ming: User, newer: str
) -> None:
    text = shown(app, "ming", "/desk/checklists/canteen-school/difference")
    assert "2021.2 → 2023.1" in text
    assert "新增一项" in text and newer in text
    assert "<del>限值 0–8 ℃</del>" in text and "<ins>限值 0–10 ℃</ins>" in text
    assert "<del>重点项</del>" in text and "<ins>一般项</ins>" in text and "试行标准 R" in text
    turned = "/desk/checklists/canteen-school/difference?from=2023.1&to=2021.2"
    assert "<del>限值 0–10 ℃</del>" in shown(app, "ming", turned)


def test_without_marks_a_changed_mark_is_no_change(app: Flask, chen: User, newer: str) -> None:
    text = shown(app, "chen", "/desk/checklists/canteen-school/difference")
    assert "试行标准" in text and "试行标准 R" not in text
