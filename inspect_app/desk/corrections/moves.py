"""A supervisor's moves of one correction as buttons: what each needs, or why it is not possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.corrections.correction import Correction, Move
from inspect_app.domain.corrections.guards import why_not
from inspect_app.domain.corrections.table import RECHECK, SUPERVISOR
from inspect_app.services.corrections.decisions import SETTLING
from inspect_app.web.language import t

FIELDS = {
    "send": ("to",),
    "assign": ("to",),
    "extend": ("days", "reason"),
    "serve": ("how", "on"),
    "supplement": ("reason",),
    "decline": ("reason",),
    "escalate": ("reason",),
    "void": ("reason",),
}
KEYS = {"send": "D", "assign": "D", "supplement": "B", "extend": "E", "accept": "A", "release": "A"}
SAID = ("general_only", "not_passed", "late", "once")


@dataclass(frozen=True)
class MoveView:
    """A move with the fields of its form and its key; `why` says why it is not possible."""

    name: str
    fields: tuple[str, ...]
    key: str
    why: str = ""


@dataclass(frozen=True)
class MovesView:
    """Four moves that keep their places, and the rarer ones."""

    main: list[MoveView]
    more: list[MoveView]

    @property
    def reasons(self) -> list[str]:
        """Return why some of the four are not possible, each reason once."""
        return list(dict.fromkeys(one.why for one in self.main if one.why))


@dataclass(frozen=True)
class Part:
    """What the reader had to do with a correction, and so leaves to another person."""

    inspected: bool = False
    gave_code: bool = False


def view_moves(correction: Correction, today: date, part: Part, *, servable: bool) -> MovesView:
    """Return the moves of a correction as the table and its guards allow them now."""
    sending = "assign" if correction.state == RECHECK else "send"
    ending = "release" if correction.stops else "accept"
    main = (sending, "supplement", "extend", ending)
    more = ("serve", "decline", "escalate", "void")

    def views(names: Iterable[str]) -> list[MoveView]:
        return [
            MoveView(
                name,
                FIELDS.get(name, ()),
                KEYS.get(name, ""),
                _own(name, part) or _why(correction, name, today, servable),
            )
            for name in names
        ]

    return MovesView(views(main), views(more))


def _own(name: str, part: Part) -> str:
    if part.inspected and name in SETTLING:
        return t("corrections.why.own_work")
    return t("corrections.why.gave_code") if part.gave_code and name == "accept" else ""


def _why(correction: Correction, name: str, today: date, servable: bool) -> str:
    # With a form that is filled in as it should be, what is left are state and guards.
    filled = Move(name, SUPERVISOR, today, reason=name, days=1, how="handed")
    code = why_not(correction, filled)
    if code is None:
        return "" if servable or name != "serve" else t("corrections.why.draft")
    if code in SAID:
        return t(f"corrections.why.{code}")
    return t(f"corrections.why_not.{name}")
