"""What a plan is made of: steps of people, phones and server, and the faults on the way."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

LIN, BAI = "lin", "bai"
DEVICES = ("d0", "d1", "d2")
OWNERS = {"d0": LIN, "d1": LIN, "d2": BAI}
"""Two phones of Lin, one of Bai."""
NEAR, FAR = "area:310107005:canteen_school", "area:310107103:canteen_school"
PLACES = {"p0": NEAR, "p1": NEAR, "p2": FAR}
SCOPES = {LIN: (NEAR, FAR), BAI: (NEAR,)}

FAILPOINTS = (
    *(
        "record.locked",
        "record.written",
        "record.committed",
        "blob_wait.written",
        "blob_wait.committed",
    ),
    *("part.asked", "part.written", "part.added", "part.counted", "blob.stored", "blob.committed"),
)
CHUNK = 512
PAGE = 3
"""Small enough that a few hundred bytes go in pieces and a few rows in pages."""


@dataclass(frozen=True)
class Fault:
    """What happens to one request of a step.

    lost, unanswered, twice, late (arrives some steps later), cut (at a share of its bytes),
    flipped (one bit of a photo), torn (the answer), html, json, error (status), crash (the server
    process, at the n-th moment of a name), power (its whole machine: what was not synced is gone),
    overtaken (by its own copy, at a moment), dies_before and dies_after (the phone, around the
    server's work).
    """

    kind: str
    share: float = 0.0
    status: int = 0
    moment: str = ""
    nth: int = 1
    later: int = 0

    def names(self, moment: str) -> bool:
        """Without a name, each of the protocol's own counts."""
        return moment == self.moment or (not self.moment and moment in FAILPOINTS)


WRITING = 100
"""Faults numbered from here meet the requests of a step that write: its n-th push or piece."""


@dataclass(frozen=True)
class Step:
    """One act. `pick` chooses among what there is then; who finds nothing does nothing."""

    act: str
    device: str = "d0"
    pick: int = 0
    value: int = 0
    flag: bool = False
    faults: tuple[tuple[int, Fault], ...] = ()
    dies: tuple[int, str] | None = None
    """The page dies `before` or `after` its n-th write, or at the n-th moment of that name."""
    meanwhile: tuple[int, str, "Step"] | None = None
    """Another step `before` or `after` the server's work on the n-th request."""


def chosen(step: Step, many: list[str]) -> str | None:
    """The one that the step picks."""
    return many[step.pick % len(many)] if many else None


def _smallest_jpeg() -> bytes:
    out = BytesIO()
    Image.new("L", (1, 1)).save(out, "JPEG", optimize=True)
    return out.getvalue()


JPEG = _smallest_jpeg()


def photo_bytes(number: int) -> bytes:
    """One in six is no picture, one in three goes in several pieces."""
    text = f"photo {number} ".encode()
    return text * 2 if number % 6 == 5 else JPEG + text * (150 if number % 3 == 1 else 1)
