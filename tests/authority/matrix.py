"""The rows of `matrix.yaml`, and what each says of a caller and an object."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from inspect_app.domain.vocabulary import ROLES, who_may

FILE = Path(__file__).with_name("matrix.yaml")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
NEAR, FAR, ABSENT = "near", "far", "absent"
"""Of the premises that `lin`, `bai` and `chen` hold, of those elsewhere, and nothing at all."""


@dataclass(frozen=True)
class Caller:
    """Who asks. A drain session and a person who lost his account have no role."""

    name: str
    role: str | None
    area: str | None = None

    @property
    def sees_all(self) -> bool:
        return self.role in who_may("see_district")


CALLERS = (
    Caller("stranger", None),
    Caller("revoked", None),
    Caller("drain", None),
    Caller("lin", "inspector", NEAR),
    Caller("bai", "inspector", NEAR),
    Caller("far", "inspector", FAR),
    Caller("chen", "supervisor", NEAR),
    Caller("there", "supervisor", FAR),
    Caller("ming", "administrator", NEAR),
    Caller("au", "auditor", NEAR),
)
OWNERS = {
    "own": {NEAR: "lin", FAR: "far"},
    "named": {NEAR: "bai", FAR: "second"},
    "imported": {NEAR: "chen", FAR: "there"},
    "exported": {NEAR: "chen", FAR: "there"},
    "saved": {NEAR: "chen", FAR: "there"},
}
"""Whose the objects of each place are, by what a row says of them."""


@dataclass(frozen=True)
class Row:
    """One route and method of the matrix."""

    method: str
    rule: str
    may: Any
    whose: str | None
    own: bool
    refuses: int | None

    def lets_in(self, caller: Caller) -> bool:
        """Whether the caller passes the door; which objects he sees is another question."""
        if self.may == "all":
            return True
        if self.may == "deliver" and caller.name == "drain":
            return True
        return caller.role in self._roles()

    def shows(self, caller: Caller, place: str) -> bool:
        """Whether a caller who was let in sees the object of that place."""
        if self.whose is None:
            return True
        if place == ABSENT:
            return False
        if self.whose == "public":
            return True
        names = self.whose.split("+")
        if set(names) <= set(OWNERS):
            return caller.name in [OWNERS[one][place] for one in names]
        at_desk = caller.role in who_may("enter_desk")
        in_scope = caller.sees_all or caller.area == place
        return (at_desk and in_scope) or (self.own and OWNERS["own"][place] == caller.name)

    def _roles(self) -> set[str]:
        match self.may:
            case "signed_in":
                return set(ROLES)
            case "desk":
                return set(who_may("enter_desk"))
            case "deliver":
                return set(who_may("inspect"))
            case str():
                return {self.may}
        return set(self.may)


def read_matrix() -> list[Row]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        Row(
            *one["route"].split(" ", 1),
            one["may"],
            one.get("whose"),
            one.get("own", False),
            one.get("refuses"),
        )
        for one in rows
    ]
