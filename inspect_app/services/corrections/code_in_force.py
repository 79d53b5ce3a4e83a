"""Of the codes of one notice the newest is in force, and no other: a lost paper opens nothing."""

from sqlalchemy import update

from inspect_app.domain.ids import uuid7
from inspect_app.models.corrections import OperatorCode
from inspect_app.services.writing.notices_port import end_code_notices
from inspect_app.services.writing.transaction import Writing

REPLACED = "replaced"


def put_in_force(w: Writing, inspection_id: str, salt: str, hash: str) -> OperatorCode:
    """Add the proof of another code and end the code before it; the corrections are locked."""
    alive = (OperatorCode.inspection_id == inspection_id, OperatorCode.ended_at.is_(None))
    w.session.execute(update(OperatorCode).where(*alive).values(ended_at=w.at, why=REPLACED))
    row = OperatorCode(
        id=uuid7(),
        inspection_id=inspection_id,
        made_at=w.at,
        why="",
        wrong=0,
        photos=0,
        salt=salt,
        hash=hash,
    )
    w.session.add(row)
    end_code_notices(w, inspection_id)
    return row
