"""The real server with one more view, which does the least that storing a photo needs."""

import hashlib
import os
import secrets
from pathlib import Path

from flask import Flask, request

from inspect_app.config import Settings, read_settings
from inspect_app.extensions import csrf
from inspect_app.server.serve import Server

BARE = "/bare"


class BareServer(Server):
    """The real server with the bare view: same gunicorn, same settings."""

    def load(self) -> Flask:
        return with_bare_view(super().load(), self.settings)


def with_bare_view(app: Flask, settings: Settings) -> Flask:
    folder = settings.instance / "bare"
    folder.mkdir(exist_ok=True)

    @csrf.exempt
    def bare() -> str:
        return keep_bare(folder, request.get_data())

    app.add_url_rule(BARE, view_func=bare, methods=["POST"])
    return app


def keep_bare(folder: Path, data: bytes) -> str:
    """Hash, write, fsync, rename and fsync the folder: the minimum of a durable store."""
    name = hashlib.sha256(data).hexdigest()
    part = folder / secrets.token_hex(8)
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / name)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return name


if __name__ == "__main__":
    BareServer(read_settings()).run()
