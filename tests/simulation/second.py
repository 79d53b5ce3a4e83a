"""Plans of body version 2: rounds of signatures, withdrawals, approvals, proposals.

Their seeds begin apart, so that a seed below tells its story as it always did. A change of these
plans moves `SECOND` to the next million: what is recorded of a seed stays true.
"""

from collections.abc import Callable
from random import Random

from tests.simulation.chance import a_device, a_photo, a_round, an_act, any_step
from tests.simulation.plan import PASSAGES, make_plan
from tests.simulation.steps import DEVICES, Step

SECOND = 2_000_000


def plan_of(seed: int) -> list[Step]:
    """The plan of any seed."""
    return _second(Random(f"second {seed}")) if seed >= SECOND else make_plan(seed)


def _second(dice: Random) -> list[Step]:
    fill = [Step("round", device, flag=True) for device in DEVICES]
    told = [step for _ in range(dice.randint(2, 5)) for step in _choose(dice)(dice)]
    between = [one for step in told for one in (*_meanwhile(dice), step)]
    return [*fill, *between]


def _choose(dice: Random) -> Callable[[Random], list[Step]]:
    return dice.choice(OWN) if dice.random() < 0.8 else dice.choice(PASSAGES)


def _meanwhile(dice: Random) -> list[Step]:
    return [any_step(dice)] if dice.random() < 0.25 else []


def _signed_once(dice: Random) -> list[Step]:
    """Several inspections of one visit under one round; perhaps one is changed after it."""
    on = a_device(dice)
    begun = [an_act(dice, "start", on) for _ in range(dice.randint(2, 4))]
    shots = [a_photo(dice, "photo", on) for _ in range(dice.randrange(4))]
    changed = [_afterwards(dice, on)] if dice.random() < 0.5 else []
    sent = [a_round(dice, "round", on)] if dice.random() < 0.4 else []
    sealed = [an_act(dice, "seal", on) for _ in range(dice.randint(1, 4))]
    return [*begun, *shots, an_act(dice, "sign", on), *sent, *changed, *_sent(dice, on, sealed)]


def _afterwards(dice: Random, on: str) -> Step:
    act = dice.choice(AFTERWARDS)
    return a_photo(dice, act, on) if act == "photo" else an_act(dice, act, on)


def _sent(dice: Random, on: str, sealed: list[Step]) -> list[Step]:
    """One after the other, or all at once: a missing one holds up nobody."""
    if dice.random() < 0.5:
        return [*sealed, a_round(dice, "round", on)]
    return [one for step in sealed for one in (step, a_round(dice, "round", on))]


def _sent_back(dice: Random) -> list[Step]:
    """One of a round comes back: its next revision repeats the signature, the round stays."""
    on = a_device(dice)
    mended = [an_act(dice, act, on) for act in ("mend", "seal")]
    return [
        *_signed_once(dice),
        *(an_act(dice, "review"), a_round(dice, "round", on)),
        *([*mended, a_round(dice, "round", on)] if dice.random() < 0.7 else []),
    ]


def _withdrawn(dice: Random) -> list[Step]:
    """The wrong place: taken back, perhaps too late, perhaps from two phones or after a return."""
    one, other = dice.sample(DEVICES[:2], 2)
    made = [an_act(dice, "start", one), a_photo(dice, "photo", one), an_act(dice, "seal", one)]
    before = [an_act(dice, dice.choice(("approve", "review")))] if dice.random() < 0.4 else []
    race = [an_act(dice, "approve")] if dice.random() < 0.5 else []
    again = [an_act(dice, act, other) for act in ("mend", "seal")]
    return [
        *(*made, a_round(dice, "round", one), *before),
        *(a_round(dice, "round", other), an_act(dice, "withdraw", one), *race),
        *([an_act(dice, "withdraw", other)] if dice.random() < 0.3 else again),
        *(a_round(dice, "round", one), a_round(dice, "round", other)),
        *([an_act(dice, "go_on", one), a_round(dice, "round", one)] if race else []),
    ]


def _proposed(dice: Random) -> list[Step]:
    """Something is other than the register says; somebody at the desk decides."""
    on = a_device(dice)
    made = [an_act(dice, "propose", on) for _ in range(dice.randint(1, 3))]
    return [*made, a_round(dice, "round", on), an_act(dice, "decide"), a_round(dice, "round", on)]


def _restored(dice: Random) -> list[Step]:
    """The server comes back from a backup that knows less of all this than the phones."""
    on = a_device(dice)
    seen = dice.choice((_signed_once, _withdrawn, _proposed))(dice)
    back = [Step("restore"), Step("sign_in", on, pick=1, value=1), a_round(dice, "round", on)]
    return [Step("backup"), *seen, *back]


AFTERWARDS = ("answer", "change_signed", "change_list", "photo")
OWN = (_signed_once, _signed_once, _sent_back, _withdrawn, _withdrawn, _proposed, _restored)
