"""What the server's database says, read apart from the product's own code."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from tests.browser.server import Site


@dataclass(frozen=True)
class Place:
    id: str
    code: str
    token: str
    name: str
    area: str
    attrs: dict[str, Any]


def ask(site: Site, query: str, *values: str) -> list[tuple[Any, ...]]:
    address = f"file:{site.instance / 'inspect.db'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        return database.execute(query, values).fetchall()


def uncovered_school(site: Site, user: str) -> Place:
    """An open school canteen of this inspector that no approved visit speaks for."""
    rows = ask(
        site,
        """
        select p.id, p.code, t.token, p.name, p.area, p.attrs from premises p
        join qr_token t on t.premises_id = p.id and t.revoked_at is null
        join membership m on m.area = p.area and m.kind = p.kind
        join user u on u.id = m.user_id and u.name = ?
        where p.kind = 'canteen_school' and p.status = 'open'
          and p.id not in (select premises_id from standing)
          and p.id not in (select premises_id from inspection)
        order by p.id
        """,
        user,
    )
    places = [Place(*row[:5], json.loads(row[5])) for row in rows]
    left_out = ("no_kitchen", "community_meals")
    return next(
        place
        for place in places
        if place.attrs.get("stage") != "幼" and not any(place.attrs.get(one) for one in left_out)
    )


def inspections_at(site: Site, place: Place) -> list[tuple[str, int]]:
    """(id, newest revision) of every inspection there."""
    query = "select id, head_rev from inspection where premises_id = ?"
    return [(str(id), int(rev)) for id, rev in ask(site, query, place.id)]


def published_token(site: Site) -> str:
    """The posted code of a premises with a published result."""
    query = """
        select t.token from qr_token t join standing s on s.premises_id = t.premises_id
        where t.revoked_at is null order by s.since desc
        """
    return str(ask(site, query)[0][0])
