"""`rollup verify --rescore N` judges bodies again, by the version each was made under."""

import json

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.services.review.reviews import approve
from tests import makers
from tests.bodies import make_body, unable, withdrawn
from tests.cli.histories import WHOLE
from tests.makers import sha256
from tests.services.pushing import NOON, push


@pytest.fixture
def judged(lin, bai, chen) -> list[str]:
    """The ids of four approved inspections, in order: one failed, at one nobody was let in."""
    premises, ids = makers.make_premises(), sorted(uuid7() for _ in range(4))
    for month, id in enumerate(ids, 1):
        fail = ("canteen.window",) if month == 2 else ()
        made = make_body(lin, bai, premises, on=f"2022-0{month}-01", fail=fail)
        push(unable(made) if month == 4 else made, lin, id=id)
        approve(chen.id, id, 1, at=NOON)
    return ids


def alter(id: str, **answers: str) -> None:
    """An answer that somebody changed so well that its digest fits, but not its score."""
    revision = db.session.get(Revision, (id, 1))
    body = json.loads(revision.body)
    for item, value in answers.items():
        body["answers"][item]["value"] = value
    revision.body = json.dumps(body, ensure_ascii=False)
    revision.digest = sha256(revision.body.encode())
    db.session.commit()


def test_nobody_asks_for_less_than_one(tell, judged):
    assert tell("rollup", "verify", "--rescore", "0").code == 2


def test_an_altered_answer_is_found_by_its_score_alone(tell, judged):
    alter(judged[0], **{first_of(judged[0]): "fail"})
    assert tell("rollup", "verify").code == 0
    result = tell("rollup", "verify", "--rescore", "10", "--json")
    assert (result.code, result.json["differ"], result.json["rescored"]) == (1, 1, 4)
    (line,) = result.json["differing"]
    assert line.startswith(f"revision {judged[0]} 1: score (") and "failed" in line


def test_the_same_bodies_are_drawn_each_time_and_evenly(tell, judged):
    alter(judged[2], **{first_of(judged[2]): "fail"})
    for _ in range(2):
        assert tell("rollup", "verify", "--rescore", "2").code == 1
    assert tell("rollup", "verify", "--rescore", "1").code == 0
    told = tell("rollup", "verify", "--rescore", "2").out
    assert told.endswith("1 differ\n2 revisions judged again\n")


def test_what_was_sealed_is_judged_as_it_was(tell, lin, bai, chen, judged):
    market = makers.make_premises(kind="market")
    makers.replace_attrs(market, {})
    fan, qiu = (makers.make_user(one, role="inspector", kinds=["market"]) for one in ("fan", "qiu"))
    id, made = uuid7(), make_body(lin, bai, makers.make_premises())
    push(make_body(fan, qiu, market), fan, id=(seen := uuid7()))
    approve(chen.id, seen, 1, at=NOON)
    push(made, lin, id=id)
    push(withdrawn(made), lin, id=id, rev=2)
    result = tell("rollup", "verify", "--rescore", "10", "--json")
    assert (result.code, result.json["rescored"]) == (0, 7), result.json


def test_a_history_without_bodies_has_nothing_to_judge(tell, tmp_path):
    (tmp_path / "h.json").write_text(json.dumps(WHOLE))
    assert tell("rollup", "load", str(tmp_path / "h.json")).code == 0
    result = tell("rollup", "verify", "--rescore", "10", "--json")
    assert (result.code, result.json["rescored"]) == (0, 0)


def first_of(id: str) -> str:
    body = json.loads(db.session.get(Revision, (id, 1)).body)
    return next(item for item, one in body["answers"].items() if one["value"] == "pass")
