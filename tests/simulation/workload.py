"""One day of three phones without any fault: every kind of record, request and answer, once."""

from tests.simulation.steps import DEVICES, Step

ONE, TWO, BAIS = DEVICES
WHOLE, PIECES, NO_PHOTO = 0, 1, 5
NEAR_P0, NEAR_P1, FAR = 0, 1, 2


def _round(device: str) -> Step:
    return Step("round", device, flag=True)


FILL = [_round(device) for device in DEVICES]
FIRST_VISIT = [
    Step("start", ONE, pick=NEAR_P0),
    Step("photo", ONE, value=PIECES),
    Step("photo", ONE, value=WHOLE),
    _round(ONE),
    Step("answer", ONE, pick=1, value=1),
    Step("seal", ONE),
    _round(ONE),
]
PHOTOS_BEHIND = [
    Step("start", ONE, pick=NEAR_P1),
    Step("photo", ONE, value=4),
    Step("photo", ONE, value=WHOLE),
    Step("seal", ONE),
    _round(ONE),
]
SENT_BACK = [
    Step("review"),
    _round(ONE),
    Step("mend", ONE),
    Step("photo", ONE, value=3),
    Step("seal", ONE),
    _round(ONE),
]
NO_PICTURE = [
    Step("start", BAIS, pick=NEAR_P0),
    Step("photo", BAIS, value=NO_PHOTO),
    Step("seal", BAIS),
    _round(BAIS),
    Step("mend", BAIS),
    Step("seal", BAIS),
    _round(BAIS),
]
MADE_WRONG = [
    Step("start", BAIS, pick=NEAR_P1),
    Step("answer", BAIS, pick=7, value=2),
    Step("seal", BAIS),
    _round(BAIS),
    Step("mend", BAIS),
    Step("answer", BAIS, pick=1, value=3),
    Step("seal", BAIS),
    _round(BAIS),
]
TAKEN_OVER = [
    Step("start", ONE, pick=FAR),
    Step("photo", ONE, value=6),
    _round(ONE),
    _round(TWO),
    Step("take", TWO),
    Step("answer", TWO, pick=1, value=4),
    Step("seal", TWO),
    _round(TWO),
    Step("seal", ONE),
    _round(ONE),
]
OUT_OF_SCOPE = [
    Step("start", TWO, pick=FAR),
    Step("scope", value=1, flag=False),
    Step("seal", TWO),
    _round(TWO),
    Step("scope", value=1, flag=True),
]
REFILLED = [
    Step("scan", ONE, pick=NEAR_P0, flag=True),
    Step("backup"),
    Step("start", ONE, pick=NEAR_P0),
    Step("photo", ONE, value=7),
    Step("seal", ONE),
    _round(ONE),
    Step("restore"),
    Step("sign_in", ONE, pick=0, value=1),
    _round(ONE),
]
WORKLOAD: list[Step] = [
    *FILL,
    *FIRST_VISIT,
    *PHOTOS_BEHIND,
    *SENT_BACK,
    *NO_PICTURE,
    *MADE_WRONG,
    *TAKEN_OVER,
    *OUT_OF_SCOPE,
    *REFILLED,
]
