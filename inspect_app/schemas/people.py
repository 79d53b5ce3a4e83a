"""Schemas of sign-in, and what a program learns about the signed-in user."""

from typing import Any, Protocol

from marshmallow import EXCLUDE, Schema, fields, validate

OCTETS_32 = validate.Regexp(r"\A[A-Za-z0-9_-]{43}\Z")
OCTETS_64 = validate.Regexp(r"\A[A-Za-z0-9_-]{86}\Z")


class Person(Protocol):
    """The attributes of a user that a program may learn."""

    id: Any
    name: Any
    full_name: Any
    role: Any


class Login(Schema):
    """A name, a password, and a code where one is asked for; other fields are ignored."""

    class Meta:
        unknown = EXCLUDE

    user = fields.String(required=True)
    password = fields.String(required=True)
    code = fields.String()


class DrainLogin(Schema):
    """A client id and a drain code from a supervisor."""

    class Meta:
        unknown = EXCLUDE

    client_id = fields.String(
        required=True, validate=validate.Regexp(r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
    )
    drain_code = fields.String(required=True, validate=validate.Length(1, 64))


class NewKey(Schema):
    """A public key: the point of P-256 in base64url, and a proof that its other half is at hand."""

    x = fields.String(required=True, validate=OCTETS_32)
    y = fields.String(required=True, validate=OCTETS_32)
    proof = fields.String(required=True, validate=OCTETS_64)


def person(user: Person) -> dict[str, Any]:
    """Return a user as JSON; `name` is the sign-in name, `full_name` is shown to people."""
    return {"id": user.id, "name": user.name, "full_name": user.full_name, "role": user.role}
