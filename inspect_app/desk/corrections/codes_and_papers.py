"""The codes of a correction's notice, and its papers, for the page of one."""

from typing import Any

from flask_login import current_user

from inspect_app.domain.papers.kinds import KINDS
from inspect_app.models.corrections import CorrectionRow
from inspect_app.queries.corrections.codes import list_codes
from inspect_app.queries.papers import list_papers, standing_of
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.web.formats import today
from inspect_app.web.language import current_language


def codes_and_papers(row: CorrectionRow, new_code: str) -> dict[str, Any]:
    """Return both for the page; `new_code` was just drawn and is shown on this answer alone."""
    codes = list_codes(row.inspection_id, today())
    return {
        "codes": codes,
        "new_code": new_code,
        "may_give": current_user.role in MAY_CORRECT and codes.may_open,
        "papers": [
            (one, getattr(KINDS[one.kind], current_language()), standing_of(one, one.versions[-1]))
            for one in list_papers(row.inspection_id)
        ],
    }
