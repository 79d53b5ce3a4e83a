"""`/sync/uploads`: tus 1.0.0 over HTTP. The state machine is in `sync/uploads.py`."""

from collections.abc import Callable

from flask import Blueprint, Response, request

from inspect_app import errors
from inspect_app.errors import problem
from inspect_app.extensions import csrf, db
from inspect_app.guards import delivering
from inspect_app.phone.senders import current_sender
from inspect_app.phone.uploading import open_uploads
from inspect_app.web.bodies import current_body, drain_body
from inspect_app.web.limits import PHOTOS, per_minute, photos_a_day
from inspect_app.web.same_origin import require_our_header, require_same_origin
from sync.partial_uploads import IncomingBytes
from sync.tus_headers import VERSION
from sync.uploads import Answer, Denied, Uploads

FOLDER = "/sync/uploads"

phone_uploads = Blueprint("phone_uploads", __name__, url_prefix=FOLDER)
phone_uploads.before_request(require_our_header)
phone_uploads.before_request(require_same_origin)
phone_uploads.before_request(delivering())
phone_uploads.after_request(drain_body)
csrf.exempt(phone_uploads)


@phone_uploads.before_request
def speak_our_version() -> None:
    """Raise Problem `tus_version` for a client that names another version of tus."""
    if request.headers.get("Tus-Resumable", VERSION) != VERSION:
        raise problem("tus_version")


@phone_uploads.after_request
def name_our_version(response: Response) -> Response:
    """Add the tus version to every answer, errors included."""
    response.headers["Tus-Resumable"] = VERSION
    if response.status_code == 412:
        response.headers["Tus-Version"] = VERSION
    return response


@phone_uploads.route("", methods=["OPTIONS"], provide_automatic_options=False)
@phone_uploads.route("/<id>", methods=["OPTIONS"], provide_automatic_options=False)
def describe(id: str = "") -> Response:
    """Answer OPTIONS with the tus version, extensions and limits."""
    return _told(lambda uploads, user: uploads.options())


@phone_uploads.post("")
@per_minute(PHOTOS)
@photos_a_day
def create() -> Response:
    """Create an upload, with its first bytes or without."""
    return _told(lambda uploads, user: uploads.create(user, request.headers, _incoming(), FOLDER))


@phone_uploads.route("/<id>", methods=["HEAD"])
def status(id: str) -> Response:
    """Answer HEAD with the upload's offset."""
    return _told(lambda uploads, user: uploads.status(user, id))


@phone_uploads.patch("/<id>")
@per_minute(PHOTOS)
def append(id: str) -> Response:
    """Append the next bytes to an upload."""
    return _told(lambda uploads, user: uploads.append(user, id, request.headers, _incoming()))


@phone_uploads.delete("/<id>")
def terminate(id: str) -> Response:
    """Delete an upload that its client gave up."""
    return _told(lambda uploads, user: uploads.terminate(user, id))


@phone_uploads.post("/<id>")
def override(id: str) -> Response:
    """Answer POST as PATCH or DELETE, for clients behind proxies that know only GET and POST."""
    moves = {"PATCH": append, "DELETE": terminate}
    move = moves.get(request.headers.get("X-HTTP-Method-Override", "").upper())
    if move is None:
        raise problem("method")
    return move(id)


def _told(move: Callable[[Uploads, str], Answer]) -> Response:
    sender = current_sender()
    # The body may take minutes: release the database connection meanwhile.
    db.session.rollback()
    try:
        answer = move(open_uploads(sender.drain), sender.user_id)
    except Denied as denied:
        response = errors.answer(problem(denied.code))
        response.headers.update(denied.headers)
        return response
    return Response(status=answer.status, headers=answer.headers)


def _incoming() -> IncomingBytes:
    body = current_body()
    return IncomingBytes(body, body.length)
