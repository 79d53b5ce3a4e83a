"""script/run turns away what can't work in one sentence, and a second start keeps the data."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
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
    shutil.copytree(PROJECT / "inspect_app" / "domain", copy / "inspect_app" / "domain")
    for folder in ("storage", "server"):
        (copy / "inspect_app" / folder).mkdir(parents=True)
    parts = ("__init__.py", "bucket.py", "private_files.py")
    stored = [f"storage/{name}" for name in parts]
    for name in ("__init__.py", "config.py", "server/ready.py", *stored):
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


def test_a_folder_that_others_can_enter_is_refused_with_the_command_that_mends_it(
    bare_copy: Path, tmp_path: Path
) -> None:
    wide = tmp_path / "wide one"
    wide.mkdir(mode=0o755)
    told = {"INSPECT_INSTANCE": str(wide), "INSPECT_PORT": str(free_port())}
    assert_one_sentence(run_until_it_ends(bare_copy, **told), f"chmod 700 '{wide}'")
    assert wide.stat().st_mode & 0o777 == 0o755 and not list(wide.iterdir())


def test_first_passwords_are_shown_on_a_terminal_alone(tmp_path: Path) -> None:
    accounts = tmp_path / "first-accounts.json"
    accounts.write_text('[{"user": "lin", "role": "inspector", "password": "canary"}]')
    command = [sys.executable, PROJECT / "script" / "accounts.py", accounts]
    assert subprocess.check_output(command) == b""
    ours, theirs = os.openpty()
    subprocess.run(command, stdout=theirs, check=True)
    assert b"canary" in os.read(ours, 1000)
    os.close(ours)
    os.close(theirs)


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


@pytest.mark.long
def test_a_second_start_has_nothing_to_install_and_keeps_the_data(tmp_path: Path) -> None:
    instance, log = tmp_path / "instance", tmp_path / "log"
    with started(instance, log):
        first = (instance / "first-accounts.json").read_text()
        assert len(json.loads(first)) == 5
        assert (instance / "first-accounts.json").stat().st_mode & 0o077 == 0
        told = log.read_text()  # as a journal would keep it
        assert not any(account["password"] in told for account in json.loads(first))
        assert f"{instance}/first-accounts.json" in told
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
