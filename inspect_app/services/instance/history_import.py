"""Imports another system's history into an empty instance, in one transaction."""

import secrets
from datetime import date, datetime

from sqlalchemy import delete, func, select

from inspect_app.domain.codes import make_short_code
from inspect_app.domain.figures.counting import AsOf, counting_visits
from inspect_app.domain.figures.history import (
    BaselineRecord,
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
)
from inspect_app.domain.figures.history_reader import Read
from inspect_app.domain.figures.history_writer import write_revision
from inspect_app.domain.ids import is_uuid7, uuid7
from inspect_app.domain.refusals import Refused
from inspect_app.models.designations import Designation
from inspect_app.models.figures import MonthEnd
from inspect_app.models.imported import (
    Baseline,
    BaselineChange,
    ImportedInspection,
    PlanPeriod,
)
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.figures.rebuild import count_all
from inspect_app.services.register import dated_facts
from inspect_app.services.review.derived_attributes import update_derived_attributes
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import insert_rows

COUNTED = (
    *(Premises, Inspection, Designation, ImportedInspection),
    *(Baseline, BaselineChange, PlanPeriod),
)


def import_history(read: Read, digest: str, *, at: datetime) -> None:
    """Import a history that was read; `digest` is its file's SHA-256, for the audit entry.

    Raises Refused if premises, inspections or figures exist; people and checklists may.
    """
    history = read.history
    with writing(at) as w:
        _refuse_unless_empty(w)
        w.session.add(PlanPeriod(id=1, start=read.start, end=read.end))
        for target, count in read.baselines.items():
            w.session.add(
                Baseline(target=target, count=count, dated_on=read.start, recorded_at=w.at)
            )
        w.session.add_all([_baseline(row) for row in history.baselines])
        _add_premises(w, history.premises)
        w.session.add_all([_inspection(row) for row in history.inspections])
        _publish_premises(w, history)
        w.session.add_all([_designation(row) for row in history.designations])
        w.session.flush()
        count_all(w)
        # Those were of an empty register, and say what was not known: the next sweep freezes anew.
        w.session.execute(delete(MonthEnd))
        w.audit(
            "history.load",
            "instance",
            sha256=digest,
            premises=len(history.premises),
            inspections=len(history.inspections),
            designations=len(history.designations),
        )


def _refuse_unless_empty(w: Writing) -> None:
    for table in COUNTED:
        if w.session.scalar(select(func.count()).select_from(table)):
            raise Refused(
                "not_empty",
                "INSPECT_INSTANCE",
                "A history is loaded into an empty instance; here something is recorded already."
                " Name a new folder and run `inspect-app migrate` there.",
            )


def _add_premises(w: Writing, records: tuple[PremisesRecord, ...]) -> None:
    codes: set[str] = set()
    rows = [_premises(record, _free_code(codes)) for record in records]
    w.session.add_all(rows)
    w.session.flush()
    both = list(zip(rows, records, strict=True))
    attrs = [change for row, record in both for change in _attrs_of(row, record)]
    areas = [change for row, record in both for change in _areas_of(row, record)]
    insert_rows(w.session, PremisesAttrs, attrs)
    insert_rows(w.session, PremisesArea, areas)


def _attrs_of(row: Premises, record: PremisesRecord) -> list[dated_facts.Row]:
    """Make the rows of the dated attributes, and of the undated ones; without them a first row."""
    if not record.attrs_from:
        return [dated_facts.first_attrs(row)]
    undated = dated_facts.attrs_row(row, None, record.attrs, record.recorded_at)
    dated = [
        dated_facts.attrs_row(row, one.from_on, one.attrs, one.recorded_at)
        for one in record.attrs_from
    ]
    return [undated, *dated]


def _areas_of(row: Premises, record: PremisesRecord) -> list[dated_facts.Row]:
    if not record.area_from:
        return [dated_facts.first_area(row)]
    return [
        dated_facts.area_row(row, one.from_on, one.area, one.recorded_at)
        for one in record.area_from
    ]


def _publish_premises(w: Writing, history: History) -> None:
    visits = counting_visits(history.inspections, date.min, AsOf(date.max))
    for row in w.session.scalars(select(Premises)):
        if is_uuid7(row.id):  # phones know premises by UUIDv7 only
            update_derived_attributes(w, row, visits.get(row.id, []))
            queue_premises(w, row, None)


def _free_code(taken: set[str]) -> str:
    while (code := make_short_code(secrets.choice)) in taken:
        pass
    taken.add(code)
    return code


def _premises(record: PremisesRecord, code: str) -> Premises:
    """Make the row of a premises; its id serves as its name, which the history lacks."""
    latest = max(record.statuses, key=lambda row: (row.from_on, row.recorded_at), default=None)
    return Premises(
        id=record.id,
        kind=record.kind,
        code=code,
        name=record.id[:120],
        area=record.area,
        attrs=record.attrs,
        status=latest.status if latest else "open",
        registered_on=record.registered_on,
        recorded_at=record.recorded_at,
        statuses=[
            PremisesStatus(
                from_on=change.from_on,
                status=change.status,
                reason=change.reason[:200],
                recorded_at=change.recorded_at,
            )
            for change in record.statuses
        ],
    )


def _inspection(record: InspectionRecord) -> ImportedInspection:
    return ImportedInspection(
        id=record.id,
        premises_id=record.premises,
        checklist=record.checklist,
        visited_on=record.on,
        unit_work=record.unit_work,
        reopened_at=record.reopened_at,
        revisions=[write_revision(revision) for revision in record.revisions],
    )


def _baseline(record: BaselineRecord) -> BaselineChange:
    return BaselineChange(
        target=record.target,
        from_on=record.from_on,
        count=record.count,
        dated_on=record.from_on,
        recorded_at=record.recorded_at,
    )


def _designation(record: DesignationRecord) -> Designation:
    return Designation(
        id=uuid7(),
        target=record.target,
        key=record.key,
        area=record.area,
        premises_id=record.premises,
        named_on=record.named_on,
        revoked_on=record.revoked_on,
        revocation_recorded_at=record.revocation_recorded_at,
        entered_at=record.recorded_at,
        recorded_at=record.recorded_at,
    )
