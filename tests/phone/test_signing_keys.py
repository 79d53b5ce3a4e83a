"""A colleague signs with a key of his own: proven, he is not asked; revoked, he is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.sync import SyncClient
from inspect_app.services.people.accounts import disable_user, set_password
from inspect_app.services.people.clients import revoke_client
from inspect_app.services.people.invitations import accept_invitation, invite
from inspect_app.services.review.reviews import approve
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_jpeg, make_premises, sha256
from tests.phone.own_keys import OwnKey
from tests.phone.phones import Phone, entry, ready_phone
from tests.phone.test_cosignatures import NOW, answer, questions, resigned, signature_of
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def bais(app: Flask, bai: User) -> Phone:
    return ready_phone(app, bai)


@pytest.fixture
def made(lin: User, bai: User) -> MadeBody:
    return make_body(lin, bai, make_premises())


def proven_by(key: OwnKey, made: MadeBody, id: str, **changes: Any) -> MadeBody:
    """What was shown, with the proof of the colleague's key; `changes` come after the proof."""
    shown = signed(made, id)
    signatures = [
        key.prove(one) | changes if one.get("user") == key.user else one
        for one in shown.body["signatures"]
    ]
    return MadeBody(shown.body | {"signatures": signatures}, made.photos)


def handed_in(phone: Phone, made: MadeBody, id: str) -> list[dict[str, Any]]:
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored", result
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).lacks


def test_a_key_without_its_other_half_is_not_registered(bais: Phone, bai: User, lin: User) -> None:
    key, other = OwnKey(bai), OwnKey(lin)
    assert key.register(bais, proof=other.sign({"purpose": "register"})).status_code == 400
    assert key.register(bais, x="A" * 43).status_code == 400
    assert key.register(bais, proof="short").status_code == 400


def test_nobody_registers_or_revokes_a_key_for_somebody_else(
    phone: Phone, bais: Phone, bai: User
) -> None:
    key = OwnKey(bai)
    assert key.register(phone).status_code == 400
    assert key.register(bais).status_code == 200
    assert phone.post(f"/auth/keys/{key.id}/revoke", {}).status_code == 404


def test_an_eleventh_key_waits_until_one_is_revoked(bais: Phone, bai: User) -> None:
    keys = [OwnKey(bai) for _ in range(11)]
    assert [key.register(bais).status_code for key in keys] == [200] * 10 + [409]
    assert bais.post(f"/auth/keys/{keys[0].id}/revoke", {}).status_code == 204
    assert keys[10].register(bais).status_code == 200
    assert keys[0].register(bais).status_code == 400


def test_registering_again_changes_nothing(bais: Phone, bai: User) -> None:
    key = OwnKey(bai)
    first, second = key.register(bais), key.register(bais)
    assert first.get_json() == second.get_json()
    entries = db.session.query(AuditEntry).filter_by(action="key.register")
    assert entries.count() == 1


def test_the_public_half_is_pulled_with_the_person_and_its_days(
    phone: Phone, bais: Phone, bai: User
) -> None:
    key = OwnKey(bai)
    key.register(bais)
    bais.post(f"/auth/keys/{key.id}/revoke", {})
    rows = phone.pull_whole("catalogue")
    (person,) = [row["data"] for row in rows if row["id"] == bai.id]
    (pulled,) = person["keys"]
    assert (pulled["id"], pulled["x"]) == (key.id, key.x)
    assert pulled["from"] < pulled["until"]


