"""A plan from one seed alone: what happens, whatever the engine that it happens to."""

from dataclasses import replace
from random import Random

from tests.simulation.chance import a_device, a_photo, a_round, an_act, any_step
from tests.simulation.steps import DEVICES, Fault, Step


def make_plan(seed: int) -> list[Step]:
    """Every phone is filled first; then anything may happen to anything."""
    dice = Random(seed)
    fill = [Step("round", device, flag=True) for device in DEVICES]
    plan = fill + [step for _ in range(dice.randint(1, 6)) for step in _passage(dice)]
    if seed % 10 == LEAVING:
        return _with_sign_outs(plan, Random(f"sign-outs {seed}"))
    return _with_imports(plan, Random(f"imports {seed}")) if seed % 10 == IMPORTING else plan


def _with_sign_outs(plan: list[Step], dice: Random) -> list[Step]:
    """The same plan, while people leave their phones and servers come back from backups."""
    left = [one for step in plan for one in (step, *_maybe_sign_out(dice))]
    return [*left, *_left(dice)]


def _maybe_sign_out(dice: Random) -> list[Step]:
    return _left(dice) if dice.random() < 0.25 else []


def _left(dice: Random) -> list[Step]:
    """He signs out with work on the phone, a server forgets what he sent, perhaps he comes back."""
    on = a_device(dice)
    saved = [Step("backup")] if dice.random() < 0.5 else []
    work = [
        an_act(dice, "start", on),
        a_photo(dice, "photo", on),
        *([an_act(dice, "seal", on)] if dice.random() < 0.7 else []),
    ]
    sent = [a_round(dice, "round", on)] if dice.random() < 0.7 else []
    back = [Step("sign_in", on, pick=1, value=1), a_round(dice, "round", on)]
    other = [Step("sign_in", on, pick=dice.randrange(2), value=0), a_round(dice, "round", on)]
    return [
        *(*saved, *work, *sent, Step("sign_out", on)),
        *(other if dice.random() < 0.3 else []),
        *([Step("restore")] if dice.random() < 0.5 else []),
        *(back if dice.random() < 0.7 else []),
    ]


def _with_imports(plan: list[Step], dice: Random) -> list[Step]:
    """The same plan, while a supervisor imports files: the other seeds' plans stay as they are."""
    imports = [one for step in plan for one in (step, *_maybe_import(dice))]
    return [*imports, an_act(dice, "import"), a_round(dice, "round", "d0")]


def _maybe_import(dice: Random) -> list[Step]:
    return [an_act(dice, "import")] if dice.random() < 0.3 else []


def _passage(dice: Random) -> list[Step]:
    """A few steps that belong together, and whatever comes between them."""
    told = dice.choice(PASSAGES)(dice)
    return [one for step in told for one in (*_between(dice), step)]


def _between(dice: Random) -> list[Step]:
    return [any_step(dice)] if dice.random() < 0.35 else []


def _anything(dice: Random) -> list[Step]:
    return [any_step(dice) for _ in range(dice.randint(2, 6))]


def _visit(dice: Random) -> list[Step]:
    """An inspection from its beginning to its seal, and the way to the server."""
    on = a_device(dice)
    work = [
        an_act(dice, "start", on),
        *(a_photo(dice, "photo", on) for _ in range(dice.randrange(3))),
    ]
    if dice.random() < 0.3:
        work.append(an_act(dice, "answer", on))
    if dice.random() < 0.4:
        work.append(a_round(dice, "round", on))
    return [*work, an_act(dice, "seal", on), a_round(dice, "round", on)]


def _twins(dice: Random) -> list[Step]:
    """Lin goes on with a draft on the other phone, and perhaps on both."""
    one, other = dice.sample(DEVICES[:2], 2)
    begun = [an_act(dice, "start", one), a_photo(dice, "photo", one), a_round(dice, "round", one)]
    taken = [a_round(dice, "round", other), an_act(dice, "take", other)]
    ends = [an_act(dice, "seal", device) for device in dice.sample((one, other), 2)]
    return [*begun, *taken, *ends, a_round(dice, "round", one), a_round(dice, "round", other)]


def _shared(dice: Random) -> list[Step]:
    """One photo stands for two inspections; one of them goes another way."""
    on, photo = a_device(dice), dice.randrange(12)
    one, other = (Step("start", on, pick=place) for place in dice.sample(range(3), 2))
    named = [
        *(one, Step("photo", on, value=photo)),
        *(other, Step("photo", on, value=photo, pick=1)),
    ]
    ends = [an_act(dice, act, on) for act in dice.sample(("seal", "seal", "discard"), 2)]
    return [*named, ends[0], a_round(dice, "round", on), ends[1], a_round(dice, "round", on)]


