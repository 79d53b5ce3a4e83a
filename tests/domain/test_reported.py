"""Reported values: what is of no form is refused plainly, and the rest judged as the plan says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspect_app.domain.figures.reported import (
    WrongValue,
    goals_of,
    is_met,
    load_value,
    parse_value,
    store_value,
)
from inspect_app.domain.figures.reported_periods import days_of, list_periods
from inspect_app.domain.figures.reported_words import goal_words, value_words
from inspect_app.domain.figures.targets import ManualTarget
from inspect_app.plans.load import current_plan

PLAN = current_plan()


def target(id: str) -> ManualTarget:
    found = PLAN.find_manual(id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "given",
    [
        *("", " ", "NaN", "nan", "inf", "-1", "−1", "－1", "+1", "1e9", "1E3", "0x10", "1_000"),
        *("1,23", ",5", "1,2345", "12,34,567", "1.", ".5", "1.2.3", "1.2345", "1 000", "约12"),
        *("4²", "½", "①", "٣", "৪", "十二", "1234567890", "12 公里", "1;2", "1\n2", "true"),
    ],
)
def test_what_is_no_plain_number_is_refused(given: str) -> None:
    with pytest.raises(WrongValue):
        parse_value(target("greenway"), [given])


@pytest.mark.parametrize(
    ("id", "given"),
    [
        ("first-store", ["41.5"]),
        ("rd-project", ["3-5"]),
        ("rd-project", ["2.5"]),
        ("aqi", ["100.1"]),
        ("soil", ["101"]),
        ("film-firms", ["1"]),
        ("film-firms", ["1", ""]),
        ("film-firms", ["1", "3", "5"]),
        ("film-firms", ["1 + 3", "0"]),
        ("first-store", ["41", "42"]),
        ("first-store", []),
        ("one-window", ["1"]),
        ("one-window", ["是"]),
        ("one-window", [""]),
        ("first-store", ["done"]),
    ],
)
def test_a_value_of_another_form_is_refused(id: str, given: list[str]) -> None:
    with pytest.raises(WrongValue):
        parse_value(target(id), given)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("41", "41"),
        (" 41 ", "41"),
        ("４１", "41"),
        ("１２．５", "12.5"),
        ("1,234.5", "1234.5"),
        ("１，２３４", "1234"),
        ("999,999,999", "999999999"),
        ("0", "0"),
        ("12.50", "12.5"),
        ("0.125", "0.125"),
        ("007", "7"),
        ("100.000", "100"),
    ],
)
def test_digits_are_taken_as_they_are_meant_and_kept_exactly(given: str, meant: str) -> None:
    value = parse_value(target("greenway"), [given])
    assert store_value(value) == meant
    assert load_value(store_value(value)) == value


@pytest.mark.parametrize(
    ("id", "given", "met"),
    [
        ("first-store", ["59"], False),
        ("first-store", ["60"], True),
        ("first-store", ["61"], True),
        ("rd-share", ["2.399"], False),
        ("rd-share", ["2.4"], True),
        ("rd-share", ["2.40"], True),
        ("pm25", ["35"], True),
        ("pm25", ["35.1"], False),
        ("pm25", ["29"], True),
        ("anchor-firm", ["0"], False),
        ("anchor-firm", ["1"], True),
        ("anchor-firm", ["3"], True),
        ("rd-project", ["2"], False),
        ("rd-project", ["3"], True),
        ("film-firms", ["1", "3"], False),
        ("film-firms", ["2", "2"], False),
        ("film-firms", ["2", "3"], True),
        ("film-firms", ["5", "0"], False),
        ("one-window", ["done"], True),
        ("one-window", ["not_done"], False),
        ("aqi", ["86.3"], None),
        ("aqi", ["84"], None),
    ],
)
def test_a_value_is_judged_only_where_the_plan_says_what_reaches_it(
    id: str, given: list[str], met: bool | None
) -> None:
    assert is_met(target(id), parse_value(target(id), given)) is met


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *(("number", one) for one in ("", "1-2", "-3", "1e3", "2 + 3", "约 3")),
        *(("range", one) for one in ("3", "5-3", "3-3", "1-2-3", "1–2", "1..2-3", "1.-2")),
        *(("parts", one) for one in ("2", "2+3", "2 + 3 + 4", "2 +")),
    ],
)
def test_a_goal_of_another_form_is_refused(form: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"is no|rise|names of parts"):
        goals_of(replace(target("film-firms"), form=form, target=text))


def test_goals_are_the_numbers_of_the_text() -> None:
    assert goals_of(target("film-firms")) == (Decimal(2), Decimal(3))
    assert goals_of(target("rd-project")) == (Decimal(3), Decimal(5))
    assert goals_of(target("one-window")) == ()


@pytest.mark.parametrize(
    ("id", "value", "zh", "en"),
    [
        ("first-store", Decimal(41), "41 家", "41"),
        ("aqi", Decimal("86.3"), "86.3%", "86.3%"),
        ("old-estate", Decimal("1234.50"), "1,234.5 万平方米", "1,234.5 × 10,000 m²"),
        ("film-firms", (Decimal(1), Decimal(3)), "1 + 3 家", "1 + 3"),
        ("one-window", True, "已完成", "done"),
        ("one-window", False, "未完成", "not done"),
        ("qa-staff", Decimal(500), "500 名", "500"),
    ],
)
def test_values_in_words(id: str, value: Decimal, zh: str, en: str) -> None:
    assert [value_words(target(id), value, one) for one in ("zh", "en")] == [zh, en]


def test_goals_in_words() -> None:
    ids = ("first-store", "anchor-firm", "film-firms", "aqi", "pm25", "one-window")
    told = [goal_words(target(id), "zh") for id in ids]
    assert told == ["60 家", "1–2 家", "2 + 3 家", "85% 左右", "≤ 35 µg/m³", "完成"]


def test_periods_lie_within_the_plan() -> None:
    assert list_periods(PLAN, target("first-store")) == ["plan"]
    assert list_periods(PLAN, target("pm25")) == ["2021", "2022", "2023"]
    halves = list_periods(PLAN, replace(target("pm25"), period="half_year"))
    assert halves == ["2021H1", "2021H2", "2022H1", "2022H2", "2023H1", "2023H2"]
    assert days_of(PLAN, "plan") == (PLAN.start, PLAN.end)
    assert days_of(PLAN, "2022") == (date(2022, 1, 1), date(2022, 12, 31))
    assert days_of(PLAN, "2022H1") == (date(2022, 1, 1), date(2022, 6, 30))
    assert days_of(PLAN, "2022H2") == (date(2022, 7, 1), date(2022, 12, 31))


@pytest.mark.parametrize("period", ["", "22", "2022H3", "2022-06", "２０２２", "2022H1 ", "always"])
def test_other_texts_are_no_period(period: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        days_of(PLAN, period)
