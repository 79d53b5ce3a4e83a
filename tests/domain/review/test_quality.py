"""Signals deserve a look by plain rules; none is raised without its reason."""

from dataclasses import replace

from inspect_app.domain.review.quality import Visit, signals, usual_minutes

CALM = Visit(
    seconds=46 * 60,
    types=["pass_fail"] * 36 + ["number"] * 4,
    photos=14,
    verdicts=["pass"] * 37 + ["fail"] * 3,
    notes=3,
    numbers=[11.6, 4.2, 6.2],
    reused=0,
    album=0,
    metres=18,
    accuracy_m=10,
    signatures=3,
)


def states(visit: Visit) -> dict[str, str]:
    return {one.name: one.state for one in signals(visit)}


def looks(visit: Visit) -> list[str]:
    return [name for name, state in states(visit).items() if state == "look"]


def test_a_calm_visit_raises_no_signal() -> None:
    assert set(states(CALM).values()) == {"well"}


def test_each_reason_raises_its_own_signal() -> None:
    assert looks(replace(CALM, seconds=240)) == ["time"]
    assert looks(replace(CALM, reused=1)) == ["reused"]
    assert looks(replace(CALM, metres=900)) == ["place"]
    assert looks(replace(CALM, unbound=1)) == ["signed"]
    assert looks(replace(CALM, unconfirmed=1)) == ["signed"]
    assert looks(replace(CALM, album=2)) == ["album"]
    assert looks(replace(CALM, verdicts=["pass"] * 40, notes=0, numbers=[4, 4])) == ["same"]


def test_what_deserves_a_look_stands_first() -> None:
    assert [one.name for one in signals(replace(CALM, metres=900))][0] == "place"


def test_all_passed_with_different_readings_or_a_word_is_no_signal() -> None:
    clean = replace(CALM, verdicts=["pass"] * 40, notes=0)
    assert looks(clean) == []
    assert looks(replace(clean, numbers=[], notes=1)) == []
    assert looks(replace(clean, numbers=[], verdicts=["pass"] * 9)) == []


def test_what_is_not_known_is_said_and_no_reproach() -> None:
    unknown = replace(CALM, seconds=None, metres=None, accuracy_m=None, signatures=0)
    assert [name for name, one in states(unknown).items() if one == "unknown"] == [
        "time",
        "place",
        "signed",
    ]
    assert states(replace(CALM, seconds=-5))["time"] == "unknown"


def test_the_usual_time_adds_up_by_kinds_of_items() -> None:
    assert usual_minutes([], 0) == (1, 1)
    assert usual_minutes(["pass_fail"] * 36 + ["number"] * 4, 14) == (12, 64)
    assert usual_minutes(["a type of tomorrow"] * 4, 0) == (1, 5)
