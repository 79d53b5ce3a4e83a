"""Receives every fact that moves a figure, and counts again what it moved."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from inspect_app.database.named_locks import lock_names
from inspect_app.models.figures import FigureMoved
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.generations import read_generation
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.things import Thing, things_of_premises
from inspect_app.queries.figures.unit_facts import load_units
from inspect_app.services.figures.span_rows import replace_spans
from inspect_app.services.figures.sums import add_changes
from inspect_app.services.writing.upsert import insert_if_absent

ROOM = "figures"


@dataclass
class FigureKeeper:
    """Collects what one transaction moved; what a premises has a part in is found at its end."""

    session: Session
    _premises: set[str] = field(default_factory=set)
    _titles: set[Thing] = field(default_factory=set)

    def move_premises(self, premises_id: str) -> None:
        self._premises.add(premises_id)

    def move_title(self, target: str, key: str) -> None:
        self._titles.add((target, key))

    def write(self) -> None:
        """Count again everything that moved."""
        if not self._premises and not self._titles:
            return
        self.session.flush()
        things = set(self._titles)
        for ids in in_batches(sorted(self._premises)):
            things |= things_of_premises(ids)
        lock_names(self.session.connection(), ROOM, map("/".join, things))
        keep_things(self.session, things)
        self._premises.clear()
        self._titles.clear()


def keep_things(session: Session, things: Collection[Thing]) -> None:
    """Count things again in the generation in force; a rebuild under way hears of them."""
    now = read_generation()
    keep_in(session, now.current, things)
    if now.building is not None:
        for target, key in sorted(things):
            insert_if_absent(session, FigureMoved, target=target, key=key)


def keep_in(session: Session, generation: int, things: Collection[Thing]) -> None:
    """Count things again in a generation, in ascending order."""
    plan = plan_in_force()
    for some in in_batches(sorted(things)):
        counted = {(unit.thing, span) for unit in load_units(plan, some) for span in unit.spans()}
        add_changes(session, generation, *replace_spans(session, generation, some, counted))
