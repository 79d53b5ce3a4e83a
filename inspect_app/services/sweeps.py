"""What is done every minute whoever asks: waiting records are counted, old uploads and rows go."""

import logging
import threading
from datetime import UTC, datetime

from flask import Flask

from inspect_app.services.darkroom import open_darkroom, sweep_copies
from inspect_app.services.feed_age import withdraw_decided
from inspect_app.services.feed_floor import drop_tombstones
from inspect_app.services.inbox import sweep
from inspect_app.services.orphans import sweep_orphans
from inspect_app.services.throttle import drop_old_tries
from inspect_app.services.uploads import sweep_uploads
from inspect_app.storage.open import open_storage

log = logging.getLogger(__name__)
EVERY_S = 60
PAINTING_S = 10


def run_sweeps(app: Flask) -> None:
    """One round. Two workers at once are harmless: each stream is counted under its lock."""
    settings = app.config["SETTINGS"]
    with app.app_context():
        storage = open_storage(settings.storage)
        sweep(storage=storage, instance=settings.instance)
        sweep_uploads(storage)
        withdraw_decided(datetime.now(UTC))
        drop_tombstones(datetime.now(UTC))
        drop_old_tries(datetime.now(UTC))
        sweep_orphans(storage, datetime.now(UTC))
        sweep_copies(open_darkroom(settings), PAINTING_S)


def start_sweeps(app: Flask) -> threading.Event:
    """Begins the rounds in a thread of this worker; setting the event ends them."""
    stop = threading.Event()
    threading.Thread(target=_rounds, args=(app, stop), name="sweeps", daemon=True).start()
    return stop


def _rounds(app: Flask, stop: threading.Event) -> None:
    while not stop.wait(EVERY_S):
        try:
            run_sweeps(app)
        except Exception:  # a thread that ends here would sweep nothing until the next start
            log.exception("a sweep failed and is tried again in a minute")
