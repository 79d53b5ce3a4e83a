"""The chapters that come of single visits, counted by hand."""

from datetime import date

import pytest

from inspect_app.domain.reports.failures import MOST_ITEMS, MOST_REPEATED, FailedItems, Repeats
from inspect_app.domain.reports.lifts import Lift, LiftVisits, band_of, list_bands
from inspect_app.domain.reports.site_scores import SiteScores
from inspect_app.domain.reports.visits import ItemVisit, plain_item

FIRST = date(2023, 4, 1)


def visit(on: str, *failed: str, premises: str = "S1", **more: object) -> ItemVisit:
    given = {
        "inspection": f"{premises} {on}",
        "premises": premises,
        "kind": "canteen_school",
        "checklist": "canteen-school",
        "on": date.fromisoformat(on),
        "passed": not failed,
        "result": None,
        "failed": failed,
    }
    return ItemVisit(**(given | more))  # type: ignore[arg-type]


def test_a_failure_before_the_period_is_in_no_count() -> None:
    items = FailedItems(FIRST)
    items.add(visit("2023-03-31", "waste"))
    assert items.list_items() == [] and items.list_checklists() == []


def test_items_are_counted_once_a_visit_and_shared_by_the_visits_of_their_checklist() -> None:
    items = FailedItems(FIRST)
    for one in (
        visit("2023-04-01", "waste", "hygiene"),
        visit("2023-05-01", "waste"),
        visit("2023-06-01"),
        visit("2023-06-01", "brakes", premises="L1", checklist="elevator"),
    ):
        items.add(one)
    assert [
        (row["item"], row["failed"], row["visits"], row["share"]) for row in items.list_items()
    ] == [
        ("waste", 2, 3, "66.6"),
        ("hygiene", 1, 3, "33.3"),
        ("brakes", 1, 1, "100.0"),
    ]
    schools, lifts = items.list_checklists()
    assert (schools["visits"], schools["passed"], schools["value"]) == (3, 1, "33.3")
    assert (lifts["visits"], lifts["passed"], lifts["value"]) == (1, 0, "0.0")


def test_the_list_of_items_has_an_end() -> None:
    items = FailedItems(FIRST)
    items.add(visit("2023-04-01", *(f"item{number}" for number in range(MOST_ITEMS + 5))))
    assert len(items.list_items()) == MOST_ITEMS


def test_an_item_repeats_only_at_the_very_next_visit_of_the_same_premises_and_checklist() -> None:
    repeats = Repeats(FIRST)
    for one in (
        visit("2023-04-01", "waste"),
        visit("2023-04-20"),
        visit("2023-05-20", "waste"),
        visit("2023-05-21", "waste", premises="S2"),
        visit("2023-05-22", "waste", premises="S2", checklist="other"),
    ):
        repeats.add(one)
    assert repeats.rows == []


def test_acceptances_of_one_site_do_not_repeat_each_other() -> None:
    repeats = Repeats(FIRST)
    for on in ("2023-04-01", "2023-05-01"):
        repeats.add(visit(on, "finish", checklist="construction-acceptance"))
    assert repeats.rows == []


def test_an_item_that_failed_before_the_period_and_again_in_it_repeats() -> None:
    repeats = Repeats(FIRST)
    for one in (
        visit("2022-12-01", "waste"),
        visit("2023-01-10", "waste", "pests"),
        visit("2023-04-02", "waste", "pests", "hygiene"),
    ):
        repeats.add(one)
    (row,) = repeats.list_rows()
    assert (row["before"], row["on"]) == ("2023-01-10", "2023-04-02")
    assert row["items"] == ["pests", "waste"]


def test_premises_with_most_repeated_items_come_first_and_the_list_has_an_end() -> None:
    repeats = Repeats(FIRST)
    for number in range(MOST_REPEATED + 5):
        repeats.add(visit("2023-04-01", "waste", "pests", premises=f"S{number:03}"))
        failed = ("waste", "pests") if number == 50 else ("waste",)
        repeats.add(visit("2023-04-02", *failed, premises=f"S{number:03}"))
    rows = repeats.list_rows()
    assert (len(rows), rows[0]["premises"], rows[1]["premises"]) == (MOST_REPEATED, "S050", "S000")


@pytest.mark.parametrize(
    ("key", "item"),
    [("B17.load", "B17.load"), ("B17[1#].load", "B17.load"), ("B17[a]b].load", "B17.load")],
)
def test_a_sheet_of_one_place_fails_the_same_item(key: str, item: str) -> None:
    assert plain_item(key) == item


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (None, "unknown"),
        (date(2030, 1, 1), "0-14"),
        (date(2008, 7, 1), "0-14"),
        (date(2008, 6, 30), "15-19"),
        (date(2003, 7, 1), "15-19"),
        (date(2003, 6, 30), "20-24"),
        (date(1998, 6, 30), "25-29"),
        (date(1993, 6, 30), "30+"),
        (date(1970, 1, 1), "30+"),
    ],
)
def test_a_lift_is_in_the_band_of_its_full_years(since: date | None, band: str) -> None:
    assert band_of(since, date(2023, 6, 30)) == band


def test_lifts_are_counted_by_band_with_the_visits_of_the_period_alone() -> None:
    seen = LiftVisits(FIRST)
    for one in (
        visit("2023-03-31", "brakes", premises="L1", kind="elevator"),
        visit("2023-04-01", "brakes", premises="L1", kind="elevator"),
        visit("2023-05-01", premises="L1", kind="elevator"),
        visit("2023-05-01", premises="S1"),
    ):
        seen.add(one)
    lifts = [Lift("L1", date(2005, 1, 1), True), Lift("L2", date(2006, 1, 1), False)]
    bands = {row["band"]: row for row in list_bands(lifts, date(2023, 6, 30), seen)}
    assert "unknown" not in bands and bands["20-24"]["lifts"] == 0
    assert bands["20-24"]["monitored_share"] is None
    row = bands["15-19"]
    assert (row["lifts"], row["monitored"], row["monitored_share"]) == (2, 1, "50.0")
    assert (row["visits"], row["failed"], row["failed_share"]) == (2, 1, "50.0")


def test_scores_are_put_into_bands_by_their_exact_points() -> None:
    sites = SiteScores(FIRST)
    for total, result in (
        ("69.99999", "fail"),
        ("70.00000", "pass"),
        ("79.99999", "pass"),
        ("80.00000", "excellent"),
        (None, None),
    ):
        sites.add(visit("2023-04-02", checklist="construction-jgj59", total=total, result=result))
    sites.add(visit("2023-03-31", checklist="construction-jgj59", total="99.0", result="pass"))
    told = sites.as_object()
    assert {row["band"]: row["visits"] for row in told["bands"] if row["visits"]} == {
        "0-69": 1,
        "70-74": 1,
        "75-79": 1,
        "80-84": 1,
    }
    assert {row["grade"]: row["visits"] for row in told["grades"]} == {
        "excellent": 1,
        "pass": 2,
        "fail": 1,
    }
    assert (told["lowest"], told["median"], told["highest"]) == ("69.99", "74.99", "80.00")


def test_without_a_score_there_is_no_lowest() -> None:
    told = SiteScores(FIRST).as_object()
    assert (told["visits"], told["lowest"], told["median"]) == (0, None, None)
