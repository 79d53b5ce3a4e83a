"""Figures from the database move with the decisions of reviewers, and with nothing else."""

from datetime import UTC, date, datetime, timedelta

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.rollup import Figure
from inspect_app.domain.ids import uuid7
from inspect_app.models.imported import Baseline
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.members import list_page
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import as_of_today, list_figures
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.bodies import make_body
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)
DAY = AsOf(date(2022, 9, 30))


def school(as_of: AsOf = DAY, area: str | None = None) -> Figure:
    (figure,) = list_figures(current_plan(), as_of, area, "canteen-school")
    return figure


def visited(lin, bai, premises, **more) -> str:
    id = uuid7()
    push(make_body(lin, bai, premises, **more), lin, id=id)
    return id


def test_a_pushed_inspection_alone_moves_nothing(lin, bai):
    visited(lin, bai, makers.make_premises())
    assert (school().numerator, school().inspected, school().denominator) == (0, 0, 1)


def test_an_approval_moves_the_figure_from_its_day_on(lin, bai, chen):
    premises = makers.make_premises()
    id = visited(lin, bai, premises)
    approve(chen.id, id, 1, at=LATER)
    assert (school().numerator, school().passed, school().value) == (1, 1, "100.0")
    assert school(AsOf(date(2022, 9, 13))).numerator == 0
    assert school(AsOf(date(2023, 9, 15))).numerator == 0
    assert school(AsOf(date(2022, 9, 30), known_at=date(2022, 9, 14))).numerator == 0


def test_a_return_moves_nothing(lin, bai, chen):
    id = visited(lin, bai, makers.make_premises())
    return_items(chen.id, id, 1, [{"item": "raw.expired-spoiled", "remark": "看不清"}], at=LATER)
    assert school().numerator == 0


def test_a_fogged_screen_takes_the_coverage_and_leaves_the_result(lin, bai, chen):
    id = visited(lin, bai, makers.make_premises(), fail=("bright.visible-now",))
    approve(chen.id, id, 1, at=LATER)
    assert (school().numerator, school().inspected, school().passed) == (0, 1, 1)


def test_a_side_names_the_inspection_behind_each_premises(lin, bai, chen):
    premises = makers.make_premises()
    id = visited(lin, bai, premises)
    approve(chen.id, id, 1, at=LATER)
    target = current_plan().find_target("canteen-school")
    (member,) = list_page(current_plan(), target, "numerator", DAY)
    assert (member.id, member.visit.inspection) == (premises.id, id)


def test_one_area_of_one_kind(lin):
    makers.make_premises()
    makers.make_premises(kind="canteen_elderly", area=makers.TAOPU, stage="小")
    assert (school(area=makers.TAOPU).denominator, school().denominator) == (0, 1)


def test_a_baseline_is_the_districts_and_no_part_of_it_has_one(app):
    with writing(LATER) as w:
        w.session.add(
            Baseline(
                target="consumer-unit", count=2000, dated_on=date(2021, 1, 1), recorded_at=w.at
            )
        )
    whole, part = (plan_in_force(whole=kinds) for kinds in (["consumer_unit"], []))
    told = [list_figures(plan, DAY, None, "consumer-unit")[0].numerator for plan in (whole, part)]
    assert told == [2000, 0]


def test_today_is_a_day_in_shanghai(app):
    assert abs(as_of_today().day - datetime.now(UTC).date()) <= timedelta(days=1)
