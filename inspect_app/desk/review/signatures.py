"""The signatures of a visit, with whose they are said to be and what that person says."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspect_app.desk.review.reading import Reading
from inspect_app.domain.rules.signatures import cosignatures_of, signatures_of
from inspect_app.models.cosignatures import Cosignature
from inspect_app.queries.signatures import list_borrowed, list_cosignatures
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
    doubtful = set(list_borrowed(reading.inspection.author_id, body))
    answers = {row.user_id: row for row in list_cosignatures(reading.inspection.id)}
    asked = cosignatures_of(body)
    views = []
    for one in signatures_of(body):
        row = answers.get(one.person) if one.person in asked else None
        state, note = _answer_of(row, one.sha256) if one.person in asked else ("", "")
        who = names.get(one.person, one.person) or t("desk.signature.present")
        views.append(
            SignatureView(one.sha256, who, "borrowed" if one.sha256 in doubtful else state, note)
        )
    return views


def blocking(views: list[SignatureView]) -> str:
    """Return why the signatures forbid an approval: borrowed, disputed, or empty."""
    states = {view.state for view in views}
    return next((one for one in ("borrowed", "disputed") if one in states), "")


def _answer_of(row: Cosignature | None, sha256: str) -> tuple[str, str]:
    if row is None or row.sha256 != sha256:  # said of the picture of another revision
        return UNANSWERED, ""
    return row.state, row.note
