"""An inspection made at the wrong place is taken back by its author, before anybody approved it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from tests.bodies import MadeBody, signed, withdrawn
from tests.phone.deciding import accept
from tests.phone.phones import Phone, entry

NOW = datetime(2022, 9, 20, tzinfo=UTC)


def sent(phone: Phone, made: MadeBody, id: str, rev: int = 1, base: str | None = None) -> Any:
    phone.upload_all(made)
    return phone.push(entry(made, id, rev, base))[0]


def begun(phone: Phone, made: MadeBody) -> tuple[str, MadeBody]:
    id = uuid7()
    first = signed(made, id)
    assert sent(phone, first, id)["verdict"] == "stored"
    return id, first


def states(id: str) -> list[str]:
    db.session.expire_all()
    return [one.state for one in db.session.get_one(Inspection, id).revisions]


def row_of(phone: Phone, id: str) -> dict[str, Any]:
    (row,) = [one for one in phone.pull_whole(f"user:{phone.user.id}") if one["id"] == id]
    data: dict[str, Any] = row["data"]
    return data


@pytest.mark.parametrize("why", [None, "", 7, True, ["走错了门"], "门" * 2001])
def test_another_shape_is_to_be_mended(phone: Phone, made: MadeBody, why: object) -> None:
    id, first = begun(phone, made)
    result = sent(phone, withdrawn(first, withdrawn=why), id, 2, first.digest)
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["withdrawn"])
    assert states(id) == ["received"]


def test_version_1_of_the_wire_has_no_such_field(phone: Phone, made: MadeBody) -> None:
    id = uuid7()
    assert sent(phone, made, id)["verdict"] == "stored"
    result = sent(
        phone, MadeBody(made.body | {"withdrawn": "走错了门"}, made.photos), id, 2, made.digest
    )
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["withdrawn"])


def test_a_first_revision_withdraws_nothing(phone: Phone, made: MadeBody) -> None:
    result = sent(phone, withdrawn(made), uuid7())
    assert (result["verdict"], list(result["detail"]["fields"])) == ("fix", ["withdrawn"])
    assert db.session.query(Inspection).count() == 0


def test_a_colleague_cannot_withdraw_it(phone: Phone, made: MadeBody, bai: User) -> None:
    id, first = begun(phone, made)
    taken = withdrawn(first, author=bai.id)
    assert sent(phone, taken, id, 2, first.digest)["code"] == "wrong_user"
    assert states(id) == ["received"]


def test_an_approved_one_is_final(phone: Phone, made: MadeBody, chen: User) -> None:
    id, first = begun(phone, made)
    approve(chen.id, id, 1, at=NOW)
    result = sent(phone, withdrawn(first), id, 2, first.digest)
    assert (result["verdict"], result["code"]) == ("quarantined", "final")
    assert states(id) == ["approved"]


def test_nobody_accepts_the_withdrawal_of_what_was_approved(
    phone: Phone, made: MadeBody, chen: User, ming: User
) -> None:
    id, first = begun(phone, made)
    approve(chen.id, id, 1, at=NOW)
    taken = withdrawn(first)
    sent(phone, taken, id, 2, first.digest)
    with pytest.raises(ProblemError) as refused:
        accept(ming, taken.digest)
    assert (refused.value.problem.code, states(id)) == ("cannot_accept", ["approved"])


def test_what_was_withdrawn_is_final(phone: Phone, made: MadeBody) -> None:
    id, first = begun(phone, made)
    taken = withdrawn(first)
    assert sent(phone, taken, id, 2, first.digest)["verdict"] == "stored"
    result = sent(phone, signed(made, id, 3, reason="还是算数"), id, 3, taken.digest)
    assert (result["verdict"], result["code"]) == ("quarantined", "final")
    assert states(id) == ["received", "withdrawn"]


def test_nobody_accepts_what_comes_after_a_withdrawal(
    phone: Phone, made: MadeBody, ming: User
) -> None:
    id, first = begun(phone, made)
    taken = withdrawn(first)
    sent(phone, taken, id, 2, first.digest)
    on = signed(made, id, 3, reason="还是算数")
    sent(phone, on, id, 3, taken.digest)
    with pytest.raises(ProblemError) as refused:
        accept(ming, on.digest)
    assert refused.value.problem.code == "cannot_accept"
    assert states(id) == ["received", "withdrawn"]


def test_nor_another_revision_in_its_place(phone: Phone, made: MadeBody, ming: User) -> None:
    id, first = begun(phone, made)
    sent(phone, withdrawn(first), id, 2, first.digest)
    fork = signed(made, id, 2, reason="还是算数")
    assert sent(phone, fork, id, 2, first.digest)["code"] == "fork"
    with pytest.raises(ProblemError) as refused:
        accept(ming, fork.digest)
    assert refused.value.problem.code == "final"
    assert states(id) == ["received", "withdrawn"]


def test_it_is_complete_and_nobody_decides_on_it(phone: Phone, made: MadeBody, chen: User) -> None:
    id, first = begun(phone, made)
    bare = MadeBody(withdrawn(first, answers={}, signatures=[], photos={}).body)
    assert sent(phone, bare, id, 2, first.digest)["verdict"] == "stored"
    revision = db.session.get_one(Inspection, id).revisions[-1]
    assert (revision.state, revision.result, revision.lacks) == ("withdrawn", "withdrawn", [])
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, revision.rev, at=NOW)
    assert refused.value.problem.code == "stale"


def test_its_author_reads_that_it_is_withdrawn(phone: Phone, made: MadeBody) -> None:
    id, first = begun(phone, made)
    sent(phone, withdrawn(first), id, 2, first.digest)
    row = row_of(phone, id)
    assert (row["state"], row["result"], row["returned"]) == ("withdrawn", "withdrawn", [])
    assert row["decided_at"] is not None


def test_one_whose_photos_never_came_is_withdrawn_all_the_same(
    phone: Phone, made: MadeBody
) -> None:
    id = uuid7()
    first = signed(made, id)
    assert phone.push(entry(first, id))[0]["verdict"] == "waiting"
    phone.push(entry(withdrawn(first), id, 2, first.digest))
    assert states(id) == ["waiting", "withdrawn"]
    phone.upload_all(made)
    assert states(id)[-1] == "withdrawn"
