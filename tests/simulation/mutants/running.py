"""Applies mutants to a copy of the project and lets the simulator look for them."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.mutants import Mutant
from tests.simulation.mutants.corrections import CORRECTIONS, MACHINE
from tests.simulation.mutants.phone import PHONE
from tests.simulation.mutants.protocol import PROTOCOL
from tests.simulation.mutants.services import SERVICES
from tests.simulation.mutants.visits import VISITS

ROOT = Path(__file__).parents[3]
MUTANTS = (*PROTOCOL, *SERVICES, *PHONE, *VISITS, *CORRECTIONS)
MOST = 1_000
HISTORIES = (
    *("pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=short"),
    *("-m", "long", "-k", "sqlite", "tests/services/test_corrections_machine.py"),
)
LEFT_OUT = {".git", ".venv", "node_modules", "dist"}
AT_THE_TOP = {"instance", "docs"}
NODE_MODULES = Path("inspect_app/static/node_modules")


@dataclass(frozen=True)
class Caught:
    """The first seed that broke a promise, and what it said; nothing when none did."""

    mutant: Mutant
    seed: int | None
    told: str

    @property
    def invariant(self) -> str:
        found = re.search(r"\bI\d+\b", self.told)
        return found[0] if found else self.told[:60]


def misfits(mutants: tuple[Mutant, ...] = MUTANTS) -> list[str]:
    """Mutants whose old text is not in the code exactly once."""
    counts = {one: (ROOT / one.file).read_text().count(one.old) for one in mutants}
    return [
        f"{one.name}: {count} times in {one.file}" for one, count in counts.items() if count != 1
    ]


def look_for(mutant: Mutant, *, most: int = MOST) -> Caught:
    """Runs schedules in the copy until one notices; or the machine that plays the services."""
    with copied(mutant) as copy:
        span = ("--seed", str(mutant.seed), "--schedules", str(most))
        # One seed plays the same histories again: what was caught once is caught again.
        histories = (*HISTORIES, f"--hypothesis-seed={mutant.seed}")
        schedules = ("tests.simulation", "--engine", mutant.engine, "--first", *span)
        told = subprocess.run(
            [sys.executable, "-m", *(histories if mutant.engine == MACHINE else schedules)],
            cwd=copy,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(copy)},
        )
    return _read(mutant, told.returncode, told.stdout + told.stderr)


def _read(mutant: Mutant, status: int, told: str) -> Caught:
    if status == 0:
        return Caught(mutant, None, "")
    if mutant.engine == MACHINE:
        broken = re.search(r"AssertionError: .*\b(I\d+: .*)$", told, re.MULTILINE)
        return Caught(mutant, 0 if broken else None, broken[1] if broken else told[-200:])
    found = re.search(r"^seed (\d+), step \d+: (.*)$", told, re.MULTILINE)
    if found is None:
        # Not a broken promise but a broken program: that is no proof of anything.
        return Caught(mutant, None, told.strip().splitlines()[-1] if told.strip() else "no word")
    return Caught(mutant, int(found[1]), found[2])


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Only the instance beside the project is none of it: a room of services has the same name."""
    caches = {name for name in names if name.startswith(".") and name.endswith("_cache")}
    at_the_top = AT_THE_TOP if Path(folder) == ROOT else set()
    return {one for one in names if one in LEFT_OUT | at_the_top} | caches


@contextmanager
def copied(mutant: Mutant) -> Iterator[Path]:
    """The project with this one change."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as home:
        copy = Path(home) / "project"
        shutil.copytree(ROOT, copy, ignore=_left_out, copy_function=_link)
        (copy / NODE_MODULES).symlink_to(ROOT / NODE_MODULES)
        file = copy / mutant.file
        text = file.read_text()
        file.unlink()
        file.write_text(text.replace(mutant.old, mutant.new))
        yield copy


def _link(source: str, target: str) -> None:
    """A name more for the same bytes; another disk gets bytes of its own."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
