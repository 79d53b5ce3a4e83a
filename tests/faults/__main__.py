"""Runs the tests of the register and writes down how each fault ended: `script/faults [F-01 …]`."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from tests.faults.register import (
    PROJECT,
    STATIC,
    is_of_phone,
    read_register,
    split,
    write_register,
)


def main(wanted: list[str]) -> int:
    faults = read_register()
    chosen = [one for one in faults if not wanted or one.id in wanted]
    tests = {test for one in chosen for test in one.tests}
    results = run_ours(test for test in tests if not is_of_phone(test))
    results |= run_phones(test for test in tests if is_of_phone(test))
    for one in chosen:
        one.note(results, date.today())
    write_register(faults)
    failed = [one for one in chosen if one.last and one.last["result"] != "pass"]
    for one in failed:
        broken = [test for test in one.tests if not results.get(test)]
        sys.stdout.write(f"{one.id} FAIL {one.fault}: {', '.join(broken)}\n")
    sys.stdout.write(f"{len(chosen) - len(failed)} of {len(chosen)} faults end as they must\n")
    return bool(failed)


def run_ours(tests: Iterable[str]) -> dict[str, bool]:
    """By pytest; with several parameters it passed when all did and none was left out."""
    asked = sorted(tests)
    if not asked:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *asked], cwd=PROJECT
        )
        cases = list(ElementTree.parse(report).iter("testcase"))
    results: dict[str, bool] = {}
    for case in cases:
        file = case.get("classname", "").replace(".", "/")
        test = f"{file}.py::{case.get('name', '').partition('[')[0]}"
        results[test] = results.get(test, True) and len(case.findall("*[@message]")) == 0
    return results


def run_phones(tests: Iterable[str]) -> dict[str, bool]:
    """By Vitest, whole files; names with a `%s` are found by their beginning."""
    asked = sorted(tests)
    if not asked:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        files = sorted({split(test)[0] for test in asked})
        command = ["npm", "--prefix", str(STATIC), "test", "--", *files, "--reporter=json"]
        subprocess.run([*command, f"--outputFile={report}"], cwd=PROJECT)
        told = json.loads(report.read_text())["testResults"]
    ended = {
        (str(Path(file["name"]).relative_to(STATIC)), case["title"]): case["status"] == "passed"
        for file in told
        for case in file["assertionResults"]
    }
    return {test: _phone_passed(ended, *split(test)) for test in asked}


def _phone_passed(ended: dict[tuple[str, str], bool], file: str, name: str) -> bool:
    begins = name.partition("%s")[0]
    mine = [
        ok for (where, title), ok in ended.items() if where == file and title.startswith(begins)
    ]
    return bool(mine) and all(mine)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
