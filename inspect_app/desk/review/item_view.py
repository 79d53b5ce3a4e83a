"""One checklist item as a reviewer reads it: the question, the answer, and the evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from inspect_app.domain.rules.checklist import Limit
from inspect_app.domain.rules.limits import beyond, plain, range_text
from inspect_app.domain.rules.unmeasured import MEASURED, UNMEASURED
from inspect_app.queries.photo_terms import PURGED
from inspect_app.web.formats import day_words
from inspect_app.web.language import current_language, t

HAN = re.compile(r"[\u4e00-\u9fff]")
DAYS = ("date", "date_future", "age_days")
READ_OFF = ("number", "date_future", "age_days")  # short enough to be shown beside the question
ORDER = ("fail", "missing", "pass", "na")


@dataclass(frozen=True)
class Shot:
    """A photo of an item; `number` is its key in the strip, `durable` if its bytes are stored.

    `fault` is why it cannot be shown, if rendering has failed; `unmarked` is the number of the
    photo that a marked one was drawn on; the sides are those that its header says, or 0.
    """

    number: int
    sha256: str
    item: str
    role: str
    source: str
    taken_at: datetime | None
    durable: bool
    fault: str | None = None
    unmarked: int | None = None
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Voice:
    """A voice note of an item; `durable` if its bytes came, `fault` is why they are not played."""

    sha256: str
    seconds: int
    durable: bool
    fault: str | None = None


@dataclass(frozen=True)
class Line:
    """Everything about one visible item; `taken` are the deductions of a scored item.

    `vetoes` is what its failing takes away, where it is a veto item.
    """

    id: str
    ask: str
    place: str
    weight: str
    verdict: str
    value: str = ""
    figure: str = ""
    read_off: bool = False
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
    vetoes: str | None = None
    shots: tuple[Shot, ...] = field(default=())

    @property
    def faulty(self) -> tuple[Shot, ...]:
        """Return the photos that were received and cannot be shown."""
        return tuple(shot for shot in self.shots if shot.fault and shot.fault != PURGED)

    @property
    def purged(self) -> tuple[Shot, ...]:
        """Return the photos whose bytes were deleted when their time was over."""
        return tuple(shot for shot in self.shots if shot.fault == PURGED)

    @property
    def rank(self) -> int:
        """Return the sort key: failed first, then missing, passed, `na`."""
        return ORDER.index(self.verdict)


def own_words(given: Mapping[str, Any], stem: str = "") -> str:
    """Return the text of a {"zh", "en"} object in the reader's language."""
    words: str = given[f"{stem}{current_language()}"]
    return words


def unit_of(given: Mapping[str, Any]) -> str:
    """Return the unit in the reader's language, such as ℃; empty where English has none."""
    unit = str(given.get("unit") or "")
    if current_language() != "en":
        return unit
    return str(given.get("unit_en") or ("" if HAN.search(unit) else unit))


def amount(figure: str, unit: str) -> str:
    """Return a number with its unit: 11.6 ℃, but 90%."""
    return f"{figure}%" if unit == "%" else f"{figure} {unit}".strip()


def answer_words(item: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Return an answer in words, with the numbers of its parts and its end of validity."""
    parts = [] if answer.get("value") is None else [value_words(item, answer["value"])]
    if answer.get("fraction"):
        parts.append("/".join(str(one) for one in answer["fraction"]))
    if answer.get("parts"):
        parts.append(parts_words(item, answer["parts"]))
    if answer.get("until"):
        parts.append(t("desk.until", day=day_words(date.fromisoformat(answer["until"]), True)))
    return t("desk.comma").join(parts)


def parts_words(item: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """Return named numbers with their names, or a weighing as a sentence."""
    if item["type"] == "weigh":
        return t("desk.weighed", **{name: _plain(one) for name, one in fields.items()})
    return t("desk.comma").join(
        f"{own_words(part)} {amount(_plain(fields[part['name']]), unit_of(part))}"
        for part in item["parts"]
        if part["name"] in fields
    )


def value_words(item: Mapping[str, Any], value: Any) -> str:
    """Return a value in words: options by name, numbers with unit, days as days."""
    if is_unmeasured(item, value):
        return t("desk.unmeasured")
    if value in ("pass", "fail", "na"):
        return t(f"desk.verdict.{value}")
    if isinstance(value, Mapping):
        return parts_words(item, value)
    if isinstance(value, list):
        return t("desk.list").join(_option(item, one) for one in value) or t("desk.nothing_chosen")
    if item["options"]:
        return _option(item, value)
    if item["type"] in DAYS:
        return day_words(date.fromisoformat(value), True)
    return amount(_plain(value), unit_of(item))


def is_unmeasured(item: Mapping[str, Any], value: Any) -> bool:
    """Whether a published item's answer says that nothing was measured."""
    return bool(value == UNMEASURED and item["type"] in MEASURED)


def figure_of(value: Any) -> str:
    """Return the large number of a number item; empty for everything else."""
    return _plain(value) if isinstance(value, int | float) else ""


def distance_words(limit: Limit | None, value: Any, unit: str) -> str:
    """Return how far a value is beyond its limit, such as 高出上限 3.6 ℃."""
    far = beyond(limit, value) if limit else None
    if far is None:
        return ""
    way, by = far
    return t(f"desk.beyond.{way}", by=amount(plain(by), unit))


def limit_words(limit: Limit | None, unit: str, type: str = "number") -> str:
    """Return a limit in words, such as 限值 0–8 ℃; an age is limited in days."""
    if limit and limit.max is not None and type == "age_days":
        return t("desk.item.age", days=plain(limit.max))
    text = range_text(limit) if limit else ""
    return t("desk.limit", range=amount(text, unit)) if text else ""


def _option(item: Mapping[str, Any], value: Any) -> str:
    for option in item["options"]:
        if option["value"] == value:
            return own_words(option)
    return str(value)


def _plain(value: Any) -> str:
    return (
        str(value).replace("-", "\N{MINUS SIGN}") if isinstance(value, int | float) else str(value)
    )
