"""What a cell may hold, and its text without anything that a spreadsheet would run."""

from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import category

from inspect_app.domain.calendar.visits import SHANGHAI

Cell = str | int | float | date | datetime | None
Row = Sequence[Cell]
# Spreadsheets take what begins so for a formula; those of East Asia also its full-width form.
FORMULA_SIGNS = "=+-@＝＋－＠"
# Of the signs that nobody sees these two shape letters; others hide or turn what is read.
_JOINERS = "\u200c\u200d"
_HIDDEN = ("Cc", "Cf", "Cs")
_BLANK = " \u00a0\u3000" + _JOINERS


def clean_text(text: str) -> str:
    """Return a text on one line without control characters, half pairs and hidden signs."""
    return text if text.isprintable() else "".join(map(_clean, text))


def inert_text(text: str) -> str:
    """Return a clean text that no spreadsheet takes for a formula: with an apostrophe before it."""
    clean = clean_text(text)
    seen = clean.lstrip(_BLANK)[:1]
    return f"'{clean}" if seen and seen in FORMULA_SIGNS else clean


def local_time(at: datetime) -> datetime:
    """Return a time as a clock in Shanghai shows it to the second; spreadsheets know no zones."""
    return at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


def _clean(sign: str) -> str:
    if sign in "\t\n\r\v\f\u2028\u2029\x85":
        return " "
    return "" if category(sign) in _HIDDEN and sign not in _JOINERS else sign
