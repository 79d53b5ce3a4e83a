"""The lifts of an estate on the page of its code: each with its result and day, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from inspect_app.models.premises import Premises
from inspect_app.queries.premises import Search, codes_in_force, count_premises, list_premises
from inspect_app.queries.published import newest_of
from inspect_app.web.formats import today

PAGE = 50
ESTATE, LIFT = "estate", "elevator"


@dataclass(frozen=True)
class Lifts:
    """One page of an estate's lifts; by a lift's id, `newest` has its newest published result and
    `codes` its posted token.
    """

    rows: Sequence[Premises]
    total: int
    page: int
    newest: Mapping[str, Any]
    codes: Mapping[str, str]

    @property
    def pages(self) -> int:
        """Return the number of the last page."""
        return _last_page(self.total)


def list_lifts(estate: Premises) -> Lifts | None:
    """Return the page of lifts that was asked for, or the last; None for other premises."""
    if estate.kind != ESTATE:
        return None
    under, search = Premises.parent_id == estate.id, Search(kind=LIFT)
    total = count_premises(under, search)
    page = min(_asked_page(), _last_page(total))
    rows = list_premises(under, search, limit=PAGE, offset=(page - 1) * PAGE, numbered=True)
    ids = [row.id for row in rows]
    return Lifts(rows, total, page, newest_of(ids, today()), codes_in_force(ids))


def _last_page(total: int) -> int:
    return max(1, -(-total // PAGE))


def _asked_page() -> int:
    given = request.args.get("page", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) <= 6 else 1
