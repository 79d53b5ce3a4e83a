"""The keys that sign receipts: made once per instance, the private key in a file."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from joserfc.jwk import ECKey
from sqlalchemy import select

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.sync import SyncKey, SyncMeta
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.private_files import adopt, make_folder
from sync.receipts import Jwk, KeyRing, jwk_of, new_key

_KEYS = select(SyncKey.jwk).order_by(SyncKey.made_at.desc())


def prepare_sync(instance: Path) -> None:
    """Create the epoch, the private key and its public row, unless they exist."""
    jwk = jwk_of(_private_key(_key_path(instance)))
    with writing() as w:
        insert_if_absent(w.session, SyncMeta, id=1, epoch=uuid7(), made_at=w.at)
        insert_if_absent(w.session, SyncKey, kid=jwk["kid"], jwk=jwk, made_at=w.at)


def list_keys() -> list[Jwk]:
    """List public keys, newest first; old ones stay, so that old receipts stay verifiable."""
    return list(db.session.connection().execute(_KEYS).scalars())


@lru_cache(maxsize=8)
def read_key_ring(instance: Path) -> KeyRing:
    """Return the instance's key ring; each process reads the key file once."""
    return KeyRing(_private_key(_key_path(instance)), list_keys)


def _key_path(instance: Path) -> Path:
    return instance / "keys" / "receipts.pem"


def _private_key(path: Path) -> ECKey:
    if not path.exists():
        _write_key(path)
    key = ECKey.import_key(path.read_bytes())
    if not key.is_private or key.curve_name != "P-256":
        raise ValueError(f"{path} is no private key of P-256")
    return key


def _write_key(path: Path) -> None:
    make_folder(path.parent)
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix="receipts.")  # for its owner alone
    with open(handle, "wb") as file:
        file.write(new_key().as_pem(private=True))
        file.flush()
        os.fsync(file.fileno())
    adopt(Path(fresh))
    try:
        os.link(fresh, path)  # of two processes at once, the second uses the first one's key
    except FileExistsError:
        pass
    finally:
        os.unlink(fresh)
