"""Puts together what is printed of a paper, and makes its PDF."""

import json
from collections.abc import Mapping
from typing import Any

from flask import current_app, request, url_for

from inspect_app.documents.labels.codes import Code, draw_code
from inspect_app.documents.papers.pages import Person, Sheet, render_paper
from inspect_app.documents.reports.pdf import make_pdf
from inspect_app.documents.reports.words import Words
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.papers.kinds import ORDERS, RECHECK, RECORD
from inspect_app.models.corrections import CorrectionStep
from inspect_app.models.papers import Paper, PaperVersion
from inspect_app.plans.load import current_plan
from inspect_app.queries.checklist_rules import find_body
from inspect_app.queries.papers import (
    VALID,
    find_sealed,
    find_service,
    find_token,
    people_of,
    standing_of,
)
from inspect_app.web.language import texts_of

PRINTED = "zh"  # a paper is a legal text


def pdf_of(paper: Paper, version: PaperVersion) -> bytes:
    """Make the PDF of a version of a paper; raises what `make_pdf` raises."""
    return make_pdf(page_of(paper, version))


def page_of(paper: Paper, version: PaperVersion) -> str:
    """Return the page that becomes the PDF."""
    return render_paper(_sheet(paper, version), Words(PRINTED, texts_of(PRINTED)))


def _sheet(paper: Paper, version: PaperVersion) -> Sheet:
    data: dict[str, Any] = json.loads(version.data)
    body, found = find_sealed(data) or ({}, [])
    people, standing = people_of(data), standing_of(paper, version)
    signed = {one.get("user") for one in body.get("signatures", ())}
    is_order = paper.kind in ORDERS
    return Sheet(
        data=data,
        digest=version.digest,
        standing=standing,
        office=_office(paper.department),
        inspectors=[
            Person(people[id].full_name, people[id].badge, id in signed and paper.kind != RECHECK)
            for id in data["inspectors"]
            if id in people
        ],
        names={id: one.full_name for id, one in people.items()},
        verify=_address(url_for("public.verify")),
        found=found,
        void_on=shanghai_day(paper.void_at).isoformat() if paper.void_at else "",
        service=_service(find_service(paper.inspection_id)) if is_order else None,
        strip=_strip(paper.premises_id) if is_order and standing == VALID else None,
        place_code=paper.premises.code,
        **(_of_record(body, data) if paper.kind == RECORD else {}),
    )


def _of_record(body: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what only the record prints: who was there, what he said, and how many photos."""
    present = (one for one in body.get("signatures", ()) if one["role"] == "present")
    shots = {one["sha256"] for shots in body.get("photos", {}).values() for one in shots}
    return {
        "present": next((one.get("name", "") for one in present), ""),
        "refusal": (body.get("refusal") or {}).get("reason", ""),
        "unable": (body.get("unable") or {}).get("reason", ""),
        "photos": len(shots),
        "checklist": _name_of(**data["checklist"]),
    }


def _name_of(code: str, version: str) -> str:
    """Return a checklist's name and version; its code where it is not known here any more."""
    body = find_body(code, version)
    words = Words(PRINTED, texts_of(PRINTED))
    return words.t("desk.checklist", name=json.loads(body)["zh"] if body else code, version=version)


def _service(step: CorrectionStep | None) -> dict[str, str] | None:
    return {"how": step.detail.get("how", ""), "on": step.on.isoformat()} if step else None


def _office(department: str) -> str:
    """Return the department's name with its district's: 普陀区市场监管局."""
    plan = current_plan()
    named = next(one.zh for one in plan.departments if one.code == department)
    return plan.district.zh + named.removeprefix("区")


def _strip(premises_id: str) -> Code | None:
    token = find_token(premises_id)
    return draw_code(_address(url_for("public.result", token=token))) if token else None


def _address(path: str) -> str:
    origin: str = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    return origin + path
