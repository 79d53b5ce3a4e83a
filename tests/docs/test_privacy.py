"""The privacy page tells of every table with a person's data, and of every class what it must."""

import re
from pathlib import Path

from inspect_app.extensions import db
from inspect_app.models import all as _tables  # noqa: F401  # every table is known by it

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
PERSONAL = {
    *("totp", "recovery_code", "passkey", "passkey_challenge"),
    *("invitation", "enrolment_code", "pending_sign_in"),
    *("user", "membership", "session", "client_session", "sign_in_tries", "drain_code"),
    *("sync_client", "sync_stream", "sync_record", "sync_record_blob", "sync_failure"),
    *("sync_row", "part_tombstone", "sync_upload", "sync_blob_owner", "sync_unreadable"),
    *("inspection", "inspection_revision", "answer", "inspection_photo", "photo"),
    *("cosignature", "signing_key", "proposal"),
    *("correction", "correction_step", "correction_photo", "operator_code", "operator_upload"),
    *("paper", "paper_version"),
    "correction_reminder",
    *("notice", "notice_read"),
    "review_seen",
    *(
        "review",
        "designation",
        "baseline_entry",
        "reported_figure",
        "export_entry",
        "acceptance",
        "quarantined_record",
        "possible_loss",
    ),
    *("rescue_import", "rescue_record", "premises", "qr_token", "audit"),
}
OF_NOBODY = {
    *("area", "checklist", "premises_status", "standing", "baseline", "plan_period"),
    *("premises_attrs", "premises_area", "baseline_change"),
    *("figure_span", "figure_day", "figure_month", "figure_generation", "figure_moved"),
    "month_end",
    "paper_counter",
    *("webhook_delivery", "webhook_try"),  # of premises; what is sent names nobody
    "past_inspection",  # results of another system, which name nobody
    *("audit_head", "sync_meta", "sync_key", "sync_scope", "gc_mark"),
}
LEVELS = {"open", "internal", "personal", "secret"}


def read_classes() -> list[list[str]]:
    """Return the rows of the table of classes, one list of cells each."""
    table = PAGE.split("## The classes of data")[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_every_table_is_either_personal_or_of_nobody() -> None:
    assert set(db.metadata.tables) - PERSONAL - OF_NOBODY == set()
    assert PERSONAL & OF_NOBODY == set()


def test_the_page_tells_of_every_table_with_a_persons_data() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert sorted(PERSONAL - told) == []


def test_every_class_of_data_has_all_its_answers() -> None:
    rows = read_classes()
    assert len(rows) >= 15
    for row in rows:
        assert len(row) == 8 and all(row), row[0]
        assert row[1] in LEVELS, row[0]


def test_every_level_of_protection_says_what_it_asks_for() -> None:
    table = PAGE.split("## The levels")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == LEVELS
