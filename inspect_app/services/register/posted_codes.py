"""Posted codes: a premises' label is withdrawn and replaced by the next issue."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from inspect_app.domain.label_sheets import REASONS
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.premises import Premises, QrToken
from inspect_app.services.people.actors import require_role, require_scope
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_REISSUE = who_may("decide")


@dataclass(frozen=True)
class Reissue:
    """Who replaces which code, and why; `seen` is the issue that the page showed."""

    premises_id: str
    actor_id: str
    reason: str
    seen: int


@retry_on_conflict
def reissue_code(code: str, token: str, *, at: datetime) -> int:
    """Withdraw every valid token of the premises with this short code; return the new issue.

    Phones learn both by their next pull; the old label's page says that there is a newer one.
    """
    with writing(at) as w:
        id = w.session.scalar(select(Premises.id).where(Premises.code == code))
        if id is None:
            raise problem("not_found")
        lock_premises(w.session, id)
        return issue_next(w, w.session.get_one(Premises, id), token)


@retry_on_conflict
def reissue_label(asked: Reissue, token: str, *, at: datetime) -> int:
    """Replace the code that a page showed; return the new issue.

    Raise `invalid` without a known reason, `done` if somebody else replaced it meanwhile.
    """
    if asked.reason not in REASONS:
        raise problem("invalid", field="reason")
    with writing(at) as w:
        require_role(w.session, asked.actor_id, MAY_REISSUE)
        require_scope(w.session, asked.actor_id, asked.premises_id)
        lock_premises(w.session, asked.premises_id)
        premises = w.session.get_one(Premises, asked.premises_id, populate_existing=True)
        if premises.qr_issue != asked.seen:
            raise problem("done")
        return issue_next(w, premises, token, asked.actor_id, reason=asked.reason)


def issue_next(
    w: Writing, premises: Premises, token: str, actor: str | None = None, **why: str
) -> int:
    """Revoke the valid tokens of a premises that is locked, add the next; return its issue."""
    for one in premises.tokens:
        one.revoked_at = one.revoked_at or w.at
    premises.qr_issue += 1
    next_one = QrToken(token=token, issue=premises.qr_issue, issued_at=w.at, **why)
    premises.tokens.append(next_one)
    w.audit("premises.label", f"premises:{premises.id}", actor, issue=premises.qr_issue, **why)
    refresh_standings(w, premises)
    return premises.qr_issue
