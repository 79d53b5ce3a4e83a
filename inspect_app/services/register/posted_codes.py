"""Posted codes: a premises' label is withdrawn and replaced by the next issue."""

from datetime import datetime

from sqlalchemy import select

from inspect_app.errors import problem
from inspect_app.models.premises import Premises, QrToken
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict


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


def issue_next(w: Writing, premises: Premises, token: str) -> int:
    """Revoke the valid tokens of a premises that is locked, add the next; return its issue."""
    for one in premises.tokens:
        one.revoked_at = one.revoked_at or w.at
    premises.qr_issue += 1
    premises.tokens.append(QrToken(token=token, issue=premises.qr_issue, issued_at=w.at))
    w.audit("premises.label", f"premises:{premises.id}", issue=premises.qr_issue)
    refresh_standings(w, premises)
    return premises.qr_issue
