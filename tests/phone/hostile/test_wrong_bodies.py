"""Bodies that are wrong in one place or in thousands: to be mended, and told in few words."""

import json

import pytest

from inspect_app.domain.ids import uuid7
from tests.phone.phones import entry


def test_an_instant_at_the_end_of_the_calendar_is_to_be_mended(phone, made):
    broken = type(made)(made.body | {"started_at": "0001-01-01T00:00:00+23:59"}, made.photos)
    (result,) = phone.push(entry(broken, uuid7()))
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["started_at"])


def test_an_age_that_leads_out_of_the_calendar_is_to_be_mended(phone, made):
    clock = {"server_time": "2022-09-14T10:00:00+08:00", "age_ms": 2**53}
    (result,) = phone.push(entry(type(made)(made.body | {"clock": clock}, made.photos), uuid7()))
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["clock.age_ms"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "20220914"},
        {"on": "2022-W37-3"},
        {"sealed_at": "20220914T113000+08:00"},
        {"sealed_at": "2022-W37-3T11:30:00+08:00"},
        {"sealed_at": "2022-09-14T11+08:00"},
        {"schema": False},
    ],
)
def test_a_day_an_instant_or_a_number_in_another_shape_is_to_be_mended(phone, made, wrong):
    (result,) = phone.push(entry(type(made)(made.body | wrong, made.photos), uuid7()))
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", list(wrong))


@pytest.mark.parametrize(
    "many",
    [
        {f"field{number}": 1 for number in range(5000)},
        {"x" * 100_000: 1},
        {"premises": {"id": uuid7(), "kind": "market", "attrs": {}, "x" * 100_000: 1}},
    ],
)
def test_many_mistakes_are_told_in_few_words(phone, made, many):
    (result,) = phone.push(entry(type(made)(made.body | many, made.photos), uuid7()))
    assert result["verdict"] == "fix"
    assert len(json.dumps(result)) < 20_000


def test_one_photo_named_thousands_of_times_is_to_be_mended(phone, made):
    item, shots = next(iter(made.body["photos"].items()))
    many = {"photos": made.body["photos"] | {item: shots * 3000}}
    (result,) = phone.push(entry(type(made)(made.body | many, made.photos), uuid7()))
    assert (result["verdict"], result["code"]) == ("fix", "validation")


def test_a_long_name_of_an_attribute_is_not_sent_back(phone, made):
    premises = made.body["premises"] | {"attrs": {"x" * 100_000: 1}}
    (result,) = phone.push(
        entry(type(made)(made.body | {"premises": premises}, made.photos), uuid7())
    )
    assert (result["verdict"], len(json.dumps(result)) < 2000) == ("fix", True)


@pytest.mark.parametrize("premises", [{"id": {"a": [1]}}, {"id": "x" * 9000}, {"id": 5}, "x"])
def test_a_wrong_body_is_pulled_without_names_that_are_none(phone, made, premises):
    phone.push(entry(type(made)(made.body | {"premises": premises}, made.photos), id := uuid7()))
    rows = phone.pull()[f"user:{phone.user.id}"]["rows"]
    (row,) = (one for one in rows if one["id"] == id)
    assert (row["data"]["state"], row["data"]["premises"]) == ("fix", None)
    assert "body" not in row["data"]  # no phone could open it
