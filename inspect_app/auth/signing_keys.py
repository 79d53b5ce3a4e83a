"""The keys of the signed-in inspector: registered and revoked by himself, from his own device."""

from datetime import UTC, datetime

from flask import Response, jsonify
from flask_login import current_user

from inspect_app.auth.notice import account_json
from inspect_app.auth.programs import load, read_body
from inspect_app.domain.vocabulary import who_may
from inspect_app.guards import only
from inspect_app.schemas.people import NewKey
from inspect_app.services.people import signing_keys
from inspect_app.web.limits import KEYS, per_minute


@account_json.post("/keys")
@only(*who_may("inspect"))
@per_minute(KEYS)
def register() -> Response:
    """Register a public key of the signed-in inspector."""
    given = load(NewKey(), read_body())
    made = signing_keys.register_key(current_user.id, given, at=datetime.now(UTC))
    return jsonify(key=made.id, made_at=made.made_at.isoformat(timespec="seconds"))


@account_json.post("/keys/<id>/revoke")
@only(*who_may("inspect"))
def revoke(id: str) -> Response:
    """Revoke a key of the signed-in inspector; repeating it changes nothing."""
    signing_keys.revoke_key(current_user.id, id, at=datetime.now(UTC))
    return Response(status=204)
