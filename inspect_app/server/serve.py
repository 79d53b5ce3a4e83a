"""Runs the app under gunicorn, with enough threads that slow uploads delay nobody else."""

import logging
import resource
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.server.gunicorn_worker import speak_for_gunicorn
from inspect_app.server.ready import ensure_port_is_free
from inspect_app.server.request_body import check_body, end_unread
from inspect_app.server.sweeps import start_sweeps
from inspect_app.storage.open import open_storage

log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve until stopped; raise NotReady before anything is loaded."""
    ensure_port_is_free(settings.host, settings.port)
    speak_for_gunicorn()
    _allow_handles()
    Server(settings).run()


def _allow_handles() -> None:
    """Raise the limit of open files: the usual 1,024 is too few for many connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings; `load` returns the app that it serves."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in _options(self.settings).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        app.wsgi_app = end_unread(app.wsgi_app)  # type: ignore[method-assign]
        return app


def _options(settings: Settings) -> dict[str, Any]:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return {
        "bind": f"{host}:{settings.port}",
        "worker_class": "inspect_app.server.gunicorn_worker.Worker",
        "workers": settings.workers,
        "threads": settings.threads,
        "graceful_timeout": 30,
        "timeout": 120,
        "keepalive": 15,
        "worker_connections": 2000,  # each costs a file descriptor, only a whole request a thread
        "loglevel": "warning",
        # Nobody is believed here: what a proxy says counts by INSPECT_PROXIES alone, in the app.
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "secure_scheme_headers": {},
        "control_socket_disable": True,
        # Loaded once before the workers fork: half the time, and a wrong setting is reported once.
        "preload_app": True,
        "pre_request": check_body,
        "post_fork": _forget_connections,
        "post_worker_init": _start_sweeps,
    }


def _forget_connections(server: Any, worker: Any) -> None:
    """Drop database connections that were opened before the fork: they are the parent's."""
    with worker.app.wsgi().app_context():
        db.engine.dispose(close=False)


def _start_sweeps(worker: Any) -> None:
    """Start each process's own sweeps: threads do not survive a fork."""
    app = worker.app.wsgi()
    try:
        open_storage(app.config["SETTINGS"].storage).check()
    except OSError as error:
        # A bucket may be back in a minute, and phones can wait: the server starts anyway.
        log.error("photos cannot be kept now: %s", error)
    start_sweeps(app)
