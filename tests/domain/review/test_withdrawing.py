"""Who takes a decision back, until when, and whether a reason is asked."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.domain.review.withdrawing import may_undo, seconds_left, way_to_withdraw

EVENING = datetime(2022, 9, 14, 15, 59, 55, tzinfo=UTC)  # 23:59:55 in Shanghai
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("actor", "after", "way"),
    [
        ("wu", timedelta(), "reason"),
        ("wu", timedelta(days=30), "reason"),
        ("chen", timedelta(seconds=4), "plain"),
        ("chen", timedelta(seconds=8), "plain"),  # past midnight, but within the ten seconds
        ("chen", timedelta(seconds=20), "another"),
    ],
)
def test_the_giver_withdraws_on_the_day_and_others_say_why(
    actor: str, after: timedelta, way: str
) -> None:
    assert way_to_withdraw("chen", actor, EVENING, EVENING + after) == way


def test_on_the_same_day_the_giver_has_until_midnight() -> None:
    morning = EVENING - timedelta(hours=15)
    assert way_to_withdraw("chen", "chen", morning, EVENING) == "plain"


@pytest.mark.parametrize(
    ("actor", "after", "possible"),
    [("wu", 1, False), ("chen", 14, False), ("chen", 0, True), ("chen", 13, True)],
)
def test_only_the_giver_undoes_and_only_for_seconds(actor: str, after: int, possible: bool) -> None:
    assert may_undo("chen", actor, EVENING, EVENING + after * SECOND) is possible


@pytest.mark.parametrize(("after", "left"), [(0, 10), (4, 6), (10, 0), (60, 0), (-5, 10)])
def test_the_ruler_counts_from_the_decision(after: int, left: int) -> None:
    assert seconds_left(EVENING, EVENING + after * SECOND) == left
