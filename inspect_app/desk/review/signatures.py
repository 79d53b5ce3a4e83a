"""The signatures of a visit, with whose they are said to be and what that person says."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspect_app.desk.review.reading import Reading
from inspect_app.domain.rules.signatures import cosignatures_of, signatures_of
from inspect_app.queries.signatures import list_borrowed, list_cosignatures
from inspect_app.services.review.cosignatures import disputed_by
from inspect_app.web.language import t

UNANSWERED = "open"


@dataclass(frozen=True)
class SignatureView:
    """One picture; `state` is open, confirmed, disputed or borrowed, empty if nobody is asked."""

    sha256: str
    who: str
    state: str
    note: str


def view_signatures(reading: Reading, names: Mapping[str, str]) -> list[SignatureView]:
    """Return the signatures of a revision in their order."""
    body = reading.body
    inspection = reading.inspection
    doubtful = set(list_borrowed(inspection.author_id, inspection.id, body))
    answers, asked = list_cosignatures(inspection.id), cosignatures_of(body)
    disputed = disputed_by(answers, asked)
    said = {(row.user_id, row.sha256): row for row in answers}
    views = []
    for one in signatures_of(body):
        row = said.get((one.person, one.sha256))
        earlier = [r.note for r in answers if r.user_id == one.person and r.note]
        state = "borrowed" if one.sha256 in doubtful else ""
        if one.person in asked and not state:
            state = "disputed" if one.person in disputed else row.state if row else UNANSWERED
        who = names.get(one.person, one.person) or t("desk.signature.present")
        note = earlier[-1] if state == "disputed" and earlier else ""
        views.append(SignatureView(one.sha256, who, state, note))
    return views


def blocking(views: list[SignatureView]) -> str:
    """Return why the signatures forbid an approval: borrowed, disputed, or empty."""
    states = {view.state for view in views}
    return next((one for one in ("borrowed", "disputed") if one in states), "")
