"""The proof of the operator's code, and what a share was counted from: their shapes on the wire."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.people.accounts import change_scope
from tests.bodies import MadeBody, make_body, signed
from tests.makers import CAOYANG, make_premises
from tests.phone.phones import Phone, entry

NOW = datetime(2022, 9, 1, tzinfo=UTC)
CODE = {"salt": "0f" * 16, "hash": "ab" * 32}
SHARE = "market.agreement-rate"


def pushed(phone: Phone, made: MadeBody) -> dict[str, Any]:
    phone.upload_all(made)
    (result,) = phone.push(entry(made, uuid7()))
    return dict(result)


def fields_of(phone: Phone, made: MadeBody) -> list[str]:
    result = pushed(phone, made)
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    return list(result["detail"]["fields"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, "answer_code"),
        ("K7M42XQ9", "answer_code"),
        ([CODE], "answer_code"),
        ({"salt": CODE["salt"]}, "answer_code.hash"),
        ({"hash": CODE["hash"]}, "answer_code.salt"),
        (CODE | {"salt": "0f" * 15}, "answer_code.salt"),
        (CODE | {"salt": "0F" * 16}, "answer_code.salt"),
        (CODE | {"hash": "ab" * 33}, "answer_code.hash"),
        (CODE | {"hash": 7}, "answer_code.hash"),
        (CODE | {"code": "K7M42XQ9"}, "answer_code.code"),
        (CODE | {"rounds": 1}, "answer_code.rounds"),
    ],
)
def test_another_shape_of_the_proof_is_to_be_mended(
    phone: Phone, made: MadeBody, given: object, field: str
) -> None:
    assert fields_of(phone, signed(made, uuid7(), answer_code=given)) == [field]


def test_version_1_of_the_wire_has_no_proof(phone: Phone, made: MadeBody) -> None:
    old = MadeBody(made.body | {"answer_code": CODE}, made.photos)
    assert fields_of(phone, old) == ["answer_code"]


def test_a_proof_is_stored_with_its_inspection(phone: Phone, made: MadeBody) -> None:
    result = pushed(phone, signed(made, uuid7(), answer_code=CODE))
    assert result["verdict"] == "stored", result


@pytest.fixture
def market(phone: Phone, lin: User, bai: User) -> MadeBody:
    change_scope("lin", area=CAOYANG, kind="market", add=True, at=NOW)
    place = make_premises(kind="market")
    place.attrs = {}
    db.session.commit()
    return make_body(lin, bai, place)


def with_share(made: MadeBody, fraction: object, value: object = 94) -> MadeBody:
    answer = {"value": value, "fraction": fraction, "no_photo": "示例", "note": "示例"}
    return signed(made, uuid7(), answers=made.body["answers"] | {SHARE: answer})


@pytest.mark.parametrize(
    "fraction", [[47], [47, 50, 1], [51, 50], [0, 0], [-1, 2], "47/50", [1.5, 2]]
)
def test_what_is_no_part_of_a_whole_is_to_be_mended(
    phone: Phone, market: MadeBody, fraction: object
) -> None:
    (field,) = fields_of(phone, with_share(market, fraction))
    assert field.startswith(f"answers.{SHARE}.value.fraction")


@pytest.mark.parametrize("value", [95, 93.9, "unmeasured", "na"])
def test_a_value_that_is_not_this_share_is_to_be_mended(
    phone: Phone, market: MadeBody, value: object
) -> None:
    fields = fields_of(phone, with_share(market, [47, 50], value))
    assert fields in ([f"answers.{SHARE}.fraction"], [f"answers.{SHARE}"])


def test_version_1_of_the_wire_counts_nothing(phone: Phone, market: MadeBody) -> None:
    old = MadeBody(with_share(market, [47, 50]).body | {"schema": 1}, market.photos)
    old.body["signatures"] = market.body["signatures"]
    assert fields_of(phone, old) == [f"answers.{SHARE}.value.fraction"]


def test_what_was_counted_is_stored(phone: Phone, market: MadeBody) -> None:
    assert pushed(phone, with_share(market, [47, 50]))["verdict"] == "stored"
