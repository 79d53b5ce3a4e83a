"""Single steps by chance: who does what, and which faults meet it on the way."""

from collections.abc import Callable
from random import Random

from tests.simulation.steps import DEVICES, FAILPOINTS, WRITING, Fault, Step

PORTALS = ("html", "json")
STATUSES = (429, 500, 502, 503)
AT_WRITING = ("crash", "power", "overtaken", "flipped", "cut")
ANY_MOMENT = ("",) * 30 + FAILPOINTS
# Where the server holds neither a transaction nor a part.
BETWEEN = ("record.committed", "part.asked", "blob_wait.committed")
DAY = 86_400_000


def any_step(dice: Random) -> Step:
    act = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    return MAKERS.get(act, an_act)(dice, act)


def an_act(dice: Random, act: str, device: str | None = None) -> Step:
    dies = (dice.randrange(3), dice.choice(("before", "after"))) if dice.random() < 0.06 else None
    return Step(
        act,
        device or a_device(dice),
        pick=dice.randrange(100),
        value=dice.randrange(1000),
        flag=dice.random() < 0.5,
        dies=dies if act in BY_HAND else None,
    )


def a_photo(dice: Random, act: str, device: str | None = None) -> Step:
    # Few different photos, so that the same bytes come more than once.
    dies = (0, dice.choice(("before", "after"))) if dice.random() < 0.04 else None
    number = dice.randrange(12)
    return Step(act, device or a_device(dice), dice.randrange(100), number, dies=dies)


def a_round(dice: Random, act: str, device: str | None = None) -> Step:
    faults, dies, meanwhile = {}, None, None
    for _ in range(dice.choice((0, 0, 1, 1, 1, 2))):
        fault, number = _fault(dice), dice.choice((0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
        if fault.kind in AT_WRITING:
            number = WRITING + dice.choice((0, 0, 0, 1, 1, 2, 3))
        faults[number] = fault
    if dice.random() < 0.25:
        when = dice.choice(("before", "after"))
        meanwhile = (dice.randrange(6), when, _inner(dice))
    elif dice.random() < 0.2:
        dies = (dice.randrange(14), dice.choice(("before", "after")))
    return Step(
        act,
        device or a_device(dice),
        flag=dice.random() < 0.7,
        faults=tuple(sorted(faults.items())),
        dies=dies,
        meanwhile=meanwhile,
    )


def _inner(dice: Random) -> Step:
    """What others, or the same person's other tab, do while one request is on its way."""
    act = dice.choice(MEANWHILE)
    return Step(act, a_device(dice), dice.randrange(100), dice.randrange(12), dice.random() < 0.5)


def _fault(dice: Random) -> Fault:
    kind = dice.choices(list(FAULTS), list(FAULTS.values()))[0]
    moments = BETWEEN if kind == "overtaken" else ANY_MOMENT
    return Fault(
        kind,
        share=dice.random(),
        status=dice.choice(STATUSES),
        moment=dice.choice(moments),
        nth=dice.choice((1, 2, 3, 4)),
        later=dice.randint(1, 5),
    )


def _clock(dice: Random, act: str) -> Step:
    jump = dice.choice((-300 * DAY, -DAY, -60_000, 60_000, DAY, 40 * DAY))
    return Step(act, a_device(dice), value=jump)


def _scope(dice: Random, act: str) -> Step:
    return Step(act, value=dice.randrange(3), flag=dice.random() < 0.5)


def a_device(dice: Random) -> str:
    return dice.choices(DEVICES, (5, 4, 2))[0]


WEIGHTS = {
    "round": 34,
    "start": 8,
    "photo": 12,
    "answer": 5,
    "seal": 13,
    "mend": 6,
    "take": 4,
    "scan": 2,
    "discard": 1,
    "reload": 2,
    "review": 8,
    "clock": 1,
    "wait": 2,
    "expire": 1,
    "sign_in": 2,
    "sign_out": 1,
    "revoke": 1,
    "scope": 2,
    "place": 2,
    "sweep": 2,
    "backup": 2,
    "restore": 1,
    "age": 1,
    "month": 0.3,
    "full": 1,
    "forget": 0.5,
    "keep_copy": 1,
    "from_copy": 0.7,
    "forge": 2,
    "power": 2,
}
MEANWHILE = (
    *("answer", "photo", "seal", "start", "round", "review", "mend", "take", "discard"),
    *("sign_in", "expire", "scope", "place", "sweep", "power"),
)
BY_HAND = ("start", "answer", "seal", "mend", "take", "scan", "discard")
FAULTS = {
    "lost": 4,
    "unanswered": 6,
    "twice": 3,
    "late": 4,
    "cut": 4,
    "torn": 3,
    "html": 1,
    "json": 1,
    "error": 2,
    "crash": 6,
    "power": 3,
    "dies_before": 1,
    "dies_after": 2,
    "flipped": 2,
    "overtaken": 3,
}
MAKERS: dict[str, Callable[..., Step]] = {
    "round": a_round,
    "photo": a_photo,
    "clock": _clock,
    "scope": _scope,
}
