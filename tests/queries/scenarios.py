"""Forty small pasts with the figures that a person worked out for each of them by hand."""

from dataclasses import dataclass, replace
from datetime import date

from inspect_app.domain.figures.history import (
    AreaChange,
    AttrsChange,
    BaselineRecord,
    DesignationRecord,
    InspectionRecord,
    PremisesRecord,
)
from tests.queries.histories import (
    CAOYANG,
    CHANGFENG,
    acceptance,
    at,
    canteen,
    lift,
    revision,
    site,
    title,
    visit,
)

SCHOOL, MARKET, LIFTS = "canteen-school", "market-standard", "elevator-monitor"
WORKS, SHOPS, UNITS = "project-first-pass", "food-shop", "consumer-unit"


@dataclass(frozen=True)
class Scenario:
    """A past, a question, and its answer: numerator, denominator, value, and who is left out."""

    name: str
    target: str
    answer: tuple[int, int | None, str | None]
    premises: tuple[PremisesRecord, ...] = ()
    visits: tuple[InspectionRecord, ...] = ()
    titles: tuple[DesignationRecord, ...] = ()
    baselines: tuple[BaselineRecord, ...] = ()
    on: str = "2022-06-30"
    known: str | None = None
    out: tuple[str, ...] = ()
    pace: str | None = None
    area: str | None = None


def markets(count: int) -> tuple[PremisesRecord, ...]:
    return tuple(canteen(f"m{number}", kind="market") for number in range(count))


def judged(count: int, passed: int) -> tuple[InspectionRecord, ...]:
    """One visit each, of which the first ones passed."""
    return tuple(
        visit("2022-03-01", f"m{number}", passed=number < passed) for number in range(count)
    )


def attrs(day: str, recorded: str, **values) -> AttrsChange:
    return AttrsChange(date.fromisoformat(day), values, at(recorded))


def baseline(day: str, count: int, recorded: str) -> BaselineRecord:
    return BaselineRecord(UNITS, date.fromisoformat(day), count, at(recorded))


def reviewed(on: str, *decisions: tuple[str, str], **facts) -> InspectionRecord:
    """A visit with these decisions as (day, action)."""
    return visit(on, revisions=(revision(1, *decisions, received=on, **facts),))


A = canteen("a")
TWO = (canteen("a"), canteen("b"))

