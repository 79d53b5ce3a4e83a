"""Reported figures: one enters, another reads the source again; files are told by their bytes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.file_names import clean_name
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.reported import ReportedFigure
from inspect_app.queries.reported import ReportedRow, count_waiting, list_reported
from inspect_app.services.photos.attachments import MAX_BYTES, keep_attachment
from inspect_app.services.photos.photo_gc import mark_unnamed
from inspect_app.services.photos.scrub import scrub
from inspect_app.services.review.reported import (
    Report,
    confirm_reported,
    drop_reported,
    enter_reported,
)
from inspect_app.storage.open import BlobStore, open_storage
from tests import makers
from tests.services.pushing import NOON

DAY = date(2022, 6, 30)
LATER = AsOf(date(2023, 1, 1))
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
NOBODY = "018f0000-0000-7000-8000-000000000000"


@pytest.fixture
def sun(app: Flask) -> User:
    return makers.make_user("sun", role="administrator")


@pytest.fixture
def store(app: Flask) -> BlobStore:
    return open_storage(app.config["SETTINGS"].storage)


def report(
    *fields: str,
    target: str = "first-store",
    period: str = "plan",
    dated_on: date = DAY,
    source: str = "普商务〔2022〕示例-17号",
    note: str = "",
) -> Report:
    return Report(target, period, fields or ("41",), dated_on, source, note)


def refused(actor: User, told: Report) -> str:
    with pytest.raises(ProblemError) as caught:
        enter_reported(actor.id, told, at=NOON)
    assert db.session.query(ReportedFigure).count() == 0
    return caught.value.problem.code


def set_by_two(one: User, other: User, told: Report, at: datetime = NOON) -> str:
    id = enter_reported(one.id, told, at=at)
    confirm_reported(other.id, id, told.fields, at=at)
    return id


def shown(target: str = "first-store", as_of: AsOf = LATER) -> ReportedRow:
    (found,) = [row for row in list_reported(as_of) if row.target.id == target]
    return found


def test_only_an_administrator_enters_one(lin: User, chen: User) -> None:
    auditor = makers.make_user("au", role="auditor")
    assert [refused(person, report()) for person in (lin, chen, auditor)] == ["role"] * 3


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (report(target="canteen-school"), "invalid"),
        (report(target="nothing"), "invalid"),
        (report("41.5"), "figure_form"),
        (report("-1"), "figure_form"),
        (report("NaN"), "figure_form"),
        (report("41", "42"), "figure_form"),
        (report("done"), "figure_form"),
        (report("41", target="one-window"), "figure_form"),
        (report("1", target="film-firms"), "figure_form"),
        (report(period="2022"), "invalid"),
        (report(period=""), "invalid"),
        (report("86", target="aqi"), "invalid"),
        (report("86", target="aqi", period="2020"), "invalid"),
        (report("86", target="aqi", period="2021"), "figure_day"),
        (report(dated_on=date(2020, 12, 31)), "figure_day"),
        (report(dated_on=NOON.date() + timedelta(days=1)), "figure_day"),
        (report(source="  "), "invalid"),
        (report(source="文" * 201), "invalid"),
        (report(note="文" * 501), "invalid"),
    ],
    ids=str,
)
def test_what_the_plan_does_not_ask_for_is_refused(ming: User, wrong: Report, code: str) -> None:
    assert refused(ming, wrong) == code


def test_nobody_confirms_the_own_entry_another_number_or_what_is_none(
    ming: User, sun: User, lin: User
) -> None:
    id = enter_reported(ming.id, report(), at=NOON)
    for actor, figure, fields, code in (
        (ming, id, ("41",), "second_person"),
        (lin, id, ("41",), "role"),
        (sun, id, ("14",), "figure_differs"),
        (sun, id, ("",), "figure_form"),
        (sun, id, (), "figure_form"),
        (sun, NOBODY, ("41",), "not_found"),
    ):
        with pytest.raises(ProblemError) as told:
            confirm_reported(actor.id, figure, fields, at=NOON)
        assert told.value.problem.code == code
    assert shown().value is None and count_waiting() == {"first-store": 1}


def test_nothing_is_confirmed_or_dropped_twice(ming: User, sun: User, lin: User) -> None:
    id, other = set_by_two(ming, sun, report()), enter_reported(ming.id, report(), at=NOON)
    with pytest.raises(ProblemError) as told:
        drop_reported(lin.id, other, at=NOON)
    assert told.value.problem.code == "role"
    drop_reported(ming.id, other, at=NOON)
    for figure in (id, other):
        for act in (
            lambda one=figure: confirm_reported(sun.id, one, ("41",), at=NOON),
            lambda one=figure: drop_reported(sun.id, one, at=NOON),
        ):
            with pytest.raises(ProblemError) as caught:
                act()
            assert caught.value.problem.code == "done"
    assert shown().id == id


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\0 named .pdf",
        b"<html>%PDF-1.7",
        b" %PDF-1.7",
        b"%PDF-",
        b"GIF89a",
        b"\x89PNG\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04 a docx",
    ],
)
def test_what_is_no_pdf_or_picture_by_its_bytes_is_refused(store: BlobStore, data: bytes) -> None:
    with pytest.raises(ProblemError) as told:
        keep_attachment(store, data, "首店名录.pdf")
    assert told.value.problem.code == "attachment"
    assert list(store.ages()) == []


def test_a_byte_over_eight_mebibytes_is_refused(store: BlobStore) -> None:
    with pytest.raises(ProblemError) as told:
        keep_attachment(store, PDF + b" " * (MAX_BYTES + 1 - len(PDF)), "a.pdf")
    assert told.value.problem.code == "too_large" and list(store.ages()) == []
    assert keep_attachment(store, PDF + b" " * (MAX_BYTES - len(PDF)), "a.pdf").size == MAX_BYTES


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\win.ini", "win.pdf"),
        ("/etc/cron.d/x.pdf", "x.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        (".htaccess", "file.pdf"),
        ("首店名录.pdf", "首店名录.pdf"),
        ("a.pdf.exe", "a.pdf.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("文" * 300, "文" * 100 + ".pdf"),
    ],
)
def test_a_name_is_no_path_and_hides_nothing(given: str, kept: str) -> None:
    assert clean_name(given, "pdf") == kept


def test_a_value_counts_from_its_confirmation_and_not_before(ming: User, sun: User) -> None:
    id = enter_reported(ming.id, report("４１"), at=NOON)
    assert shown().value is None and shown().met is None
    confirm_reported(sun.id, id, ["41"], at=NOON + timedelta(days=2))
    row = shown()
    assert (row.value_zh, row.value_en, row.met, row.period) == ("41 家", "41", False, "plan")
    assert (row.dated_on, row.source) == (DAY, "普商务〔2022〕示例-17号")
    known = NOON.date() + timedelta(days=1)
    assert shown(as_of=AsOf(date(2023, 1, 1), known)).value is None
    assert shown(as_of=AsOf(date(2022, 6, 29))).value is None


def test_a_later_word_takes_the_place_of_an_earlier_one_and_both_stay(
    ming: User, sun: User
) -> None:
    first = set_by_two(ming, sun, report("28", dated_on=date(2022, 3, 31)), NOON)
    second = set_by_two(sun, ming, report("61"), NOON + timedelta(days=3))
    assert (shown().id, shown().met) == (second, True)
    before = AsOf(date(2023, 1, 1), NOON.date())
    assert shown(as_of=before).id == first
    assert shown(as_of=AsOf(date(2022, 4, 1))).id == first
    assert {row.id for row in db.session.query(ReportedFigure)} == {first, second}


def test_the_latest_year_is_shown_even_if_an_earlier_one_is_mended(ming: User, sun: User) -> None:
    of_2021 = report("87.1", target="aqi", period="2021", dated_on=date(2021, 12, 31))
    set_by_two(ming, sun, of_2021)
    set_by_two(ming, sun, report("86.3", target="aqi", period="2022"))
    set_by_two(ming, sun, of_2021, NOON + timedelta(days=1))
    row = shown("aqi")
    assert (row.period, row.value_zh, row.met) == ("2022", "86.3%", None)


def test_sums_and_milestones_are_stored_by_their_form(ming: User, sun: User) -> None:
    set_by_two(ming, sun, report("1", "3", target="film-firms"))
    set_by_two(ming, sun, report("done", target="one-window"))
    stored = {row.target: row.value for row in db.session.query(ReportedFigure)}
    assert stored == {"film-firms": ["1", "3"], "one-window": True}
    assert [(shown(one).value_zh, shown(one).met) for one in stored] == [
        ("1 + 3 家", False),
        ("已完成", True),
    ]


def test_a_dropped_entry_never_counts_and_stays_in_the_audit(ming: User, sun: User) -> None:
    drop_reported(sun.id, enter_reported(ming.id, report(), at=NOON), at=NOON)
    set_by_two(ming, sun, report())
    entries = db.session.query(AuditEntry).order_by(AuditEntry.seq)
    told = [row for row in entries if row.action.startswith("reported.")]
    assert [row.action.removeprefix("reported.") for row in told] == [
        *("enter", "drop", "enter", "confirm"),
    ]
    assert (told[3].actor, told[3].detail["entered_by"]) == (sun.id, ming.id)
    assert count_waiting() == {} and shown().value_zh == "41 家"


def test_every_goal_has_its_row_with_or_without_a_value(app: Flask) -> None:
    rows = list_reported(AsOf(DAY))
    assert len(rows) == 36 and {row.value_zh for row in rows} == {None}
    assert all(row.goal_zh and row.goal_en for row in rows)


def test_a_file_is_kept_beside_the_photos_and_never_collected_while_named(
    ming: User, store: BlobStore
) -> None:
    file = keep_attachment(store, PDF, "../名录.PDF")
    orphan = keep_attachment(store, PNG, "x.pdf")
    assert (file.name, orphan.name, orphan.type) == ("名录.pdf", "x.png", "image/png")
    enter_reported(ming.id, report(), file, at=NOON)
    row = db.session.query(ReportedFigure).one()
    kept = (row.file_sha256, row.file_name, row.file_type, row.file_size)
    assert kept == (file.sha256, "名录.pdf", "application/pdf", len(PDF))
    with store.open(file.sha256) as stored:
        assert stored.read() == PDF
    photo = db.session.get(Photo, file.sha256)
    assert photo is not None and photo.decoded_at == NOON  # nothing of it is ever rendered
    later = datetime.now(UTC) + timedelta(days=30)
    assert mark_unnamed(store, later) == 1  # the other one


def test_a_lost_file_is_found_missing_as_a_lost_photo_is(
    ming: User, store: BlobStore, tmp_path: Path
) -> None:
    file = keep_attachment(store, PDF, "a.pdf")
    enter_reported(ming.id, report(), file, at=NOON)
    store.remove(file.sha256)
    assert scrub(store, datetime.now(UTC), 5).lost == [file.sha256]
