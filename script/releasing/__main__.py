"""Writes a release of the commit that is checked out into a folder; `script/release` starts it."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from script.releasing.advisories import ask_advisories
from script.releasing.archive import write_archive
from script.releasing.packages import list_packages
from script.releasing.sbom import Release, write_licences, write_sbom

ROOT = Path(__file__).parents[2]


def read_commit(root: Path, version: str) -> Release:
    """Return the release that the checked-out commit would be."""
    command = ["git", "log", "-1", "--format=%H %cI"]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    commit, at = told.split()
    return Release(version, commit, datetime.fromisoformat(at))


def write_release(root: Path, release: Release, folder: Path) -> list[Path]:
    """Write the archive, the bill of materials and the licences, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = list_packages(root)
    archive = folder / f"inspect-{release.version}.tar.gz"
    bill, licences = folder / "sbom.cdx.json", folder / "licences.txt"
    write_archive(root, release, archive)
    bill.write_text(write_sbom(release, packages), encoding="utf-8")
    licences.write_text(write_licences(release, packages), encoding="utf-8")
    return [archive, bill, licences]


def main(version: str, folder: str) -> int:
    """Write a release, ask the advisories, and return 1 where they know of an open hole."""
    for path in write_release(ROOT, read_commit(ROOT, version), Path(folder)):
        sys.stdout.write(f"{path}\n")
    asked = ask_advisories(ROOT)
    for tool, holes in asked:
        told = "COULD NOT BE ASKED: run it where it is installed and has a network"
        sys.stdout.write(f"{tool}: {told if holes is None else f'{holes} open holes'}\n")
    return 1 if any(holes for _, holes in asked) else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
