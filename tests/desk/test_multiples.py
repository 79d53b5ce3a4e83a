"""The small charts of the overview: right scale, right line, and nothing leaves its box."""

from collections.abc import Iterator
from datetime import date

import pytest

from inspect_app.desk.figures.multiples import (
    HEIGHT,
    WIDTH,
    Chart,
    draw_multiples,
    draw_whole,
    round_up,
)
from inspect_app.domain.figures.rollup import AreaFigure, Figure
from inspect_app.domain.figures.targets import Target
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.progress import Progress, Trend, progress_of, quarter_days

PLAN = current_plan()
DAY = date(2022, 9, 14)


def chosen(target: Target, counts: list[int], of: int | None) -> Progress:
    areas = tuple(
        AreaFigure(area.code, count, of, None)
        for area, count in zip(PLAN.areas, counts, strict=True)
    )
    whole = None if of is None else of * len(counts)
    figure = Figure(target, sum(counts), whole, None, False, None, None, None, areas)
    return progress_of(PLAN, DAY, figure)


def grown(target: Target, counts: list[int], days: list[date]) -> list[Trend]:
    rows = {"": sum(counts)} | {a.code: c for a, c in zip(PLAN.areas, counts, strict=True)}
    return [
        Trend(a, tuple(c * n / len(days) for n in range(1, len(days) + 1))) for a, c in rows.items()
    ]


def places(chart: Chart) -> Iterator[tuple[float, float]]:
    for points in (*chart.lines, chart.plan):
        for point in points.split():
            x, y = point.split(",")
            yield float(x), float(y)
    if chart.last:
        yield chart.last


@pytest.mark.parametrize("target", PLAN.targets, ids=lambda target: target.id)
@pytest.mark.parametrize("day", [date(2021, 1, 1), DAY, date(2025, 6, 1)])
def test_nothing_leaves_its_box(target: Target, day: date) -> None:
    counts = [target.target // 5] * len(PLAN.areas)  # twice the target in all
    row = chosen(target, counts, None if target.is_count else target.target)
    days = quarter_days(PLAN.start, day)
    trends = grown(target, counts if target.is_count else [9] * len(PLAN.areas), days)
    charts = [one.chart for one in draw_multiples(PLAN, row, trends, days)]
    for chart in (draw_whole(PLAN, row, trends, days), *charts):
        for x, y in places(chart):
            assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def test_a_street_has_a_part_of_a_count_and_neither_pace_nor_line_of_the_plan() -> None:
    lifts = next(target for target in PLAN.targets if target.id == "elevator-monitor")
    counts = [286, 261, 242, 249, 198, 263, 119, 271, 117, 81]
    days = quarter_days(PLAN.start, DAY)
    trends = grown(lifts, counts, days)
    multiples = draw_multiples(PLAN, chosen(lifts, counts, None), trends, days)
    assert [one.part for one in multiples][:2] == ["13.7", "12.5"]
    assert not any(one.behind or one.chart.plan for one in multiples)
    assert {one.chart.axis.top for one in multiples} == {300}
    assert all(one.chart.lines and one.chart.last for one in multiples)


def test_the_whole_of_a_count_runs_to_its_target_with_the_line_of_the_plan() -> None:
    lifts = next(target for target in PLAN.targets if target.id == "elevator-monitor")
    counts = [208] * len(PLAN.areas)
    days = quarter_days(PLAN.start, DAY)
    chart = draw_whole(PLAN, chosen(lifts, counts, None), grown(lifts, counts, days), days)
    assert chart.axis.top == 5000
    assert chart.plan.endswith("100.0,26.4")  # 3,900 of 5,000 on the last day
    assert [year for year, _ in chart.axis.years] == [2021, 2022, 2023]


def test_what_is_kept_has_a_level_line() -> None:
    kept = next(target for target in PLAN.targets if target.is_kept)
    days = quarter_days(PLAN.start, DAY)
    row = chosen(kept, [9] * len(PLAN.areas), 10)
    chart = draw_whole(PLAN, row, grown(kept, [9] * len(PLAN.areas), days), days)
    assert {point.split(",")[1] for point in chart.plan.split()} == {"0.0"}


@pytest.mark.parametrize(
    ("value", "top"), [(0, 1), (1, 1), (4, 5), (286, 300), (301, 500), (3900, 5000), (9999, 10000)]
)
def test_a_scale_ends_at_a_round_number(value: float, top: int) -> None:
    assert round_up(value) == top
