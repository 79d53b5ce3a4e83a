"""How much of a body is read: nothing for a stranger, one MiB for a form, more for files."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.models.people import User
from inspect_app.web.requests import LONGEST_BODY
from tests.signing import PAGE, visitor

HUGE = 150 * 1024 * 1024
PIECE = 64 * 1024
HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
OPEN_FORMS = ["/auth/sign-in", "/auth/sign-out", "/auth/login", "/auth/logout", "/csp-report", "/z"]
GUARDED = [
    *("/auth/password", "/desk/designations", "/desk/rescue", "/desk/inspections/x/return"),
    *("/desk/reported/first-store", "/answer/x", "/answer/x/ask"),
]


class Endless(BytesIO):
    """A file that never ends, and how much of it was read."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None and 0 <= size <= 1024 * 1024, "read without a limit"
        piece = (HEAD + b"x" * size)[:size] if self.taken == 0 else b"x" * size
        self.taken += size
        assert self.taken < HUGE, "read for ever"
        return piece

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def send(
    client: FlaskClient, path: str, announced: int | None, kind: str = "multipart/form-data"
) -> tuple[TestResponse, int]:
    body = Endless()
    answer = client.post(
        path,
        input_stream=body,
        content_type=f"{kind}; boundary=b",
        headers=PAGE | {"X-Inspect-App": "1"},
        environ_overrides={
            "wsgi.input_terminated": True,
            "CONTENT_LENGTH": "" if announced is None else str(announced),
        },
    )
    return answer, body.taken


@pytest.mark.parametrize("announced", [HUGE, None], ids=["announced", "chunked"])
@pytest.mark.parametrize("path", GUARDED)
def test_of_a_stranger_nothing_is_read(
    client: FlaskClient, path: str, announced: int | None
) -> None:
    answer, taken = send(client, path, announced)
    assert (answer.status_code, taken) == (401, 0)


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("path", OPEN_FORMS[:2])
def test_what_announces_too_much_is_refused_before_a_byte_is_read(
    client: FlaskClient, path: str, kind: str
) -> None:
    answer, taken = send(client, path, HUGE, kind)
    assert (answer.status_code, taken) == (413, 0)


@pytest.mark.parametrize("path", OPEN_FORMS)
def test_a_body_that_does_not_end_is_cut_at_the_limit(client: FlaskClient, path: str) -> None:
    answer, taken = send(client, path, None)
    assert answer.status_code < 500
    assert taken <= LONGEST_BODY + PIECE


@pytest.mark.parametrize("announced", [HUGE, None], ids=["announced", "chunked"])
def test_nor_does_who_is_signed_in_send_more_with_a_form(
    app: Flask, chen: User, announced: int | None
) -> None:
    client = visitor(app, "chen")
    app.config["WTF_CSRF_ENABLED"] = True
    answer, taken = send(client, "/desk/designations", announced)
    assert answer.status_code == 413
    assert taken <= (LONGEST_BODY + PIECE if announced is None else 0)


def test_a_rescue_file_may_be_larger_than_a_form(app: Flask, chen: User) -> None:
    client = visitor(app, "chen")
    body = HEAD + b"x" * (2 * LONGEST_BODY) + b"\r\n--b--\r\n"
    answer = client.post(
        "/desk/rescue", data=body, content_type="multipart/form-data; boundary=b", headers=PAGE
    )
    assert answer.status_code == 422  # read to its end, and found to be no rescue file


def test_a_file_that_no_view_asked_for_is_not_put_on_the_disk(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    body = HEAD + b"x" * (LONGEST_BODY - 1000) + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    answer = client.post("/auth/sign-in", data=body, content_type=kind, headers=PAGE)
    assert answer.status_code == 413  # with a file on the disk it would have failed


@pytest.mark.parametrize("path", ["/sync/push", "/sync/uploads"])
def test_what_a_phone_may_not_send_is_read_to_an_end_so_that_it_hears_the_answer(
    client: FlaskClient, path: str
) -> None:
    answer, taken = send(client, path, 2 * LONGEST_BODY)
    assert (answer.status_code, taken) == (401, 2 * LONGEST_BODY)
    answer, taken = send(client, path, None)
    assert answer.status_code == 401 and taken <= 16 * LONGEST_BODY + PIECE


def test_a_part_without_a_name_is_malformed(client: FlaskClient) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="\r\nX: y"\r\n\r\nx\r\n--b--\r\n'
    kind = "multipart/form-data; boundary=b"
    answer = client.post("/auth/sign-in", data=body, content_type=kind, headers=PAGE)
    assert (answer.status_code, "格式不对" in answer.text) == (400, True)
