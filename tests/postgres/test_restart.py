"""PostgreSQL is restarted under a working server: requests fail politely, and then they do not."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.app import create_app
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from tests import makers
from tests.conftest import config_url, make_template, settings_for
from tests.phone.phones import Phone, plain, ready_phone
from tests.phone.test_real_server import scan_of
from tests.postgres.cluster import Cluster


@pytest.fixture
def lins_phone(tmp_path: Path, durable_postgres: Cluster) -> Iterator[Phone]:
    """At a server of which every connection is a line that will be cut."""
    url = config_url(durable_postgres, durable_postgres.new_database())
    settings = replace(settings_for(tmp_path), database_url=url)
    make_template(settings)
    app: Flask = create_app(settings)
    with app.app_context():
        lin = makers.make_user("lin", role="inspector")
        yield ready_phone(app, lin)
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restart", "crash"])
def test_the_next_request_after_a_restart_finds_a_new_line(
    lins_phone: Phone, durable_postgres: Cluster, how: signal.Signals
) -> None:
    first, second = (plain("scan", uuid7(), scan_of(lins_phone.user.id)) for _ in range(2))
    assert lins_phone.push(first)[0]["verdict"] == "stored"
    db.session.rollback()
    durable_postgres.stop(how)
    call = {"epoch": "x", "client_id": lins_phone.client_id, "records": [second]}
    answer = lins_phone.post("/sync/push", call)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy")
    durable_postgres.start()
    results = lins_phone.push(first, second)
    assert [one["verdict"] for one in results] == ["already", "stored"]
