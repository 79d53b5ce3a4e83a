"""The disk and the clock of a model phone."""

from tests.simulation.network import Died


class Disk:
    """Counts writes; the page may die before or after one."""

    def __init__(self) -> None:
        self.writes, self.dies, self.full = 0, None, False
        self.changes = 0

    def arm(self, dies: tuple[int, str] | None) -> None:
        self.writes, self.dies = 0, dies

    def disarm(self) -> None:
        self.dies = None

    def write(self) -> "Disk":
        return self

    def __enter__(self) -> None:
        self.changes += 1
        self.writes += 1
        if self.dies == (self.writes - 1, "before"):
            raise Died

    def __exit__(self, error: object, *_: object) -> None:
        # Writes do not overlap: the one that ends is the one that began last.
        if error is None and self.dies == (self.writes - 1, "after"):
            raise Died


class Clock:
    """One device's clock, and the source of its ids."""

    serial = 0

    def __init__(self) -> None:
        self.now = self.offset = self.page = 0

    @property
    def device(self) -> int:
        return self.now + self.offset

    def is_ahead(self, until: int, longest: int) -> bool:
        """One further off was written by a clock that was wrong: it holds up nothing."""
        return 0 < until - self.device <= longest

    def new_id(self) -> str:
        Clock.serial += 1
        time, tail = f"{self.device:012x}", f"{Clock.serial:012x}"
        return f"{time[:8]}-{time[8:]}-7000-8000-{tail}"
