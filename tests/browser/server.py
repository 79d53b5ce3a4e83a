"""A real server on an instance of its own, for browser tests, screenshots and benches."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspect_app.config import read_settings
from inspect_app.queries.people import find_user
from inspect_app.services.people.notices import note_notice_read
from tests.instances import opened

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from inspect_app.cli import main; main()"]


@dataclass(frozen=True)
class Account:
    user: str
    password: str
    role: str


class Site:
    """One instance, and its server while it runs."""

    def __init__(
        self, instance: Path, serving: Sequence[str] = (*COMMAND, "serve"), **settings: str
    ) -> None:
        """`settings` are those of the environment without their `INSPECT_`."""
        self.instance = instance
        self.program: Sequence[str] = COMMAND
        self.serving = serving
        self.settings = {"LIMITS": "off", "WORKERS": "1", "SECOND_FACTOR": "off"} | settings
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, text: str = "") -> str:
        """Runs `inspect-app …` on this instance; a refusal fails with its sentence."""
        ended = subprocess.run(
            [*self.program, *words],
            env=self.environment(),
            input=text,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def accounts(self) -> list[Account]:
        listed = json.loads((self.instance / "first-accounts.json").read_text())
        return [Account(one["user"], one["password"], one["role"]) for one in listed]

    def account(self, role: str) -> Account:
        """The first account of a role."""
        return next(account for account in self.accounts() if account.role == role)

    def account_of(self, user: str) -> Account:
        return next(account for account in self.accounts() if account.user == user)

    def add_user(self, user: str, role: str, areas: str = "all", kinds: str = "all") -> Account:
        """Somebody who is no newcomer: the privacy notice was read."""
        account = self.add_newcomer(user, role, areas, kinds)
        with opened(read_settings(self.environment())):
            found = find_user(user)
            assert found
            note_notice_read(found.id, datetime.now(UTC))
        return account

    def add_newcomer(self, user: str, role: str, areas: str = "all", kinds: str = "all") -> Account:
        password = secrets.token_urlsafe(16)
        self.command(
            *("user", "add", user, "--role", role, "--areas", areas, "--kinds", kinds),
            "--password-stdin",
            text=password,
        )
        return Account(user, password, role)

    def start(self) -> None:
        with (self.instance / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.serving, env=self.environment(), stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, (self.instance / "server.log").read_text()
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=60)
            self._process = None

    def processes(self) -> list[int]:
        """The server and its workers."""
        assert self._process is not None
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [parent, *(int(pid) for pid in children.split())]

    def environment(self) -> dict[str, str]:
        """What the server and the commands of this instance see."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("INSPECT_")}
        ours = {"INSTANCE": str(self.instance), "PORT": str(self.port)} | self.settings
        return kept | {f"INSPECT_{name}": value for name, value in ours.items()}

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def running_site(instance: Path, *demo_words: str) -> Iterator[Site]:
    """A migrated instance with the demo district (`--empty`: accounts only), served."""
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    site = Site(instance)
    site.command("migrate")
    site.command("demo", *demo_words)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def _free_port() -> int:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return int(finder.getsockname()[1])
