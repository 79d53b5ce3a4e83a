"""The list of labels: whose code is posted in which issue, and how many sheets that makes."""

from urllib.parse import urlencode

from flask import current_app, render_template, request
from flask_login import current_user

from inspect_app.access import in_scope, names_in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import PAGE, paging_of
from inspect_app.desk.premises.pages import asked_search, vars_of
from inspect_app.domain.label_sheets import FORMS, USUAL, Form, count_parts
from inspect_app.domain.origins import why_not_public
from inspect_app.domain.vocabulary import KINDS
from inspect_app.errors import problem
from inspect_app.plans.load import current_plan
from inspect_app.queries.labels import Among, list_labels
from inspect_app.queries.premises import count_premises
from inspect_app.services.register.posted_codes import MAY_REISSUE
from inspect_app.web.limits import LISTS, per_minute

LONGEST_ID = 36


@desk.get("/labels")
@per_minute(LISTS)
def labels() -> str:
    """Show one page of the labels that the address asks for."""
    among, scope = asked_labels(), in_scope(current_user)
    total = count_premises(among.within(scope), among.search)
    paging = paging_of(total)
    return render_template(
        "desk/premises/labels.html",
        rows=list_labels(scope, among, limit=PAGE, offset=paging.offset),
        total=total,
        page=paging.number,
        per_page=PAGE,
        among=among,
        parent=names_in_scope(current_user, [among.parent]).get(among.parent),
        search=among.search,
        narrowed=narrowed(among),
        kinds=KINDS,
        areas=current_plan().areas,
        forms=FORMS,
        form=asked_form(),
        parts={size: count_parts(total, form) for size, form in FORMS.items()},
        origin=own_origin(),
        not_public=why_not_public(own_origin()),
        may_reissue=current_user.role in MAY_REISSUE,
    )


def asked_labels() -> Among:
    """Return whose labels the address asks for; what it does not know finds nothing."""
    ids = tuple(id[:LONGEST_ID].replace("\0", "") for id in request.args.getlist("id")[:PAGE])
    parent = request.args.get("parent", "")[:LONGEST_ID].replace("\0", "")
    return Among(asked_search(), parent, tuple(filter(None, ids)))


def asked_form() -> Form:
    """Return the form of a sheet, six labels by default; raise `invalid` for one that is none."""
    given = request.args.get("per", "") or str(USUAL)
    if not given.isdecimal() or int(given) not in FORMS:
        raise problem("invalid", field="per")
    return FORMS[int(given)]


def narrowed(among: Among) -> str:
    """Return what narrows the labels as a query string."""
    kept = vars_of(among.search) | {"parent": among.parent}
    pairs = [(name, text) for name, text in kept.items() if text]
    return urlencode([*pairs, *(("id", id) for id in among.ids)])


def own_origin() -> str:
    """Return the address that codes begin with."""
    origin: str = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    return origin
