"""Sheets of labels: as one PDF a part, and its first sheet as a page to look at."""

from flask import Response, make_response, request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.premises.labels import asked_form, asked_labels, own_origin
from inspect_app.documents.labels.codes import draw_code
from inspect_app.documents.labels.pages import Label, Sheets, drawn, render_sheets, sheet_policy
from inspect_app.documents.reports.pdf import NoPdf, PdfBusy, make_pdf
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.label_sheets import Form
from inspect_app.domain.origins import why_not_public
from inspect_app.domain.vocabulary import KINDS
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.queries.labels import LabelRow, list_labels
from inspect_app.queries.premises import count_premises
from inspect_app.web.formats import label_month
from inspect_app.web.headers import NOTHING
from inspect_app.web.icons import icon, kind_icon
from inspect_app.web.limits import PAGES, per_minute

RETRY_S = 60
LONGEST_PART = 5


@desk.get("/labels/sheets.pdf")
@per_minute(PAGES)
def label_sheets_pdf() -> Response:
    """Make the PDF of one part of the labels; busy while this process makes another."""
    part, form = _asked_part(), asked_form()
    page = render_sheets(_sheets(part, form, form.per_pdf), icon("mark"))
    db.session.rollback()  # a PDF takes its time, and no connection waits for it
    try:
        pdf = make_pdf(page)
    except PdfBusy:
        raise problem("report_busy", retry_after=RETRY_S) from None
    except NoPdf:
        raise problem("no_pdf") from None
    response = make_response(pdf)
    response.headers["Content-Type"] = "application/pdf"
    name = f"labels-{form.per_sheet}-{part}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = NOTHING
    return response


@desk.get("/labels/sheet.html")
@per_minute(PAGES)
def label_sheet() -> Response:
    """Show the first sheet of a part as it is printed."""
    form = asked_form()
    response = make_response(
        render_sheets(_sheets(_asked_part(), form, form.per_sheet), icon("mark"))
    )
    response.headers["Content-Security-Policy"] = sheet_policy()
    return response


def _sheets(part: int, form: Form, most: int) -> Sheets:
    """Return the labels of a part, at most so many; raise `not_found` where there are none."""
    scope, among = in_scope(current_user), asked_labels()
    start = (part - 1) * form.per_pdf
    rows = list_labels(scope, among, limit=most, offset=start)
    labels = [made for row in rows if (made := label_of(row)) is not None]
    if not labels:
        raise problem("not_found")
    total = count_premises(among.within(scope), among.search)
    return Sheets(
        labels=labels,
        form=form,
        is_trial=why_not_public(own_origin()) is not None,
        first_page=start // form.per_sheet + 1,
        pages=-(-total // form.per_sheet),
    )


def label_of(row: LabelRow) -> Label | None:
    """Return what is printed for a premises; None without a code in force."""
    if row.token is None or row.issue is None or row.issued_at is None:
        return None
    return Label(
        name=row.name,
        address=row.address,
        kind=KINDS[row.kind].zh,
        icon=drawn(kind_icon(row.kind)),
        short_code=row.code,
        issue=row.issue,
        edition=label_month(shanghai_day(row.issued_at)),
        code=draw_code(f"{own_origin()}/q/{row.token}"),
    )


def _asked_part() -> int:
    given = request.args.get("part", "1")
    if not given.isascii() or not given.isdecimal() or not 1 <= len(given) <= LONGEST_PART:
        raise problem("not_found")
    if int(given) < 1:
        raise problem("not_found")
    return int(given)
