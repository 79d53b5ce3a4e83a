"""The result object of a construction site that was scored by tables (JGJ 59)."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from inspect_app.domain.exact import floored, rounded
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.grades import Reason
from inspect_app.domain.rules.jgj59 import (
    PASS_FROM,
    Scored,
    grade_of,
    line_scores,
    score_sheet,
    total_of,
)
from inspect_app.domain.rules.sheets import Mark, Sheet, read_sheets
from inspect_app.domain.rules.walk import read_attrs, read_day_of_visit, read_object
from inspect_app.domain.vocabulary import RESULTS

PLACES = 5
SHOWN_PLACES = 2


def score_site(checklist: Checklist, given: object) -> dict[str, Any]:
    """Return the object that `inspect-app score` prints for scored tables. Raises `Refused`."""
    sheets = sheets_of(checklist, given)
    scored = [score_sheet(sheet) for sheet in sheets]
    lines = line_scores(checklist, scored)
    missing = missing_of(checklist, sheets)
    total = None if missing else total_of(checklist, lines)
    result = None if total is None else grade_of(total, scored)
    return {
        "checklist": checklist.code,
        "version": checklist.version,
        "complete": not missing,
        "result": result,
        "result_zh": RESULTS[result].zh if result else None,
        "score": text_of(total),
        "covered": None,
        "failed": keys(sheets, lambda mark: mark.lost),
        "veto": [],
        "missing": missing,
        "hidden": [],
        "why": [reason.as_object() for reason in reasons(missing, total, scored)],
        "total": text_of(total),
        "total_shown": None if total is None else floored(total, SHOWN_PLACES),
        "grade": RESULTS[result].zh if result else None,
        "lines": {line: rounded(points, PLACES) for line, points in lines.items()},
        "tables": tables_object(scored),
    }


def photos_of_site(checklist: Checklist, given: object) -> list[str]:
    """List the items, on each sheet, that lost points and need a photo."""
    return keys(sheets_of(checklist, given), owes_photo)


def owes_photo(mark: Mark) -> bool:
    return mark.lost and mark.item.photo == "on_fail" and not mark.is_excused


def sheets_of(checklist: Checklist, given: object) -> list[Sheet]:
    whole = read_object(given, "input")
    read_attrs(checklist, whole)
    sheets = read_sheets(checklist, whole.get("tables"))
    read_day_of_visit(whole)
    return sheets


def missing_of(checklist: Checklist, sheets: Sequence[Sheet]) -> list[str]:
    """List the open items; without a single sheet, all items."""
    if not sheets:
        return [item.id for item in checklist.items]
    return keys(sheets, lambda mark: mark.is_open)


def keys(sheets: Sequence[Sheet], chosen: Callable[[Mark], bool]) -> list[str]:
    """Return the keys of chosen items: `B17.load`, of a repeated table `B17[1#].load`."""
    return [mark.key for sheet in sheets for mark in sheet.marks if chosen(mark)]


def text_of(points: Fraction | None) -> str | None:
    return None if points is None else rounded(points, PLACES)


def tables_object(scored: Sequence[Scored]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for one in scored:
        tables.setdefault(one.sheet.table, []).append(
            {
                "label": one.sheet.label,
                "score": text_of(one.score),
                "guarantee": text_of(one.guarantee),
                "zero": one.is_zero,
            }
        )
    return tables


def reasons(missing: list[str], total: Fraction | None, scored: Sequence[Scored]) -> list[Reason]:
    if missing:
        return [Reason("missing", missing)]
    if total is None:
        return [Reason("nothing_present")]
    zero = [key for one in scored for key in one.zero_items]
    low = [mark.key for one in scored if one.guarantee_is_low for mark in low_marks(one)]
    found = [Reason("guarantee_zero", zero), Reason("guarantee_low", low)]
    spoken = [reason for reason in found if reason.items]
    under = [Reason("total_under_pass")] if total < PASS_FROM else []
    return spoken + under or [Reason("total_reached")]


def low_marks(one: Scored) -> list[Mark]:
    return [mark for mark in one.sheet.marks if mark.item.weight == "guarantee" and mark.lost]
