"""Pages of the register: a list to search, and one premises with its history."""

from urllib.parse import urlencode

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import in_scope, premises_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import PAGE, paging_of
from inspect_app.desk.premises.attributes import list_attributes
from inspect_app.desk.premises.children import list_children
from inspect_app.desk.premises.visits import list_visits
from inspect_app.desk.titles.pages import premises_titles
from inspect_app.domain.kinds import FOLLOWS
from inspect_app.domain.vocabulary import KINDS, PREMISES_STATUS
from inspect_app.plans.load import current_plan
from inspect_app.queries.acceptances import list_attempts
from inspect_app.queries.corrections.board import count_of
from inspect_app.queries.places import due_of
from inspect_app.queries.premises import (
    Search,
    count_premises,
    find_premises,
    last_approved,
    list_premises,
)
from inspect_app.services.review.acceptances import MAY_REOPEN
from inspect_app.web.formats import today
from inspect_app.web.limits import LISTS, per_minute


def asked_search() -> Search:
    """Return the search in the address; an unknown kind or area finds nothing."""
    args = request.args
    return Search(
        words=args.get("q", "").strip()[:100],
        kind=args.get("kind", ""),
        area=args.get("area", ""),
        status=args.get("status", ""),
    )


@desk.get("/premises")
@per_minute(LISTS)
def premises() -> str:
    """Show one page of the list; htmx requests get its rows only."""
    search, within = asked_search(), in_scope(current_user)
    paging = paging_of(count_premises(within, search))
    rows = list_premises(within, search, limit=PAGE, offset=paging.offset)
    last, day = last_approved(row.id for row in rows), today()
    typing = request.headers.get("HX-Request") == "true"
    return render_template(
        "desk/rows.html" if typing else "desk/premises/premises.html",
        search=search,
        rows=rows,
        last=last,
        due={row.id: due_of(row, last.get(row.id), day) for row in rows},
        today=day,
        total=paging.total,
        page=paging.number,
        per_page=PAGE,
        kinds=KINDS,
        statuses=PREMISES_STATUS,
        areas=current_plan().areas,
        narrowed=urlencode({key: text for key, text in vars_of(search).items() if text}),
    )


@desk.get("/premises/<premises_id>")
def one_premises(premises_id: str) -> str:
    """Show a premises: attributes, QR code, inspections, acceptances and children."""
    found = premises_for(current_user, premises_id)
    posted = [token.token for token in found.tokens if token.revoked_at is None]
    return render_template(
        "desk/premises/one_premises.html",
        place=found,
        parent=find_premises(in_scope(current_user), found.parent_id or ""),
        posted=posted[-1] if posted else None,
        children=list_children(found),
        visits=list_visits(found),
        attempts=list_attempts(found),
        corrections=count_of("premises_id", [found.id]).get(found.id),
        due=due_of(found, last_approved([found.id]).get(found.id), today()),
        interval=current_plan().find_interval(found.kind),
        attributes=list_attributes(found),
        alone=FOLLOWS,
        may_reopen=current_user.role in MAY_REOPEN,
        per_page=PAGE,
        **premises_titles(found),  # today among them
    )


def vars_of(search: Search) -> dict[str, str]:
    """Return the search as query parameters."""
    return {"q": search.words, "kind": search.kind, "area": search.area, "status": search.status}
