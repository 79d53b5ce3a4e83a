"""The phone's rules and the server's say the same of random inspections; new ones in every run."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest

from inspect_app.domain.rules.scoring import (
    ALL_JUDGEMENTS,
    Checklist,
    Refused,
    required_photos,
    score,
)
from inspect_app.plans.workdays import current_workdays
from tests.domain.random_cases import make_case, make_day
from tests.vectors.read import published

STATIC = Path(__file__).parents[2] / "inspect_app" / "static"
SCRIPT = Path(__file__).with_name("phone_rules.mjs")
OBJECTS = {code: each.object for code, each in published().items()}
CHECKLISTS = {code: Checklist.from_object(each) for code, each in OBJECTS.items()}
MODELS = {
    judgement: [code for code, each in OBJECTS.items() if each["judgement"] == judgement]
    for judgement in ALL_JUDGEMENTS
}
NODE = shutil.which("node")

needs_browser_half = pytest.mark.skipif(
    NODE is None or not (STATIC / "node_modules" / "vite").exists(),
    reason="the browser half is not installed; script/test installs it",
)


@needs_browser_half
@pytest.mark.parametrize(
    "count",
    [pytest.param(100, marks=pytest.mark.daily), pytest.param(30_000, marks=pytest.mark.long)],
)
def test_phone_and_server_never_differ(tmp_path: Path, count: int) -> None:
    seed = SystemRandom().randrange(2**32)
    dice = Random(seed)
    lines = [
        make_line(dice.choice(MODELS[dice.choice(ALL_JUDGEMENTS)]), dice) for _ in range(count)
    ]
    for line, phone in zip(lines, ask_phone(lines, tmp_path), strict=True):
        assert phone == ask_server(line), f"seed {seed}: {json.dumps(line, ensure_ascii=False)}"


@needs_browser_half
def test_phone_and_server_count_the_same_working_days(tmp_path: Path) -> None:
    dice = Random(SystemRandom().randrange(2**32))
    counts = [(make_day(dice, date(2019, 6, 1), 3200), dice.randrange(60)) for _ in range(500)]
    told = ask_phone([{"workdays": each} for each in counts], tmp_path)
    for (start, count), day in zip(counts, told, strict=True):
        assert day == current_workdays().add(date.fromisoformat(start), count).isoformat(), start


def make_line(code: str, dice: Random) -> dict[str, Any]:
    return {"checklist": code, "given": make_case(OBJECTS[code], dice)}


def ask_server(line: dict[str, Any]) -> dict[str, Any]:
    checklist, given = CHECKLISTS[line["checklist"]], line["given"]
    try:
        return {"score": score(checklist, given), "photos": required_photos(checklist, given)}
    except Refused as refusal:
        return {"refused": [refusal.code, refusal.where]}


def ask_phone(lines: list[dict[str, Any]], folder: Path) -> list[Any]:
    objects = folder / "checklists.json"
    objects.write_text(json.dumps(OBJECTS), encoding="utf-8")
    done = subprocess.run(
        [NODE or "node", SCRIPT, STATIC, objects],
        input="\n".join(json.dumps(line) for line in lines),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
