"""Finds the versions of one checklist: published in the instance, or from the files without one."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from inspect_app.checklists.checks import number_of
from inspect_app.checklists.load import Published, load_every
from inspect_app.commands.opening import has_database, open_instance
from inspect_app.config import read_settings
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.checklist import Checklist, in_force
from inspect_app.queries.checklists import list_versions


@dataclass(frozen=True)
class Version:
    """One published checklist version, parsed."""

    sha256: str
    object: dict[str, Any]

    @cached_property
    def rules(self) -> Checklist:
        """Return the rules, built once for many inspections."""
        return Checklist.from_object(self.object)


def list_published(code: str) -> list[Version]:
    """List a checklist's versions, newest start first; raise Refused for an unknown code."""
    if has_database(read_settings()):
        with open_instance():
            rows = list_versions(code)
            versions = [Version(row.sha256, json.loads(row.body)) for row in rows]
    else:
        files = [file for file in load_every() if file.code == code]
        files.sort(key=_age, reverse=True)
        versions = [Version(file.sha256, file.object) for file in files]
    if not versions:
        raise Refused("unknown_checklist", "checklist", f"There is no checklist {code!r}.")
    return versions


def _age(file: Published) -> tuple[str, tuple[int, ...]]:
    return file.object["valid_from"], number_of(file.version)


def version_on(versions: list[Version], day: date) -> Version:
    """Return the version in force on a day, the newest start first; raise Refused without one."""
    for version in versions:
        head = version.object
        if in_force(head["valid_from"], head["valid_to"], day.isoformat()):
            return version
    code = versions[0].object["code"]
    raise Refused("no_version", "on", f"No version of {code} was in force on {day}.")
