"""What the desk says about the second factor above every page."""

from datetime import UTC, datetime

from flask import current_app
from flask_login import current_user

from inspect_app.domain.second_factor import days_left, needs_factor
from inspect_app.queries.factors import read_factors
from inspect_app.services.people.factors.rule import is_fictional, rule_in_force
from inspect_app.web.language import t


def factor_notice() -> tuple[str, bool] | None:
    """Return the sentence, and whether enrolling helps; None where nothing is to be said."""
    rule = rule_in_force(current_app.config["SETTINGS"])
    if rule == "off":
        return (t("factor.notice.fictional"), False) if is_fictional() else None
    due_at = current_user.factor_due_at
    if due_at is None or not needs_factor(current_user.role, rule):
        return None
    if read_factors(current_user.id).any:
        return None
    return t("factor.notice.days", days=days_left(due_at, datetime.now(UTC))), True
