"""What security people watch for: in the log as one schema, and of a known person in the audit."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.log_lines import JsonLine
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.server.sweeps import ROOTS
from inspect_app.services.instance.audit_roots import note_root
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.writing.security_log import note_event
from inspect_app.services.writing.transaction import together
from tests.makers import make_user
from tests.signing import OURS, PAGE, sign_in, visitor

NOW = datetime(2022, 9, 15, 4, tzinfo=UTC)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="inspect.security")
    return caplog


def events(told: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, object]]]:
    lines = [one for one in told.records if one.name == "inspect.security"]
    return [(one.event, one.fields) for one in lines]  # type: ignore[attr-defined]


def test_a_failed_sign_in_is_told_without_what_was_typed(
    app: Flask, lin: User, told: pytest.LogCaptureFixture
) -> None:
    sign_in(app.test_client(), "lin", "my-secret-password")
    (denied,) = [fields for event, fields in events(told) if event == "access.denied"]
    assert (denied["code"], denied["path"]) == ("credentials", "/auth/login")
    assert "lin" not in told.text and "my-secret" not in told.text


def test_a_signed_in_person_who_reaches_too_far_stands_in_the_audit_once_a_minute(
    app: Flask, lin: User, told: pytest.LogCaptureFixture
) -> None:
    lins = visitor(app, "lin")
    for _ in range(3):
        assert lins.get("/desk/people", headers=PAGE).status_code == 403
    (entry,) = db.session.query(AuditEntry).filter_by(action="access.denied")
    assert (entry.actor, entry.detail["code"]) == (lin.id, "role")
    assert entry.detail["path"] == "/desk/people"
    assert [event for event, _ in events(told)].count("access.denied") == 1


def test_an_absent_object_is_told_like_another_ones(app: Flask, chen: User) -> None:
    visitor(app, "chen").get("/desk/inspections/nothing", headers=PAGE)
    (entry,) = db.session.query(AuditEntry).filter_by(action="access.denied")
    assert entry.detail["code"] == "not_found"


def test_changes_of_rights_are_told_as_they_are_committed(
    app: Flask, told: pytest.LogCaptureFixture
) -> None:
    made = make_user("new", role="inspector")
    disable_user("new", at=NOW)
    about = [(event, fields["subject"]) for event, fields in events(told)]
    assert ("user.add", f"user:{made.id}") in about
    assert ("user.disable", f"user:{made.id}") in about


def test_what_is_rolled_back_is_not_told(app: Flask, told: pytest.LogCaptureFixture) -> None:
    make_user("new", role="inspector")
    told.clear()
    with pytest.raises(Exception, match="name_taken|已有"):
        make_user("new", role="inspector")
    assert events(told) == []


def test_strangers_do_not_fill_the_log(
    app: Flask, lin: User, told: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    for _ in range(90):
        client.post("/auth/login", json={}, headers=OURS | {"Origin": "https://evil.example"})
    assert 1 <= len(events(told)) <= 60


def test_a_line_is_one_line_whatever_a_stranger_sends(told: pytest.LogCaptureFixture) -> None:
    note_event("access.denied", path="/x\n2022 forged line", agent="\u2028\x00" * 300)
    (record,) = told.records
    assert "\n" not in record.getMessage() and "\u2028" not in record.getMessage()
    line = JsonLine().format(record)
    assert "\n" not in line
    told_again = json.loads(line)
    assert (told_again["event"], told_again["path"]) == ("access.denied", "/x\n2022 forged line")
    assert len(told_again["agent"]) == 200


def test_the_end_of_the_audit_is_noted_once_a_day(
    app: Flask, settings: Settings, chen: User
) -> None:
    file = settings.instance / ROOTS
    assert note_root(file, NOW) is not None
    assert note_root(file, NOW + timedelta(hours=3)) is None
    make_user("one-more", role="inspector")
    assert note_root(file, NOW + timedelta(days=1)) is not None
    first, second = [json.loads(line) for line in file.read_text().splitlines()]
    assert second["entries"] > first["entries"] and len(second["head"]) == 64
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.sqlite
def test_a_chain_that_was_made_anew_raises_an_alarm_and_is_not_noted(
    app: Flask, settings: Settings, chen: User, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere.jsonl"
    note_root(file, NOW)
    db.session.execute(text("DROP TRIGGER audit_no_update"))
    db.session.execute(text("UPDATE audit SET detail = '{}' WHERE seq = 1"))
    db.session.commit()
    found = note_root(file, NOW + timedelta(days=1))
    assert found is not None and found.bad == 1
    assert "audit chain is broken at entry 1" in caplog.text
    assert len(file.read_text().splitlines()) == 1


def test_a_history_that_is_loaded_is_no_event_of_today(
    app: Flask, told: pytest.LogCaptureFixture
) -> None:
    with together():
        make_user("of-old", role="inspector")
    assert db.session.query(AuditEntry).filter_by(action="user.add").count() == 1
    assert events(told) == []


def test_a_live_link_never_stands_in_a_line(app: Flask, told: pytest.LogCaptureFixture) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    path = "/auth/invitations/a-live-token"
    app.test_client().post(path, headers=PAGE | {"Origin": "https://evil.example"})
    (denied,) = [fields for event, fields in events(told) if event == "access.denied"]
    assert denied["code"] == "origin" and "a-live-token" not in told.text
