"""Schemas of the parts of an inspection's body: every field named, an unknown one refused."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from inspect_app.domain.rules.unable import REASONS
from inspect_app.domain.vocabulary import KINDS
from inspect_app.schemas.bounded import FewKeys
from inspect_app.schemas.scalars import (
    HASH,
    LINE,
    TEXT,
    Day,
    Number,
    check_uuid7,
    instant,
    uuid7_field,
)

ITEM_ID = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9.\[\]#-]{0,63}\Z")
# The label of a repeated table stands in brackets, in any script: `B17[东侧].load`.
FILED = validate.Regexp(
    r"\A(?=.{1,64}\Z)[A-Za-z0-9][A-Za-z0-9.-]*(\[[^\[\]\x00-\x1f\x7f]+\][A-Za-z0-9.-]*)?\Z",
    error="not an item id",
)
SALT = validate.Regexp(r"\A[0-9a-f]{32}\Z", error="not 16 octets in lower-case hex")
KEY_ID = validate.Regexp(r"\A[A-Za-z0-9_-]{43}\Z", error="not a thumbprint of RFC 7638")
PROOF = validate.Regexp(r"\A[A-Za-z0-9_-]{86}\Z", error="not 64 octets in base64url")
VOICE_TYPES = ("audio/webm", "audio/mp4")
# A hundred years: with more, the instant that an age leads to could leave the calendar.
AGES_MS = validate.Range(0, 100 * 365 * 24 * 3_600_000)


class PremisesSeen(Schema):
    """The premises as the phone knew it when the visit began."""

    id = uuid7_field()
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    attrs = fields.Dict(required=True, keys=fields.String())


class ChecklistNamed(Schema):
    """The checklist version that was filled in, proved by its digest."""

    code = fields.String(required=True, validate=LINE)
    version = fields.String(required=True, validate=LINE)
    sha256 = fields.String(required=True, validate=HASH)


class Clock(Schema):
    """The last server time seen and its age by a steady clock; null on a phone never online."""

    server_time = instant(allow_none=True)
    age_ms = fields.Integer(required=True, allow_none=True, strict=True, validate=AGES_MS)

    @validates_schema
    def both_or_neither(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if only one of time and age is null."""
        if (data["server_time"] is None) != (data["age_ms"] is None):
            raise ValidationError("null together or not at all", "age_ms")


class Inspector(Schema):
    """An inspector of the visit; `cosigned` says how the presence was proved."""

    user = uuid7_field()
    cosigned = fields.String(
        required=True, validate=validate.OneOf(["self", "signature", "pin", "qr"])
    )


class Position(Schema):
    """A position: latitude and longitude in WGS-84 degrees, accuracy in metres."""

    lat = Number(required=True, validate=validate.Range(-90, 90))
    lng = Number(required=True, validate=validate.Range(-180, 180))
    accuracy_m = Number(required=True, validate=validate.Range(0, 1_000_000))


def finer_than_needed(position: Mapping[str, float] | None) -> dict[str, str]:
    """Return the coordinates with more than four decimals (ten metres) by path, with the reason."""
    place = position or {}
    fine = [
        name for name in ("lat", "lng") if name in place and place[name] != round(place[name], 4)
    ]
    return {f"position.{name}": "at most four decimals" for name in fine}


class AnswerGiven(Schema):
    """One answer; the shape of `value` depends on the item's type and is checked by the rules."""

    value = fields.Raw(required=True, allow_none=True)
    parts = fields.Dict(keys=fields.String())
    until = Day()
    note = fields.String(validate=TEXT)
    no_photo = fields.String(validate=TEXT)
    due_days = fields.Integer(strict=True, validate=validate.Range(0, 365))


class CountedAnswer(AnswerGiven):
    """An answer of version 2; `fraction` is what a share was counted from: [47, 50]."""

    fraction = fields.List(
        fields.Integer(strict=True, validate=validate.Range(0, 1_000_000)),
        validate=validate.Length(equal=2),
    )

    @validates_schema
    def _part_of_a_whole(self, given: dict[str, Any], **_: Any) -> None:
        if "fraction" in given and not 0 < given["fraction"][1] >= given["fraction"][0]:
            raise ValidationError("a part of a whole that is not 0", "fraction")


