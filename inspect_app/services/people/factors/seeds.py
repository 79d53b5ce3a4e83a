"""Encrypts the seeds of authenticator apps with a key of the instance."""

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from inspect_app.errors import problem


def encrypt(seed: str, instance: Path) -> str:
    """Return a seed encrypted with the newest key."""
    return _keys(instance).encrypt(seed.encode()).decode()


def decrypt(stored: str, instance: Path) -> str:
    """Return a stored seed in the clear; raise `factor_key` where no key of the file opens it."""
    try:
        return _keys(instance).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise problem("factor_key") from None


def _keys(instance: Path) -> MultiFernet:
    """Return the keys, newest first: a new one goes above the old ones in the file."""
    path = instance / "keys" / "factors"
    if not path.exists():
        _make_file(path)
    return MultiFernet([Fernet(key) for key in path.read_bytes().split()])


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix="factors.")  # for its owner alone
    with open(handle, "wb") as file:
        file.write(Fernet.generate_key() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # of two processes at once, the second uses the first one's key
    except FileExistsError:
        pass
    finally:
        os.unlink(fresh)
