"""The page on which a report is chosen, and the report as a page, as PDF and as data."""

from datetime import date

from flask import Response, make_response, render_template, request

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.documents.reports.digest import data_file
from inspect_app.documents.reports.pages import page_policy, render_html
from inspect_app.documents.reports.pdf import NoPdf, PdfBusy, make_pdf
from inspect_app.documents.reports.words import Words
from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.refusals import Refused
from inspect_app.domain.reports.periods import FORMS, Period, day_of, read_period, recent_periods
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.guards import only
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.reports.report import Report, read_report
from inspect_app.queries.reports.reported import reported_on
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.web.formats import today
from inspect_app.web.headers import NOTHING
from inspect_app.web.language import current_language, texts_of
from inspect_app.web.limits import PAGES, per_minute

RETRY_S = 60


@desk.get("/reports")
@only(*WHOLE_DISTRICT)
@per_minute(PAGES)
def reports() -> str:
    """Show the periods of the plan, of which one can be shown or downloaded."""
    start, words = plan_in_force().start, _words()
    periods = {
        kind: [
            (one.name, words.period(kind, one.name)) for one in recent_periods(kind, start, today())
        ]
        for kind in FORMS
    }
    return render_template("desk/reports/reports.html", periods=periods, today=today())


@desk.get("/reports/report.html")
@only(*WHOLE_DISTRICT)
@per_minute(PAGES)
def report_page() -> Response:
    """Show a report: the same page that the command writes and that becomes the PDF."""
    _, report = _asked_report()
    response = make_response(render_html(report.data, report.names, _words()))
    response.headers["Content-Security-Policy"] = page_policy()
    return response


@desk.get("/reports/report.pdf")
@only(*WHOLE_DISTRICT)
@per_minute(PAGES)
def report_pdf() -> Response:
    """Make the PDF of a report and send it; busy while this process makes another."""
    period, report = _asked_report()
    try:
        pdf = make_pdf(render_html(report.data, report.names, _words()))
    except PdfBusy:
        raise problem("report_busy", retry_after=RETRY_S) from None
    except NoPdf:
        raise problem("no_pdf") from None
    return _download(pdf, "application/pdf", f"report-{period.name}.pdf")


@desk.get("/reports/report.json")
@only(*WHOLE_DISTRICT)
@per_minute(PAGES)
def report_data() -> Response:
    """Send the data of a report with its digest."""
    period, report = _asked_report()
    data = data_file(report.data, report.names)
    return _download(data, "application/json", f"report-{period.name}.json")


def _asked_report() -> tuple[Period, Report]:
    """Read the report that the address asks for; raise `invalid` for what is none."""
    try:
        period = _asked_period(request.args.get("period", ""))
        day = day_of(period, _asked_day("as_of"), today())
    except Refused as refused:
        raise problem("invalid", field=refused.where) from None
    as_of = AsOf(day, _asked_day("known_at"))
    take_snapshot()
    report = read_report(plan_in_force(), period, as_of, reported_on(as_of))
    db.session.rollback()  # a PDF takes its time, and no snapshot waits for it
    return period, report


def _asked_period(name: str) -> Period:
    kind = next((kind for kind, form in FORMS.items() if form.fullmatch(name)), "")
    if not kind:
        raise problem("invalid", field="period")
    return read_period(kind, name)


def _asked_day(name: str) -> date | None:
    given = request.args.get(name, "")
    if given and not is_day(given):
        raise problem("invalid", field=name)
    return date.fromisoformat(given) if given else None


def _words() -> Words:
    return Words(current_language(), texts_of(current_language()))


def _download(content: bytes, type: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = NOTHING
    return response
