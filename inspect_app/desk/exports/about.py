"""Describes an exported file: on a workbook's last sheet, and as the JSON of its entry."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from inspect_app.desk.exports.filters import filter_words
from inspect_app.documents.tables.cells import Cell
from inspect_app.models.exports import ExportEntry
from inspect_app.web.language import t
from inspect_app.web.words import area_name, kind_name


def entry_facts(told: Mapping[str, Any], rows: int, at: datetime) -> list[tuple[Cell, ...]]:
    """Return the facts of a file as rows of a name and a value; its hash no file can hold."""
    return [
        (t("exports.fact.list"), t(f"exports.list.{told['kind']}")),
        (t("exports.fact.id"), told["id"]),
        (t("figure.as_of"), told["as_of"]),
        (t("exports.fact.at"), at),
        (t("exports.fact.rows"), rows),
        *filter_words(told["filters"]),
        *scope_words(told["scope"]),
        (t("exports.fact.hash"), t("exports.fact.hash.where", id=told["id"])),
    ]


def scope_words(scope: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the scope in words, a row for each area."""
    if scope["whole"]:
        yield t("exports.scope"), t("desk.overview.whole")
        return
    for area, kinds in scope["areas"].items():
        yield (
            t("exports.scope"),
            area_name(area) + t("desk.colon") + t("desk.list").join(map(kind_name, kinds)),
        )


def entry_json(entry: ExportEntry) -> dict[str, Any]:
    """Return an entry in codes, which no language changes; its maker by number, not by name."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "format": entry.format,
        "filters": entry.filters,
        "as_of": entry.as_of.isoformat(),
        "scope": entry.scope,
        "rows": entry.rows,
        "sha256": entry.sha256,
        "by": entry.by,
        "at": entry.at.isoformat(timespec="seconds"),
    }
