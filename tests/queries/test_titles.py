"""Titles in force: the naming decides, inspections support it, the baseline is added."""

import pytest

from inspect_app.domain.figures.cumulative import UNSUPPORTED
from tests.queries.histories import CAOYANG, CHANGFENG, canteen, count, figure, ids, title, visit


def counted(titles, on="2022-06-30", **more) -> list[str]:
    return ids(count([], [], on=on, target="food-shop", titles=titles, **more).numerator)


def shops(titles, visits=(), baseline=0, **more):
    return figure([], visits, target="food-shop", titles=titles, baseline=baseline, **more)


def test_a_title_from_before_the_plan_is_not_counted():
    assert counted([title(on="2020-12-31")]) == []
    assert counted([title(on="2021-01-01")]) == ["k"]


def test_a_title_is_counted_from_its_day_on():
    assert counted([title(on="2022-07-01")]) == []
    assert counted([title(on="2022-06-30")]) == ["k"]


def test_a_title_nobody_had_recorded_yet_was_not_known():
    late = [title(on="2022-03-01", recorded_at="2022-05-02")]
    assert counted(late, known="2022-05-01") == []
    assert counted(late, known="2022-05-02") == ["k"]


def test_a_title_of_another_target_is_another_figure():
    assert counted([title(target="food-online")]) == []


def test_a_title_is_gone_on_the_day_it_is_revoked():
    revoked = [title(revoked_on="2022-05-01")]
    assert counted(revoked, on="2022-04-30") == ["k"]
    assert counted(revoked, on="2022-05-01") == []


def test_a_revocation_counts_once_it_was_recorded():
    revoked = [title(revoked_on="2022-05-01", revocation_recorded_at="2022-05-20")]
    assert counted(revoked, known="2022-05-19") == ["k"]
    assert counted(revoked, known="2022-05-20") == []


def test_one_key_named_twice_is_one_also_when_one_of_the_titles_is_revoked():
    twice = [title(on="2021-03-01", revoked_on="2022-01-01"), title(on="2022-03-01")]
    assert counted(twice) == ["k"]
    assert counted(twice, on="2022-02-01") == []


def test_the_naming_counts_without_any_visit_and_is_listed_as_unsupported():
    sides = count([], [], target="food-shop", titles=[title("JY1"), title("JY2")])
    assert ids(sides.numerator) == ["JY1", "JY2"] and sides.denominator == ()
    assert [(row.id, row.reason) for row in sides.excluded] == [
        ("JY1", "缺检查佐证"),
        ("JY2", UNSUPPORTED),
    ]


def test_a_title_rests_on_any_visit_that_passed_also_before_a_failed_one():
    titles = [title(premises="p")]
    visits = [visit("2021-05-01", "p"), visit("2022-05-01", "p", passed=False)]
    assert shops(titles, visits).supported == 1
    assert shops(titles, visits[1:]).supported == 0


def test_a_visit_elsewhere_or_one_that_does_not_count_supports_nothing():
    titles = [title("k", premises="p"), title("no-premises")]
    visits = [
        visit("2022-05-01", "other"),
        visit("2020-05-01", "p"),
        visit("2022-05-02", "p", complete=False),
    ]
    found = shops(titles, visits)
    assert (found.numerator, found.supported) == (2, 0)


def test_a_closed_shop_keeps_its_title_until_that_is_revoked():
    closed = canteen("p", kind="food_shop", statuses=[("2022-04-01", "closed", "2022-04-01")])
    sides = count([closed], [], target="food-shop", titles=[title(premises="p")])
    assert ids(sides.numerator) == ["k"]


@pytest.mark.parametrize(("named", "met"), [(1, False), (2, True), (3, True)])
def test_the_baseline_is_added_to_the_district_and_to_no_street(named, met):
    titles = [title(f"k{n}") for n in range(named)]
    found = shops(titles, baseline=898)
    assert (found.numerator, found.value, found.met) == (898 + named, str(898 + named), met)
    assert (found.denominator, found.supported) == (None, 0)
    assert sum(row.numerator for row in found.areas) == named
    assert shops(titles, baseline=898, only=CAOYANG).numerator == named


def test_a_title_counts_in_the_street_it_names():
    titles = [title("a"), title("b", area=CHANGFENG), title("c", area=CHANGFENG)]
    areas = {row.area: row for row in shops(titles).areas}
    assert (areas[CAOYANG].numerator, areas[CHANGFENG].numerator) == (1, 2)
    assert areas[CHANGFENG].value == "2" and areas[CHANGFENG].denominator is None


def test_shops_streets_and_units_are_counted_alike():
    for target in ("food-street", "food-online", "consumer-unit"):
        found = figure([], [], target=target, titles=[title(target=target)])
        assert (found.numerator, found.supported) == (1, 0)
