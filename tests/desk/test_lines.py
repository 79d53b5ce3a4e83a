"""How measured values, limits and answers are worded for a reviewer."""

from fractions import Fraction

import pytest
from flask import Flask

from inspect_app.desk.review.item_view import (
    answer_words,
    distance_words,
    figure_of,
    limit_words,
    value_words,
)
from inspect_app.domain.rules.checklist import Limit
from inspect_app.domain.rules.limits import beyond, plain, range_text

CHILLER = Limit(Fraction(0), Fraction(8), None)
FREEZER = Limit(None, Fraction(-12), None)
ITEM = {
    "unit": "℃",
    "options": [
        {"value": "a", "zh": "玻璃", "en": "Glass"},
        {"value": "b", "zh": "上屏", "en": "Screen"},
    ],
}
NUMBER = {"unit": "℃", "options": [], "type": "number"}
SIZED = {
    "type": "pass_fail",
    "options": [],
    "parts": [
        {"name": "h", "zh": "高", "en": "Height", "unit": "m"},
        {"name": "t", "zh": "温", "en": "Temperature", "unit": "℃"},
    ],
}


@pytest.mark.parametrize("value", [None, "fail", True, [1], {"a": 1}, 0, 8, 8.0])
def test_what_is_within_or_no_number_has_no_distance(app: Flask, value: object) -> None:
    assert beyond(CHILLER, value) is None
    assert distance_words(CHILLER, value, "℃") == ""


def test_a_distance_is_exact(app: Flask) -> None:
    assert distance_words(CHILLER, 11.6, "℃") == "高出上限 3.6 ℃"
    assert distance_words(CHILLER, -0.1, "℃") == "低于下限 0.1 ℃"
    assert distance_words(FREEZER, -11.9, "℃") == "高出上限 0.1 ℃"
    assert distance_words(None, 5, "℃") == ""


def test_limits_read_as_ranges(app: Flask) -> None:
    assert limit_words(CHILLER, "℃") == "限值 0–8 ℃"
    assert range_text(FREEZER) == "≤ \N{MINUS SIGN}12"
    assert range_text(Limit(Fraction(60), None, None)) == "≥ 60"
    assert limit_words(None, "℃") == ""
    assert limit_words(Limit(Fraction(100), Fraction(100), None), "%") == "限值 100%"


def test_figures_carry_a_true_minus() -> None:
    assert figure_of(-16.2) == "\N{MINUS SIGN}16.2"
    assert plain(Fraction(1, 4)) == "0.25"
    assert figure_of("2022-09-14") == ""


def test_answers_are_told_by_their_names(app: Flask) -> None:
    assert value_words(ITEM, "a") == "玻璃"
    assert value_words(ITEM, ["a", "b"]) == "玻璃、上屏"
    assert value_words(ITEM, []) == "一项也没选"
    assert value_words(ITEM, "gone") == "gone"
    assert value_words(NUMBER, 11.6) == "11.6 ℃"
    sizes = {"h": 5, "t": -1}
    assert value_words(SIZED, sizes) == "高 5 m，温 \N{MINUS SIGN}1 ℃"
    weighed = {"tier": 2, "billed": 500, "actual": 494}
    assert value_words({"type": "weigh"}, weighed) == "第 2 档，结算 500 g，实重 494 g"
    assert value_words({"type": "age_days", "options": []}, "2022-03-01") == "2022年3月1日"
    assert value_words(NUMBER, "na") == "不适用"


def test_what_came_beside_a_value_is_told_with_it(app: Flask) -> None:
    answer = {"value": "pass", "parts": {"h": 24}, "until": "2022-12-31"}
    assert answer_words(SIZED, answer) == "合格，高 24 m，有效期至 2022年12月31日"
    assert answer_words(SIZED, {}) == ""


def test_the_limit_of_an_age_is_days(app: Flask) -> None:
    year = Limit(None, Fraction(366), None)
    assert limit_words(year, "", "age_days") == "距检查日不超过 366 天"


def test_a_share_says_what_it_was_counted_from(app: Flask) -> None:
    share = {"unit": "%", "options": [], "type": "number"}
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        assert answer_words(share, {"value": 94, "fraction": [47, 50]}) == "94%，47/50"
        assert answer_words(share, {"value": 94}) == "94%"
