"""Compares departments by how their targets stand against the pace."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspect_app.domain.figures.targets import Plan

# What a pace comes to; None is a target of which nothing was recorded.
STANDS = {
    "reached": "met",
    "kept": "met",
    "ahead": "on_pace",
    "level": "on_pace",
    "behind": "behind",
    "broken": "behind",
    "missed": "behind",
    None: "open",
}
NAMES = ("met", "on_pace", "behind", "open")


def count_stands(targets: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many of these targets are met, on pace, behind, or without a record."""
    stands = [STANDS[target["pace"]] for target in targets]
    return {name: stands.count(name) for name in NAMES}


def list_departments(plan: Plan, targets: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List each department that has targets; one of several departments counts for each."""
    found = []
    for department in plan.departments:
        ids = [one.id for one in plan.targets if department.code in one.departments]
        ours = [target for target in targets if target["id"] in ids]
        if ours:
            row = {"department": department.code, "targets": ids}
            found.append(row | count_stands(ours))
    return found
