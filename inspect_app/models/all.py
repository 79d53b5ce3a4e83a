"""Imports every table, so that migrations and relationships see the whole schema."""

from inspect_app.models import (
    acceptances,
    audit,
    checklists,
    cosignatures,
    designations,
    factors,
    figures,
    imported,
    inspections,
    people,
    premises,
    proposals,
    rescue,
    reviews,
    signing_keys,
    sync,
)

__all__ = [
    "acceptances",
    "audit",
    "checklists",
    "cosignatures",
    "designations",
    "factors",
    "figures",
    "inspections",
    "imported",
    "people",
    "premises",
    "proposals",
    "rescue",
    "reviews",
    "signing_keys",
    "sync",
]
