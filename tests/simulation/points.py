"""Crash points: one workload without faults, run again with an end at each point it passes.

Points of the server are the moments it names; points of a phone are its writes, before and after,
and the moments its engine names. `./script/simulate --points` sweeps them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sync import failpoints
from tests.simulation.schedule import Outcome, run_schedule
from tests.simulation.steps import Fault, Step
from tests.simulation.workload import WORKLOAD
from tests.simulation.world import World

MakeWorld = Callable[[], World]


@dataclass(frozen=True)
class Point:
    """The `nth` time that `name` comes within one request (or within one act, on a phone)."""

    step: int
    request: int | None
    name: str
    nth: int

    def __str__(self) -> str:
        where = "phone" if self.request is None else f"request {self.request}"
        return f"{self.name} {self.nth} at step {self.step}, {where}"


def sweep(make_world: MakeWorld, first: int | None = None) -> Iterator[tuple[str, Outcome]]:
    """Each point with each end it may bring; `first`: only so many occurrences of each name."""
    server, phone = passed(make_world)
    for point in of_each_name(server, first):
        for kind in ("crash", "power"):
            yield f"{kind} {point}", _run(_with_server_ending(point, kind), make_world)
    for point in of_each_name(phone, first):
        yield f"death {point}", _run(_with_phone_dying(point), make_world)


def passed(make_world: MakeWorld) -> tuple[list[Point], list[Point]]:
    """What the undisturbed workload passes, at the server and on phones."""
    world, server, phone = make_world(), Counter[Point](), list[Point]()

    def heard(name: str) -> None:
        if world.network.at:
            step, request = world.network.at
            server[Point(step, request, name, 0)] += 1

    try:
        for number, step in enumerate(WORKLOAD):
            world.network.at, failpoints.listener = None, heard
            world.step(step)
            phone += _on_phone(number, step, world)
    finally:
        failpoints.listener = None
        world.close()
    one_by_one = [replace(one, nth=nth + 1) for one, many in server.items() for nth in range(many)]
    return one_by_one, phone


def _on_phone(number: int, step: Step, world: World) -> Iterator[Point]:
    if step.act not in MORTAL:
        return
    writes, names = world.phones[step.device].passed()
    for nth in range(writes):
        yield Point(number, None, "before", nth)
        yield Point(number, None, "after", nth)
    for name, many in Counter(names).items():
        for nth in range(many):
            yield Point(number, None, name, nth + 1)


def of_each_name(points: list[Point], first: int | None) -> list[Point]:
    seen = Counter[str]()
    found = []
    for point in points:
        seen[point.name] += 1
        if first is None or seen[point.name] <= first:
            found.append(point)
    return found


def _with_server_ending(point: Point, kind: str) -> list[Step]:
    fault = (point.request or 0, Fault(kind, moment=point.name, nth=point.nth))
    return _changed(point.step, replace(WORKLOAD[point.step], faults=(fault,)))


def _with_phone_dying(point: Point) -> list[Step]:
    return _changed(point.step, replace(WORKLOAD[point.step], dies=(point.nth, point.name)))


def _changed(number: int, step: Step) -> list[Step]:
    """Who died comes back and goes on."""
    return [*WORKLOAD[:number], step, *WORKLOAD[number + 1 :]]


def _run(plan: list[Step], make_world: MakeWorld) -> Outcome:
    return run_schedule(0, make_world, plan=plan)


MORTAL = ("round", "start", "answer", "photo", "seal", "mend", "take", "scan", "discard")
