"""The limits in force, as the desk shows them; they are found in the domain."""

from inspect_app.domain.rules.limits import beyond, limits_in_force, plain, range_text

__all__ = ["beyond", "limits_in_force", "plain", "range_text"]
