"""Finds an address for every page of the desk that a reader opens, from the routes themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Flask, url_for
from sqlalchemy import Select, select
from werkzeug.routing import Rule

from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from script.benches.desk.timing import Page
from script.benches.figures.requests import Reader
from tests.signing import PAGE

SOME = 43
# What is no page, or is measured by a bench of its own.
LEFT_OUT = ("report_html", "report_pdf", "report_json", "go_on", "idle")


def find_pages(app: Flask, readers: dict[str, Reader]) -> Iterator[Page]:
    """Yield each page that somebody may open, with what it is asked for; then some variants."""
    known = _known()
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        addresses = _addresses(app, rule, known)
        for name, reader in readers.items():
            if addresses and _is_page(reader, addresses[0]):
                yield Page(f"{rule.endpoint} as {name}", addresses, reader)
                break
    area = current_plan().areas[0].code
    more = {
        "reviews, one": tuple(f"/desk/inspections/{id}" for id in _ids(_waiting())),
        "premises, searched": ("/desk/premises?q=测速",),
        "premises, page 400": ("/desk/premises?page=400",),
        "premises of a street": (f"/desk/premises?area={area}&kind=stall",),
        "labels of a street": (f"/desk/labels?area={area}&kind=stall",),
        "corrections, list": ("/desk/corrections?view=list",),
    }
    for name, addresses in more.items():
        if addresses and _is_page(readers["chief"], addresses[0]):
            yield Page(name, addresses, readers["chief"])


def _is_page(reader: Reader, address: str) -> bool:
    answer = reader.client.get(address, headers=PAGE)
    return answer.status_code == 200 and answer.mimetype == "text/html"


def _addresses(app: Flask, rule: Rule, known: dict[str, tuple[Any, ...]]) -> tuple[str, ...]:
    """Return addresses of a rule of the desk, or none if nothing here fits its arguments."""
    name = rule.endpoint.removeprefix("desk.")
    if name == rule.endpoint or name in LEFT_OUT or "GET" not in (rule.methods or ()):
        return ()
    if not set(rule.arguments) <= set(known):
        return ()
    rounds = range(SOME if rule.arguments else 1)
    given = [{one: known[one][n % len(known[one])] for one in rule.arguments} for n in rounds]
    with app.test_request_context():
        return tuple(url_for(rule.endpoint, **values) for values in given)


def _known() -> dict[str, tuple[Any, ...]]:
    """Return values for the arguments of routes; what is absent is left out."""
    versions = db.session.scalars(select(ChecklistVersion)).all()
    known: dict[str, tuple[Any, ...]] = {
        "premises_id": _ids(_visited()),
        "inspection_id": _ids(_decided()),
        "rev": (1,),
        "correction_id": _ids(select(CorrectionRow.id).limit(SOME)),
        "user_id": _ids(select(User.id).limit(SOME)),
        "target_id": tuple(target.id for target in current_plan().targets),
        "manual_id": tuple(target.id for target in current_plan().manual_targets),
        "code": tuple(one.code for one in versions),
        "version": tuple(one.version for one in versions),
        "day": (date(2022, 12, 31).isoformat(),),
    }
    db.session.rollback()
    return {name: values for name, values in known.items() if values}


def _ids(query: Select[tuple[str]]) -> tuple[str, ...]:
    return tuple(db.session.scalars(query))


def _visited() -> Select[tuple[str]]:
    kinds = ("stall", "elevator", "estate", "market", "construction_site", "food_shop")
    return select(Premises.id).where(Premises.kind.in_(kinds)).order_by(Premises.code).limit(SOME)


def _decided() -> Select[tuple[str]]:
    return _of_state("approved")


def _waiting() -> Select[tuple[str]]:
    return _of_state("received")


def _of_state(state: str) -> Select[tuple[str]]:
    joined = select(Inspection.id).join(Revision, Revision.inspection_id == Inspection.id)
    return joined.where(Revision.state == state).order_by(Inspection.id.desc()).limit(SOME)
