"""Refuses arrows of a return that point at nothing this inspection shows."""

from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.domain.review.arrow import ArrowRefused, read_arrow
from inspect_app.errors import problem
from inspect_app.models.inspections import Revision


def refuse_wrong_arrows(revision: Revision, items: Iterable[Mapping[str, Any]]) -> None:
    """Raise `invalid` unless each arrow lies on a photo of its own item in this revision."""
    shown = {(photo.item, photo.sha256) for photo in revision.photos if photo.role != "signature"}
    for one in items:
        if "arrow" not in one:
            continue
        try:
            arrow = read_arrow(one["arrow"])
        except ArrowRefused:
            raise problem("invalid", field="arrow") from None
        if (one["item"], arrow["sha256"]) not in shown:
            raise problem("invalid", field="arrow")
