"""The sample of a batch: what is drawn follows from the digests alone, and anybody repeats it."""

import re
import subprocess
from pathlib import Path

import pytest

from inspect_app.domain.review.draw import draw, sample_size, seed_of
from tests.makers import sha256

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"
DIGESTS = [sha256(f"visit {number}".encode()) for number in range(40)]
VECTOR = {
    "seed": "2834205b",
    "drawn": [
        *("432dfacb", "49639ad8", "49db0b56", "8867350c", "8af80181", "9031dc16", "a28da72f"),
        *("a36cfae7", "afb5a569", "b5415f62", "dd269210"),
    ],
}


@pytest.mark.parametrize(
    ("count", "drawn"), [(0, 0), (1, 1), (5, 5), (6, 5), (25, 5), (26, 6), (30, 6), (100, 20)]
)
def test_five_or_a_fifth_are_drawn_whichever_is_more(count: int, drawn: int) -> None:
    assert sample_size(count) == drawn


def test_each_group_has_a_sample_of_its_own() -> None:
    groups = {"lin": DIGESTS[:30], "zhao": DIGESTS[30:36], "bai": DIGESTS[36:]}
    drawn = draw(groups)
    assert [len(drawn & set(group)) for group in groups.values()] == [6, 5, 4]


def test_the_order_in_which_digests_come_changes_nothing() -> None:
    assert seed_of(DIGESTS) == seed_of(reversed(DIGESTS))
    assert draw({"lin": DIGESTS}) == draw({"lin": DIGESTS[::-1]})


def test_one_digest_more_or_less_draws_others() -> None:
    assert seed_of(DIGESTS) != seed_of(DIGESTS[1:])
    assert draw({"lin": DIGESTS}) - {DIGESTS[0]} != draw({"lin": DIGESTS[1:]})


def test_an_auditor_with_a_shell_draws_the_same(tmp_path: Path) -> None:
    """By the very lines that the operator's page has."""
    (script,) = re.findall(r"```sh\n(# repeat a draw\n.*?)```", OPERATIONS.read_text("utf-8"), re.S)
    (tmp_path / "batch").write_text("".join(f"{one}\n" for one in DIGESTS))
    (tmp_path / "group").write_text("".join(f"{one}\n" for one in DIGESTS[:30]))
    said = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=True)
    seed, *drawn = said.stdout.decode().split()
    assert seed == seed_of(DIGESTS)
    assert set(drawn) == draw({"lin": DIGESTS[:30], "bai": DIGESTS[30:]}) & set(DIGESTS[:30])


def test_the_draw_of_this_batch_never_changes() -> None:
    drawn = draw({"lin": DIGESTS[:30], "bai": DIGESTS[30:]})
    assert seed_of(DIGESTS)[:8] == VECTOR["seed"]
    assert sorted(one[:8] for one in drawn) == VECTOR["drawn"]
