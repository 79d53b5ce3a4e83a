"""What a paper says, as data that the same facts always give; persons stand in it by their ids."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.papers.clauses import printed_clauses
from inspect_app.domain.papers.facts import fact_words, limit_words, scored_words
from inspect_app.domain.papers.kinds import provisional_number
from inspect_app.domain.reports.visits import plain_item
from inspect_app.domain.rules.limits import limits_in_force
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.papers import Paper
from inspect_app.models.premises import Premises
from inspect_app.queries.checklist_rules import checklist_of, items_of

FORMAT = "inspect-paper/1"
Data = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """The approved revision that a paper is about, and whether the instance is fictional."""

    inspection: Inspection
    revision: Revision
    body: Mapping[str, Any]
    fictional: bool


def source_of(inspection: Inspection, revision: Revision, *, fictional: bool) -> Source:
    return Source(inspection, revision, json.loads(revision.body), fictional)


def common_data(paper: Paper, source: Source) -> Data:
    """Return what every paper says: its number, the visit, who inspected, and the party."""
    body = source.body
    return {
        "format": FORMAT,
        "kind": paper.kind,
        "number": paper.number,
        "provisional": provisional_number(paper.inspection_id),
        "department": paper.department,
        "issued_on": shanghai_day(paper.issued_at).isoformat(),
        "fictional": source.fictional,
        "inspection": paper.inspection_id,
        "rev": source.revision.rev,
        "digest": source.revision.digest,
        "on": source.inspection.visited_on.isoformat(),
        "began": body["started_at"],
        "ended": body["sealed_at"],
        "checklist": {name: body["checklist"][name] for name in ("code", "version")},
        "inspectors": [one["user"] for one in body["inspectors"]],
        "party": _party(source.inspection.premises),
    }


def order_rows(rows: Iterable[CorrectionRow], source: Source) -> list[Data]:
    """List what is to be put right, in the checklist's order."""
    items = items_of(source.revision.checklist)
    places = {item: place for place, item in enumerate(items)}
    given = {**source.body, "on": source.inspection.visited_on.isoformat()}
    limits = limits_in_force(checklist_of(source.revision.checklist), given)
    ordered = sorted(rows, key=lambda row: (places[plain_item(row.item)], row.item))
    return [_row(row, items[plain_item(row.item)], source.body, limits) for row in ordered]


def _row(
    row: CorrectionRow, item: Mapping[str, Any], body: Mapping[str, Any], limits: Mapping[str, Any]
) -> Data:
    limit = limit_words(item, limits.get(item["id"]))
    return {
        "correction": row.id,
        "item": row.item,
        "weight": row.weight,
        "measure": row.measure,
        "place": _label(row.item),
        "fact": _fact(row.item, item, body),
        "asked": "，".join(filter(None, (item["zh"], limit))),
        "clauses": printed_clauses(item, row.clause, row.clause_confirmed_by is not None),
        "photos": len(body["photos"].get(row.item, [])),
        "days": row.days,
        "served_on": row.served_on.isoformat() if row.served_on else None,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "unknown_years": list(row.unknown_years),
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
    }


def _fact(key: str, item: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    answer = body["answers"].get(key)
    if answer is not None:
        return fact_words(item, answer)
    table, _, slug = item["id"].partition(".")
    for sheet in body.get("tables", []):
        if sheet["table"] == table and sheet.get("label", "") in (_label(key), ""):
            return scored_words(sheet["scores"].get(slug))
    return ""


def _label(key: str) -> str:
    """Return the sheet of a scored item: `1#` of `B17[1#].load`; empty for all others."""
    _, bracket, rest = key.partition("[")
    return rest.rpartition("]")[0] if bracket else ""


def _party(premises: Premises) -> Data:
    known = premises.known_attrs
    texts = ("device_code", "maintainer", "developer", "contractor", "supervisor")
    return {
        "premises": premises.id,
        "kind": premises.kind,
        "name": premises.name,
        "address": premises.address,
        "uscc": premises.uscc or str(known.get("uscc") or known.get("operator_uscc") or ""),
        **{name: str(known.get(name) or "") for name in texts},
    }
