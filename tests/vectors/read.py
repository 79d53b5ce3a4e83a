"""Reads the vectors and the checklists they are for; a case is its file's base with changes."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspect_app.checklists.load import Published, load_all, load_file

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    checklist: str
    name: str
    given: dict[str, Any]
    expected: dict[str, Any]


def published() -> dict[str, Published]:
    """All checklists of the trade, and those that were made for the vectors."""
    made = [load_file(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {each.code: each for each in [*load_all(), *made]}


def cases() -> list[Case]:
    files = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return [read_case(each, file) for file in files for each in file["cases"]]


def read_case(case: dict[str, Any], file: dict[str, Any]) -> Case:
    return Case(file["checklist"], case["name"], change(file["base"], case), case)


def change(base: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """null takes an answer away."""
    answers = {**base.get("answers", {}), **case.get("answers", {})}
    also = {key: case.get(key, base.get(key)) for key in ("tables", "acceptance")}
    return {
        "premises": {
            "kind": case.get("kind", base["premises"]["kind"]),
            "attrs": {**base["premises"]["attrs"], **case.get("attrs", {})},
        },
        "on": case.get("on", base["on"]),
        "answers": {name: given for name, given in answers.items() if given is not None},
        **{key: given for key, given in also.items() if given is not None},
    }
