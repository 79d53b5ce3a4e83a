"""The page of the photo store's state, for administrators and auditors."""

from flask import render_template

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import paging_of
from inspect_app.guards import only
from inspect_app.queries.photo_faults import list_faulty, measure_store
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/photos")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def photo_store() -> str:
    """Show the store's counts, its last check, and a page of the photos with a fault."""
    state = measure_store()
    paging = paging_of(sum(state.faults.values()))
    faulty = list_faulty(limit=paging.size, offset=paging.offset)
    return render_template("desk/photo_store.html", state=state, faulty=faulty, paging=paging)
