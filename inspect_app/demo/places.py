"""What a phone would know when it opens a checklist at a premises."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from inspect_app.demo.bodies import Place
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.services.published import checklist_of, find_version


def place_of(premises: Premises, code: str, on: date) -> Place:
    version = find_version(db.session(), code, on)
    if version is None:
        raise Refused("unknown_checklist", "checklist", f"No {code!r} was in force on {on}.")
    if version.kind != premises.kind:
        message = f"{code} is for {version.kind}, this premises is {premises.kind}."
        raise Refused("kind", "premises", message)
    return Place(
        premises=premises.id,
        kind=premises.kind,
        attrs=premises.known_attrs,
        lat=premises.lat,
        lng=premises.lng,
        version=version.version,
        sha256=version.sha256,
        object=parsed(version.sha256, version.body),
        checklist=checklist_of(version),
    )


@lru_cache(maxsize=32)
def parsed(_sha256: str, body: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(body)
    return loaded
