"""The page of QR labels to print, for the premises that a search finds."""

from dataclasses import dataclass

from flask import current_app, render_template, request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.premises.pages import asked_search
from inspect_app.documents.labels import Code, draw_code, sheets
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.models.premises import Premises, QrToken
from inspect_app.plans.load import current_plan
from inspect_app.queries.premises import count_premises, list_premises
from inspect_app.web.formats import label_month
from inspect_app.web.limits import LISTS, per_minute

MOST = 120


@dataclass(frozen=True)
class Label:
    """One premises with its current QR token."""

    place: Premises
    token: QrToken
    code: Code

    @property
    def length(self) -> str:
        """Return how the name is set: short (one line), middle (one smaller line), long (two)."""
        signs = len(self.place.name)
        return "short" if signs <= 15 else "middle" if signs <= 19 else "long"

    @property
    def edition(self) -> str:
        """Return the month in which the token was issued."""
        return label_month(shanghai_day(self.token.issued_at))


@desk.get("/labels")
@per_minute(LISTS)
def labels() -> str:
    """Show up to 120 labels, six to a sheet, for the search in the address."""
    search, within = asked_search(), in_scope(current_user)
    places = list_premises(within, search, limit=MOST)
    if one := request.args.get("id"):
        places = list_premises(within & (Premises.id == one), search, limit=1)
    made = [label for place in places if (label := _label(place))]
    return render_template(
        "desk/premises/labels.html",
        sheets=sheets(made),
        shown=len(made),
        total=1 if one else count_premises(within, search),
        search=search,
        areas=current_plan().areas,
    )


def _label(place: Premises) -> Label | None:
    current = [token for token in place.tokens if token.revoked_at is None]
    if not current:
        return None
    origin = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    url = f"{origin}/q/{current[-1].token}"
    return Label(place, current[-1], draw_code(url))
