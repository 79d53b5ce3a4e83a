"""Nobody else on the machine reads an instance, whoever runs the command."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import assert_refused
from tests.makers import make_jpeg

PROJECT = Path(__file__).parents[2]
SOMEBODY = 12_345
INSPECT_APP = "from inspect_app.cli import main; main()"
STORING = """
import hashlib, sys
from pathlib import Path
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.private_files import keep_private, make_folder
keep_private()
store, data = FolderStore(Path(sys.argv[1]) / "photos"), sys.stdin.buffer.read()
name = hashlib.sha256(data).hexdigest()
make_folder(store.parts)
(store.parts / "one.part").write_bytes(data)
store.keep(store.parts / "one.part", name)
store.copies.put(name, "small", data)
"""


def run(instance: Path, code: str, *words: str | Path, given: bytes = b"") -> None:
    """Runs Python as a careless shell would: with the umask of every distribution."""
    told = {"INSPECT_INSTANCE": str(instance), "PYTHONPATH": str(PROJECT), "PATH": os.defpath}
    command = [sys.executable, "-c", code, *words]
    ended = subprocess.run(command, env=told, umask=0o022, input=given, capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()


def used(instance: Path) -> Iterator[Path]:
    """Everything in an instance that was set up, filled, written to and backed up."""
    run(instance, INSPECT_APP, "migrate")
    run(instance, INSPECT_APP, "demo", "--empty")
    run(instance, STORING, instance, given=make_jpeg())
    run(instance, INSPECT_APP, "backup", instance / "backup")
    with closing(sqlite3.connect(instance / "inspect.db")) as connection:
        connection.execute("CREATE TABLE canary (id)")
        connection.commit()
        assert (instance / "inspect.db-wal").exists()
        yield from (instance, *instance.rglob("*"))


def test_everything_new_is_for_its_owner_alone(tmp_path: Path) -> None:
    found = {path: path.stat().st_mode for path in used(tmp_path / "instance")}
    wide = {path for path, mode in found.items() if mode & (0o077 if path.is_dir() else 0o177)}
    assert wide == set()
    names = {path.name for path in found}
    assert names > {"inspect.db", "inspect.db-shm", "inspect.db.writers", "secret", "receipts.pem"}
    assert names > {"first-accounts.json", "photos-are-kept-here", "backup.json", "rows.db"}
    assert sum(len(name) == 64 for name in names) == 1


@pytest.mark.long
def test_what_root_makes_belongs_to_whoever_owns_the_instance(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    os.chown(instance, SOMEBODY, SOMEBODY)
    backup = instance / "backup"
    others = [
        path
        for path in used(instance)
        if owner_of(path) != (SOMEBODY, SOMEBODY) and not path.is_relative_to(backup)
    ]
    assert others == []


def owner_of(path: Path) -> tuple[int, int]:
    return path.stat().st_uid, path.stat().st_gid


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701, 0o770])
def test_a_wider_folder_is_refused_and_left_as_it_was(tell, go_to, tmp_path, mode: int) -> None:
    wide = tmp_path / "wide"
    wide.mkdir()
    wide.chmod(mode)
    go_to(wide)
    error = assert_refused(tell("migrate", "--json"), "wide_folder")
    assert f"chmod 700 {wide}" in error["message"]
    assert wide.stat().st_mode & 0o777 == mode and not list(wide.iterdir())
    wide.chmod(0o700)
    assert tell("migrate", "--json").code == 0


def test_a_wider_folder_for_photos_is_refused_too(tell, go_to, tmp_path, monkeypatch) -> None:
    volume = tmp_path / "volume"
    volume.mkdir(mode=0o755)
    go_to(tmp_path / "instance")
    monkeypatch.setenv("INSPECT_STORAGE", str(volume))
    for _ in range(2):
        error = assert_refused(tell("migrate", "--json"), "wide_folder")
        assert f"chmod 700 {volume}" in error["message"]
    volume.chmod(0o700)
    assert tell("migrate", "--json").code == 0
    volume.chmod(0o755)
    assert_refused(tell("targets", "--json"), "wide_folder")


def test_a_backup_into_a_wider_folder_is_refused(app, tell, tmp_path) -> None:
    wide = tmp_path / "backup"
    wide.mkdir(mode=0o755)
    assert_refused(tell("backup", str(wide), "--json"), "wide_folder")
    assert not list(wide.iterdir())
