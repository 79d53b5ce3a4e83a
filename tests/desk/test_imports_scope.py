"""A rescue file moves no lineage before a second person accepts, whose scope has the premises."""

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.imports import find_importer
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import rescue_of
from tests.desk.test_rescue import imported, opened, stored
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.deciding import accept, dismiss, head_of
from tests.phone.phones import entry, plain, ready_phone
from tests.signing import PAGE, visitor


@pytest.fixture
def far(app: Flask) -> User:
    return make_user("far", role="inspector", areas=[TAOPU])


@pytest.fixture
def second(app: Flask) -> User:
    return make_user("second", role="inspector", areas=[TAOPU])


@pytest.fixture
def made(far: User, second: User) -> MadeBody:
    """An inspection of premises that chen and near do not see."""
    return make_body(far, second, make_premises(area=TAOPU, name="远处食堂（示例）"))


@pytest.fixture
def near(app: Flask) -> User:
    """Another supervisor of the importer's own area."""
    return make_user("near", role="supervisor")


def changed(made: MadeBody, words: str) -> MadeBody:
    return MadeBody(made.body | {"no_position": words}, made.photos)


def brought(app: Flask, made: MadeBody, id: str, rev: int, base: str | None) -> None:
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, id, rev, base))))


def test_who_imported_it_from_elsewhere_neither_sees_nor_decides_it(
    app: Flask, made: MadeBody, chen: User, near: User
) -> None:
    brought(app, made, uuid7(), 1, None)
    assert (stored(made.digest).verdict, stored(made.digest).code) == ("quarantined", "imported")
    path = f"/desk/quarantine/{stored(made.digest).pk}"
    for name in ("chen", "near"):
        assert visitor(app, name).get(path, headers=PAGE).status_code == 404
    for decide in (accept, dismiss):
        with pytest.raises(ProblemError) as refused:
            decide(near, made.digest)
        assert refused.value.problem.code == "not_found"


def test_what_displaces_a_record_from_elsewhere_is_not_accepted_here(
    app: Flask, made: MadeBody, far: User, second: User, chen: User, near: User
) -> None:
    id = uuid7()
    ready_phone(app, far).push(entry(made, id))
    forged = make_body(far, second, make_premises())
    brought(app, forged, id, 1, None)
    with pytest.raises(ProblemError) as refused:
        accept(near, forged.digest)
    assert refused.value.problem.code == "not_found"
    assert head_of(id) == made.digest


def test_a_forged_revision_takes_no_head_and_the_authors_own_goes_on(
    app: Flask, made: MadeBody, far: User, chen: User
) -> None:
    id, phone = uuid7(), ready_phone(app, far)
    phone.push(entry(made, id))
    forged = changed(made, "假的")
    brought(app, forged, id, 2, made.digest)
    assert stored(forged.digest).code == "imported"
    assert head_of(id) == made.digest
    own = changed(made, "作者自己改的")
    phone.upload_all(made)
    (result,) = phone.push(entry(own, id, 2, made.digest))
    assert result["verdict"] == "stored"
    assert head_of(id) == own.digest


def test_whose_scope_has_the_premises_accepts_it_and_then_it_is_the_head(
    app: Flask, made: MadeBody, far: User, chen: User
) -> None:
    id, there = uuid7(), make_user("there", role="supervisor", areas=[TAOPU])
    ready_phone(app, far).push(entry(made, id))
    later = changed(made, "文件里的第二版")
    brought(app, later, id, 2, made.digest)
    page = visitor(app, "there").get(f"/desk/quarantine/{stored(later.digest).pk}", headers=PAGE)
    assert "由chen导入" in page.text
    accept(there, later.digest)
    assert head_of(id) == later.digest
    assert stored(later.digest).off_lineage is False


def test_two_revisions_of_one_file_are_accepted_with_the_later_one(
    app: Flask, made: MadeBody, chen: User
) -> None:
    id, there = uuid7(), make_user("there", role="supervisor", areas=[TAOPU])
    later = changed(made, "第二版")
    file = rescue_of(made, entry(made, id), entry(later, id, 2, made.digest))
    imported(app, "chen", opened(app, "chen", file))
    accept(there, later.digest)
    assert head_of(id) == later.digest
    text = visitor(app, "there").get("/desk/quarantine", headers=PAGE).text
    assert f"/desk/quarantine/{stored(made.digest).pk}" not in text


def test_what_its_author_pushes_himself_waits_for_nobody(
    app: Flask, made: MadeBody, far: User, chen: User
) -> None:
    id, phone = uuid7(), ready_phone(app, far)
    brought(app, made, id, 1, None)
    (result,) = phone.push(entry(made, id))
    assert (result["verdict"], head_of(id)) == ("stored", made.digest)
    assert result["receipt"]
    assert find_importer("inspection", id, made.digest) is None
    make_user("there", role="supervisor", areas=[TAOPU])
    text = visitor(app, "there").get("/desk/quarantine", headers=PAGE).text
    assert "/desk/quarantine/" not in text.replace('href="/desk/quarantine"', "")


def test_a_file_that_names_another_author_first_takes_no_stream(
    app: Flask, made: MadeBody, far: User, lin: User, bai: User, chen: User
) -> None:
    id = uuid7()
    forged = make_body(lin, bai, make_premises())
    brought(app, forged, id, 1, None)
    (result,) = ready_phone(app, far).push(entry(made, id))
    assert (result["verdict"], result.get("code")) == ("waiting", None)
    assert head_of(id) == made.digest
    make_user("third", role="supervisor")
    with pytest.raises(ProblemError) as refused:
        accept(make_user("admin", role="administrator"), forged.digest)
    assert refused.value.problem.code in ("cannot_accept", "done")


def test_a_file_takes_no_draft_away_and_hides_no_later_one(
    app: Flask, made: MadeBody, far: User, chen: User
) -> None:
    id, phone = uuid7(), ready_phone(app, far)
    assert phone.push(backed_up(far, id, 1))[0]["verdict"] == "stored"
    brought(app, made, id, 1_000_000, "0" * 64)
    assert stored(made.digest).code == "imported"
    assert db.session.query(SyncRecord).filter_by(collection="draft").count() == 1
    assert phone.push(backed_up(far, id, 2))[0]["verdict"] == "stored"
    kept = db.session.query(SyncRecord).filter_by(collection="draft").one()
    assert kept.rev == 2


def backed_up(author: User, id: str, rev: int) -> dict[str, object]:
    body = {"schema": 1, "author": author.id, "app": "1", "for_rev": 1}
    clock = {"server_time": None, "age_ms": None}
    return plain("draft", id, body | {"clock": clock, "inspection": {"n": rev}}, rev)
