"""A site scored by tables as a reviewer reads it: sheets, deductions, the zero rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from inspect_app.desk.checklists.items import own_clause
from inspect_app.desk.review.item_view import Line, Shot, own_words
from inspect_app.domain.exact import exact, floored
from inspect_app.domain.review.looked_at import verdict_of
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.jgj59 import (
    GUARANTEE_FULL,
    Scored,
    line_scores,
    mean_of,
    score_sheet,
)
from inspect_app.domain.rules.limits import plain
from inspect_app.domain.rules.sheets import Mark, read_sheets
from inspect_app.web.language import t

Object = Mapping[str, Any]
SHOWN_PLACES = 2  # for display only: comparisons use exact fractions


@dataclass(frozen=True)
class SheetView:
    """One filled table; `lines` are its items, those that lost points first."""

    title: str
    label: str
    score: str
    guarantee: str
    zero: str
    lines: tuple[Line, ...]

    @property
    def is_absent(self) -> bool:
        """Whether nothing of the sheet is on this site."""
        return all(line.verdict == "na" for line in self.lines)

    @property
    def rank(self) -> int:
        """Return the sort key: sheets with lost or missing points first, absent ones last."""
        if self.is_absent:
            return 2
        return int(all(line.verdict in ("pass", "na") for line in self.lines))


@dataclass(frozen=True)
class SummaryLine:
    name: str
    mean: str
    points: str
    weight: str


@dataclass(frozen=True)
class ReasonView:
    """Why the grade is what it is, and the items that caused it, by id with their words."""

    words: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SiteView:
    """The total with its reasons, the summary that it comes from, and every sheet."""

    total: str
    reasons: tuple[ReasonView, ...]
    summary: tuple[SummaryLine, ...]
    sheets: tuple[SheetView, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for sheet in self.sheets for line in sheet.lines)


@dataclass(frozen=True)
class SheetContext:
    """The words, remarks and photos for the rows of a sheet."""

    items: Mapping[str, Object]
    remarks: Mapping[str, str]
    lacking: set[str]
    shots: tuple[Shot, ...]


def view_site(
    published: Object,
    checklist: Checklist,
    given: Sequence[Object],
    judged: Object,
    context: SheetContext,
) -> SiteView:
    """Build the view; `judged` is the stored score, the sheets are read again for their points."""
    scored = [score_sheet(sheet) for sheet in read_sheets(checklist, list(given))]
    tables = {table["id"]: table for table in published["tables"]}
    sheets = tuple(
        _sheet(tables[one.sheet.table], one, sheet["scores"], context)
        for one, sheet in zip(scored, given, strict=True)
    )
    return SiteView(
        total=judged.get("total_shown") or "—",
        reasons=tuple(_because(sheets, one) for one in judged["why"]),
        summary=tuple(_summary(published, checklist, scored)),
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.rank)),
    )


def _because(sheets: Sequence[SheetView], reason: Object) -> ReasonView:
    named = set(reason["items"]) if reason["rule"] == "guarantee_zero" else set()
    items = [
        (line.id, t("desk.sheet.named", title=sheet.title, label=sheet.label, ask=line.ask))
        for sheet in sheets
        for line in sheet.lines
        if line.id in named
    ]
    return ReasonView(t(f"desk.because.{reason['rule']}"), tuple(items))


def _summary(
    published: Object, checklist: Checklist, scored: Sequence[Scored]
) -> list[SummaryLine]:
    """Return the summary rows that have a scored sheet."""
    names = {line["id"]: own_words(line) for line in published["lines"]}
    points = line_scores(checklist, scored)
    return [
        SummaryLine(
            names[line.id],
            _shown(mean_of(line, scored)),
            _shown(points[line.id]),
            plain(line.weight),
        )
        for line in checklist.lines
        if line.id in points
    ]


def _sheet(table: Object, one: Scored, scores: Object, context: SheetContext) -> SheetView:
    title = t("desk.table", no=table["id"], name=own_words(table))
    place = t("desk.sheet.place", table=own_words(table), label=one.sheet.label)
    lines = [
        _line(mark, scores.get(mark.item.id.partition(".")[2]), place, context)
        for mark in one.sheet.marks
    ]
    return SheetView(
        title=title,
        label=one.sheet.label,
        score=_shown(one.score),
        guarantee=_guarantee(one),
        zero=_zero(one),
        lines=tuple(sorted(lines, key=lambda line: line.rank)),
    )


def _guarantee(one: Scored) -> str:
    """Return the points of guarantee items, scaled to those present; empty without any."""
    if one.guarantee is None:
        return ""
    return t("desk.sheet.guarantee", points=_shown(one.guarantee), of=GUARANTEE_FULL)


def _zero(one: Scored) -> str:
    if one.zero_items:
        return t("desk.sheet.zero_item")
    return t("desk.sheet.zero_low") if one.guarantee_is_low else ""


def _line(mark: Mark, given: Any, place: str, context: SheetContext) -> Line:
    item = context.items[mark.item.id]
    lost = mark.lost
    return Line(
        id=mark.key,
        ask=own_words(item),
        place=t("desk.sheet.item", place=place, no=item["no"]),
        weight=mark.item.weight,
        verdict=verdict_of(mark),
        value=_points(mark),
        figure="" if mark.earned is None else plain(exact_of(mark.earned)),
        read_off=mark.earned is not None,
        unit="" if mark.earned is None else t("desk.sheet.of", most=mark.item.max),
        distance=t("desk.sheet.lost", points=plain(_lost(mark))) if lost else "",
        note=_said(given, "reason") or _said(given, "note"),
        no_photo=_said(given, "no_photo"),
        remark=context.remarks.get(mark.key, ""),
        lacks_photo=mark.key in context.lacking,
        taken=tuple(_deductions(item, given)),
        shots=tuple(shot for shot in context.shots if shot.item == mark.key),
    )


def _points(mark: Mark) -> str:
    if mark.earned is None:
        return ""
    return t("desk.sheet.points", points=plain(exact_of(mark.earned)), most=mark.item.max)


def _lost(mark: Mark) -> Fraction:
    return Fraction(mark.item.max or 0) - exact_of(mark.earned or 0)


def exact_of(points: Any) -> Fraction:
    """Return points as a fraction; they may be whole numbers."""
    return points if isinstance(points, Fraction) else exact(points)


def _said(given: Any, what: str) -> str:
    """Return one of the inspector's texts on an item: `reason`, `note` or `no_photo`."""
    return str(given.get(what, "")) if isinstance(given, dict) else ""


def _deductions(item: Object, given: Any) -> list[str]:
    """Return each deduction in words, a listed clause in the reader's language."""
    taken = given.get("deductions", []) if isinstance(given, dict) else []
    known = {one["clause"]: one for one in item.get("deductions", [])}
    return [_deduction(known.get(one["clause"]), one) for one in taken]


def _deduction(known: Object | None, given: Object) -> str:
    count, points = given.get("count", 1), plain(exact(given["points"]))
    clause = own_clause(known) if known else given["clause"]
    if count == 1:
        return t("desk.clause.once", clause=clause, points=points)
    return t("desk.clause.times", clause=clause, points=points, count=count)


def _shown(points: Fraction | None) -> str:
    return "—" if points is None else floored(points, SHOWN_PLACES)
