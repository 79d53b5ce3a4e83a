"""How days, times and shares are written on pages: Shanghai time, 9月14日, floored percentages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from inspect_app.language import current_language

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def today() -> date:
    """The day it is in Shanghai."""
    return datetime.now(SHANGHAI).date()


def day(value: date, year: bool | None = None) -> Markup:
    """A day in a `<time>`; the year only if it is not this one, unless told."""
    return _time(
        value.isoformat(), _day(value, value.year != today().year if year is None else year)
    )


def moment(value: datetime, year: bool | None = None) -> Markup:
    """A day and the minute."""
    local = value.astimezone(SHANGHAI)
    with_year = local.year != today().year if year is None else year
    return _time(local.isoformat(timespec="minutes"), f"{_day(local, with_year)} {clock(value)}")


def clock(value: datetime) -> str:
    """The minute alone, 10:42."""
    return value.astimezone(SHANGHAI).strftime("%H:%M")


def number(value: int | float) -> str:
    """Thousands apart, and a true minus."""
    return f"{value:,}".replace("-", "\N{MINUS SIGN}")


def _day(value: date, year: bool) -> str:
    if current_language() == "zh":
        return (
            f"{value.year}年{value.month}月{value.day}日"
            if year
            else f"{value.month}月{value.day}日"
        )
    words = f"{value.day} {_MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def _time(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)
