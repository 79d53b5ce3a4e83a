"""The schema of an inspection's body: every field named, an unknown one refused."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.ids import is_uuid7
from inspect_app.domain.vocabulary import KINDS
from inspect_app.schemas.bounded import Few, FewKeys

HASH = validate.Regexp(r"\A[0-9a-f]{64}\Z", error="not a SHA-256 in lower case")
_ITEM = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9.\[\]#-]{0,63}\Z")
ITEM = validate.Regexp(_ITEM, error="not an item id")
# The label of a repeated table stands in brackets, in any script: `B17[东侧].load`.
FILED = validate.Regexp(
    r"\A(?=.{1,64}\Z)[A-Za-z0-9][A-Za-z0-9.-]*(\[[^\[\]\x00-\x1f\x7f]+\][A-Za-z0-9.-]*)?\Z",
    error="not an item id",
)
MOST_ERRORS, LONGEST_PATH = 50, 200
LINE = validate.Length(min=1, max=200)
TEXT = validate.Length(min=1, max=2000)
# A phone's clock may be years off; near the calendar's ends a zone's offset would overflow.
INSTANTS = validate.Range(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
# A hundred years: with more, the instant that an age leads to could leave the calendar.
AGES_MS = validate.Range(0, 100 * 365 * 24 * 3_600_000)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


class Instant(fields.AwareDateTime):
    """A time in RFC 3339 only: what else Python's ISO reader takes, no phone could read back."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        if not isinstance(value, str) or not _RFC_3339.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, *args, **more)


class Day(fields.Date):
    """A day as YYYY-MM-DD only, as the rules read it."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> date:
        if not is_day(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, *args, **more)


def _uuid7(value: str) -> None:
    if not is_uuid7(value):
        raise ValidationError("not a UUIDv7 in lower case")


def _id(**more: Any) -> fields.String:
    return fields.String(required=True, validate=_uuid7, **more)


def instant(**more: Any) -> Instant:
    """Make a required field for a time with offset, in the years 1900 to 2200."""
    return Instant(required=True, format="iso", validate=INSTANTS, **more)


class PremisesSeen(Schema):
    """The premises as the phone knew it when the visit began."""

    id = _id()
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

    user = _id()
    cosigned = fields.String(
        required=True, validate=validate.OneOf(["self", "signature", "pin", "qr"])
    )


class Number(fields.Float):
    """A JSON number; the text and the truth value that Python would read as one are refused."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, *args, **more)


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


class Answers(FewKeys):
    """Answers by item; those with a value alone need no further reading, which saves time."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        read = super()._deserialize
        if not isinstance(value, dict):
            return read(value, *args, **more)
        rest = {item: answer for item, answer in value.items() if not _is_bare(item, answer)}
        return value | read(rest, *args, **more)


def _is_bare(item: str, answer: object) -> bool:
    return type(answer) is dict and answer.keys() == {"value"} and bool(_ITEM.match(item))


class Table(Schema):
    """One filled sheet of a scored table; the rules read its scores."""

    table = fields.String(required=True, validate=LINE)
    label = fields.String(required=True, validate=LINE)
    scores = fields.Dict(required=True, keys=fields.String())


class Acceptance(Schema):
    """The accepted unit work; `void` is why the acceptance did not take place."""

    unit_work = _id()
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


class Signature(Schema):
    """A signature: `user` is set for inspectors, `name` for the person present."""

    role = fields.String(required=True, validate=validate.OneOf(["inspector", "present"]))
    user = fields.String(validate=_uuid7)
    name = fields.String(validate=LINE)
    sha256 = fields.String(required=True, validate=HASH)


class Refusal(Schema):
    """The person present refused to sign."""

    reason = fields.String(required=True, validate=TEXT)


class InspectionBody(Schema):
    """The body of an inspection; it loads into dicts with aware times and dates."""

    schema = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    author = _id()
    app = fields.String(required=True, validate=LINE)
    visit = _id()
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
    answers = Answers(
        most=2_000,
        required=True,
        keys=fields.String(validate=ITEM),
        values=fields.Nested(AnswerGiven),
    )
    tables = Few(fields.Nested(Table), most=500)
    acceptance = fields.Nested(Acceptance)
    photos = FewKeys(
        most=5_000,
        required=True,
        keys=fields.String(validate=FILED),
        values=Few(fields.Nested(PhotoNamed), most=200),
    )
    signatures = Few(
        fields.Nested(Signature), most=100, required=True, validate=validate.Length(max=12)
    )
    refusal = fields.Nested(Refusal, required=True, allow_none=True)


BODY = InspectionBody()
# What every revision repeats, of a body that was checked when it was stored.
REPEATED = InspectionBody(only=("visit", "on", "started_at", "clock", "position"), unknown=EXCLUDE)


def named_hashes(body: dict[str, Any]) -> set[str]:
    """Return every blob that a loaded body names: photos and signatures."""
    photos = {photo["sha256"] for shots in body["photos"].values() for photo in shots}
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
