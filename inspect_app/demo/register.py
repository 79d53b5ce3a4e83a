"""Puts the people and the canteens of the fictional district on the register, each at its time."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import partial
from itertools import groupby
from typing import Any

from inspect_app.demo.district import Canteen, Change
from inspect_app.demo.fates import Step
from inspect_app.demo.people import KINDS, Person
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.people import add_user
from inspect_app.services.premises import change_status, register_premises
from inspect_app.services.transaction import writing

HIRED_AT = datetime(2020, 12, 10, 2, 0, tzinfo=UTC)


def register_people(
    accounts: list[dict[str, Any]], everybody: Iterable[Person], at: datetime
) -> dict[str, str]:
    """User name → id. Those without an account get a password that nobody ever sees."""
    passwords = {account["user"]: str(account["password"]) for account in accounts}
    people = {}
    for person in everybody:
        user: User = add_user(
            person.user,
            role=person.role,
            areas=person.areas,
            kinds=KINDS,
            password=passwords.get(person.user) or secrets.token_urlsafe(32),
            full_name=person.full_name,
            badge=person.badge,
            at=at,
        )
        people[person.user] = user.id
    return people


def register_canteens(canteens: list[Canteen]) -> None:
    for recorded_at, rows in groupby(canteens, key=lambda canteen: canteen.recorded_at):
        with writing(recorded_at) as w:
            for canteen in rows:
                register_premises(w, premises_row(canteen), canteen.token)


def list_changes(canteens: list[Canteen]) -> list[Step]:
    """Each change of status was written down on the evening of its day."""
    return [
        Step(at, partial(record_change, canteen.id, change, at))
        for canteen in canteens
        for change in canteen.changes
        for at in [datetime.combine(change.from_on, time(9), UTC)]
    ]


def record_change(premises_id: str, change: Change, at: datetime) -> None:
    with writing(at) as w:
        premises = w.session.get_one(Premises, premises_id)
        change_status(w, premises, change.from_on, change.status, change.reason)


def premises_row(canteen: Canteen) -> Premises:
    return Premises(
        id=canteen.id,
        kind=canteen.kind,
        code=canteen.code,
        name=canteen.name,
        area=canteen.area,
        address=canteen.address,
        lat=canteen.lat,
        lng=canteen.lng,
        uscc=canteen.uscc,
        licence_no=canteen.licence_no,
        attrs=canteen.attrs,
        risk_grade=canteen.risk_grade,
        registered_on=canteen.registered_on,
        recorded_at=canteen.recorded_at,
    )
