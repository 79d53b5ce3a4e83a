"""Two phones, one inspection, two photos: every fault at every request, and every two together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, product

from tests.simulation.model.world import ModelWorld
from tests.simulation.schedule import Outcome, run_schedule
from tests.simulation.steps import DEVICES, FAILPOINTS, WRITING, Fault, Step
from tests.simulation.world import World

ONE, TWO, _ = DEVICES
PHOTO, OTHER = 0, 3
DAY: list[Step] = [
    Step("round", ONE, flag=True),
    Step("round", TWO, flag=True),
    Step("start", ONE),
    Step("photo", ONE, value=PHOTO),
    Step("photo", ONE, value=OTHER),
    Step("round", ONE, flag=True),
    Step("round", TWO, flag=True),
    Step("take", TWO),
    Step("seal", TWO),
    Step("round", TWO, flag=True),
    Step("seal", ONE),
    Step("round", ONE, flag=True),
]
FAULTS = (
    *(Fault(kind) for kind in ("lost", "unanswered", "twice", "torn", "html", "json")),
    *(Fault("late", later=later) for later in (1, 3)),
    *(Fault("cut", share=0.5), Fault("flipped", share=0.5), Fault("error", status=503)),
    *(Fault(kind) for kind in ("dies_before", "dies_after")),
    *(Fault("overtaken", moment=name) for name in ("record.committed", "blob_wait.committed")),
    *(Fault(kind, moment=name) for kind in ("crash", "power") for name in FAILPOINTS),
)
Place = tuple[int, int]
Placed = tuple[Place, Fault]


def singles() -> Iterator[tuple[Placed, ...]]:
    """Each fault at each request of the day."""
    for place, fault in product(requests(lambda _: True), FAULTS):
        yield ((place, fault),)


def pairs() -> Iterator[tuple[Placed, ...]]:
    """Each two, where something is written."""
    for one, other in combinations(requests(lambda kind: kind in ("push", "post")), 2):
        for first, second in product(FAULTS, FAULTS):
            yield (one, first), (other, second)


def requests(wanted: Callable[[str], bool]) -> list[Place]:
    """Step and number of each request of the undisturbed day."""
    world, found = ModelWorld(), list[Place]()
    for number, step in enumerate(DAY):
        before = len(world.network.log)
        world.step(step)
        kinds = [kind for _, kind, _ in world.network.log[before:]]
        found += [(number, place) for place, kind in enumerate(kinds) if wanted(kind)]
    world.close()
    return found


def run(placed: tuple[Placed, ...], make_world: Callable[[], World] = ModelWorld) -> Outcome:
    plan = list(DAY)
    for (step, request), fault in placed:
        assert request < WRITING
        plan[step] = replace(plan[step], faults=(*plan[step].faults, (request, fault)))
    return run_schedule(0, make_world, plan=plan)


def broken(many: Iterator[tuple[Placed, ...]]) -> Iterator[str]:
    """What broke a promise, with the faults that did it."""
    for placed in many:
        outcome = run(placed)
        if not outcome.good:
            yield f"{placed}: {(outcome.violations or outcome.stuck)[0]}"
