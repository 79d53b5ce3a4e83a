"""The page of the photo store's state, for administrators and auditors."""

from flask import render_template

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.guards import only
from inspect_app.queries.photo_faults import list_faulty, measure_store
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/photos")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def photo_store() -> str:
    """Show the store's counts, its last check, and every photo with a fault."""
    return render_template("desk/photo_store.html", state=measure_store(), faulty=list_faulty())
