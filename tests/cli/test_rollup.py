"""`rollup load`: bad files change nothing, a loaded history counts as an inspected one."""

import json
from datetime import UTC, date, datetime

import pytest

from inspect_app.domain.figures.target_sides import SIDES, family_of
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from tests import makers
from tests.cli.conftest import assert_refused
from tests.cli.histories import NOTHING, SCHOOL, VISIT, WHOLE, changed, figures
from tests.queries.random_histories import Maker
from tests.signing import sign_in


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("plan",), ..., "the file"),
        (("plan", "start"), "2021-1-1", "plan.start"),
        (("plan", "end"), "2020-12-31", "plan.end"),
        (("premises",), {}, "premises"),
        (("inspections",), ..., "the file"),
        (("baselines", "no-such"), 3, "baselines.no-such"),
        (("baselines", "consumer-unit"), -1, "baselines.consumer-unit"),
        (("baselines", "consumer-unit"), True, "baselines.consumer-unit"),
        (("baselines", "market-standard"), 5, "baselines.market-standard"),
        (("premises", 0), "S1", "premises[0]"),
        (("premises", 0, "id"), "", "premises[0].id"),
        (("premises", 0, "id"), 7, "premises[0].id"),
        (("premises", 0, "kind"), "castle", "premises[0].kind"),
        (("premises", 0, "kind"), ["market"], "premises[0].kind"),
        (("premises", 0, "area"), "999999999", "premises[0].area"),
        (("premises", 0, "attrs"), [], "premises[0].attrs"),
        (("premises", 0, "registered_on"), "2022-02-30", "premises[0].registered_on"),
        (("premises", 0, "recorded_at"), "2022-02-03T10:00:00", "premises[0].recorded_at"),
        (("premises", 0, "recorded_at"), "0001-01-01T00:00:00+08:00", "premises[0].recorded_at"),
        (("premises", 0, "recorded_at"), "0001-01-01", "premises[0].recorded_at"),
        (("premises", 0, "recorded_at"), "yesterday", "premises[0].recorded_at"),
        (("premises", 0, "status"), [{"from": "2022-01-01"}], "premises[0].status[0]"),
        (("premises", 0, "attrs_from"), [{"from": "2022-01-01"}], "premises[0].attrs_from[0]"),
        (("premises", 0, "area_from"), {}, "premises[0].area_from"),
        (("baselines_from",), [{"target": "market-standard"}], "baselines_from[0].target"),
        (("inspections", 0, "premises"), None, "inspections[0]"),
        (("inspections", 0, "checklist"), "construction-acceptance", "inspections[0]"),
        (("inspections", 0, "revisions", 0, "rev"), 0, "inspections[0].revisions[0].rev"),
        (("inspections", 0, "revisions", 0, "complete"), 1, "inspections[0].revisions[0].complete"),
        (
            ("inspections", 0, "revisions", 0, "reviews", 0, "action"),
            "maybe",
            "inspections[0].revisions[0].reviews[0].action",
        ),
        (("inspections",), [VISIT, VISIT], "inspections[1]"),
        (("inspections", 0, "revisions"), VISIT["revisions"] * 2, "inspections[0].revisions[1]"),
        (("premises",), [SCHOOL, SCHOOL], "premises[1]"),
        (("designations", 0, "target"), "market-standard", "designations[0].target"),
        (("designations", 0, "named_on"), None, "designations[0]"),
    ],
)
def test_a_bad_history_is_refused_with_its_place_and_changes_nothing(load, app, path, value, where):
    result = load(changed(*path, value=value))
    assert assert_refused(result, "history")["where"] == where
    assert db.session.query(Premises).count() == 0


@pytest.mark.parametrize(
    ("content", "line"),
    [("", 1), ('{\n"plan": {}\n', 3), ('{"a": 1, "a": 2}', 1), ("[" * 60, 1), ("NaN", 1)],
)
def test_what_is_no_json_is_refused_with_its_line(load, content, line):
    assert assert_refused(load(content), "json")["where"].endswith(f"history.json:{line}")


def test_a_file_that_is_not_there_is_named(tell, tmp_path):
    result = tell("rollup", "load", str(tmp_path / "none.json"), "--json")
    assert assert_refused(result, "files")["where"].endswith("none.json")


def test_an_instance_that_is_not_empty_takes_no_history(load, app):
    makers.make_premises()
    assert_refused(load(WHOLE), "not_empty")


def test_a_second_load_is_refused(load):
    assert load(NOTHING).code == 0
    assert_refused(load(WHOLE), "not_empty")


