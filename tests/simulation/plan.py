"""A plan from one seed alone: what happens, whatever the engine that it happens to."""

from collections.abc import Callable
from random import Random

from tests.simulation.steps import DEVICES, Fault, Step

PORTALS = ("html", "json")
STATUSES = (429, 500, 502, 503)
MOMENTS = (
    *("record.written", "record.committed", "part.written", "blob.kept", "blob.committed"),
    *("turn.written", "turn.committed"),
)
# Where the server holds neither a transaction nor a part.
BETWEEN = ("record.committed", "part.asked", "turn.committed")
DAY = 86_400_000


def make_plan(seed: int) -> list[Step]:
    """Every phone is filled first; then anything may happen to anything."""
    dice = Random(seed)
    fill = [Step("round", device, flag=True) for device in DEVICES]
    return fill + [step for _ in range(dice.randint(1, 6)) for step in _passage(dice)]


def _passage(dice: Random) -> list[Step]:
    """A few steps that belong together, and whatever comes between them."""
    told = dice.choice(PASSAGES)(dice)
    return [one for step in told for one in (*_between(dice), step)]


def _between(dice: Random) -> list[Step]:
    return [_any_step(dice)] if dice.random() < 0.35 else []


def _anything(dice: Random) -> list[Step]:
    return [_any_step(dice) for _ in range(dice.randint(2, 6))]


def _visit(dice: Random) -> list[Step]:
    """An inspection from its beginning to its seal, and the way to the server."""
    on = _device(dice)
    work = [
        _simple(dice, "start", on),
        *(_photo(dice, "photo", on) for _ in range(dice.randrange(3))),
    ]
    if dice.random() < 0.3:
        work.append(_simple(dice, "answer", on))
    if dice.random() < 0.4:
        work.append(_round(dice, "round", on))
    return [*work, _simple(dice, "seal", on), _round(dice, "round", on)]


def _twins(dice: Random) -> list[Step]:
    """Lin goes on with a draft on the other phone, and perhaps on both."""
    one, other = dice.sample(DEVICES[:2], 2)
    begun = [_simple(dice, "start", one), _photo(dice, "photo", one), _round(dice, "round", one)]
    taken = [_round(dice, "round", other), _simple(dice, "take", other)]
    ends = [_simple(dice, "seal", device) for device in dice.sample((one, other), 2)]
    return [*begun, *taken, *ends, _round(dice, "round", one), _round(dice, "round", other)]


def _shared(dice: Random) -> list[Step]:
    """One photo stands for two inspections; one of them goes another way."""
    on, photo = _device(dice), dice.randrange(12)
    one, other = (Step("start", on, pick=place) for place in dice.sample(range(3), 2))
    named = [
        *(one, Step("photo", on, value=photo)),
        *(other, Step("photo", on, value=photo, pick=1)),
    ]
    ends = [_simple(dice, act, on) for act in dice.sample(("seal", "seal", "discard"), 2)]
    return [*named, ends[0], _round(dice, "round", on), ends[1], _round(dice, "round", on)]


def _mended(dice: Random) -> list[Step]:
    """A supervisor sends something back; one phone or two mend it."""
    one, other = dice.sample(DEVICES[:2], 2)
    heard = [_simple(dice, "review"), _round(dice, "round", one), _simple(dice, "mend", one)]
    if dice.random() < 0.4:
        heard += [_round(dice, "round", other), _simple(dice, "mend", other)]
        heard += [_simple(dice, "seal", other), _round(dice, "round", other)]
    return [*heard, _simple(dice, "seal", one), _round(dice, "round", one)]


def _restored(dice: Random) -> list[Step]:
    """The server comes back from a backup that knows less than the phones."""
    between = _visit(dice) if dice.random() < 0.6 else _mended(dice)
    on = _device(dice)
    back = [Step("restore"), Step("sign_in", on, pick=1, value=1), _round(dice, "round", on)]
    return [Step("backup"), *between, *back]


def _relapsed(dice: Random) -> list[Step]:
    """A phone comes back from its own backup and does again, otherwise, what it did already."""
    on = _device(dice)
    begun = [_simple(dice, "start", on), _photo(dice, "photo", on), Step("keep_copy", on)]
    done = [_simple(dice, "answer", on), _simple(dice, "seal", on), _round(dice, "round", on)]
    again = [_simple(dice, "answer", on), _simple(dice, "seal", on), _round(dice, "round", on)]
    return [*begun, *done, Step("from_copy", on), *again]


def _any_step(dice: Random) -> Step:
    act = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    return MAKERS.get(act, _simple)(dice, act)


def _simple(dice: Random, act: str, device: str | None = None) -> Step:
    dies = (dice.randrange(3), dice.choice(("before", "after"))) if dice.random() < 0.06 else None
    return Step(
        act,
        device or _device(dice),
        pick=dice.randrange(100),
        value=dice.randrange(1000),
        flag=dice.random() < 0.5,
        dies=dies if act in BY_HAND else None,
    )


def _photo(dice: Random, act: str, device: str | None = None) -> Step:
    # Few different photos, so that the same bytes come more than once.
    dies = (0, dice.choice(("before", "after"))) if dice.random() < 0.04 else None
    number = dice.randrange(12)
    return Step(act, device or _device(dice), dice.randrange(100), number, dies=dies)


def _round(dice: Random, act: str, device: str | None = None) -> Step:
    faults, dies, meanwhile = {}, None, None
    for _ in range(dice.choice((0, 0, 1, 1, 1, 2))):
        faults[dice.choice((0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8))] = _fault(dice)
    if dice.random() < 0.25:
        when = dice.choice(("before", "after"))
        meanwhile = (dice.randrange(6), when, _inner(dice))
    elif dice.random() < 0.2:
        dies = (dice.randrange(14), dice.choice(("before", "after")))
    return Step(
        act,
        device or _device(dice),
        flag=dice.random() < 0.7,
        faults=tuple(sorted(faults.items())),
        dies=dies,
        meanwhile=meanwhile,
    )


def _inner(dice: Random) -> Step:
    """What others, or the same person's other tab, do while one request is on its way."""
    act = dice.choice(MEANWHILE)
    return Step(act, _device(dice), dice.randrange(100), dice.randrange(12), dice.random() < 0.5)


def _fault(dice: Random) -> Fault:
    kind = dice.choices(list(FAULTS), list(FAULTS.values()))[0]
    moments = BETWEEN if kind == "overtaken" else MOMENTS
    return Fault(
        kind,
        share=dice.random(),
        status=dice.choice(STATUSES),
        moment=dice.choice(moments),
        nth=dice.choice((1, 1, 2)),
        later=dice.randint(1, 5),
    )


def _clock(dice: Random, act: str) -> Step:
    jump = dice.choice((-300 * DAY, -DAY, -60_000, 60_000, DAY, 40 * DAY))
    return Step(act, _device(dice), value=jump)


def _scope(dice: Random, act: str) -> Step:
    return Step(act, value=dice.randrange(3), flag=dice.random() < 0.5)


def _device(dice: Random) -> str:
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
    "round": _round,
    "photo": _photo,
    "clock": _clock,
    "scope": _scope,
}
PASSAGES = (_visit, _visit, _twins, _shared, _mended, _restored, _relapsed, _anything)
