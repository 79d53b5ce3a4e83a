"""Clean inspections, signed, on site and confirmed, of which a batch may be made."""

from itertools import count
from typing import Any

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_jpeg, make_premises, sha256
from tests.services.pushing import NOON, push

ON_SITE = {"lat": 31.24, "lng": 121.4, "accuracy_m": 12}
_numbers = count(1)


def clean(author: User, second: User, place: Premises | None = None, **more: Any) -> str:
    """The id of a received inspection about which there is nothing to say."""
    made = make_body(author, second, place or make_premises(), position=ON_SITE, **more)
    del made.body["no_position"]
    made, id = own_photos(made), uuid7()
    assert push(signed(made, id), author, id=id, at=NOON).verdict == "stored"
    for row in db.session.query(Cosignature).filter_by(inspection_id=id):
        row.state, row.said_at = "confirmed", NOON
    db.session.commit()
    return id


def cleans(count: int, author: User, second: User) -> list[str]:
    return [
        clean(author, second, make_premises(name=f"第{number}食堂（示例）"))
        for number in range(count)
    ]


def own_photos(made: MadeBody) -> MadeBody:
    """The same with photos that no other visit has."""
    photos: dict[str, bytes] = {}

    def another(old: str) -> str:
        data = make_jpeg() + f"photo {next(_numbers)}".encode()
        photos[sha256(data)] = data
        return sha256(data)

    for shots in made.body["photos"].values():
        for shot in shots:
            shot["sha256"] = another(shot["sha256"])
    for one in made.body["signatures"]:
        one["sha256"] = another(one["sha256"])
    return MadeBody(made.body, photos)
