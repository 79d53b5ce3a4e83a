"""Commits end in another order than they took their numbers: no phone may pass one that is open."""

import json
import os
import subprocess
import sys

import pytest

from inspect_app.config import Settings

EVERY_WAY = [
    pytest.param(30, marks=pytest.mark.daily),
    pytest.param(30_000, marks=pytest.mark.long),
]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("commits", EVERY_WAY)
def test_a_sequence_loses_rows_and_our_counter_none(settings: Settings, commits: int) -> None:
    fewest = max(20, commits // 4)  # it is chance
    assert any(missed_by("naive", settings, fewest) for _ in range(12))
    assert missed_by("counted", settings, commits) == 0


def missed_by(how: str, settings: Settings, commits: int) -> int:
    told = {"INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.postgres.commits", how, str(commits)],
        env=os.environ | {f"INSPECT_{name}": value for name, value in told.items()},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    result = json.loads(ended.stdout)
    assert result["commits"] == commits
    return int(result["missed"])
