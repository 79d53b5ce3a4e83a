"""A release tells all that is in it, and is the same bytes whoever packs the commit."""

import hashlib
import json
import os
import re
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from script.releasing.__main__ import read_commit, write_release
from script.releasing.advisories import count_browser, count_python
from script.releasing.archive import BUILT

ROOT = Path(__file__).parents[2]
RUNTIME = (ROOT / "script" / "pins" / "runtime.txt").read_text()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    write_release(ROOT, read_commit(ROOT, "9.9.9"), folder)
    return folder


@pytest.fixture(scope="module")
def bill(packed: Path) -> dict:
    return json.loads((packed / "sbom.cdx.json").read_text())


def test_a_release_of_what_is_not_committed_is_refused(tmp_path: Path) -> None:
    for words in ((), ("9.9.9",)):
        script = [ROOT / "script" / "release", *words]
        ran = subprocess.run(script, capture_output=True, text=True, check=False)
        assert ran.returncode == 2 and "usage" in ran.stderr
    for name in ("release", "lib.sh"):
        (tmp_path / "script").mkdir(exist_ok=True)
        (tmp_path / "script" / name).write_bytes((ROOT / "script" / name).read_bytes())
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    ran = subprocess.run(
        ["bash", tmp_path / "script" / "release", "9.9.9", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2 and "commit or stash" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_every_pin_is_told_with_version_hashes_and_licence(bill: dict) -> None:
    told = {(one["name"], one["version"]): one for one in bill["components"]}
    pinned = re.findall(r"^([\w.-]+)==(\S+)", RUNTIME, re.MULTILINE)
    assert [pin for pin in pinned if pin not in told] == []
    assert len(set(pinned)) == sum(one["purl"].startswith("pkg:pypi/") for one in told.values())
    hashes = [
        value["content"]
        for pin in pinned
        for value in told[pin]["hashes"]
        if value["alg"] == "SHA-256"
    ]
    assert sorted(hashes) == sorted(re.findall(r"sha256:([0-9a-f]{64})", RUNTIME))


def test_every_package_of_the_browser_half_is_told(bill: dict) -> None:
    wanted = json.loads((ROOT / "inspect_app/static/package.json").read_text())["dependencies"]
    told = {one["name"]: one["version"] for one in bill["components"]}
    assert {name: told.get(name) for name in wanted} == wanted
    assert "typescript" not in told  # a tool, of which nothing is built in
    digests = {len(one["content"]) for part in bill["components"] for one in part["hashes"]}
    assert digests == {64, 128}  # SHA-256 and SHA-512, in hex


def test_no_package_is_without_a_licence(bill: dict, packed: Path) -> None:
    licences = (packed / "licences.txt").read_text()
    for one in bill["components"]:
        (licence,) = one["licenses"]
        name = licence.get("expression") or licence["license"]["name"]
        assert name and f"{one['purl']}  {name}\n" in licences
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licences


def test_the_bill_has_the_form_that_scanners_read(bill: dict) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(set(refs)) == len(refs) > 50
    assert set(bill["dependencies"][0]["dependsOn"]) == set(refs)
    assert all(re.fullmatch(r"pkg:(pypi|npm)/\S+@\S+", ref) for ref in refs)
    for one in bill["components"]:
        assert {"type", "name", "version", "purl", "hashes", "licenses"} <= one.keys()


def test_the_same_commit_is_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    write_release(ROOT, read_commit(ROOT, "9.9.9"), tmp_path)
    for path in packed.iterdir():
        again = (tmp_path / path.name).read_bytes()
        assert hashlib.sha256(again).digest() == hashlib.sha256(path.read_bytes()).digest()
    assert len(list(packed.iterdir())) == 3


def test_an_operator_starts_it_without_building_anything(packed: Path, tmp_path: Path) -> None:
    with tarfile.open(packed / "inspect-9.9.9.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    there = tmp_path / "inspect-9.9.9"
    for name in ("script/run", "script/pins/runtime.txt", "inspect_app/cli.py", "docs/privacy.md"):
        committed = ["git", "show", f"HEAD:{name}"]
        shown = subprocess.run(committed, cwd=ROOT, capture_output=True, check=True).stdout
        assert (there / name).read_bytes() == shown
    assert os.access(there / "script" / "run", os.X_OK)
    assert not (there / "tests").exists()
    built = {path.name for path in (ROOT / BUILT).rglob("*")}
    assert {path.name for path in (there / BUILT).rglob("*")} == built != set()
    checks = ["bash", "-c", ". script/lib.sh; browser_half_is_built"]
    assert subprocess.run(checks, cwd=there, check=False).returncode == 0


def test_advisories_that_told_nothing_are_not_taken_for_none() -> None:
    skipped = {"dependencies": [{"name": "flask", "skip_reason": "not found"}]}
    for told in (None, {}, {"dependencies": []}, skipped, {"message": "405"}):
        assert count_python(told) is None
    for told in (None, {}, {"message": "405 Method Not Allowed"}, {"metadata": {}}):
        assert count_browser(told) is None


def test_holes_that_advisories_know_are_counted() -> None:
    sound, holed = {"name": "a", "vulns": []}, {"name": "b", "vulns": [{"id": "x"}, {"id": "y"}]}
    assert count_python({"dependencies": [sound]}) == 0
    assert count_python({"dependencies": [sound, holed]}) == 2
    assert count_browser({"metadata": {"vulnerabilities": {"high": 1, "total": 3}}}) == 3


def test_a_release_is_dated_by_its_commit(bill: dict) -> None:
    at = datetime.fromisoformat(bill["metadata"]["timestamp"])
    assert at <= datetime.now(UTC)
    assert at == read_commit(ROOT, "9.9.9").at
