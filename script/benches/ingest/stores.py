"""The photo stores that can be measured: a folder, or a bucket of a local gateway."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.storage.servers import GATEWAY, new_bucket, running_gateway

STORES = ("folder", "s3")


@contextmanager
def store_settings(storage: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment settings of a store, without the prefix `INSPECT_`."""
    if storage == "folder":
        yield {}
        return
    if GATEWAY is None:
        raise SystemExit("--storage s3 needs radosgw: apt install --no-install-recommends radosgw")
    folder.mkdir()
    with running_gateway(folder) as endpoint:
        bucket = new_bucket(endpoint, folder / "spool")
        yield {
            "STORAGE": f"s3://{bucket.name}/{bucket.prefix}",
            "S3_ENDPOINT": endpoint,
            "S3_ACCESS_KEY": bucket.access_key,
            "S3_SECRET_KEY": bucket.secret_key,
        }
