"""Fictional values of what nobody inspects: most of them confirmed, some still waiting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from inspect_app.demo.diary import Step
from inspect_app.services.review.reported import Report, confirm_reported, enter_reported


@dataclass(frozen=True)
class Told:
    """What one office wrote on one day; `by_two` says whether a second person confirmed it."""

    target: str
    period: str
    fields: tuple[str, ...]
    dated_on: date
    source: str
    by_two: bool = True


REPORTS = (
    Told("first-store", "plan", ("9",), date(2021, 6, 30), "普商务〔2021〕示例-6号"),
    Told("first-store", "plan", ("22",), date(2021, 12, 31), "普商务〔2022〕示例-2号"),
    Told("first-store", "plan", ("28",), date(2022, 3, 31), "普商务〔2022〕示例-9号"),
    Told("first-store", "plan", ("41",), date(2022, 6, 30), "普商务〔2022〕示例-17号"),
    Told("aqi", "2021", ("87.1",), date(2021, 12, 31), "生态环境月报示例-12"),
    Told("aqi", "2022", ("86.3",), date(2022, 8, 31), "生态环境月报示例-8"),
    Told("pm25", "2021", ("29",), date(2021, 12, 31), "生态环境年报示例-2021"),
    Told("anchor-firm", "plan", ("1",), date(2022, 6, 30), "普质领〔2022〕示例-3号"),
    Told("rd-project", "plan", ("2",), date(2022, 6, 30), "普科〔2022〕示例-22号"),
    Told("flame-retardant", "plan", ("done",), date(2022, 7, 12), "沪科验〔2022〕示例-5号"),
    Told("film-firms", "plan", ("1", "3"), date(2022, 6, 30), "普文旅〔2022〕示例-9号"),
    Told("online-gov", "plan", ("96.8",), date(2022, 8, 31), "一网通办月报示例-8"),
    Told("green", "plan", ("31.5",), date(2022, 6, 30), "普绿容〔2022〕示例-4号"),
    Told("hi-tech", "plan", ("63",), date(2022, 6, 30), "普科〔2022〕示例-30号"),
    Told("quality-analysis", "2021", ("done",), date(2021, 12, 31), "普质领〔2022〕示例-1号"),
    Told("one-window", "plan", ("not_done",), date(2022, 8, 31), "普府办〔2022〕示例-6号", False),
    Told("hi-tech", "plan", ("68",), date(2022, 9, 30), "普科〔2022〕示例-41号", False),
    Told("water", "plan", ("58.3",), date(2022, 8, 31), "生态环境月报示例-8", False),
)


def list_reports(people: Mapping[str, str]) -> Iterator[Step]:
    """Yield a step for each value, ten days after its day; the last ones wait."""
    for one in REPORTS:
        at = datetime.combine(one.dated_on + timedelta(days=10), time(2), UTC)
        yield Step(at, partial(report, one, people, at))


def report(one: Told, people: Mapping[str, str], at: datetime) -> None:
    """Enter a value as one administrator, and confirm it as the other."""
    report = Report(one.target, one.period, one.fields, one.dated_on, one.source, "示例")
    entry = enter_reported(people["sun"], report, at=at)
    if one.by_two:
        confirm_reported(people["zhou"], entry, one.fields, at=at + timedelta(hours=3))