def test_a_wrong_proof_counts_for_nothing(
    phone: Phone, bais: Phone, bai: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    later = "2022-09-14T12:00:00+08:00"
    lacks = handed_in(phone, proven_by(key, made, id, signed_at=later), id)
    assert lacks == [{"what": "signature", "user": bai.id}]


def test_a_key_that_nobody_registered_proves_nothing_and_its_owner_is_asked(
    phone: Phone, bais: Phone, bai: User, made: MadeBody
) -> None:
    id = uuid7()
    assert handed_in(phone, proven_by(OwnKey(bai), made, id), id) == []
    assert id in questions(bais)


def test_who_signed_with_his_own_key_is_not_asked(
    app: Flask, phone: Phone, bais: Phone, bai: User, chen: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    assert handed_in(phone, proven_by(key, made, id), id) == []
    assert id not in questions(bais)
    text = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "本人密钥签名，已核验" in text and "未经本人确认" not in text


def test_what_arrives_after_a_revocation_is_kept_flagged_and_asked_about(
    app: Flask, phone: Phone, bais: Phone, bai: User, chen: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    bais.post(f"/auth/keys/{key.id}/revoke", {})
    assert handed_in(phone, proven_by(key, made, id), id) == []
    assert id in questions(bais)
    text = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "吊销密钥之后送到，待本人确认" in text and "未经本人确认" in text


def now() -> datetime:
    return datetime.now(UTC)


def taken_by_invitation(bai: User) -> None:
    accept_invitation(invite(bai.name, at=now()), "Kitchen-window-2024", at=now())


WAYS: dict[str, Callable[[User, User], Any]] = {
    "disabled": lambda bai, chen: disable_user(bai.name, at=now()),
    "a new password": lambda bai, chen: set_password(bai.name, "Kitchen-window-2024", at=now()),
    "a link": lambda bai, chen: taken_by_invitation(bai),
    "a lost phone": lambda bai, chen: revoke_client(chen.id, phone_of(bai), "手机丢了", at=now()),
}


def phone_of(user: User) -> str:
    return db.session.query(SyncClient).filter_by(user_id=user.id).one().id


@pytest.mark.parametrize("way", WAYS)
def test_keys_end_with_the_account_its_password_or_a_phone(
    phone: Phone, bais: Phone, bai: User, chen: User, made: MadeBody, way: str
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    WAYS[way](bai, chen)
    assert handed_in(phone, proven_by(key, made, id), id) == []
    assert db.session.query(Cosignature).filter_by(user_id=bai.id).one().state == "open"


def test_a_later_revocation_takes_nothing_back(
    app: Flask, phone: Phone, bais: Phone, bai: User, chen: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    handed_in(phone, proven_by(key, made, id), id)
    bais.post(f"/auth/keys/{key.id}/revoke", {})
    text = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "本人密钥签名，已核验" in text
    assert id not in questions(bais)


def test_a_proof_for_another_inspection_excuses_no_signature(
    phone: Phone, bais: Phone, bai: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    elsewhere = proven_by(key, made, uuid7()).body["signatures"]
    replayed = [one for one in elsewhere if one.get("user") == bai.id]
    shown = signed(made, id)
    both = MadeBody(shown.body | {"signatures": shown.body["signatures"] + replayed}, made.photos)
    assert handed_in(phone, both, id) == []
    assert id in questions(bais)


@pytest.mark.parametrize("dropped", [(), ("key", "proof")])
def test_a_wrong_proof_is_not_mended_by_repeating_it(
    phone: Phone, bais: Phone, bai: User, made: MadeBody, dropped: tuple[str, ...]
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    first = proven_by(key, made, id, signed_at="2022-09-14T12:00:00+08:00")
    handed_in(phone, first, id)
    again = [
        {name: value for name, value in one.items() if name not in dropped}
        for one in first.body["signatures"]
    ]
    second = MadeBody(first.body | {"reason": "补一句", "signatures": again}, made.photos)
    assert phone.push(entry(second, id, 2, first.digest))[0]["verdict"] == "stored"
    db.session.expire_all()
    lacks = db.session.get_one(Revision, (id, 2)).lacks
    assert lacks == [{"what": "signature", "user": bai.id}]


def test_who_disputed_a_picture_is_asked_about_the_proven_one_that_comes_instead(
    app: Flask, phone: Phone, bais: Phone, bai: User, chen: User, made: MadeBody
) -> None:
    key, id = OwnKey(bai), uuid7()
    key.register(bais)
    first = signed(made, id)
    handed_in(phone, first, id)
    bais.push(answer(bai, id, signature_of(made, bai), "dispute", note="不是我签的"))
    data = make_jpeg((3, 4, 5))
    shown = signed(resigned(made, bai, data), id, 2, reason="重签")
    signatures = [
        key.prove(one) if one.get("user") == bai.id else one for one in shown.body["signatures"]
    ]
    second = MadeBody(shown.body | {"signatures": signatures}, shown.photos)
    phone.upload_all(second)
    assert phone.push(entry(second, id, 2, first.digest))[0]["verdict"] == "stored"
    assert questions(bais)[id]["sha256"] == sha256(data)
    bais.push(answer(bai, id, sha256(data), "confirm"))
    approve(chen.id, id, 2, at=NOW)
