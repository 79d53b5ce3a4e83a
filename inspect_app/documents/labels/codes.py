"""QR codes as SVG paths, for labels and papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4  # modules of white that a scanner needs around the code


@dataclass(frozen=True)
class Code:
    """A QR code as one SVG path over a square of `size` modules, quiet zone included."""

    size: int
    path: str


def draw_code(text: str) -> Code:
    """Draw a QR code at level Q, which survives the loss of a quarter of its area."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows: Sequence[Sequence[bool]] = code.get_matrix()
    bars = (bar for y, row in enumerate(rows) for bar in _bars(y, row))
    return Code(size=len(rows), path="".join(bars))


def _bars(y: int, row: Sequence[bool]) -> Iterator[str]:
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield f"M{start} {y}h{x - start}v1H{start}z"
            start = None
