"""WebKitGTK over WebDriver: the nearest to Safari that runs here; its session keeps nothing."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from glob import glob
from pathlib import Path
from typing import Any

from tests.browser.engines.calls import CALL, stroke

DRIVER = Path("/usr/bin/WebKitWebDriver")
BROWSERS = "/usr/lib/*/webkit2gtk-4*/MiniBrowser"
NEEDED = (DRIVER, Path("/usr/bin/xvfb-run"), Path("/usr/bin/dbus-run-session"))
PATIENCE = 120
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit:
    """One window on a display of its own. Its profile is gone when it closes."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir(parents=True)
        self.base = f"http://127.0.0.1:{_free_port()}"
        self.process = subprocess.Popen(
            ["dbus-run-session", "--", "xvfb-run", "-a", DRIVER, f"--port={self.base[17:]}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ
            | {"HOME": str(profile), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"},
            start_new_session=True,
        )
        self.session = ""
        options = {"binary": glob(BROWSERS)[0], "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        told = self._until_it_listens({"capabilities": wanted})
        self.session = f"/session/{told['sessionId']}"
        self.call("POST", "/timeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)

    def open(self, url: str) -> None:
        self.call("POST", "/url", url=url)

    def run(self, function: str, *given: Any) -> Any:
        """What the function returns for these values, both as JSON."""
        script = (
            f"const done = arguments[1]; ({CALL.replace('FUNCTION', function)})(arguments[0])"
            ".then(done, (error) => done(JSON.stringify({failed: String(error)})));"
        )
        told = self.call("POST", "/execute/async", script=script, args=[json.dumps(given)])
        found = json.loads(told)
        assert not (isinstance(found, dict) and "failed" in found), found
        return found

    def hand_over(self, selector: str, file: Path) -> None:
        """Give a file to an input, as the system's own picker does."""
        found = self.call("POST", "/element", using="css selector", value=selector)
        self.call("POST", f"/element/{found[ELEMENT]}/value", text=str(file))

    def draw(self, x: int, y: int) -> None:
        self.call("POST", "/actions", actions=stroke(x, y))

    def close(self) -> None:
        try:
            self.call("DELETE", "")
        finally:
            os.killpg(self.process.pid, 15)
            self.process.wait(timeout=PATIENCE)

    def call(self, method: str, path: str, **given: Any) -> Any:
        request = urllib.request.Request(
            f"{self.base}{self.session}{path}",
            json.dumps(given).encode() if method == "POST" else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {json.load(error)['value']['message']}") from error

    def _until_it_listens(self, wanted: dict[str, Any]) -> Any:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.call("POST", "/session", **wanted)
            except urllib.error.URLError:
                assert time.monotonic() < deadline, "WebKitWebDriver does not answer"
                time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return int(finder.getsockname()[1])
