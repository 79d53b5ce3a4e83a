"""Plans with corrections: two phones, the desk and the operator move them, beside all other faults.

Their seeds begin apart, so that a seed below tells its story as it always did. A change of these
plans moves `THIRD` to the next million: what is recorded of a seed stays true.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.simulation.chance import a_device, a_photo, a_round, an_act, any_step
from tests.simulation.plan import PASSAGES
from tests.simulation.second import OWN as OF_VISITS
from tests.simulation.second import plan_of as earlier_plan_of
from tests.simulation.steps import DEVICES, Step

THIRD = 3_000_000


def plan_of(seed: int) -> list[Step]:
    """The plan of any seed."""
    return _third(Random(f"third {seed}")) if seed >= THIRD else earlier_plan_of(seed)


def _third(dice: Random) -> list[Step]:
    fill = [Step("round", device, flag=True) for device in DEVICES]
    told = [step for _ in range(dice.randint(2, 4)) for step in _choose(dice)(dice)]
    between = [one for step in told for one in (*_meanwhile(dice), step)]
    return [*fill, *_ordered(dice), *between]


def _choose(dice: Random) -> Callable[[Random], list[Step]]:
    if dice.random() < 0.8:
        return dice.choice(OWN)
    return dice.choice(OF_VISITS) if dice.random() < 0.5 else dice.choice(PASSAGES)


def _meanwhile(dice: Random) -> list[Step]:
    return [any_step(dice)] if dice.random() < 0.15 else []


def _ordered(dice: Random) -> list[Step]:
    """A visit is approved, and something of it is to be put right."""
    on = a_device(dice)
    made = [an_act(dice, "start", on), an_act(dice, "seal", on), a_round(dice, "round", on)]
    given = [an_act(dice, "order") for _ in range(dice.choice((1, 1, 2)))]
    return [*made, an_act(dice, "approve"), *given, a_round(dice, "round", on)]


def _moved(dice: Random) -> list[Step]:
    """Anybody does anything, and two phones hand it in when they can."""
    acts = [_any_move(dice) for _ in range(dice.randint(3, 8))]
    return [*acts, *(a_round(dice, "round", one) for one in DEVICES[:2])]


def _any_move(dice: Random) -> Step:
    act = dice.choice(("move", "move", "settle", "settle", "answer_order", "round"))
    return a_round(dice, act, a_device(dice)) if act == "round" else _a_move(dice, act)


def _a_move(dice: Random, act: str, device: str | None = None) -> Step:
    """Few corrections and few forms, so that the same one is met more than once."""
    return replace(an_act(dice, act, device), pick=dice.randrange(3))


def _looked_again(dice: Random) -> list[Step]:
    """Somebody is sent to look again; two phones come to different ends, in whatever order."""
    one, other = dice.sample(DEVICES[:2], 2)
    pick = dice.randrange(3)
    sent = replace(_a_move(dice, "settle"), pick=pick, value=SEND)
    found = [
        replace(_a_move(dice, "move", on), pick=pick, value=dice.choice((PASS, PASS, FAILS)))
        for on in (one, other)
    ]
    late = [a_round(dice, "round", on) for on in dice.sample((one, other), 2)]
    again = [sent, late[1]] if dice.random() < 0.5 else []
    ends = [replace(_a_move(dice, "settle"), pick=pick, value=RELEASE)]
    seen = [a_round(dice, "round", one), a_round(dice, "round", other)]
    return [sent, *seen, *found, late[0], *again, late[1], *(ends if dice.random() < 0.6 else [])]


def _reported(dice: Random) -> list[Step]:
    """It is served, the operator answers, twice perhaps, and the desk decides."""
    on, pick = a_device(dice), dice.randrange(3)
    served = replace(_a_move(dice, "move", on), pick=pick, value=SERVE)
    answers = [replace(_a_move(dice, "answer_order"), pick=pick) for _ in range(dice.randint(1, 3))]
    decided = [
        replace(_a_move(dice, "settle"), pick=pick, value=dice.choice(DECISIONS)) for _ in range(2)
    ]
    return [served, a_round(dice, "round", on), *answers, *decided, a_round(dice, "round", on)]


def _outside(dice: Random) -> list[Step]:
    """Whoever lost the street meanwhile moves nothing there, and what he found is kept."""
    on = dice.choice(DEVICES)
    taken = dice.randrange(3)
    back = [Step("scope", value=taken, flag=True)] if dice.random() < 0.7 else []
    moved = [_a_move(dice, "move", on), Step("scope", value=taken, flag=False)]
    return [*moved, a_round(dice, "round", on), *back, a_round(dice, "round", on)]


def _photographed(dice: Random) -> list[Step]:
    """What was put right is photographed, and the photo comes before or long after its move."""
    on = a_device(dice)
    shots = [replace(_a_move(dice, "move", on), flag=True) for _ in range(2)]
    begun = [an_act(dice, "start", on), a_photo(dice, "photo", on)]
    return [*shots, *(begun if dice.random() < 0.3 else []), *(a_round(dice, "round", on),) * 2]


def _restored(dice: Random) -> list[Step]:
    """The server comes back from a backup that knows less of the moves than the phones."""
    on = a_device(dice)
    seen = dice.choice((_moved, _looked_again, _reported))(dice)
    back = [Step("restore"), Step("sign_in", on, pick=1, value=1), a_round(dice, "round", on)]
    return [Step("backup"), *seen, *back]


SERVE, PASS, FAILS = 0, 2, 4
SEND, RELEASE, DECISIONS = 0, 4, (3, 3, 5, 6, 6, 7, 7)
"""Places in the lists of `third_acts.py`."""
OWN = (
    *(_ordered, _moved, _moved, _looked_again, _looked_again, _reported, _reported, _outside),
    *(_photographed, _restored),
)
