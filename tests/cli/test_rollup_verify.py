"""`rollup verify` finds what nobody inspected like that; what was inspected loads elsewhere."""

import json
import shutil
from datetime import date

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan
from inspect_app.models.imported import BaselineChange
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.services.register.dated_facts import correct_attrs
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.bodies import make_body
from tests.cli.histories import figures
from tests.services.pushing import NOON, push


def inspected(lin, bai, chen) -> Premises:
    premises = makers.make_premises()
    for day in ("2022-03-01", "2022-09-14"):
        id = uuid7()
        push(make_body(lin, bai, premises, on=day), lin, id=id)
        approve(chen.id, id, 1, at=NOON.replace(day=20))
    return premises


def test_an_inspected_history_loads_elsewhere_with_the_same_figures(
    tell, go_to, lin, bai, chen, template, tmp_path
):
    premises = inspected(lin, bai, chen)
    with writing(NOON) as w:
        correct_attrs(w, premises, {"community_meals": False})
        w.session.add(
            BaselineChange(
                target="consumer-unit",
                from_on=date(2021, 1, 1),
                count=7,
                dated_on=date(2020, 12, 31),
                recorded_at=w.at,
            )
        )
    before, exported = figures(tell), tell("rollup", "export").out
    assert before["canteen-school"]["numerator"] == 1
    assert before["consumer-unit"]["numerator"] == 7
    assert [len(row["attrs_from"]) for row in json.loads(exported)["premises"]] == [2]
    other = tmp_path / "other"
    shutil.copytree(template, other)
    (tmp_path / "h.json").write_text(exported)
    go_to(other)
    assert tell("rollup", "load", str(tmp_path / "h.json")).code == 0
    assert figures(tell) == before
    assert tell("rollup", "export").out == exported


def test_a_withdrawn_approval_is_exported_and_the_older_visit_counts_again(tell, lin, bai, chen):
    inspected(lin, bai, chen)
    newer = db.session.query(Standing).one().inspection_id
    assert figures(tell, "--as-of", "2023-09-14")["canteen-school"]["numerator"] == 1
    withdraw_approval(chen.id, newer, 1, "否认签名（示例）", at=NOON.replace(day=21))
    assert figures(tell)["canteen-school"]["inspected"] == 1
    assert figures(tell, "--as-of", "2023-09-14")["canteen-school"]["numerator"] == 0
    rows = {row["id"]: row for row in tell("rollup", "export").json["inspections"]}
    (revision,) = rows[newer]["revisions"]
    assert [one["action"] for one in revision["reviews"]] == ["approve", "withdraw"]
    assert tell("rollup", "verify").out == "10 targets, 1 premises, 0 differ\n"


def test_verify_finds_a_standing_that_no_visit_bears_out(tell, lin, bai, chen):
    premises = inspected(lin, bai, chen)
    assert tell("rollup", "verify").out == "10 targets, 1 premises, 0 differ\n"
    db.session.query(Standing).update({"covered": False})
    db.session.commit()
    result = tell("rollup", "verify", "--json")
    assert (result.code, result.json["differ"]) == (1, 1)
    assert premises.id in result.json["differing"][0]


@pytest.mark.parametrize(
    ("column", "value"),
    [("passed", False), ("covered", False), ("result", "nonconform"), ("complete", False)],
)
def test_verify_finds_a_revision_that_was_altered_after_it_was_judged(
    tell, lin, bai, chen, column, value
):
    inspected(lin, bai, chen)
    db.session.query(Revision).update({column: value})
    db.session.commit()
    result = tell("rollup", "verify", "--json")
    assert result.code == 1
    assert [line for line in result.json["differing"] if line.endswith(f": {column}")]


def test_verify_finds_a_body_that_is_not_the_one_that_was_sealed(tell, lin, bai, chen):
    inspected(lin, bai, chen)
    revision = db.session.query(Revision).first()
    revision.body = revision.body.replace("10:12:00", "10:13:00")
    db.session.commit()
    result = tell("rollup", "verify")
    assert (result.code, result.out) == (1, "10 targets, 1 premises, 1 differ\n")
    assert f"{revision.inspection_id} 1: body" in result.err


def test_verify_says_what_differs_to_people(tell, lin, bai, chen):
    inspected(lin, bai, chen)
    db.session.query(Standing).delete()
    db.session.commit()
    result = tell("rollup", "verify")
    assert (result.code, result.out) == (1, "10 targets, 1 premises, 1 differ\n")
    assert "standing canteen-school" in result.err


def test_a_rebuild_says_how_much_it_counted_and_verify_agrees(tell, lin, bai, chen):
    inspected(lin, bai, chen)
    assert tell("rollup", "rebuild", "--json").json == {"things": 1}
    assert tell("rollup", "verify").out == "10 targets, 1 premises, 0 differ\n"


def test_verify_finds_a_span_and_a_sum_that_no_fact_bears_out(tell, lin, bai, chen):
    inspected(lin, bai, chen)
    db.session.query(FigureSpan).filter_by(side="numerator").update({"side": "open"})
    db.session.commit()
    verified = tell("rollup", "verify", "--json")
    assert verified.code == 1
    lines = verified.json["differing"]
    assert any("canteen-school numerator" in line for line in lines)
    assert any("canteen-school sums" in line for line in lines)
