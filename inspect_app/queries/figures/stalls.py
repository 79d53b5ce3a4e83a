"""Counts a market's honest stalls today, by which the market is judged."""

from dataclasses import dataclass

from sqlalchemy import func, select

from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing

TEN_THOUSANDTHS = 10_000


@dataclass(frozen=True)
class StallShare:
    """Honest stalls of a market's open stalls; a stall never judged is not honest."""

    honest: int
    open: int

    @property
    def rate(self) -> float | None:
        """Return the share in percent, floored to four decimals; None without stalls."""
        if not self.open:
            return None
        return self.honest * 100 * TEN_THOUSANDTHS // self.open / TEN_THOUSANDTHS


def count_stalls(market_id: str) -> StallShare:
    """Count a market's open stalls and honest stalls by their current standings."""
    stalls = select(Premises.id).filter_by(parent_id=market_id, kind="stall", status="open")
    honest = select(func.count(Standing.premises_id.distinct())).where(
        Standing.premises_id.in_(stalls), Standing.passed.is_(True)
    )
    open_ones = select(func.count()).select_from(stalls.subquery())
    return StallShare(db.session.scalar(honest) or 0, db.session.scalar(open_ones) or 0)
