"""The import rules of the layout: who may know whom. A planted import must be found."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SITES = ("auth", "phone", "desk", "public")
STDLIB = frozenset(__import__("sys").stdlib_module_names)

# What a folder may import of ours; anything from outside is free unless STRICT says otherwise.
MAY_KNOW: dict[str, tuple[str, ...]] = {
    "domain": ("domain",),
    "checklists": ("checklists", "domain"),
    "plans": ("plans", "domain"),
    "models": ("models", "extensions"),
    "queries": ("queries", "models", "extensions", "database", "domain", "plans", "checklists"),
    "schemas": ("schemas", "domain"),
    "storage": ("storage",),
    "photos": ("photos", "storage"),
    "documents": ("documents", "domain", "photos"),
}
SERVICES = (
    *("services", "queries", "models", "extensions", "domain", "plans", "checklists"),
    *("schemas", "storage", "photos", "documents", "errors", "config", "sync", "database"),
)
SITE = (*SERVICES, "guards", "access", "web")
# What a folder may not import from outside: sites ask queries, services know no request.
FORBIDDEN: dict[str, frozenset[str]] = {
    **{site: frozenset({"sqlalchemy"}) for site in SITES},
    "services": frozenset({"flask", "flask_login", "flask_migrate", "flask_wtf", "werkzeug"}),
}
STRICT: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "sync": frozenset({"marshmallow", "joserfc"}),
}


def list_violations(tree: dict[str, str]) -> list[str]:
    """`tree` maps paths to sources; one line per forbidden import."""
    return [
        f"{path} imports {name}"
        for path, source in sorted(tree.items())
        for name in imported(source)
        if not is_allowed(path, name)
    ]


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_allowed(path: str, name: str) -> bool:
    folder = folder_of(path)
    if name.split(".")[0] == "inspect_app":
        return part_of(name) in may_know(folder)
    if name.split(".")[0] == "sync":
        return folder == "sync" or "sync" in may_know(folder)
    if folder in STRICT:
        return name.split(".")[0] in STRICT[folder] | STDLIB
    return name.split(".")[0] not in FORBIDDEN.get(folder, frozenset())


def may_know(folder: str) -> Iterable[str]:
    if folder in MAY_KNOW:
        return MAY_KNOW[folder]
    if folder in SITES:
        return (*SITE, folder)
    return {"sync": (), "services": SERVICES}.get(folder, EVERYTHING)


class _Everything:
    def __contains__(self, part: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())


EVERYTHING = _Everything()


def folder_of(path: str) -> str:
    parts = Path(path).parts
    if parts[0] == "sync":
        return "sync"
    return parts[1] if len(parts) > 2 else Path(parts[-1]).stem


def part_of(name: str) -> str:
    return (name.split(".") + [""])[1]


def read_tree() -> dict[str, str]:
    paths = [*ROOT.glob("inspect_app/**/*.py"), *ROOT.glob("sync/**/*.py")]
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in paths
        if "node_modules" not in path.parts
    }


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("inspect_app/domain/rules/scoring.py", "import flask"),
        ("inspect_app/domain/rules/scoring.py", "from inspect_app.models import people"),
        ("inspect_app/queries/figures/targets.py", "from inspect_app.services import reviews"),
        ("inspect_app/desk/views.py", "from inspect_app.public import views"),
        ("inspect_app/services/review/reviews.py", "from inspect_app.desk import views"),
        ("inspect_app/models/people.py", "from inspect_app.queries import people"),
        ("sync/receive.py", "from inspect_app.extensions import db"),
        ("inspect_app/services/intake/inbox.py", "from inspect_app.demo.records import past"),
        ("sync/receive.py", "import flask"),
        ("inspect_app/queries/figures/targets.py", "import sync.feed"),
        ("inspect_app/desk/people.py", "from sqlalchemy import select"),
        ("inspect_app/services/review/reviews.py", "from flask import current_app"),
    ],
)
def test_a_planted_forbidden_import_is_found(path: str, source: str) -> None:
    assert list_violations({path: source})


def test_imports_go_downwards_only() -> None:
    assert list_violations(read_tree()) == []


def rooms_known_by(tree: dict[str, str]) -> dict[str, set[str]]:
    """Which rooms of `services` each of them imports."""
    known: dict[str, set[str]] = {}
    for path, source in tree.items():
        parts = Path(path).parts
        if parts[:2] == ("inspect_app", "services") and len(parts) > 3:
            names = [name.split(".") for name in imported(source)]
            there = {name[2] for name in names if name[:2] == ["inspect_app", "services"]}
            known.setdefault(parts[2], set()).update(there - {parts[2]})
    return known


def list_circles(known: dict[str, set[str]]) -> list[str]:
    """Rooms that can be reached from themselves."""

    def reached(room: str, seen: frozenset[str]) -> frozenset[str]:
        for next in known.get(room, set()) - seen:
            seen = reached(next, seen | {next})
        return seen

    return [room for room in sorted(known) if room in reached(room, frozenset())]


def test_a_planted_circle_of_rooms_is_found() -> None:
    assert list_circles({"feed": {"writing"}, "writing": {"intake"}, "intake": {"feed"}}) == [
        *("feed", "intake", "writing")
    ]


def test_the_rooms_of_services_have_no_circle() -> None:
    assert list_circles(rooms_known_by(read_tree())) == []


def test_only_config_reads_the_environment() -> None:
    readers = [path for path, source in read_tree().items() if "os.environ" in source]
    assert readers == ["inspect_app/config.py"]


def test_only_services_commit() -> None:
    committers = [
        path
        for path, source in read_tree().items()
        if ".commit()" in source and folder_of(path) not in ("services", "migrations")
    ]
    assert committers == []


# The demo draws the pictures that stand for photos, for which it needs Pillow; it opens none.
DRAWINGS = "inspect_app/demo/drawings/"


def test_only_storage_and_photos_open_pictures() -> None:
    openers = [
        path
        for path, source in read_tree().items()
        if any(name.split(".")[0] == "PIL" for name in imported(source))
        and folder_of(path) not in ("storage", "photos")
        and (not path.startswith(DRAWINGS) or "Image.open" in source)
    ]
    assert openers == []


# The browser half of the phone: what each folder may know of the others.
PHONE = ROOT / "inspect_app" / "static" / "phone"
PHONE_KNOWS: dict[str, set[str]] = {
    "rules": {"rules"},
    "data": {"data", "rules"},
    "sync": {"sync", "data"},
    "ui": {"ui", "styles"},
    "views": {"views", "ui", "rules", "data", "sync", "styles"},
}
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def read_phone() -> dict[str, str]:
    return {
        str(path.relative_to(PHONE)): path.read_text(encoding="utf-8")
        for path in PHONE.glob("**/*.ts*")
        if not {"testing"} & set(path.parts) and ".test" not in path.name
    }


def list_phone_violations(tree: dict[str, str]) -> list[str]:
    return [
        f"{path} imports {target}"
        for path, source in sorted(tree.items())
        for target in IMPORTED.findall(source)
        if (known := PHONE_KNOWS.get(Path(path).parts[0])) is not None
        if (folder := phone_folder(path, target)) is not None and folder not in known
    ]


def phone_folder(path: str, target: str) -> str | None:
    """The phone's folder that an import leads to; None for words and drawings that all share."""
    there = (PHONE / path).parent.joinpath(target).resolve()
    return there.relative_to(PHONE).parts[0] if there.is_relative_to(PHONE) else None


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("rules/score.ts", 'import type { Draft } from "../data";'),
        ("data/drafts.ts", 'import { call } from "../sync/http";'),
        ("ui/Icon.tsx", 'import { useApp } from "../views/context";'),
        ("sync/round.ts", 'const { t } = await import("../ui/texts");'),
    ],
)
def test_a_planted_forbidden_import_of_the_phone_is_found(path: str, source: str) -> None:
    assert list_phone_violations({path: source})


def test_the_phone_imports_downwards_only() -> None:
    assert list_phone_violations(read_phone()) == []


@pytest.mark.parametrize(
    ("sign", "folders"),
    [
        (r"\bopenDB\b|\bindexedDB\b", {"data"}),
        (r"(?<![\w.])fetch\(", {"sync", "worker.ts", "worker-off.ts"}),
    ],
)
def test_only_one_folder_of_the_phone_touches_each_dangerous_thing(
    sign: str, folders: set[str]
) -> None:
    users = {
        Path(path).parts[0] for path, source in read_phone().items() if re.search(sign, source)
    }
    assert users == folders
