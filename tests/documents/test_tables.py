"""Tables as files: nothing in them runs, and what was written is what is read again."""

import csv
import hashlib
import os
import time
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspect_app.documents.tables.cells import Row, clean_text, inert_text
from inspect_app.documents.tables.csv_table import write_csv
from inspect_app.documents.tables.files import Table, fill_file, make_file
from inspect_app.documents.tables.xlsx_table import LONGEST_TEXT, XlsxTable

AT = datetime(2022, 9, 14, 4, 5, 6, tzinfo=UTC)
RUNNING = [
    *('=HYPERLINK("http://evil.example","点我")', "=1+1", "+1+1", "-1+1", "@SUM(A1)", "-"),
    *("\t=1", "\r=1", "\n=1", "\x00=1", " =1", "\u3000=1", "\ufeff=1", "\u202e=1", "\u200b=1"),
    *("\u200d=1", "＝1", "＋1", "－1", "＠SUM", "=cmd|'/c calc'!A1", "%0A-2+3", '"=1', "';=1"),
]


def as_csv(*rows: Row) -> bytes:
    file = BytesIO()
    assert write_csv(file, ["名称"], rows) == len(rows)
    return file.getvalue()


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def as_sheets(tmp_path: Path, *rows: Row) -> Any:
    file = BytesIO()
    book = XlsxTable(file, tmp_path, AT)
    assert book.write("表", ["名称"], rows) == len(rows)
    book.write_facts("说明", [("行数", len(rows))])
    book.finish()
    return openpyxl.load_workbook(file)


@pytest.mark.parametrize("text", RUNNING)
def test_no_text_runs_in_csv(text: str) -> None:
    (cell,) = read_csv(as_csv([text]))[1]
    assert cell.lstrip(" \u3000\u200d")[:1] not in tuple("=+-@＝＋－＠\t\r")
    assert cell.removeprefix("'") == clean_text(text).removeprefix("'")


@pytest.mark.parametrize("text", RUNNING)
def test_no_text_runs_in_xlsx(tmp_path: Path, text: str) -> None:
    cell = as_sheets(tmp_path, [text])["表"]["A2"]
    assert cell.data_type == "s" and cell.value == clean_text(text) and cell.hyperlink is None


@pytest.mark.parametrize("sign", [*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\ud800"])
def test_no_control_character_is_left(tmp_path: Path, sign: str) -> None:
    assert clean_text(f"甲{sign}乙") in ("甲乙", "甲 乙")
    assert read_csv(as_csv([f"甲{sign}乙"]))[1] == [clean_text(f"甲{sign}乙")]
    assert as_sheets(tmp_path, [f"甲{sign}乙"])["表"]["A2"].value == clean_text(f"甲{sign}乙")


def test_numbers_stay_numbers_and_codes_stay_text(tmp_path: Path) -> None:
    row: Row = [-5, 33.3, "00812345", "13800000000", "1e5", None, ""]
    assert read_csv(as_csv(row))[1] == ["-5", "33.3", "00812345", "13800000000", "1e5", "", ""]
    cells = as_sheets(tmp_path, row)["表"][2]
    assert [(one.value, one.data_type) for one in cells[:5]] == [
        *((-5, "n"), (33.3, "n")),
        *(("00812345", "s"), ("13800000000", "s"), ("1e5", "s")),
    ]


def test_days_and_times_are_those_of_shanghai(tmp_path: Path) -> None:
    row: Row = [date(2022, 9, 14), AT, date(1899, 1, 1)]
    assert read_csv(as_csv(row))[1] == ["2022-09-14", "2022-09-14 12:05:06", "1899-01-01"]
    first, second, third = as_sheets(tmp_path, row)["表"][2]
    assert (first.value, first.number_format) == (datetime(2022, 9, 14), "yyyy-mm-dd")
    assert second.value == datetime(2022, 9, 14, 12, 5, 6) and third.value == "1899-01-01"


def test_csv_is_utf_8_with_its_mark_and_has_quoted_lines_that_end_in_crlf() -> None:
    data = as_csv(['他说"好"，', "a,b"], ["二"])
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\xef\xbb\xbf") == 1
    assert data.count(b"\r\n") == 3 and data.replace(b"\r\n", b"").count(b"\n") == 0
    assert '"他说""好""，","a,b"\r\n' in data.decode("utf-8-sig")


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost(tmp_path: Path) -> None:
    cell = as_sheets(tmp_path, ["长" * (LONGEST_TEXT + 9)])["表"]["A2"]
    assert cell.value == "长" * LONGEST_TEXT


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (2, 1), (3, 2), (5, 3)])
def test_what_is_longer_than_a_sheet_goes_on_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, sheets: int
) -> None:
    monkeypatch.setattr("inspect_app.documents.tables.xlsx_table.MOST_ROWS", 2)
    book = as_sheets(tmp_path, *([one] for one in range(rows)))
    names = ["表", "表 2", "表 3"][:sheets]
    assert book.sheetnames == [*names, "说明"]
    assert [one[0].value for name in names for one in list(book[name])[1:]] == list(range(rows))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_has_its_hash_and_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    made = make_file(tmp_path, kind, table([["一"], ["二"]]), AT)
    assert list(tmp_path.iterdir()) == []
    with made.file as file:
        data = file.read()
    assert (made.rows, made.size) == (2, len(data))
    assert made.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_that_breaks_off_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ZeroDivisionError):
        make_file(tmp_path, kind, table([1 // 0] for _ in range(3)), AT)
    assert list(tmp_path.iterdir()) == []


def test_the_same_table_is_the_same_file(tmp_path: Path) -> None:
    files = [make_file(tmp_path, "xlsx", table([["一"]]), AT) for _ in range(2)]
    for one in files:
        one.file.close()
    assert files[0].sha256 == files[1].sha256


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    (tmp_path / "at work").mkdir()
    os.utime(tmp_path / "left", (time.time() - 25 * 3600,) * 2)
    make_file(tmp_path, "csv", table([]), AT).file.close()
    assert [one.name for one in tmp_path.iterdir()] == ["at work"]


def test_an_apostrophe_is_put_before_signs_of_a_formula_alone() -> None:
    assert [inert_text(text) for text in ("=1", "青杉", "a=1", "")] == ["'=1", "青杉", "a=1", ""]


def table(rows: Any) -> Table:
    return Table("表", ["名称"], rows, "说明", lambda count: [("行数", count)])


def test_a_folder_that_another_export_has_just_removed_breaks_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, real = tmp_path / "other", Path.is_dir
    other.mkdir()

    def is_dir(path: Path) -> bool:
        found = real(path)
        if path == other:
            other.rmdir()
        return found

    monkeypatch.setattr(Path, "is_dir", is_dir)
    with fill_file(tmp_path, lambda file: file.write(b"1")).file as file:
        assert file.read() == b"1"
