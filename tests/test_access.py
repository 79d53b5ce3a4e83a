"""Having the object is the permission: strangers get the same 404 as for nothing at all."""

import pytest

from inspect_app.access import inspection_for, premises_for
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.models.people import User
from tests.bodies import make_body
from tests.makers import TAOPU, make_premises, make_user
from tests.services.pushing import push


def refused(fetch: object, user: User, id: str) -> str:
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
