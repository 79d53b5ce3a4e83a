"""Public pages: the result behind a QR code, the plan's progress, reports of broken policy."""

import logging

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from inspect_app.extensions import csrf
from inspect_app.guards import open_to_all
from inspect_app.models.premises import Premises
from inspect_app.public.lifts import list_lifts
from inspect_app.public.published import list_results
from inspect_app.public.shown import arrange, closed_since, face_of
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import list_progress
from inspect_app.queries.premises import find_token, premises_by_ids
from inspect_app.queries.reported import list_reported
from inspect_app.web.asof import asked_day, where_it_lies
from inspect_app.web.formats import today
from inspect_app.web.language import current_language
from inspect_app.web.limits import PAGES, PLANS, REPORTS, per_minute
from inspect_app.web.sampled_log import SampledLog

log = logging.getLogger(__name__)
reports = SampledLog(log, "content policy")
public = Blueprint("public", __name__)
public.before_request(open_to_all)

REPORT_BYTES = 4096


@public.get("/q/<token>")
@per_minute(PAGES)
def result(token: str) -> ResponseReturnValue:
    """Show the approved results of one premises, the last one first; no person is named."""
    found = find_token(token)
    if found is None or found.revoked_at is not None:
        return _unknown("revoked" if found else "unknown")
    place: Premises = premises_by_ids([found.premises_id])[found.premises_id]
    results, lifts = list_results(place), list_lifts(place)
    if lifts is not None and request.args.get("page", "1") != str(lifts.page):
        return redirect(url_for("public.result", token=token, page=lifts.page))
    return render_template(
        "public/result.html",
        place=place,
        shown=arrange(place, results),
        closed_since=closed_since(place),
        face=face_of(place, results),
        lifts=lifts,
        token=token,
    )


@public.get("/plan")
@per_minute(PLANS)
def plan() -> str:
    """Show the progress of every target on a day, counted as on the command line."""
    current, as_of = plan_in_force(), asked_day()
    return render_template(
        "public/plan.html",
        plan=current,
        as_of=as_of.day,
        is_today=as_of.day == today(),
        lies=where_it_lies(current, as_of.day),
        rows=list_progress(current, as_of),
        reported=list_reported(as_of),
        departments={one.code: getattr(one, current_language()) for one in current.departments},
    )


@public.post("/csp-report")
@csrf.exempt  # type: ignore[untyped-decorator]
@per_minute(REPORTS)
def csp_report() -> Response:
    """Log a sample of browsers' reports of blocked content; nothing is stored."""
    said = request.stream.read(REPORT_BYTES)
    reports.warning(said.decode("utf-8", "replace"))
    return Response(status=204)


def _unknown(why: str) -> ResponseReturnValue:
    response = make_response(render_template("public/unknown_code.html", why=why))
    response.status_code = 404
    return response
