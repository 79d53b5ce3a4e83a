"""The settings of a bucket. Standard library only: `config.py` reads them on a bare Python."""

from dataclasses import dataclass, field
from pathlib import Path


class StorageAway(ConnectionError):
    """The store did not answer, or refused: nothing is known to be stored, later may help."""


class StoreEmpty(StorageAway):
    """It answers, and nothing shows that it is the store where the photos are kept."""


@dataclass(frozen=True)
class Bucket:
    """`prefix` has no slash at its ends; in `spool` of this machine lie bytes on their way."""

    name: str
    prefix: str
    endpoint: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    spool: Path
    timeout_s: float = 20
