"""A posted code that fell into wrong hands is withdrawn, and the next issue is valid."""

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.premises import Premises
from tests.cli.conftest import assert_refused, tell
from tests.makers import make_premises
from tests.signing import PAGE

__all__ = ["tell"]


def test_an_unknown_premises_has_no_label(tell, app):
    assert_refused(tell("label", "reissue", "ZZZZZZZZ", "--json"), "not_found")


def test_the_old_code_says_that_there_is_a_newer_one_and_the_new_one_opens(tell, app):
    place = make_premises()
    old, name = place.tokens[-1].token, place.name
    told = tell("label", "reissue", place.code, "--json").json
    assert told["issue"] == 2
    client = app.test_client()
    assert "旧码停用" in client.get(f"/q/{old}", headers=PAGE).text
    answer = client.get(f"/q/{told['token']}", headers=PAGE)
    assert answer.status_code == 200 and name[:4] in answer.text
    db.session.expire_all()
    (entry,) = db.session.query(AuditEntry).filter_by(action="premises.label")
    assert entry.subject == f"premises:{db.session.query(Premises).one().id}"
