"""Reads push entries one by one: unknown fields are ignored, a bad entry is refused alone."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from sync.records import NEVER, BlobRef, Limits, Record, Result
from sync.strict_json import StrictJSONError, find_mark, loads

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"
_SHA256 = r"[0-9a-f]{64}\Z"
_REV = validate.Range(1, 1_000_000)


def is_sha256(value: Any) -> bool:
    """Whether the value is a text of 64 lower-case hex digits."""
    return isinstance(value, str) and re.match(_SHA256, value) is not None


class _BlobSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    sha256 = fields.String(required=True, validate=validate.Regexp(_SHA256))
    size = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    type = fields.String(required=True, validate=validate.Length(1, 64))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> BlobRef:
        return BlobRef(**data)


class _Blobs(fields.Field[tuple[BlobRef, ...]]):
    """Reading stops at the first bad blob: a megabyte of junk must not cost seconds."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[BlobRef, ...]:
        if not isinstance(value, list):
            raise ValidationError("Not a valid list.")
        blobs = []
        for place, one in enumerate(value):
            try:
                blobs.append(_BLOB.load(one))
            except ValidationError as error:
                raise ValidationError({place: error.messages}) from error
        return tuple(blobs)


_BLOB = _BlobSchema()


class _EntrySchema(Schema):
    class Meta:
        unknown = EXCLUDE

    collection = fields.String(required=True)
    id = fields.String(required=True, validate=validate.Regexp(_UUID))
    rev = fields.Integer(required=True, strict=True, validate=_REV)
    base = fields.String(required=True, allow_none=True, validate=validate.Regexp(_SHA256))
    digest = fields.String(required=True, validate=validate.Regexp(_SHA256))
    body = fields.String(required=True)
    blobs = _Blobs(required=True)
    receipt = fields.String(allow_none=True, load_default=None)
    base_lost = fields.Boolean(load_default=False)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Record:
        return Record(**data)


_ENTRY = _EntrySchema()


class Refused(Exception):
    """An entry cannot be read and is answered by `result` without being stored."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.code)
        self.result = result


def read_entry(entry: Any, limits: Limits) -> tuple[Record, dict[str, Any]]:
    """Return the record of an entry and its parsed body; raise Refused."""
    if mark := find_mark(entry):
        raise _refused(entry, "malformed", mark.reason)
    try:
        record: Record = _ENTRY.load(entry)
    except ValidationError as error:
        raise _refused(entry, "malformed", _first_words(error.messages)) from error
    return record, _read_body(record, limits)


def _read_body(record: Record, limits: Limits) -> dict[str, Any]:
    echo = {"collection": record.collection, "id": record.id, "rev": record.rev}
    text = record.body.encode()
    if record.collection not in limits.collections:
        raise _refused(echo, "collection", "no such collection")
    if len(text) > limits.record_bytes:
        raise _refused(echo, "size", f"the body is longer than {limits.record_bytes} bytes")
    if hashlib.sha256(text).hexdigest() != record.digest:
        raise _refused(echo, "digest", "the digest is not that of the body")
    try:
        body = loads(text)
    except StrictJSONError as error:
        raise _refused(echo, "malformed", f"body: {error}") from error
    if not isinstance(body, dict):
        raise _refused(echo, "malformed", "body: not an object")
    return body


def _refused(entry: Any, code: str, message: str) -> Refused:
    known = entry if isinstance(entry, Mapping) else {}
    echo = {name: _plain(known.get(name)) for name in ("collection", "id", "rev")}
    return Refused(Result(**echo, verdict=NEVER, code=code, message=message[:300]))


def _plain(value: Any) -> Any:
    # What could not be read is not echoed.
    if isinstance(value, str):
        return value if len(value) <= 64 and find_mark(value) is None else None
    return value if type(value) is int else None


def _first_words(messages: Any) -> str:
    """Return the first error as text, such as `blobs.0.size: Not a valid integer.`"""
    path: list[str] = []
    while isinstance(messages, dict) and messages:
        key, messages = next(iter(messages.items()))
        path.append(str(key))
    words = messages[0] if isinstance(messages, list) and messages else "another form"
    return f"{'.'.join(path)}: {words}"
