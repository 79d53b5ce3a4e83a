"""Docstrings read by themselves: a function's begins with its verb, no word is private."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = [*ROOT.glob("sync/**/*.py"), *ROOT.glob("inspect_app/**/*.py")]
# The demo's own words and the generated migrations are left out.
OURS = sorted(path for path in SOURCES if not {"demo", "versions"} & set(path.parts))
PRIVATE = re.compile(r"\b(held|told|beside|books|(kept|put|set|stored) aside)\b")
NO_VERB = re.compile(r"(The|A|An|It|This|Who|Those|They|One|Of|As|By|In|With|From|For)\b")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def public(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    yield name, node
    for child in node.body if not isinstance(node, ast.FunctionDef) else []:
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            yield from public(child, f"{name}:{child.name}")


def list_faults(node: Documented) -> list[str]:
    text = ast.get_docstring(node)
    if text is None:
        return ["a file has none"] if isinstance(node, ast.Module) else []
    faults = [f"{found[0]!r} is a private word" for found in PRIVATE.finditer(text)]
    if not text.endswith((".", "?", "。")):
        faults.append("no full stop at its end")
    if isinstance(node, ast.FunctionDef) and NO_VERB.match(text):
        faults.append("no verb at its start")
    return faults


def test_a_planted_riddle_is_found() -> None:
    (riddle,) = ast.parse('def find() -> None:\n    """The others, held beside"""').body
    assert isinstance(riddle, ast.FunctionDef) and len(list_faults(riddle)) == 4


def test_docstrings_read_by_themselves() -> None:
    faults = {
        f"{path.relative_to(ROOT)}{name}: {fault}"
        for path in OURS
        for name, node in public(ast.parse(path.read_text("utf-8")), "")
        for fault in list_faults(node)
    }
    assert not faults
