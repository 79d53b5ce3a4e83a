"""A released server as it was, with today's browser half: what a phone meets that is ahead.

A release is kept as `git archive RELEASE inspect_app sync` without `inspect_app/static`, as tar.xz.
"""

import sys
import tarfile
from pathlib import Path

from tests.browser.server import PROJECT

BEGIN = """
import os, sys
os.environ["PYTHONPATH"] = sys.argv[1]  # whatever it starts is of that release, too
sys.path.insert(0, sys.argv.pop(1))
from inspect_app.cli import main
main()
"""


def unpack(release: Path, folder: Path) -> tuple[str, ...]:
    """The program of a `Site`: `inspect-app` of that release."""
    with tarfile.open(release) as code:
        code.extractall(folder, filter="data")
    static = folder / "inspect_app" / "static"
    static.mkdir()
    (static / "dist").symlink_to(PROJECT / "inspect_app" / "static" / "dist")
    return (sys.executable, "-c", BEGIN, str(folder))
