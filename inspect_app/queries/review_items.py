"""Reads which items of a revision a reviewer is shown, by the names that decisions use."""

import json

from inspect_app.domain.rules.sheets import read_sheets
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.models.inspections import Revision
from inspect_app.queries.checklist_rules import checklist_of


def items_under_review(revision: Revision) -> set[str]:
    """Return the answered and the missing items, and those of all sheets of a scored site."""
    shown = {answer.item for answer in revision.answers} | set(revision.score["missing"])
    shown |= {lack["item"] for lack in revision.lacks if "item" in lack}
    shown |= {UNABLE} if revision.result == UNABLE else set()
    return shown | _scored_items(revision)


def verdicts_of(revision: Revision) -> dict[str, str]:
    """Return the verdicts of visible items, unanswered ones as `missing`."""
    verdicts = {answer.item: answer.verdict for answer in revision.answers}
    return verdicts | dict.fromkeys(revision.score["missing"], "missing")


def _scored_items(revision: Revision) -> set[str]:
    checklist = checklist_of(revision.checklist)
    sheets = json.loads(revision.body).get("tables", []) if checklist.lines else []
    return {mark.key for sheet in read_sheets(checklist, sheets) for mark in sheet.marks}
