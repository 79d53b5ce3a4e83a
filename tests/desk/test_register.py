"""The register: search, filter, one premises, and the code for its door."""

import re

import pytest
from flask import Flask

from inspect_app.documents.labels.codes import QUIET, draw_code
from inspect_app.models.people import User
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises
from tests.signing import PAGE, visitor


def found(app: Flask, query: str, **headers: str) -> str:
    response = visitor(app, "ming").get(f"/desk/premises?{query}", headers=PAGE | headers)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "²", "9" * 7])
def test_a_page_that_is_none_is_not_found(app: Flask, ming: User, page: str) -> None:
    path = f"/desk/premises?page={page}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", '"', "\\"])
def test_signs_of_the_query_language_are_only_signs(app: Flask, ming: User, words: str) -> None:
    make_premises()
    assert "青杉中学食堂" not in found(app, f"q={words}")


def test_search_looks_at_name_address_and_code(app: Flask, ming: User) -> None:
    place = make_premises(name="白杨小学食堂（示例）")
    make_premises(name="青杉中学食堂（示例）")
    code = f"{place.code[:4]}-{place.code[4:]}".lower()
    for words in ("白杨", "小学 白", code, code.replace("-", " ")):
        text = found(app, f"q={words}")
        assert "白杨小学" in text and "青杉中学" not in text


def test_filters_narrow_by_street_kind_and_state(app: Flask, ming: User) -> None:
    make_premises(name="甲校食堂（示例）")
    make_premises(name="乙校食堂（示例）", area=TAOPU)
    assert "乙校" in found(app, f"area={TAOPU}")
    assert "甲校" not in found(app, f"area={TAOPU}")
    assert "没有找到单位" in found(app, "kind=market")
    assert "没有找到单位" in found(app, "status=closed&area=nowhere")


def test_typing_swaps_the_rows_alone(app: Flask, ming: User) -> None:
    make_premises()
    text = found(app, "q=青杉", **{"HX-Request": "true"})
    assert text.startswith('<div id="rows">') and "<html" not in text


def test_one_premises_shows_its_inspections(app: Flask, lin: User, bai: User, ming: User) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    text = visitor(app, "ming").get(f"/desk/premises/{place.id}", headers=PAGE).text
    assert f"/desk/inspections/{id}" in text and "已入库" in text


def test_a_code_has_its_quiet_zone_and_level_q() -> None:
    code = draw_code("https://inspect.example/q/ABCDEFGHJKMNPQRS")
    starts = {int(x) for x, _ in re.findall(r"M(\d+) (\d+)h", code.path)}
    assert min(starts) == QUIET
    assert code.size == 33 + 2 * QUIET
