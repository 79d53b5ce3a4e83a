"""Pages of the published checklists: their items, their sources, how two versions differ."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import render_template, request

from inspect_app.checklists.load import Published
from inspect_app.checklists.summary import MARKS, is_unsettled, summarise
from inspect_app.desk.blueprint import desk
from inspect_app.desk.checklists.changes import word_difference
from inspect_app.desk.checklists.conditions import Names
from inspect_app.desk.checklists.items import ItemWords, word_item
from inspect_app.desk.review.item_view import own_words
from inspect_app.errors import problem
from inspect_app.guards import may_see_marks
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.queries.checklists import list_all_versions, list_versions
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute

ONLY_UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Row:
    """One checklist of the list: the counts of its newest version, and the older versions."""

    newest: ChecklistVersion
    name: str
    versions: tuple[str, ...]
    figures: Mapping[str, Any]
    unsettled: int


@dataclass(frozen=True)
class Group:
    """The items of a section, or of a scored table."""

    title: str
    items: tuple[ItemWords, ...]


@desk.get("/checklists")
@per_minute(LISTS)
def checklists() -> str:
    """Show every checklist with the counts of its newest version."""
    by_code = groupby(list_all_versions(), key=lambda version: version.code)
    rows = [_row(list(versions)) for _, versions in by_code]
    return render_template(
        "desk/checklists/checklists.html", rows=rows, marks=MARKS, with_marks=may_see_marks()
    )


@desk.get("/checklists/<code>/<version>")
def checklist(code: str, version: str) -> str:
    """Show every item of one checklist version."""
    versions = list_versions(code)
    row = _find(versions, version)
    published = json.loads(row.body)
    with_marks = may_see_marks()
    only = request.args.get("only", "") if with_marks else ""
    groups = list(_groups(published, only == ONLY_UNSETTLED))
    return render_template(
        "desk/checklists/checklist.html",
        row=row,
        published=published,
        name=own_words(published),
        versions=[one.version for one in versions],
        profile=[word_item(Names.of(published), item) for item in published["profile"]],
        groups=groups,
        figures=summarise(Published(row.code, row.version, row.sha256, row.body, published)),
        unsettled=sum(map(is_unsettled, published["items"])),
        only=only,
        with_marks=with_marks,
    )


@desk.get("/checklists/<code>/difference")
def difference(code: str) -> str:
    """Show how two versions differ; by default the newest and the one before."""
    versions = list_versions(code)
    if not versions:
        raise problem("not_found")
    newest = [one.version for one in versions]
    old = _find(versions, request.args.get("from") or newest[min(1, len(newest) - 1)])
    new = _find(versions, request.args.get("to") or newest[0])
    sides = json.loads(old.body), json.loads(new.body)
    return render_template(
        "desk/checklists/difference.html",
        old=old,
        new=new,
        name=own_words(sides[1]),
        versions=newest,
        difference=word_difference(*sides, with_marks=may_see_marks()),
    )


def _row(versions: list[ChecklistVersion]) -> Row:
    newest = versions[0]
    published = json.loads(newest.body)
    parsed = Published(newest.code, newest.version, newest.sha256, newest.body, published)
    return Row(
        newest=newest,
        name=own_words(published),
        versions=tuple(one.version for one in versions),
        figures=summarise(parsed),
        unsettled=sum(map(is_unsettled, published["items"])),
    )


def _find(versions: Iterable[ChecklistVersion], wanted: str) -> ChecklistVersion:
    found = [one for one in versions if one.version == wanted]
    if not found:
        raise problem("not_found")
    return found[0]


def _groups(published: Mapping[str, Any], only_unsettled: bool) -> Iterator[Group]:
    """Yield groups in the checklist's order; a section may appear more than once."""
    names = Names.of(published)
    titles = _titles(published)
    wanted = [one for one in published["items"] if is_unsettled(one) or not only_unsettled]
    for key, items in groupby(wanted, key=_place):
        yield Group(titles.get(key, "—"), tuple(word_item(names, item) for item in items))


def _place(item: Mapping[str, Any]) -> str:
    """Return a scored item's table, or another item's section."""
    return str(item["id"].partition(".")[0] if "max" in item else item["section"])


def _titles(published: Mapping[str, Any]) -> dict[str, str]:
    titles = {one["id"]: own_words(one) for one in published["sections"]}
    for table in published.get("tables", []):
        titles[table["id"]] = t("desk.table", no=table["id"], name=own_words(table))
    return titles
