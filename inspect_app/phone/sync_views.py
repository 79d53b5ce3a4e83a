"""The protocol's JSON calls: each reads an envelope, calls a service, answers."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, request
from flask_login import current_user
from marshmallow import Schema, ValidationError

from inspect_app.access import receipt_for
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.extensions import csrf
from inspect_app.guards import delivering, open_to_all, signed_in
from inspect_app.phone.bodies import compress, read_json
from inspect_app.phone.senders import current_sender, require_own_client
from inspect_app.phone.uploading import upload_limits
from inspect_app.queries.blobs import list_awaited, list_missing
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.imports import issuer_of
from inspect_app.schemas.people import person
from inspect_app.schemas.sync_calls import Hello, Missing, Pull, Push
from inspect_app.services.feed import reader
from inspect_app.services.intake import inbox
from inspect_app.services.intake import receipt_keys as signing_keys
from inspect_app.services.people import clients
from inspect_app.storage.open import open_storage
from inspect_app.web.bodies import drain_body
from inspect_app.web.limits import HELLOS, PULLS, PUSHES, QUESTIONS, per_minute
from inspect_app.web.same_origin import require_our_header, require_same_origin
from sync.strict_json import find_mark

MIN_APP = "1.0.0"
# Built once: a schema copies all its fields when it is built.
HELLO, PUSH, PULL, MISSING = Hello(), Push(), Pull(), Missing()
CHUNK = 256 * 1024  # the chunk size that our phone uses; a hint for other clients

phone_sync = Blueprint("phone_sync", __name__, url_prefix="/sync")
phone_sync.before_request(require_our_header)
phone_sync.before_request(require_same_origin)
phone_sync.before_request(signed_in(*who_may("inspect")))
phone_sync.after_request(drain_body)
phone_sync.after_request(compress)

phone_push = Blueprint("phone_push", __name__, url_prefix="/sync")
phone_push.before_request(require_our_header)
phone_push.before_request(require_same_origin)
phone_push.before_request(delivering())
phone_push.after_request(drain_body)
phone_push.after_request(compress)

sync_keys_page = Blueprint("sync_keys", __name__, url_prefix="/sync")
sync_keys_page.before_request(open_to_all)

sync_receipts = Blueprint("sync_receipts", __name__, url_prefix="/sync")
sync_receipts.before_request(require_same_origin)
sync_receipts.before_request(signed_in())

for _one in (phone_sync, phone_push, sync_keys_page, sync_receipts):
    csrf.exempt(_one)  # another site's page cannot send our header


@phone_sync.post("/hello")
@per_minute(HELLOS)
def hello() -> Response:
    """Register the client and answer with the server's epoch, limits and keys."""
    call = _read(HELLO)
    clients.register_client(
        call["client_id"],
        current_user.id,
        g.session_row.id,
        app_version=call["app_version"],
        schema=call["schema"],
    )
    return _answer(
        client_id=call["client_id"],
        user=person(current_user),
        scopes=reader.list_scopes(current_user.id),
        limits=_limits(),
        keys=signing_keys.list_keys(),
        min_app=MIN_APP,
    )


@phone_push.post("/push")
@per_minute(PUSHES)
def push() -> Response:
    """Take in up to 50 records and answer with a verdict for each."""
    call = _read(PUSH, marked="records")
    if len(call["records"]) > inbox.LIMITS.batch:
        raise problem("too_large")
    sender = current_sender()
    if sender.drain:
        require_own_client(sender, call["client_id"])
    else:
        clients.require_client(call["client_id"], sender.user_id)
    code = "revoked_author" if sender.drain else None
    # The code's issuer could have written the record himself: another person must decide on it.
    actor = issuer_of(sender.drain) if sender.drain else None
    results = inbox.receive(
        sender.user_id, call["records"], quarantine=code, actor_id=actor, **_place()
    )
    if sender.drain:
        clients.note_drained(call["client_id"], _count_delivered(call["records"], results))
        _note_outbox(call)
    return _answer(results=results)


@phone_sync.post("/pull")
@per_minute(PULLS)
def pull() -> Response:
    """Answer with the feed rows that changed since the client's cursors."""
    call = _read(PULL)
    user_id = current_user.id
    clients.require_client(call["client_id"], user_id)
    _note_outbox(call)
    known = call["epoch"] == read_epoch()
    scopes = reader.pull_pages(user_id, call["cursors"], epoch_known=known, limit=call["limit"])
    return _answer(scopes=scopes, min_app=MIN_APP)


@phone_sync.post("/blobs/missing")
@per_minute(QUESTIONS)
def missing() -> Response:
    """Answer which of the hashes this user has not made durable, whoever else uploaded them."""
    return jsonify(missing=list_missing(current_user.id, _read(MISSING)["hashes"]))


@phone_sync.post("/blobs/awaited")
@per_minute(QUESTIONS)
def awaited() -> Response:
    """Answer which missing hashes this user's records name: the phone must not delete them."""
    return jsonify(awaited=list_awaited(current_user.id, _read(MISSING)["hashes"]))


@sync_keys_page.get("/keys")
def keys() -> Response:
    """Answer with the public keys as JWKS, so that anybody can verify a receipt."""
    return jsonify(keys=signing_keys.list_keys())


@sync_receipts.get("/receipts/<collection>/<id>/<int(max=1000000):rev>")
def receipt(collection: str, id: str, rev: int) -> Response:
    """Answer with a record's receipt, for its author and for who may read the record."""
    digest = request.args.get("digest")
    return jsonify(receipt=receipt_for(current_user, collection, id, rev, digest))


def _note_outbox(call: dict[str, Any]) -> None:
    if outbox := call["outbox"]:
        age = int(outbox["oldest_age_s"] or 0)
        clients.note_outbox(call["client_id"], outbox["count"], age)


def _count_delivered(records: list[Any], results: list[dict[str, Any]]) -> int:
    """Count records that got a receipt: the phone announces others until then.

    Drafts have no receipt. A record that came with an old receipt was not announced.
    """
    pairs = zip(records, results, strict=True)
    return sum("receipt" in result and not one.get("receipt") for one, result in pairs)


def _read(schema: Schema, marked: str | None = None) -> dict[str, Any]:
    envelope = read_json()
    rest = envelope if not isinstance(envelope, dict) else _without(envelope, marked)
    if find_mark(rest) or not isinstance(envelope, dict):
        raise problem("malformed")
    try:
        call: dict[str, Any] = schema.load(envelope)
    except ValidationError:
        raise problem("malformed") from None
    return call


def _without(envelope: dict[str, Any], key: str | None) -> dict[str, Any]:
    # Entries of a batch are refused one by one, later; a batch that is no list is refused here.
    judged_later = isinstance(envelope.get(key or ""), list)
    return {name: value for name, value in envelope.items() if name != key or not judged_later}


def _answer(**content: Any) -> Response:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return jsonify(epoch=read_epoch(), server_time=now, **content)


def _limits() -> dict[str, Any]:
    return {
        "body_bytes": inbox.LIMITS.body_bytes,
        "record_bytes": inbox.LIMITS.record_bytes,
        "batch": inbox.LIMITS.batch,
        "blob_bytes": upload_limits().blob_bytes,
        "blob_types": list(upload_limits().types),
        "chunk": CHUNK,
    }


def _place() -> dict[str, Any]:
    settings = current_app.config["SETTINGS"]
    return {"storage": open_storage(settings.storage), "instance": Path(settings.instance)}
