"""A fresh instance per test, copied from one migrated template, and the three people."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.app import create_app
from inspect_app.config import Settings, read_settings
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.installation import prepare_instance
from tests import makers


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with tables, areas and checklists, and nobody in it."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(settings_for(folder))
    with app.app_context():
        prepare_instance(datetime(2021, 1, 1, tzinfo=UTC))
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    """Settings of this test's own copy of the template."""
    folder = tmp_path / "instance"
    shutil.copytree(template, folder)
    return settings_for(folder)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.test_client_class = NewVisitor
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class NewVisitor(FlaskClient):
    """Requests share this test's app context, so who came before must be forgotten by hand."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in ("_login_user", "session_row"):
            g.pop(name, None)
        return super().open(*args, **kwargs)


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


def settings_for(folder: Path) -> Settings:
    return replace(read_settings({"INSPECT_INSTANCE": str(folder)}), limits=False)
