"""Runs one plan in one world, asks after every step, heals, drains, asks again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.invariants import after_a_step, ends
from tests.simulation.seen import Seen
from tests.simulation.steps import OWNERS, SCOPES, Step
from tests.simulation.third import plan_of
from tests.simulation.trace import projected
from tests.simulation.world import World

ROUNDS_TO_DRAIN = 5
Trace = list[Any]


@dataclass
class Outcome:
    """`stuck` are findings of the end alone."""

    seed: int
    violations: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    trace: Trace = field(default_factory=list)
    steps: int = 0

    @property
    def good(self) -> bool:
        return not self.violations and not self.stuck


def run_schedule(
    seed: int,
    make_world: Callable[[], World],
    *,
    plan: list[Step] | None = None,
    traced: bool = False,
) -> Outcome:
    """Stops at the first step after which something is wrong."""
    outcome, world = Outcome(seed), make_world()
    try:
        before = world.observe()
        for step in plan if plan is not None else plan_of(seed):
            world.step(step)
            outcome.steps += 1
            before = _look(world, before, outcome)
            if traced:
                outcome.trace.append((step.act, *projected(world, before)))
            if outcome.violations:
                return outcome
        heal(world)
        _drain(world, before, outcome, traced)
    finally:
        world.close()
    return outcome


def _look(world: World, before: Seen, outcome: Outcome) -> Seen:
    seen = world.observe()
    confirmed, watch = world.confirmed, world.watch
    if confirmed.restored:
        watch.restored(set(seen.server.records))
        many = seen.server.corrections.values()
        confirmed.moves &= {move.id for one in many for move in one.moves}
    outcome.violations += [*watch.wrong, *after_a_step(before, seen, confirmed, watch)]
    confirmed.restored = False
    return seen


def heal(world: World) -> None:
    """Faults stop: everybody is signed in and admitted, and has his rights again."""
    world.server.admit_all()
    for user, scopes in SCOPES.items():
        for scope in scopes:
            world.server.grant(user, scope, True)


def _drain(world: World, before: Seen, outcome: Outcome, traced: bool) -> None:
    for device, user in parties(world):
        world.sign_in(device, user)
        for _ in range(ROUNDS_TO_DRAIN):
            world.step(Step("wait"))
            world.step(Step("round", device))
            world.server.sweep()
            before = _look(world, before, outcome)
            if not list(ends.stuck(device, before.phones[(device, user)])):
                break
    # What the last one handed in, the first one has not pulled yet.
    for device, user in parties(world):
        world.sign_in(device, user)
        world.step(Step("round", device))
        before = _look(world, before, outcome)
        outcome.stuck += ends.drained(before, world.confirmed, device, user)
    if traced:
        outcome.trace.append(("end", *projected(world, before)))


def parties(world: World) -> list[tuple[str, str]]:
    """Every partition of every device, its owner's last."""
    seen = world.observe().phones
    return sorted(seen, key=lambda one: (one[1] == OWNERS[one[0]], one))
