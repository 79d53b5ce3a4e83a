"""What changed while the phone was away: work is judged by what it was made under, and taken."""

import json

from inspect_app.checklists.load import Published
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.services.instance.install import publish_version
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body
from tests.makers import checklist_object, checklist_row, make_premises, sha256
from tests.services.pushing import push


def test_work_is_judged_by_the_version_it_was_made_under(app, lin, bai):
    canteen = make_premises()
    made, under = make_body(lin, bai, canteen), checklist_row()
    with writing() as w:
        publish_version(w, newer_version())
    assert push(made, lin).verdict == "stored"
    revision = db.session.query(Revision).one()
    assert (revision.checklist_id, revision.result, revision.lacks) == (under.id, "conform", [])


def test_a_place_that_closed_meanwhile_is_still_inspected(app, lin, bai):
    canteen = make_premises()
    made = make_body(lin, bai, canteen)
    canteen.status = "closed"
    db.session.commit()
    assert push(made, lin).verdict == "stored"


def newer_version() -> Published:
    """The same list a year later, with one more item that nobody has answered."""
    object_ = checklist_object()
    item = object_["items"][0] | {"id": "canteen.new-rule"}
    object_ |= {"version": "2099.1", "items": [*object_["items"], item]}
    body = json.dumps(object_, ensure_ascii=False)
    return Published(object_["code"], "2099.1", sha256(body.encode()), body, object_)
