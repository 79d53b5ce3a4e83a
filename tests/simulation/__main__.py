"""`./script/simulate`: runs ranges of seeds and ends with one line that says what they came to."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.simulation.results import Range, Results, commit_mark, machine, plan_mark, today
from tests.simulation.schedule import Outcome, run_schedule
from tests.simulation.world import World

COMMAND = "./script/simulate --engine {engine} --schedules 1 --seed {seed}"
BLOCK = {"model": 500, "sqlite": 50, "postgres": 50}
"""So many schedules are recorded at once; an interruption loses no more."""


def main(argv: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(argv)
    if options.tell:
        return tell_results()
    if options.mutants is not None:
        return try_mutants(options)
    with worlds(options.engine) as make_world:
        if options.points is not None:
            return sweep_points(options, make_world)
        return Run(options, make_world).all()


class Run:
    """One command."""

    def __init__(self, options: argparse.Namespace, make_world: Callable[[], World]) -> None:
        self.options, self.make_world = options, make_world
        self.engine: str = options.engine
        self.results = Results()
        self.bad: list[Outcome] = []
        self.count, self.began = 0, time.monotonic()

    def all(self) -> int:
        first, last = self.options.seed, self.options.seed + self.options.schedules - 1
        for begin, end in self._wanted(first, last):
            try:
                self._range(begin, end)
            except KeyboardInterrupt:
                say("interrupted; the same command goes on" if self.options.record else "")
                break
            if self.bad and self.options.first:
                break
        passed = time.monotonic() - self.began
        say(f"seeds {first} to {last}, {self.engine}, {passed:.0f} s")
        say(f"{self.count} schedules, {violations(self.bad)} violations, {stuck(self.bad)} stuck")
        return 1 if self.bad else 0

    def _wanted(self, first: int, last: int) -> list[tuple[int, int]]:
        left = list(self.results.left(self.engine, first, last))
        if not left:
            say(f"seeds {first} to {last} were run before, see {self.results.path.name}")
        return left if self.options.record else [(first, last)]

    def _range(self, first: int, last: int) -> None:
        step = BLOCK[self.engine]
        for begin in range(first, last + 1, step):
            self._block(begin, min(begin + step - 1, last))
            if self.bad and self.options.first:
                return

    def _block(self, first: int, last: int) -> None:
        began, bad = time.monotonic(), list[Outcome]()
        for seed in range(first, last + 1):
            outcome = run_schedule(seed, self.make_world)
            self.count += 1
            if not outcome.good:
                bad.append(outcome)
                tell(outcome, self.engine)
                if self.options.first:
                    last = seed
                    break
        self.bad += bad
        if self.options.record:
            self._record(first, last, bad, time.monotonic() - began)
        if self.options.schedules > BLOCK[self.engine]:
            self._progress(last)

    def _record(self, first: int, last: int, bad: list[Outcome], seconds: float) -> None:
        self.results.add(
            Range(
                *(self.engine, first, last, violations(bad), stuck(bad), round(seconds, 1)),
                *(plan_mark(), today(), commit_mark(), machine()),
                [one.seed for one in bad],
            )
        )

    def _progress(self, last: int) -> None:
        speed = self.count / (time.monotonic() - self.began)
        say(f"… seed {last}, {speed:.1f} a second, {len(self.bad)} bad", to=sys.stderr)


def sweep_points(options: argparse.Namespace, make_world: Callable[[], World]) -> int:
    """Every named crash point of one workload; `--points all` or so many of each name."""
    from tests.simulation.points import sweep

    first = None if options.points == "all" else int(options.points)
    count, bad = 0, list[Outcome]()
    for name, outcome in sweep(make_world, first):
        count += 1
        if not outcome.good:
            bad.append(outcome)
            for line in dict.fromkeys((*outcome.violations, *outcome.stuck)):
                say(f"{name}: {line}")
        if count % 50 == 0:
            say(f"… {count} ends, {len(bad)} bad", to=sys.stderr)
    say(f"{count} crash points, {violations(bad)} violations, {stuck(bad)} stuck")
    return 1 if bad else 0


def tell_results() -> int:
    """Writes the tables of the page anew."""
    from tests.simulation.summary import PAGE, told_anew

    PAGE.write_text(told_anew(PAGE.read_text()))
    return 0


def try_mutants(options: argparse.Namespace) -> int:
    """Takes each safety line out; those whose name holds the given words, or all."""
    from tests.simulation.mutants.report import write_down
    from tests.simulation.mutants.running import MUTANTS, look_for

    wanted = [one for one in MUTANTS if options.mutants in ("all", *one.name.split(), one.name)]
    escaped = 0
    for mutant in wanted:
        caught = look_for(mutant)
        escaped += caught.seed is None
        say(f"{caught.invariant or 'ESCAPED'}, seed {caught.seed}: {mutant.name}")
        if options.record:
            write_down(caught)
    say(f"{len(wanted)} mutants, {escaped} escaped")
    return 1 if escaped else 0


def violations(many: list[Outcome]) -> int:
    return sum(bool(one.violations) for one in many)


def stuck(many: list[Outcome]) -> int:
    return sum(bool(one.stuck) for one in many)


def tell(outcome: Outcome, engine: str) -> None:
    for line in dict.fromkeys((*outcome.violations, *outcome.stuck)):
        say(f"seed {outcome.seed}, step {outcome.steps}: {line}")
    say("replay: " + COMMAND.format(engine=engine, seed=outcome.seed))


def say(line: str, to: object = None) -> None:
    stream = sys.stderr if to is sys.stderr else sys.stdout
    stream.write(line + "\n")
    stream.flush()


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
    parser.add_argument("--engine", choices=tuple(BLOCK), default="model")
    parser.add_argument("--first", action="store_true", help="end at the first bad one")
    parser.add_argument(
        "--record",
        action="store_true",
        help="write docs/results/simulated.jsonl and leave out what stands there",
    )
    parser.add_argument(
        "--points", help="instead of seeds: the crash points of one day, `all` or N of each name"
    )
    parser.add_argument(
        "--mutants", help="instead of seeds: safety lines taken out, `all` or those of a word"
    )
    parser.add_argument(
        "--tell", action="store_true", help="instead of seeds: the tables of docs/reliability.md"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
