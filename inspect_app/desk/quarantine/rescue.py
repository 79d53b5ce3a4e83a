"""Pages of rescue files: upload one, look at its content, import it."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import names_in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.quarantine.brought import field_words
from inspect_app.desk.refused import filled
from inspect_app.errors import problem
from inspect_app.extensions import csrf, db
from inspect_app.guards import only
from inspect_app.models.rescue import RescueImport, RescueRecord
from inspect_app.queries.inspections import names_of
from inspect_app.queries.rescues import find_rescue, key_of, lacking_of, verdicts_of
from inspect_app.services.intake import rescue_imports
from inspect_app.services.intake.named_places import premises_about
from inspect_app.services.people.actors import MAY_DECIDE
from inspect_app.storage.open import BlobStore, open_storage
from inspect_app.web.asking_again import asks_again
from inspect_app.web.formats import short_mark
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin

MOST_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One record of the file; `state` is new, here or refused.

    Of the photos that the server lacks the file `brings` some; those `missing` are in neither.
    """

    what: str
    rev: int
    author: str
    place: str
    state: str
    photos: int
    brings: int
    missing: int
    why: str


@dataclass(frozen=True)
class Photos:
    """Counts of a record's photos: named, lacking here but in the file, and absent from both."""

    named: int
    brought: int
    absent: int

    @classmethod
    def of(cls, one: RescueRecord, found: RescueImport, lacking: Mapping[str, set[str]]) -> Self:
        """Count a record's photos; `lacking` has the hashes that the server lacks, by author."""
        hashes = {blob["sha256"] for blob in one.entry["blobs"]}
        lacks = hashes & lacking[one.author_id]
        return cls(len(hashes), len(lacks & set(found.blobs)), len(lacks - set(found.blobs)))


@desk.get("/rescue")
@only(*MAY_DECIDE)
def rescue() -> str:
    """Show what a rescue file is, and the form to upload one."""
    return _upload_page()


def _upload_page() -> str:
    return render_template("desk/quarantine/rescue.html", most=MOST_BYTES // 1024**2)


@desk.post("/rescue")
@only(*MAY_DECIDE)
@filled(_upload_page, "desk.rescue")
def open_rescue() -> ResponseReturnValue:
    """Read an uploaded rescue file; the size limit is set before the form's token is checked."""
    require_same_origin()
    actor_id = current_user.id
    db.session.rollback()  # PostgreSQL ends a transaction that waits half a minute for a body
    request.max_content_length = MOST_BYTES
    if current_app.config.get("WTF_CSRF_ENABLED", True):
        csrf.protect()
    file = request.files.get("file")
    if file is None:
        raise problem("invalid", field="file")
    with closing(file):  # a large upload is a temporary file
        id = rescue_imports.open_rescue(
            actor_id, file.stream, storage=_storage(), at=datetime.now(UTC)
        )
    return redirect(url_for("desk.one_rescue", import_id=id))


csrf.exempt(open_rescue)  # it checks the token itself, once the size limit is set


@desk.get("/rescue/<import_id>")
@only(*MAY_DECIDE)
def one_rescue(import_id: str) -> str:
    """Show a rescue file's content: new and known records, authors, damage."""
    return _content_page(import_id)


def _content_page(import_id: str) -> str:
    found = _own(import_id)
    rows = list_rows(found)
    return render_template(
        "desk/quarantine/one_rescue.html",
        it=found,
        owner=_owner(found.manifest),
        phone=_phone(found.manifest),
        opener=current_user.full_name,
        field_words=field_words,
        rows=rows,
        new=[row for row in rows if row.state == "new"],
        here=[row for row in rows if row.state == "here"],
        refused=[row for row in rows if row.state == "refused"],
        completed=[row for row in rows if row.state == "here" and row.brings],
    )


@desk.post("/rescue/<import_id>/import")
@only(*MAY_DECIDE)
@asks_again
@filled(_content_page, "desk.one_rescue")
def import_rescue(import_id: str) -> ResponseReturnValue:
    """Import a rescue file; new records are quarantined until a person decides."""
    require_same_origin()
    left = rescue_imports.import_rescue(
        current_user.id,
        import_id,
        storage=_storage(),
        instance=current_app.config["SETTINGS"].instance,
        at=datetime.now(UTC),
    )
    flash(t("desk.rescue.left", count=left) if left else t("desk.rescue.imported"))
    return redirect(url_for("desk.one_rescue", import_id=import_id))


def list_rows(found: RescueImport) -> list[Row]:
    """Return a row for each record, in the order of the file."""
    names = names_of({one.author_id for one in found.records})
    here, places = verdicts_of(found.records), _places(found.records)
    lacking = lacking_of(found.records)
    return [
        _row(one, names, places, here.get(key_of(one)), Photos.of(one, found, lacking))
        for one in found.records
    ]


def _row(
    one: RescueRecord,
    names: dict[str, str],
    places: dict[str, str],
    verdict: str | None,
    photos: Photos,
) -> Row:
    entry = one.entry
    state = "here" if verdict else "new" if one.author_id in names else "refused"
    if one.result and one.result["verdict"] == "never":
        state = "refused"
    return Row(
        what=entry["collection"],
        rev=entry["rev"],
        author=names.get(one.author_id, ""),
        place=places.get(_place(entry) or "", ""),
        state=state,
        photos=photos.named,
        brings=photos.brought,
        missing=photos.absent,
        why=_why(one) if state == "refused" else "",
    )


def _owner(manifest: Mapping[str, Any]) -> str:
    """Return whose phone made the file, as it says itself; empty for nobody known here."""
    user = manifest.get("user")
    id = user.get("id") if isinstance(user, dict) else None
    return names_of({id}).get(id, "") if isinstance(id, str) and "\0" not in id else ""


def _phone(manifest: Mapping[str, Any]) -> str:
    client = manifest.get("client_id")
    return short_mark(client[-8:]) if isinstance(client, str) else ""


def _why(one: RescueRecord) -> str:
    """Return why a record cannot be taken in: its author, or the field that is wrong."""
    result = one.result or {"code": "unknown_author"}
    if result.get("code") == "unknown_author":
        return t("desk.rescue.why.author")
    field = str(result.get("message") or result.get("code") or "").partition(":")[0]
    return t("desk.rescue.why.field", field=field_words(field, {}))


def _places(records: list[RescueRecord]) -> dict[str, str]:
    return names_in_scope(current_user, {_place(one.entry) for one in records})


def _place(entry: dict[str, Any]) -> str | None:
    return premises_about(db.session(), entry["collection"], json.loads(entry["body"]))


def _own(import_id: str) -> RescueImport:
    since = datetime.now(UTC) - rescue_imports.LIVES
    found = find_rescue(import_id, current_user.id, since)
    if found is None:
        raise problem("not_found")
    return found


def _storage() -> BlobStore:
    return open_storage(current_app.config["SETTINGS"].storage)
