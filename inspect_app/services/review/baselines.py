"""Baselines: what a cumulative target had reached before the plan; one enters, another confirms."""

from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.database.named_locks import lock_names
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.imported import BaselineChange, BaselineEntry
from inspect_app.queries.figures.baselines import baselines_by_target
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.services.people.actors import require_role
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_SET = who_may("set_baselines")
MOST = 1_000_000
ROOM = "baselines"


@dataclass(frozen=True)
class Reached:
    """What a target had reached by a day not later than the plan's first, by which document."""

    target: str
    count: int
    dated_on: date
    document: str


@retry_on_conflict
def enter_baseline(actor_id: str, reached: Reached, *, at: datetime) -> str:
    """Enter a target's baseline and return the entry's id; it counts nowhere until confirmed."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_SET)
        _check(reached)
        row = BaselineEntry(id=uuid7(), entered_at=w.at, entered_by=actor_id, **vars(reached))
        w.session.add(row)
        w.audit("baseline.enter", f"target:{row.target}", actor_id, count=row.count)
        return row.id


@retry_on_conflict
def confirm_baseline(actor_id: str, entry_id: str, *, at: datetime) -> None:
    """Set or replace a target's baseline; raise `second_person` for the person who entered it.

    The audit entry has the earlier count.
    """
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_SET)
        entry = _waiting(w, entry_id)
        if entry.entered_by == actor_id:
            raise problem("second_person")
        lock_names(w.session.connection(), ROOM, [entry.target])
        before = _add_change(w, entry)
        w.audit(
            "baseline.set",
            f"target:{entry.target}",
            actor_id,
            count=entry.count,
            before=before,
            dated_on=entry.dated_on.isoformat(),
            entered_by=entry.entered_by,
        )
        w.session.delete(entry)


@retry_on_conflict
def drop_baseline(actor_id: str, entry_id: str, *, at: datetime) -> None:
    """Delete a wrong entry that nobody confirmed."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_SET)
        entry = _waiting(w, entry_id)
        w.audit("baseline.drop", f"target:{entry.target}", actor_id, count=entry.count)
        w.session.delete(entry)


def _waiting(w: Writing, entry_id: str) -> BaselineEntry:
    row = w.session.get(BaselineEntry, entry_id, with_for_update=True)
    if row is None:
        raise problem("not_found")
    return row


def _add_change(w: Writing, entry: BaselineEntry) -> int | None:
    """Add the confirmed baseline and return what it replaces, or None.

    It counts from its day on, or from where the replaced one does if that is later: the newest word
    holds.
    """
    before, from_on = baselines_by_target().get(entry.target), entry.dated_on
    if isinstance(before, BaselineChange):
        from_on = max(from_on, before.from_on)
    w.session.add(
        BaselineChange(
            target=entry.target,
            from_on=from_on,
            count=entry.count,
            dated_on=entry.dated_on,
            document=entry.document,
            recorded_at=w.at,
        )
    )
    return before.count if before else None


def _check(reached: Reached) -> None:
    plan = plan_in_force()
    found = plan.find_target(reached.target)
    if found is None or not found.is_count:
        raise problem("invalid", field="target")
    if not 0 <= reached.count <= MOST:
        raise problem("invalid", field="value")
    # What was reached later has a designation or a visit of its own, and would count twice.
    if reached.dated_on > plan.start:
        raise problem("invalid", field="dated_on")
    if not reached.document.strip() or len(reached.document) > 200:
        raise problem("invalid", field="document")
