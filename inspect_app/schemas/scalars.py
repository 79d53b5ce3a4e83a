"""Fields of pushed bodies that hold one value: ids, hashes, times, days, numbers, short texts."""

import re
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.ids import is_uuid7

HASH = validate.Regexp(r"\A[0-9a-f]{64}\Z", error="not a SHA-256 in lower case")
LINE = validate.Length(min=1, max=200)
TEXT = validate.Length(min=1, max=2000)
# A phone's clock may be years off; near the calendar's ends a zone's offset would overflow.
INSTANTS = validate.Range(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
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


def check_uuid7(value: str) -> None:
    if not is_uuid7(value):
        raise ValidationError("not a UUIDv7 in lower case")


def uuid7_field(**more: Any) -> fields.String:
    """Make a required field for an id."""
    return fields.String(required=True, validate=check_uuid7, **more)


def instant(**more: Any) -> Instant:
    """Make a required field for a time with offset, in the years 1900 to 2200."""
    return Instant(required=True, format="iso", validate=INSTANTS, **more)


class Number(fields.Float):
    """A JSON number; the text and the truth value that Python would read as one are refused."""

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, *args, **more)
