"""Whatever a body says, the answer is a verdict, and never an error of ours."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspect_app.domain.ids import uuid7
from tests.bodies import MadeBody
from tests.phone.phones import Phone, plain

ODD: list[Any] = [
    *(None, True, 0, -1, 2**53, 1.5, 1e15, "", " ", "x" * 5000, "中" * 300, "\u202e\ufeff"),
    *([], {}, [[]], [None], {"value": None}, {"": {}}, ["pass"], {"value": ["pass", "pass"]}),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2022-02-30", "0000-00-00"),
    *("2022-09-14T10:12:00", "2022-09-14", "9999-12-31", "0001-01-01", "pass", "fail", "na"),
    *("01900000-0000-7000-8000-000000000001", "a" * 64, "__proto__", "%s%n", "' OR 1=1 --"),
]
HOW = ("replace", "remove", "add")


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path]
    for key, one in inside:
        deeper = isinstance(one, dict | list)
        found += places_in(one, (*path, key)) if deeper else [(*path, key)]
    return found


def put(body: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    if not path:
        return value if how == "replace" else body
    holder = body
    for key in path[:-1]:
        holder = holder[key]
    if how == "replace":
        holder[path[-1]] = value
    elif how == "remove":
        del holder[path[-1]]
    elif isinstance(holder, dict):
        holder[str(value)[:50]] = value
    else:
        holder.append(value)
    return body


# Numbers, not the values themselves: a failing example is told in one line.
MOVES = st.lists(
    st.tuples(st.integers(0, 9_999), st.integers(0, len(ODD) - 1), st.sampled_from(HOW)),
    min_size=1,
    max_size=2,
)


def changed(body: dict[str, Any], moves: list[tuple[int, int, str]]) -> Any:
    """The body after each move, at the place its first number falls on."""
    result: Any = copy.deepcopy(body)
    places = places_in(body)
    for number, odd, how in moves:
        path = places[number % len(places)]
        try:
            result = put(result, path, copy.deepcopy(ODD[odd]), how)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    return result


def assert_judged(phone: Phone, collection: str, body: Any, made: MadeBody) -> None:
    record = plain(collection, uuid7(), body) | {"blobs": made.blobs}
    (result,) = phone.push(record)
    assert result["verdict"] in ("stored", "waiting", "quarantined", "fix", "never") or (
        result["code"] == "wrong_user"
    ), result
    assert result.get("code") != "error", (result, json.dumps(body)[:2000])


calm = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@calm
@given(moves=MOVES)
def test_an_odd_inspection_gets_a_verdict(phone, made, moves):
    assert_judged(phone, "inspection", changed(made.body, moves), made)


@calm
@given(moves=MOVES)
@pytest.mark.parametrize("collection", ["draft", "scan", "correction_step", "cosignature"])
def test_any_other_odd_record_gets_a_verdict(phone, made, lin, canteen, collection, moves):
    body = {
        "schema": 1,
        "author": lin.id,
        "app": "1.0.0",
        "clock": {"server_time": "2022-09-14T10:00:00+08:00", "age_ms": 5},
        "for_rev": 1,
        "inspection": made.body,
        "code": "ABCD2345",
        "how": "typed",
        "premises": canteen.id,
        "correction": uuid7(),
        "seen_rev": 1,
        "move": "recheck",
        "photos": [{"sha256": "a" * 64}],
        "at": "2022-09-14T10:12:00+08:00",
        "position": {"lat": 31.2, "lng": 121.4, "accuracy_m": 10},
    }
    assert_judged(phone, collection, changed(body, moves), made)


@calm
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@pytest.mark.parametrize("path", ["hello", "push", "pull", "blobs/missing"])
def test_odd_bytes_are_refused_without_an_error(phone, path, raw):
    answer = phone.http.post(
        f"/sync/{path}", data=raw, content_type="application/json", headers={"X-Inspect-App": "1"}
    )
    assert answer.status_code == 400
