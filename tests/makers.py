"""Makers with defaults: a test names only what it is about."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.people import User
from inspect_app.models.premises import Premises, PremisesAttrs, QrToken
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.people.accounts import add_user
from inspect_app.services.register.dated_facts import add_first_facts, first_attrs
from inspect_app.services.writing.transaction import writing

CAOYANG, TAOPU = "310107005", "310107103"
PASSWORD = "Kitchen-window-2022"
LONG_AGO = datetime(2021, 1, 4, 1, 0, tzinfo=UTC)
_serial = count(1)


def make_user(
    name: str,
    *,
    role: str,
    areas: Iterable[str] = (CAOYANG,),
    kinds: Iterable[str] = ("canteen_school",),
    notice_read: bool = True,
) -> User:
    """A person whose password is `PASSWORD`, and who is no newcomer."""
    user = add_user(name, role=role, areas=areas, kinds=kinds, password=PASSWORD, at=LONG_AGO)
    if notice_read:
        with writing(LONG_AGO):
            user.notice_read_at = LONG_AGO
    return user


def make_premises(
    *,
    kind: str = "canteen_school",
    area: str = CAOYANG,
    name: str = "青杉中学食堂（示例）",
    registered_on: date = date(2020, 9, 1),
    parent: str | None = None,
    **attrs: Any,
) -> Premises:
    """An open canteen with one posted code, already in the feed."""
    premises = Premises(
        id=uuid7(),
        kind=kind,
        code=_short_code(),
        name=name,
        area=area,
        address="曹杨新村示例路 88 号",
        lat=31.24,
        lng=121.4,
        attrs={"stage": "初", "operation": "self"} | attrs,
        registered_on=registered_on,
        parent_id=parent,
        recorded_at=LONG_AGO,
    )
    with writing(LONG_AGO) as w:
        w.session.add(premises)
        w.session.flush()
        add_first_facts(w, [premises])
        premises.tokens.append(QrToken(token=uuid7()[-12:], issue=1, issued_at=LONG_AGO))
        queue_premises(w, premises, None)
        w.move_premises(premises.id)
    return premises


def replace_attrs(premises: Premises, attrs: dict[str, Any]) -> None:
    """As if the premises had been registered with these attributes and no other."""
    with writing(LONG_AGO) as w:
        premises.attrs = attrs
        w.session.query(PremisesAttrs).filter_by(premises_id=premises.id).delete()
        w.session.add(PremisesAttrs(**first_attrs(premises)))
        w.move_premises(premises.id)


def make_jpeg(
    color: tuple[int, int, int] = (90, 120, 60), size: tuple[int, int] = (64, 48)
) -> bytes:
    """A small whole JPEG."""
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG", quality=80)
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _short_code() -> str:
    return f"{next(_serial):08d}".translate(str.maketrans("01", "XY"))


def checklist_row(code: str = "canteen-school") -> ChecklistVersion:
    """The version of this checklist that was published last."""
    newest = ChecklistVersion.id.desc()
    found = db.session.query(ChecklistVersion).filter_by(code=code).order_by(newest).first()
    assert found is not None
    return found


def checklist_object(code: str = "canteen-school") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(checklist_row(code).body)
    return loaded
