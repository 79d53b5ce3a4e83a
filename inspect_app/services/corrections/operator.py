"""What an operator does with a code: reports that it was put right, or asks for more time."""

from datetime import datetime

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.table import OPERATOR
from inspect_app.domain.refusals import Refused
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionPhoto, CorrectionStep
from inspect_app.queries.corrections.operator import list_answered
from inspect_app.services.corrections.moves import Made, make_move, today_of
from inspect_app.services.corrections.operator_photos import Answering, lock_answered
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

LONGEST_WORDS = 500
REPORT, ASK = "report", "ask"


@retry_on_conflict
def answer(who: Answering, move: str, step_id: str, words: str, at: datetime) -> CorrectionStep:
    """Make a move of the operator's form `step_id`; a repeated one answers as the first did.

    Raises `answer_empty`, `answer_closed`, and as `lock_answered` does.
    """
    with writing(at) as w:
        done = w.session.get(CorrectionStep, step_id)
        if done is not None:
            return _same(done, who, move)
        row, _ = lock_answered(w, who)
        done = w.session.get(CorrectionStep, step_id, populate_existing=True)
        if done is not None:  # the same form, sent twice at once
            return _same(done, who, move)
        photos = _unreported(w, row.id) if move == REPORT else []
        wanted = Move(move, OPERATOR, today_of(w), reason=clean(words), photos=len(photos))
        try:
            detail = {"photos": len(photos)} if photos else {}
            step = make_move(w, row, Made(wanted, id=step_id, detail=detail))
        except Refused as refused:
            empty = refused.code in ("photos", "reason")
            raise problem("answer_empty" if empty else "answer_closed") from None
        for photo in photos:
            photo.step_id = step.id
        return step


def clean(words: str) -> str:
    """Return what somebody typed without signs that cannot be seen, cut to its longest."""
    seen = "".join(sign for sign in words if sign.isprintable() or sign == "\n")
    return seen.strip()[:LONGEST_WORDS]


def _same(done: CorrectionStep, who: Answering, move: str) -> CorrectionStep:
    if (done.correction_id, done.move, done.who) != (who.correction_id, move, OPERATOR):
        raise problem("malformed")
    return done


def _unreported(w: Writing, correction_id: str) -> list[CorrectionPhoto]:
    return [one for one in list_answered(correction_id) if one.step_id is None]
