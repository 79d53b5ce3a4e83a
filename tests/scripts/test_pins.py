"""The pins hold what is asked for, by version and hash, and name no host."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2]
PINS = PROJECT / "script" / "pins"
STATIC = PROJECT / "inspect_app" / "static"


def read_pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (PINS / name).read_text(), re.MULTILINE))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text())


@pytest.mark.parametrize("path", [*PINS.glob("*.txt"), STATIC / "package-lock.json"])
def test_no_pin_names_a_host(path: Path) -> None:
    assert "://" not in path.read_text()  # aiohttp is no host
    assert "--index-url" not in path.read_text()


@pytest.mark.parametrize("path", list(PINS.glob("*.txt")))
def test_every_python_pin_has_a_hash(path: Path) -> None:
    assert re.findall(r"^[\w.-]+==[^\\\n]*$", path.read_text(), re.MULTILINE) == []


def test_the_pins_meet_the_project() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = {
        "runtime.txt": project["project"]["dependencies"],
        "dev.txt": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    for name, requirements in wanted.items():
        pins = read_pins(name)
        for requirement in map(Requirement, requirements):
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def test_running_and_testing_use_the_same_versions() -> None:
    assert read_pins("runtime.txt").items() <= read_pins("dev.txt").items()


def test_the_browser_packages_are_exact_and_locked() -> None:
    package = read_json(STATIC / "package.json")
    locked = read_json(STATIC / "package-lock.json")["packages"]
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert locked[f"node_modules/{name}"]["version"] == version


def test_the_decoder_gets_the_wasm_it_was_built_with() -> None:
    locked = read_json(STATIC / "package-lock.json")["packages"]
    detector = locked["node_modules/barcode-detector"]["dependencies"]["zxing-wasm"]
    assert read_json(STATIC / "package.json")["dependencies"]["zxing-wasm"] == detector
