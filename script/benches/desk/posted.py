"""Gives every premises of a built city the code that is posted at it."""

from collections import defaultdict

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.premises import Premises, QrToken
from script.benches.figures.city import AT_ONCE, RECORDED, Rows


def add_codes() -> None:
    """Insert one token for each premises; its number stands in for chance."""
    rows, ids = Rows(defaultdict(list)), db.session.scalars(select(Premises.id)).all()
    db.session.rollback()
    for number, id in enumerate(ids):
        token = {"token": f"{number:016d}", "premises_id": id, "issue": 1}
        rows.add(QrToken, token | {"issued_at": RECORDED})
        if number % AT_ONCE == AT_ONCE - 1:
            rows.flush()
    rows.flush()
