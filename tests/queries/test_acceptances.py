"""First acceptances of major projects: only the first one counts, and it counts for ever."""

import pytest

from tests.queries.histories import acceptance, at, count, figure, ids, revision, site, visit

WORKS = {"target": "project-first-pass"}


def sides(attempts, sites=None, on="2022-12-31", **more):
    counted = count(sites or [site()], attempts, on=on, **WORKS, **more)
    return ids(counted.numerator), ids(counted.denominator), ids(counted.excluded)


PASSED, FAILED, NOWHERE = (["u"], ["u"], []), ([], ["u"], []), ([], [], [])
WAITS = ([], [], ["u"])


def test_a_pass_after_a_failure_repairs_nothing():
    attempts = [acceptance("2022-03-01", "fail"), acceptance("2022-04-01")]
    assert sides(attempts) == FAILED
    assert sides(list(reversed(attempts))) == FAILED


def test_a_failure_after_a_pass_spoils_nothing():
    assert sides([acceptance("2022-03-01"), acceptance("2022-04-01", "fail")]) == PASSED


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("pass", PASSED), ("pass_with_list", PASSED), ("fail", FAILED), (None, FAILED)],
)
def test_a_pass_with_a_list_is_a_pass(outcome, expected):
    assert sides([acceptance("2022-03-01", outcome)]) == expected


def test_a_meeting_that_did_not_come_about_is_no_attempt():
    assert sides([acceptance("2022-03-01", "void")]) == NOWHERE
    assert sides([acceptance("2022-03-01", "void"), acceptance("2022-04-01")]) == PASSED
    assert sides([acceptance("2022-03-01", "void"), acceptance("2022-04-01", "fail")]) == FAILED
    assert sides([acceptance("2022-03-01", "unable"), acceptance("2022-04-01")]) == PASSED


def test_sites_that_are_not_major_have_no_figure():
    for major in (False, None, "true"):
        assert sides([acceptance("2022-03-01")], [site(major=major)]) == NOWHERE


def test_a_site_that_is_not_on_the_register_has_no_figure():
    late = [site(registered="2023-01-01")]
    unknown = [site(recorded_at=at("2022-05-02"))]
    assert sides([acceptance("2022-03-01")], late) == NOWHERE
    assert sides([acceptance("2022-03-01")], unknown, known="2022-05-01") == NOWHERE
    assert sides([acceptance("2022-03-01")], unknown, known="2022-05-02") == PASSED


def test_a_finished_and_closed_site_keeps_its_first_acceptance():
    closed = [site(statuses=[("2022-06-01", "closed", "2022-06-01")])]
    assert sides([acceptance("2022-03-01")], closed) == PASSED


def test_a_first_acceptance_before_the_plan_leaves_the_unit_work_out():
    early = acceptance("2020-12-31", "fail")
    assert sides([early, acceptance("2022-03-01")]) == NOWHERE
    void = acceptance("2020-12-30", "void")
    assert sides([void, acceptance("2022-03-01")]) == PASSED


def test_a_first_acceptance_that_nobody_approved_waits_and_lets_no_later_one_speak():
    waiting = acceptance("2022-03-01", revisions=(revision(received="2022-03-01", outcome="pass"),))
    assert sides([waiting]) == WAITS
    assert sides([waiting, acceptance("2022-04-01")]) == WAITS
    counted = count([site()], [waiting], on="2022-12-31", **WORKS)
    assert [(row.id, row.reason) for row in counted.excluded] == [("u", "waiting")]


def test_an_incomplete_first_acceptance_waits():
    assert sides([acceptance("2022-03-01", complete=False)]) == WAITS


def test_a_void_meeting_is_void_before_its_review_too():
    void = acceptance("2022-03-01", revisions=(revision(received="2022-03-01", outcome="void"),))
    assert sides([void, acceptance("2022-04-01")]) == PASSED


def test_the_approved_revision_says_what_is_void_not_a_newer_one_under_review():
    first = revision(1, ("2022-03-02", "approve"), received="2022-03-01", outcome="fail")
    newer = revision(2, received="2022-03-05", outcome="void")
    assert sides([acceptance("2022-03-01", revisions=(first, newer))]) == FAILED


def test_after_a_return_the_newest_revision_says_what_is_void():
    first = revision(1, ("2022-03-02", "return"), received="2022-03-01", outcome="pass")
    newer = revision(2, received="2022-03-05", outcome="void")
    mended = acceptance("2022-03-01", revisions=(first, newer))
    assert sides([mended, acceptance("2022-04-01", "fail")]) == FAILED
    assert sides([mended, acceptance("2022-04-01", "fail")], known="2022-03-04") == WAITS


def test_a_return_makes_the_unit_work_wait_again():
    turned = revision(
        1,
        ("2022-03-02", "approve"),
        ("2022-03-09", "return"),
        received="2022-03-01",
        outcome="pass",
    )
    attempts = [acceptance("2022-03-01", revisions=(turned,))]
    assert sides(attempts) == WAITS
    assert sides(attempts, known="2022-03-08") == PASSED


def test_an_order_to_accept_again_turns_the_first_conclusion_from_its_day_on():
    attempts = [acceptance("2022-03-01", reopened="2022-05-10"), acceptance("2022-06-01")]
    assert sides(attempts, on="2022-05-09") == PASSED
    assert sides(attempts, on="2022-05-10") == FAILED
    assert sides(attempts, known="2022-05-09") == PASSED


def test_of_two_meetings_on_one_day_the_smaller_id_is_the_first():
    one, two = acceptance("2022-03-01", "fail", id="1"), acceptance("2022-03-01", id="2")
    assert sides([two, one]) == FAILED


def test_what_had_not_arrived_yet_was_no_first_attempt():
    late = acceptance(
        "2022-03-01",
        revisions=(revision(1, ("2022-05-02", "approve"), received="2022-05-01", outcome="fail"),),
    )
    attempts = [late, acceptance("2022-04-01")]
    assert sides(attempts, known="2022-04-30") == PASSED
    assert sides(attempts, known="2022-05-01") == WAITS
    assert sides(attempts) == FAILED


def test_other_inspections_of_the_site_are_no_acceptances():
    assert sides([visit("2022-02-01", "s", passed=False), acceptance("2022-03-01")]) == PASSED


def year_of_2022():
    """Fourteen unit works: twelve pass, one with a list, one fails and passes a month later."""
    works = [f"u{n:02}" for n in range(14)]
    rows = [acceptance("2022-03-01", work=work) for work in works[:12]]
    rows += [acceptance("2022-03-02", "pass_with_list", work="u12")]
    return [*rows, acceptance("2022-03-03", "fail", "u13"), acceptance("2022-04-03", work="u13")]


def test_thirteen_of_fourteen_are_92_8_percent():
    found = figure([site()], year_of_2022(), on="2022-12-31", **WORKS)
    assert (found.numerator, found.denominator, found.value, found.met) == (13, 14, "92.8", False)
    assert (found.inspected, found.passed, found.supported) == (None, None, None)


def test_a_fifteenth_whose_first_meeting_was_void_makes_93_3_percent():
    fifteenth = [acceptance("2022-05-01", "void", "u14"), acceptance("2022-05-20", work="u14")]
    found = figure([site()], year_of_2022() + fifteenth, on="2022-12-31", **WORKS)
    assert (found.numerator, found.denominator, found.value) == (14, 15, "93.3")


def test_a_period_without_acceptance_has_no_rate():
    found = figure([site()], [], **WORKS)
    assert (found.numerator, found.denominator, found.value, found.met) == (0, 0, None, False)
