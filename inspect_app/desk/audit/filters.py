"""What the address narrows the audit trail to; every link of the page carries it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import request

from inspect_app.domain.calendar.days import is_day
from inspect_app.errors import problem
from inspect_app.queries.audit import Wanted, people_named
from inspect_app.web.asof import LAST

NAMES = ("who", "action", "about", "since", "until")
LONGEST, LONGEST_NUMBER = 120, 15


@dataclass(frozen=True)
class Filters:
    """The filters of the address; `given` are those that narrow something."""

    given: Mapping[str, str]

    @property
    def wanted(self) -> Wanted:
        """Return which entries are asked for."""
        texts = {name: self.given.get(name, "") for name in ("who", "action", "about")}
        return Wanted(**texts, since=self._day("since"), until=self._day("until"))

    def but(self, **others: object) -> str:
        """Return the same filters with others in their place, as a query string."""
        kept = {**self.given, **others}
        return urlencode({name: text for name, text in kept.items() if text not in ("", None)})

    @property
    def exported(self) -> dict[str, str] | None:
        """Return the same filters for the file of the list; None if several people fit.

        A person goes by the id, which an erasure leaves.
        """
        kept = {name: text for name, text in self.given.items() if name != "who"}
        if "who" not in self.given:
            return kept
        ids = people_named(self.given["who"])
        return kept | {"actor": ids[0]} if len(ids) == 1 else None

    def _day(self, name: str) -> date | None:
        return date.fromisoformat(self.given[name]) if name in self.given else None


def asked_filters() -> Filters:
    """Return the filters of the address; raise `invalid` for a day that is none."""
    texts = {name: request.args.get(name, "").strip()[:LONGEST] for name in NAMES}
    # PostgreSQL refuses a query text with NUL.
    given = {name: text.replace("\0", "\N{REPLACEMENT CHARACTER}") for name, text in texts.items()}
    for name in ("since", "until"):
        if given[name] and (not is_day(given[name]) or date.fromisoformat(given[name]) > LAST):
            raise problem("invalid", field=name)
    return Filters({name: text for name, text in given.items() if text})


def asked_number(name: str) -> int | None:
    """Return an entry's number from the address; raise `not_found` for anything else."""
    given = request.args.get(name, "")
    if not given:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > LONGEST_NUMBER:
        raise problem("not_found")
    return int(given)
