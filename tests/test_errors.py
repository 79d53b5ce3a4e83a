"""Every problem has its words; what nobody foresaw tells an id and nothing else."""

import logging
from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.errors import CATALOGUE, problem
from inspect_app.extensions import db
from inspect_app.guards import open_to_all
from inspect_app.storage.bucket import StorageAway

NEXT = {"sign_in", "retry", "fix", "ask", "wait", "none"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def faulty(settings: Settings) -> Iterator[FlaskClient]:
    """An app with doors that fail."""
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.register_blueprint(_faults())
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def _faults() -> Blueprint:
    faults = Blueprint("faults", __name__)
    faults.before_request(open_to_all)

    @faults.get("/fault/secret")
    def secret() -> str:
        raise RuntimeError("password=hunter2")

    @faults.get("/fault/full")
    def full() -> str:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    @faults.get("/fault/away")
    def away() -> str:
        raise StorageAway("no answer")

    @faults.get("/fault/known")
    def known() -> str:
        raise problem("stale")

    return faults


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_problem_has_words_and_a_way_on(code: str) -> None:
    one = CATALOGUE[code]
    assert one.zh.endswith("。")
    assert one.en.endswith((".", "?"))
    assert one.next in NEXT
    assert 400 <= one.status < 600


def test_an_unforeseen_fault_tells_an_id_and_nothing_else(
    faulty: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = faulty.get("/fault/secret", headers=JSON)
    error = answer.get_json()["error"]
    assert answer.status_code == 500
    assert (error["code"], error["safe"]) == ("error", False)
    assert "hunter2" not in answer.get_data(as_text=True)
    assert error["error_id"] in caplog.text


@pytest.mark.parametrize("trouble", ["full", "away"])
def test_a_disk_in_trouble_says_that_the_data_is_safe_and_when_to_come_back(
    faulty: FlaskClient, trouble: str
) -> None:
    answer = faulty.get(f"/fault/{trouble}", headers=JSON)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (503, f"storage_{trouble}")
    assert answer.headers["Retry-After"]
    assert answer.get_json()["error"]["safe"] is True


def test_programs_get_json_in_the_shape_of_the_catalogue(faulty: FlaskClient) -> None:
    error = faulty.get("/fault/known", headers=JSON).get_json()["error"]
    assert {"code", "zh", "en", "safe", "next"} <= error.keys()


def test_people_get_a_page(faulty: FlaskClient) -> None:
    answer = faulty.get("/fault/known", headers={"Accept": "text/html"})
    assert answer.mimetype == "text/html"
    assert CATALOGUE["stale"].zh in answer.get_data(as_text=True)


def test_an_unknown_address_and_a_wrong_method_are_told_apart(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/no/such/place", headers=JSON).status_code == 404
    assert client.delete("/healthz", headers=JSON).status_code == 405
