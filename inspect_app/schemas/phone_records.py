"""Schemas of the other pushed bodies: drafts, scans, correction steps, proposals."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from inspect_app.domain.corrections.correction import SERVICES
from inspect_app.schemas.bounded import Few
from inspect_app.schemas.inspection_parts import Clock, PhotoNamed, Position
from inspect_app.schemas.scalars import HASH, LINE, TEXT, instant

LONGEST_ID = 36


def _scalar(value: object) -> None:
    if not isinstance(value, str | int | float | bool) or len(str(value)) > 200:
        raise ValidationError("a number, a word or a short text")


class _Record(Schema):
    schema = fields.Integer(required=True, strict=True, validate=validate.OneOf([1, 2]))
    author = fields.UUID(required=True)
    app = fields.String(required=True, validate=LINE)
    clock = fields.Nested(Clock, required=True)


class DraftBody(_Record):
    """A draft; its `inspection` is whatever the phone has so far, unchecked until the seal."""

    for_rev = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1_000_000))
    inspection = fields.Dict(required=True, keys=fields.String())


class ScanBody(_Record):
    """A QR code scanned or typed at a premises."""

    code = fields.String(required=True, validate=validate.Length(min=1, max=500))
    how = fields.String(required=True, validate=validate.OneOf(["camera", "typed", "link"]))
    premises = fields.UUID()
    at = instant()
    position = fields.Nested(Position, required=True, allow_none=True)


class StepBody(_Record):
    """One move of a correction: `how` an order was served, `value` what a recheck read."""

    correction = fields.UUID(required=True)
    seen_rev = fields.Integer(required=True, strict=True, validate=validate.Range(0, 1_000_000))
    move = fields.String(required=True, validate=LINE)
    note = fields.String(validate=TEXT)
    how = fields.String(validate=validate.OneOf(SERVICES))
    value = fields.Raw(validate=_scalar)
    photos = Few(fields.Nested(PhotoNamed), most=200, required=True)
    at = instant()


class CosignatureBody(_Record):
    """A colleague's answer whether the signature under his name is his; a dispute says why."""

    inspection = fields.UUID(required=True)
    sha256 = fields.String(required=True, validate=HASH)
    answer = fields.String(required=True, validate=validate.OneOf(["confirm", "dispute"]))
    note = fields.String(validate=TEXT)
    at = instant()

    @validates_schema
    def _says_why(self, given: dict[str, Any], **_: Any) -> None:
        if given["answer"] == "dispute" and not given.get("note", "").strip():
            raise ValidationError("a dispute says why", "note")


class ProposalBody(_Record):
    """A change of the register that was found to be due on site; somebody at the desk decides."""

    premises = fields.UUID(required=True)
    about = fields.String(
        required=True, validate=validate.OneOf(["new", "name", "attrs", "code", "closed"])
    )
    name = fields.String(validate=validate.Length(min=1, max=120))
    attrs = fields.Dict(keys=fields.String())
    note = fields.String(validate=TEXT)
    photos = Few(
        fields.Nested(PhotoNamed), most=100, required=True, validate=validate.Length(max=9)
    )
    at = instant()
    position = fields.Nested(Position, required=True, allow_none=True)

    @validates_schema
    def _says_what(self, given: dict[str, Any], **_: Any) -> None:
        named = bool(given.get("name", "").strip())
        if named != (given["about"] in ("new", "name")):
            raise ValidationError("due for something new or another name, and only there", "name")
        if bool(given.get("attrs")) != (given["about"] == "attrs"):
            raise ValidationError("due for other attributes, and only there", "attrs")
        if given["about"] == "closed" and not given.get("note", "").strip():
            raise ValidationError("what is closed says how one knows", "note")


SCHEMAS: dict[str, Schema] = {
    "draft": DraftBody(),
    "scan": ScanBody(),
    "correction_step": StepBody(),
    "cosignature": CosignatureBody(),
    "proposal": ProposalBody(),
}


def named_in(collection: str, body: Any) -> frozenset[str] | None:
    """Return every hash that a body of this collection names; None for an unreadable shape."""
    try:
        if collection == "inspection":
            return _named_in_inspection(body)
        if collection == "draft":
            return _named_in_inspection(body["inspection"])
        if collection in ("correction_step", "proposal"):
            return frozenset(photo["sha256"] for photo in body["photos"])
        return frozenset()
    except (KeyError, TypeError, AttributeError):
        return None


def _named_in_inspection(body: Any) -> frozenset[str]:
    photos = body.get("photos", {})
    shots = [shot["sha256"] for one in photos.values() for shot in one]
    notes = [note["sha256"] for note in body.get("voice", {}).values()]
    signatures = [signature["sha256"] for signature in body.get("signatures", [])]
    return frozenset(shots + notes + signatures)


def premises_in(collection: str, body: Any) -> str | None:
    """Return the id of the premises that a body is about; None where it names none."""
    about = body.get("inspection") if collection == "draft" else body
    place = about.get("premises") if isinstance(about, dict) else None
    id = place.get("id") if isinstance(place, dict) else place
    return id if isinstance(id, str) and len(id) <= LONGEST_ID else None
