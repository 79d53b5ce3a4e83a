"""What every part of the model phone's round stands on: its store, its disk, its line."""

from dataclasses import replace
from typing import Any

from tests.simulation.model.hands import Hands
from tests.simulation.model.things import Kept
from tests.simulation.network import Answer, Network, Request

DAY = 86_400_000
LONGEST_PAUSE = 300_000
OFFLINE = Answer(0)
"""Nobody answered, or somebody who is not ours."""


class Stop(Exception):
    """The round ends here; `answer` is what ended it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer

    @property
    def code(self) -> str | None:
        said = (self.answer.json or {}).get("error")
        return said["code"] if said else None


class Page:
    """One page while one round lasts. `tried` lives as long as the page."""

    def __init__(
        self,
        hands: Hands,
        network: Network,
        device: str,
        tried: set[str],
        page_started: int,
    ) -> None:
        self.hands, self.network, self.device = hands, network, device
        self.store, self.disk, self.clock = hands.store, hands.disk, hands.clock
        self.tried, self.page_started = tried, page_started
        self.session: dict[str, Any] | None = None

    def _send(self, method: str, path: str, body: Any, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.network.exchange(Request(self.device, method, path, body, named))
        return answer or OFFLINE

    def _call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Raises Stop for anything but our own JSON."""
        answer = self._send("POST", path, body)
        if answer.json is None or not answer.ok:
            raise Stop(refusal(answer))
        return answer.json

    def _is_foreign(self, record: Kept) -> bool:
        asked_for = record.state == "replaced" and record.code != "fork"
        return record.epoch != self.session["epoch"] and not asked_for

    def _mark(self, sha256: str, **change: Any) -> None:
        if info := self.store.photos.get(sha256):
            self.store.photos[sha256] = replace(info, **change)

    def _mark_written(self, sha256: str, **change: Any) -> None:
        with self.disk.write():
            self._mark(sha256, **change)


def refusal(answer: Answer) -> Answer:
    said = (answer.json or {}).get("error")
    return answer if said and not answer.ok else OFFLINE
