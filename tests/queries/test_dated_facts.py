"""Attributes, areas and baselines hold from a day on and are known from another day on."""

from dataclasses import replace
from datetime import date

import pytest

from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf, area_on, attrs_on
from inspect_app.domain.figures.history import AreaChange, AttrsChange, BaselineRecord
from inspect_app.plans.load import current_plan
from tests.queries.histories import (
    CAOYANG,
    CHANGFENG,
    acceptance,
    at,
    canteen,
    count,
    figure,
    ids,
    lift,
    revision,
    site,
    visit,
)

ON_JUNE_30 = AsOf(date(2022, 6, 30))


def attrs_from(day: str, recorded: str | None = None, hour: int = 12, **attrs) -> AttrsChange:
    return AttrsChange(date.fromisoformat(day), attrs, at(recorded or day, hour))


def area_from(day: str, area: str, recorded: str | None = None) -> AreaChange:
    return AreaChange(date.fromisoformat(day), area, at(recorded or day))


def test_a_change_from_a_later_day_or_not_yet_known_changes_nothing():
    later, unknown = attrs_from("2022-07-01", stage="幼"), attrs_from("2022-06-01", stage="幼")
    place = replace(canteen(stage="小"), attrs_from=(later, unknown))
    assert attrs_on(place, AsOf(date(2022, 6, 30), date(2022, 5, 31))) == {"stage": "小"}
    assert attrs_on(place, ON_JUNE_30) == {"stage": "幼"}


def test_the_last_change_by_day_then_by_recording_then_by_order_holds():
    changes = (
        attrs_from("2022-03-01", "2022-05-01", n=1),
        attrs_from("2022-02-01", "2022-06-01", n=2),
        attrs_from("2022-03-01", "2022-04-01", n=3),
        attrs_from("2022-03-01", "2022-05-01", n=4),
    )
    place = replace(canteen(), attrs_from=changes)
    assert attrs_on(place, ON_JUNE_30) == {"n": 4}
    assert attrs_on(place, AsOf(date(2022, 6, 30), date(2022, 4, 30))) == {"n": 3}
    assert attrs_on(place, AsOf(date(2022, 2, 28))) == {"n": 2}


def test_a_canteen_that_becomes_a_kindergarten_is_in_the_denominator_until_that_day():
    place = replace(canteen(stage="小"), attrs_from=(attrs_from("2022-05-01", stage="幼"),))
    assert ids(count([place], [], on="2022-04-30").denominator) == ["a"]
    excluded = count([place], [], on="2022-05-01").excluded
    assert [(row.id, row.reason) for row in excluded] == [("a", "kindergarten")]


def test_a_premises_counts_in_the_area_of_the_day():
    place = replace(canteen(), area_from=(area_from("2022-05-01", CHANGFENG),))
    assert area_on(place, AsOf(date(2022, 4, 30))) == CAOYANG
    areas = {row.area: row.denominator for row in figure([place], [], on="2022-05-01").areas}
    assert (areas[CAOYANG], areas[CHANGFENG]) == (0, 1)


@pytest.mark.parametrize(("on", "monitored"), [("2022-03-31", []), ("2022-04-01", ["N"])])
def test_a_lift_is_judged_by_what_it_was_on_the_day_of_its_visit(on, monitored):
    became = attrs_from("2022-04-01", residential=True, in_service_on="2000-05-01", device_code="N")
    place = replace(lift(residential=False), attrs_from=(became,))
    counted = count([place], [visit(on, "l")], on="2022-12-31", target="elevator-monitor")
    assert ids(counted.numerator) == monitored


def test_a_lift_that_was_replaced_leaves_the_code_that_its_visit_saw():
    new = attrs_from("2022-04-01", residential=True, in_service_on="2022-04-01", device_code="N")
    place = replace(lift(device_code="O"), attrs_from=(new,))
    visits = [visit("2022-03-01", "l"), visit("2022-05-01", "l")]
    assert ids(count([place], visits, target="elevator-monitor").numerator) == ["O"]


def test_a_site_is_major_and_in_its_street_by_the_day_that_is_counted_for():
    place = replace(
        site(major=False),
        attrs_from=(attrs_from("2022-05-01", major=True),),
        area_from=(area_from("2022-05-10", CHANGFENG),),
    )
    held = [acceptance("2022-03-01")]
    assert count([place], held, on="2022-04-30", target="project-first-pass").denominator == ()
    for day, area in (("2022-05-09", CAOYANG), ("2022-05-10", CHANGFENG)):
        counted = count([place], held, on=day, target="project-first-pass")
        assert [row.area for row in counted.numerator] == [area]


def test_a_baseline_holds_from_its_day_once_it_was_recorded():
    target = current_plan().find_target("consumer-unit")
    rows = [
        BaselineRecord("food-shop", date(2021, 1, 1), 9, at("2021-03-01")),
        BaselineRecord("consumer-unit", date(2021, 1, 1), 2000, at("2021-03-01")),
        BaselineRecord("consumer-unit", date(2021, 1, 1), 2100, at("2021-06-01")),
    ]
    day = date(2022, 6, 30)
    assert baseline_on(target, rows, AsOf(day)) == 2100
    assert baseline_on(target, rows, AsOf(day, date(2021, 5, 31))) == 2000
    assert baseline_on(target, rows, AsOf(day, date(2021, 2, 28))) == target.baseline
    assert baseline_on(target, rows, AsOf(date(2020, 12, 31))) == target.baseline


def test_a_withdrawn_approval_leaves_at_once_and_an_older_approved_visit_counts_again():
    withdrawn = revision(
        1,
        ("2022-05-03", "approve"),
        ("2022-06-01", "withdraw"),
        received="2022-05-01",
        passed=False,
    )
    visits = [visit("2022-03-01"), visit("2022-05-01", revisions=(withdrawn,))]
    for known, decided in (("2022-05-31", "a-2022-05-01"), ("2022-06-01", "a-2022-03-01")):
        (row,) = count([canteen()], visits, known=known).denominator
        assert row.visit.inspection == decided
