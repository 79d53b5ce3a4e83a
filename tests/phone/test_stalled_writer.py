"""A worker stands still while it holds the lock: others are told to come again, nothing doubles."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from inspect_app.config import Settings
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.services.writing import sqlite_writer_queue
from inspect_app.services.writing.audit import verify_chain
from tests.bodies import MadeBody
from tests.phone.phones import Phone, entry

pytestmark = pytest.mark.both


@pytest.fixture
def holder(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    told = {"INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.phone.holding"],
        env=os.environ | {f"INSPECT_{name}": value for name, value in told.items()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with worker:
        yield worker
        worker.kill()


@pytest.fixture(params=[0, pytest.param(35, marks=pytest.mark.long)])
def still_s(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, phone: Phone) -> int:
    """For so long nothing moves; daily with limits as short as this test's patience."""
    if request.param == 0:
        monkeypatch.setattr(sqlite_writer_queue, "LONGEST_WAIT_S", 0.1)
        sqlite = db.engine.dialect.name == "sqlite"
        db.session.execute(
            text("PRAGMA busy_timeout=100" if sqlite else "SET lock_timeout = '100ms'")
        )
        db.session.commit()
    return int(request.param)


def test_a_worker_that_stands_still_holds_up_nobody_for_good(
    app: Flask, phone: Phone, made: MadeBody, holder: "subprocess.Popen[str]", still_s: int
) -> None:
    phone.upload_all(made)
    id = uuid7()
    assert holder.stdout and holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGSTOP)
    (result,) = phone.push(entry(made, id))
    assert (result["verdict"], result["code"]) == ("retry", "busy")
    assert phone.pull()
    db.session.rollback()  # as a request would end
    time.sleep(still_s)
    os.kill(holder.pid, signal.SIGCONT)
    holder.communicate("\n", timeout=60)
    assert phone.push(entry(made, id))[0]["verdict"] == "stored"
    held = db.session.query(AuditEntry).filter_by(action="test.hold").count()
    assert held == (holder.returncode == 0)
    assert verify_chain(db.session()).bad is None
