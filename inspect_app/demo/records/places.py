"""What a phone would know when it opens a checklist at a premises."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from inspect_app.demo.records.bodies import Place
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.premises import Premises
from inspect_app.queries.checklist_rules import checklist_of, find_version


def place_of(premises: Premises, code: str, on: date) -> Place:
    version = find_version(db.session(), code, on)
    if version is None:
        raise Refused("unknown_checklist", "checklist", f"No {code!r} was in force on {on}.")
    if version.kind != premises.kind:
        message = f"{code} is for {version.kind}, this premises is {premises.kind}."
        raise Refused("kind", "premises", message)
    seen = (premises.id, premises.kind, premises.known_attrs, premises.lat, premises.lng)
    return opened(*seen, version)


def opened(
    id: str,
    kind: str,
    attrs: Mapping[str, Any],
    lat: float | None,
    lng: float | None,
    version: ChecklistVersion,
) -> Place:
    return Place(
        premises=id,
        kind=kind,
        attrs=attrs,
        lat=lat,
        lng=lng,
        version=version.version,
        sha256=version.sha256,
        object=parsed(version.sha256, version.body),
        checklist=checklist_of(version),
    )


class Catalogue:
    """Every published version, read once."""

    def __init__(self) -> None:
        newest_first = ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc()
        self.versions = db.session.scalars(select(ChecklistVersion).order_by(*newest_first)).all()
        for version in self.versions:
            db.session.expunge(version)

    def in_force(self, code: str, on: date) -> ChecklistVersion:
        return next(
            one
            for one in self.versions
            if one.code == code
            and one.valid_from <= on
            and (one.valid_to is None or on <= one.valid_to)
        )


@lru_cache(maxsize=32)
def parsed(_sha256: str, body: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(body)
    return loaded
