"""What is overdue climbs a ladder of working days; holidays and make-up days count as they are."""

from datetime import date

import pytest

from inspect_app.domain.corrections.ladder import (
    Rung,
    count_workdays,
    read_ladder,
    reminder_at,
    rung_at,
)
from inspect_app.plans.ladder import current_ladder
from inspect_app.plans.workdays import current_workdays


def test_two_rungs_of_one_day_are_refused() -> None:
    one = {"day": 1, "step": "reminder", "to": "operator"}
    with pytest.raises(ValueError, match="day of its own"):
        read_ladder([one, one])


def test_the_ladder_in_force_ends_with_an_escalation() -> None:
    ladder = current_ladder()
    assert [rung.day for rung in ladder] == [1, 5, 10]
    assert rung_at(ladder, 0) is None
    assert rung_at(ladder, 4) == Rung(1, "reminder", "operator")
    assert rung_at(ladder, 99) == Rung(10, "escalation", "enforcement")


def test_an_operator_is_never_reminded_by_an_escalation() -> None:
    assert [reminder_at(current_ladder(), late) for late in (0, 1, 5, 30)] == [
        *("reminder", "reminder", "letter", "letter")
    ]


def test_working_days_are_counted_over_a_holiday_and_its_make_up_days() -> None:
    calendar = current_workdays()
    # 2022: 12 September is a holiday; 1 to 7 October are, 8 and 9 October are worked.
    assert count_workdays(date(2022, 9, 9), date(2022, 9, 13), calendar) == 1
    assert count_workdays(date(2022, 9, 30), date(2022, 10, 9), calendar) == 2
    assert count_workdays(date(2022, 9, 9), date(2022, 9, 9), calendar) == 0
