"""A correction that is served and due on 19 September 2022, and receivers for its events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.table import INSPECTOR, OPERATOR, SUPERVISOR
from inspect_app.domain.ids import uuid7
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.moves import Made, lock_correction, make_move, today_of
from inspect_app.services.notices.making import NoticeMaker
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.notices_port import plug_notices
from inspect_app.services.writing.transaction import writing
from tests.makers import make_premises
from tests.notices.receivers import Heard, listening
from tests.services.pushing import NOON, push
from tests.services.test_corrections import ITEM, made_with, rows

SERVED = NOON + timedelta(hours=4)


@dataclass
class Case:
    """One correction of Lin's inspection, and moves of it."""

    id: str
    inspection: str
    premises: Premises
    lin: User
    chen: User

    @property
    def row(self) -> CorrectionRow:
        (row,) = rows()
        return row

    def move(self, name: str, who: str, at: datetime, actor: User | None = None, **more) -> str:
        with writing(at) as w:
            row = lock_correction(w, self.id)
            wanted = Move(name, who, today_of(w), **more)
            make_move(w, row, Made(wanted, actor.id if actor else None))
        return name

    def report(self, at: datetime = SERVED + timedelta(hours=1)) -> None:
        self.move("report", OPERATOR, at, reason="已改（示例）")

    def send(self, at: datetime, to: User | None = None) -> None:
        with writing(at) as w:
            row = lock_correction(w, self.id)
            row.assigned_to = to.id if to else None
            make_move(w, row, Made(Move("send", SUPERVISOR, today_of(w)), self.chen.id))


@pytest.fixture
def case(app: Flask, lin: User, bai: User, chen: User) -> Case:
    id, premises = uuid7(), make_premises()
    push(made_with(lin, bai, premises, ITEM, id=id), lin, id=id)
    approve(chen.id, id, 1, at=NOON + timedelta(hours=3))
    (row,) = rows()
    found = Case(row.id, id, premises, lin, chen)
    found.move("serve", INSPECTOR, SERVED, lin, how="handed")
    return found


@pytest.fixture
def heard() -> Iterator[Heard]:
    with listening() as receiver:
        yield receiver


@pytest.fixture
def told(app: Flask, heard: Heard) -> Heard:
    """The receiver is in the settings."""
    plug_notices(NoticeMaker([heard.receiver()]))
    return heard


def morning(day: int, month: int = 9) -> datetime:
    """Nine in the morning in Shanghai."""
    return datetime(2022, month, day, 1, 0, tzinfo=UTC)
