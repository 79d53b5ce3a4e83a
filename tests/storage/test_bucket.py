"""The bucket on bad days: what is not sure to be there is never called durable."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from inspect_app.storage.bucket import Bucket, StorageAway, StoreEmpty
from inspect_app.storage.s3 import BucketStore
from inspect_app.storage.s3_client import put
from tests.phone.uploads.disks import files_end_at
from tests.storage.proxy import Proxy
from tests.storage.servers import SECRET
from tests.storage.test_contract import DATA, NAME, keep, read


@pytest.fixture
def store(bucket: Bucket) -> BucketStore:
    begun = BucketStore(bucket)
    begun.begin(holding=False)
    return begun


def test_a_wrong_secret_keeps_nothing_and_denies_nothing(
    bucket: Bucket, store: BucketStore
) -> None:
    stranger = BucketStore(replace(bucket, secret_key="wrong"))
    for ask in (stranger.check, lambda: keep(stranger), lambda: stranger.has(NAME)):
        with pytest.raises(StorageAway):
            ask()
    assert not store.has(NAME)


def test_a_bucket_that_does_not_exist_is_trouble_not_absence(bucket: Bucket) -> None:
    lost = BucketStore(replace(bucket, name="nobody-made-this"))
    ask_all = (*questions(lost), lost.check, lambda: keep(lost), lambda: lost.begin(holding=False))
    for ask in (*ask_all, lambda: lost.pieces.put("up", "0-a", b"x")):
        with pytest.raises(StorageAway):
            ask()


def questions(store: BucketStore) -> list[Callable[[], object]]:
    of_one: list[Callable[[str], object]] = [store.has, store.open, store.written_at]
    return [lambda: list(store.ages()), *(partial(ask, NAME) for ask in of_one)]


def test_a_404_of_the_whole_bucket_calls_no_photo_lost(store: BucketStore, proxy: Proxy) -> None:
    keep(store)
    with proxy.having("gone"):
        for ask in questions(store):
            with pytest.raises(StorageAway):
                ask()
    assert read(store) == DATA


def test_under_another_prefix_nothing_is_taken_and_nothing_called_absent(
    bucket: Bucket, store: BucketStore
) -> None:
    keep(store)
    wrong = BucketStore(replace(bucket, prefix=f"{bucket.prefix}/typo"))
    for ask in (lambda: wrong.begin(holding=True), wrong.check, lambda: keep(wrong)):
        with pytest.raises(StoreEmpty, match="is INSPECT_STORAGE right"):
            ask()
    for ask in questions(wrong)[1:]:
        with pytest.raises(StoreEmpty):
            ask()
    assert list(wrong.ages()) == []


def test_a_bucket_from_before_buckets_had_marks_gets_one(bucket: Bucket) -> None:
    old, name = BucketStore(bucket), f"photos/{NAME}"
    put(old._objects, name, DATA)
    old.begin(holding=True)
    old.check()
    assert (old.owner(), read(old)) == (None, DATA)


@pytest.mark.parametrize("trouble", ["away", "broken", "silent", "lost", "cut", "elsewhere"])
def test_what_was_not_confirmed_is_not_kept_and_comes_again(
    store: BucketStore, proxy: Proxy, trouble: str
) -> None:
    with proxy.having(trouble), pytest.raises(StorageAway):
        keep(store)
    keep(store)
    assert read(store) == DATA


def test_a_size_that_does_not_agree_is_not_believed(store: BucketStore, proxy: Proxy) -> None:
    with proxy.having("short", "HEAD"), pytest.raises(StorageAway, match="10239 are there"):
        keep(store)


@pytest.mark.parametrize("trouble", ["away", "lost", "cut"])
def test_trouble_that_passes_is_not_even_noticed(
    store: BucketStore, proxy: Proxy, trouble: str
) -> None:
    with proxy.having(trouble, times=1):
        keep(store)
    assert read(store) == DATA


@pytest.mark.parametrize("trouble", ["away", "silent", "cut"])
def test_a_bucket_that_is_away_says_neither_yes_nor_no(
    store: BucketStore, proxy: Proxy, trouble: str
) -> None:
    keep(store)
    with proxy.having(trouble):
        for ask in (lambda: store.has(NAME), lambda: store.open(NAME), store.pieces.ages):
            with pytest.raises(StorageAway):
                ask()
    assert store.has(NAME)


def test_a_full_disk_here_does_not_call_a_photo_in_the_bucket_lost(
    bucket: Bucket, store: BucketStore, tmp_path: Path
) -> None:
    keep(store)
    with files_end_at(100), pytest.raises(StorageAway):
        store.open(NAME)
    no_folder = tmp_path / "spool"
    no_folder.touch()
    with pytest.raises(StorageAway):
        BucketStore(replace(bucket, spool=no_folder)).open(NAME)
    assert read(store) == DATA


def test_nobody_is_followed_to_another_host(store: BucketStore, proxy: Proxy) -> None:
    with proxy.having("elsewhere"), pytest.raises(StorageAway):
        keep(store)
    assert not [one for one in proxy.seen if one.endswith("/elsewhere")]


def test_keys_stand_in_no_message(bucket: Bucket, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StorageAway) as caught:
        keep(BucketStore(replace(bucket, name="nobody-made-this")))
    assert SECRET not in repr(bucket) + str(caught.value) + caplog.text
    assert bucket.access_key not in repr(bucket) + str(caught.value) + caplog.text