class Answers(FewKeys):
    """Answers by item; those with a value alone need no further reading, which saves time."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        read = super()._deserialize
        if not isinstance(value, dict):
            return read(value, *args, **more)
        rest = {item: answer for item, answer in value.items() if not _is_bare(item, answer)}
        return value | read(rest, *args, **more)


def _is_bare(item: str, answer: object) -> bool:
    return type(answer) is dict and answer.keys() == {"value"} and bool(ITEM_ID.match(item))


class Table(Schema):
    """One filled sheet of a scored table; the rules read its scores."""

    table = fields.String(required=True, validate=LINE)
    label = fields.String(required=True, validate=LINE)
    scores = fields.Dict(required=True, keys=fields.String())


class Acceptance(Schema):
    """The accepted unit work; `void` is why the acceptance did not take place."""

    unit_work = uuid7_field()
    void = fields.String(validate=TEXT)
    handling = fields.String(validate=LINE)


class PhotoNamed(Schema):
    """A photo that is evidence of an item."""

    sha256 = fields.String(required=True, validate=HASH)
    taken_at = instant()
    source = fields.String(required=True, validate=validate.OneOf(["camera", "album"]))
    role = fields.String(
        required=True, validate=validate.OneOf(["evidence", "marked", "before", "after"])
    )


class PhotoShown(PhotoNamed):
    """A photo of version 2; `of` names the unmarked photo that a marked one was drawn on."""

    of = fields.String(validate=HASH)

    @validates_schema
    def _only_marked(self, given: dict[str, Any], **_: Any) -> None:
        if "of" in given and given["role"] != "marked":
            raise ValidationError("only a marked photo is one of another", "of")


class VoiceNote(Schema):
    """What was spoken about an item: a sound of at most a minute."""

    sha256 = fields.String(required=True, validate=HASH)
    type = fields.String(required=True, validate=validate.OneOf(VOICE_TYPES))
    seconds = fields.Integer(required=True, strict=True, validate=validate.Range(1, 60))
    taken_at = instant()


class UnboundSignature(Schema):
    """A signature of version 1, which does not say what was signed.

    `user` is set for inspectors, `name` for the person present.
    """

    role = fields.String(required=True, validate=validate.OneOf(["inspector", "present"]))
    user = fields.String(validate=check_uuid7)
    name = fields.String(validate=LINE)
    sha256 = fields.String(required=True, validate=HASH)


class Signature(UnboundSignature):
    """A signature of what was shown: `content_digest` at revision `rev`, or of a whole round.

    The digest is null where a later revision repeats a signature of version 1. `proof` is made
    with the signer's own key over what `domain/rules/signed_content.py` names.
    """

    signed_at = instant()
    content_digest = fields.String(required=True, allow_none=True, validate=HASH)
    rev = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1_000_000))
    round = fields.Boolean(validate=validate.Equal(True))
    key = fields.String(validate=KEY_ID)
    proof = fields.String(validate=PROOF)

    @validates_schema
    def _key_and_proof(self, given: dict[str, Any], **_: Any) -> None:
        if ("key" in given) != ("proof" in given):
            raise ValidationError("key and proof together or not at all", "proof")


class Refusal(Schema):
    """The person present refused to sign."""

    reason = fields.String(required=True, validate=TEXT)


class Recusal(Schema):
    """Who stood back from this inspection and why, or `none` if nobody had to."""

    none = fields.Boolean(validate=validate.Equal(True))
    user = fields.String(validate=check_uuid7)
    reason = fields.String(validate=TEXT)

    @validates_schema
    def _one_or_the_other(self, given: dict[str, Any], **_: Any) -> None:
        if given.keys() not in ({"none"}, {"user", "reason"}):
            raise ValidationError("either `none`, or a user and a reason", "none")


class Unable(Schema):
    """Why nothing could be inspected; `no_photo` is why no picture shows it."""

    why = fields.String(required=True, validate=validate.OneOf(REASONS))
    reason = fields.String(required=True, validate=TEXT)
    no_photo = fields.String(validate=TEXT)


class CorrectionAsked(Schema):
    """What is to be put right about one failed item, and in how many working days."""

    id = uuid7_field()
    item = fields.String(required=True, validate=FILED)
    measure = fields.String(validate=TEXT)
    deadline_days = fields.Integer(strict=True, validate=validate.Range(0, 365))


class RoundEntry(Schema):
    """One inspection of a round of signatures, with the content that was signed."""

    inspection = uuid7_field()
    content_digest = fields.String(required=True, validate=HASH)


class AnswerCode(Schema):
    """Proof of the operator's one-time code, which itself stands only on the paper.

    `hash` is PBKDF2-SHA256 of its eight signs with 600,000 rounds.
    """

    salt = fields.String(required=True, validate=SALT)
    hash = fields.String(required=True, validate=HASH)
