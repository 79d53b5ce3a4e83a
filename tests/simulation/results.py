"""Which ranges of seeds were run, one JSON line each, so that a long run may be cut and goes on."""

import fcntl
import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RESULTS = ROOT / "docs" / "results" / "simulated.jsonl"
MEANING = ("plan.py", "chance.py", "steps.py")
"""What makes a schedule of a seed: when these change, the seed tells another story."""


@dataclass
class Range:
    """Seeds `first` to `last`, both run; `bad` are those that broke a promise."""

    engine: str
    first: int
    last: int
    violations: int
    stuck: int
    seconds: float
    plan: str
    date: str
    commit: str
    machine: str
    bad: list[int] = field(default_factory=list)

    def goes_on(self, next: "Range") -> bool:
        """The next one is more of the same run."""
        names = ("engine", "plan", "date", "commit", "machine")
        same = all(getattr(self, name) == getattr(next, name) for name in names)
        return same and next.first == self.last + 1

    def joined(self, next: "Range") -> "Range":
        return Range(
            *(self.engine, self.first, next.last),
            *(self.violations + next.violations, self.stuck + next.stuck),
            round(self.seconds + next.seconds, 1),
            *(self.plan, self.date, self.commit, self.machine),
            [*self.bad, *next.bad],
        )


class Results:
    """The file, and what it says of this plan."""

    def __init__(self, path: Path = RESULTS) -> None:
        self.path = path

    def read(self) -> list[Range]:
        if not self.path.exists():
            return []
        return [one for line in self.path.read_text().splitlines() if (one := _read(line))]

    def done(self, engine: str) -> list[Range]:
        plan = plan_mark()
        return [one for one in self.read() if (one.engine, one.plan) == (engine, plan)]

    def is_done(self, engine: str, first: int, last: int) -> bool:
        """All of it, in one range or in several."""
        return not list(self.left(engine, first, last))

    def left(self, engine: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """What of these seeds was not run yet."""
        for one in sorted(self.done(engine), key=lambda one: one.first):
            if one.last < first or one.first > last:
                continue
            if one.first > first:
                yield first, one.first - 1
            first = one.last + 1
        if first <= last:
            yield first, last

    def add(self, one: Range) -> None:
        """Two runs may write at once: the file is read anew under a lock."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            many = self.read()
            before = next((known for known in many if known.goes_on(one)), None)
            if before:
                many[many.index(before)] = before.joined(one)
            else:
                many.append(one)
            self._write(many)

    def _write(self, many: list[Range]) -> None:
        # In place, for the lock is on this very file.
        lines = [json.dumps(asdict(one)) + "\n" for one in many]
        with self.path.open("r+") as file:
            file.write("".join(lines))
            file.truncate()


def _read(line: str) -> Range | None:
    """None for a line that was cut while it was written: its seeds are run again."""
    try:
        return Range(**json.loads(line))
    except (json.JSONDecodeError, TypeError):
        return None


def plan_mark() -> str:
    texts = [(HERE / name).read_bytes() for name in MEANING]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def commit_mark() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return told.stdout.strip() or "unknown"


def machine() -> str:
    """Cores and kind of processor; whose it is matters to nobody."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    kind = names[0] if names else platform.machine()
    return f"{os.cpu_count()} x {kind}, Python {platform.python_version()}"
