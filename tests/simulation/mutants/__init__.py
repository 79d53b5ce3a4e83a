"""Safety lines, each taken out in turn: the simulator must notice.

A mutant is one textual replacement in a copy of the project. Its old text must occur exactly once,
so that a change of the code that moves a safety line is noticed here too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """`engine` is the one whose schedules notice it, beginning at `seed`."""

    name: str
    file: str
    old: str
    new: str
    engine: str = "model"
    seed: int = 0
