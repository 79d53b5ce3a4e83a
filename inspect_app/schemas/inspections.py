"""The schemas of an inspection's body, one per version of the wire, and the hashes it names.

Phones of the last 400 days are read: a version leaves only when it is older than that.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from inspect_app.schemas.bounded import Few, FewKeys
from inspect_app.schemas.inspection_parts import (
    FILED,
    ITEM_ID,
    Acceptance,
    AnswerCode,
    AnswerGiven,
    Answers,
    ChecklistNamed,
    Clock,
    CorrectionAsked,
    CountedAnswer,
    Inspector,
    PhotoNamed,
    PhotoShown,
    Position,
    PremisesSeen,
    Recusal,
    Refusal,
    RoundEntry,
    Signature,
    Table,
    Unable,
    UnboundSignature,
    VoiceNote,
)
from inspect_app.schemas.scalars import LINE, TEXT, Day, instant, uuid7_field

ITEM = validate.Regexp(ITEM_ID, error="not an item id")
MOST_ERRORS, LONGEST_PATH, LONGEST_ROUND = 50, 200, 200


def answers_of(answer: type[Schema]) -> Answers:
    """Make the required field for a body's answers."""
    return Answers(
        most=2_000,
        required=True,
        keys=fields.String(validate=ITEM),
        values=fields.Nested(answer),
    )


def signatures_of(signature: type[Schema]) -> Few:
    """Make the required field for a body's signatures."""
    return Few(fields.Nested(signature), most=100, required=True, validate=validate.Length(max=12))


def photos_of(photo: type[Schema]) -> FewKeys:
    """Make the required field for a body's photos by item."""
    listed = Few(fields.Nested(photo), most=200)
    return FewKeys(most=5_000, required=True, keys=fields.String(validate=FILED), values=listed)


class _AnyBody(Schema):
    """What the bodies of all versions have in common."""

    author = uuid7_field()
    app = fields.String(required=True, validate=LINE)
    visit = uuid7_field()
    reason = fields.String(validate=TEXT)
    on = Day(required=True)
    premises = fields.Nested(PremisesSeen, required=True)
    checklist = fields.Nested(ChecklistNamed, required=True)
    started_at = instant()
    sealed_at = instant()
    clock = fields.Nested(Clock, required=True)
    inspectors = Few(
        fields.Nested(Inspector), most=100, required=True, validate=validate.Length(min=1, max=6)
    )
    position = fields.Nested(Position, required=True, allow_none=True)
    no_position = fields.String(validate=TEXT)
    tables = Few(fields.Nested(Table), most=500)
    acceptance = fields.Nested(Acceptance)
    refusal = fields.Nested(Refusal, required=True, allow_none=True)


class FirstInspectionBody(_AnyBody):
    """Version 1: a signature does not say what was signed."""

    schema = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    photos = photos_of(PhotoNamed)
    answers = answers_of(AnswerGiven)
    signatures = signatures_of(UnboundSignature)


class InspectionBody(_AnyBody):
    """Version 2; it loads into dicts with aware times and dates.

    `not_resigned` is why nobody signed a later revision with other verdicts or deadlines; `unable`
    is why there was nothing to inspect; `far` is why the position is not at the premises;
    `withdrawn` is why a later revision takes it all back; `answer_code` proves the operator's code.
    """

    schema = fields.Integer(required=True, strict=True, validate=validate.Equal(2))
    answers = answers_of(CountedAnswer)
    corrections = Few(fields.Nested(CorrectionAsked), most=2_000)
    round = Few(
        fields.Nested(RoundEntry),
        most=LONGEST_ROUND,
        validate=validate.Length(min=2, max=LONGEST_ROUND),
    )
    signatures = signatures_of(Signature)
    not_resigned = fields.String(validate=TEXT)
    unable = fields.Nested(Unable)
    photos = photos_of(PhotoShown)
    voice = FewKeys(most=200, keys=fields.String(validate=FILED), values=fields.Nested(VoiceNote))
    far = fields.String(validate=TEXT)
    recusal = fields.Nested(Recusal)
    withdrawn = fields.String(validate=TEXT)
    answer_code = fields.Nested(AnswerCode)


BODIES: dict[int, Schema] = {1: FirstInspectionBody(), 2: InspectionBody()}
OLDEST, NEWEST = min(BODIES), max(BODIES)
# What every revision repeats, of a body that was checked when it was stored.
REPEATED = InspectionBody(only=("visit", "on", "started_at", "clock", "position"), unknown=EXCLUDE)


def named_hashes(body: dict[str, Any]) -> set[str]:
    """Return every blob that a loaded body names: photos, voice notes and signatures."""
    photos = {photo["sha256"] for shots in body["photos"].values() for photo in shots}
    photos |= {note["sha256"] for note in body.get("voice", {}).values()}
    return photos | {signature["sha256"] for signature in body["signatures"]}


def flat_errors(messages: Any) -> dict[str, str]:
    """Return marshmallow's nested messages by path, such as "answers.raw.cold-temp.value".

    Only the first 50 are returned, since they are stored and sent: half a megabyte of mistakes
    would come back as fifteen.
    """
    return dict(islice(_errors(messages, ""), MOST_ERRORS))


def _errors(messages: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _errors(inner, f"{where}.{key}" if where else str(key))
    else:
        path = where.removesuffix("._schema")[:LONGEST_PATH]
        yield path, "; ".join(str(one) for one in messages)
