"""The audit trail: who did what, to what, when; and whether its newest part still holds."""

from collections.abc import Sequence
from pathlib import Path

from flask import current_app, render_template

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.audit.actions import GROUPS, action_words, group_names
from inspect_app.desk.audit.filters import Filters, asked_filters, asked_number
from inspect_app.desk.audit.rows import rows_of
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import PAGE
from inspect_app.guards import only
from inspect_app.models.audit import AuditEntry
from inspect_app.queries.audit import count_all, list_after, list_newest
from inspect_app.services.instance.audit_check import check_newest
from inspect_app.services.instance.audit_roots import ROOTS
from inspect_app.web.limits import LISTS, PAGES, per_minute


@desk.get("/audit")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def audit() -> str:
    """Show one page of the audit, the newest entries first."""
    filters = asked_filters()
    entries, has_newer, has_older = _asked_entries(filters)
    return render_template(
        "desk/audit/audit.html",
        rows=rows_of(entries),
        filters=filters,
        exported=filters.exported,
        has_newer=has_newer,
        has_older=has_older,
        total=count_all(),
        groups=GROUPS,
        group_names=group_names(),
        words=action_words,
    )


@desk.get("/audit/check")
@only(*WHOLE_DISTRICT)
@per_minute(PAGES)
def check_audit() -> str:
    """Check the newest part of the chain, and say which part that was."""
    settings = current_app.config["SETTINGS"]
    roots: Path = settings.audit_roots or settings.instance / ROOTS
    return render_template("desk/audit/check.html", checked=check_newest(roots))


def _asked_entries(filters: Filters) -> tuple[Sequence[AuditEntry], bool, bool]:
    """Return a page's entries, and whether there are newer and older ones.

    Each page asks for one entry more than it shows; the side that it came from has some.
    """
    before, after = asked_number("before"), asked_number("after")
    wanted = filters.wanted
    if after is not None:
        found = list_after(wanted, after, limit=PAGE + 1)
        if len(found) >= PAGE:
            return found[-PAGE:], len(found) > PAGE, True
    found = list_newest(wanted, before=None if after is not None else before, limit=PAGE + 1)
    return found[:PAGE], before is not None and after is None, len(found) > PAGE
