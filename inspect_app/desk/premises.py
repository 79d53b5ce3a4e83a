"""The register as the desk sees it: a list to search, and one premises with its past."""

from urllib.parse import urlencode

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import in_scope, premises_for
from inspect_app.desk.blueprint import desk
from inspect_app.domain.vocabulary import KINDS, PREMISES_STATUS
from inspect_app.errors import problem
from inspect_app.plans.load import current_plan
from inspect_app.queries.acceptances import list_attempts
from inspect_app.queries.inspections import list_of_premises
from inspect_app.queries.premises import Search, count_premises, last_approved, list_premises
from inspect_app.services.acceptances import MAY_REOPEN

PAGE = 50


def asked_search() -> Search:
    """What the address narrows the list to; an unknown kind or street finds nothing."""
    args = request.args
    return Search(
        words=args.get("q", "").strip()[:100],
        kind=args.get("kind", ""),
        area=args.get("area", ""),
        status=args.get("status", ""),
    )


@desk.get("/premises")
def premises() -> str:
    """One page of what the search finds; htmx asks for the rows alone."""
    search, page = asked_search(), _asked_page()
    within = in_scope(current_user)
    rows = list_premises(within, search, limit=PAGE, offset=(page - 1) * PAGE)
    template = "rows" if request.headers.get("HX-Request") == "true" else "premises"
    return render_template(
        f"desk/{template}.html",
        search=search,
        rows=rows,
        last=last_approved(row.id for row in rows),
        total=count_premises(within, search),
        page=page,
        per_page=PAGE,
        kinds=KINDS,
        statuses=PREMISES_STATUS,
        areas=current_plan().areas,
        narrowed=urlencode({key: text for key, text in vars_of(search).items() if text}),
    )


@desk.get("/premises/<premises_id>")
def one_premises(premises_id: str) -> str:
    """Who it is, its code, and every inspection of it."""
    found = premises_for(current_user, premises_id)
    visits = list_of_premises(found.id)
    return render_template(
        "desk/one_premises.html",
        place=found,
        visits=visits,
        attempts=list_attempts(found.id),
        may_reopen=current_user.role in MAY_REOPEN,
    )


def vars_of(search: Search) -> dict[str, str]:
    """The search as the address carries it."""
    return {"q": search.words, "kind": search.kind, "area": search.area, "status": search.status}


def _asked_page() -> int:
    given = request.args.get("page", "1")
    if not given.isdecimal() or not 1 <= len(given) <= 6 or int(given) < 1:
        raise problem("not_found")
    return int(given)
