"""Reads which generation of kept figures is in force."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.figures import FigureGeneration

# Raised when the rules change by which spans are counted: then `migrate` counts them again.
RULES = 1
# Asked several times on each page: put together once.
_IN_FORCE = select(
    FigureGeneration.current,
    FigureGeneration.building,
    FigureGeneration.rules,
    FigureGeneration.start,
)


@dataclass(frozen=True)
class Generation:
    """The generation that is read, the one that is being built, and how the first was counted."""

    current: int = 0
    building: int | None = None
    rules: int = 0
    start: date | None = None


def read_generation() -> Generation:
    """Return what is in force; generation 0 by no rules where nothing was ever built."""
    row = db.session.connection().execute(_IN_FORCE).one_or_none()
    return Generation(*row) if row else Generation()
