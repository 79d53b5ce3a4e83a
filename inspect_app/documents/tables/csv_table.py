"""Writes a table as CSV (RFC 4180): UTF-8 with a byte order mark, lines that end in CR LF."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO

from inspect_app.documents.tables.cells import Cell, Row, inert_text, local_time


def write_csv(file: IO[bytes], head: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a head and rows into an open file, which stays open; return the count of rows."""
    # The mark tells Excel that the text is UTF-8: without it Chinese is read as GBK.
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer, count = csv.writer(text, lineterminator="\r\n"), 0
    writer.writerow(map(inert_text, head))
    for row in rows:
        writer.writerow([csv_text(cell) for cell in row])
        count += 1
    text.flush()
    text.detach()
    return count


def csv_text(cell: Cell) -> str:
    """Return a cell's text: numbers as they are, days and times in Shanghai by ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return inert_text(cell)
    if isinstance(cell, datetime):
        return local_time(cell).isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
