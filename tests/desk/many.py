"""Many premises and visits at once, copied from one row each: for what must stay bounded."""

import string
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, QrToken
from inspect_app.models.reviews import Review
from tests.makers import LONG_AGO

SIGNS = string.digits[2:] + string.ascii_uppercase
AT_ONCE = 5_000


def copy_premises(of: str, count: int, *, start: int = 0, **other: Any) -> list[str]:
    """Premises like this one with a posted code each; returns their ids."""
    row = _values(Premises, of)
    ids = [uuid7() for _ in range(count)]
    places = [
        row | {"id": id, "code": _code(start + n), "name": f"第{start + n:05d}食堂（示例）"} | other
        for n, id in enumerate(ids)
    ]
    tokens = [
        {"token": f"T{start + n:011d}", "premises_id": id, "issue": 1, "issued_at": LONG_AGO}
        for n, id in enumerate(ids)
    ]
    _insert(Premises, places)
    _insert(QrToken, tokens)
    return ids


def copy_visits(of: str, premises_ids: list[str]) -> list[str]:
    """Visits like this inspection, with all its revisions and decisions, one per premises id."""
    head = _values(Inspection, of)
    revisions, reviews = _rows_of(Revision, of), _rows_of(Review, of)
    ids = [uuid7() for _ in premises_ids]
    _insert(
        Inspection,
        [
            head
            | {"id": id, "premises_id": place, "visit": id}
            | {"visited_on": head["visited_on"] - timedelta(days=n % 300)}
            for n, (id, place) in enumerate(zip(ids, premises_ids, strict=True))
        ],
    )
    _insert(Revision, [one | {"inspection_id": id} for id in ids for one in revisions])
    _insert(Review, [one | {"inspection_id": id, "id": uuid7()} for id in ids for one in reviews])
    return ids


def _rows_of(model: Any, inspection_id: str) -> list[dict[str, Any]]:
    found = db.session.query(model).filter_by(inspection_id=inspection_id)
    return [_of(model, one) for one in found]


def _code(number: int) -> str:
    signs = ""
    for _ in range(7):
        number, rest = divmod(number, len(SIGNS))
        signs += SIGNS[rest]
    return f"Z{signs}"


def _values(model: Any, id: str) -> dict[str, Any]:
    return _of(model, db.session.get_one(model, id))


def _of(model: Any, row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in model.__mapper__.column_attrs}


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(model), rows[start : start + AT_ONCE])
    db.session.commit()
