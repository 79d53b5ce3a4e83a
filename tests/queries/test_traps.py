"""The plan's phrases read wrongly: each way of counting too much is held here by a figure."""

from tests.queries.histories import (
    acceptance,
    at,
    canteen,
    count,
    figure,
    ids,
    lift,
    revision,
    site,
    title,
    visit,
)

STALLS, MARKETS = {"target": "stall-standard"}, {"target": "market-standard"}


def stalls(count: int, **attrs):
    return [canteen(f"st{n:04}", kind="stall", **attrs) for n in range(count)]


def passed(count: int):
    return [visit("2022-03-01", f"st{n:04}", covered=None) for n in range(count)]


def test_89_96_percent_is_shown_as_89_9_and_does_not_meet_90():
    found = figure(stalls(2500), passed(2249), **STALLS)
    assert (found.numerator, found.denominator) == (2249, 2500)
    assert (found.value, found.met) == ("89.9", False)
    assert figure(stalls(2500), passed(2250), **STALLS).met


def test_nine_of_ten_meet_90_and_899_of_999_do_not():
    assert figure(stalls(10), passed(9), **STALLS).met
    found = figure(stalls(999), passed(899), **STALLS)
    assert (found.value, found.met) == ("89.9", False)


def test_a_market_at_the_standard_says_nothing_of_its_stalls():
    market = canteen("m", kind="market")
    visits = [visit("2022-03-01", "m", covered=None)]
    places = [market, *stalls(10)]
    assert figure(places, visits, **MARKETS).value == "100.0"
    found = figure(places, visits, **STALLS)
    assert (found.numerator, found.denominator, found.inspected) == (0, 10, 0)


def test_a_sample_of_stalls_counts_for_the_stalls_that_were_in_it():
    places = [canteen("m", kind="market"), *stalls(10)]
    found = figure(places, passed(3), **STALLS)
    assert (found.numerator, found.denominator, found.value) == (3, 10, "30.0")
    assert figure(places, passed(3), **MARKETS).numerator == 0


def test_what_was_never_visited_has_not_passed_and_is_not_left_out():
    found = figure(stalls(10), passed(8), **STALLS)
    assert (found.value, found.inspected, found.passed, found.met) == ("80.0", 8, 8, False)


def test_closed_stalls_leave_with_their_reason_and_may_lift_the_share():
    gone = stalls(1, statuses=[("2022-06-01", "closed", "2022-06-02")])
    places = [*gone, *stalls(10)[1:]]
    before = figure(places, passed(10)[1:], on="2022-05-31", **STALLS)
    after = figure(places, passed(10)[1:], on="2022-06-30", **STALLS)
    assert (before.value, after.value) == ("90.0", "100.0")
    (left,) = count(places, [], on="2022-06-30", **STALLS).excluded
    assert (left.id, left.reason) == ("st0000", "closed")
    unknown = figure(places, passed(10)[1:], on="2022-06-30", known="2022-06-01", **STALLS)
    assert (unknown.numerator, unknown.denominator) == (9, 10)


def test_inspected_covered_and_passed_differ_in_one_figure():
    places = [canteen(name) for name in "abcde"]
    visits = [
        visit("2021-05-01", "a"),  # covered once, but longer ago than a year
        visit("2022-03-01", "b", passed=False),
        visit("2022-03-01", "c", covered=False),
        visit("2022-03-01", "d"),
    ]
    found = figure(places, visits)
    assert (found.denominator, found.inspected, found.numerator, found.passed) == (5, 4, 2, 3)


def test_a_coverage_that_was_reached_can_be_lost_again():
    places, kept = [canteen("a"), canteen("b")], visit("2022-01-10", "b")
    visits = [visit("2022-01-10", "a"), kept, visit("2022-06-10", "a", covered=False)]
    assert figure(places, visits, on="2022-06-09").value == "100.0"
    assert figure(places, visits, on="2022-06-10").value == "50.0"


def test_visits_of_lifts_are_not_lifts():
    lifts = [lift("a"), lift("b"), lift("c", residential=False)]
    visits = [visit(day, name) for day in ("2021-05-01", "2022-05-01") for name in "abc"]
    assert figure(lifts, visits, target="elevator-monitor").value == "2"


def test_a_first_acceptance_is_of_the_unit_work_not_of_the_site():
    attempts = [
        acceptance("2022-03-01", "fail", "u1"),
        acceptance("2022-03-02", "pass", "u2"),
        acceptance("2022-04-01", "pass", "u1"),
    ]
    found = figure([site()], attempts, target="project-first-pass")
    assert (found.numerator, found.denominator, found.value) == (1, 2, "50.0")


def test_a_baseline_is_added_once_and_is_of_no_area():
    units = {"target": "consumer-unit", "baseline": 2100}
    titles = [title(f"u{n}", target="consumer-unit") for n in range(900)]
    found = figure([], [], titles=titles, **units)
    assert (found.numerator, found.met) == (3000, True)
    assert sum(row.numerator for row in found.areas) == 900


def test_a_returned_inspection_leaves_every_figure_at_once():
    turned = revision(1, ("2022-03-02", "approve"), ("2022-03-09", "return"), received="2022-03-01")
    for kind, target in (("market", "market-standard"), ("canteen_elderly", "canteen-elderly")):
        places = [canteen("p", kind=kind)]
        visits = [visit("2022-03-01", "p", revisions=(turned,))]
        assert figure(places, visits, target=target).numerator == 0
        assert figure(places, visits, target=target, known="2022-03-08").numerator == 1


def test_what_became_known_later_does_not_change_the_old_report():
    places = [canteen("a"), canteen("late", recorded_at=at("2022-04-20"))]
    visits = [visit("2022-03-01", "a", approved="2022-04-10"), visit("2022-03-01", "late")]
    report = {"on": "2022-03-31", "known": "2022-04-05"}
    assert figure(places, visits, **report).value == "0.0"
    assert figure(places, visits, on="2022-03-31").value == "100.0"
    assert ids(count(places, visits, **report).denominator) == ["a"]
