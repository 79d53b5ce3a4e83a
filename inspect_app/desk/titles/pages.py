"""The list of titles with its search, and what a premises page shows of them."""

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.scope import areas_of
from inspect_app.desk.paging import paging_of
from inspect_app.domain.titles import STATES
from inspect_app.errors import problem
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from inspect_app.queries.designations import (
    Titled,
    TitleSearch,
    count_of,
    count_titles,
    list_titles,
    titles_of,
)
from inspect_app.queries.inspections import names_of
from inspect_app.services.people.actors import LONGEST_REASON
from inspect_app.services.review.designations import MAY_ENTER
from inspect_app.web.formats import today
from inspect_app.web.limits import LISTS, per_minute

KEPT = ("q", "target", "area", "state", "page")  # what stays of the address after a step


@desk.get("/designations")
@per_minute(LISTS)
def designations() -> str:
    """Show one page of titles, those that wait for a second person first, and the entry form."""
    return titles_page()


def titles_page(**_: object) -> str:
    """Return the page of titles that the address asks for."""
    search, within, day = asked_search(), in_scope(current_user), today()
    counts = count_titles(within, search, day)
    paging = paging_of(counts[search.state] if search.state else sum(counts.values()))
    rows = list_titles(within, search, day, limit=paging.size, offset=paging.offset)
    return render_template(
        "desk/titles/titles.html",
        search=search,
        counts=counts,
        paging=paging,
        areas=areas_of(current_user),
        counted=[target for target in current_plan().targets if target.is_designated],
        kept=kept_address(),
        **title_rows(rows),
    )


def premises_titles(place: Premises) -> dict[str, Any]:
    """Return what the page of a premises shows of its titles."""
    kinds = {target.kind for target in current_plan().targets if target.is_designated}
    rows = titles_of(place.id, today())
    return {"is_named": place.kind in kinds, "title_count": count_of(place.id)} | title_rows(rows)


def title_rows(rows: Iterable[Titled]) -> dict[str, Any]:
    """Return titles with the names of who had a hand in them, and what the reader may do."""
    titles, may_enter = list(rows), current_user.role in MAY_ENTER
    people = {
        id
        for one in titles
        for id in (one.row.entered_by, one.row.confirmed_by, one.row.asked_end_by)
    } | {one.row.revoked_by for one in titles}
    return {
        "titles": titles,
        "title_names": names_of({id for id in people if id}),
        "may_enter": may_enter,
        "acting_as": current_user.id if may_enter else "",
        "longest_reason": LONGEST_REASON,
        "today": today(),
    }


def asked_search() -> TitleSearch:
    """Return the search in the address; an unknown state raises `not_found`."""
    args = request.args
    state = args.get("state", "")
    if state and state not in STATES:
        raise problem("not_found")
    # PostgreSQL refuses a query text with NUL.
    words = args.get("q", "").replace("\0", "").strip()[:100]
    target, area = (args.get(name, "").replace("\0", "") for name in ("target", "area"))
    return TitleSearch(words, target, area, state)


def kept_address() -> dict[str, str]:
    """Return the search and page of the list, so that a step leads back to them."""
    return {name: request.args[name] for name in KEPT if request.args.get(name)}
