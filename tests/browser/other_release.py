"""The server as it is, with another browser half: an older one, or one that is broken."""

import sys
from pathlib import Path

from flask import Flask

from inspect_app.config import Settings, read_settings
from inspect_app.server.serve import Server


class OtherRelease(Server):
    def __init__(self, settings: Settings, dist: Path) -> None:
        self.dist = dist
        super().__init__(settings)

    def load(self) -> Flask:
        app = super().load()
        app.static_folder = str(self.dist)
        return app


def serving(dist: Path) -> tuple[str, ...]:
    """The command of a `Site`."""
    return (sys.executable, "-m", "tests.browser.other_release", str(dist))


if __name__ == "__main__":
    OtherRelease(read_settings(), Path(sys.argv[1])).run()
