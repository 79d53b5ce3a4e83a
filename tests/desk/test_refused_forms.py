"""Every form of the desk that is refused comes back: filled, inside the site, the field named."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss
from inspect_app.services.review.baselines import Reached, enter_baseline
from inspect_app.services.review.designations import Naming, confirm_title, enter_title
from inspect_app.services.review.reported import Report, enter_reported
from inspect_app.web.form_reading import Field, find_form
from tests.bodies import make_body
from tests.desk import corrections as made
from tests.desk.test_proposals import proposed
from tests.desk.test_quarantine import push_out_of_scope
from tests.makers import make_premises, make_user
from tests.phone.phones import ready_phone
from tests.signing import OURS, PAGE, visitor

NOW = datetime.now(UTC)
LONG = "太长的理由" * 101
# The review's forms come back in their own way; nothing is typed into the others.
ELSEWHERE = {
    *("desk.approve", "desk.return_items"),
    *("desk.export_list", "desk.read_notice", "desk.read_notices"),
}


@dataclass(frozen=True)
class Case:
    """A wrong form: what is sent by whom, the field that is named, and words of its reason."""

    form: dict[str, str]
    status: int
    wrong: str
    label: str
    words: str
    who: str = "ming"


class District:
    """One of each thing that a form can be about, made when it is asked for."""

    def __init__(self, app: Flask, lin: User, bai: User, chen: User, ming: User) -> None:
        self.app, self.lin, self.bai, self.chen, self.ming = app, lin, bai, chen, ming

    def path(self, name: str) -> str:
        address: str = getattr(self, name)()
        return f"/desk/{address}"

    def titles(self) -> str:
        return "designations"

    def title(self) -> str:
        shop = make_premises(kind="food_shop")
        naming = Naming("示范店（示例）", "区级", "文（示例）", date(2022, 9, 1), None)
        id = enter_title(self.chen.id, shop.id, naming, at=NOW)
        confirm_title(self.ming.id, id, at=NOW)
        return f"designations/{id}/revoke"

    def baseline(self) -> str:
        return "baselines"

    def own_baseline(self) -> str:
        reached = Reached("consumer-unit", 1, date(2020, 12, 31), "文（示例）")
        return f"baselines/{enter_baseline(self.ming.id, reached, at=NOW)}/confirm"

    def reported(self) -> str:
        return "reported/first-store"

    def to_confirm(self) -> str:
        sun = make_user("sun", role="administrator")
        told = Report("first-store", "plan", ["41"], date(2022, 6, 30), "文（示例）")
        return f"reported/figures/{enter_reported(sun.id, told, None, at=NOW)}/confirm"

    def rescue(self) -> str:
        return "rescue"

    def quarantined(self) -> str:
        phone = ready_phone(self.app, self.lin)
        body = make_body(self.lin, self.bai, make_premises())
        return f"quarantine/{push_out_of_scope(phone, body)}/dismiss"

    def proposal(self) -> str:
        phone = ready_phone(self.app, self.lin)
        return f"proposals/{proposed(phone, make_premises(), about='name')}/reject"

    def loss(self) -> str:
        phone = ready_phone(self.app, self.lin)
        loss = PossibleLoss(id=uuid7(), user_id=self.lin.id, client_id=phone.client_id)
        loss.why, loss.announced, loss.announced_at, loss.raised_at = "emptied", 3, NOW, NOW
        db.session.add(loss)
        db.session.commit()
        return f"losses/{loss.id}/resolve"

    def phone(self) -> str:
        return f"phones/{self.lin.id}/{ready_phone(self.app, self.lin).client_id}/revoke"

    def correction(self, move: str = "supplement") -> str:
        return f"corrections/{made.reported(self.lin, self.bai, self.chen)[0]}/{move}"

    def served(self) -> str:
        people, today = (self.lin, self.bai, self.chen), shanghai_day(NOW)
        (id,) = made.served(*people, on=today.isoformat(), served_on=today, at=NOW)
        return f"corrections/{id}/extend"

    def voided(self) -> str:
        return self.correction("void")

    def myself(self) -> str:
        return f"people/{self.ming.id}/disable"

    def delivery(self) -> str:
        return f"webhooks/{uuid7()}/replay"


@pytest.fixture
def district(app: Flask, lin: User, bai: User, chen: User, ming: User) -> District:
    return District(app, lin, bai, chen, ming)


TITLE = {
    "code": "ZZZZZZZZ",
    "title": "食品经营示范店",
    "level": "区级",
    "document": "普市监〔2022〕12号",
    "named_on": "2022-09-01",
    "valid_to": "",
}
BASELINE = {"target": "consumer-unit", "value": "26oo", "document": "文（示例）"}
FIGURE = {"value": "四十一", "period": "plan", "dated_on": "2022-06-30", "source": "年报第三页"}

CASES = {
    "titles": Case(TITLE, 422, "code", "标签编号", "没有这个场所码"),
    "title": Case({"revoked_on": "2022-10-01", "reason": ""}, 422, "reason", "撤销原因", "没有填"),
    "baseline": Case(BASELINE | {"dated_on": "2020-12-31"}, 422, "value", "数", "整数"),
    "reported": Case(FIGURE, 422, "value", "", "只填数字"),
    "to_confirm": Case({"value": "14"}, 422, "value", "", "不一样"),
    "rescue": Case({}, 422, "file", "", "不是手机导出的救援文件"),
    "quarantined": Case({"reason": LONG}, 422, "reason", "理由", "最多 500 字"),
    "proposal": Case({"reason": LONG}, 422, "reason", "", "最多 500 字"),
    "loss": Case({"note": LONG}, 422, "note", "", "最多 500 字"),
    "phone": Case({"reason": LONG}, 422, "reason", "", "最多 500 字"),
    "correction": Case({"reason": "  "}, 422, "reason", "", "请写明原因", who="chen"),
    "served": Case(
        {"seen": "2", "days": "0", "reason": "等配件"}, 422, "days", "", "365 个工作日", who="chen"
    ),
}


def send(client: FlaskClient, path: str, case: Case) -> TestResponse:
    if case.wrong != "file":
        return client.post(path, data={"seen": "3"} | case.form, headers=PAGE)
    file = FileStorage(BytesIO(b"no tar"), "rescue.tar")
    boundary, body = encode_multipart({"file": file})
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(path, data=body, content_type=kind, headers=PAGE)


def named(page: str, path: str, name: str) -> Field:
    form = find_form(page, path)
    assert form is not None, "the form is not on the page"
    found = form.find(name)
    assert found is not None, f"{name} is not in the form"
    return found


def test_every_form_of_the_desk_comes_back_or_says_why_not(app: Flask) -> None:
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    desk = {name for name in posting if name.startswith("desk.")}
    assert {name for name in desk if not hasattr(app.view_functions[name], "filled")} == ELSEWHERE


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_form_comes_back_filled_with_its_field_named(
    app: Flask, district: District, name: str
) -> None:
    case, path = CASES[name], district.path(name)
    answer = send(visitor(app, case.who), path, case)
    page = answer.text
    assert answer.status_code == case.status, page
    wrong = named(page, path, case.wrong)
    assert wrong.attrs["aria-invalid"] == "true"
    assert wrong.attrs["aria-describedby"].split()[-1] == "refused-field"
    assert page.count('id="refused-field"') == 1 and case.words in page
    assert wrong.label and case.label in wrong.label
    assert 'class="notice refused" role="alert"' in page and 'class="rail-link"' in page
    for typed in case.form.values():
        assert typed in page


@pytest.mark.parametrize("name", ["titles", "quarantined", "correction"])
def test_a_program_gets_the_problem_alone(app: Flask, district: District, name: str) -> None:
    case, path = CASES[name], district.path(name)
    answer = visitor(app, case.who).post(path, data={"seen": "3"} | case.form, headers=OURS)
    assert answer.status_code == case.status and answer.json["error"]["code"]


def test_what_a_person_may_not_see_comes_back_as_nothing(app: Flask, district: District) -> None:
    make_user("au", role="auditor")
    assert (
        visitor(app, "au").post("/desk/designations", data=TITLE, headers=PAGE).status_code == 403
    )
    absent = f"/desk/designations/{uuid7()}/revoke"
    answer = visitor(app, "ming").post(absent, data={"reason": "写好的理由"}, headers=PAGE)
    assert answer.status_code == 404 and "写好的理由" not in answer.text


def test_two_at_once_the_later_ones_reason_can_still_be_copied(
    app: Flask, district: District
) -> None:
    path = district.path("voided")
    first = visitor(app, "chen").post(path, data={"seen": 3, "reason": "重复"}, headers=PAGE)
    assert first.status_code == 302
    late = visitor(app, "chen").post(path, data={"seen": 3, "reason": "写得很长"}, headers=PAGE)
    assert late.status_code == 409 and 'class="rail-link"' in late.text
    assert "<blockquote" in late.text and "写得很长" in late.text


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("myself", 403, "另一个人来确认"),
        ("delivery", 404, "这一次推送已不在记录里"),
        ("own_baseline", 403, "另一个人来确认"),
    ],
)
def test_a_deed_without_fields_says_in_place_why_not(
    app: Flask, district: District, name: str, status: int, words: str
) -> None:
    answer = visitor(app, "ming").post(district.path(name), headers=PAGE)
    assert answer.status_code == status
    assert words in answer.text and 'class="rail-link"' in answer.text
