"""Two at once: each move of a correction is made after the other one, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests.makers import make_premises
from tests.services.correction_checks import steps_of, what_is_wrong
from tests.services.pushing import push
from tests.services.test_corrections import ITEM, LATER, OTHER, made_with, rows

Act = Callable[[], None]
TIMES = 2
pytestmark = pytest.mark.both


@pytest.fixture
def inspection(lin, bai) -> str:
    id = uuid7()
    push(made_with(lin, bai, make_premises(), ITEM, OTHER, id=id), lin, id=id)
    return id


def moving(id: str, name: str, who: str, **more) -> Act:
    def act() -> None:
        with writing(LATER) as w:
            row = lock_correction(w, id)
            assert row
            make_move(w, row, Made(Move(name, who, date(2022, 9, 15), "示例", **more)))

    return act


def at_once(app: Flask, *acts: Act) -> list[str]:
    """How each of them ended, each in a worker of its own: `done`, or why it was refused."""
    ready = Barrier(len(acts))

    def one(act: Act) -> str:
        with app.app_context():
            ready.wait(20)
            try:
                act()
                return "done"
            except Refused as no:
                return no.code
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def sound() -> None:
    assert [told for row in rows() for told in what_is_wrong(row, steps_of(row))] == []


@pytest.mark.parametrize("_", range(TIMES))
def test_an_answer_and_the_order_come_to_the_same_in_any_order(app, chen, inspection, _) -> None:
    chen_id, ids = chen.id, [row.id for row in rows()]
    answers = [moving(id, "report", "operator") for id in ids]
    ended = at_once(app, lambda: approve(chen_id, inspection, 1, at=LATER), *answers)
    assert ended == ["done"] * 3
    assert [row.state for row in rows()] == ["reported"] * 2
    assert {step.number for row in rows() for step in row.moves} == {1, 2}
    sound()


@pytest.mark.parametrize("_", range(TIMES))
def test_of_two_sendings_one_is_made(app, chen, inspection, _) -> None:
    approve(chen.id, inspection, 1, at=LATER)
    send = moving(rows()[0].id, "send", "supervisor")
    assert sorted(at_once(app, send, send)) == ["done", "not_possible"]
    sound()


@pytest.mark.parametrize("_", range(TIMES))
def test_what_passed_and_what_a_withdrawal_voids_is_one_of_both(app, chen, inspection, _) -> None:
    chen_id = chen.id
    approve(chen_id, inspection, 1, at=LATER)
    id = rows()[0].id
    moving(id, "send", "supervisor")()
    passing = moving(id, "pass", "inspector")

    def withdrawing() -> None:
        withdraw_approval(chen_id, inspection, 1, "示例", at=LATER)

    passed, withdrawn = at_once(app, passing, withdrawing)
    assert withdrawn == "done"
    assert rows()[0].state == ("closed" if passed == "done" else "void")
    assert rows()[1].state == "void"
    sound()
