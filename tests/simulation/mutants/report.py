"""Which mutant fell to which promise, one JSON line each."""

import json
from pathlib import Path

from tests.simulation.mutants.running import Caught
from tests.simulation.results import RESULTS, plan_mark, today

MUTANTS = RESULTS.with_name("mutants.jsonl")


def write_down(caught: Caught, path: Path = MUTANTS) -> None:
    """Instead of what was known of the same mutant."""
    mutant = caught.mutant
    fresh = {
        "mutant": mutant.name,
        "file": mutant.file,
        "engine": mutant.engine,
        "promise": caught.invariant,
        "seed": caught.seed,
        "plan": plan_mark(),
        "date": today(),
    }
    known = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    others = [one for one in known if one["mutant"] != mutant.name]
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in (*others, fresh)]
    path.write_text("".join(lines))
