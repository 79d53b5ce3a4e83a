"""One instance for many schedules: filled once, then put back to its beginning each time."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, select

from inspect_app.app import create_app
from inspect_app.config import Settings, read_settings
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncRow
from inspect_app.services.instance.install import prepare_instance
from inspect_app.services.intake.receipt_keys import read_key_ring
from inspect_app.services.notices.making import NoticeMaker
from inspect_app.services.writing.notices_port import plug_notices
from inspect_app.services.writing.transaction import writing
from inspect_app.storage import folder as folder_store
from inspect_app.storage.copy_photo import copy_photo
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import BlobStore, open_storage
from sync.receipts import KeyRing
from tests.makers import make_premises, make_user, sha256
from tests.simulation.folders import fast_folder
from tests.simulation.real.databases import Database, database
from tests.simulation.real.power import Synced
from tests.simulation.steps import BAI, LIN, PLACES, SCOPES

BEGINNING, BACKUP = "beginning", "backup"


class Instance:
    """`users` as a phone knows them, `places` by the names of a plan."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.database = database
        self.settings = _settings(folder, database.url)
        self.app: Flask = create_app(self.settings)
        plug_notices(_tell_nobody)  # the model makes none, and a row more is a page more to pull
        with self.app.app_context():
            prepare_instance(self.settings, datetime(2021, 1, 1, tzinfo=UTC))
            self.users = {name: _user(name) for name in (LIN, BAI)}
            areas = [scope.split(":")[1] for scope in SCOPES[LIN]]
            self.reviewer = make_user("chen", role="supervisor", areas=areas).id
            self.places = {name: _place(name, scope) for name, scope in PLACES.items()}
            _keep_one_checklist()
        self.store = open_storage(str(self.settings.storage))
        self.saved = FolderStore(folder / "saved", marked=False)
        self.disk = Synced(Path(self.settings.storage))
        self.forget_connections()
        database.keep(BEGINNING)

    def begin(self) -> None:
        """As it was when it had been filled."""
        self._bring_back(BEGINNING)
        shutil.rmtree(self.settings.storage, ignore_errors=True)
        self.disk.begin()
        folder_store.synced.clear()
        self.store.begin(holding=False)

    def save(self) -> None:
        self._carry(self.store, self.saved)
        self.forget_connections()
        self.database.keep(BACKUP)

    def restore(self) -> None:
        self._bring_back(BACKUP)
        self._carry(self.saved, self.store)

    def keys(self) -> KeyRing:
        return read_key_ring(self.settings.instance)

    def stored_photos(self) -> set[str]:
        """Those whose bytes are what their name says."""
        files = Path(self.settings.storage).glob("??/*")
        return {path.name for path in files if sha256(path.read_bytes()) == path.name}

    def forget_connections(self) -> None:
        """The last one to close writes the log back into the file."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _carry(self, source: BlobStore, target: BlobStore) -> None:
        """The photos that rows speak of, as a backup and a restore do it."""
        with self.app.app_context():
            names = db.session.scalars(select(Photo.sha256)).all()
            db.session.rollback()
        for name in names:
            copy_photo(name, source, target)

    def _bring_back(self, name: str) -> None:
        self.forget_connections()
        self.database.bring_back(name)


@contextmanager
def instance(kind: str) -> Iterator[Instance]:
    """In memory where there is some."""
    folder = Path(tempfile.mkdtemp(prefix="simulated-", dir=fast_folder()))
    try:
        with database(kind, folder) as place:
            made = Instance(folder, place)
            with made.disk.listening():
                yield made
            made.forget_connections()
    finally:
        plug_notices(NoticeMaker(()))
        shutil.rmtree(folder)


def _tell_nobody(*_: object) -> None:
    return None


def _settings(folder: Path, url: str | None) -> Settings:
    told = {"INSPECT_INSTANCE": str(folder)} | ({"INSPECT_DATABASE_URL": url} if url else {})
    return replace(read_settings(told), limits=False)


def _user(name: str) -> dict[str, str]:
    scopes = [scope.split(":") for scope in SCOPES[name]]
    made = make_user(
        name, role="inspector", areas=[area for _, area, _ in scopes], kinds={scopes[0][2]}
    )
    return {"id": made.id, "name": name, "role": "inspector"}


def _place(name: str, scope: str) -> str:
    _, area, kind = scope.split(":")
    return make_premises(kind=kind, area=area, name=f"{name}（示例）").id


def _keep_one_checklist() -> None:
    with writing() as w:
        w.session.execute(
            delete(SyncRow).where(
                SyncRow.collection == "checklist", SyncRow.id != "canteen-school:2021.1"
            )
        )
