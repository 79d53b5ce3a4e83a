"""Pages of quarantined records: the list, and one record compared with the lineage's head."""

import json
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import (
    is_photo_elsewhere,
    may_see_quarantined,
    names_in_scope,
    quarantined_for,
)
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_text
from inspect_app.desk.paging import paging_of
from inspect_app.desk.quarantine.brought import name_fields, who_brought
from inspect_app.desk.quarantine.comparing import body_of, compare
from inspect_app.desk.refused import filled
from inspect_app.errors import ProblemError, problem
from inspect_app.guards import only
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord
from inspect_app.photos.copies import SIZES
from inspect_app.queries import quarantine as records
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.imports import find_importer, was_imported_by
from inspect_app.queries.inspections import names_of
from inspect_app.schemas.phone_records import premises_in
from inspect_app.services.intake import quarantine as decisions
from inspect_app.services.people.actors import MAY_DECIDE
from inspect_app.storage.open import BlobStore, open_storage
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.photo_copies import answer_with
from inspect_app.web.same_origin import require_same_origin
from sync.records import HANDED_IN


@desk.get("/quarantine")
@per_minute(LISTS)
def quarantine() -> str:
    """Show a page of undecided records and one of decisions, latest first."""
    readable = may_see_quarantined(current_user)
    first = paging_of(records.measure_open(readable).count)
    second = paging_of(records.count_decided(readable), "decided")
    waiting = records.list_open(readable, limit=first.size, offset=first.offset)
    decided = records.list_decided(readable, limit=second.size, offset=second.offset)
    both = [*waiting, *decided]
    return render_template(
        "desk/quarantine/quarantine.html",
        waiting=waiting,
        decided=decided,
        paging=first,
        paging_decided=second,
        authors=records.authors_of(both),
        places=records.places_of(both),
        names=names_of({one.decided_by or "" for one in decided}),
    )


@desk.get("/quarantine/<int(max=2147483647):record_pk>")
def quarantined_record(record_pk: int) -> str:
    """Show one record, why it is quarantined, and what it would replace."""
    return _record_page(record_pk)


def _record_page(record_pk: int) -> str:
    found = quarantined_for(current_user, record_pk)
    return render_template("desk/quarantine/quarantined_record.html", **_page(found))


@desk.post("/quarantine/<int(max=2147483647):record_pk>/accept")
@only(*MAY_DECIDE)
@filled(_record_page, "desk.quarantined_record")
def accept_quarantined(record_pk: int) -> ResponseReturnValue:
    """Accept a record into the review queue; a draft goes to its author's phones."""
    decision = _decision(record_pk)
    record = quarantined_for(current_user, record_pk).record
    if _replaces_unseen(record, records.find_head(record)):
        raise problem("not_found")
    settings = current_app.config["SETTINGS"]
    storage = open_storage(settings.storage)
    try:
        decisions.accept_quarantined(decision, storage=storage, instance=settings.instance)
    except ProblemError as error:
        raise _with_names(error, record_pk) from None
    flash(
        t(
            "desk.quarantine.handed_over"
            if record.collection == "draft"
            else "desk.quarantine.accepted"
        )
    )
    return redirect(url_for("desk.quarantine"))


@desk.post("/quarantine/<int(max=2147483647):record_pk>/dismiss")
@only(*MAY_DECIDE)
@filled(_record_page, "desk.quarantined_record")
def dismiss_quarantined(record_pk: int) -> ResponseReturnValue:
    """Dismiss a record; its author reads the reason."""
    decisions.dismiss_quarantined(_decision(record_pk), storage=_storage())
    flash(t("desk.quarantine.dismissed"))
    return redirect(url_for("desk.quarantine"))


@desk.post("/quarantine/<int(max=2147483647):record_pk>/reopen")
@only(*MAY_DECIDE)
@filled(_record_page, "desk.quarantined_record")
def reopen_quarantined(record_pk: int) -> ResponseReturnValue:
    """Put a dismissed record back into quarantine, undecided."""
    decisions.reopen_quarantined(_decision(record_pk), storage=_storage())
    flash(t("desk.quarantine.reopened"))
    return redirect(url_for("desk.quarantined_record", record_pk=record_pk))


@desk.get("/quarantine/<int(max=2147483647):record_pk>/photos/<sha256>")
def quarantined_photo(record_pk: int, sha256: str) -> Response:
    """Send the display copy of a photo that the record names and its author uploaded."""
    found = quarantined_for(current_user, record_pk)
    record = found.record
    named = {blob["sha256"] for blob in record.blobs}
    size = request.args.get("size", "large")
    if sha256 not in named or size not in SIZES or not list_durable(record.user_id, [sha256]):
        raise problem("not_found")
    # Whoever hands in for another may name any photo of its author, also one of another area.
    if found.code in HANDED_IN and is_photo_elsewhere(current_user, record.user_id, sha256):
        raise problem("not_found")
    return answer_with(sha256, size)


def _with_names(error: ProblemError, record_pk: int) -> ProblemError:
    """Return the error with the wrong fields of the record in words."""
    fields = error.detail.get("fields")
    if not fields:
        return error
    record = quarantined_for(current_user, record_pk).record
    return ProblemError(error.problem, error.detail | {"named": name_fields(record, fields)})


def _page(found: QuarantinedRecord) -> dict[str, Any]:
    record = found.record
    head = records.find_head(record)
    unseen = _replaces_unseen(record, head)
    other = head if record.off_lineage and not unseen else None
    past = records.is_past(record, head)
    body = body_of(record)
    involved = current_user.id in {record.user_id, *decisions.people_in(body)}
    importer = find_importer(record.collection, record.record_id, record.digest)
    imported = was_imported_by(current_user.id, record.collection, record.record_id, record.digest)
    newest = record.off_lineage or head is None
    may = current_user.role in MAY_DECIDE and not (involved or imported)
    return {
        "it": found,
        "record": record,
        "head": head,
        "other": other,
        "seen": compare(record, other),
        "brought": who_brought(record, other),
        "place": records.places_of([found]).get(found.premises_id or ""),
        "author": records.authors_of([found])[record.user_id],
        "names": names_of({found.decided_by or "", importer or ""}),
        "importer": importer,
        "involved": involved,
        "imported": imported,
        "newest": newest,
        "may_decide": may and newest and found.decision is None,
        "may_reopen": may and found.decision == "dismiss" and newest,
        "unseen": unseen,
        "past": past,
        "acceptable": decisions.is_acceptable(record) and not (unseen or past),
    }


def _replaces_unseen(record: SyncRecord, head: SyncRecord | None) -> bool:
    """Whether a fork would displace a record of premises that this user may not see."""
    if head is None or not record.off_lineage:
        return False
    place = premises_in(head.collection, json.loads(head.body))
    return not names_in_scope(current_user, [place])


def _decision(record_pk: int) -> decisions.Decision:
    require_same_origin()
    quarantined_for(current_user, record_pk)
    return decisions.Decision(
        actor_id=current_user.id,
        record_pk=record_pk,
        reason=asked_text("reason"),
        at=datetime.now(UTC),
        head=asked_text("head") or None,
    )


def _storage() -> BlobStore:
    return open_storage(current_app.config["SETTINGS"].storage)
