"""Reads the filled-in scoring tables of one inspection, or refuses them. Nothing is judged here.

A table may come several times, one sheet for each crane or scaffold. An item on a sheet has points,
or is missing (not on this site), or has not been looked at yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspect_app.domain.exact import Points, exact, is_number, points_of
from inspect_app.domain.refusals import Refused, shown
from inspect_app.domain.rules.answers import BLANK
from inspect_app.domain.rules.checklist import Checklist, Item
from inspect_app.domain.rules.walk import read_object

MOST_PLACES = 1000
MOST_POINTS = 100  # a clause in free words may cost no more than a whole table


@dataclass(frozen=True)
class Mark:
    """The points that one item earned; `earned` is None when it is missing or open.

    `is_excused`: a reason says why there is no photo.
    """

    key: str
    item: Item
    earned: Points | None
    is_open: bool = False
    is_excused: bool = False

    @property
    def lost(self) -> bool:
        return self.earned is not None and self.earned != self.item.max


@dataclass(frozen=True)
class Sheet:
    table: str
    label: str
    marks: tuple[Mark, ...]


def read_sheets(checklist: Checklist, given: object) -> list[Sheet]:
    """Return the given sheets in their order. Raises `Refused`."""
    if not isinstance(given, list):
        raise Refused("type", "tables", "tables is not a list.")
    heads = [read_head(checklist, sheet, f"tables.{at}") for at, sheet in enumerate(given)]
    tables = [table for table, _ in heads]
    return [
        read_sheet(checklist, sheet, (table, label), f"tables.{at}", tables.count(table) > 1)
        for at, (sheet, (table, label)) in enumerate(zip(given, heads, strict=True))
    ]


def read_head(checklist: Checklist, given: object, where: str) -> tuple[str, str]:
    sheet = read_object(given, where)
    table, label = sheet.get("table"), sheet.get("label", "")
    if not isinstance(table, str) or not any(table in line.tables for line in checklist.lines):
        message = f"{checklist.code} has no table {shown(table)}."
        raise Refused("unknown_table", f"{where}.table", message)
    if not isinstance(label, str):
        raise Refused("type", f"{where}.label", f"The label of a sheet of {table} is not a text.")
    return table, label


def read_sheet(
    checklist: Checklist, given: Mapping[str, object], head: tuple[str, str], where: str, many: bool
) -> Sheet:
    table, label = head
    scores = read_object(given.get("scores"), f"{where}.scores")
    items = checklist.tables[table]
    for slug in scores:
        if slug not in items:
            message = f"{table} has no item {shown(slug)}."
            raise Refused("unknown_item", f"{where}.scores.{slug}", message)
    sheet = f"{table}[{label}]" if many else table
    marks = (
        read_mark(f"{sheet}.{slug}", item, slug, scores, f"{where}.scores.{slug}")
        for slug, item in items.items()
    )
    return Sheet(table, label, tuple(marks))


def read_mark(key: str, item: Item, slug: str, scores: Mapping[str, object], where: str) -> Mark:
    if slug not in scores:
        return Mark(key, item, None, is_open=True)
    given = scores[slug]
    if given == "missing" or is_flagged_missing(given, where):
        return Mark(key, item, None)
    most = item.max or 0
    if isinstance(given, dict):
        lost = sum(read_deductions(item, given.get("deductions"), f"{where}.deductions"))
        return Mark(key, item, max(0, most - lost), is_excused=read_excuse(given, where))
    if not is_number(given):
        message = f"{item.id} is scored with points, deductions or missing."
        raise Refused("type", where, message)
    points = points_of(given)
    if not 0 <= points <= most:
        raise Refused("points", where, f"{item.id} has 0 to {most} points, not {shown(given)}.")
    return Mark(key, item, points)


def read_excuse(given: Mapping[str, object], where: str) -> bool:
    """Whether a reason excuses the missing photo of an item that lost points."""
    if "no_photo" not in given:
        return False
    reason = given["no_photo"]
    if not isinstance(reason, str):
        raise Refused("type", f"{where}.no_photo", "The reason for no photo is not a text.")
    if BLANK.fullmatch(reason):
        raise Refused("empty", f"{where}.no_photo", "The reason for no photo is empty.")
    return True


def is_flagged_missing(given: object, where: str) -> bool:
    if not isinstance(given, dict) or given.get("missing") is not True:
        return False
    if not isinstance(given.get("reason", ""), str):
        raise Refused("type", f"{where}.reason", "The reason for a missing item is not a text.")
    return True


def is_left_out(given: object) -> bool:
    """Whether a score says that the item is not on this site."""
    return given == "missing" or (isinstance(given, dict) and given.get("missing") is True)


def read_deductions(item: Item, given: object, where: str) -> Iterator[Points]:
    if not isinstance(given, list):
        raise Refused("type", where, f"The deductions of {item.id} are not a list.")
    for at, deduction in enumerate(given):
        yield read_deduction(item, read_object(deduction, f"{where}.{at}"), f"{where}.{at}")


def read_deduction(item: Item, given: Mapping[str, object], where: str) -> Points:
    """Return count times points of a deduction; raise `Refused` beyond its clause's points."""
    clause, count, points = given.get("clause"), given.get("count", 1), given.get("points")
    if not isinstance(clause, str):
        raise Refused("type", f"{where}.clause", f"A deduction of {item.id} names no clause.")
    if not is_number(count) or exact(count).denominator != 1 or not is_number(points):
        message = f"A deduction of {item.id} needs points and a whole number of places."
        raise Refused("type", where, message)
    if not 0 <= exact(count) <= MOST_PLACES or not allows(item, clause, exact(points)):
        message = f"{shown(count)} times {shown(points)} points cannot be taken off {item.id}."
        raise Refused("points", where, message)
    return points_of(count) * points_of(points)


def allows(item: Item, clause: str, points: Fraction) -> bool:
    ranges: Sequence[bool] = [
        each.points.holds(points) for each in item.clauses if each.text == clause
    ]
    return any(ranges) if ranges else 0 <= points <= MOST_POINTS
