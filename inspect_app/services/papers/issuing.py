"""Issues the papers of an approved inspection, renews what they say, and voids them."""

import hashlib
import json
from collections.abc import Sequence

import rfc8785
from sqlalchemy import select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.table import VOID
from inspect_app.domain.ids import uuid7
from inspect_app.domain.papers.clauses import is_draft
from inspect_app.domain.papers.kinds import (
    ORDERS,
    RECORD,
    department_of,
    number_text,
    order_kind,
)
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.papers import Paper, PaperVersion
from inspect_app.models.sync import SyncMeta
from inspect_app.services.papers.contents import (
    Data,
    Source,
    common_data,
    order_rows,
    source_of,
)
from inspect_app.services.papers.numbers import next_serial
from inspect_app.services.writing.transaction import Writing

ALL_VOID = "corrections"


def issue_papers(
    w: Writing, inspection: Inspection, rows: Sequence[CorrectionRow], actor: str
) -> None:
    """Number the record of an inspection that is being approved, and the order of what it asks for.

    A paper in force keeps its number and says what the new revision says.
    """
    kinds = {RECORD} | (
        {order_kind(inspection.premises.kind)} if _rows(w, inspection.id) else set()
    )
    papers = list_valid(w, inspection.id)
    missing = kinds - {one.kind for one in papers}
    papers += [new_paper(w, inspection, kind) for kind in sorted(missing)]
    source = source_of(inspection, inspection.revisions[-1], fictional=is_fictional(w))
    for paper in papers:
        if paper.kind in kinds:
            _say(w, paper, source, (papers, rows), actor)


def renew_papers(w: Writing, inspection_id: str, actor: str) -> None:
    """Renew what the order in force says after a clause was confirmed: a version, no number."""
    inspection = w.session.get(Inspection, inspection_id)
    papers = list_valid(w, inspection_id)
    for paper in papers:
        if inspection is not None and paper.kind in ORDERS:
            rev = json.loads(paper.versions[-1].data)["rev"]
            revision = w.session.get_one(Revision, (inspection_id, rev))
            source = source_of(inspection, revision, fictional=is_fictional(w))
            _say(w, paper, source, (papers, _rows(w, inspection_id)), actor)


def void_papers(w: Writing, inspection_id: str, actor: str | None, why: str) -> None:
    """Void every paper of an inspection that counts no more; their numbers stay taken."""
    for paper in list_valid(w, inspection_id):
        _void(w, paper, actor, why)


def void_empty_orders(w: Writing, inspection_id: str, actor: str | None) -> None:
    """Void the order of an inspection of which every correction is void."""
    if not _rows(w, inspection_id):
        for paper in list_valid(w, inspection_id):
            if paper.kind in ORDERS:
                _void(w, paper, actor, ALL_VOID)


def is_fictional(w: Writing) -> bool:
    return bool(w.session.get_one(SyncMeta, 1).fictional)


def new_paper(w: Writing, inspection: Inspection, kind: str) -> Paper:
    """Add a paper under the next number of its department and kind in this year."""
    department, year = department_of(inspection.premises.kind), shanghai_day(w.at).year
    serial = next_serial(w, department, kind, year)
    paper = Paper(
        id=uuid7(),
        inspection_id=inspection.id,
        premises_id=inspection.premises_id,
        kind=kind,
        department=department,
        year=year,
        serial=serial,
        number=number_text(department, kind, year, serial, fictional=is_fictional(w)),
        issued_at=w.at,
        void_at=None,
        void_why="",
        versions=[],
    )
    w.session.add(paper)
    return paper


def add_version(w: Writing, paper: Paper, data: Data, actor: str, *, draft: bool = False) -> None:
    """Keep what a paper says from now on, unless it says so already."""
    last = paper.versions[-1] if paper.versions else None
    if last and last.data == _canonical(data | {"version": last.version}):
        return
    version = last.version + 1 if last else 1
    text = _canonical(data | {"version": version})
    digest = hashlib.sha256(text.encode()).hexdigest()
    paper.versions.append(
        PaperVersion(
            version=version, digest=digest, data=text, draft=draft, made_at=w.at, made_by=actor
        )
    )
    if paper.kind == RECORD:
        return  # the approval's own entry has the digest of what was recorded
    w.audit(
        "paper.issue" if last is None else "paper.renew",
        f"paper:{paper.id}",
        actor,
        inspection=paper.inspection_id,
        number=paper.number,
        digest=digest,
    )


def _say(
    w: Writing,
    paper: Paper,
    source: Source,
    of: tuple[Sequence[Paper], Sequence[CorrectionRow]],
    actor: str,
) -> None:
    """Keep what a paper says by all papers and corrections of its inspection."""
    papers, corrections = of
    data = common_data(paper, source)
    if paper.kind == RECORD:
        return add_version(w, paper, data, actor)
    record = next((one.number for one in papers if one.kind == RECORD), "")
    rows = order_rows(corrections, source)
    add_version(w, paper, data | {"record": record, "rows": rows}, actor, draft=is_draft(rows))


def _canonical(data: Data) -> str:
    return rfc8785.dumps(data).decode()


def _rows(w: Writing, inspection_id: str) -> list[CorrectionRow]:
    query = select(CorrectionRow).where(
        CorrectionRow.inspection_id == inspection_id, CorrectionRow.state != VOID
    )
    return list(w.session.scalars(query.order_by(CorrectionRow.id)))


def list_valid(w: Writing, inspection_id: str) -> list[Paper]:
    """Lock and return the papers of an inspection that are not void."""
    query = select(Paper).filter_by(inspection_id=inspection_id, void_at=None)
    return list(w.session.scalars(query.order_by(Paper.kind, Paper.id).with_for_update()))


def _void(w: Writing, paper: Paper, actor: str | None, why: str) -> None:
    paper.void_at, paper.void_why = w.at, why
    if paper.kind != RECORD:
        subject, inspection = f"paper:{paper.id}", paper.inspection_id
        w.audit("paper.void", subject, actor, inspection=inspection, number=paper.number)
