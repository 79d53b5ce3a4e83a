"""`./script/simulate`: runs ranges of seeds and ends with one line that says what they came to."""

import argparse
import sys
import time
from collections.abc import Callable

from tests.simulation.schedule import Outcome, run_schedule
from tests.simulation.world import World

COMMAND = "./script/simulate --engine {engine} --schedules 1 --seed {seed}"


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    make_world = world_of(options.engine)
    bad, stuck, began = 0, 0, time.monotonic()
    for seed in range(options.seed, options.seed + options.schedules):
        outcome = run_schedule(seed, make_world)
        bad += bool(outcome.violations)
        stuck += bool(outcome.stuck)
        if not outcome.good:
            tell(outcome, options.engine)
            if options.first:
                break
    seconds = time.monotonic() - began
    say(f"seeds {options.seed} to {seed}, {options.engine}, {seconds:.0f} s")
    say(f"{seed - options.seed + 1} schedules, {bad} violations, {stuck} stuck")
    return 1 if bad or stuck else 0


def tell(outcome: Outcome, engine: str) -> None:
    for line in dict.fromkeys((*outcome.violations, *outcome.stuck)):
        say(f"seed {outcome.seed}, step {outcome.steps}: {line}")
    say("replay: " + COMMAND.format(engine=engine, seed=outcome.seed))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def world_of(engine: str) -> Callable[[], World]:
    if engine == "model":
        from tests.simulation.model.world import ModelWorld

        return ModelWorld
    raise SystemExit(f"no engine {engine}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./script/simulate", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--engine", choices=("model",), default="model")
    parser.add_argument("--first", action="store_true", help="end at the first bad one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
