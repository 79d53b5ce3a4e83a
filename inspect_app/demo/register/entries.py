"""What stands on the register of the fictional district, and the numbers each entry gets."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from inspect_app.demo.register import names, numbers
from inspect_app.demo.register.areas import position_in

FIRST_IMPORT = datetime(2020, 12, 15, 1, 30, tzinfo=UTC)
STOOD_LONG = date(2018, 9, 1)


@dataclass(frozen=True)
class Change:
    """A status from a day on, and why."""

    from_on: date
    status: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Invented, with numbers that are valid and belong to nobody; WGS-84 degrees."""

    id: str
    kind: str
    code: str
    token: str
    name: str
    area: str
    address: str
    lat: float
    lng: float
    attrs: dict[str, Any]
    registered_on: date
    recorded_at: datetime
    uscc: str | None = None
    licence_no: str | None = None
    risk_grade: str | None = None
    parent: str | None = None
    changes: tuple[Change, ...] = ()

    def is_open(self, day: date) -> bool:
        """On the register by that day, and neither suspended nor closed."""
        in_force = [change for change in self.changes if change.from_on <= day]
        known = self.recorded_at.date() <= day
        return known and (not in_force or in_force[-1].status == "open")


class Clerk:
    """Writes entries: every one gets an id, a code to type, a posted token, a place."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance, self.today = chance, today
        self.serial = 0

    def enter(
        self,
        kind: str,
        name: str,
        area: str,
        attrs: dict[str, Any],
        *,
        registered_on: date | None = None,
        above: Entry | None = None,
        **more: Any,
    ) -> Entry:
        """What lies under another entry lies where that one does, and never came before it."""
        self.serial += 1
        day = registered_on or self.registration()
        recorded_at = recording(day)
        if above is not None:
            recorded_at = max(recorded_at, above.recorded_at)
            address, lat, lng = above.address, above.lat, above.lng
        else:
            address, (lat, lng) = names.address(self.chance), position_in(self.chance, area)
        return Entry(
            id=numbers.id_of(self.chance, recorded_at),
            kind=kind,
            code=numbers.short_code(self.chance),
            token=numbers.token(self.chance),
            name=name,
            area=area,
            address=address,
            lat=lat,
            lng=lng,
            attrs=attrs,
            registered_on=day,
            recorded_at=recorded_at,
            parent=above.id if above else None,
            **more,
        )

    def registration(self) -> date:
        """Most stood in the first import; some came during the plan, a few in the last months."""
        chance = self.chance.random()
        if chance < 0.03:
            return self.today - timedelta(days=self.chance.randint(45, 220))
        if chance < 0.13:
            return date(2021, 3, 1) + timedelta(days=self.chance.randint(0, 900))
        return self.early()

    def early(self) -> date:
        """Before the plan began."""
        return STOOD_LONG + timedelta(days=self.chance.randint(0, 800))

    def ending(self, registered_on: date, share: float, reason: str) -> tuple[Change, ...]:
        """A share of them closed for good, some day."""
        if self.chance.random() >= share:
            return ()
        day = max(registered_on, date(2021, 6, 1)) + timedelta(days=self.chance.randint(60, 1200))
        return (Change(min(day, self.today - timedelta(days=10)), "closed", reason),)


def recording(registered_on: date) -> datetime:
    """What is new since the first import comes with the list of the next month."""
    following = (registered_on.replace(day=1) + timedelta(days=31)).replace(day=1)
    return max(FIRST_IMPORT, datetime.combine(following, time(1, 30), UTC))
