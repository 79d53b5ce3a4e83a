"""A supervisor moves corrections: who may not, what a guard forbids, and what each move leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.figures.counting import AsOf
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.reminders import Reminder
from inspect_app.models.sync import SyncRow
from inspect_app.queries.corrections.figures import count_corrections
from inspect_app.services.corrections.clauses import confirm_clause, enter_clause
from inspect_app.services.corrections.reminders import remind
from inspect_app.services.people.accounts import disable_user
from tests.desk import corrections as made
from tests.desk.corrections import DAY, LATER, decided, moved, row
from tests.makers import TAOPU, make_premises, make_user, replace_attrs

pytestmark = pytest.mark.both


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(ProblemError) as told:
        yield
    assert told.value.problem.code == code


@pytest.fixture
def served(lin, bai, chen) -> str:
    """The id of a general item's order, served on the day of the visit."""
    return made.served(lin, bai, chen)[0]


@pytest.fixture
def reported(lin, bai, chen) -> str:
    """The same, about which the operator reported."""
    return made.reported(lin, bai, chen)[0]


@pytest.fixture
def stopped(bai, chen) -> str:
    """The id of a stop of a lift that was looked at again and passed."""
    liu = make_user("liu", role="inspector", kinds=["elevator"])
    he = make_user("he", role="supervisor", kinds=["elevator"])
    estate = make_premises(kind="estate", name="示例小区（示例）")
    lift = make_premises(kind="elevator", parent=estate.id, name="1 号梯（示例）")
    replace_attrs(lift, {"residential": True})
    (id,) = made.served(liu, bai, he, made.VETO, place=lift, measure="stop_use", days=0)
    decided(he, id, "send", to=liu.id)
    return id


@pytest.mark.parametrize("name", ["lin", "ming", "au"])
def test_only_supervisors_move_it(served, lin, ming, name) -> None:
    make_user("au", role="auditor")
    actor = db.session.query(User).filter_by(name=name).one()
    with refused("role"):
        decided(actor, served, "extend", reason="等配件", days=2)
    assert row(served).steps == 2


def test_a_supervisor_of_another_street_finds_nothing(served) -> None:
    there = make_user("there", role="supervisor", areas=[TAOPU])
    with refused("not_found"):
        decided(there, served, "extend", reason="等配件", days=2)


@pytest.mark.parametrize("name", ["accept", "escalate", "void"])
def test_who_inspected_settles_nothing(reported, lin, name) -> None:
    lin.role = "supervisor"
    db.session.commit()
    with refused("own_work"):
        decided(lin, reported, name, reason="自己来")


def test_who_looked_again_releases_nothing(stopped) -> None:
    liu = db.session.query(User).filter_by(name="liu").one()
    moved(stopped, Move("pass", "inspector", DAY), liu.id)
    liu.role = "supervisor"
    db.session.commit()
    with refused("own_work"):
        decided(liu, stopped, "release")
    assert row(stopped).state == "recheck"


def test_a_move_that_only_others_make_is_refused(reported, chen) -> None:
    for name in ("pass", "report", "order", "nothing"):
        with refused("correction_not_possible"):
            decided(chen, reported, name, reason="代为填写")


def test_who_saw_an_older_state_moves_nothing(reported, chen) -> None:
    with refused("correction_moved"):
        decided(chen, reported, "accept", seen=2)
    assert row(reported).state == "reported"


def test_an_extension_is_given_once_with_its_reason(served, chen) -> None:
    with refused("correction_reason"):
        decided(chen, served, "extend", reason="  ", days=2)
    with refused("correction_days"):
        decided(chen, served, "extend", reason="等配件", days=0)
    decided(chen, served, "extend", reason="等配件", days=2)
    assert (row(served).due_on, row(served).extended) == (date(2022, 9, 21), True)
    with refused("correction_once"):
        decided(chen, served, "extend", reason="再等等", days=2)


def test_nothing_is_extended_after_the_deadline(served, chen) -> None:
    with refused("correction_late"):
        decided(chen, served, "extend", at=LATER + timedelta(days=6), reason="等配件", days=2)


def test_what_was_asked_for_is_declined(served, chen) -> None:
    with refused("correction_not_possible"):
        decided(chen, served, "decline", reason="没有申请")
    moved(served, Move("ask", "operator", DAY, reason="等配件"))
    decided(chen, served, "decline", reason="三天够了")
    assert not row(served).asked


def test_photos_alone_are_enough_for_general_items(lin, bai, chen, reported) -> None:
    place = make_premises(name="另一家食堂（示例）")
    (key,) = made.reported(lin, bai, chen, made.KEY, place=place)
    with refused("correction_general_only"):
        decided(chen, key, "accept")
    decided(chen, reported, "accept")
    assert (row(reported).state, row(reported).closed_on) == ("closed", DAY)
    audited = db.session.query(AuditEntry).filter_by(action="correction.accept").one()
    assert (audited.actor, audited.detail["state"]) == (chen.id, "closed")


def test_what_is_not_enough_goes_back_with_words(reported, chen) -> None:
    decided(chen, reported, "supplement", reason="请拍温度计")
    assert (row(reported).state, row(reported).moves[-1].reason) == ("ordered", "请拍温度计")


