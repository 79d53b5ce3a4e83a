"""Whose photo store it is: no start needs the store for that, and the sweep asks again."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspect_app.config import Settings
from inspect_app.photos.headers import Header
from inspect_app.services.instance.install import prepare_instance
from inspect_app.services.photos.ownership import claim_store, owns, take
from inspect_app.services.photos.photo_rows import add_photo
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.bucket import Bucket, StorageAway, StoreEmpty
from inspect_app.storage.open import open_storage
from tests.instances import opened
from tests.storage.proxy import Proxy


def test_a_bucket_that_is_away_keeps_no_server_down(
    settings: Settings, bucket: Bucket, proxy: Proxy, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_storage(bucket)
    away = replace(settings, storage=bucket)
    with opened(away), caplog.at_level(logging.WARNING):
        with proxy.having("away"):
            prepare_instance(away, datetime.now(UTC))
            with pytest.raises(StorageAway):
                owns(store)
        assert "photo store" in caplog.text and not owns(store)
        prepare_instance(away, datetime.now(UTC))
        assert owns(store)


def test_a_bucket_where_photos_should_be_and_none_is_stops_the_start(
    settings: Settings, bucket: Bucket, proxy: Proxy
) -> None:
    wrong = replace(settings, storage=bucket)
    with opened(wrong):
        with writing() as w:
            add_photo(w, "0" * 64, Header("image/jpeg", 1, 1, 1))
        with proxy.having("gone"):  # it says nothing of its photos
            prepare_instance(wrong, datetime.now(UTC))
        with pytest.raises(StoreEmpty, match="is INSPECT_STORAGE right"):
            prepare_instance(wrong, datetime.now(UTC))
        with pytest.raises(StoreEmpty):
            claim_store(open_storage(wrong.storage))
        take(open_storage(wrong.storage))  # a person says that they are lost
        prepare_instance(wrong, datetime.now(UTC))


def test_a_mark_that_was_made_by_hand_is_nobodys(settings: Settings) -> None:
    store = open_storage(settings.storage)
    mark = Path(str(settings.storage)) / "photos-are-kept-here"
    for made in ("", "\n"):
        mark.write_text(made)
        assert store.owner() is None
        with opened(settings):
            prepare_instance(settings, datetime.now(UTC))
            assert owns(store)
