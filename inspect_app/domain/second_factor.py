"""Whom the second factor is asked of, and how long enrolment stays open. Pure."""

from datetime import datetime, timedelta

from inspect_app.domain.vocabulary import who_may

RULES = ("off", "staff", "all")
ENROL_WITHIN = timedelta(days=7)
REOPENED_FOR = timedelta(hours=72)


def needs_factor(role: str, rule: str) -> bool:
    """Whether a rule (off, staff, all) asks this role for a second factor."""
    return rule == "all" or (rule == "staff" and role in who_may("enter_desk"))


def days_left(due_at: datetime, at: datetime) -> int:
    """Return the days until enrolment closes, begun ones counted whole."""
    return max(0, -((at - due_at) // timedelta(days=1)))
