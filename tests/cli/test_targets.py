"""`targets`: the same figures as every page, and the list behind each."""

import hashlib
from datetime import UTC, date, datetime

from inspect_app.extensions import db
from inspect_app.models.figures import MonthEnd
from inspect_app.models.premises import PremisesStatus
from inspect_app.services.figures.month_ends import freeze_month_ends
from inspect_app.services.writing.transaction import writing
from tests import makers


def close(premises, on: date):
    with writing(datetime.now(UTC)) as w:
        w.session.add(
            PremisesStatus(premises_id=premises.id, from_on=on, status="closed", recorded_at=w.at)
        )
        w.move_premises(premises.id)


def test_an_instance_without_premises_prints_ten_targets_that_meet_nothing(tell):
    result = tell("targets", "--json", "--as-of", "2022-06-30").json
    assert (result["as_of"], result["known_at"]) == ("2022-06-30", None)
    assert len(result["targets"]) == 10
    assert not any(target["met"] for target in result["targets"])
    assert all(len(target["areas"]) == 10 for target in result["targets"])


def test_one_target_and_one_area(tell, app):
    makers.make_premises(area=makers.CAOYANG)
    makers.make_premises(area=makers.TAOPU)
    result = tell("targets", "--target", "canteen-school", "--area", makers.TAOPU, "--json").json
    (target,) = result["targets"]
    assert (target["denominator"], target["value"], target["inspected"]) == (1, "0.0", 0)


def test_the_districts_own_code_means_all_areas(tell, app):
    makers.make_premises(area=makers.TAOPU)
    whole = ("targets", "--as-of", "2022-06-30", "--json")
    assert tell(*whole, "--area", "310107").json == tell(*whole).json


def test_every_side_is_listed_the_excluded_with_their_reason(tell, app):
    open_one = makers.make_premises()
    nursery = makers.make_premises(stage="幼")
    closed = makers.make_premises()
    close(closed, date(2022, 5, 1))
    side = ("targets", "list", "canteen-school", "--as-of", "2022-06-30", "--json", "--side")
    assert tell(*side, "numerator").json == []
    assert tell(*side, "denominator").json == [{"id": open_one.id}]
    reasons = {row["id"]: row["reason"] for row in tell(*side, "excluded").json}
    assert reasons == {nursery.id: "kindergarten", closed.id: "closed"}


def test_people_read_a_table_and_a_list(tell, app):
    nursery = makers.make_premises(stage="幼")
    assert "中小学食堂明厨亮灶覆盖率" in tell("targets").out
    listed = tell(
        "targets", "--as-of", "2022-06-30", "list", "canteen-school", "--side", "excluded"
    )
    assert listed.out == f"{nursery.id}\tkindergarten\n"


def test_nothing_to_count_is_neither_reached_nor_missed(tell):
    tell("migrate")
    lines = {line.split()[0]: line for line in tell("targets").out.splitlines()[1:]}
    assert "未达标" not in lines["canteen-school"] and " —  " in lines["canteen-school"]
    assert "未达标" in lines["food-shop"]


def test_the_digest_of_a_frozen_list_is_that_of_the_printed_one(tell, app):
    makers.make_premises()
    freeze_month_ends(datetime(2022, 10, 1, 1, tzinfo=UTC))
    when = ("--as-of", "2022-09-30", "--known-at", "2022-09-30")
    (target,) = tell("targets", *when, "--target", "canteen-school", "--json").json["targets"]
    frozen = db.session.get(MonthEnd, (date(2022, 9, 30), "canteen-school"))
    assert target["list_sha256"] == frozen.lists
    printed = tell("targets", "list", "canteen-school", *when, "--side", "denominator").out
    assert hashlib.sha256(printed.encode()).hexdigest() == frozen.lists["denominator"]


def test_the_scope_and_the_pace_are_told_and_a_day_outside_has_none(tell, app):
    makers.make_premises()
    inside = tell("targets", "--as-of", "2022-06-30", "--json")
    assert inside.json["scope"]["whole"] and len(inside.json["scope"]["areas"]) == 10
    assert inside.json["targets"][0]["pace"]["expected"] == "100.0"
    one = tell("targets", "--as-of", "2022-06-30", "--area", makers.TAOPU, "--json").json
    assert one["scope"] == {"areas": [makers.TAOPU], "whole": False}
    outside = tell("targets", "--as-of", "2024-06-30", "--json")
    assert outside.code == 0 and "2023-12-31" in outside.err
    assert {target["pace"] for target in outside.json["targets"]} == {None}
