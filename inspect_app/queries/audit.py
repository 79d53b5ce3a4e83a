"""Reads the audit chain by pages: who did what, to what, on which days. It judges no hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.codes import as_stored
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry, AuditHead
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises

Rows = Select[*tuple[Any, ...]]
# What an entry may be about, as its subject begins.
SUBJECTS = (
    *("premises", "inspection", "user", "correction", "paper", "designation", "target"),
    *("reported", "acceptance", "session", "client", "draft", "proposal", "cosignature"),
    *("key", "photo", "rescue", "export", "delivery", "operator_code", "blob", "checklist"),
)


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; what is empty narrows nothing.

    `who` is a sign-in name, a full name or an id, `about` a subject, an id or a premises' short
    code; `since` and `until` are days in Shanghai, both included.
    """

    who: str = ""
    action: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


def list_newest(wanted: Wanted, *, before: int | None = None, limit: int) -> Sequence[AuditEntry]:
    """List entries with a smaller number than `before`, the newest first."""
    query = narrow(select(AuditEntry), wanted).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    return db.session.scalars(query).all()


def list_after(wanted: Wanted, after: int, *, limit: int) -> Sequence[AuditEntry]:
    """List the entries that follow a number, the newest first."""
    query = narrow(select(AuditEntry), wanted).where(AuditEntry.seq > after)
    found = db.session.scalars(query.order_by(AuditEntry.seq).limit(limit)).all()
    return found[::-1]


def count_all() -> int:
    """Return how many entries there are, which is the number of the last one."""
    return db.session.scalar(select(AuditHead.seq).where(AuditHead.id == 1)) or 0


def narrow(query: Rows, wanted: Wanted) -> Rows:
    """Return a query of entries for those that are asked for."""
    if wanted.who:
        query = query.where(AuditEntry.actor.in_(people_named(wanted.who)))
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.about:
        query = query.where(AuditEntry.subject.in_(_subjects_of(wanted.about)))
    if wanted.since and wanted.since > date.min:
        query = query.where(AuditEntry.at >= _begin_of(wanted.since))
    if wanted.until and wanted.until < date.max:
        query = query.where(AuditEntry.at < _begin_of(wanted.until + timedelta(days=1)))
    return query


def people_named(who: str) -> Sequence[str]:
    """Return the ids of who signs in so, is called so, or has this id."""
    named = or_(User.name == who, User.full_name == who, User.id == who)
    return db.session.scalars(select(User.id).where(named).order_by(User.id)).all()


def people_by_ids(ids: Iterable[str | None]) -> dict[str, User]:
    """Return users by id, erased ones too."""
    query = select(User).where(User.id.in_({id for id in ids if id}))
    return {one.id: one for one in db.session.scalars(query)}


def places_of_inspections(ids: Iterable[str]) -> dict[str, str]:
    """Return the name of each inspection's premises, by the id of the inspection."""
    query = select(Inspection.id, Premises.name).join(Premises).where(Inspection.id.in_(set(ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def _subjects_of(about: str) -> list[str]:
    """Return the subjects that a text may stand for: itself, an id of any kind, a short code."""
    if ":" in about:
        return [about]
    place = db.session.scalar(select(Premises.id).where(Premises.code == as_stored(about)))
    coded = [f"premises:{place}"] if place else []
    return [about, *(f"{kind}:{about}" for kind in SUBJECTS), *coded]


def _begin_of(day: date) -> datetime:
    """Return when a day begins; the very first one would begin before time itself in UTC."""
    return datetime.combine(day, time(), SHANGHAI)
