"""Firefox ESR over WebDriver BiDi: its own remote agent, no driver beside it."""

import asyncio
import json
import os
import re
import subprocess
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from tests.browser.engines.calls import CALL, stroke

PROGRAM = Path("/usr/bin/firefox-esr")
PREFERENCES = {
    "intl.accept_languages": "zh-CN",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
PATIENCE = 60


class Firefox:
    """One window with a profile of its own; its socket has a thread: pytest's may run a loop."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir(parents=True)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        with (profile / "said").open("w") as said:
            self.process = subprocess.Popen(
                [PROGRAM, "--headless", "--profile", profile, "--remote-debugging-port", "0"],
                stdout=subprocess.DEVNULL,
                stderr=said,
                env=os.environ | {"HOME": str(profile), "MOZ_HEADLESS": "1"},
            )
        self.loop, self.serial = asyncio.new_event_loop(), count(1)
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self._await(self._connect(self._address(profile / "said")))
        self.call("session.new", capabilities={})
        tree = self.call("browsingContext.getTree")
        self.context: str = tree["contexts"][0]["context"]

    def open(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, function: str, *given: Any) -> Any:
        """What the function returns for these values, both as JSON."""
        told = self.call(
            "script.callFunction",
            functionDeclaration=CALL.replace("FUNCTION", function),
            arguments=[{"type": "string", "value": json.dumps(given)}],
            target={"context": self.context},
            awaitPromise=True,
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def hand_over(self, selector: str, file: Path) -> None:
        """Give a file to an input, as the system's own picker does."""
        found = self.call(
            "browsingContext.locateNodes",
            context=self.context,
            locator={"type": "css", "value": selector},
        )
        element = {"sharedId": found["nodes"][0]["sharedId"]}
        self.call("input.setFiles", context=self.context, element=element, files=[str(file)])

    def draw(self, x: int, y: int) -> None:
        self.call("input.performActions", context=self.context, actions=stroke(x, y))

    def close(self) -> None:
        self._await(self.http.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        told: dict[str, Any] = self._await(self._ask(method, given))
        assert told["type"] == "success", f"{method}: {told.get('message')}"
        return dict(told["result"])

    def _address(self, said: Path) -> str:
        while self.process.poll() is None:
            if found := re.search(r"WebDriver BiDi listening on (\S+)", said.read_text()):
                return f"{found[1]}/session"
            time.sleep(0.1)
        raise AssertionError(said.read_text())

    async def _connect(self, address: str) -> None:
        self.http = aiohttp.ClientSession()
        self.socket = await self.http.ws_connect(address, max_msg_size=0)

    async def _ask(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        number = next(self.serial)
        await self.socket.send_json({"id": number, "method": method, "params": given})
        while True:
            told: dict[str, Any] = await self.socket.receive_json(timeout=PATIENCE)
            if told.get("id") == number:
                return told

    def _await(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE * 2)
