"""The shipped engine of the phone beside the real server."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.simulation.network import Network
from tests.simulation.real.instance import Instance, instance
from tests.simulation.real.observations import Eyes
from tests.simulation.real.phone import RealPhone
from tests.simulation.real.pipe import Engine, Replacement
from tests.simulation.real.server import RealServer
from tests.simulation.seen import Seen
from tests.simulation.steps import DEVICES
from tests.simulation.watch import Watch
from tests.simulation.world import World


class RealWorld(World):
    """Borrows an instance and an engine for one schedule."""

    def __init__(self, instance: Instance, engine: Engine) -> None:
        super().__init__()
        self.now = round(time.time() * 1000)
        self.engine = engine
        instance.begin()
        self.server = RealServer(instance, lambda: self.now + self.network.elapsed)
        self.watch = Watch(self)
        self.network = Network(self.server, self.watch.heard, self.run)
        self.eyes = Eyes(self.watch)
        engine.call("reset")
        engine.exchange, engine.now = self.network.exchange, self._time_of
        self.phones = {device: RealPhone(self, device) for device in DEVICES}
        self.begin()

    def _time_of(self, device: str) -> int:
        return self.device_time(self.phones[device])

    def device_time(self, phone: RealPhone) -> int:
        return self.now + self.network.elapsed + phone.offset

    def close(self) -> None:
        self.server.close()

    def observe(self) -> Seen:
        return self.eyes.look(self.engine, self.server)


@contextmanager
def borrowed(
    kind: str = "sqlite", replacements: tuple[Replacement, ...] = ()
) -> Iterator[Callable[[], RealWorld]]:
    """One instance and one engine for all schedules of a run."""
    with instance(kind) as place:
        engine = Engine(replacements)
        try:
            yield lambda: RealWorld(place, engine)
        finally:
            engine.close()
