"""Makes the file of a table without ever having all of it in memory, and its SHA-256.

It has no name: whatever ends the process, nothing of it stays on the disk.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from inspect_app.documents.tables.cells import Row
from inspect_app.documents.tables.csv_table import write_csv
from inspect_app.documents.tables.xlsx_table import XlsxTable

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LEFT_AFTER_S = 24 * 3600


@dataclass(frozen=True)
class Table:
    """A table's name, head and rows; `about` makes a workbook's last sheet from their count."""

    name: str
    head: Sequence[str]
    rows: Iterable[Row]
    about_name: str
    about: Callable[[int], Iterable[Row]]


@dataclass(frozen=True)
class TableFile:
    """A finished file, open at its beginning; whoever closes it removes it."""

    file: IO[bytes]
    rows: int
    size: int
    sha256: str


def make_file(folder: Path, kind: str, table: Table, at: datetime) -> TableFile:
    """Make a file of a table, csv or xlsx, below a folder that only we use."""
    if kind == "csv":
        return fill_file(folder, lambda file: write_csv(file, table.head, table.rows))
    return fill_file(folder, lambda file: _write_xlsx(file, folder, table, at))


def fill_file(folder: Path, fill: Callable[[IO[bytes]], int]) -> TableFile:
    """Make a file that `fill` writes, which returns the count of its rows."""
    _remove_left(folder)
    file = TemporaryFile(dir=folder)
    try:
        rows = fill(file)
        size = file.seek(0, os.SEEK_END)
        return TableFile(file, rows, size, _digest(file))
    except BaseException:
        file.close()
        raise


def _write_xlsx(file: IO[bytes], folder: Path, table: Table, at: datetime) -> int:
    # XlsxWriter names the sheets that it has under way: the folder goes with them.
    with TemporaryDirectory(dir=folder) as sheets:
        book = XlsxTable(file, Path(sheets), at)
        try:
            rows = book.write(table.name, table.head, table.rows)
            book.write_facts(table.about_name, table.about(rows))
            return rows
        finally:
            book.finish()  # also half of it: nothing else closes the sheets


def _digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of a whole file, and go back to its beginning."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return digest


def _remove_left(folder: Path) -> None:
    """Remove what a killed process left, which nobody can be working on any more."""
    for one in folder.iterdir():
        with suppress(FileNotFoundError):  # another export is done with its folder meanwhile
            if one.is_dir() and one.stat().st_mtime < time.time() - LEFT_AFTER_S:
                shutil.rmtree(one, ignore_errors=True)
