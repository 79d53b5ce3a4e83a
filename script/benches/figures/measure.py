"""Measures pages, decisions and recounts of a city that is open in this process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from inspect_app.config import read_settings
from inspect_app.domain.figures.counting import AsOf
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import list_figures
from inspect_app.queries.people import find_user
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from script.benches.figures.requests import p95, sign_in, timed
from script.benches.progress import say
from tests.instances import opened
from tests.statements import counted

WARM, COLD, FIRST = 40, 8, 3
OLDER = date(2022, 9, 14)


class City:
    """A city in which somebody decides between two requests."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        chief = find_user("chief")
        assert chief
        self.chief = chief.id
        self.area = current_plan().areas[0].code
        self._waiting = self._revisions("received", Revision.received_at.asc())
        self._approved = self._revisions("approved", Revision.inspection_id.desc())
        db.session.rollback()

    def approve(self) -> None:
        approve(self.chief, self._waiting.pop(), 1, at=datetime.now(UTC))
        db.session.rollback()

    def withdraw(self) -> None:
        """Decide something, so that no page can be as it was."""
        at = datetime.now(UTC)
        withdraw_approval(self.chief, self._approved.pop(), 1, "测速", at=at)
        db.session.rollback()

    def visited(self) -> list[str]:
        """Return the ids of some premises."""
        query = select(Inspection.premises_id).join(Premises).where(Premises.kind == "stall")
        found = list(db.session.scalars(query.limit(WARM + FIRST)))
        db.session.rollback()
        return found

    def warm(self, *asks: Callable[[], float]) -> float:
        """Return the p95 of requests, each after a decision, the first ones left out."""
        took: list[float] = []
        for number in range(WARM + FIRST):
            for ask in asks:
                self.withdraw()
                one = ask()
                if number >= FIRST:
                    took.append(one)
        return p95(took)

    def _revisions(self, state: str, order: Any) -> list[str]:
        query = select(Revision.inspection_id).filter_by(state=state).order_by(order)
        return list(db.session.scalars(query.limit(2000)))


def measure_pages(app: Flask) -> Iterator[tuple[str, float]]:
    """Yield each key with what was measured."""
    city = City(app)
    admin, chief, street = (sign_in(app, name) for name in ("admin", "chief", "street"))
    plan = plan_in_force()
    db.session.rollback()
    lists = f"/desk/targets/stall-standard?side=open&area={city.area}"
    older = f"as_of={OLDER}"
    places = city.visited()

    def known() -> float:
        took = timed(lambda: list_figures(plan, AsOf(OLDER, OLDER)))
        db.session.rollback()
        return took

    with counted() as said:
        admin.get("/desk/")
    yield "overview_p95_ms", city.warm(lambda: admin.get("/desk/"))
    yield (
        "street_p95_ms",
        city.warm(lambda: admin.get(lists), lambda: street.get("/desk/")),
    )
    yield (
        "asof_p95_ms",
        city.warm(
            lambda: admin.get(f"/desk/?{older}"),
            lambda: admin.get(f"/desk/targets/stall-standard?side=numerator&{older}"),
        ),
    )
    yield "known_at_p95_ms", city.warm(known)
    yield "premises_p95_ms", city.warm(lambda: chief.get(f"/desk/premises/{places.pop()}"))
    yield "queue_p95_ms", city.warm(lambda: chief.get("/desk/reviews"))
    yield "approve_p95_ms", p95([timed(city.approve) for _ in range(WARM + FIRST)][FIRST:])
    yield "queries", len([one for one in said if not one.startswith("BEGIN")])


def measure_all(environment: dict[str, str]) -> dict[str, float]:
    """Measure a city of this environment: warm in this process, cold in a new one each time."""
    measured = {}
    with opened(read_settings(environment)) as app:
        client = sign_in(app, "admin").client
        measured["overview_cold_p95_ms"] = p95(cold(environment, client) for _ in range(COLD))
        for name, value in measure_pages(app):
            say(f"{name} {value}")
            measured[name] = value
    return measured


def cold(environment: dict[str, str], client: Any) -> float:
    """Return the milliseconds of the first request of a process."""
    cookies = [(one.key, one.value) for one in client._cookies.values()]
    command = [sys.executable, "-m", "script.benches.figures.cold", json.dumps(cookies)]
    ended = subprocess.run(
        command, env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return float(ended.stdout)


def run_command(environment: dict[str, str], *words: str) -> tuple[float, int, str]:
    """Run `inspect-app`; return its seconds, its largest memory in MB, and what it printed."""
    begun = time.monotonic()
    command = [sys.executable, "-c", "from inspect_app.cli import main; raise SystemExit(main())"]
    running = subprocess.Popen(
        [*command, *words], env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout
    said = running.stdout.read()
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{words}: {said[:2000]}")
    return round(time.monotonic() - begun, 1), usage.ru_maxrss // 1024, said
