"""Schemas of the sync calls' envelopes. Unknown fields are ignored."""

from marshmallow import EXCLUDE, Schema, fields, validate

from inspect_app.schemas.bounded import Few, FewKeys
from inspect_app.schemas.scalars import HASH

ID = validate.Regexp(r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", error="not a UUID")
SEQ = validate.Range(0, 2**53)


class _Call(Schema):
    class Meta:
        unknown = EXCLUDE


class Hello(_Call):
    """A hello: the client's id, app version and schema."""

    client_id = fields.String(required=True, validate=ID)
    app_version = fields.String(required=True, validate=validate.Length(1, 64))
    schema = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1_000_000))


class Outbox(_Call):
    """The count of the phone's unsent records, and the oldest one's age in seconds."""

    count = fields.Integer(required=True, strict=True, validate=SEQ)
    oldest_age_s = fields.Float(load_default=0, allow_none=True, validate=SEQ)


class Push(_Call):
    """A push; the protocol reads its records one by one. A drain's last push has its `outbox`."""

    epoch = fields.String(required=True, allow_none=True, validate=validate.Length(max=64))
    client_id = fields.String(required=True, validate=ID)
    records = fields.List(fields.Raw(allow_none=True), required=True)
    outbox = fields.Nested(Outbox, load_default=None, allow_none=True)


class Missing(_Call):
    """Up to 1,000 hashes to ask about."""

    hashes = Few(fields.String(validate=HASH), most=1000, required=True)


class Pull(_Call):
    """A pull: cursors by scope, and the epoch in which they were received."""

    epoch = fields.String(required=True, allow_none=True, validate=validate.Length(max=64))
    client_id = fields.String(required=True, validate=ID)
    cursors = FewKeys(
        most=4000,
        keys=fields.String(validate=validate.Length(1, 80)),
        values=fields.Integer(strict=True, validate=SEQ),
        load_default=dict,
    )
    limit = fields.Integer(strict=True, load_default=500, validate=validate.Range(1, 500))
    outbox = fields.Nested(Outbox, load_default=None, allow_none=True)