def test_nobody_is_sent_who_may_not_go_there(reported, chen, wu, bai) -> None:
    disable_user("bai", at=LATER)
    for person in (wu.id, bai.id, chen.id, "nobody", None):
        with refused("correction_person"):
            decided(chen, reported, "send", to=person)
    assert row(reported).state == "reported"


def test_who_is_sent_gets_the_row_and_who_is_no_longer_loses_it(reported, chen) -> None:
    zhou, qian = (make_user(name, role="inspector") for name in ("zhou", "qian"))
    decided(chen, reported, "send", to=zhou.id)
    assert (row(reported).state, row(reported).assigned_to) == ("recheck", zhou.id)
    assert held_by(zhou, reported)
    decided(chen, reported, "assign", to=qian.id)
    assert held_by(qian, reported) and not held_by(zhou, reported)
    assert row(reported).moves[-1].detail == {"to": qian.id}


def held_by(user: User, id: str) -> bool:
    query = db.session.query(SyncRow).filter_by(scope=f"user:{user.id}", collection="correction")
    return any(one.id == id and one.data is not None for one in query)


def test_a_stop_at_once_holds_until_its_release_and_is_never_late(stopped) -> None:
    found = row(stopped)
    assert (found.days, found.served_on, found.due_on) == (0, DAY, None)
    counted = count_corrections(DAY, AsOf(date(2032, 1, 1)), [])
    assert (counted["open"], counted["overdue"]) == (1, 0)


def test_a_stop_ends_by_its_release_alone(stopped) -> None:
    he, liu = (db.session.query(User).filter_by(name=name).one() for name in ("he", "liu"))
    with refused("correction_not_passed"):
        decided(he, stopped, "release")
    moved(stopped, Move("pass", "inspector", DAY), liu.id)
    assert row(stopped).state == "recheck"
    decided(he, stopped, "release")
    assert row(stopped).state == "closed"


def test_a_service_lies_between_the_visit_and_today(lin, bai, chen) -> None:
    (id,) = made.ordered(lin, bai, chen)
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with refused("correction_service"):
            decided(chen, id, "serve", how="posted", on=day)
    with refused("correction_service"):
        decided(chen, id, "serve", how="shouted", on=DAY)
    decided(chen, id, "serve", how="posted", on=DAY)
    assert (row(id).served_on, row(id).due_on) == (DAY, date(2022, 9, 19))


def test_without_a_clause_nothing_is_served_until_two_persons_settled_it(lin, bai, chen) -> None:
    dai = make_user("dai", role="supervisor")
    (id,) = made.ordered(lin, bai, chen, made.NO_CLAUSE)
    with refused("correction_clause"):
        decided(chen, id, "serve", how="handed", on=DAY)
    with refused("invalid"):
        enter_clause(chen.id, id, "  ", at=LATER)
    enter_clause(chen.id, id, "某规定第三条（示例）", at=LATER)
    with refused("second_person"):
        confirm_clause(chen.id, id, "某规定第三条（示例）", at=LATER)
    with refused("correction_moved"):
        confirm_clause(dai.id, id, "某规定第四条（示例）", at=LATER)
    with refused("correction_clause"):
        decided(chen, id, "serve", how="handed", on=DAY)
    confirm_clause(dai.id, id, "某规定第三条（示例）", at=LATER)
    with refused("done"):
        enter_clause(chen.id, id, "别的条款", at=LATER)
    decided(chen, id, "serve", how="handed", on=DAY)
    assert row(id).served_on == DAY


def test_a_clause_that_the_checklist_names_is_nobodys_to_enter(served, chen) -> None:
    with refused("done"):
        enter_clause(chen.id, served, "别的条款", at=LATER)


def test_inspectors_and_others_remind_nobody(served, lin, chen) -> None:
    with refused("role"):
        remind(lin.id, [served], at=LATER)
    there = make_user("there", role="supervisor", areas=[TAOPU])
    with refused("not_found"):
        remind(there.id, [served], at=LATER)
    with refused("not_found"):
        remind(chen.id, [served, "nothing"], at=LATER)
    assert db.session.query(Reminder).count() == 0


def test_a_premises_is_reminded_once_a_day_of_all_that_is_chosen(lin, bai, chen) -> None:
    ids = made.served(lin, bai, chen, made.GENERAL, made.KEY)
    first = remind(chen.id, ids, at=LATER)
    assert (first.premises, first.left_out) == (1, 0)
    again = remind(chen.id, ids[:1], at=LATER + timedelta(hours=1))
    assert (again.premises, again.left_out) == (0, 1)
    assert remind(chen.id, ids, at=LATER + timedelta(days=1)).premises == 1
    one = db.session.query(Reminder).filter_by(on=DAY).one()
    assert (sorted(one.corrections), one.step) == (sorted(ids), "reminder")
    assert [step.move for step in row(ids[0]).moves] == ["order", "serve"]


def test_a_letter_follows_on_the_fifth_working_day(served, chen) -> None:
    remind(chen.id, [served], at=LATER + timedelta(days=11))  # due on the 19th, this is the 25th
    remind(chen.id, [served], at=LATER + timedelta(days=12))  # Monday the 26th: five are over
    steps = [one.step for one in db.session.query(Reminder).order_by(Reminder.on)]
    assert steps == ["reminder", "letter"]


def test_what_waits_for_us_is_no_reason_to_remind(reported, chen) -> None:
    assert remind(chen.id, [reported], at=LATER).premises == 0
