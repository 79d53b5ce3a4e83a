"""`rollup verify` finds what nobody inspected like that; what was inspected loads elsewhere."""

import json
import shutil
from datetime import date

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.figures import FigureDay, FigureMonth, FigureSpan
from inspect_app.models.imported import BaselineChange
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.services.figures.sums import sum_spans
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
    wu = makers.make_user("wu", role="supervisor")
    withdraw_approval(wu.id, newer, 1, "否认签名（示例）", at=NOON.replace(day=21))
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


@pytest.mark.parametrize("alter", ["doubled", "earlier", "later", "of_another_area", "of_another"])
def test_verify_finds_a_span_that_is_wrong_where_no_quarter_ends(tell, lin, bai, chen, alter):
    premises = inspected(lin, bai, chen)
    rebuilt = {
        "doubled": lambda one: db.session.add(FigureSpan(**columns_of(one))),
        "earlier": lambda one: setattr(one, "day_from", date(2022, 2, 20)),
        "later": lambda one: setattr(one, "known_from", date(2022, 9, 21)),
        "of_another_area": lambda one: setattr(one, "area", "310107006"),
        "of_another": lambda one: setattr(one, "premises_id", "x"),
    }[alter]
    span = db.session.query(FigureSpan).filter_by(key=premises.id).order_by("day_from").first()
    rebuilt(span)
    db.session.flush()
    for table in (FigureDay, FigureMonth):
        db.session.query(table).delete()
    sum_spans(db.session(), span.generation, span.target)
    db.session.commit()
    verified = tell("rollup", "verify", "--json")
    assert verified.code == 1
    assert any("canteen-school span" in line for line in verified.json["differing"])


def columns_of(span: FigureSpan) -> dict:
    return {one.name: getattr(span, one.name) for one in span.__table__.columns if one.name != "id"}


@pytest.mark.parametrize("table", [FigureDay, FigureMonth])
def test_verify_finds_a_sum_that_is_wrong_for_a_few_weeks(tell, lin, bai, chen, table):
    inspected(lin, bai, chen)
    first = db.session.query(table).first()
    name = "day" if table is FigureDay else "month"
    same = {"generation": first.generation, "target": first.target, "area": first.area}
    for day, number in ((date(2021, 5, 1), 1), (date(2021, 6, 1), -1)):
        db.session.add(table(**same, **{name: day}, numerator=number))
    db.session.commit()
    verified = tell("rollup", "verify", "--json")
    assert (verified.code, verified.json["differ"]) == (1, 2)
    assert all(f"sums of {name} 2021-0" in line for line in verified.json["differing"])
