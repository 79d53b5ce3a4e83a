"""A device whose pages run the shipped engine in Node."""

import base64
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.simulation.network import Died
from tests.simulation.real.pipe import Refused
from tests.simulation.seen import Key
from tests.simulation.steps import OWNERS, Step

if TYPE_CHECKING:
    from tests.simulation.real.world import RealWorld


Frozen = tuple[Key, tuple[str, ...]]


class RealPhone:
    """Implements `world.Phone`."""

    def __init__(self, world: "RealWorld", device: str) -> None:
        self.world, self.device, self.user = world, device, OWNERS[device]
        self.offset = 0
        self.reload()

    def _call(self, act: str, dies: Any = None, **given: Any) -> Any:
        """None when the store refused or the page died: then nothing was confirmed."""
        try:
            told = self._ask(act, dies=dies, **given)
            return True if told is None else told
        except (Refused, Died):
            return None

    def _ask(self, act: str, **given: Any) -> Any:
        return self.world.engine.call(act, self.device, self.world.device_time(self), **given)

    def reload(self) -> None:
        self._ask("page", user=self.world.server.users[self.user])

    def drafts(self) -> list[str]:
        return self._ids("drafts")

    def mendable(self) -> list[str]:
        return self._ids("mendable")

    def elsewhere(self) -> list[str]:
        return self._ids("elsewhere")

    def _ids(self, act: str) -> list[str]:
        found: list[str] = self._ask(act)
        return found

    def start(self, place: str, dies: Any) -> str | None:
        found: str | None = self._call("start", dies, premises=self.world.server.places[place])
        return found

    def answer(self, id: str, note: int, wrong: bool, dies: Any) -> bool:
        return bool(self._call("answer", dies, id=id, note=note, wrong=wrong))

    def photo(self, id: str, data: bytes, dies: Any) -> bool:
        return bool(self._call("photo", dies, id=id, bytes=base64.b64encode(data).decode()))

    def seal(self, id: str, dies: Any) -> Frozen | None:
        return _frozen(self._call("seal", dies, id=id))

    def sign(self, ids: list[str], picture: bytes, dies: Any) -> bool:
        return bool(self._call("sign", dies, ids=ids, bytes=base64.b64encode(picture).decode()))

    def change_signed(self, id: str, note: int, in_list: bool, dies: Any) -> bool:
        return bool(self._call("change_signed", dies, id=id, note=note, in_list=in_list))

    def withdrawable(self) -> list[str]:
        return self._ids("withdrawable")

    def withdraw(self, id: str, dies: Any) -> Frozen | None:
        return _frozen(self._call("withdraw", dies, id=id))

    def withdrawn(self) -> list[str]:
        return self._ids("withdrawn")

    def go_on(self, id: str, dies: Any) -> Frozen | None:
        return _frozen(self._call("go_on", dies, id=id))

    def propose(self, place: str, picture: bytes | None, dies: Any) -> Frozen | None:
        premises = self.world.server.places[place]
        bytes = base64.b64encode(picture).decode() if picture else None
        return _frozen(self._call("propose", dies, premises=premises, bytes=bytes))

    def corrections(self) -> list[str]:
        return self._ids("corrections")

    def move(
        self, id: str, move: str, note: str, picture: bytes | None, dies: Any
    ) -> Frozen | None:
        bytes = base64.b64encode(picture).decode() if picture else None
        given = {"correction": id, "move": move, "note": note, "bytes": bytes}
        return _frozen(self._call("move", dies, **given))

    def mend(self, id: str, dies: Any) -> bool:
        return bool(self._call("mend", dies, id=id))

    def take(self, id: str, dies: Any) -> bool:
        return bool(self._call("take", dies, id=id))

    def scan(self, place: str | None, dies: Any) -> Key | None:
        premises = self.world.server.places[place] if place else None
        told = self._call("scan", dies, premises=premises)
        return _key(told) if told else None

    def discard(self, id: str, dies: Any) -> bool:
        return bool(self._call("discard", dies, id=id))

    def round(self, step: Step) -> None:
        with suppress(Died):
            self._ask("round", dies=step.dies, force=step.flag)

    def jump(self, ms: int) -> None:
        self.offset += ms

    def fill(self) -> None:
        self._ask("fill")

    def switch(self, user: str) -> None:
        self.user = user
        self.reload()

    def sign_out(self) -> bool:
        return bool(self._call("sign_out"))

    def forget(self) -> None:
        self._ask("forget")

    def keep_copy(self) -> None:
        self._ask("keep_copy")

    def from_copy(self) -> bool:
        return bool(self._ask("from_copy"))

    def passed(self) -> tuple[int, list[str]]:
        writes, names = self.world.engine.passed
        return writes, names

    def client(self) -> str | None:
        found: str | None = self._ask("client")
        return found


def _frozen(told: dict[str, Any] | None) -> Frozen | None:
    return (_key(told["key"]), tuple(told["hashes"])) if told else None


def _key(told: list[Any]) -> Key:
    collection, id, rev, digest = told
    return collection, id, rev, digest
