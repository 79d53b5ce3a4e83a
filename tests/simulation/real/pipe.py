"""One long-lived Node process with the phone's engine; its requests are answered while it works."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.simulation.network import Answer, Died, Request
from tests.simulation.steps import CHUNK, PAGE

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "inspect_app" / "static"
ITEM = "school.companion-meal"
SMALL = (
    ("phone/sync/uploads/uploads.ts", "const CHUNK = 262_144", f"const CHUNK = {CHUNK}"),
    ("phone/sync/records/pull.ts", "const PAGE = 500", f"const PAGE = {PAGE}"),
)
OTHERS = (
    (
        "phone/data/drafts/seal.ts",
        "draft.signatures.some((one) => isVoid(",
        "!draft.foreign && draft.signatures.some((one) => isVoid(",
    ),
)
"""Another client seals what it changed, without asking what was signed."""
LISTS = ("drafts", "mendable", "elsewhere", "withdrawable", "withdrawn", "corrections")
ASKING = ("look", "reset", "client", *LISTS)
"""These change nothing."""
Replacement = tuple[str, str, str]
Exchange = Callable[[Request], Answer | None]


class Refused(Exception):
    """The store said no, by its code."""


class Engine:
    """Commands in, values out. `exchange` is the network of the schedule that runs now."""

    def __init__(
        self,
        replacements: tuple[Replacement, ...] = (),
        sizes: tuple[Replacement, ...] = SMALL,
        first: int = 0,
    ) -> None:
        """Two engines at one server begin their serial numbers far apart: ids are made of them."""
        settings = {"item": ITEM, "replacements": [*sizes, *OTHERS, *replacements], "first": first}
        self.process = subprocess.Popen(
            [find_node(), Path(__file__).with_name("engine.mjs"), STATIC, json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"TZ": "Asia/Shanghai"},
        )
        self.exchange: Exchange = lambda request: None
        self.now: Callable[[str], int] = lambda device: 0
        self.serial = 0
        self.touched: set[str] = set()
        self.passed: tuple[int, list[str]] = (0, [])
        assert self._hear() == {"ready": True}

    def close(self) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait()
        self.process.stdout.close()  # type: ignore[union-attr]

    def call(self, act: str, device: str = "", now: int = 0, **given: Any) -> Any:
        """Raises Refused and Died. Requests on the way are answered first, nested calls too."""
        self.serial += 1
        mine = self.serial
        self._say({"call": mine, "act": act, "device": device, "now": now} | given)
        self._touch(act, device)
        while (told := self._hear()).get("done") != mine:
            self._answer(told)
        self._touch(act, device)  # again: somebody may have looked in the middle
        if "passed" in told:
            self.passed = tuple(told["passed"])
        if told.get("error"):
            raise AssertionError(told["error"])
        if told.get("died"):
            raise Died
        if told.get("refused"):
            raise Refused(told["refused"])
        return told["value"]

    def _touch(self, act: str, device: str) -> None:
        if act not in ASKING:
            self.touched.add(device)

    def _answer(self, asked: dict[str, Any]) -> None:
        body = asked["json"] if "json" in asked else base64.b64decode(asked["bytes"])
        request = Request(asked["device"], asked["method"], asked["path"], body, asked["headers"])
        try:
            answer = self.exchange(request)
        except Died:
            return self._say(
                {"answer": asked["fetch"], "now": self.now(asked["device"]), "dead": True}
            )
        self._say({"answer": asked["fetch"], "now": self.now(asked["device"])} | _told(answer))

    def _say(self, line: dict[str, Any]) -> None:
        stdin = self.process.stdin
        assert stdin is not None
        stdin.write(json.dumps(line) + "\n")
        stdin.flush()

    def _hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the engine ended"
        heard: dict[str, Any] = json.loads(line)
        return heard


def _told(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"status": None}
    text, type = "<html></html>", "text/html"
    if answer.json is not None or answer.torn:
        text, type = json.dumps(answer.json), "application/json"
    if answer.torn:
        text = '{"epoch": "'
    headers = {"Content-Type": type} | answer.headers
    return {"status": answer.status, "headers": headers, "body": text}


def find_node() -> str:
    """As the scripts do: the system's, or the one beside the virtual environment."""
    found = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "node"))
    if found is None:
        raise FileNotFoundError("node: script/test installs it")
    return found
