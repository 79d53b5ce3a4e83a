"""`./script/simulate`: runs ranges of seeds and ends with one line that says what they came to."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.simulation.schedule import Outcome, run_schedule
from tests.simulation.world import World

COMMAND = "./script/simulate --engine {engine} --schedules 1 --seed {seed}"


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    began, seed = time.monotonic(), options.seed
    bad: list[Outcome] = []
    with worlds(options.engine) as make_world:
        for seed in range(options.seed, options.seed + options.schedules):
            outcome = run_schedule(seed, make_world)
            if not outcome.good:
                bad.append(outcome)
                tell(outcome, options.engine)
                if options.first:
                    break
    say(f"seeds {options.seed} to {seed}, {options.engine}, {time.monotonic() - began:.0f} s")
    violations = sum(bool(one.violations) for one in bad)
    stuck = sum(bool(one.stuck) for one in bad)
    say(f"{seed - options.seed + 1} schedules, {violations} violations, {stuck} stuck")
    return 1 if bad else 0


def tell(outcome: Outcome, engine: str) -> None:
    for line in dict.fromkeys((*outcome.violations, *outcome.stuck)):
        say(f"seed {outcome.seed}, step {outcome.steps}: {line}")
    say("replay: " + COMMAND.format(engine=engine, seed=outcome.seed))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def worlds(engine: str) -> Iterator[Callable[[], World]]:
    """Makes worlds of an engine, one after the other."""
    if engine == "model":
        from tests.simulation.model.world import ModelWorld

        yield ModelWorld
        return
    from tests.simulation.real.world import borrowed

    with borrowed(engine) as make_world:
        yield make_world


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./script/simulate", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--engine", choices=("model", "sqlite", "postgres"), default="model")
    parser.add_argument("--first", action="store_true", help="end at the first bad one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
