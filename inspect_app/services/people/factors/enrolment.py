"""Enrolling a second factor: when it is open, and how a person gets in again who lost his."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, update

from inspect_app.domain.ids import uuid7
from inspect_app.domain.second_factor import REOPENED_FOR
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.factors import EnrolmentCode, Passkey, RecoveryCode, Totp
from inspect_app.models.people import User
from inspect_app.services.people.actors import require_role
from inspect_app.services.people.factors.checking import has_factor
from inspect_app.services.people.factors.one_time_codes import hash_code, make_code
from inspect_app.services.people.factors.recovery_codes import make_recovery_codes
from inspect_app.services.people.factors.totp import confirm_totp, offer_totp
from inspect_app.services.people.sessions import end_sessions_of
from inspect_app.services.writing.locks import lock_user
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

CODE_LIVES = timedelta(hours=24)


def require_open_enrolment(w: Writing, user: User) -> None:
    """Raise `second_factor` for a user without a factor whose days to enrol one are over."""
    if has_factor(w.session, user.id):
        return
    if user.factor_due_at is not None and user.factor_due_at <= w.at:
        raise problem("second_factor")


@retry_on_conflict
def begin_totp(user_id: str, *, instance: Path, at: datetime) -> None:
    """Make a seed for an authenticator app; raise `second_factor` where enrolment is closed."""
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        offer_totp(w, user_id, instance)


@retry_on_conflict
def enrol_totp(user_id: str, code: str, *, instance: Path, at: datetime) -> list[str]:
    """Confirm an authenticator app by its first code; return new recovery codes."""
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        confirm_totp(w, user_id, code, instance)
        w.audit("factor.enrol", f"user:{user_id}", user_id, what="totp")
        return make_recovery_codes(w, user_id)


@retry_on_conflict
def renew_recovery_codes(user_id: str, *, at: datetime) -> list[str]:
    """Return ten new recovery codes of a user who has a factor; older ones end."""
    with writing(at) as w:
        w.session.get_one(User, user_id, with_for_update={"key_share": True})
        if not has_factor(w.session, user_id):
            raise problem("not_found")
        return make_recovery_codes(w, user_id)


@retry_on_conflict
def issue_enrolment_code(actor_id: str, name: str, *, at: datetime) -> str:
    """Remove another person's factors, end the sessions, and return a code that opens enrolment."""
    code = make_code()
    with writing(at) as w:
        require_role(w.session, actor_id, who_may("manage_people"))
        user = _lock(w, name)
        if user.id == actor_id:
            raise problem("second_person")
        _remove_factors(w, user)
        user.factor_due_at = at
        unused = (EnrolmentCode.user_id == user.id, EnrolmentCode.used_at.is_(None))
        w.session.execute(update(EnrolmentCode).where(*unused).values(expires_at=at))
        w.session.add(
            EnrolmentCode(
                id=uuid7(),
                user_id=user.id,
                code_hash=hash_code(code),
                issued_by=actor_id,
                issued_at=at,
                expires_at=at + CODE_LIVES,
            )
        )
        w.audit("factor.reset", f"user:{user.id}", actor_id)
    return code


def take_enrolment_code(w: Writing, user: User, code: str) -> bool:
    """Use up an enrolment code, which opens enrolment for three days."""
    fits = (EnrolmentCode.user_id == user.id, EnrolmentCode.code_hash == hash_code(code))
    live = (EnrolmentCode.used_at.is_(None), EnrolmentCode.expires_at > w.at)
    take = update(EnrolmentCode).where(*fits, *live).values(used_at=w.at)
    if w.session.scalars(take.returning(EnrolmentCode.id)).first() is None:
        return False
    user.factor_due_at = w.at + REOPENED_FOR
    w.audit("factor.reopen", f"user:{user.id}", user.id)
    return True


@retry_on_conflict
def reset_factor(name: str, *, at: datetime) -> None:
    """Remove a user's factors for the operator; enrolment is open for three days."""
    with writing(at) as w:
        user = _lock(w, name)
        _remove_factors(w, user)
        user.factor_due_at = at + REOPENED_FOR
        w.audit("factor.reset", f"user:{user.id}")


def _remove_factors(w: Writing, user: User) -> None:
    for table in (Totp, RecoveryCode, Passkey):
        w.session.execute(delete(table).where(table.user_id == user.id))
    end_sessions_of(w, user.id)


def _lock(w: Writing, name: str) -> User:
    user = lock_user(w.session, name)
    if user is None:
        raise problem("not_found")
    return user
