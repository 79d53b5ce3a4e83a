"""Junk is counted before it is read, and not read further than to enough errors."""

from typing import Any

import pytest
from marshmallow import Schema, ValidationError, fields

from inspect_app.schemas.bounded import ENOUGH_ERRORS, Few, FewKeys
from sync.envelope import Refused, read_entry
from sync.records import Limits


class Counting(fields.Integer):
    """Tells how many values it was asked to read."""

    asked = 0

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> Any:
        type(self).asked += 1
        return super()._deserialize(value, *args, **more)


class Body(Schema):
    few = Few(Counting(), most=1_000)
    keys = FewKeys(most=1_000, keys=fields.String(), values=Counting())


@pytest.fixture(autouse=True)
def counted() -> None:
    Counting.asked = 0


@pytest.mark.parametrize(
    "body", [{"few": ["x"] * 1_001}, {"keys": {str(n): "x" for n in range(1_001)}}]
)
def test_too_many_are_refused_unread(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="more than 1000"):
        Body().load(body)
    assert Counting.asked == 0


@pytest.mark.parametrize("name", ["few", "keys"])
def test_after_enough_errors_nobody_reads_on(name: str) -> None:
    junk: Any = ["x"] * 900 if name == "few" else {str(n): "x" for n in range(900)}
    with pytest.raises(ValidationError) as caught:
        Body().load({name: junk})
    assert isinstance(caught.value.messages, dict)
    assert len(caught.value.messages[name]) == Counting.asked == ENOUGH_ERRORS


@pytest.mark.parametrize("junk", [None, "text", 1, {"a": 1}])
def test_what_is_no_list_is_invalid(junk: Any) -> None:
    with pytest.raises(ValidationError):
        Body().load({"few": junk})


@pytest.mark.parametrize("junk", [None, "text", 1, [1]])
def test_what_is_no_object_is_invalid(junk: Any) -> None:
    with pytest.raises(ValidationError):
        Body().load({"keys": junk})


def test_what_is_right_is_read_whole() -> None:
    body = {"few": list(range(1_000)), "keys": {str(n): n for n in range(1_000)}}
    assert Body().load(body) == body


def test_the_blobs_of_a_push_are_read_up_to_the_first_that_is_wrong() -> None:
    good = {"sha256": "a" * 64, "size": 1, "type": "image/jpeg"}
    entry = {"collection": "scan", "id": "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "rev": 1}
    entry |= {"base": None, "digest": "a" * 64, "body": "{}", "blobs": [good, {}] + [1] * 300_000}
    with pytest.raises(Refused) as refused:
        read_entry(entry, Limits(collections=frozenset({"scan"})))
    assert refused.value.result.message == "blobs.1.sha256: Missing data for required field."
