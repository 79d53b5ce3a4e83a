"""The sweeps of every minute: complete waiting records, expire rows, render, collect garbage."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.services.feed.expiry import expire_decided
from inspect_app.services.feed.tombstones import drop_tombstones
from inspect_app.services.figures.month_ends import freeze_month_ends
from inspect_app.services.instance.audit_roots import ROOTS, note_root
from inspect_app.services.intake.inbox import sweep
from inspect_app.services.notices.delivering import Outgoing, deliver
from inspect_app.services.notices.posting import Way
from inspect_app.services.notices.reading import drop_old_notices
from inspect_app.services.notices.reminders import queue_digest, remind
from inspect_app.services.people.sign_in_steps import drop_old_steps
from inspect_app.services.people.throttle import drop_old_tries
from inspect_app.services.photos.display_copies import open_display_copies, sweep_copies
from inspect_app.services.photos.photo_gc import collect_garbage
from inspect_app.services.photos.uploads import sweep_uploads
from inspect_app.storage.bucket import StorageAway
from inspect_app.storage.open import open_storage
from inspect_app.web.language import texts_of

log = logging.getLogger(__name__)
EVERY_S = 60
RENDERING_S = 10


def run_sweeps(app: Flask) -> None:
    """Run every sweep once; two processes at once are harmless, since each step locks."""
    settings = app.config["SETTINGS"]
    with app.app_context():
        storage, now = open_storage(settings.storage), datetime.now(UTC)
        for step in (
            lambda: sweep(storage=storage, instance=settings.instance),
            lambda: sweep_uploads(storage),
            lambda: expire_decided(now),
            lambda: drop_tombstones(now),
            lambda: drop_old_tries(now),
            lambda: drop_old_steps(now),
            lambda: note_root(settings.audit_roots or settings.instance / ROOTS, now),
            lambda: freeze_month_ends(now),
            lambda: collect_garbage(storage, now),
            lambda: sweep_copies(open_display_copies(settings), RENDERING_S),
            lambda: remind(settings.webhooks, now),
            lambda: queue_digest(settings.webhooks, now),
            lambda: drop_old_notices(now),
            lambda: deliver(outgoing_of(settings)),
        ):
            _try(step)


def outgoing_of(settings: Settings) -> Outgoing:
    """Return what sending to webhooks needs to know; robots speak Chinese."""
    way = Way(settings.webhook_hosts, settings.webhook_private)
    return Outgoing(settings.webhooks, way, texts_of("zh"), settings.address)


def start_sweeps(app: Flask) -> threading.Event:
    """Start a thread that sweeps every minute; setting the returned event ends it."""
    stop = threading.Event()
    threading.Thread(target=_rounds, args=(app, stop), name="sweeps", daemon=True).start()
    return stop


def _rounds(app: Flask, stop: threading.Event) -> None:
    while not stop.wait(EVERY_S):
        run_sweeps(app)


def _try(step: Callable[[], object]) -> None:
    try:
        step()
    except StorageAway as away:
        db.session.rollback()
        log.warning("photo store: %s", away)
    except Exception:  # otherwise the next steps would be skipped and the thread would end
        db.session.rollback()
        log.exception("a sweep failed and is tried again in a minute")
