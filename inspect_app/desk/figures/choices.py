"""What a reader has narrowed the overview to; every link of the page carries it on."""

from dataclasses import dataclass

from flask import request
from flask_login import current_user

from inspect_app.desk.figures.scope import areas_of
from inspect_app.domain.figures.targets import Plan
from inspect_app.errors import problem
from inspect_app.web.language import current_language

VIEWS = ("charts", "table")


@dataclass(frozen=True)
class Choices:
    """An area and a department, or "" for all; how the streets are shown; for a wall or not."""

    as_of: str
    area: str
    department: str
    view: str
    wall: bool

    @property
    def kept(self) -> dict[str, str]:
        """Return what differs from the plain page, as arguments of an address."""
        given = {
            "as_of": self.as_of,
            "area": self.area,
            "department": self.department,
            "view": "" if self.view == VIEWS[0] else self.view,
            "wall": "1" if self.wall else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def of_list(self) -> dict[str, str]:
        """Return the arguments of a list behind a number, which leads back to the same page."""
        return self.but(wall="")

    def of_list_in(self, area: str) -> dict[str, str]:
        """Return the arguments of one street's list."""
        return self.but(wall="", area=area or self.area)

    def but(self, **others: str) -> dict[str, str]:
        """Return the same arguments with others in their place; an empty one is left out."""
        return {name: value for name, value in (self.kept | others).items() if value}


def asked_choices(plan: Plan) -> Choices:
    """Return the choices in the address; raise `not_found` for what this reader cannot choose."""
    args = request.args
    choices = Choices(
        as_of=args.get("as_of", ""),
        area=args.get("area", ""),
        department=args.get("department", ""),
        view=args.get("view", "") or VIEWS[0],
        wall=args.get("wall") == "1",
    )
    known = (
        choices.area in ("", *areas_of(current_user))
        and choices.department in ("", *departments_with_targets(plan))
        and choices.view in VIEWS
    )
    if not known:
        raise problem("not_found")
    return choices


def departments_with_targets(plan: Plan) -> list[str]:
    """Return the codes of the departments that answer for a counted target."""
    named = {code for target in plan.targets for code in target.departments}
    return [one.code for one in plan.departments if one.code in named]


def department_names(plan: Plan) -> dict[str, str]:
    """Return the departments' names by code, in the reader's language."""
    return {one.code: getattr(one, current_language()) for one in plan.departments}
