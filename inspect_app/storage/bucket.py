"""The settings of a bucket. Standard library only: `config.py` reads them on a bare Python."""

from dataclasses import dataclass, field
from pathlib import Path


class StorageAway(ConnectionError):
    """The store did not answer, or refused: nothing was stored, a retry may help."""


class StoreEmpty(StorageAway):
    """The store answers, but its mark is absent: it may be the wrong or an unmounted one."""


@dataclass(frozen=True)
class Bucket:
    """A bucket; `prefix` has no slash at its ends, `spool` is a local temporary folder."""

    name: str
    prefix: str
    endpoint: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    spool: Path
    timeout_s: float = 20
