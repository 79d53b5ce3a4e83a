"""The desk with all its pages; importing them registers their addresses."""

from inspect_app.desk import idle, people, photo_store
from inspect_app.desk.audit import pages as audit_pages
from inspect_app.desk.blueprint import desk
from inspect_app.desk.checklists import pages as checklist_pages
from inspect_app.desk.corrections import acts as correction_acts
from inspect_app.desk.corrections import one as one_correction
from inspect_app.desk.corrections import pages as correction_pages
from inspect_app.desk.exports import pages as export_pages
from inspect_app.desk.figures import baselines, month_ends, overview, targets
from inspect_app.desk.map import pages as map_pages
from inspect_app.desk.notices_of_corrections import pages as notice_pages
from inspect_app.desk.papers import pages as paper_pages
from inspect_app.desk.premises import (
    acceptances,
    label_issues,
    label_sheets,
    labels,
    proposals,
)
from inspect_app.desk.premises import pages as premises_pages
from inspect_app.desk.quarantine import pages as quarantine_pages
from inspect_app.desk.quarantine import phones, rescue
from inspect_app.desk.receipts import pages as receipt_pages
from inspect_app.desk.reported import entries as reported_entries
from inspect_app.desk.reported import files as reported_files
from inspect_app.desk.reported import pages as reported_pages
from inspect_app.desk.reports import pages as report_pages
from inspect_app.desk.review import bulk as bulk_pages
from inspect_app.desk.review import (
    decisions,
    own_decisions,
    photos,
    saved_views,
    seen,
    voice,
    withdraw,
)
from inspect_app.desk.review import pages as review_pages
from inspect_app.desk.titles import pages as title_pages
from inspect_app.desk.titles import steps as title_steps
from inspect_app.desk.webhooks import pages as webhook_pages

PAGES = (
    *(
        overview,
        targets,
        baselines,
        month_ends,
        review_pages,
        photos,
        premises_pages,
        title_pages,
        title_steps,
        labels,
    ),
    *(
        acceptances,
        proposals,
        quarantine_pages,
        rescue,
        phones,
        checklist_pages,
        people,
        photo_store,
    ),
    *(idle, voice, seen, reported_pages, reported_entries, reported_files),
    *(export_pages, map_pages, report_pages, receipt_pages, paper_pages),
    *(correction_pages, one_correction, correction_acts),
    *(notice_pages, webhook_pages, audit_pages, label_sheets, label_issues),
    *(decisions, withdraw, own_decisions),
    *(saved_views, bulk_pages),
)

__all__ = ["PAGES", "desk"]
