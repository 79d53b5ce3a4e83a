"""Whether two engines tell the same story of a seed: requests, boxes, photos, rows, records.

Of both is asked after every step what is asked of one alone.
"""

from collections.abc import Iterable, Iterator

from tests.simulation.model.world import ModelWorld
from tests.simulation.real.world import borrowed
from tests.simulation.schedule import Trace, run_schedule
from tests.simulation.third import plan_of


def differences(seeds: Iterable[int]) -> Iterator[str]:
    """One line for each seed that breaks a promise, or where the first step that differs is."""
    with borrowed() as make_world:
        for seed in seeds:
            model = run_schedule(seed, ModelWorld, traced=True)
            real = run_schedule(seed, make_world, traced=True)
            broken = [told for one in (model, real) for told in one.violations + one.stuck]
            if broken:
                yield f"seed {seed}: {broken}"
            elif model.trace != real.trace:
                yield _first_difference(seed, model.trace, real.trace)


def _first_difference(seed: int, model: Trace, real: Trace) -> str:
    pairs = enumerate(zip(model, real, strict=False))
    number = next((number for number, (one, other) in pairs if one != other), len(model))
    plan = plan_of(seed)
    step = plan[number] if number < len(plan) else "the end"
    return f"seed {seed}, step {number}: {step}"
