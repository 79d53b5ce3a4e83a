"""What must not stand in our sources: evaluated text, unsafe loaders, SQL glued from strings."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*ROOT.glob("inspect_app/**/*.py"), *ROOT.glob("sync/**/*.py")])
OURS = [path for path in SOURCES if "node_modules" not in path.parts]
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "pickle.loads",
    "pickle.load",
    "yaml.load",
    "yaml.unsafe_load",
    "os.system",
    "render_template_string",
}


def called(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def glues_sql(node: ast.AST) -> bool:
    """`text(f"…")`, `execute("…" + x)` and their like."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name = ast.unparse(node.func).split(".")[-1]
    glued = isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    return name in ("text", "execute", "exec_driver_sql") and glued


def test_a_planted_glued_query_is_found() -> None:
    tree = ast.parse('session.execute("select " + name)')
    assert any(glues_sql(node) for node in ast.walk(tree))


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_is_evaluated_and_no_query_is_glued(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert called(tree) & FORBIDDEN_CALLS == set()
    assert [node.lineno for node in ast.walk(tree) if glues_sql(node)] == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_shell_is_asked(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shells = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "shell"
    ]
    assert shells == []
