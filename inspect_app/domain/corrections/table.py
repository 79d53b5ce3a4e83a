"""The one table of states, moves and measures; `static/phone/rules/corrections.ts` reads it too."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("moves.json")
_TABLE: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))

PROPOSED, ORDERED, STOPPED, REPORTED = "proposed", "ordered", "stopped", "reported"
RECHECK, CLOSED, ESCALATED, VOID = "recheck", "closed", "escalated", "void"
SYSTEM, SUPERVISOR, INSPECTOR, OPERATOR = "system", "supervisor", "inspector", "operator"


@dataclass(frozen=True)
class Rule:
    """Who may make a move, from which states; `to` is None where the state stays.

    A move to `ordered` leads a stop of use or of work to `stopped`.
    """

    who: frozenset[str]
    start: frozenset[str]
    to: str | None


@dataclass(frozen=True)
class Measure:
    """What is ordered: whether something stands still until it is released, and at which kinds
    of premises (None: at all)."""

    stops: bool
    kinds: frozenset[str] | None

    def fits(self, kind: str) -> bool:
        return self.kinds is None or kind in self.kinds


def _measure(given: dict[str, Any]) -> Measure:
    kinds = given.get("kinds")
    return Measure(given["stops"], None if kinds is None else frozenset(kinds))


OPEN = tuple(_TABLE["open"])
ENDED = tuple(_TABLE["ended"])
MOVES = {
    name: Rule(frozenset(one["who"]), frozenset(one["from"]), one["to"])
    for name, one in _TABLE["moves"].items()
}
MEASURES = {name: _measure(one) for name, one in _TABLE["measures"].items()}
ORDER, ON_THE_SPOT = "order", "on_the_spot"
