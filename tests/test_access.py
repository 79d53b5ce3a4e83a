"""Having the object is the permission: strangers get the same 404 as for nothing at all."""

import pytest
from flask import Flask

from inspect_app.access import colleague_for, inspection_for, premises_for, quarantined_for
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRecord
from inspect_app.services.people.accounts import change_scope
from tests.bodies import make_body
from tests.makers import CAOYANG, LONG_AGO, TAOPU, make_premises, make_user
from tests.phone.phones import entry, ready_phone
from tests.services.pushing import push


def refused(fetch: object, user: User, id: object) -> str:
    with pytest.raises(ProblemError) as caught:
        fetch(user, id)  # type: ignore[operator]
    return caught.value.problem.code


def test_a_stranger_and_nothing_look_the_same(lin: User, bai: User, wu: User) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    assert refused(inspection_for, wu, id) == refused(inspection_for, wu, uuid7()) == "not_found"


def test_another_inspector_of_the_same_street_does_not_read_it(lin: User, bai: User) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    assert refused(inspection_for, bai, id) == "not_found"


def test_a_supervisor_of_another_kind_does_not_read_it(lin: User, bai: User) -> None:
    markets = make_user("markets", role="supervisor", kinds=["market"])
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    assert refused(inspection_for, markets, id) == "not_found"


def test_author_supervisor_and_administrator_read_it(
    lin: User, bai: User, chen: User, ming: User
) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    assert {inspection_for(one, id).id for one in (lin, chen, ming)} == {id}


def test_premises_of_another_street_are_not_found(lin: User) -> None:
    assert refused(premises_for, lin, make_premises(area=TAOPU).id) == "not_found"


def test_whoever_may_not_read_lifts_or_sites_reads_no_estate_and_no_unit_work(lin: User) -> None:
    for kind in ("estate", "unit_work"):
        assert refused(premises_for, lin, make_premises(kind=kind).id) == "not_found"


def test_the_right_to_lifts_opens_their_estates_in_the_same_street_alone(app: Flask) -> None:
    lifts = make_user("lifts", role="supervisor", kinds=["elevator"])
    assert premises_for(lifts, make_premises(kind="estate").id).kind == "estate"
    assert refused(premises_for, lifts, make_premises(kind="estate", area=TAOPU).id) == "not_found"
    assert refused(premises_for, lifts, make_premises(kind="unit_work").id) == "not_found"


def test_the_right_to_an_estate_does_not_open_its_lifts(app: Flask) -> None:
    estates = make_user("estates", role="inspector", kinds=["estate"])
    assert premises_for(estates, make_premises(kind="estate").id).kind == "estate"
    assert refused(premises_for, estates, make_premises(kind="elevator").id) == "not_found"


def test_a_market_does_not_open_its_stalls(app: Flask) -> None:
    markets = make_user("markets", role="inspector", kinds=["market"])
    assert refused(premises_for, markets, make_premises(kind="stall").id) == "not_found"


def test_a_held_record_is_for_the_desk_of_its_place(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    phone, made = ready_phone(app, lin), make_body(lin, bai, make_premises())
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=False, at=LONG_AGO)
    phone.push(entry(made, uuid7()))
    pk = db.session.query(SyncRecord).filter_by(digest=made.digest).one().pk
    elsewhere = make_user("elsewhere", role="supervisor", areas=[TAOPU])
    markets = make_user("markets", role="supervisor", kinds=["market"])
    for stranger in (elsewhere, markets):
        assert (
            refused(quarantined_for, stranger, pk)
            == refused(quarantined_for, stranger, pk + 1)
            == "not_found"
        )
    assert {quarantined_for(one, pk).record_pk for one in (chen, ming)} == {pk}


def test_a_desk_looks_after_the_phones_of_those_who_inspect_the_same_places(
    app: Flask, lin: User, wu: User, chen: User, ming: User
) -> None:
    assert colleague_for(chen, lin.id).id == colleague_for(ming, lin.id).id == lin.id
    assert refused(colleague_for, chen, wu.id) == refused(colleague_for, chen, uuid7())
    assert refused(colleague_for, ming, chen.id) == "not_found"
