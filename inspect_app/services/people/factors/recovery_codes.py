"""Recovery codes: ten for a lost authenticator, each usable once."""

from sqlalchemy import delete, update

from inspect_app.domain.ids import uuid7
from inspect_app.models.factors import RecoveryCode
from inspect_app.services.people.factors.one_time_codes import hash_code, make_code
from inspect_app.services.writing.transaction import Writing

HOW_MANY = 10


def make_recovery_codes(w: Writing, user_id: str) -> list[str]:
    """Make ten new codes and return them, the only time they are seen; older ones end."""
    codes = [make_code() for _ in range(HOW_MANY)]
    w.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    w.session.add_all(
        RecoveryCode(id=uuid7(), user_id=user_id, code_hash=hash_code(code), made_at=w.at)
        for code in codes
    )
    w.audit("factor.recovery.make", f"user:{user_id}", user_id)
    return codes


def take_recovery_code(w: Writing, user_id: str, code: str) -> bool:
    """Use up one code in one statement, so that only one of two browsers succeeds."""
    fits = (RecoveryCode.user_id == user_id, RecoveryCode.code_hash == hash_code(code))
    unused = update(RecoveryCode).where(*fits, RecoveryCode.used_at.is_(None))
    taken = w.session.scalars(unused.values(used_at=w.at).returning(RecoveryCode.id)).first()
    if taken is not None:
        w.audit("factor.recovery.use", f"user:{user_id}", user_id)
    return taken is not None
