"""Several inspections signed at once: each is verified alone, by the list that it carries."""

from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.services.people.signed_digests import content_digest, digest_of
from inspect_app.services.review.cosignatures import require_honest_signatures
from tests.bodies import MadeBody, make_body
from tests.makers import make_premises
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def pair(lin: User, bai: User) -> list[MadeBody]:
    """One visit of two canteens."""
    return [make_body(lin, bai, make_premises(), visit=uuid7()) for _ in range(2)]


def in_round(bodies: list[MadeBody], **changes: Any) -> dict[str, MadeBody]:
    """Both inspectors and an unnamed person signed all of them at once."""
    whole = {uuid7(): one.body | {"schema": 2} for one in bodies}
    listed = [
        {"inspection": id, "content_digest": content_digest(id, body)} for id, body in whole.items()
    ]
    drawn = bodies[0].body["signatures"]
    given = {"rev": 1, "round": True, "content_digest": digest_of(listed)}
    signatures = [
        {name: value for name, value in one.items() if name != "name"}
        | given
        | {"signed_at": bodies[0].body["sealed_at"]}
        for one in drawn
    ]
    photos = {name: data for one in bodies for name, data in one.photos.items()}
    return {
        id: MadeBody(body | {"round": listed, "signatures": signatures} | changes, photos)
        for id, body in whole.items()
    }


def stored(phone: Phone, id: str, made: MadeBody) -> list[dict[str, Any]]:
    named = {shot["sha256"] for shots in made.body["photos"].values() for shot in shots}
    named |= {one["sha256"] for one in made.body["signatures"]}
    mine = MadeBody(made.body, {name: made.photos[name] for name in named})
    phone.upload_all(mine)
    (result,) = phone.push(entry(mine, id))
    assert result["verdict"] == "stored", result
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).lacks


def test_a_round_that_does_not_name_this_content_counts_for_nothing(
    phone: Phone, pair: list[MadeBody]
) -> None:
    (id, made), _ = in_round(pair).items()
    body = made.body | {"refusal": {"reason": "签完又改"}}
    lacks = stored(phone, id, MadeBody(body, made.photos))
    assert [one["what"] for one in lacks] == ["signature", "signature"]


def test_a_signature_of_another_list_counts_for_nothing(phone: Phone, pair: list[MadeBody]) -> None:
    (id, made), _ = in_round(pair).items()
    body = made.body | {"round": list(reversed(made.body["round"]))}
    assert len(stored(phone, id, MadeBody(body, made.photos))) == 3


@pytest.mark.parametrize("entries", [1, 201])
def test_a_round_of_one_or_of_too_many_goes_back(
    phone: Phone, pair: list[MadeBody], entries: int
) -> None:
    (id, made), _ = in_round(pair).items()
    many = [{"inspection": uuid7(), "content_digest": "0" * 64} for _ in range(entries)]
    (result,) = phone.push(entry(MadeBody(made.body | {"round": many}, made.photos), id))
    assert result["verdict"] == "fix"


def test_each_is_complete_alone_and_a_missing_one_hinders_none(
    phone: Phone, pair: list[MadeBody]
) -> None:
    (id, made), _ = in_round(pair).items()
    assert stored(phone, id, made) == []


def test_equal_pictures_within_a_round_are_nobody_elses(
    phone: Phone, lin: User, pair: list[MadeBody]
) -> None:
    for id, made in in_round(pair).items():
        stored(phone, id, made)
        require_honest_signatures(lin.id, id, made.body)


def test_equal_pictures_in_one_stream_are_nobody_elses(
    phone: Phone, lin: User, pair: list[MadeBody]
) -> None:
    (id, made), _ = in_round(pair).items()
    stored(phone, id, made)
    again = MadeBody(made.body | {"reason": "补正"}, made.photos)
    (result,) = phone.push(entry(again, id, 2, made.digest))
    assert result["verdict"] == "stored"
    assert db.session.get_one(Revision, (id, 2)).lacks == []
    require_honest_signatures(lin.id, id, again.body)


def test_the_desk_names_who_came_and_who_did_not(
    app: Flask, phone: Phone, pair: list[MadeBody], chen: User
) -> None:
    (first, made), (second, other) = in_round(pair).items()
    stored(phone, first, made)
    client = visitor(app, "chen")
    text = client.get(f"/desk/inspections/{first}", headers=PAGE).text
    assert "2 次检查，收到 1 次" in text and "没有收到，不影响这一次" in text
    stored(phone, second, other)
    text = client.get(f"/desk/inspections/{first}", headers=PAGE).text
    assert f"/desk/inspections/{second}" in text and "没有收到" not in text


def test_the_desk_says_when_a_sibling_came_with_other_content(
    app: Flask, phone: Phone, pair: list[MadeBody], chen: User
) -> None:
    (first, made), (second, other) = in_round(pair).items()
    stored(phone, first, made)
    stored(phone, second, MadeBody(other.body | {"refusal": {"reason": "另签"}}, other.photos))
    text = visitor(app, "chen").get(f"/desk/inspections/{first}", headers=PAGE).text
    assert "另外签" in text
