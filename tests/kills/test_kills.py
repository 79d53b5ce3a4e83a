"""kill -9 of the whole server at random moments: what was acknowledged is there, and once."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.sync import SyncRecord
from inspect_app.storage.open import open_storage
from tests.bodies import MadeBody
from tests.kills.books import open_books
from tests.kills.rounds import kill_often
from tests.kills.writer import Acknowledged
from tests.phone.conftest import canteen, made, phone  # noqa: F401
from tests.phone.phones import Phone, entry
from tests.postgres.cluster import Cluster

INSPECTION = "01a21bf2-c566-774f-844e-2f28285e425e"


@pytest.fixture
def held(app: Flask, phone: Phone, made: MadeBody) -> Acknowledged:  # noqa: F811
    """One inspection that was acknowledged with its photos."""
    phone.upload_all(made)
    (result,) = phone.push(entry(made, INSPECTION))
    photos = tuple(blob["sha256"] for blob in made.blobs)
    return Acknowledged("inspection", INSPECTION, made.digest, result["receipt"], photos)


@pytest.mark.both
def test_the_books_name_what_is_missing(app: Flask, settings: Settings, held: Acknowledged) -> None:
    books = open_books(settings, [held])
    assert (books.lost, books.doubled, books.broken) == ([], [], [])
    with open_storage(settings.storage).open(held.photos[0]) as photo:
        Path(photo.name).unlink()
    assert open_books(settings, [held]).lost == [INSPECTION]
    db.session.execute(delete(SyncRecord))
    db.session.commit()
    assert open_books(settings, [held]).lost == [INSPECTION]


@pytest.mark.parametrize(
    "kills", [pytest.param(2, marks=pytest.mark.daily), pytest.param(80, marks=pytest.mark.long)]
)
def test_kills_lose_and_double_nothing(kills: int) -> None:
    check(kills)


@pytest.mark.long
def test_nor_on_postgresql_when_it_is_killed_as_well(durable_postgres: Cluster) -> None:
    check(80, durable_postgres)


def check(kills: int, cluster: Cluster | None = None) -> None:
    books = kill_often(kills, seed=kills, cluster=cluster)
    assert (books.lost, books.doubled, books.broken) == ([], [], [])
    assert books.acknowledged > kills
