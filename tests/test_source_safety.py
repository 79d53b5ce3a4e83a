"""What must not stand in our sources: evaluated text, unsafe loaders, SQL glued from strings."""

import ast
import re
import subprocess
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
STATIC = ROOT / "inspect_app" / "static"
BROWSER = sorted(
    path
    for path in STATIC.rglob("*.ts*")
    if not {"node_modules", "dist", "testing"} & set(path.parts) and ".test." not in path.name
)
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|createContextualFragment"
    r"|\beval\(|new Function\("
)
XML = {"xml", "lxml", "defusedxml", "html5lib"}
# Where chance must not be predictable it comes from `secrets`: demo data and pauses may be guessed.
MAY_GUESS = ("inspect_app/demo/", "inspect_app/commands/examples.py", "sync/retry.py")
PAUSES = ("phone/sync/engine.ts", "phone/sync/records/push.ts")


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


def imported(tree: ast.AST) -> set[str]:
    """The first parts of all module names that a file imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_page_is_written_as_text() -> None:
    assert MARKUP.search("page.innerHTML = text") and len(BROWSER) > 100
    written = [path.name for path in BROWSER if MARKUP.search(path.read_text(encoding="utf-8"))]
    templates = (ROOT / "inspect_app" / "templates").rglob("*.html")
    unescaped = [
        path.name
        for path in templates
        if re.search(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8"))
    ]
    assert (written, unescaped) == ([], [])


def test_nothing_reads_xml() -> None:
    assert imported(ast.parse("from xml.etree import ElementTree")) & XML
    assert [str(path) for path in OURS if imported(parsed(path)) & XML] == []
    read = [path.name for path in BROWSER if "DOMParser" in path.read_text(encoding="utf-8")]
    assert read == []


def makes_pattern_of_data(node: ast.AST) -> bool:
    """`re.search(word, …)` or `re.compile(f"…")`: a pattern that is no constant of the file."""
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Attribute):
        return False
    pattern, of = node.args[0], node.func.value
    if not isinstance(of, ast.Name) or of.id != "re" or node.func.attr == "escape":
        return False
    is_named = isinstance(pattern, ast.Name) and pattern.id.isupper()
    return not (isinstance(pattern, ast.Constant) or is_named)


def test_no_pattern_is_made_of_data() -> None:
    assert any(map(makes_pattern_of_data, ast.walk(ast.parse("re.search(word, text)"))))
    for path in OURS:
        made = [node for node in ast.walk(parsed(path)) if makes_pattern_of_data(node)]
        assert [(path.name, ast.unparse(node)) for node in made] == []
    assert [one.name for one in BROWSER if "new RegExp(" in one.read_text(encoding="utf-8")] == []


def test_no_weak_hash_is_chosen() -> None:
    weak = {"hashlib.md5", "hashlib.sha1"}
    assert called(ast.parse("hashlib.md5(data)")) & weak
    assert [(path.name, found) for path in OURS if (found := called(parsed(path)) & weak)] == []


def test_secrets_come_from_the_system_s_random_source() -> None:
    names = {str(path.relative_to(ROOT)): imported(parsed(path)) for path in OURS}
    using = [name for name, modules in names.items() if "random" in modules]
    assert using and [name for name in using if not name.startswith(MAY_GUESS)] == []
    chances = [path for path in BROWSER if "Math.random" in path.read_text(encoding="utf-8")]
    assert {str(path.relative_to(STATIC)) for path in chances} == set(PAUSES)


def test_no_private_key_lies_among_the_sources() -> None:
    secret = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s|\bAKIA[0-9A-Z]{16}\b")
    assert secret.search(b"-----BEGIN EC " + b"PRIVATE KEY-----\n")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert [
        path.name for path in files if path.is_file() and secret.search(path.read_bytes())
    ] == []