def test_a_loaded_history_is_counted(load, tell, app):
    assert load(WHOLE).json == {"premises": 1, "inspections": 1, "designations": 1}
    school, units = (figures(tell)[name] for name in ("canteen-school", "consumer-unit"))
    assert (school["numerator"], school["inspected"], school["passed"]) == (1, 1, 0)
    assert (units["numerator"], units["value"], units["supported"]) == (2001, "2001", 0)
    assert figures(tell, "--known-at", "2022-03-01")["canteen-school"]["inspected"] == 0
    entry = db.session.query(AuditEntry).filter_by(action="history.load").one()
    assert entry.detail["premises"] == 1


def test_sides_name_keys_and_reasons(load, tell):
    load(WHOLE)
    side = ("targets", "list", "consumer-unit", "--as-of", "2022-12-31", "--json", "--side")
    assert tell(*side, "numerator").json == [{"id": "K"}]
    assert tell(*side, "denominator").json == []
    assert tell(*side, "excluded").json == [{"id": "K", "reason": "缺检查佐证"}]
    assert tell(*side, "numerator", "--known-at", "2022-01-01").json == []
    school = tell("targets", "list", "canteen-school", "--side", "numerator", "--as-of=2022-12-31")
    assert school.out == "S/1 某校\n"


def test_a_moment_may_be_given_as_its_day(load, tell):
    review = ("inspections", 0, "revisions", 0, "reviews", 0, "at")
    assert load(changed(*review, value="2022-03-02")).code == 0
    for day, numerator in (("2022-03-01", 0), ("2022-03-02", 1)):
        assert figures(tell, "--known-at", day)["canteen-school"]["numerator"] == numerator


def test_a_history_from_standard_input_and_its_own_days(tell, app):
    late = WHOLE | {"plan": {"start": "2022-03-02", "end": "2024-12-31"}}
    assert tell("rollup", "load", "-", stdin=json.dumps(late)).code == 0
    result = tell("targets", "--json", "--as-of", "2022-12-31").json
    assert result["plan"]["start"] == "2022-03-02"
    assert {row["numerator"] for row in result["targets"]} == {0, 2000}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_exported_loads_into_the_same_history_and_verifies(load, tell, seed):
    content = Maker(seed).history()
    assert load(content).code == 0
    exported = tell("rollup", "export").json
    assert len(exported["inspections"]) == len(content["inspections"])
    assert len(exported["designations"]) == len(content["designations"])
    for name in ("attrs_from", "area_from"):
        assert [at_day(row, name) for row in in_order(exported["premises"])] == [
            at_day(row, name) for row in in_order(content["premises"])
        ]
    by_target = sorted(content["baselines_from"], key=lambda row: row["target"])
    assert [
        (row["target"], row["from"], row["n"]) for row in exported.get("baselines_from", [])
    ] == [(row["target"], row["from"], row["n"]) for row in by_target]
    assert tell("rollup", "verify").out == "10 targets, 12 premises, 0 differ\n"


def in_order(premises):
    return sorted(premises, key=lambda row: row["id"])


def at_day(row, name):
    value = name.removesuffix("_from")
    return [(change["from"], change[value]) for change in row.get(name, [])]


def test_without_an_instance_nothing_is_made(tell, go_to, tmp_path):
    go_to(tmp_path / "nowhere")
    for call in (("export",), ("verify",)):
        assert_refused(tell("rollup", *call, "--json"), "no_instance")
    assert not (tmp_path / "nowhere").exists()


def test_a_loaded_status_and_day_are_on_the_register(load, app):
    closed = {
        "from": "2022-05-01",
        "status": "closed",
        "reason": "拆除",
        "recorded_at": "2022-05-02T08:00:00+08:00",
    }
    load(changed("premises", 0, "status", value=[closed]))
    row = db.session.query(Premises).one()
    assert (row.id, row.status, row.registered_on) == ("S/1 某校", "closed", date(2020, 9, 1))
    assert row.statuses[0].recorded_at == datetime(2022, 5, 2, tzinfo=UTC)


def test_a_loaded_history_is_seen_at_the_desk_and_by_everybody(load, client, ming):
    load(WHOLE)
    seen = client.get("/plan?as_of=2022-12-31")
    assert seen.status_code == 200 and "2,001" in seen.get_data(as_text=True)
    assert sign_in(client, "ming", makers.PASSWORD).status_code == 200
    for target in current_plan().targets:
        for side in SIDES[family_of(target)]:
            page = client.get(f"/desk/targets/{target.id}?side={side}&as_of=2022-12-31")
            assert page.status_code == 200, (target.id, side)
    overview = client.get("/desk/?as_of=2022-12-31").get_data(as_text=True)
    assert "有佐证" in overview
    assert "含期初 2,000，有检查佐证 0" in client.get("/plan?as_of=2022-12-31").get_data(
        as_text=True
    )
