"""While a long body trickles in, no connection of the database waits for its end."""

import json
from io import BytesIO

import pytest

from inspect_app.extensions import db
from tests.phone.phones import OURS, Phone

pytestmark = pytest.mark.both


class Watched(BytesIO):
    """Notes at each read whether a transaction was open."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.held: list[bool] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.held.append(db.session().in_transaction())
        return super().read(size)


def test_a_long_body_holds_no_transaction(phone: Phone) -> None:
    call = {"epoch": "x", "client_id": phone.client_id, "records": [], "more": " " * 100_000}
    data = json.dumps(call).encode()
    stream = Watched(data)
    answer = phone.http.post(
        "/sync/push",
        input_stream=stream,
        content_length=len(data),
        content_type="application/json",
        headers=OURS,
    )
    assert (answer.status_code, answer.json["results"]) == (200, [])
    assert stream.held and not any(stream.held)
