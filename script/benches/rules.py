"""Measures the rules: a whole construction site, and one tap on a checklist of 200 items."""

import base64
import json
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright

from inspect_app.checklists.load import FOLDER, load_file
from inspect_app.domain.rules.scoring import Checklist, score
from script.benches.machine import describe_machine
from script.benches.report import tell
from tests.browser.chromium import FLAGS, PROGRAM

PROJECT = Path(__file__).parents[2]
STATIC = PROJECT / "inspect_app" / "static"
TABLES, SHEETS = 19, 40
ITEMS = 200
ROUNDS = 50

BUNDLE = """
const { build } = await import(`file://${process.argv[1]}/node_modules/vite/dist/node/index.js`);
const bundle = await build({
  configFile: false, root: process.argv[1], publicDir: false, logLevel: "silent",
  build: { write: false, target: "es2022",
    lib: { entry: "phone/rules/index.ts", formats: ["es"] } },
});
process.stdout.write(bundle[0].output[0].code);
"""
MEDIAN = """
const median = (act) => {
  const times = Array.from({length: rounds}, () => {
    const begun = performance.now();
    act();
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[rounds >> 1];
};
"""
IN_BROWSER = (
    "async ({code, rounds, checklist, given}) => {"
    " const {scoreSite} = await import(`data:text/javascript;base64,${code}`);"
    + MEDIAN
    + " return median(() => scoreSite(checklist, given)); }"
)
IN_NODE = (
    "import {readFileSync} from 'node:fs';"
    " const {code, rounds, checklist, given, tap} = JSON.parse(readFileSync(0, 'utf8'));"
    " const {progress, preview} = await import(`data:text/javascript;base64,${code}`);"
    + MEDIAN
    + " let turn = 0;"
    " console.log(median(() => {"
    "   const value = turn++ % 2 ? 'pass' : 'fail';"
    "   const now = {...given, answers: {...given.answers, [tap]: {value}}};"
    "   progress(checklist, now); preview(checklist, now);"
    " }));"
)


def measure() -> dict[str, Any]:
    code = base64.b64encode(run_node(BUNDLE, STATIC)).decode()
    site = load_file(FOLDER / "construction-jgj59.yaml").object
    visit = make_site(site)
    rules = Checklist.from_object(site)
    return {
        "python_construction_ms": round(median(lambda: score(rules, visit)), 3),
        "browser_construction_ms": round(in_browser(code, site, visit), 3),
        "tap_200_ms": round(tap_in_node(code), 3),
        "sheets": SHEETS,
        "machine": describe_machine(),
    }


def median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def make_site(site: dict[str, Any]) -> dict[str, Any]:
    """Return a visit with every table, some of them repeated, on forty sheets."""
    dice = Random(59)
    tables = [table["id"] for table in site["tables"]]
    chosen = tables + dice.choices(tables, k=SHEETS - TABLES)
    sheets = [make_sheet(site, table, f"{at}#", dice) for at, table in enumerate(chosen)]
    return {**visit_of(site), "tables": sheets}


def make_sheet(site: dict[str, Any], table: str, label: str, dice: Random) -> dict[str, Any]:
    items = [item for item in site["items"] if item["id"].startswith(f"{table}.")]
    scores = {
        item["id"].split(".")[1]: dice.randint(6, item["max"]) for item in items if item["max"] > 5
    }
    rest = {item["id"].split(".")[1]: item["max"] for item in items if item["max"] <= 5}
    return {"table": table, "label": label, "scores": scores | rest}


def visit_of(checklist: dict[str, Any]) -> dict[str, Any]:
    return {"premises": {"kind": checklist["kind"], "attrs": {}}, "on": "2022-06-01"}


def in_browser(code: str, site: dict[str, Any], visit: dict[str, Any]) -> float:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        taken = time_site(browser.new_page(), code, site, visit)
        browser.close()
    return taken


def time_site(page: Page, code: str, site: dict[str, Any], visit: dict[str, Any]) -> float:
    given = {"code": code, "rounds": ROUNDS, "checklist": site, "given": visit}
    return float(page.evaluate(IN_BROWSER, given))


def tap_in_node(code: str) -> float:
    """Return the time of one tap on five copies of the canteen's items, in milliseconds."""
    school = load_file(FOLDER / "canteen-school.yaml").object
    items = [rename(item, turn) for turn in range(ITEMS // 40) for item in school["items"]]
    checklist = {**school, "items": items}
    answers = {item["id"]: {"value": "pass"} for item in items if item["type"] == "pass_fail"}
    given = {
        "code": code,
        "rounds": ROUNDS,
        "checklist": checklist,
        "given": {**visit_of(school), "answers": answers},
        "tap": next(iter(answers)),
    }
    return float(run_node(IN_NODE, json.dumps(given)))


def rename(item: dict[str, Any], turn: int) -> dict[str, Any]:
    """Return a copy of an item whose conditions name the copies of the same round."""
    text = json.dumps(item).replace("answer:", f"answer:t{turn}.")
    return {**json.loads(text), "id": f"t{turn}.{item['id']}"}


def run_node(script: str, given: Path | str) -> bytes:
    arguments = [str(given)] if isinstance(given, Path) else []
    return subprocess.run(
        ["node", "--input-type=module", "-e", script, *arguments],
        input=b"" if isinstance(given, Path) else given.encode(),
        capture_output=True,
        check=True,
    ).stdout


if __name__ == "__main__":
    tell("rules", __doc__, measure)
