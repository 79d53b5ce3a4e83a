"""Reads the plan's file, or raises an error with file, line and reason."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from inspect_app.domain.figures.reported import goals_of
from inspect_app.domain.figures.targets import Interval, ManualTarget, Named, Plan, Target
from inspect_app.domain.kinds import INSPECTED

FOLDER = Path(__file__).parent
CURRENT = FOLDER / "putuo-2021-2023.yaml"

Contradiction = tuple[list[str | int], str]


class PlanFileError(Exception):
    """The plan's file is wrong and stops the start: which one, on which line, and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class PlanLoader(yaml.SafeLoader):
    """Loads YAML with days as text, so that the schema can check them."""


PlanLoader.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def current_plan() -> Plan:
    """Return the plan in force, read once per process."""
    return load_plan(CURRENT)


def load_plan(path: Path) -> Plan:
    """Read and check a plan's file; raise PlanFileError."""
    root, content = read_yaml(path)
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    error = best_match(validator.iter_errors(content))
    if error is not None:
        where = "/".join(str(step) for step in error.absolute_path) or "the file"
        raise PlanFileError(
            path, network_of(root, error.absolute_path), f"{where}: {error.message[:300]}"
        )
    for steps, reason in list_contradictions(content):
        raise PlanFileError(path, network_of(root, steps), reason)
    return build_plan(content)


def read_yaml(path: Path) -> tuple[yaml.Node, Any]:
    """Return the YAML nodes, which know their lines, and the plain content."""
    try:
        text = path.read_text(encoding="utf-8")
        loader = PlanLoader(text)
        root = loader.get_single_node()
        if root is None:
            raise PlanFileError(path, 1, "the file is empty")
        refuse_doubles(path, root)
        return root, loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PlanFileError(path, line, str(error.problem)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PlanFileError(path, 1, str(error)) from error


def refuse_doubles(path: Path, node: yaml.Node) -> None:
    """Raise PlanFileError for a repeated key, which YAML would accept silently."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise PlanFileError(path, key.start_mark.line + 1, f"{key.value} stands twice")
            seen.add(key.value)
            refuse_doubles(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            refuse_doubles(path, value)


def network_of(node: yaml.Node, steps: Iterable[str | int]) -> int:
    """Return the line, from 1, of the deepest step that is in the file."""
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return int(node.start_mark.line) + 1


def list_contradictions(content: dict[str, Any]) -> Iterable[Contradiction]:
    """Yield errors that the schema cannot express: doubles, foreign areas, unknown names."""
    if content["plan"]["start"] > content["plan"]["end"]:
        yield ["plan", "end"], "the plan ends before it starts"
    for group, name in (("areas", "code"), ("departments", "id"), ("targets", "id")):
        yield from list_doubles(group, name, content[group])
    yield from list_doubles("manual_targets", "id", content["manual_targets"])
    for index, area in enumerate(content["areas"]):
        if not area["code"].startswith(content["district"]["code"]):
            yield ["areas", index, "code"], f"{area['code']} lies outside the district"
    for index, target in enumerate(content["targets"]):
        if target["kind"] not in INSPECTED:
            yield ["targets", index, "kind"], f"the kinds are {', '.join(INSPECTED)}"
    for kind in content.get("intervals", {}):
        if kind not in INSPECTED:
            yield ["intervals", kind], f"the kinds are {', '.join(INSPECTED)}"
    known = {row["id"] for row in content["departments"]}
    for group in ("targets", "manual_targets"):
        yield from list_strangers(group, content[group], known)
    yield from list_wrong_goals(content)


def list_doubles(group: str, name: str, rows: list[dict[str, Any]]) -> Iterable[Contradiction]:
    """Yield an error for each row of a group that shares its name with another."""
    counts = Counter(row[name] for row in rows)
    for index, row in enumerate(rows):
        if counts[row[name]] > 1:
            yield [group, index], f"{row[name]} stands {counts[row[name]]} times in {group}"


def list_strangers(
    group: str, rows: list[dict[str, Any]], known: set[str]
) -> Iterable[Contradiction]:
    """Yield an error for each row that names an unknown department."""
    for index, row in enumerate(rows):
        for department in sorted(set(row["departments"]) - known):
            yield [group, index, "departments"], f"unknown department {department}"


def list_wrong_goals(content: dict[str, Any]) -> Iterable[Contradiction]:
    """Yield an error for each reported goal of another form, or of a section without a name."""
    sections = {row["id"] for row in content.get("sections", ())}
    for index, row in enumerate(content["manual_targets"]):
        target = build_manual(row)
        if target.section not in sections:
            yield ["manual_targets", index, "source"], f"{target.section} is not among sections"
        try:
            goals_of(target)
        except ValueError as error:
            yield ["manual_targets", index, "target"], str(error)


def build_plan(content: dict[str, Any]) -> Plan:
    """Build the plan from content that passed every check."""
    head = content["plan"]
    days = {name: date.fromisoformat(head[name]) for name in ("published", "start", "end")}
    return Plan(
        **{**head, **days},
        district=build_named(content["district"]),
        areas=tuple(build_named(row) for row in content["areas"]),
        departments=tuple(build_named(row) for row in content["departments"]),
        targets=tuple(build_target(row) for row in content["targets"]),
        manual_targets=tuple(build_manual(row) for row in content["manual_targets"]),
        sections=tuple(build_named(row) for row in content.get("sections", ())),
        intervals=tuple(
            Interval(kind=kind, **row) for kind, row in content.get("intervals", {}).items()
        ),
    )


def build_named(row: dict[str, Any]) -> Named:
    """Build a named area or department; areas have a code, departments an id."""
    return Named(code=row.get("code") or row["id"], zh=row["zh"], en=row["en"])


def build_manual(row: dict[str, Any]) -> ManualTarget:
    """Build a reported target; its parts are named by their place."""
    parts = (Named(str(at), **part) for at, part in enumerate(row.get("parts", ()), 1))
    lists = {"departments": tuple(row["departments"]), "parts": tuple(parts)}
    return ManualTarget(**{**row, **lists})


def build_target(row: dict[str, Any]) -> Target:
    """Build a target; optional fields get their defaults."""
    filled = {"departments_inferred": False, "baseline": 0, **row}
    lists = {name: tuple(filled[name]) for name in ("departments", "excludes")}
    return Target(**{**filled, **lists})
