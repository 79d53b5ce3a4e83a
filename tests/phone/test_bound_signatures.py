"""A signature is of what was shown: given for other content it counts for nothing."""

from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, make_body, signed
from tests.phone.phones import Phone, entry

FAILED = "raw.expired"


def lacks_at(id: str, rev: int) -> list[dict[str, Any]]:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, rev)).lacks


def stored(phone: Phone, made: MadeBody, id: str, rev: int = 1, base: str | None = None) -> Any:
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id, rev, base))
    assert result["verdict"] == "stored", result
    return lacks_at(id, rev)


def again(made: MadeBody, **changes: Any) -> MadeBody:
    """The next revision repeats what the first was signed with."""
    return MadeBody(made.body | {"reason": "补正"} | changes, made.photos)


def failing(made: MadeBody) -> dict[str, Any]:
    """One verdict is another."""
    answers: dict[str, Any] = dict(made.body["answers"])
    item = next(name for name, one in answers.items() if one["value"] == "pass")
    return answers | {item: {"value": "fail", "note": "示例", "no_photo": "示例"}}


def noted(made: MadeBody) -> dict[str, Any]:
    """A note more, and every verdict as before."""
    answers: dict[str, Any] = dict(made.body["answers"])
    item = next(name for name, one in answers.items() if one["value"] == "pass")
    return answers | {item: {"value": "pass", "note": "补一句"}}


def test_one_given_for_other_content_counts_for_nothing(phone: Phone, made: MadeBody) -> None:
    id = uuid7()
    shown = signed(made, id)
    changed = MadeBody(shown.body | {"answers": noted(made)}, made.photos)
    lacks = stored(phone, changed, id)
    assert [one["what"] for one in lacks] == ["signature", "signature", "present"]


def test_one_given_for_another_inspection_counts_for_nothing(phone: Phone, made: MadeBody) -> None:
    lacks = stored(phone, signed(made, uuid7()), uuid7())
    assert {one["what"] for one in lacks} == {"signature", "present"}


def test_one_that_claims_an_earlier_revision_counts_for_nothing(
    phone: Phone, made: MadeBody
) -> None:
    id = uuid7()
    drawn = {one["sha256"] for one in made.body["signatures"]}
    shots = {name: data for name, data in made.photos.items() if name not in drawn}
    first = MadeBody(made.body | {"schema": 2, "signatures": []}, shots)
    stored(phone, first, id)
    lacks = stored(phone, signed(made, id, 1, reason="补签"), id, 2, first.digest)
    assert {one["what"] for one in lacks} == {"signature", "present"}


def test_what_was_shown_and_signed_is_complete(phone: Phone, made: MadeBody) -> None:
    id = uuid7()
    assert stored(phone, signed(made, id), id) == []


def test_a_later_revision_repeats_them_while_no_verdict_changes(
    phone: Phone, made: MadeBody
) -> None:
    id = uuid7()
    stored(phone, first := signed(made, id), id)
    assert stored(phone, again(first, answers=noted(made)), id, 2, first.digest) == []


@pytest.mark.parametrize("words", [None, "现场人员已离开"])
def test_a_changed_verdict_wants_another_signature_or_a_reason(
    phone: Phone, made: MadeBody, words: str | None
) -> None:
    id = uuid7()
    stored(phone, first := signed(made, id), id)
    reason = {"not_resigned": words} if words else {}
    lacks = stored(phone, again(first, answers=failing(made), **reason), id, 2, first.digest)
    assert {one["what"] for one in lacks} == (set() if words else {"resign"})


def test_a_changed_deadline_wants_another_signature(
    phone: Phone, lin: User, bai: User, canteen: Premises
) -> None:
    id, made = uuid7(), make_body(lin, bai, canteen)
    body_answers = failing(made)
    item = next(name for name, one in body_answers.items() if one["value"] == "fail")
    due = body_answers | {item: body_answers[item] | {"due_days": 7}}
    stored(phone, first := signed(MadeBody(made.body | {"answers": due}, made.photos), id), id)
    later = due | {item: due[item] | {"due_days": 15}}
    lacks = stored(phone, again(first, answers=later), id, 2, first.digest)
    assert {one["what"] for one in lacks} == {"resign"}


def test_who_signs_again_is_asked_for_nothing_more(phone: Phone, made: MadeBody) -> None:
    id = uuid7()
    stored(phone, first := signed(made, id), id)
    unsigned = again(first, answers=failing(made), signatures=made.body["signatures"])
    assert stored(phone, signed(unsigned, id, 2), id, 2, first.digest) == []


def test_signatures_of_version_1_are_repeated_as_what_they_were(
    phone: Phone, made: MadeBody
) -> None:
    id = uuid7()
    assert stored(phone, made, id) == []
    unbound = [
        one | {"signed_at": made.body["sealed_at"], "content_digest": None, "rev": 1}
        for one in made.body["signatures"]
    ]
    later = again(made, schema=2, answers=noted(made), signatures=unbound)
    assert stored(phone, later, id, 2, made.digest) == []


@pytest.mark.parametrize("changes", [{"rev": 0}, {"signed_at": "then"}, {"key": "x" * 43}])
def test_a_signature_that_is_none_needs_mending(
    phone: Phone, made: MadeBody, changes: dict[str, Any]
) -> None:
    bound = signed(made, id := uuid7())
    bound.body["signatures"][0] |= changes
    phone.upload_all(made)
    (result,) = phone.push(entry(bound, id))
    assert result["verdict"] == "fix"
