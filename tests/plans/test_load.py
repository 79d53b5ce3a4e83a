"""The plan's file: a wrong one is turned away with file, line and reason."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from inspect_app.plans.load import CURRENT, PlanFileError, current_plan, load_plan

TEXT = CURRENT.read_text(encoding="utf-8")


def refusal(folder: Path, text: str) -> PlanFileError:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFileError) as caught:
        load_plan(path)
    assert str(path) in str(caught.value)
    return caught.value


def line_with(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("metric: coverage\n", "metric: share\n", "metric: share", "'share' is not one of"),
        ("kind: market\n", "kind: estate\n", "kind: estate", "the kinds are canteen_school, "),
        ("start: 2021-01-01", "start: 2021-02-30", "2021-02-30", "not a 'date'"),
        ("end: 2023-12-31", "end: 2020-12-31", "2020-12-31", "ends before it starts"),
        ("target: 3900", "target: -1", "target: -1", "minimum"),
        ('code: "310107014"', 'code: "310107005"', "310107005", "stands 2 times"),
        ('code: "310107014"', 'code: "310106014"', "310106014", "outside the district"),
        ("[swj]", "[nobody]", "[nobody]", "unknown department nobody"),
        ('target: "1-2"', 'target: "2-1"', '"2-1"', "does not rise"),
        ('target: "2 + 3"', 'target: "2 + 3 + 4"', "2 + 3 + 4", "3 numbers have 2 names"),
        ('target: "2.4"', 'target: "约 2.4"', '"约 2.4"', "is no number"),
        ("id: tax-share", "id: rd-share", "id: rd-share", "stands 2 times"),
        ("period: year", "period: month", "period: month", "'month' is not one of"),
        (
            "  - {id: 二(五), zh: 公共",
            "  - {id: 九, zh: 公共",
            "id: online-gov",
            "not among sections",
        ),
        ("form: milestone", "form: milestone, unit: 个", "unit: 个", "not allow '个'"),
        ("status_zh:", "zh: again\n  status_zh:", "zh: again", "zh stands twice"),
        ("district: {", "district: [", "district: [", "expected"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(tmp_path, old, new, at, reason):
    text = TEXT.replace(old, new, 1)
    error = refusal(tmp_path, text)
    assert error.line == line_with(text, at)
    assert reason in error.reason


@pytest.mark.parametrize("text", ["", "[]", "plan", "plan: {", "\x00"])
def test_a_file_that_is_no_plan_is_refused(tmp_path, text):
    assert refusal(tmp_path, text).line == 1


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(PlanFileError, match=r"nowhere\.yaml:1"):
        load_plan(tmp_path / "nowhere.yaml")


def test_the_plan_holds_ten_targets_and_ten_areas():
    plan = current_plan()
    assert (plan.start, plan.end) == (date(2021, 1, 1), date(2023, 12, 31))
    assert [target.id for target in plan.targets] == [
        *("canteen-school", "canteen-elderly", "market-standard", "stall-standard"),
        *("elevator-monitor", "project-first-pass"),
        *("food-street", "food-shop", "food-online", "consumer-unit"),
    ]
    assert len(plan.areas) == 10


def test_the_plan_holds_thirty_numbers_and_six_milestones_that_are_reported():
    targets = current_plan().manual_targets
    counted = Counter(target.form for target in targets)
    assert counted == {"number": 26, "range": 3, "parts": 1, "milestone": 6}
    assert [target.id for target in targets if target.period == "year"] == [
        *("rd-share", "tax-share", "aqi", "product-sampling", "pm25", "quality-analysis"),
    ]
    assert {target.id for target in targets if target.bound == "about"} == {"aqi"}
    assert [target.id for target in targets if target.section == "二(一)"] == [
        *("rd-project", "polyolefin-lab", "flame-retardant"),
    ]


def test_a_target_is_found_by_its_id():
    target = current_plan().find_target("elevator-monitor")
    assert target is not None
    assert (target.target, target.metric, target.departments_inferred) == (3900, "cumulative", True)
    assert current_plan().find_target("nothing") is None
