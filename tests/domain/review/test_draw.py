"""The sample of a batch: its number and digests say what is drawn, and anybody repeats it."""

import re
import subprocess
from pathlib import Path

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.domain.review.draw import draw, sample_size, seed_of
from tests.makers import sha256

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"
DIGESTS = [sha256(f"visit {number}".encode()) for number in range(40)]
BATCH = "01a23033-c027-7b2e-bfe5-c4aad505b571"
VECTOR = {
    "seed": "de77017f",
    "drawn": [
        *("2e28cc84", "30ef3ab3", "453e0253", "49639ad8", "55526925", "9031dc16", "a28da72f"),
        *("ce0de9aa", "ce86bac5", "e0f92e7b", "f2653cf0"),
    ],
}


@pytest.mark.parametrize(
    ("count", "drawn"), [(0, 0), (1, 1), (5, 5), (6, 5), (25, 5), (26, 6), (30, 6), (100, 20)]
)
def test_five_or_a_fifth_are_drawn_whichever_is_more(count: int, drawn: int) -> None:
    assert sample_size(count) == drawn


def test_each_group_has_a_sample_of_its_own() -> None:
    groups = {"lin": DIGESTS[:30], "zhao": DIGESTS[30:36], "bai": DIGESTS[36:]}
    drawn = draw(BATCH, groups)
    assert [len(drawn & set(group)) for group in groups.values()] == [6, 5, 4]


def test_the_order_in_which_digests_come_changes_nothing() -> None:
    assert seed_of(BATCH, DIGESTS) == seed_of(BATCH, reversed(DIGESTS))
    assert draw(BATCH, {"lin": DIGESTS}) == draw(BATCH, {"lin": DIGESTS[::-1]})


def test_one_digest_more_or_less_draws_others() -> None:
    assert seed_of(BATCH, DIGESTS) != seed_of(BATCH, DIGESTS[1:])
    assert draw(BATCH, {"lin": DIGESTS}) - {DIGESTS[0]} != draw(BATCH, {"lin": DIGESTS[1:]})


def test_another_number_of_the_batch_draws_others() -> None:
    """Else an inspector alone in a batch would send such inspections that the bad one is left."""
    assert draw(uuid7(), {"lin": DIGESTS}) != draw(uuid7(), {"lin": DIGESTS})


def test_an_auditor_with_a_shell_draws_the_same(tmp_path: Path) -> None:
    """By the very lines that the operator's page has."""
    (script,) = re.findall(r"```sh\n(# repeat a draw\n.*?)```", OPERATIONS.read_text("utf-8"), re.S)
    (tmp_path / "batch").write_text("".join(f"{one}\n" for one in DIGESTS))
    (tmp_path / "id").write_text(f"{BATCH}\n")
    (tmp_path / "group").write_text("".join(f"{one}\n" for one in DIGESTS[:30]))
    said = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=True)
    seed, *drawn = said.stdout.decode().split()
    assert seed == seed_of(BATCH, DIGESTS)
    assert set(drawn) == draw(BATCH, {"lin": DIGESTS[:30], "bai": DIGESTS[30:]}) & set(DIGESTS[:30])


def test_the_draw_of_this_batch_never_changes() -> None:
    drawn = draw(BATCH, {"lin": DIGESTS[:30], "bai": DIGESTS[30:]})
    assert seed_of(BATCH, DIGESTS)[:8] == VECTOR["seed"]
    assert sorted(one[:8] for one in drawn) == VECTOR["drawn"]
