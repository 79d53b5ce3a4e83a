"""Words that stand beside one another do not contradict: a decision, a result, a veto, a void."""

import json
import re

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve, return_items
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

CHIP = re.compile(r'<span class="chip chip-(\w+)">.*?<span>(.*?)</span></span>', re.DOTALL)


def chips(app: Flask, path: str) -> set[tuple[str, str]]:
    """Tone and words of each chip of a page."""
    text = visitor(app, "ming").get(path, headers=PAGE).text
    return {(tone, words.strip()) for tone, words in CHIP.findall(text)}


def test_an_approved_visit_is_stamped_and_has_no_green_tick(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place, fail=("raw.cold-temp", "env.pest"))
    approve(chen.id, id, 1, at=NOON)
    for path in (f"/desk/inspections/{id}", f"/desk/premises/{place.id}"):
        found = chips(app, path)
        assert ("ink", "复核通过") in found, path
        assert "通过" not in {words for tone, words in found if tone == "pass"}
        assert "已通过" not in {words for _, words in found}


def test_a_returned_visit_says_that_the_review_returned_it(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    return_items(chen.id, id, 1, [{"item": "raw.cold-temp", "remark": "请补拍"}], at=NOON)
    assert ("turn", "复核退回") in chips(app, f"/desk/premises/{place.id}")


@pytest.mark.parametrize(
    ("language", "veto", "plain"),
    [("zh", "否决：覆盖", "一票否决"), ("en", "Vetoes coverage", ">Veto<")],
)
def test_a_veto_says_what_it_takes_away(
    app: Flask, lin: User, bai: User, ming: User, language: str, veto: str, plain: str
) -> None:
    id, _ = receive(lin, bai, fail=("bright.visible-now",))
    path = f"/desk/inspections/{id}?lang={language}"
    text = visitor(app, "ming").get(path, headers=PAGE).text
    assert veto in text and plain not in text


def test_a_void_acceptance_neither_passes_nor_fails(app: Flask, ming: User) -> None:
    kinds = ["construction_site"]
    lin, bai = (make_user(name, role="inspector", kinds=kinds) for name in ("lin", "bai"))
    fang = make_user("fang", role="supervisor", kinds=kinds)
    site = make_premises(kind="construction_site")
    work = make_premises(kind="unit_work", name="1号楼（示例）")
    site.attrs, work.attrs, work.parent_id = {}, {}, site.id
    db.session.commit()
    given = {"unit_work": work.id, "void": "下雨，没有开成"}
    id, _ = receive(lin, bai, site, code="construction-acceptance", acceptance=given)
    approve(fang.id, id, 1, at=NOON)
    for path in (f"/desk/inspections/{id}", f"/desk/premises/{site.id}"):
        found = chips(app, path)
        assert ("mute", "未计") in found and ("fail", "未计") not in found, path
    with app.test_client().get("/results.json") as answer:
        rows = json.loads(answer.get_data())["results"]
    assert [one["passed"] for one in rows if one["result"] == "void"] == [None, None]
