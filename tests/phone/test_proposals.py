"""What an inspector finds to be other than registered: taken in, and nothing of it holds yet."""

from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.register.proposals import reject_proposal
from tests.makers import CAOYANG, TAOPU, make_premises, make_user, sha256
from tests.phone.deciding import accept
from tests.phone.phones import PHOTO, Phone, plain
from tests.phone.test_unable import NOW


def proposal(author: User, place: Premises, **changes: Any) -> dict[str, Any]:
    """The body of another name, unless a test says otherwise."""
    return {
        "schema": 2,
        "author": author.id,
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "premises": place.id,
        "about": "name",
        "name": "曹杨二中食堂（示例）",
        "photos": [],
        "at": "2022-09-14T10:12:00+08:00",
        "position": None,
    } | changes


def told(body: dict[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in without}


def sent(phone: Phone, body: dict[str, Any], id: str | None = None) -> dict[str, Any]:
    return phone.push(plain("proposal", id or uuid7(), body))[0]


@pytest.mark.parametrize(
    ("changes", "without", "field"),
    [
        ({"about": "moved"}, (), "about"),
        ({}, ("name",), "name"),
        ({"name": "  "}, (), "name"),
        ({"name": "食" * 121}, (), "name"),
        ({"about": "code"}, (), "name"),
        ({"about": "closed"}, ("name",), "note"),
        ({"about": "attrs"}, ("name",), "attrs"),
        ({"about": "attrs", "attrs": {}}, ("name",), "attrs"),
        ({"attrs": {"mode": "自营"}}, (), "attrs"),
        ({"note": 7}, (), "note"),
        ({"photos": {}}, (), "photos"),
        ({"since": "2022-09-14"}, (), "since"),
        ({"premises": "x"}, (), "premises"),
        ({"position": {"lat": 31.23456, "lng": 121.4, "accuracy_m": 5}}, (), "position.lat"),
    ],
)
def test_another_shape_is_to_be_mended(
    phone: Phone, lin: User, canteen: Premises, changes: Any, without: Any, field: str
) -> None:
    result = sent(phone, told(proposal(lin, canteen, **changes), *without))
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", [field])
    assert db.session.query(Proposal).count() == 0


@pytest.mark.parametrize("attrs", [{"colour": "red"}, {"stage": 7}])
def test_attributes_are_those_of_the_kind(
    phone: Phone, lin: User, canteen: Premises, attrs: Any
) -> None:
    result = sent(phone, told(proposal(lin, canteen, about="attrs", attrs=attrs), "name"))
    assert result["verdict"] == "fix"
    assert next(iter(result["detail"]["fields"])).startswith("attrs.")


def test_nothing_new_lies_under_a_canteen(phone: Phone, lin: User, canteen: Premises) -> None:
    result = sent(phone, proposal(lin, canteen, about="new"))
    assert list(result["detail"]["fields"]) == ["about"]


def test_of_premises_elsewhere_a_person_decides_whether_to_hear_it(phone: Phone, lin: User) -> None:
    result = sent(phone, proposal(lin, make_premises(area=TAOPU)))
    assert (result["verdict"], result["code"]) == ("quarantined", "out_of_scope")


def test_once_heard_it_waits_at_the_desk_like_any_other(phone: Phone, lin: User) -> None:
    there = make_user("there", role="supervisor", areas=[TAOPU])
    id = uuid7()
    record = plain("proposal", id, proposal(lin, make_premises(area=TAOPU)))
    assert phone.push(record)[0]["code"] == "out_of_scope"
    assert db.session.get(Proposal, id) is None
    accept(there, record["digest"])
    assert db.session.get_one(Proposal, id).state == "open"


def test_what_was_decided_is_final(phone: Phone, lin: User, canteen: Premises, chen: User) -> None:
    id, first = uuid7(), proposal(lin, canteen)
    sent(phone, first, id)
    reject_proposal(chen.id, id, "招牌没换", at=NOW)
    base = plain("proposal", id, first)["digest"]
    again = plain("proposal", id, proposal(lin, canteen, note="真的换了"), 2) | {"base": base}
    result = phone.push(again)[0]
    assert (result["verdict"], result["code"]) == ("quarantined", "final")
    assert db.session.get_one(Proposal, id).state == "rejected"


def test_of_unknown_premises_too(phone: Phone, lin: User, canteen: Premises) -> None:
    result = sent(phone, proposal(lin, canteen, premises=uuid7()))
    assert (result["verdict"], result["code"]) == ("quarantined", "unknown_premises")


def test_it_is_stored_and_changes_nothing(phone: Phone, lin: User, canteen: Premises) -> None:
    name, id = canteen.name, uuid7()
    result = sent(phone, proposal(lin, canteen), id)
    assert (result["verdict"], bool(result["receipt"])) == ("stored", True)
    row = db.session.get_one(Proposal, id)
    assert (row.state, row.name, row.author_id) == ("open", "曹杨二中食堂（示例）", lin.id)
    db.session.expire_all()
    assert db.session.get_one(Premises, canteen.id).name == name


def test_sent_twice_it_is_one(phone: Phone, lin: User, canteen: Premises) -> None:
    id, body = uuid7(), proposal(lin, canteen)
    assert sent(phone, body, id)["verdict"] == "stored"
    assert sent(phone, body, id)["verdict"] == "already"
    assert db.session.query(Proposal).count() == 1


def test_its_author_reads_what_became_of_it(phone: Phone, lin: User, canteen: Premises) -> None:
    id = uuid7()
    sent(phone, proposal(lin, canteen), id)
    (row,) = [one for one in phone.pull_whole(f"user:{lin.id}") if one["collection"] == "proposal"]
    assert (row["id"], row["data"]["state"], row["data"]["about"]) == (id, "open", "name")


def test_a_new_stall_names_its_market(phone: Phone, lin: User) -> None:
    change_scope("lin", area=CAOYANG, kind="market", add=True, at=NOW)
    result = sent(phone, proposal(lin, make_premises(kind="market"), about="new", name="12 号摊"))
    assert result["verdict"] == "stored"


def test_its_photo_is_waited_for(phone: Phone, lin: User, canteen: Premises) -> None:
    shot = {"sha256": sha256(PHOTO), "taken_at": "2022-09-14T10:12:00+08:00", "source": "camera"}
    body = told(proposal(lin, canteen, about="code", photos=[shot | {"role": "evidence"}]), "name")
    blob = {"sha256": sha256(PHOTO), "size": len(PHOTO), "type": "image/jpeg"}
    record = plain("proposal", uuid7(), body) | {"blobs": [blob]}
    assert phone.push(record)[0]["verdict"] == "waiting"
    assert phone.create(PHOTO).status_code == 201
    assert phone.push(record)[0]["was"] == "stored"