def _pieces(dice: Random) -> list[Step]:
    """A photo that goes in several pieces, and what may happen to one of them."""
    on = a_device(dice)
    torn = Fault(
        dice.choice(("overtaken", "cut", "crash", "power", "flipped", "late", "twice")),
        share=dice.random(),
        moment=dice.choice(("part.asked", "part.written", "part.counted", "blob.stored")),
        nth=1,
        later=dice.randint(1, 3),
    )
    sent = Step("round", on, flag=True, faults=((dice.choice((2, 3, 4, 4)), torn),))
    large = Step("photo", on, value=dice.choice((1, 4, 7, 10)), pick=dice.randrange(100))
    return [
        an_act(dice, "start", on),
        large,
        sent,
        an_act(dice, "seal", on),
        a_round(dice, "round", on),
    ]


def _mended(dice: Random) -> list[Step]:
    """A supervisor sends something back; one phone or two mend it."""
    one, other = dice.sample(DEVICES[:2], 2)
    heard = [an_act(dice, "review"), a_round(dice, "round", one), an_act(dice, "mend", one)]
    if dice.random() < 0.4:
        heard += [a_round(dice, "round", other), an_act(dice, "mend", other)]
        heard += [an_act(dice, "seal", other), a_round(dice, "round", other)]
    return [*heard, an_act(dice, "seal", one), a_round(dice, "round", one)]


def _restored(dice: Random) -> list[Step]:
    """The server comes back from a backup that knows less than the phones."""
    seen = dice.choice((_visit, _mended, _passed_on, _freed))(dice)
    on = a_device(dice)
    back = [Step("restore"), Step("sign_in", on, pick=1, value=1), a_round(dice, "round", on)]
    return [Step("backup"), *seen, *back]


def _passed_on(dice: Random) -> list[Step]:
    """One phone made it and another mends it; perhaps the first is lost before it can refill."""
    one, other = dice.sample(DEVICES[:2], 2)
    made = [an_act(dice, "start", one), an_act(dice, "seal", one), a_round(dice, "round", one)]
    heard = [an_act(dice, "review"), a_round(dice, "round", other), an_act(dice, "mend", other)]
    ends = [an_act(dice, "seal", other)]
    if dice.random() < 0.5:
        ends += [Step("restore"), Step("forget", one)]
        ends += [Step("sign_in", other, pick=1, value=1), a_round(dice, "round", other)]
    return [*made, *heard, *ends]


def _freed(dice: Random) -> list[Step]:
    """A full phone gives back the room of what is proven."""
    on = a_device(dice)
    visit = [an_act(dice, "start", on), a_photo(dice, "photo", on), an_act(dice, "seal", on)]
    next = [an_act(dice, "start", on), Step("full", on), a_photo(dice, "photo", on)]
    return [*visit, a_round(dice, "round", on), *next]


def _outside(dice: Random) -> list[Step]:
    """What lies outside his rights by now is kept, and mended before anybody decided."""
    on, place, photo = *dice.choice((("d0", 0), ("d1", 2), ("d2", 0))), dice.choice((5, 11))
    taken = Step("scope", value=GRANTED[on, place], flag=False)
    made = [Step("start", on, pick=place), Step("photo", on, value=photo), taken]
    mended = [an_act(dice, act, on) for act in ("mend", "seal")]
    given = [Step("scope", value=taken.value, flag=True)] if dice.random() < 0.6 else []
    sent = [an_act(dice, "seal", on), a_round(dice, "round", on)]
    return [*made, *sent, *given, *mended, a_round(dice, "round", on)]


def _stranger(dice: Random) -> list[Step]:
    """Another person signs in between two requests of a round."""
    on = a_device(dice)
    other = Step("sign_in", on, pick=0 if on == "d2" else 1, value=0)
    made = [an_act(dice, "start", on), an_act(dice, "seal", on)]
    torn = replace(a_round(dice, "round", on), meanwhile=(0, "after", other), dies=None)
    return [*made, torn, Step("sign_in", on, value=1), a_round(dice, "round", on)]


def _relapsed(dice: Random) -> list[Step]:
    """A phone comes back from its own backup and does again, otherwise, what it did already."""
    on = a_device(dice)
    begun = [an_act(dice, "start", on), a_photo(dice, "photo", on), Step("keep_copy", on)]
    backed_up = [a_round(dice, "round", on)] if dice.random() < 0.5 else []
    done = [an_act(dice, "answer", on), *backed_up]
    sealed = [an_act(dice, "seal", on), a_round(dice, "round", on)]
    ends = sealed if dice.random() < 0.7 else []
    return [*begun, *done, *ends, Step("from_copy", on), *done, *sealed]


GRANTED = {("d0", 0): 0, ("d1", 2): 1, ("d2", 0): 2}
IMPORTING, LEAVING = 7, 3
"""The last digits of seeds whose plans have imports, and more sign-outs."""
PASSAGES = (
    *(_visit, _visit, _twins, _pieces, _shared, _mended, _restored, _restored, _relapsed, _outside),
    *(_stranger, _anything),
)
