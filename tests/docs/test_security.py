"""The security page leaves out no requirement, and what it names as proof is there."""

import ast
import math
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from inspect_app.services.people.weak_passwords import OUR_WORDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ASVS_IDS = (Path(__file__).parent / "asvs_ids.txt").read_text().split()
OUR_IDS = [f"S{number}" for number in range(1, 54)]
STATUSES = ("holds", "not applicable", "not held")
LEAST_OURS, LEAST_ASVS = 92, 97  # percent that holds of what applies


class Row(NamedTuple):
    """One requirement: its number, status, the sentence about it, and what it names as proof."""

    id: str
    status: str
    words: str
    shown_by: list[str]


def read_rows() -> list[Row]:
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in PAGE.splitlines()
        if re.match(r"\| (S\d+|\d+\.\d+\.\d+) \|", line)
    ]
    return [Row(one[0], one[-3], one[-2], re.findall("`([^`]+)`", one[-1])) for one in cells]


ROWS = read_rows()
OURS = [row for row in ROWS if row.id.startswith("S")]
ASVS = [row for row in ROWS if not row.id.startswith("S")]


def names_what_is_there(proof: str) -> bool:
    """Whether the file is in the tree, and has the test function if one is named."""
    name, _, function = proof.partition("::")
    path = ROOT / name
    if not path.is_file() or not function:
        return path.is_file() and not function
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def share(rows: list[Row]) -> float:
    """Return how many percent hold of those that apply, cut after one decimal."""
    counts = Counter(row.status for row in rows)
    return math.floor(1000 * counts["holds"] / (counts["holds"] + counts["not held"])) / 10


def test_a_proof_that_is_not_there_is_found() -> None:
    here = "tests/docs/test_security.py"
    assert names_what_is_there(f"{here}::test_a_proof_that_is_not_there_is_found")
    for wrong in (f"{here}::test_of_nothing", "tests/docs/of_nothing.py", "tests/docs"):
        assert not names_what_is_there(wrong)


def test_our_own_requirements_stand_there_once_each() -> None:
    assert [row.id for row in OURS] == OUR_IDS


def test_each_number_of_the_standard_stands_there_once() -> None:
    assert len(ASVS_IDS) == 253
    assert [row.id for row in ASVS] == ASVS_IDS


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_row_says_what_holds_and_what_shows_it(row: Row) -> None:
    assert row.status in STATUSES
    assert row.words.endswith(".")
    assert ("needed" in row.words.casefold()) == (row.status == "not held")
    assert (
        row.shown_by and [proof for proof in row.shown_by if not names_what_is_there(proof)] == []
    )


@pytest.mark.parametrize(
    ("name", "rows", "least"),
    [
        ("our own requirements", OURS, LEAST_OURS),
        ("ASVS 5.0.0, levels 1 and 2", ASVS, LEAST_ASVS),
    ],
)
def test_the_summary_counts_the_rows(name: str, rows: list[Row], least: int) -> None:
    counts = [sum(row.status == status for row in rows) for status in STATUSES]
    told = " | ".join(map(str, [name, len(rows), *counts, f"{share(rows)} %"]))
    assert f"| {told} |" in PAGE
    assert share(rows) >= least


def test_a_proxy_by_the_page_speaks_no_old_tls() -> None:
    protocols = re.findall(r"ssl_protocols ([^;]+);", PAGE)
    assert protocols and {one for line in protocols for one in line.split()} <= {
        "TLSv1.2",
        "TLSv1.3",
    }
    suites = re.findall(r"ssl_ciphers ([^;]+);", PAGE)
    assert suites and all(suite.startswith("ECDHE-") for suite in suites[0].split(":"))


def test_a_proxy_by_the_page_answers_no_program_in_the_clear() -> None:
    for path in ("/sync/", "/auth/login"):
        assert f"location {path} {{ return 403; }}" in PAGE
        assert re.search(rf"handle {path}\*? {{\s+respond 403", PAGE)


def test_every_word_that_no_password_may_consist_of_is_told() -> None:
    section = PAGE.split("### Passwords")[1].split("\n### ")[0].casefold()
    assert OUR_WORDS and [word for word in sorted(OUR_WORDS) if word not in section] == []
