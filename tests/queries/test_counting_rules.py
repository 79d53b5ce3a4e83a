"""Which visits and premises count: first what is turned away, then what holds."""

from datetime import UTC, date, datetime

import pytest

from inspect_app.domain.figures.counting import AsOf
from tests.queries.histories import CHANGFENG, at, canteen, count, ids, revision, visit


def covered(visits, **when) -> bool:
    return ids(count([canteen()], visits, **when).numerator) == ["a"]


def test_a_visit_nobody_reviewed_does_not_count():
    assert not covered([visit("2022-03-01", revisions=(revision(received="2022-03-01"),))])


def test_a_returned_visit_does_not_count():
    returned = revision(1, ("2022-03-02", "return"), received="2022-03-01")
    assert not covered([visit("2022-03-01", revisions=(returned,))])


def test_an_approval_of_an_incomplete_revision_does_not_count():
    assert not covered([visit("2022-03-01", complete=False)])


def test_a_visit_that_inspected_nothing_does_not_count_and_hides_no_older_one():
    shut = visit("2022-05-01", outcome="unable", covered=True)
    assert not covered([shut])
    assert covered([visit("2022-03-01"), shut])


def test_a_visit_before_the_plan_does_not_count():
    assert not covered([visit("2020-12-31")], on="2021-06-30")
    assert covered([visit("2021-01-01")], on="2021-06-30")


def test_a_visit_after_the_day_does_not_count():
    assert not covered([visit("2022-07-01")])
    assert covered([visit("2022-06-30")])


def test_the_end_of_the_plan_is_no_wall():
    assert covered([visit("2024-02-01")], on="2024-06-30")


@pytest.mark.parametrize(
    ("on", "last"),
    [("2021-06-30", "2022-06-30"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")],
)
def test_coverage_lasts_twelve_months_to_the_day(on, last):
    assert covered([visit(on)], on=last)
    day_after = {"2022-06-30": "2022-07-01", "2025-02-28": "2025-03-01"}.get(last, "2024-02-29")
    assert not covered([visit(on)], on=day_after)


def test_the_latest_visit_decides_even_when_it_takes_the_coverage_away():
    assert not covered([visit("2022-03-01"), visit("2022-04-01", covered=False)])
    assert covered([visit("2022-03-01", covered=False), visit("2022-04-01")])


def test_an_unknown_coverage_is_no_coverage():
    assert not covered([visit("2022-03-01", covered=None)])


def test_of_two_visits_on_one_day_the_later_arrival_decides():
    early = visit("2022-03-01", id="z", covered=False)
    late = visit(
        "2022-03-01",
        id="y",
        revisions=(revision(1, ("2022-03-09", "approve"), received="2022-03-05"),),
    )
    assert covered([early, late]) and covered([late, early])


def test_arrival_is_that_of_revision_1_not_of_its_repair():
    first = revision(1, ("2022-03-02", "return"), received="2022-03-01")
    repair = revision(2, ("2022-03-20", "approve"), received="2022-03-19", covered=False)
    mended = visit("2022-03-01", id="m", revisions=(first, repair))
    assert covered([mended, visit("2022-03-01", id="n", approved="2022-03-10")], known="2022-04-01")


def test_a_newer_revision_under_review_changes_nothing():
    approved = revision(1, ("2022-03-02", "approve"), received="2022-03-01")
    newer = revision(2, received="2022-03-05", covered=False)
    assert covered([visit("2022-03-01", revisions=(approved, newer))])


def test_a_return_removes_the_visit_and_the_older_one_counts_again():
    older = visit("2022-02-01")
    turned = revision(
        1, ("2022-03-02", "approve"), ("2022-03-09", "return"), received="2022-03-01", covered=False
    )
    later = visit("2022-03-01", revisions=(turned,))
    assert covered([older, later])
    assert not covered([older, later], known="2022-03-08")


def test_a_repair_that_was_approved_counts_in_place_of_what_was_returned():
    first = revision(1, ("2022-03-02", "return"), received="2022-03-01", covered=False)
    repair = revision(2, ("2022-03-06", "approve"), received="2022-03-05")
    assert covered([visit("2022-03-01", revisions=(first, repair))])


def test_what_was_not_yet_decided_is_not_known():
    visits = [visit("2022-03-01", approved="2022-03-10")]
    assert not covered(visits, known="2022-03-09")
    assert covered(visits, known="2022-03-10")


def test_the_end_of_a_day_is_the_end_of_it_in_shanghai():
    as_of = AsOf(date(2022, 6, 30), date(2022, 3, 2))
    assert as_of.knows(datetime(2022, 3, 2, 15, 59, 59, tzinfo=UTC))
    assert not as_of.knows(datetime(2022, 3, 2, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("attrs", "reason"),
    [
        ({"stage": "幼"}, "kindergarten"),
        ({"no_kitchen": True}, "no_kitchen"),
        ({"community_meals": True}, "community_meals"),
        ({"stage": "幼", "no_kitchen": True}, "kindergarten"),
    ],
)
def test_what_is_no_canteen_of_the_plan_is_excluded_with_its_reason(attrs, reason):
    counted = count([canteen(**attrs), canteen("b", stage="小", no_kitchen=False)], [])
    assert [(member.id, member.reason) for member in counted.excluded] == [("a", reason)]
    assert ids(counted.denominator) == ["b"]


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_what_is_not_open_is_excluded_from_its_day_on(status):
    places = [canteen(statuses=[("2022-03-01", status, "2022-03-05")])]
    assert ids(count(places, [], on="2022-02-28").denominator) == ["a"]
    (member,) = count(places, [], on="2022-03-01").excluded
    assert member.reason == status


def test_a_status_is_known_only_from_the_day_it_was_recorded():
    places = [canteen(statuses=[("2022-03-01", "closed", "2022-03-05")])]
    assert ids(count(places, [], known="2022-03-04").denominator) == ["a"]
    assert ids(count(places, [], known="2022-03-05").denominator) == []


def test_a_reopened_canteen_is_back_and_of_two_on_one_day_the_later_record_holds():
    history = [
        ("2022-03-01", "suspended", "2022-03-01"),
        ("2022-04-01", "open", "2022-04-03"),
        ("2022-04-01", "closed", "2022-04-02"),
    ]
    assert ids(count([canteen(statuses=history)], []).denominator) == ["a"]


def test_what_is_not_yet_registered_or_recorded_is_on_no_side():
    later = canteen("a", registered="2022-07-01")
    unknown = canteen("b", recorded_at=at("2022-07-05"))
    counted = count([later, unknown], [], known="2022-06-30")
    assert counted == count([], [])
    assert ids(count([later, unknown], []).denominator) == ["b"]


def test_an_excluded_canteen_is_never_in_the_numerator():
    counted = count([canteen(stage="幼")], [visit("2022-03-01")])
    assert counted.numerator == ()


def test_other_kinds_and_visits_of_unknown_premises_leave_the_figure_alone():
    places = [canteen(), canteen("e", kind="canteen_elderly", area=CHANGFENG)]
    counted = count(places, [visit("2022-03-01", "e"), visit("2022-03-01", "nowhere")])
    assert (ids(counted.numerator), ids(counted.denominator)) == ([], ["a"])
