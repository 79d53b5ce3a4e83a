"""`migrate` and `serve`: what stops a start is said before anything runs."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.queries.epochs import read_epoch
from inspect_app.services.writing.transaction import writing


@pytest.fixture
def changed(app):
    """A version was published with other content than its file has now."""
    with writing() as w:
        w.session.execute(update(ChecklistVersion).values(sha256="0" * 64))


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_a_changed_checklist_stops_the_start(tell, changed, command):
    result = tell(command)
    assert (result.code, result.out) == (2, "")
    assert "give the changed file a new version" in result.err


def test_a_taken_port_stops_the_start(tell, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("INSPECT_PORT", str(port))
        result = tell("serve")
    assert result.code == 2
    assert f"INSPECT_PORT={port + 1}" in result.err


def test_a_database_elsewhere_without_tls_stops_the_start_and_learns_no_password(tell, monkeypatch):
    with socket.create_server(("0.0.0.0", 0)) as server, ThreadPoolExecutor(1) as pool:
        heard = pool.submit(say_that_tls_is_off, server)
        url = f"postgresql://lin:canary@{socket.gethostname()}:{server.getsockname()[1]}/inspect"
        monkeypatch.setenv("INSPECT_DATABASE_URL", url)
        result = tell("migrate")
        assert (result.code, result.out) == (2, "")
        assert "sslmode" in result.err and "canary" not in result.err
        assert heard.result() == SSL_REQUEST


SSL_REQUEST = bytes.fromhex("0000000804d2162f")


def say_that_tls_is_off(server):
    """What PostgreSQL without a certificate answers; returns all that the client said."""
    connection, _ = server.accept()
    with connection:
        asked = connection.recv(8)
        connection.sendall(b"N")
        return asked + connection.recv(1024)


def test_migrating_again_changes_nothing(tell, app):
    entries, epoch = db.session.scalar(select(func.count(AuditEntry.seq))), read_epoch()
    db.session.rollback()
    assert tell("migrate", "--json").code == 0
    assert db.session.scalar(select(func.count(AuditEntry.seq))) == entries
    assert read_epoch() == epoch


def test_a_new_instance_answers_every_command(tell, go_to, tmp_path):
    go_to(tmp_path / "new")
    assert tell("migrate", "--json").json == {"instance": str(tmp_path / "new")}
    assert tell("targets", "--json").code == 0
    assert tell("checklists", "show", "canteen-school", "--json").code == 0
