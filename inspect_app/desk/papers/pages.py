"""The papers of one inspection: their numbers and standing, each as PDF, and the next opinion."""

from datetime import UTC, datetime

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.papers.printing import pdf_of
from inspect_app.desk.refused import filled
from inspect_app.documents.reports.pdf import NoPdf, PdfBusy
from inspect_app.domain.papers.kinds import KINDS
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.papers import Paper
from inspect_app.queries.papers import find_paper, list_papers, standing_of
from inspect_app.services.papers.rechecks import MAY_ISSUE, issue_recheck
from inspect_app.web.headers import NOTHING
from inspect_app.web.language import current_language, t
from inspect_app.web.limits import LISTS, PAGES, per_minute
from inspect_app.web.same_origin import require_same_origin

RETRY_S = 60


@desk.get("/inspections/<inspection_id>/papers")
@per_minute(LISTS)
def papers(inspection_id: str) -> str:
    """List the papers of an inspection with their standing."""
    return _page(inspection_id)


def _page(inspection_id: str) -> str:
    found = inspection_for(current_user, inspection_id)
    listed = list_papers(found.id)
    return render_template(
        "desk/papers/papers.html",
        inspection=found,
        papers=[(one, standing_of(one, one.versions[-1])) for one in listed],
        names={code: getattr(kind, current_language()) for code, kind in KINDS.items()},
        may_issue=current_user.role in MAY_ISSUE and bool(listed),
    )


@desk.get("/papers/<paper_id>.pdf")
@per_minute(PAGES)
def paper_pdf(paper_id: str) -> Response:
    """Make the PDF of what a paper says now; busy while this process makes another."""
    paper = _paper(paper_id)
    try:
        pdf = pdf_of(paper, paper.versions[-1])
    except PdfBusy:
        raise problem("report_busy", retry_after=RETRY_S) from None
    except NoPdf:
        raise problem("no_pdf") from None
    response = make_response(pdf)
    name = f"{paper.kind}-{paper.year}-{paper.serial}.pdf"
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = NOTHING
    return response


@desk.post("/inspections/<inspection_id>/papers/recheck")
@only(*MAY_ISSUE)
@filled(_page, "desk.papers")
def recheck_paper(inspection_id: str) -> ResponseReturnValue:
    """Number the opinion on what was rechecked since the last one."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    issued = issue_recheck(current_user.id, found.id, at=datetime.now(UTC))
    paper = find_paper(issued)
    assert paper is not None
    flash(t("papers.recheck.done", number=paper.number))
    return redirect(url_for("desk.papers", inspection_id=inspection_id))


def _paper(paper_id: str) -> Paper:
    """Return a paper to whoever may read its inspection; absent and not his look the same."""
    paper = find_paper(paper_id)
    if paper is None:
        raise problem("not_found")
    inspection_for(current_user, paper.inspection_id)
    return paper
