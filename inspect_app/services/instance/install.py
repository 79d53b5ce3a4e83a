"""Prepares an instance: tables, areas, checklists, keys. Running it again changes nothing."""

import logging
from datetime import date, datetime

from sqlalchemy import Select, select

from inspect_app.checklists.load import Published, load_every
from inspect_app.config import Settings
from inspect_app.database.migrations import upgrade
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.premises import Area
from inspect_app.plans.load import current_plan
from inspect_app.services.feed.rows import queue_checklist
from inspect_app.services.figures.rebuild import is_outdated, rebuild_figures
from inspect_app.services.intake.receipt_keys import prepare_sync
from inspect_app.services.photos.ownership import OTHERS, begin_store, claim_store
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore, open_storage

log = logging.getLogger(__name__)


class ChangedChecklist(Exception):
    """A published version has another digest than the file: published versions never change."""

    def __init__(self, file: Published) -> None:
        super().__init__(
            f"checklist {file.code} version {file.version} was published with other content; "
            "give the changed file a new version"
        )


def prepare_instance(settings: Settings, at: datetime) -> None:
    """Upgrade the tables, add areas and checklists, make the keys, mark the photo store."""
    upgrade()
    storage = open_storage(settings.storage)
    begin_store(storage)
    files = load_every()
    with writing(at) as w:
        _add_areas(w)
        for file in files:
            publish_version(w, file)
    if is_outdated():
        rebuild_figures(at)
    prepare_sync(settings.instance)
    _claim(storage)


def _claim(storage: BlobStore) -> None:
    """Take the photo store if possible; an unreachable one must not stop the start."""
    try:
        if not claim_store(storage):
            log.error(OTHERS)
    except OSError as away:
        log.warning("photo store: %s", away)


def publish_checklists(at: datetime) -> list[Published]:
    """Publish the files' new versions and return them; raise ChangedChecklist for a changed one."""
    files = load_every()
    with writing(at) as w:
        return [file for file in files if publish_version(w, file)]


def check_checklists() -> None:
    """Check the files at every start; raise ChangedChecklist or the loader's error."""
    for file in load_every():
        stored = db.session.scalars(_stored(file)).one_or_none()
        if stored is not None and stored.sha256 != file.sha256:
            raise ChangedChecklist(file)


def _add_areas(w: Writing) -> None:
    plan = current_plan()
    district = plan.district
    for area in (district, *plan.areas):
        parent = None if area is district else district.code
        if w.session.get(Area, area.code) is None:
            w.session.add(Area(code=area.code, parent=parent, zh=area.zh, en=area.en))
            w.session.flush()


def publish_version(w: Writing, file: Published) -> bool:
    """Publish a checklist version; return False if it was published already."""
    stored = w.session.scalars(_stored(file)).one_or_none()
    if stored is not None:
        if stored.sha256 != file.sha256:
            raise ChangedChecklist(file)
        return False
    version = ChecklistVersion(
        code=file.code,
        version=file.version,
        sha256=file.sha256,
        body=file.body,
        kind=file.object["kind"],
        valid_from=date.fromisoformat(file.object["valid_from"]),
        valid_to=_day(file.object["valid_to"]),
        published_at=w.at,
    )
    w.session.add(version)
    w.audit("checklist.publish", f"checklist:{file.code}:{file.version}", sha256=file.sha256)
    queue_checklist(w, version)
    return True


def _stored(file: Published) -> Select[ChecklistVersion]:
    return select(ChecklistVersion).filter_by(code=file.code, version=file.version)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
