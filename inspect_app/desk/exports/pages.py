"""Exports a list as a file, and shows what is kept of the reader's own exports."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify, render_template, request, send_file, url_for
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.exports.about import entry_facts, entry_json
from inspect_app.desk.exports.filters import as_of_in, asked_filters, filter_words
from inspect_app.desk.exports.reach import reach_of_reader, scope_of_reader
from inspect_app.desk.exports.words import head_of, in_words
from inspect_app.desk.paging import PAGE, page_within
from inspect_app.documents.tables.files import TYPES, Table, TableFile, make_file
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.queries.exports.entries import count_entries, find_entry, list_entries
from inspect_app.queries.exports.lists import ExportedList, UnknownFilter
from inspect_app.queries.exports.registry import LISTS
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.exports.entries import Exported, keep_export
from inspect_app.storage.private_files import make_folder
from inspect_app.web.headers import NOTHING
from inspect_app.web.language import t
from inspect_app.web.limits import EXPORTS, per_minute
from inspect_app.web.limits import LISTS as LISTS_A_MINUTE
from inspect_app.web.same_origin import require_same_origin


@desk.get("/exports")
@per_minute(LISTS_A_MINUTE)
def exports() -> str:
    """Show one page of the reader's own exports, so that a file can be checked by its hash."""
    total = count_entries(current_user.id)
    page = page_within(total)
    rows = list_entries(current_user.id, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "desk/exports/exports.html",
        rows=[(one, filter_words(one.filters)) for one in rows],
        total=total,
        page=page,
        per_page=PAGE,
    )


@desk.get("/exports/<entry_id>.json")
@per_minute(LISTS_A_MINUTE)
def export_entry(entry_id: str) -> Response:
    """Answer with what is kept of an exported file; of the reader's own alone."""
    found = find_entry(current_user.id, entry_id)
    if found is None:
        raise problem("not_found")
    return jsonify(entry_json(found))


@desk.post("/exports/<name>")
@only(*who_may("enter_desk"))
@per_minute(EXPORTS)
def export_list(name: str) -> Response:
    """Send a whole list as CSV or XLSX; its entry is kept before the first byte leaves."""
    require_same_origin()
    chosen, kind = LISTS.get(name), request.form.get("format", "csv")
    if chosen is None:
        raise problem("not_found")
    if chosen.of_district and current_user.role not in WHOLE_DISTRICT:
        raise problem("role")
    if kind not in TYPES:
        raise problem("invalid", field="format")
    return _send(*_make(chosen, kind, datetime.now(UTC)))


def _make(chosen: ExportedList, kind: str, at: datetime) -> tuple[Exported, TableFile]:
    """Make the file of a list within the reader's scope and keep its entry."""
    filters = asked_filters(chosen)
    as_of = as_of_in(filters)
    take_snapshot()
    told: dict[str, Any] = {
        "id": uuid7(),
        "kind": chosen.name,
        "format": kind,
        "filters": filters,
        "as_of": as_of.day,
        "scope": scope_of_reader(),
    }
    table = Table(
        name=t(f"exports.list.{chosen.name}"),
        head=head_of(chosen.columns),
        rows=in_words(chosen.columns, chosen.rows(reach_of_reader(as_of), filters)),
        about_name=t("exports.about"),
        about=lambda rows: entry_facts(told, rows, at),
    )
    try:
        made = make_file(_folder(), kind, table, at)
    except UnknownFilter:
        raise problem("not_found") from None
    kept = Exported(**told, rows=made.rows, sha256=made.sha256)
    try:
        keep_export(current_user.id, kept, at=at)
    except BaseException:
        made.file.close()
        raise
    return kept, made


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].instance / "exports"
    make_folder(folder)
    return folder


def _send(kept: Exported, made: TableFile) -> Response:
    name = f"{kept.kind}-{kept.as_of:%Y%m%d}-{kept.id[-8:]}.{kept.format}"
    response = send_file(made.file, TYPES[kept.format], as_attachment=True, download_name=name)
    response.content_length = made.size
    digest = base64.b64encode(bytes.fromhex(kept.sha256)).decode()
    entry = url_for("desk.export_entry", entry_id=kept.id)
    response.headers["Content-Security-Policy"] = NOTHING
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    response.headers["Link"] = f'<{entry}>; rel="describedby"; type="application/json"'
    return response
