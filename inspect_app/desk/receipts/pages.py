"""The receipt of one revision as a page that verifies itself, and as a file."""

import json

from flask import Response, current_app, render_template, request, url_for
from flask_login import current_user

from inspect_app.access import inspection_for, receipt_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.receipts.checking import Receipt, check_receipt
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.inspections import names_of
from inspect_app.services.intake.receipt_keys import read_key_ring
from inspect_app.web.headers import NOTHING
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/receipts/<inspection_id>/<int(max=1000000):rev>")
@per_minute(LISTS)
def receipt(inspection_id: str, rev: int) -> str:
    """Show a receipt as given, what the server found, and what the browser finds by itself."""
    found, revision, given = _asked(inspection_id, rev)
    return render_template(
        "desk/receipts/receipt.html",
        inspection=found,
        revision=revision,
        receipt=given,
        names=names_of([found.author_id]),
    )


@desk.get("/receipts/<inspection_id>/<int(max=1000000):rev>/receipt.json")
@per_minute(LISTS)
def receipt_file(inspection_id: str, rev: int) -> Response:
    """Send a receipt with what it says and where its keys are published."""
    _, _, given = _asked(inspection_id, rev)
    origin = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    said = {
        "receipt": given.text,
        "says": given.payload,
        "valid": given.is_valid,
        "keys": f"{origin}{url_for('sync_keys.keys')}",
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    response = Response(text, mimetype="application/json")
    name = f"receipt-{inspection_id}-{rev}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = NOTHING
    return response


def _asked(inspection_id: str, rev: int) -> tuple[Inspection, Revision, Receipt]:
    """Return what the address names with its receipt; raise `not_found` if there is none."""
    found = inspection_for(current_user, inspection_id)
    revision = next((one for one in found.revisions if one.rev == rev), None)
    if revision is None:
        raise problem("not_found")
    # The lineage's own: a stranger's copy of the same text has a receipt of its own.
    text = receipt_for(current_user, "inspection", found.id, rev, None)
    ring = read_key_ring(current_app.config["SETTINGS"].instance)
    return found, revision, check_receipt(text, ring, found, revision)
