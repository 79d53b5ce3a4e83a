"""Formats days, times and numbers for pages: Shanghai time, 9月14日 (14 Sep), 2,087.

No page spells a day by itself.
"""

from datetime import UTC, date, datetime

from markupsafe import Markup, escape

from inspect_app.domain.calendar.visits import SHANGHAI, shanghai_day
from inspect_app.web.language import current_language

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def today() -> date:
    """Return today's date in Shanghai."""
    return shanghai_day(datetime.now(UTC))


def day_words(value: date, year: bool | None = None) -> str:
    """Return a day as plain text; the year appears if it is not this year, or as asked."""
    with_year = value.year != today().year if year is None else year
    if current_language() == "zh":
        words = f"{value.month}月{value.day}日"
        return f"{value.year}年{words}" if with_year else words
    words = f"{value.day} {_MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if with_year else words


def label_month(value: date) -> str:
    """Return a month as the posted labels have it, which are Chinese for every reader."""
    return f"{value.year}年{value.month}月"


def moment_words(value: datetime, year: bool | None = None) -> str:
    """Return a day and its time to the minute as plain text, in Shanghai time."""
    return f"{day_words(shanghai_day(value), year)} {clock(value)}"


def day(value: date, year: bool | None = None) -> Markup:
    """Return a day as a <time> element."""
    return _time(value.isoformat(), day_words(value, year))


def day_of(stored: str) -> Markup:
    """Return a day that is stored as YYYY-MM-DD as a <time> element with its year."""
    return day(date.fromisoformat(stored), True)


def moment(value: datetime, year: bool | None = None) -> Markup:
    """Return a day and its time to the minute as a <time> element, in Shanghai time."""
    local = value.astimezone(SHANGHAI)
    return _time(local.isoformat(timespec="minutes"), moment_words(value, year))


def clock(value: datetime) -> str:
    """Return the time to the minute in Shanghai, such as 10:42."""
    return value.astimezone(SHANGHAI).strftime("%H:%M")


def number(value: int | float) -> str:
    """Return a number with thousands separators and a true minus."""
    return f"{value:,}".replace("-", "\N{MINUS SIGN}")


def short_mark(digest: str) -> str:
    """Return the first eight digits of a digest for people to compare: 8F3A-21C7."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


def _time(machine: str, words: str) -> Markup:
    # Markup.format would take ten times as long, and a list has hundreds of days.
    return Markup(f'<time datetime="{escape(machine)}">{escape(words)}</time>')


def browser_name(agent: str) -> str:
    """Return a short name of a browser, such as "Chrome, Android", from its user agent."""
    browsers = ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    known = {"MicroMessenger": "WeChat", "Edg": "Edge", "Mac OS": "macOS"}
    found = [next((one for one in names if one in agent), "") for names in (browsers, systems)]
    return ", ".join(known.get(one, one) for one in found if one)
