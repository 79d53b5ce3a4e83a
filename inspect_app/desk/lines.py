"""One checklist item as a reviewer reads it: the question, what was found, and the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from inspect_app.desk.limits import beyond, plain, range_text
from inspect_app.domain.checklist import Limit
from inspect_app.language import current_language, t

ORDER = ("fail", "missing", "pass", "na")


@dataclass(frozen=True)
class Shot:
    """A photo of an item; `number` is its key in the strip, `durable` that the bytes are here."""

    number: int
    sha256: str
    item: str
    role: str
    source: str
    taken_at: datetime | None
    durable: bool


@dataclass(frozen=True)
class Line:
    """Everything about one visible item; `taken` are the deductions of a scored one."""

    id: str
    ask: str
    place: str
    weight: str
    verdict: str
    value: str = ""
    figure: str = ""
    unit: str = ""
    limit: str = ""
    distance: str = ""
    note: str = ""
    due_days: int | None = None
    no_photo: str = ""
    lacks_photo: bool = False
    remark: str = ""
    last: str = ""
    last_on: date | None = None
    taken: tuple[str, ...] = ()
    shots: tuple[Shot, ...] = field(default=())

    @property
    def rank(self) -> int:
        """Failed first, then what is missing, then the rest in the checklist's order."""
        return ORDER.index(self.verdict)


def own_words(given: Mapping[str, Any], stem: str = "") -> str:
    """The reader's language out of a {"zh", "en"} object."""
    words: str = given[f"{stem}{current_language()}"]
    return words


def value_words(item: Mapping[str, Any], value: Any) -> str:
    """Any answer as words: options by their names, numbers with their unit."""
    if value in ("pass", "fail", "na"):
        return t(f"desk.verdict.{value}")
    if isinstance(value, Mapping):
        return t("desk.comma").join(f"{key} {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return t("desk.list").join(_option(item, one) for one in value) or t("desk.nothing_chosen")
    if item["options"]:
        return _option(item, value)
    return f"{_plain(value)} {item['unit'] or ''}".strip()


def figure_of(value: Any) -> str:
    """The large reading of a number item; empty for everything else."""
    return _plain(value) if isinstance(value, int | float) else ""


def distance_words(limit: Limit | None, value: Any, unit: str) -> str:
    """高出上限 3.6 ℃."""
    far = beyond(limit, value) if limit else None
    if far is None:
        return ""
    way, by = far
    return t(f"desk.beyond.{way}", by=f"{plain(by)} {unit}".strip())


def limit_words(limit: Limit | None, unit: str) -> str:
    """限值 0–8 ℃."""
    text = range_text(limit) if limit else ""
    return t("desk.limit", range=f"{text} {unit}".strip()) if text else ""


def _option(item: Mapping[str, Any], value: Any) -> str:
    for option in item["options"]:
        if option["value"] == value:
            return own_words(option)
    return str(value)


def _plain(value: Any) -> str:
    return (
        str(value).replace("-", "\N{MINUS SIGN}") if isinstance(value, int | float) else str(value)
    )
