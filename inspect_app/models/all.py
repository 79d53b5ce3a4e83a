"""Every table, so that migrations and relationships see the whole schema."""

from inspect_app.models import (
    audit,
    checklists,
    inspections,
    people,
    premises,
    reviews,
    sync,
)

__all__ = ["audit", "checklists", "inspections", "people", "premises", "reviews", "sync"]
