"""A phone of the tests: signs in, says hello, pushes, uploads and pulls as the app does."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, media_type
from tests.makers import PASSWORD, make_jpeg

OURS = {"X-Inspect-App": "1"}
TUS = OURS | {"Tus-Resumable": "1.0.0"}
CHUNK = "application/offset+octet-stream"
PHOTO = make_jpeg((10, 20, 30), (400, 300))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def entry(
    made: MadeBody, id: str, rev: int = 1, base: str | None = None, /, **changes: Any
) -> dict[str, Any]:
    """One record of a push."""
    return {
        "collection": "inspection",
        "id": id,
        "rev": rev,
        "base": base,
        "digest": made.digest,
        "body": made.text,
        "blobs": made.blobs,
    } | changes


def make_scan(author: User, place: Premises) -> dict[str, Any]:
    """The body of a posted code that was scanned at its door."""
    return {
        "schema": 1,
        "author": author.id,
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "code": "https://example.invalid/q/abc",
        "how": "camera",
        "premises": place.id,
        "at": "2022-09-14T10:12:00+08:00",
        "position": None,
    }


def plain(collection: str, id: str, body: dict[str, Any], rev: int = 1) -> dict[str, Any]:
    """A record of any body, without blobs."""
    text = json.dumps(body, ensure_ascii=False)
    name = {"collection": collection, "id": id, "rev": rev, "base": None}
    return name | {"digest": digest_of(text), "body": text, "blobs": []}


def metadata(data: bytes, type: str = "image/jpeg", sha256: str | None = None) -> str:
    named = sha256 or hashlib.sha256(data).hexdigest()
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in (("sha256", named), ("type", type))
    )


def checksum(data: bytes, algorithm: str = "sha256") -> str:
    digest = hashlib.new(algorithm, data).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


@dataclass
class Phone:
    """One browser profile of one person."""

    http: FlaskClient
    user: User
    client_id: str = field(default_factory=uuid7)
    epoch: str = ""

    def post(self, path: str, body: Any, **how: Any) -> TestResponse:
        return self.http.post(path, json=body, headers=OURS, **how)

    def hello(self, **changes: Any) -> TestResponse:
        call = {"client_id": self.client_id, "app_version": "1.0.0", "schema": 1} | changes
        answer = self.post("/sync/hello", call)
        if answer.status_code == 200:
            self.epoch = answer.json["epoch"]
        return answer

    def push(self, *records: Any, **changes: Any) -> list[dict[str, Any]]:
        call = {"epoch": self.epoch, "client_id": self.client_id, "records": records} | changes
        answer = self.post("/sync/push", call)
        assert answer.status_code == 200, answer.json
        results: list[dict[str, Any]] = answer.json["results"]
        return results

    def pull(self, cursors: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
        call = {"epoch": self.epoch, "client_id": self.client_id, "cursors": cursors or {}}
        answer = self.post("/sync/pull", call | changes)
        assert answer.status_code == 200, answer.json
        return {one["scope"]: one for one in answer.json["scopes"]}

    def pull_to_the_end(self) -> dict[str, int]:
        """The cursors after every page of every scope has come."""
        pages = self.pull()
        while any(page["more"] for page in pages.values()):
            pages = self.pull({scope: page["upto"] for scope, page in pages.items()})
        return {scope: page["upto"] for scope, page in pages.items()}

    def pull_whole(self, scope: str) -> list[dict[str, Any]]:
        """All rows of one scope, page by page: every version of a checklist is in the catalogue."""
        page = self.pull()[scope]
        rows = list(page["rows"])
        while page["more"]:
            page = self.pull({scope: page["upto"]})[scope]
            rows += page["rows"]
        return rows

    def create(self, data: bytes, body: bytes | None = None, **how: Any) -> TestResponse:
        """One tus request for the whole photo, unless `body` says which part of it."""
        headers = TUS | {
            "Upload-Length": str(len(data)),
            "Upload-Metadata": metadata(
                data, how.pop("type", "image/jpeg"), how.pop("sha256", None)
            ),
        }
        sent = data if body is None else body
        kind = {"Content-Type": CHUNK} if sent else {}
        return self.http.post(
            "/sync/uploads", data=sent, headers=headers | kind | how.pop("headers", {}), **how
        )

    def append(self, location: str, offset: int, data: bytes, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = TUS | {"Upload-Offset": str(offset), "Content-Type": CHUNK} | named
        return self.http.patch(location, data=data, headers=sent)

    def head(self, location: str) -> TestResponse:
        return self.http.head(location, headers=TUS)

    def upload_all(self, made: MadeBody) -> None:
        for data in made.photos.values():
            answer = self.create(data, type=media_type(data))
            assert answer.status_code == 201, answer.json


def sign_in(app: Flask, user: User) -> Phone:
    """A signed-in phone that has said nothing yet."""
    phone = Phone(app.test_client(), user)
    answer = phone.post("/auth/login", {"user": user.name, "password": PASSWORD})
    assert answer.status_code == 200
    return phone


def ready_phone(app: Flask, user: User) -> Phone:
    """Signed in and registered."""
    phone = sign_in(app, user)
    assert phone.hello().status_code == 200
    return phone
