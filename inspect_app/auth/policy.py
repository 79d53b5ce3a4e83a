"""The rule of the second factor, as the services that sign people in want it."""

from flask import current_app

from inspect_app.services.people.factors.rule import rule_in_force
from inspect_app.services.people.sign_in_steps import Policy


def current_policy() -> Policy:
    """Return the rule in force on this instance."""
    settings = current_app.config["SETTINGS"]
    return Policy(rule_in_force(settings), settings.instance)
