"""The desk with all its pages; importing them binds their addresses."""

from inspect_app.desk import (
    acceptances,
    baselines,
    checklists,
    designations,
    labels,
    overview,
    people,
    phones,
    photo_store,
    photos,
    premises,
    quarantine,
    rescue,
    reviews,
    targets,
)
from inspect_app.desk.blueprint import desk

__all__ = [
    "acceptances",
    "baselines",
    "checklists",
    "designations",
    "desk",
    "quarantine",
    "labels",
    "overview",
    "people",
    "phones",
    "photo_store",
    "photos",
    "premises",
    "rescue",
    "reviews",
    "targets",
]
