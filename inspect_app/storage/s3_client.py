"""The client of a bucket: one per process, and every failure becomes StorageAway."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from inspect_app.storage.bucket import Bucket, StorageAway

log = logging.getLogger(__name__)


def put(objects: S3Store, name: str, data: bytes) -> None:
    """Write an object in one request; raise StorageAway."""
    with reached(name, missing_is_trouble=True):
        obstore.put(objects, name, data, use_multipart=False)


@contextmanager
def reached(name: str, missing_is_trouble: bool = False) -> Iterator[None]:
    """Raise StorageAway for failures, and for an absent object if `missing_is_trouble`."""
    try:
        yield
    except FileNotFoundError as error:
        if not missing_is_trouble:
            raise
        raise _away(name, error) from None
    except BaseError as error:
        raise _away(name, error) from None


def _away(name: str, error: Exception) -> StorageAway:
    # The library's debug text repeats the request; its first line names what happened.
    words = str(error).strip().splitlines()[0][:300]
    log.warning("photo bucket: %s: %s", name, words)
    return StorageAway(words)


@lru_cache(maxsize=8)
def client(bucket: Bucket, _process: int) -> S3Store:
    """Return this process's client: its threads and connections do not survive a fork."""
    patience = timedelta(seconds=bucket.timeout_s)
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config={
            "endpoint": bucket.endpoint,
            "region": bucket.region,
            "access_key_id": bucket.access_key,
            "secret_access_key": bucket.secret_key,
            "skip_signature": False,
            "virtual_hosted_style_request": False,
        },
        client_options={
            "allow_http": bucket.endpoint.startswith("http://"),
            "connect_timeout": patience / 4,
            "timeout": patience,
        },
        retry_config={
            "max_retries": 2,
            "retry_timeout": patience,
            "backoff": {
                "init_backoff": timedelta(milliseconds=100),
                "max_backoff": timedelta(seconds=1),
                "base": 2,
            },
        },
    )
