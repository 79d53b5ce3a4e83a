"""A move of a correction that was refused is kept with its body, and a person decides about it."""

import pytest
from flask import current_app

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.services.corrections.moves import Made, lock_correction, make_move, today_of
from inspect_app.services.intake.rescue_imports import hand_in
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.deciding import accept, record_of
from tests.phone.phones import plain, ready_phone
from tests.services.pushing import push
from tests.services.test_corrections import ITEM, LATER, made_with, rows, step_of


@pytest.fixture
def passed(app, lin, bai, chen):
    """Lin looked again offline, before anybody had sent him."""
    id = uuid7()
    push(made_with(lin, bai, make_premises(), ITEM, id=id), lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    return plain("correction_step", uuid7(), step_of(lin, rows()[0].id, "pass"))


@pytest.fixture
def kept(app, lin, passed):
    (result,) = ready_phone(app, lin).push(passed)
    assert (result["verdict"], result["code"]) == ("quarantined", "stale")
    return passed["digest"]


def send() -> None:
    with writing(LATER) as w:
        row = lock_correction(w, rows()[0].id)
        assert row
        make_move(w, row, Made(Move("send", "supervisor", today_of(w))))


def refused(person, digest) -> str:
    with pytest.raises(ProblemError) as caught:
        accept(person, digest)
    return caught.value.problem.code


def test_a_supervisor_of_another_street_decides_nothing(kept) -> None:
    send()
    other = make_user("zhou", role="supervisor", areas=[TAOPU])
    assert refused(other, kept) == "not_found"
    assert rows()[0].state == "recheck"


def test_what_the_table_forbids_nobody_accepts(chen, kept) -> None:
    assert refused(chen, kept) == "cannot_accept"
    assert (rows()[0].state, record_of(kept).verdict) == ("ordered", "quarantined")


def test_what_became_possible_is_accepted_as_its_author_made_it(lin, chen, kept) -> None:
    send()
    accept(chen, kept)
    (row,) = rows()
    assert (row.state, row.moves[-1].actor_id) == ("closed", lin.id)
    assert record_of(kept).verdict == "stored"


def test_a_move_from_a_file_moves_when_another_person_accepts_it(lin, chen, passed) -> None:
    send()
    settings = current_app.config["SETTINGS"]
    place = {"storage": open_storage(settings.storage), "instance": settings.instance}
    assert hand_in(chen.id, lin.id, passed, **place)["code"] == "imported"
    assert rows()[0].state == "recheck"
    assert refused(chen, passed["digest"]) == "own_import"
    accept(make_user("zhou", role="supervisor"), passed["digest"])
    assert rows()[0].state == "closed"
