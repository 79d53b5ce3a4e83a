"""What the files of the desk hold, list by list: nothing of another scope, no proof of a code."""

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.exports import ExportEntry
from inspect_app.models.inspections import Revision
from inspect_app.queries.answer_codes import FIELD
from inspect_app.queries.exports.registry import LISTS
from tests.authority.matrix import FAR, NEAR
from tests.authority.objects import NAMES, Objects
from tests.desk.exports import rows_of, take
from tests.signing import visitor

OF_ALL = [name for name, one in LISTS.items() if not one.of_district]
OF_DISTRICT = [name for name, one in LISTS.items() if one.of_district]
# Lists whose rows are premises, of which there is one near and one far.
OF_PREMISES = [
    *("premises", "visits", "reviews", "target", "designations", "proposals", "quarantine"),
]


@pytest.fixture
def world(app: Flask) -> Objects:
    made = Objects(app)
    for place in (NEAR, FAR):
        made._title(place)
    return made


def asked(name: str) -> dict[str, str]:
    return {"target": "canteen-school", "side": "denominator"} if name == "target" else {}


def test_a_file_has_nothing_of_another_scope(app: Flask, world: Objects) -> None:
    chen, ming = visitor(app, "chen"), visitor(app, "ming")
    for name in OF_ALL:
        seen = take(chen, name, **asked(name)).data.decode()
        assert NAMES[FAR] not in seen, name
        assert name == "quarantine" or "far," not in seen, name  # who tried to inspect here
        if name in OF_PREMISES:
            whole = take(ming, name, **asked(name)).data.decode()
            assert NAMES[NEAR] in seen and NAMES[NEAR] in whole and NAMES[FAR] in whole, name


@pytest.mark.parametrize("field", ["parent", "premises"])
def test_a_filter_widens_no_scope(app: Flask, world: Objects, field: str) -> None:
    name = "premises" if field == "parent" else "visits"
    far = world.places[FAR].premises.id
    assert len(rows_of(visitor(app, "chen"), name, **{field: far})) == 1
    mine = db.session.query(ExportEntry).filter_by(by=world.users["chen"].id)
    entry = mine.order_by(ExportEntry.at.desc()).first()
    assert NAMES[FAR] not in visitor(app, "chen").get("/desk/exports").text
    assert entry.rows == 0


def test_lists_of_the_whole_district_are_for_who_sees_it(app: Flask, world: Objects) -> None:
    before = {one.id for one in db.session.query(ExportEntry)}
    answers = {
        who: [take(visitor(app, who), one).status_code for one in OF_DISTRICT]
        for who in ("lin", "chen", "ming", "au")
    }
    refused, given = [403] * len(OF_DISTRICT), [200] * len(OF_DISTRICT)
    assert answers == {"lin": refused, "chen": refused, "ming": given, "au": given}
    assert {one.by for one in db.session.query(ExportEntry) if one.id not in before} == {
        world.users["ming"].id,
        world.users["au"].id,
    }


def test_no_file_holds_the_proof_of_a_one_time_code(app: Flask, world: Objects) -> None:
    salt = "0f" * 16
    for one in db.session.query(Revision):
        one.body = one.body.replace(
            "{", f'{{"{FIELD}":{{"hash":"{"ab" * 32}","salt":"{salt}"}},', 1
        )
    db.session.commit()
    ming = visitor(app, "ming")
    for name in LISTS:
        seen = take(ming, name, **asked(name)).data.decode()
        assert FIELD not in seen and salt not in seen and "ab" * 32 not in seen, name
