"""The fault register, docs/faults.yaml: what may go wrong, what must hold, which tests show it."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[2]
REGISTER = PROJECT / "docs" / "faults.yaml"
STATIC = PROJECT / "inspect_app" / "static"
HEAD = """\
# What is thrown at the system and what must hold. `script/faults` runs the tests and writes down
# `last`, `script/faults F-17 F-21` only some. A test of the phone's own half begins with `phone/`.
"""


@dataclass
class Fault:
    id: str
    fault: str
    expected: str
    tests: list[str]
    last: dict[str, Any] | None = None

    @property
    def command(self) -> str:
        """What a person types to see it."""
        ours = [test for test in self.tests if not is_of_phone(test)]
        files = sorted({split(test)[0] for test in self.tests if is_of_phone(test)})
        return " && ".join(
            [f"./script/test {' '.join(ours)}"] * bool(ours)
            + [f"npm --prefix inspect_app/static test -- {' '.join(files)}"] * bool(files)
        )

    def note(self, results: dict[str, bool], on: date) -> None:
        """Passed when every one of its tests did."""
        passed = all(results.get(test, False) for test in self.tests)
        self.last = {"on": on, "result": "pass" if passed else "FAIL"}


def read_register() -> list[Fault]:
    listed = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    return [Fault(**{name: one[name] for name in one if name != "command"}) for one in listed]


def write_register(faults: Iterable[Fault]) -> None:
    listed = [
        {"id": one.id, "fault": one.fault, "expected": one.expected, "tests": one.tests}
        | {"command": one.command, "last": one.last}
        for one in faults
    ]
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=100)
    REGISTER.write_text(HEAD + text.replace("\n- id:", "\n\n- id:"), encoding="utf-8")


def split(test: str) -> tuple[str, str]:
    """File and name."""
    file, _, name = test.partition("::")
    return file, name


def is_of_phone(test: str) -> bool:
    return test.startswith("phone/")


def exists(test: str) -> bool:
    file, name = split(test)
    if is_of_phone(test):
        return f'"{name}"' in _text(STATIC / file)
    return name in _functions(PROJECT / file)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@cache
def _functions(path: Path) -> set[str]:
    tree = ast.parse(_text(path))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
