"""The audit only grows; what somebody with all rights does to it in spite of that is found."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry, AuditHead
from inspect_app.services.writing.audit import GENESIS, Found, Link, hash_of, verify_chain
from inspect_app.services.writing.transaction import writing

pytestmark = pytest.mark.both
AT = datetime(2022, 9, 14, tzinfo=UTC)
THING_1 = AuditEntry.subject == "thing:1"


@pytest.fixture
def chain(app: Flask) -> Link:
    """Three things were done, and somebody noted the head."""
    for number in range(3):
        with writing(AT) as w:
            w.audit("test.act", f"thing:{number}")
    found = verify_chain(db.session())
    assert found.bad is None
    db.session.rollback()
    return found.end


def with_all_rights(*statements) -> None:
    """An administrator of the database, and no guard that he could not take away."""
    guards = ["audit_no_update", "audit_no_delete"]
    if db.engine.dialect.name == "postgresql":
        guards = ["audit_no_change ON audit"]
    for guard in guards:
        db.session.execute(text(f"DROP TRIGGER {guard}"))
    for statement in statements:
        db.session.execute(statement)
    db.session.commit()


@pytest.mark.parametrize(
    "act",
    [update(AuditEntry).where(THING_1).values(actor="x"), delete(AuditEntry).where(THING_1)],
    ids=["change", "remove"],
)
def test_the_database_lets_nobody_touch_an_entry(chain: Link, act) -> None:
    with pytest.raises(DBAPIError, match="never changed or removed"):
        db.session.execute(act)
    db.session.rollback()
    assert verify_chain(db.session()) == Found(chain, None)


def test_an_entry_that_was_changed_is_named(chain: Link) -> None:
    with_all_rights(update(AuditEntry).where(THING_1).values(detail={"altered": True}))
    assert verify_chain(db.session()).bad == chain.seq - 1


def test_an_entry_that_was_removed_is_named(chain: Link) -> None:
    with_all_rights(delete(AuditEntry).where(THING_1))
    assert verify_chain(db.session()).bad == chain.seq - 1


def test_a_tail_that_was_cut_off_is_noticed(chain: Link) -> None:
    with_all_rights(delete(AuditEntry).where(AuditEntry.seq == chain.seq))
    assert verify_chain(db.session()).bad == chain.seq


def test_a_tail_cut_off_with_its_head_is_found_by_a_head_noted_elsewhere(chain: Link) -> None:
    before = AuditEntry.seq == chain.seq - 1
    last = db.session.scalars(select(AuditEntry.hash).where(before)).one()
    shorter = update(AuditHead).values(seq=chain.seq - 1, hash=last)
    with_all_rights(delete(AuditEntry).where(AuditEntry.seq == chain.seq), shorter)
    assert verify_chain(db.session()).bad is None
    assert verify_chain(db.session(), chain).bad == chain.seq


def test_a_chain_written_anew_is_found_by_a_head_noted_elsewhere(chain: Link) -> None:
    entries = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq)))
    prev, written = GENESIS, []
    for entry in entries:
        entry.actor, entry.prev = "somebody else", prev
        prev = hash_of(entry)
        anew = {"actor": entry.actor, "prev": entry.prev, "hash": prev}
        written.append(update(AuditEntry).where(AuditEntry.seq == entry.seq).values(anew))
    db.session.rollback()
    with_all_rights(*written, update(AuditHead).values(hash=prev))
    assert verify_chain(db.session()).bad is None
    assert verify_chain(db.session(), chain).bad == chain.seq
