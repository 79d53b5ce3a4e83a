"""`/answer/<correction>/uploads`: tus 1.0.0 behind a code's session, for browsers with script."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, current_app, request, url_for

from inspect_app import errors
from inspect_app.errors import problem
from inspect_app.extensions import csrf, db
from inspect_app.photos.headers import FORMATS, MAX_BYTES
from inspect_app.public.operator.pages import opened
from inspect_app.public.operator.sessions import current_code, with_code
from inspect_app.services.corrections.operator_photos import Answering
from inspect_app.services.corrections.operator_uploads import OperatorUploads
from inspect_app.services.photos.uploads import open_parts
from inspect_app.storage.open import open_storage
from inspect_app.web.bodies import current_body, drain_body
from inspect_app.web.limits import ANSWERS, PHOTOS, per_minute
from inspect_app.web.same_origin import require_our_header, require_same_origin
from sync.partial_uploads import IncomingBytes
from sync.records import UploadLimits
from sync.tus_headers import VERSION
from sync.uploads import Answer, Denied, Uploads

answer_uploads = Blueprint("answer_uploads", __name__, url_prefix="/answer/<correction_id>/uploads")
answer_uploads.before_request(require_our_header)
answer_uploads.before_request(require_same_origin)
answer_uploads.before_request(with_code)
answer_uploads.after_request(drain_body)
csrf.exempt(answer_uploads)  # our header is its token: no other site's page can set it

Move = Callable[[Uploads], Answer]


@answer_uploads.after_request
def name_our_version(response: Response) -> Response:
    """Add the tus version to every answer, errors included."""
    response.headers["Tus-Resumable"] = VERSION
    return response


@answer_uploads.post("")
@per_minute(ANSWERS)
def create(correction_id: str) -> Response:
    """Create an upload, with its first bytes or without."""
    folder = url_for("answer_uploads.create", correction_id=correction_id)
    return _done(
        correction_id,
        lambda uploads: uploads.create(correction_id, request.headers, _incoming(), folder),
    )


@answer_uploads.route("/<id>", methods=["HEAD"])
@per_minute(PHOTOS)
def status(correction_id: str, id: str) -> Response:
    """Answer HEAD with the upload's offset."""
    return _done(correction_id, lambda uploads: uploads.status(correction_id, id))


@answer_uploads.patch("/<id>")
@per_minute(PHOTOS)
def append(correction_id: str, id: str) -> Response:
    """Append the next bytes to an upload."""
    return _done(
        correction_id,
        lambda uploads: uploads.append(correction_id, id, request.headers, _incoming()),
    )


def _done(correction_id: str, move: Move) -> Response:
    opened(correction_id)
    who = Answering(current_code().id, correction_id)
    db.session.rollback()  # the body may take minutes
    try:
        answer = move(_open_uploads(who))
    except Denied as denied:
        response = errors.answer(problem(denied.code))
        response.headers.update(denied.headers)
        return response
    return Response(status=answer.status, headers=answer.headers)


def _open_uploads(who: Answering) -> Uploads:
    settings = current_app.config["SETTINGS"]
    storage = open_storage(settings.storage)
    limits = UploadLimits(MAX_BYTES, tuple(FORMATS), timedelta(seconds=settings.upload_expiry))
    store = OperatorUploads(storage, who)
    return Uploads(store, open_parts(storage), limits, lambda: datetime.now(UTC))


def _incoming() -> IncomingBytes:
    body = current_body()
    return IncomingBytes(body, body.length)
