"""What enters at sign-in, and what a program learns about the person signed in."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from inspect_app.models.people import User


class Login(Schema):
    """A name, a password, and later a one-time code; anything else is not ours."""

    class Meta:
        unknown = EXCLUDE

    user = fields.String(required=True)
    password = fields.String(required=True)
    code = fields.String()


def person(user: User) -> dict[str, Any]:
    """`name` signs in, `full_name` is read by people."""
    return {"id": user.id, "name": user.name, "full_name": user.full_name, "role": user.role}
