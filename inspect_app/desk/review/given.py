"""What a form of a decision contains: a refused one comes back with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request

from inspect_app.errors import ProblemError, problem

REMARK = "remark:"


@dataclass(frozen=True)
class GivenItem:
    """One item of a form: whether it was ticked to be returned, its remark, its arrow as JSON."""

    ticked: bool
    remark: str
    arrow: str = ""


@dataclass(frozen=True)
class Refused:
    """A decision that was not made: why, at which item, and what its form contains."""

    error: ProblemError
    given: Mapping[str, GivenItem] = field(default_factory=dict)
    unmeasured_checked: bool = False

    @property
    def item(self) -> str:
        """Return the item whose field is wrong, or an empty text."""
        return str(self.error.detail.get("item", ""))

    @property
    def unseen(self) -> list[str]:
        """Return the vetoes that failed and were not looked at."""
        return list(self.error.detail.get("items", ()))

    @property
    def opened(self) -> str:
        """Return the item to open: the one at fault, else the first that the form contains."""
        return next(iter([*filter(None, [self.item]), *self.unseen, *self.given]), "")

    @property
    def ticked(self) -> dict[str, str]:
        """Return the remarks of the ticked items."""
        return {item: one.remark for item, one in self.given.items() if one.ticked}


def given_items() -> dict[str, GivenItem]:
    """Return the items of the form that were ticked or have a remark."""
    ticked = request.form.getlist("item")
    remarks = {
        name.removeprefix(REMARK): words.strip()
        for name, words in request.form.items()
        if name.startswith(REMARK) and words.strip()
    }
    return {
        item: GivenItem(
            item in ticked, remarks.get(item, ""), request.form.get(f"arrow:{item}", "")
        )
        for item in dict.fromkeys([*ticked, *remarks])
    }


def is_checked(box: str) -> bool:
    """Whether a box of the form was checked."""
    return request.form.get(box) == "yes"


def asked_rev() -> int:
    """Return the number of the revision that the form is about; raise `malformed`."""
    given = request.form.get("rev", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 7):
        raise problem("malformed")
    return int(given)
