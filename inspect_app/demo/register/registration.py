"""Puts the people and the premises of the fictional district on the register, each at its time."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import Any

from inspect_app.demo.diary import Step
from inspect_app.demo.register.entries import Entry
from inspect_app.demo.register.people import Person
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.people.accounts import add_user
from inspect_app.services.register.premises import register_many
from inspect_app.services.writing.transaction import writing

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
            kinds=person.kinds,
            password=passwords.get(person.user) or secrets.token_urlsafe(32),
            full_name=person.full_name,
            badge=person.badge,
            at=at,
        )
        people[person.user] = user.id
    return people


def list_registrations(entries: list[Entry], held: list[Premises]) -> Iterator[Step]:
    """Entries come by the day of the record: a list is written down at once.

    The rows are added to `held`: while somebody holds them, no visit reads them again.
    """
    for recorded_at, entered in groupby(entries, key=lambda entry: entry.recorded_at):
        yield Step(recorded_at, partial(register_list, list(entered), recorded_at, held))


def register_list(entries: list[Entry], at: datetime, held: list[Premises]) -> None:
    rows = [(premises_row(entry), entry.token) for entry in entries]
    with writing(at) as w:
        register_many(w, rows)
    held.extend(premises for premises, _ in rows)


def premises_row(entry: Entry) -> Premises:
    return Premises(
        id=entry.id,
        kind=entry.kind,
        code=entry.code,
        name=entry.name,
        area=entry.area,
        address=entry.address,
        lat=entry.lat,
        lng=entry.lng,
        uscc=entry.uscc,
        licence_no=entry.licence_no,
        attrs=entry.attrs,
        risk_grade=entry.risk_grade,
        parent_id=entry.parent,
        registered_on=entry.registered_on,
        recorded_at=entry.recorded_at,
    )
