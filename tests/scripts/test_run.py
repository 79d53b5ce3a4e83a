"""script/run turns away what can't work in one sentence, and a second start keeps the data."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import config_url
from tests.postgres.cluster import Cluster

PROJECT = Path(__file__).parents[2]


def run_until_it_ends(
    project: Path, *words: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / "script" / "run", *words],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )


def free_port() -> int:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return int(finder.getsockname()[1])


@pytest.fixture
def bare_copy(tmp_path: Path) -> Path:
    copy = tmp_path / "project"
    shutil.copytree(PROJECT / "script", copy / "script")
    for folder in ("storage", "server"):
        (copy / "inspect_app" / folder).mkdir(parents=True)
    for name in ("__init__.py", "config.py", "server/ready.py", "storage/bucket.py"):
        shutil.copy(PROJECT / "inspect_app" / name, copy / "inspect_app" / name)
    return copy


def assert_one_sentence(ended: subprocess.CompletedProcess[str], cure: str) -> None:
    assert ended.returncode == 2
    assert cure in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_python_without_venv_is_told_what_to_install(bare_copy: Path) -> None:
    (bare_copy / "ensurepip.py").write_text("raise ImportError")
    ended = run_until_it_ends(bare_copy, PYTHONPATH=str(bare_copy), INSPECT_PORT=str(free_port()))
    assert_one_sentence(ended, "apt install python3-venv")


def test_a_taken_port_is_told_before_any_work(bare_copy: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run_until_it_ends(bare_copy, INSPECT_PORT=str(port))
    assert_one_sentence(ended, f"INSPECT_PORT={port + 1}")
    assert not (bare_copy / ".venv").exists()


def test_a_wrong_setting_is_named_with_what_is_allowed(bare_copy: Path) -> None:
    assert_one_sentence(run_until_it_ends(bare_copy, INSPECT_LIMITS="maybe"), "INSPECT_LIMITS")


def test_an_unknown_word_gets_the_usage(bare_copy: Path) -> None:
    assert_one_sentence(run_until_it_ends(bare_copy, "--full"), "--empty")


@contextmanager
def started(instance: Path, log: Path, **more: str) -> Iterator[None]:
    """script/run --empty, from /healthz answering on."""
    port = free_port()
    settings = {"INSPECT_INSTANCE": str(instance), "INSPECT_PORT": str(port)} | more
    begun = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            [PROJECT / "script" / "run", "--empty"],
            env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        while not answers(port):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() - begun < 120, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def test_a_second_start_has_nothing_to_install_and_keeps_the_data(tmp_path: Path) -> None:
    instance, log = tmp_path / "instance", tmp_path / "log"
    with started(instance, log):
        first = (instance / "first-accounts.json").read_text()
        assert len(json.loads(first)) == 5
        assert (instance / "first-accounts.json").stat().st_mode & 0o077 == 0
        assert all(account["password"] in log.read_text() for account in json.loads(first))
    with started(instance, log):
        assert (instance / "first-accounts.json").read_text() == first
        told = log.read_text()
        assert json.loads(first)[0]["password"] not in told
        assert not any(step in told for step in ("安装", "建立", "构建"))


@pytest.mark.long
def test_a_second_server_of_one_database_starts_and_makes_nobody(
    tmp_path: Path, postgres: Cluster
) -> None:
    name = postgres.new_database()
    shared = {"INSPECT_DATABASE_URL": config_url(postgres, name)}
    first, second = tmp_path / "first", tmp_path / "second"
    with started(first, tmp_path / "log", **shared):
        for _ in range(2):
            with started(second, tmp_path / "log of the second", **shared):
                assert not (second / "first-accounts.json").exists()
                assert not (second / ".first-start").exists()
    postgres.drop(name)
