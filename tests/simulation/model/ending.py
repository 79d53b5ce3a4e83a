"""The end of the model's server process, at a moment that it names."""

from sync import failpoints
from tests.simulation.network import Crashed
from tests.simulation.steps import Fault


class listening:
    """Ends the server at the n-th moment of a name."""

    def __init__(self, crash: Fault | None) -> None:
        self.crash, self.seen = crash, 0

    def __enter__(self) -> None:
        if self.crash:
            failpoints.listener = self._heard

    def __exit__(self, *_: object) -> None:
        if self.crash:
            failpoints.listener = None

    def _heard(self, name: str) -> None:
        if self.crash and self.crash.names(name):
            self.seen += 1
            if self.seen == self.crash.nth:
                raise Crashed
