"""Issues the opinion after a recheck: what was asked, how it was found, and what follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.corrections.table import INSPECTOR, VOID
from inspect_app.domain.papers.kinds import ORDERS, RECHECK
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.papers import Paper
from inspect_app.services.papers.contents import Data, common_data, order_rows, source_of
from inspect_app.services.papers.issuing import add_version, is_fictional, list_valid, new_paper
from inspect_app.services.people.actors import require_role, require_scope
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

RESULTS = ("pass", "still_failing", "unable")
MAY_ISSUE = who_may("review")
Last = dict[str, CorrectionStep]


@retry_on_conflict
def issue_recheck(actor_id: str, inspection_id: str, *, at: datetime) -> str:
    """Number the opinion on what was rechecked since the last one, and return its id.

    Whoever rechecked does not issue it. Raises `stale` where nothing was rechecked since.
    """
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ISSUE)
        inspection = w.session.get(Inspection, inspection_id)
        if inspection is None:
            raise problem("not_found")
        require_scope(w.session, actor_id, inspection.premises_id)
        lock_premises(w.session, inspection.premises_id)
        papers = list_valid(w, inspection_id)
        rows, last = _rechecked(w, inspection_id, papers)
        if not last:
            raise problem("stale")
        if actor_id in {step.actor_id for step in last.values()}:
            raise problem("own_work")
        return _issue(w, inspection, papers, (rows, last), actor_id)


def list_new_rechecks(w: Writing, inspection_id: str) -> Last:
    """Return the last recheck of each correction that no opinion tells of yet."""
    return _rechecked(w, inspection_id, list_valid(w, inspection_id))[1]


def _rechecked(
    w: Writing, inspection_id: str, papers: list[Paper]
) -> tuple[list[CorrectionRow], Last]:
    query = select(CorrectionRow).where(
        CorrectionRow.inspection_id == inspection_id, CorrectionRow.state != VOID
    )
    locked = query.order_by(CorrectionRow.id).with_for_update()
    told = [one.issued_at for one in papers if one.kind == RECHECK]
    since = max(told) if told else None
    last: Last = {}
    rows = []
    for row in w.session.scalars(locked.execution_options(populate_existing=True)):
        made = [one for one in row.moves if one.who == INSPECTOR and one.move in RESULTS]
        if made and (since is None or made[-1].at > since):
            last[row.id] = made[-1]
            rows.append(row)
    return rows, last


def _issue(
    w: Writing,
    inspection: Inspection,
    papers: list[Paper],
    found: tuple[list[CorrectionRow], Last],
    actor_id: str,
) -> str:
    rows, last = found
    revision = w.session.get_one(Revision, (inspection.id, rows[0].rev))
    source = source_of(inspection, revision, fictional=is_fictional(w))
    paper = new_paper(w, inspection, RECHECK)
    by_id = {row.id: row for row in rows}
    told = [
        one | _result(w, by_id[one["correction"]], last[one["correction"]])
        for one in order_rows(rows, source)
    ]
    order = next((one.number for one in papers if one.kind in ORDERS), "")
    days = sorted(step.on for step in last.values())
    data = common_data(paper, source) | {
        "order": order,
        "rechecked_on": days[-1].isoformat(),
        "inspectors": sorted({step.actor_id for step in last.values() if step.actor_id}),
        "rows": told,
    }
    add_version(w, paper, data, actor_id)
    return paper.id


def _result(w: Writing, row: CorrectionRow, step: CorrectionStep) -> Data:
    photos = w.session.query(CorrectionPhoto).filter_by(correction_id=row.id, step_id=step.id)
    return {
        "result": step.move,
        "on": step.on.isoformat(),
        "by": step.actor_id,
        "note": step.reason,
        "value": _value(step.detail),
        "photos": photos.count(),
        "state": row.state,
    }


def _value(detail: Mapping[str, Any]) -> str:
    value = detail.get("value")
    return str(value) if isinstance(value, int | float | str) and value not in RESULTS else ""
