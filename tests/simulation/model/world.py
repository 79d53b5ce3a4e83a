"""The model's phones beside the model server."""

from contextlib import suppress
from typing import Any

from tests.simulation.model.device import Clock, Disk
from tests.simulation.model.observations import Eyes
from tests.simulation.model.phone import Round
from tests.simulation.model.revising import Refused
from tests.simulation.model.server import ModelServer
from tests.simulation.model.things import Kept, Partition
from tests.simulation.model.visits import Visits
from tests.simulation.network import Answer, Died, Network, Request
from tests.simulation.seen import Key, Seen
from tests.simulation.steps import DEVICES, OWNERS, Step
from tests.simulation.watch import Watch
from tests.simulation.world import World

BASE = 1_780_272_000_000
"""Milliseconds of `host.AT`."""


class ModelPhone:
    """One device: a partition per person, one page."""

    def __init__(self, world: "ModelWorld", device: str) -> None:
        self.world, self.device, self.user = world, device, OWNERS[device]
        self.partitions: dict[str, Partition] = {}
        self.kept: dict[str, Partition] = {}
        self.disk, self.clock = Disk(), Clock()
        self.clock.now = world.now
        self.reload()

    @property
    def store(self) -> Partition:
        return self.partitions[self.user]

    @property
    def hands(self) -> Visits:
        self.clock.now = self.world.now + self.world.network.elapsed
        return Visits(self.store, self.disk, self.clock)

    def reload(self) -> None:
        self.tried: set[str] = set()
        self.partitions.setdefault(self.user, Partition(self.user))
        self.clock.page += 1
        self.clock.now = self.world.now
        self.page_started = self.clock.device

    def drafts(self) -> list[str]:
        return list(self.store.drafts)

    def mendable(self) -> list[str]:
        return self.hands.mendable()

    def elsewhere(self) -> list[str]:
        drafts = [id for collection, id in self.store.rows if collection == "draft"]
        return [id for id in drafts if not self.hands.is_gone(id)]

    def _do(self, act: str, dies: Any, *args: Any, **named: Any) -> Any:
        self.disk.arm(dies)
        try:
            done = getattr(self.hands, act)(*args, **named)
            return True if done is None else done
        except Refused:
            return None
        except Died:
            self.reload()
            return None
        finally:
            self.disk.disarm()

    def start(self, place: str, dies: Any) -> str | None:
        return self._do("start", dies, place)

    def answer(self, id: str, note: int, wrong: bool, dies: Any) -> bool:
        return bool(self._do("answer", dies, id, note=note, wrong=wrong))

    def photo(self, id: str, data: bytes, dies: Any) -> bool:
        return bool(self._do("photo", dies, id, data))

    def seal(self, id: str, dies: Any) -> tuple[Key, tuple[str, ...]] | None:
        return self._frozen(self._do("seal", dies, id))

    def sign(self, ids: list[str], picture: bytes, dies: Any) -> bool:
        return bool(self._do("sign", dies, ids, picture))

    def change_signed(self, id: str, note: int, in_list: bool, dies: Any) -> bool:
        return bool(self._do("change_signed", dies, id, note, in_list))

    def withdrawable(self) -> list[str]:
        return self.hands.withdrawable()

    def withdraw(self, id: str, dies: Any) -> tuple[Key, tuple[str, ...]] | None:
        return self._frozen(self._do("withdraw", dies, id))

    def withdrawn(self) -> list[str]:
        return self.hands.withdrawn()

    def go_on(self, id: str, dies: Any) -> tuple[Key, tuple[str, ...]] | None:
        return self._frozen(self._do("go_on", dies, id))

    def propose(
        self, place: str, picture: bytes | None, dies: Any
    ) -> tuple[Key, tuple[str, ...]] | None:
        return self._frozen(self._do("propose", dies, place, picture))

    def corrections(self) -> list[str]:
        return self.hands.corrections()

    def move(
        self, id: str, move: str, note: str, picture: bytes | None, dies: Any
    ) -> tuple[Key, tuple[str, ...]] | None:
        return self._frozen(self._do("move", dies, id, move, note, picture))

    def _frozen(self, done: Kept | None) -> tuple[Key, tuple[str, ...]] | None:
        if not done:
            return None
        return done.key, tuple(one for one in done.hashes if self.store.photos[one].here)

    def mend(self, id: str, dies: Any) -> bool:
        return bool(self._do("mend", dies, id))

    def take(self, id: str, dies: Any) -> bool:
        return bool(self._do("take", dies, id))

    def scan(self, place: str | None, dies: Any) -> Key | None:
        done: Kept | None = self._do("scan", dies, place)
        return done.key if done else None

    def discard(self, id: str, dies: Any) -> bool:
        return bool(self._do("discard", dies, id))

    def round(self, step: Step) -> None:
        hands = self.hands
        self.disk.arm(step.dies)
        try:
            Round(hands, Ticking(self), self.device, self.tried, self.page_started).run(step.flag)
        except Died:
            self.reload()
        finally:
            self.disk.disarm()

    def jump(self, ms: int) -> None:
        self.clock.offset += ms

    def fill(self) -> None:
        self.disk.full = True

    def switch(self, user: str) -> None:
        self.user = user
        self.reload()

    def sign_out(self) -> bool:
        """Without an answer the phone is locked all the same, and uses the cookie no more."""
        told = self.world.network.exchange(Request(self.device, "POST", "/auth/logout", {}))
        if told and not (told.ok or told.status == 401):
            return False
        with self.disk.write():
            self.store.drop_lists()
        return True

    def forget(self) -> None:
        self.partitions.pop(self.user, None)
        self.reload()

    def keep_copy(self) -> None:
        self.kept = {user: store.copied() for user, store in self.partitions.items()}

    def from_copy(self) -> bool:
        if not self.kept:
            return False
        self.partitions |= {user: store.copied() for user, store in self.kept.items()}
        self.reload()
        return True

    def passed(self) -> tuple[int, list[str]]:
        return self.disk.writes, []

    def client(self) -> str | None:
        return self.store.meta.get("client")


class Ticking:
    """The network as a page sees it: its clock goes on while it waits."""

    def __init__(self, phone: ModelPhone) -> None:
        self.phone = phone

    def exchange(self, request: Request) -> Answer | None:
        network = self.phone.world.network
        answer = network.exchange(request)
        self.phone.clock.now = self.phone.world.now + network.elapsed
        return answer


class ModelWorld(World):
    """Everything in this process."""

    def __init__(self) -> None:
        super().__init__()
        Clock.serial = 0
        self.now = BASE
        self.server = ModelServer(lambda: self.now + self.network.elapsed)
        self.watch = Watch(self)
        self.network = Network(self.server, self.watch.heard, self.run)
        self.phones = {device: ModelPhone(self, device) for device in DEVICES}
        self.eyes = Eyes()
        self.begin()

    def close(self) -> None:
        with suppress(FileNotFoundError):
            self.server.close()

    def observe(self) -> Seen:
        return self.eyes.look(self.phones, self.server)
