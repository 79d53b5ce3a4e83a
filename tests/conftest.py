"""A fresh instance per test, copied from one migrated template, and the three people."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from inspect_app.config import Settings, read_settings
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncMeta
from inspect_app.services.instance.install import prepare_instance
from inspect_app.services.people import passwords
from inspect_app.storage.bucket import Bucket
from inspect_app.storage.open import open_storage
from tests import makers
from tests.instances import opened
from tests.postgres import cluster
from tests.postgres.cluster import Cluster
from tests.signing import NewVisitor
from tests.storage import servers
from tests.storage.proxy import Proxy, running_proxy


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with tables, areas and checklists, and nobody in it."""
    folder = tmp_path_factory.mktemp("template")
    make_template(settings_for(folder))
    return folder


def make_template(settings: Settings) -> None:
    with opened(settings):
        prepare_instance(settings, datetime(2021, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def hurried_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """People of a test are no prize: at full cost a quarter of the round would be their hashes."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What asks for an app is asked of PostgreSQL too: daily where `both` says so, or in `long`."""
    chosen = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "database" in metafunc.fixturenames and "database" not in chosen:
        daily = metafunc.definition.get_closest_marker("both") is not None
        other = pytest.param("postgresql", marks=() if daily else pytest.mark.long(again=True))
        alone = metafunc.definition.get_closest_marker("sqlite") is not None
        databases = ["sqlite"] if alone else ["sqlite", other]
        metafunc.parametrize("database", databases, indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Rounds of minutes come first, each worker has its share; short tests fill what is left."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    rounds = [one for one in items if _is_round(one)]
    others = [one for one in items if not _is_round(one)]
    share = len(others) // workers + 1
    items[:] = [
        one
        for number in range(workers)
        for one in rounds[number::workers] + others[number * share : (number + 1) * share]
    ]


def _is_round(item: pytest.Item) -> bool:
    whole = any("again" not in mark.kwargs for mark in item.iter_markers("long"))
    return whole or item.get_closest_marker("daily") is not None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server whose databases nobody needs after a power cut."""
    with running_postgres(**cluster.HURRIED) as server:
        yield server


@pytest.fixture(scope="module")
def durable_postgres() -> Iterator[Cluster]:
    """One that keeps what it acknowledged, and that a test may kill."""
    with running_postgres(**cluster.DURABLE) as server:
        yield server


@contextmanager
def running_postgres(**how: str) -> Iterator[Cluster]:
    """Debian's server or the one of `script/test`, with these settings."""
    binaries = cluster.find_binaries()
    if binaries is None:
        words = "PostgreSQL is not installed: ./script/test without arguments brings it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    with cluster.running_cluster(binaries, **how) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(template: Path, postgres: Cluster) -> str:
    """The template's twin: the same tables, areas and checklists, under its keys and epoch."""
    name = postgres.new_database()
    twin = replace(settings_for(template), database_url=config_url(postgres, name))
    store = open_storage(twin.storage)
    epoch = str(store.owner())
    make_template(twin)
    store.own(epoch)
    with opened(twin):
        db.session.execute(update(SyncMeta).values(epoch=epoch))
        db.session.commit()
    return name


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of Ceph's S3 gateway, started when the first test asks for it."""
    if servers.GATEWAY is None:
        words = "radosgw is not installed: sudo apt-get install --no-install-recommends radosgw"
        # On a machine that decides what is published, no test may be left out in silence.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    with servers.running_gateway(tmp_path_factory.mktemp("gateway")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of another S3 server."""
    with servers.running_ministack(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield endpoint


@pytest.fixture
def proxy(gateway: str) -> Iterator[Proxy]:
    """The gateway behind a line on which anything may happen."""
    with running_proxy(gateway) as proxy:
        yield proxy


@pytest.fixture
def bucket(gateway: str, proxy: Proxy, tmp_path: Path) -> Bucket:
    """Behind that line, and impatient."""
    made = servers.new_bucket(gateway, tmp_path / "parts")
    return replace(made, endpoint=proxy.endpoint, timeout_s=2)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The URL of this test's own database, or None for the file in its folder."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield None
        return
    server: Cluster = request.getfixturevalue("postgres")
    name = server.new_database(request.getfixturevalue("postgres_template"))
    yield config_url(server, name)
    server.drop(name)


@pytest.fixture
def settings(template: Path, tmp_path: Path, database: str | None) -> Settings:
    """Settings of this test's own copy of the template."""
    folder = tmp_path / "instance"
    shutil.copytree(template, folder)
    made = settings_for(folder)
    return replace(made, database_url=database) if database else made


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as app:
        app.test_client_class = NewVisitor
        app.config["TESTING"] = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def lin(app: Flask) -> User:
    """Lin inspects the school canteens of Caoyang."""
    return makers.make_user("lin", role="inspector")


@pytest.fixture
def bai(app: Flask) -> User:
    """Bai inspects beside Lin."""
    return makers.make_user("bai", role="inspector")


@pytest.fixture
def chen(app: Flask) -> User:
    """Chen supervises what Lin inspects."""
    return makers.make_user("chen", role="supervisor")


@pytest.fixture
def wu(app: Flask) -> User:
    """Wu inspects elsewhere and has no business here."""
    return makers.make_user("wu", role="inspector", areas=[makers.TAOPU])


@pytest.fixture
def ming(app: Flask) -> User:
    """Ming administers the whole district."""
    return makers.make_user("ming", role="administrator")


def config_url(server: Cluster, name: str) -> str:
    """As the settings hold it."""
    told = {"INSPECT_DATABASE_URL": server.url(name)}
    return read_settings(told).database_url


def settings_for(folder: Path) -> Settings:
    return read_settings({"INSPECT_INSTANCE": str(folder), "INSPECT_SECOND_FACTOR": "off"})
