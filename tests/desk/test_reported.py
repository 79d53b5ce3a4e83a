"""The pages of reported figures: who may, what a form refuses, what everybody sees."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.reported import ReportedFigure
from inspect_app.photos.documents import MAX_BYTES
from tests.makers import make_user
from tests.markup import packed
from tests.signing import PAGE, visitor

PATH = "/desk/reported"
STORE = f"{PATH}/first-store"
FORM = {"value": "41", "period": "plan", "dated_on": "2022-06-30", "source": "文（示例）"}
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def sun(app: Flask) -> User:
    return make_user("sun", role="administrator")


def enter(
    app: Flask, who: str, file: bytes | None = None, name: str = "a.pdf", **changes: str
) -> TestResponse:
    # A long form would lie in a temporary file that the test client never closes.
    parts: dict[str, object] = {**FORM, **changes}
    if file is not None:
        parts["file"] = FileStorage(BytesIO(file), name)
    boundary, form = encode_multipart(parts)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return visitor(app, who).post(STORE, data=form, content_type=kind, headers=PAGE)


def step(app: Flask, who: str, act: str, **form: str) -> int:
    id = db.session.query(ReportedFigure.id).order_by(ReportedFigure.id.desc()).limit(1).scalar()
    path = f"{PATH}/figures/{id}/{act}"
    return visitor(app, who).post(path, data=form, headers=PAGE).status_code


def shown(app: Flask, who: str, path: str = PATH) -> str:
    answer = visitor(app, who).get(path, headers=PAGE)
    assert answer.status_code == 200
    return packed(answer.text)


def test_an_inspector_sees_none_of_it(app: Flask, lin: User) -> None:
    for path in (PATH, STORE):
        assert visitor(app, "lin").get(path, headers=PAGE).status_code == 403


@pytest.mark.parametrize("role", ["supervisor", "auditor"])
def test_who_may_not_set_baselines_reads_and_enters_nothing(app: Flask, role: str) -> None:
    make_user("reads", role=role)
    assert "新增首店" in shown(app, "reads")
    assert 'name="value"' not in shown(app, "reads", STORE)
    assert enter(app, "reads").status_code == 403
    assert db.session.query(ReportedFigure).count() == 0


def test_a_goal_that_is_inspected_or_unknown_has_no_page(app: Flask, ming: User) -> None:
    for id in ("canteen-school", "nothing"):
        assert visitor(app, "ming").get(f"{PATH}/{id}", headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": "四十一"}, "只填数字"),
        ({"value": "41.5"}, "只填数字"),
        ({"dated_on": "2020-01-01"}, "数据日"),
        ({"dated_on": "2022-02-30"}, "这不是一个日期"),
        ({"period": "2022"}, "填得不对"),
        ({"source": " "}, "这一处没有填"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_stored(
    app: Flask, ming: User, wrong: dict[str, str], told: str
) -> None:
    answer = enter(app, "ming", PDF, **wrong)
    assert answer.status_code == 422 and told in answer.text
    assert db.session.query(ReportedFigure).count() == 0


@pytest.mark.parametrize("file", [b"MZ\x90\0", b"<html><script>1</script>", b""])
def test_a_file_that_only_calls_itself_pdf_is_refused(app: Flask, ming: User, file: bytes) -> None:
    answer = enter(app, "ming", file, "a.pdf")
    assert answer.status_code == 422 and "按内容辨认" in answer.text
    assert db.session.query(ReportedFigure).count() == 0


def test_a_file_too_large_is_refused(app: Flask, ming: User) -> None:
    for size in (MAX_BYTES + 1, MAX_BYTES + 200_000):
        assert enter(app, "ming", PDF.ljust(size)).status_code == 413
    assert db.session.query(ReportedFigure).count() == 0


def test_the_same_person_or_another_number_confirms_nothing(
    app: Flask, ming: User, sun: User
) -> None:
    assert enter(app, "ming").status_code == 302
    assert step(app, "ming", "confirm", value="41") == 403
    assert step(app, "sun", "confirm", value="14") == 422
    assert "待另一人确认" in shown(app, "sun") and "还没有来源" in shown(app, "sun")


def test_two_people_make_a_value_and_its_history_stays(app: Flask, ming: User, sun: User) -> None:
    assert enter(app, "ming", value="28").status_code == 302
    assert step(app, "sun", "confirm", value="２８") == 302
    assert enter(app, "sun", note="按季更正").status_code == 302
    assert step(app, "ming", "drop") == 302
    assert enter(app, "sun").status_code == 302
    assert step(app, "ming", "confirm", value="41") == 302
    text = shown(app, "ming")
    assert "<b>41 家</b>" in text and "<b>28 家</b>" not in text and "文（示例）" in text
    assert "部门未列明" in text and "填报</span>" in text
    pane = shown(app, "ming", STORE)
    assert "<b>28 家</b>" in pane and "已撤回" in pane and "按季更正" not in text
    assert "1 项已填 / 36 项" in shown(app, "ming", "/desk/")


def test_a_file_is_only_ever_downloaded(app: Flask, ming: User, chen: User, lin: User) -> None:
    assert enter(app, "ming", PDF, "../../首店名录.pdf").status_code == 302
    found = db.session.query(ReportedFigure).one()
    path = f"{PATH}/figures/{found.id}/file"
    answer = visitor(app, "chen").get(path, headers=PAGE)
    assert answer.data == PDF and answer.mimetype == "application/pdf"
    said = answer.headers
    assert said["Content-Disposition"].startswith("attachment; filename")
    assert "%E9%A6%96%E5%BA%97%E5%90%8D%E5%BD%95.pdf" in said["Content-Disposition"]
    assert "/" not in said["Content-Disposition"].split("''")[1]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in said["Content-Security-Policy"] and "no-store" in said["Cache-Control"]
    assert visitor(app, "lin").get(path, headers=PAGE).status_code == 403
    pane = shown(app, "chen", STORE)
    assert f'href="{path}" download' in pane and "<embed" not in pane and "<img" not in pane


def test_without_a_file_there_is_nothing_to_download(app: Flask, ming: User) -> None:
    assert enter(app, "ming").status_code == 302
    found = db.session.query(ReportedFigure).one()
    path = f"{PATH}/figures/{found.id}/file"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_each_form_has_its_own_fields(app: Flask, ming: User) -> None:
    pages = {id: shown(app, "ming", f"{PATH}/{id}") for id in ("film-firms", "one-window", "aqi")}
    assert pages["film-firms"].count('<input class="control" name="value"') == 2
    assert "上市企业" in pages["film-firms"] and 'value="not_done"' in pages["one-window"]
    assert '<option value="2022">' in pages["aqi"]


def test_it_speaks_english(app: Flask, ming: User) -> None:
    text = shown(app, "ming", f"{STORE}?lang=en")
    assert "New first stores" in text and "no department named" in text
