"""Which visits of the fictional district ask for corrections, and what becomes of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inspect_app.demo.visits.outings import Fate, Outing

SYSTEM_SAYS = "整改好了，照片在后（示例）"
WHY = {
    "ask": "配件要等一周（示例）",
    "extend": "配件到货慢，同意延期（示例）",
    "still_failing": "还有没改的地方（示例）",
    "unable": "门锁着，没有能复查（示例）",
    "escalate": "拒不改正（示例）",
    "void": "重复开具（示例）",
    "supplement": "照片看不清，请补（示例）",
    "report": SYSTEM_SAYS,
}
INSPECTOR, SUPERVISOR, OPERATOR = "inspector", "supervisor", "operator"
BY = {
    **dict.fromkeys(("serve", "pass", "still_failing", "unable"), INSPECTOR),
    **dict.fromkeys(("ask", "report"), OPERATOR),
}


@dataclass(frozen=True)
class Script:
    """What is asked for, in how many working days, and the moves afterwards, days apart."""

    moves: tuple[tuple[str, float], ...] = ()
    measure: str = "order"
    days: int | None = 3
    opinion: bool = False


SENT = (("serve", 0.0), ("report", 2.0), ("send", 1.0))
SCRIPTS = {
    "proposed": Script((("serve", 0.0),)),
    "ordered": Script((("serve", 0.0),), days=30),
    "overdue": Script((("serve", 0.0),)),
    "asked": Script((("serve", 0.0), ("ask", 1.0)), days=20),
    "extended": Script((("serve", 0.0), ("ask", 1.0), ("extend", 1.0)), days=20),
    "reported": Script((("serve", 0.0), ("report", 1.0)), days=20),
    "recheck": Script(SENT, days=20),
    "failing": Script((*SENT, ("still_failing", 1.0)), days=20, opinion=True),
    "unable": Script((*SENT, ("unable", 1.0)), days=20),
    "accepted": Script((("serve", 0.0), ("report", 2.0), ("accept", 1.0))),
    "late": Script((("serve", 0.0), ("report", 12.0), ("accept", 1.0))),
    "passed": Script((*SENT, ("pass", 1.0)), opinion=True),
    "escalated": Script((*SENT, ("still_failing", 2.0), ("escalate", 1.0))),
    "void": Script((("serve", 0.0), ("void", 1.0))),
    "mended": Script(measure="on_the_spot"),
    "stopped": Script((("serve", 0.0),), "stop_use", None),
    "looked": Script((*SENT, ("pass", 1.0)), "stop_use", None),
    "released": Script((*SENT, ("pass", 1.0), ("release", 1.0)), "stop_use", None, opinion=True),
}
# Items that were read in the original; one fails wherever something is asked for.
ITEMS = {
    "canteen-school": "wash.store",
    "canteen-elderly": "wash.store",
    "elevator": "elevator.brake",
    "food-shop": "shop.pest-clean",
}
LIFTS = ("stopped", "released", "looked", "stopped", "stopped")
SHOPS = ("ordered", "reported", "asked", "extended", "recheck", "mended", "accepted", "ordered")
CANTEENS = (
    *("overdue", "accepted", "passed", "late", "failing", "escalated", "void", "unable"),
    *("overdue", "accepted", "passed", "overdue", "accepted", "reported", "late", "mended"),
)
WAITING = ("proposed", "mended", "proposed")
Wanted = Iterator[str]


def ask_for_corrections(outings: Iterable[Outing], now: datetime) -> list[Outing]:
    """Give scripts to visits of the last months, in the order of the plan; the rest stay bare."""
    by_use: Mapping[tuple[str, Fate], Wanted] = {
        ("elevator", "approved"): iter(LIFTS),
        ("food-shop", "approved"): iter(SHOPS),
        ("canteen-school", "approved"): iter(CANTEENS),
        ("canteen-school", "pending"): iter(WAITING),
        ("canteen-school", "returned"): iter(("proposed", "proposed")),
    }
    return [_with_script(one, by_use.get((one.checklist, one.fate)), now) for one in outings]


def _with_script(outing: Outing, scripts: Wanted | None, now: datetime) -> Outing:
    """Give a visit the next script of its use, if it is neither too old nor of today."""
    age = now - outing.started_at
    long_ago = timedelta(days=25) if outing.checklist.startswith("canteen") else timedelta()
    decided = outing.fate == "approved"
    if scripts is None or age > timedelta(days=240) or (decided and age < long_ago):
        return outing
    name = next(scripts, "")
    return replace(outing, asks=name) if name else outing
