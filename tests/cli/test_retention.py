"""`retention`: what is not asked for stays, and what goes takes no figure and no proof with it."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.factors import Invitation
from inspect_app.models.people import ClientSession, Session
from inspect_app.models.rescue import DrainCode, RescueImport, RescueRecord
from inspect_app.services.instance import retention
from inspect_app.services.people.draining import issue_code
from inspect_app.services.people.invitations import invite
from inspect_app.services.people.sessions import Visitor, find_session, sign_in, sign_out
from inspect_app.services.review.reviews import approve
from tests import makers
from tests.cli.conftest import assert_refused
from tests.cli.histories import figures
from tests.desk.inspections import receive
from tests.services.pushing import NOON

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=100)
ALL = "sessions=90,codes=30,rescue_files=1"


@pytest.fixture
def old(app, lin, bai, chen, ming):
    """Of each class one row that is over for long, and one that lives."""
    # A new code ends the same person's earlier one: each is for somebody else.
    for at, one, other in ((LONG_AGO, lin, bai), (NOW, bai, lin)):
        signed_in = sign_in("lin", makers.PASSWORD, Visitor("a phone"), at)
        session = find_session(signed_in.token, at)
        db.session.add(ClientSession(client_id=f"phone-{at.day}", session_id=session.id))
        db.session.add(a_rescue(chen, at))
        db.session.commit()
        issue_code(chen.id, one.id, at=at)
        invite(other.name, at=at, actor=ming.id)
        if at == LONG_AGO:
            sign_out(signed_in.token, at)
    return signed_in


def a_rescue(chen, at):
    row = RescueImport(id=f"rescue-{at.day}", uploaded_by=chen.id, uploaded_at=at)
    row.manifest, row.blobs, row.faults = {}, {}, []
    row.records = [RescueRecord(number=0, author_id=chen.id, entry={})]
    return row


def counts() -> list[int]:
    tables = (Session, ClientSession, DrainCode, Invitation, RescueImport, RescueRecord)
    return [db.session.query(table).count() for table in tables]


def test_a_class_or_a_time_that_is_none_is_refused(tell, monkeypatch):
    monkeypatch.setenv("INSPECT_RETENTION", "inspections=90")
    assert_refused(tell("retention", "--json"), "setting")


def test_nothing_goes_where_no_time_is_set(tell, old):
    before = counts()
    assert tell("retention", "--apply", "--json").json == {"applied": True, "classes": []}
    assert "sessions: kept" in tell("retention").out
    assert counts() == before


def test_without_apply_it_tells_what_would_go_and_from_when(tell, old, monkeypatch):
    monkeypatch.setenv("INSPECT_RETENTION", ALL)
    before = counts()
    told = tell("retention", "--json").json
    assert not told["applied"]
    assert [(one["class"], one["rows"]) for one in told["classes"]] == [
        ("sessions", 1),
        ("codes", 2),
        ("rescue_files", 1),
    ]
    assert told["classes"][0]["oldest"] == LONG_AGO.isoformat()
    assert f"the first of {LONG_AGO:%Y-%m-%d}" in tell("retention").out
    assert counts() == before


@pytest.mark.both
def test_what_is_over_goes_and_what_lives_stays(tell, old, monkeypatch):
    monkeypatch.setenv("INSPECT_RETENTION", ALL)
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    assert counts() == [2] * 6
    told = tell("retention", "--apply", "--json").json
    assert [one["rows"] for one in told["classes"]] == [1, 2, 1]
    assert counts() == [1] * 6
    assert find_session(old.token, NOW) is not None
    assert [one["rows"] for one in tell("retention", "--json").json["classes"]] == [0, 0, 0]


def test_an_applied_run_is_proved_by_one_entry_and_breaks_nothing(
    tell, old, lin, bai, chen, monkeypatch
):
    id, _ = receive(lin, bai)
    approve(chen.id, id, 1, at=NOON)
    before = figures(tell)
    monkeypatch.setenv("INSPECT_RETENTION", ALL)
    assert tell("retention", "--apply").code == 0
    entry = db.session.query(AuditEntry).filter_by(action="retention.apply").one()
    assert entry.detail["deleted"] == {"sessions": 1, "codes": 2, "rescue_files": 1}
    assert tell("audit", "verify").code == 0
    assert tell("rollup", "verify").code == 0
    assert figures(tell) == before
