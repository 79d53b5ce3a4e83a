"""Names what a report mentions, apart from its data: a renamed school changes no figure."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.vocabulary import KINDS, LISTS, Words
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.premises import Premises

Named = dict[str, dict[str, str]]


def names_of(plan: Plan, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names of everything in a report's data, in both languages where there are two."""
    checklists = {row["checklist"] for row in data["checklists"]}
    checklists |= {row["checklist"] for row in data["corrections"]["by_item"]} - {""}
    places = {row["premises"] for row in data["repeats"]["rows"]}
    first_passes = data["first_passes"]["rows"]
    places |= {row[name] for row in first_passes for name in ("premises", "unit_work")}
    return {
        "plan": {"zh": plan.zh, "en": plan.en},
        "district": {"zh": plan.district.zh, "en": plan.district.en},
        "areas": {one.code: {"zh": one.zh, "en": one.en} for one in plan.areas},
        "departments": {one.code: {"zh": one.zh, "en": one.en} for one in plan.departments},
        "targets": {one.id: {"zh": one.zh, "en": one.en, "unit": one.unit} for one in plan.targets},
        "reported": {one.id: {"zh": one.zh, "en": one.en} for one in plan.manual_targets},
        "checklists": {code: _checklist(code) for code in sorted(checklists)},
        "items": _items(_mentioned(data)),
        "kinds": {code: {"zh": kind.zh, "en": kind.en} for code, kind in KINDS.items()},
        "premises": _premises(places),
    }


def _premises(ids: Iterable[str]) -> Named:
    query = select(Premises.id, Premises.name, Premises.area).where(Premises.id.in_(list(ids)))
    found = {row.id: {"name": row.name, "area": row.area} for row in db.session.execute(query)}
    return dict(sorted(found.items()))


def _mentioned(data: Mapping[str, Any]) -> set[tuple[str, str]]:
    failed = {(row["checklist"], row["item"]) for row in data["failed_items"]}
    failed |= {(row["checklist"], row["item"]) for row in data["corrections"]["by_item"]}
    rows = data["repeats"]["rows"]
    return failed | {(row["checklist"], item) for row in rows for item in row["items"]}


def _checklist(code: str) -> dict[str, str]:
    """Return a checklist's short name: its own where its kind has several, else the kind's."""
    kind = db.session.scalars(
        select(ChecklistVersion.kind).where(ChecklistVersion.code == code).limit(1)
    ).first()
    words: Words = LISTS[code] if code in LISTS else KINDS[kind] if kind in KINDS else Words("", "")
    return {"zh": words.zh or code, "en": words.en or code}


def _items(wanted: Iterable[tuple[str, str]]) -> dict[str, Named]:
    """Return the titles of these items by checklist, each by the newest version that has it."""
    found: dict[str, Named] = {}
    by_checklist: dict[str, set[str]] = {}
    for checklist, item in wanted:
        by_checklist.setdefault(checklist, set()).add(item)
    for checklist, items in sorted(by_checklist.items()):
        titles: Named = {}
        for body in _bodies(checklist):
            for item in json.loads(body)["items"]:
                if item["id"] in items and item["id"] not in titles:
                    titles[item["id"]] = {"zh": item["zh"], "en": item["en"]}
            if len(titles) == len(items):
                break
        found[checklist] = dict(sorted(titles.items()))
    return found


def _bodies(checklist: str) -> Iterable[str]:
    query = select(ChecklistVersion.body).where(ChecklistVersion.code == checklist)
    newest = query.order_by(ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc())
    return db.session.scalars(newest)