SCENARIOS = (
    Scenario(
        "one school of two has its bright kitchen",
        SCHOOL,
        (1, 2, "50.0"),
        TWO,
        (visit("2022-03-01"),),
    ),
    Scenario("nobody on the register: no share, and nothing met", SCHOOL, (0, 0, None)),
    Scenario("never visited is in the denominator", SCHOOL, (0, 1, "0.0"), (A,)),
    Scenario(
        "to keep 100 %: all have it, so it is kept",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (visit("2022-03-01"),),
        pace="kept",
    ),
    Scenario(
        "to keep 100 %: 23 of 24 is broken and never ahead",
        WORKS,
        (23, 24, "95.8"),
        (site(),),
        tuple(acceptance("2022-01-01", "pass" if n else "fail", f"u{n:02}") for n in range(24)),
        pace="broken",
    ),
    Scenario(
        "to reach 90 %: half of it in the middle of the plan is ahead",
        MARKET,
        (1, 2, "50.0"),
        markets(2),
        judged(2, 1),
        pace="ahead",
    ),
    Scenario(
        "899 of 1,000 is 89.9 and not met",
        MARKET,
        (899, 1000, "89.9"),
        markets(1000),
        judged(1000, 899),
    ),
    Scenario(
        "8,996 of 10,000 is shown as 89.9, never 90.0",
        MARKET,
        (2249, 2500, "89.9"),
        markets(2500),
        judged(2500, 2249),
    ),
    Scenario(
        "nine of ten is met",
        MARKET,
        (9, 10, "90.0"),
        markets(10),
        judged(10, 9),
        on="2023-12-31",
        pace="reached",
    ),
    Scenario(
        "coverage still holds on its last day",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (visit("2021-06-30"),),
        on="2022-06-30",
    ),
    Scenario(
        "coverage runs out overnight",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (visit("2021-06-30"),),
        on="2022-07-01",
    ),
    Scenario(
        "a visit of 29 February covers until 28 February",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (visit("2024-02-29"),),
        on="2025-03-01",
    ),
    Scenario(
        "the latest visit decides, not the best",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (visit("2022-01-10"), visit("2022-02-10", covered=False)),
    ),
    Scenario(
        "an approval withdrawn: the visit leaves at once",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (reviewed("2022-03-01", ("2022-03-02", "approve"), ("2022-04-01", "withdraw")),),
    ),
    Scenario(
        "an approval withdrawn: an older approved visit counts again",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (
            visit("2022-01-10"),
            reviewed(
                "2022-03-01", ("2022-03-02", "approve"), ("2022-04-01", "withdraw"), covered=False
            ),
        ),
    ),
    Scenario(
        "before the withdrawal was known it counted",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (reviewed("2022-03-01", ("2022-03-02", "approve"), ("2022-04-01", "withdraw")),),
        known="2022-03-31",
    ),
    Scenario(
        "approved again after a withdrawal",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (
            reviewed(
                "2022-03-01",
                ("2022-03-02", "approve"),
                ("2022-04-01", "withdraw"),
                ("2022-04-02", "approve"),
            ),
        ),
    ),
    Scenario(
        "a return takes the approval with it",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (reviewed("2022-03-01", ("2022-03-02", "approve"), ("2022-04-01", "return")),),
    ),
    Scenario(
        "a late sync counts in what is known now",
        SCHOOL,
        (1, 1, "100.0"),
        (A,),
        (visit("2022-06-20", approved="2022-08-15"),),
        on="2022-06-30",
    ),
    Scenario(
        "a late sync does not change what was known then",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (visit("2022-06-20", approved="2022-08-15"),),
        on="2022-06-30",
        known="2022-06-30",
    ),
    Scenario(
        "a visit before the plan counts nowhere",
        SCHOOL,
        (0, 1, "0.0"),
        (A,),
        (visit("2020-12-31"),),
        on="2021-06-30",
    ),
    Scenario(
        "a kindergarten is listed apart",
        SCHOOL,
        (0, 0, None),
        (canteen("a", stage="幼"),),
        (visit("2022-03-01"),),
        out=("a",),
    ),
    Scenario(
        "corrected later to be no kindergarten: it counts now",
        SCHOOL,
        (1, 1, "100.0"),
        (
            replace(
                canteen("a", stage="幼"),
                attrs_from=(attrs("2020-01-01", "2022-08-01", stage="小"),),
            ),
        ),
        (visit("2022-03-01"),),
    ),
    Scenario(
        "corrected later: then it was known as a kindergarten",
        SCHOOL,
        (0, 0, None),
        (
            replace(
                canteen("a", stage="幼"),
                attrs_from=(attrs("2020-01-01", "2022-08-01", stage="小"),),
            ),
        ),
        (visit("2022-03-01"),),
        known="2022-06-30",
        out=("a",),
    ),
    Scenario(
        "it moved to another street in May: that street has it",
        SCHOOL,
        (1, 1, "100.0"),
        (replace(A, area_from=(AreaChange(date(2022, 5, 1), CHANGFENG, at("2022-05-01")),)),),
        (visit("2022-03-01"),),
        area=CHANGFENG,
    ),
    Scenario(
        "before it moved the other street had none",
        SCHOOL,
        (0, 0, None),
        (replace(A, area_from=(AreaChange(date(2022, 5, 1), CHANGFENG, at("2022-05-01")),)),),
        (visit("2022-03-01"),),
        area=CHANGFENG,
        on="2022-04-30",
    ),
    Scenario(
        "closed on the day: out of the denominator",
        SCHOOL,
        (0, 0, None),
        (canteen("a", statuses=[("2022-06-30", "closed", "2022-06-30")]),),
        out=("a",),
    ),
    Scenario(
        "a closure written ahead takes it out on its day",
        SCHOOL,
        (0, 1, "0.0"),
        (canteen("a", statuses=[("2022-07-01", "closed", "2022-06-01")]),),
    ),
    Scenario(
        "a closure told late was not known then",
        SCHOOL,
        (0, 1, "0.0"),
        (canteen("a", statuses=[("2022-05-01", "closed", "2022-09-01")]),),
        known="2022-06-30",
    ),
    Scenario(
        "registered tomorrow: not counted today",
        SCHOOL,
        (0, 0, None),
        (canteen("a", registered="2022-07-01"),),
    ),
    Scenario(
        "a lift of 15 years to the day is monitored",
        LIFTS,
        (1, None, "1"),
        (lift(since="2007-03-01"),),
        (visit("2022-03-01", "l"),),
    ),
    Scenario(
        "a lift one day short is not",
        LIFTS,
        (0, None, "0"),
        (lift(since="2007-03-02"),),
        (visit("2022-03-01", "l"),),
    ),
    Scenario(
        "a lift scrapped later stays counted",
        LIFTS,
        (1, None, "1"),
        (
            replace(
                lift(), statuses=canteen(statuses=[("2022-05-01", "closed", "2022-05-01")]).statuses
            ),
        ),
        (visit("2022-03-01", "l"),),
    ),
    Scenario(
        "one device code under two registrations counts once",
        LIFTS,
        (1, None, "1"),
        (lift("l"), lift("k", device_code="l")),
        (visit("2022-03-01", "l"), visit("2022-04-01", "k")),
    ),
    Scenario(
        "a failed visit monitors a lift all the same",
        LIFTS,
        (1, None, "1"),
        (lift(),),
        (visit("2022-03-01", "l", passed=False),),
    ),
    Scenario(
        "a pass after a failure repairs no first acceptance",
        WORKS,
        (0, 1, "0.0"),
        (site(),),
        (acceptance("2022-01-01", "fail"), acceptance("2022-02-01", "pass")),
    ),
    Scenario(
        "reopened: the first pass no longer counts",
        WORKS,
        (0, 1, "0.0"),
        (site(),),
        (acceptance("2022-01-01", "pass", reopened="2022-05-01"),),
        pace="broken",
    ),
    Scenario(
        "a first acceptance that waits is outside",
        WORKS,
        (0, 0, None),
        (site(),),
        (
            acceptance(
                "2022-01-01",
                revisions=(revision(received="2022-01-01", outcome="pass", covered=None),),
            ),
        ),
        out=("u",),
    ),
    Scenario(
        "a title counts without a visit, and is listed without support",
        SHOPS,
        (1, None, "1"),
        titles=(title(),),
        out=("k",),
    ),
    Scenario(
        "a title with a passed visit has its support",
        SHOPS,
        (1, None, "1"),
        (canteen("s", kind="food_shop"),),
        (visit("2022-03-05", "s"),),
        (title(premises="s"),),
    ),
    Scenario(
        "a revoked title is gone from its day on",
        SHOPS,
        (0, None, "0"),
        titles=(title(revoked_on="2022-06-30", revocation_recorded_at="2022-06-30"),),
    ),
    Scenario(
        "the day before its revocation it counted",
        SHOPS,
        (1, None, "1"),
        titles=(title(revoked_on="2022-06-30", revocation_recorded_at="2022-06-30"),),
        on="2022-06-29",
        out=("k",),
    ),
    Scenario(
        "a licence named twice counts once",
        SHOPS,
        (1, None, "1"),
        titles=(title(on="2022-03-01"), title(on="2022-04-01")),
        out=("k",),
    ),
    Scenario(
        "a confirmed baseline is added",
        UNITS,
        (341, None, "341"),
        titles=(title(target=UNITS),),
        baselines=(baseline("2020-12-31", 340, "2022-02-01"),),
        out=("k",),
    ),
    Scenario(
        "before its confirmation it was not known",
        UNITS,
        (1, None, "1"),
        titles=(title(target=UNITS, on="2022-01-05"),),
        baselines=(baseline("2020-12-31", 340, "2022-02-01"),),
        known="2022-01-31",
        out=("k",),
    ),
    Scenario(
        "no street has a part of the baseline",
        UNITS,
        (1, None, "1"),
        titles=(title(target=UNITS),),
        baselines=(baseline("2020-12-31", 340, "2022-02-01"),),
        area=CAOYANG,
        out=("k",),
    ),
)
