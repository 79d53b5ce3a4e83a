"""A correction moves as the table allows: each case by its name, and any sequence of moves."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.domain.corrections.correction import SERVICES, Correction, Move
from inspect_app.domain.corrections.moving import move
from inspect_app.domain.corrections.table import ENDED, MEASURES, MOVES, OPEN
from inspect_app.domain.refusals import Refused
from inspect_app.plans.workdays import current_workdays

FILE = Path(__file__).parents[2] / "vectors" / "corrections" / "moves.json"
CASES = json.loads(FILE.read_text("utf-8"))
DAYS = ("served_on", "due_on")
OF_MOVE = ("move", "who", "on", "reason", "how", "photos", "more", "name", "then", "refused")
TODAY = date(2022, 9, 14)


def correction_of(case):
    given = {name: value for name, value in case.items() if name not in OF_MOVE}
    given |= {name: date.fromisoformat(given[name]) for name in DAYS if given.get(name)}
    return Correction(**{"measure": "order", "weight": "general", "days": None} | given)


def move_of(case):
    return Move(
        name=case["move"],
        who=case["who"],
        on=date.fromisoformat(case.get("on", TODAY.isoformat())),
        reason=case.get("reason", ""),
        days=case.get("more"),
        how=case.get("how"),
        photos=case.get("photos", 0),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_table_holds(case):
    if "refused" in case:
        with pytest.raises(Refused) as told:
            move(correction_of(case), move_of(case), current_workdays())
        assert told.value.code == case["refused"]
        return
    found = asdict(move(correction_of(case), move_of(case), current_workdays()))
    found |= {name: str(found[name]) for name in DAYS if found[name]}
    assert {name: found[name] for name in case["then"]} == case["then"]


def test_every_move_has_a_case_that_is_made_and_nothing_follows_an_end():
    assert {case["move"] for case in CASES if "then" in case} >= set(MOVES) - NOT_TOLD
    for name, rule in MOVES.items():
        assert rule.start <= set(OPEN) or name == "propose", name
        assert rule.to is None or rule.to in (*OPEN, *ENDED), name


NOT_TOLD = {"decline", "supplement", "send", "assign", "escalate", "void", "ask"}
WANTED = st.builds(
    Move,
    name=st.sampled_from(sorted(MOVES)),
    who=st.sampled_from(["system", "supervisor", "inspector", "operator"]),
    on=st.integers(0, 400).map(lambda days: TODAY + timedelta(days=days)),
    reason=st.sampled_from(["", "示例"]),
    days=st.sampled_from([None, 0, 3, 10]),
    how=st.sampled_from([None, *SERVICES]),
    photos=st.integers(0, 2),
    by_inspection=st.booleans(),
)


@given(
    st.sampled_from(sorted(MEASURES)),
    st.sampled_from(["veto", "key", "general"]),
    st.sampled_from([None, 0, 5]),
    st.lists(WANTED, max_size=40),
)
def test_no_sequence_of_moves_leaves_the_table(measure, weight, days, wanted):
    now = Correction(measure=measure, weight=weight, days=days)
    released = False
    for one in wanted:
        try:
            then = move(now, one, current_workdays())
        except Refused:
            continue
        rule = MOVES[one.name]
        assert one.who in rule.who
        assert now.state in rule.start
        released |= one.name == "release"
        if then.state == "closed" and then.stops:
            assert released
        if now.served_on:
            assert then.served_on == now.served_on
            moved = now.due_on != then.due_on
            assert not moved or (one.name == "extend" and not now.extended)
        assert then.holds == (then.state in OPEN and then.served_on is not None)
        now = then
