"""Premises beside the demo district: a market with stalls, an estate with lifts, a site with works.

They belong to one inspector of their own, so that no other test meets them.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import KINDS
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.services.people import add_user
from inspect_app.services.premises import register_premises
from inspect_app.services.transaction import writing
from tests.browser.register import Place
from tests.browser.server import Account, Site

TAOPU = "310107103"
LONG_AGO = datetime(2020, 12, 15, 1, 30, tzinfo=UTC)
_serial = count(1)


@contextmanager
def books(site: Site) -> Iterator[None]:
    """The site's database beside its running server, for what no screen can enter yet."""
    with create_app(read_settings({"INSPECT_INSTANCE": str(site.instance)})).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def register(kind: str, name: str, parent: Place | None = None, **attrs: Any) -> Place:
    """One more premises on the register, inside `books`."""
    premises = Premises(
        id=uuid7(),
        kind=kind,
        code=f"{next(_serial):08d}".translate(str.maketrans("01", "XY")),
        name=name,
        area=TAOPU,
        address="桃浦镇示例路 9 号",
        lat=31.283,
        lng=121.356,
        attrs=attrs,
        parent_id=parent.id if parent else None,
        registered_on=date(2020, 12, 15),
        recorded_at=LONG_AGO,
    )
    token = secrets.token_hex(8)
    with writing(LONG_AGO) as w:
        register_premises(w, premises, token)
        return Place(premises.id, premises.code, token, name, TAOPU, attrs)


def add_inspector(name: str) -> Account:
    password = secrets.token_urlsafe(12)
    add_user(
        name, role="inspector", areas=(TAOPU,), kinds=tuple(KINDS), password=password, at=LONG_AGO
    )
    return Account(name, password, "inspector")
