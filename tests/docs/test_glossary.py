"""The glossary is true: each code word stands in the tree, and none stands for two rows."""

import re
import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \| ([^|]+) \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = ROW.findall(PAGE)
CODE = ("inspect_app", "sync")
SUFFIXES = {".py", ".ts", ".tsx", ".yaml", ".json"}


def words_of_the_tree() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", *CODE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    texts = (path.read_text(encoding="utf-8") for path in paths if path.suffix in SUFFIXES)
    names = {path.stem for path in paths}
    return names | {word for text in texts for word in re.findall(r"\w+", text)}


def test_every_row_of_a_table_is_read() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) == len(ROWS) > 80


def test_each_code_word_stands_in_the_tree() -> None:
    assert sorted({code for _, _, code, _ in ROWS} - words_of_the_tree()) == []


def test_no_word_stands_for_two_rows() -> None:
    for column in range(3):
        counts = Counter(row[column].casefold() for row in ROWS)
        assert [word for word, count in counts.items() if count > 1] == []


def test_each_meaning_is_a_sentence() -> None:
    assert [code for _, _, code, meaning in ROWS if not meaning.endswith(".")] == []
