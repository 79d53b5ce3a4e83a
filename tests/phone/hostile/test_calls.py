"""Every call of the protocol: who may speak, in what form, and that nothing is cached."""

import gzip
import json

import pytest

from tests.phone.phones import OURS, Phone, ready_phone, sign_in

CALLS = ("/sync/hello", "/sync/push", "/sync/pull", "/sync/blobs/missing")


@pytest.mark.parametrize("path", CALLS)
def test_a_foreign_page_is_turned_away(phone, path):
    for headers, code in (
        ({}, "header"),
        ({"X-Inspect-App": "yes"}, "header"),
        (OURS | {"Origin": "https://elsewhere.invalid"}, "origin"),
        (OURS | {"Origin": "null"}, "origin"),
        (OURS | {"Sec-Fetch-Site": "same-site"}, "origin"),
    ):
        answer = phone.http.post(path, json={}, headers=headers)
        assert (answer.status_code, answer.json["error"]["code"]) == (403, code)


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize("role", ["chen", "ming"])
def test_only_inspectors_speak(app, request, path, role):
    user = request.getfixturevalue(role)
    answer = sign_in(app, user).post(path, {})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "role")


def test_our_own_origin_is_fine(phone):
    headers = OURS | {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    call = {"client_id": phone.client_id, "app_version": "1.0.0", "schema": 1}
    assert phone.http.post("/sync/hello", json=call, headers=headers).status_code == 200


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"a":1,"a":1}', '{"a":NaN}', '{"a":1e999}', '{"a":"\\ud800"}']
    + ['{"a":"\\u0000"}', '{"a":' + "[" * 30 + "]" * 30 + "}", '{"a":9007199254740993}', "{}"],
)
def test_what_is_no_strict_json_is_malformed(phone, path, text):
    answer = send(phone, path, text.encode())
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "malformed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(phone, kind):
    answer = send(phone, "/sync/hello", b"{}", content_type=kind)
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "media_type")


def test_a_body_over_the_limit_is_refused(phone):
    answer = send(phone, "/sync/push", b" " * (1024 * 1024 + 1))
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_large")


def test_a_bomb_never_unfolds(phone):
    bomb = gzip.compress(b" " * (200 * 1024 * 1024))
    answer = send(phone, "/sync/push", bomb, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "raw",
    [b"no gzip", gzip.compress(b"{}")[:-4], gzip.compress(b"{}") + b"x"],
    ids=["another thing", "cut off", "with a tail"],
)
def test_a_broken_gzip_is_malformed(phone, raw):
    answer = send(phone, "/sync/push", raw, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 400


def test_another_encoding_is_not_read(phone):
    answer = send(phone, "/sync/push", b"{}", headers={"Content-Encoding": "br"})
    assert answer.status_code == 415


def test_a_gzipped_call_is_read(phone):
    call = {"client_id": phone.client_id, "app_version": "1.0.0", "schema": 1, "later": [1]}
    raw = gzip.compress(json.dumps(call).encode())
    answer = send(phone, "/sync/hello", raw, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 200


def test_more_than_fifty_records_are_too_many(phone):
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "records": [None] * 51}
    assert phone.post("/sync/push", call).status_code == 413
    call["records"].pop()
    results = phone.post("/sync/push", call).json["results"]
    assert [one["verdict"] for one in results] == ["never"] * 50


def test_hello_says_everything_a_phone_needs(phone: Phone, lin):
    answer = phone.hello()
    told = answer.json
    assert told["client_id"] == phone.client_id
    assert (told["user"]["id"], told["user"]["name"]) == (lin.id, "lin")
    assert told["limits"]["batch"] == 50
    assert told["limits"]["blob_types"] == [
        *("image/jpeg", "image/png", "image/webp", "audio/webm", "audio/mp4")
    ]
    assert [key["alg"] for key in told["keys"]] == ["ES256"]
    assert told["server_time"].endswith("Z")
    assert f"user:{lin.id}" in told["scopes"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_long_answer_is_compressed_for_whoever_takes_it(phone: Phone, canteen):
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "cursors": {}}
    plain = phone.post("/sync/pull", call)
    packed = phone.http.post(
        "/sync/pull", json=call, headers=OURS | {"Accept-Encoding": "gzip, br"}
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data))["scopes"] == plain.json["scopes"]
    assert len(packed.data) < len(plain.data) / 3
    assert "Content-Encoding" not in phone.hello().headers


def test_hello_again_is_no_news(phone: Phone):
    assert phone.hello().json["epoch"] == phone.epoch


def test_a_disabled_person_is_out_at_the_next_call(phone: Phone, lin):
    from datetime import UTC, datetime

    from inspect_app.services.writing.transaction import writing

    with writing() as w:
        w.session.get_one(type(lin), lin.id).disabled_at = datetime.now(UTC)
    assert phone.hello().status_code == 401


def test_errors_speak_both_languages_and_are_not_cached(client):
    answer = client.post("/sync/hello", json={}, headers=OURS)
    assert set(answer.json["error"]) == {"code", "zh", "en", "safe", "next"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_two_phones_of_one_person_are_two_clients(app, lin):
    one, two = ready_phone(app, lin), ready_phone(app, lin)
    assert one.client_id != two.client_id
    assert one.epoch == two.epoch


def send(phone: Phone, path: str, raw: bytes, content_type="application/json", headers=None):
    return phone.http.post(
        path, data=raw, content_type=content_type, headers=OURS | (headers or {})
    )
