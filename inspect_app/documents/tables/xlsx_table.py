"""Writes a table as XLSX, a row at a time, with what is known about it on a last sheet."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook

from inspect_app.documents.tables.cells import Cell, Row, clean_text, local_time

LONGEST_TEXT = 32_767  # of a cell: XlsxWriter leaves a longer one out without a word
MOST_ROWS = 1_048_575  # of a sheet, below its head
FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree about the number of a day
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxTable:
    """A workbook under way; `folder` takes the sheets until `finish` packs them into the file."""

    def __init__(self, file: IO[bytes], folder: Path, at: datetime) -> None:
        self._book = Workbook(file, {**_OPTIONS, "tmpdir": str(folder)})
        self._book.set_properties({"created": at.astimezone(UTC).replace(tzinfo=None)})
        self._formats = {
            date: self._book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }

    def write(self, name: str, head: Sequence[str], rows: Iterable[Row]) -> int:
        """Write a head and rows on a sheet, on further ones where it is full; count the rows."""
        count = 0
        for number, part in enumerate(_in_sheets(iter(rows)), 1):
            sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
            self._write_row(sheet, 0, head)
            for at, row in enumerate(part, 1):
                self._write_row(sheet, at, row)
                count += 1
        return count

    def write_facts(self, name: str, facts: Iterable[Row]) -> None:
        """Write a sheet without a head, for facts about the table."""
        sheet = self._book.add_worksheet(name)
        for at, row in enumerate(facts):
            self._write_row(sheet, at, row)

    def finish(self) -> None:
        """Pack the sheets into the file, which stays open."""
        self._book.close()

    def _write_row(self, sheet: Any, at: int, row: Row) -> None:
        for column, cell in enumerate(row):
            self._write_cell(sheet, at, column, cell)

    def _write_cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            cell = local_time(cell)
        if isinstance(cell, date):
            if (cell.date() if isinstance(cell, datetime) else cell) >= FIRST_DAY:
                sheet.write_datetime(row, column, cell, self._formats[type(cell)])
                return
            cell = cell.isoformat()
        if isinstance(cell, str):
            sheet.write_string(row, column, clean_text(cell)[:LONGEST_TEXT])
        elif cell is not None:
            sheet.write_number(row, column, cell)


def _in_sheets(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """Split rows into sheets; no rows make one sheet, too."""
    yield islice(rows, MOST_ROWS)
    for first in rows:
        yield chain([first], islice(rows, MOST_ROWS - 1))
