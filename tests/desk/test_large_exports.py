"""A hundred thousand rows leave as a file, in bounded memory and well before any time-out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import insert

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.exports import ExportEntry
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.makers import CAOYANG, LONG_AGO
from tests.signing import PAGE, visitor

ROWS, AT_ONCE = 100_000, 10_000
MOST_BYTES = 80 * 1024 * 1024  # all rows at once take several times of it
MOST_CPU_S = 60


def register(first: int) -> None:
    """Ten thousand stalls, without what phones pull of them."""
    known = {"kind": "stall", "area": CAOYANG, "address": "曹杨新村示例路 88 号", "attrs": {}}
    since = {"registered_on": date(2020, 9, 1), "recorded_at": LONG_AGO}
    rows = [
        {"id": uuid7(), "code": f"{at:08d}", "name": f"{at} 号摊（示例）"} | known | since
        for at in range(first, first + AT_ONCE)
    ]
    db.session.execute(insert(Premises), rows)
    db.session.commit()


@contextmanager
def measured() -> Iterator[list[int]]:
    """The most bytes that this process had beyond what it began with."""
    before, most, over = resident(), [0], Event()

    def look() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], resident() - before)

    looking = Thread(target=look)
    looking.start()
    try:
        yield most
    finally:
        over.set()
        looking.join()


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.long
def test_a_hundred_thousand_rows_fit_into_little_memory_and_time(app: Flask, ming: User) -> None:
    for first in range(0, ROWS, AT_ONCE):
        register(first)
    browser = visitor(app, "ming")
    for kind in ("csv", "xlsx"):
        begun = time.process_time()
        with measured() as most:
            answer = browser.post("/desk/exports/premises", data={"format": kind}, headers=PAGE)
            with answer:
                size = sum(map(len, answer.iter_encoded()))
        spent = time.process_time() - begun
        print(kind, size, most[0] >> 20, "MiB", round(spent, 1), "s")  # noqa: T201
        assert answer.status_code == 200 and size == int(answer.headers["Content-Length"])
        assert most[0] < MOST_BYTES and spent < MOST_CPU_S
    assert [one.rows for one in db.session.query(ExportEntry)] == [ROWS, ROWS]
