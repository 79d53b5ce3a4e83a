"""The words of a report in one language: texts, days, numbers and names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.reports.periods import MONTHLY, QUARTERLY

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_RANKS = ("街道", " Subdistrict", " Town")


@dataclass(frozen=True)
class Words:
    """A language, zh or en, with every text of it by key."""

    language: str
    texts: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """Return a text with its places filled in; the template escapes the whole."""
        return self.texts[key].format(**values)

    def name(self, given: Mapping[str, str]) -> str:
        """Return a name that is given in both languages."""
        return given[self.language]

    def short(self, given: Mapping[str, str]) -> str:
        """Return an area's name without its rank."""
        name = self.name(given)
        for rank in _RANKS:
            name = name.removesuffix(rank)
        return name

    def day(self, text: str) -> str:
        """Return an ISO day with its year, such as 2023年6月30日."""
        day = date.fromisoformat(text)
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def short_day(self, text: str) -> str:
        """Return an ISO day in digits, for narrow columns."""
        return text.replace("-", ".")

    def number(self, value: int) -> str:
        """Return a number with thousands separators and a true minus."""
        return f"{value:,}".replace("-", "\N{MINUS SIGN}")

    def change(self, value: int | None) -> str:
        """Return a change with its sign; a dash where there is nothing to compare with."""
        if value is None:
            return "—"
        return f"+{value:,}" if value > 0 else self.number(value)

    def percent(self, value: str | None) -> str:
        """Return a share in percent, a dash where nothing can be counted."""
        whole = {"100.0": "100", "0.0": "0"}
        return "—" if value is None else f"{whole.get(value, value)}%"

    def unit(self, name: str) -> str:
        """Return a unit behind its space; numbers stand alone in English."""
        return f" {name}" if self.language == "zh" and name else ""

    def period(self, kind: str, name: str) -> str:
        """Return a period in words, such as 2023年第三季度."""
        year, part = name[:4], name[5:].removeprefix("Q").lstrip("0")
        if kind == MONTHLY:
            zh, en = f"{year}年{part}月", f"{_MONTHS[int(part) - 1]} {year}"
        elif kind == QUARTERLY:
            part = part or name[-1]
            zh, en = f"{year}年第{' 一二三四'[int(part)]}季度", f"Q{part} {year}"
        else:
            zh, en = f"{year}年", year
        return zh if self.language == "zh" else en

    def numeral(self, number: int) -> str:
        """Return the number of a chapter: 一、 or 1. with what follows it."""
        if self.language == "zh":
            ten = "十" if number >= 10 else ""
            return f"{ten}{' 一二三四五六七八九'[number % 10].strip()}、"
        return f"{number}. "
