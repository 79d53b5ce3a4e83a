"""Checks of a published object beyond its schema: names must exist, ranges must fit.

Each check yields complaints: the item (or None for the head), the key, and a reason in words.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from inspect_app.checklists.check_conditions import Known, check_condition
from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.exact import exact
from inspect_app.domain.rules.scoring import ALL_JUDGEMENTS, TABLES
from inspect_app.domain.rules.unmeasured import FAIL, OPEN
from inspect_app.domain.rules.unmeasured import MEASURED as MEASURED_TYPES
from inspect_app.domain.vocabulary import KINDS

Object = Mapping[str, Any]
Complaint = tuple[str | None, str, str]

CHOICES = ("choice", "choices")
MEASURED = ("number", "numbers")
PROVED_SINCE = (2021, 2)  # earlier versions were published with key items that need no proof


def complaints(checklist: Object) -> Iterator[Complaint]:
    yield from ((None, key, reason) for key, reason in check_head(checklist))
    yield from ((None, "rules", reason) for reason in check_rules(checklist))
    yield from ((None, "tables", reason) for reason in check_tables(checklist))
    sections = {section["id"] for section in checklist["sections"]}
    known = Known(checklist["attrs"]["properties"])
    for item in [*checklist["profile"], *checklist["items"]]:
        found = [*check_item(item, sections), *check_item_conditions(item, known)]
        if number_of(checklist["version"]) >= PROVED_SINCE:
            found += check_proof(item)
        if item["id"] in known.items:
            found.append(("id", "the id is used twice"))
        yield from ((item["id"], key, reason) for key, reason in found)
        known.items[item["id"]] = item


def number_of(version: str) -> tuple[int, ...]:
    """Return a version to compare with: 2021.10 comes after 2021.2."""
    return tuple(int(part) for part in version.removesuffix("-desk").split("."))


def check_head(checklist: Object) -> Iterator[tuple[str, str]]:
    if checklist["kind"] not in KINDS:
        yield "kind", f"there is no kind {checklist['kind']!r}"
    if checklist["judgement"] not in ALL_JUDGEMENTS:
        yield "judgement", f"the judgements are {', '.join(ALL_JUDGEMENTS)}"
    yield from check_days(checklist)
    for section, times in Counter(s["id"] for s in checklist["sections"]).items():
        if times > 1:
            yield "sections", f"the section {section!r} stands twice"


def check_days(
    given: Object, first: str = "valid_from", last: str = "valid_to"
) -> Iterator[tuple[str, str]]:
    wrong = [key for key in (first, last) if given[key] is not None and not is_day(given[key])]
    yield from ((key, f"{given[key]} is not in the calendar") for key in wrong)
    if not wrong and given[first] and given[last] and given[first] > given[last]:
        yield last, "the end lies before the start"


def check_rules(checklist: Object) -> Iterator[str]:
    """Yield complaints unless the rules cover the checklist's whole life without a gap."""
    yield from check_rule_attrs(checklist)
    rules = checklist["rules"]
    if any(True for rule in rules for _ in check_days(rule, "from", "to")):
        yield "a day of a rule is wrong"
        return
    if rules[0]["from"] is not None and rules[0]["from"] > checklist["valid_from"]:
        yield "no rule holds on the first day"
    if rules[-1]["to"] is not None and rules[-1]["to"] < (checklist["valid_to"] or "9"):
        yield "no rule holds on the last day"
    for one, next_one in zip(rules, rules[1:], strict=False):
        if one["to"] is None or next_one["from"] != day_after(one["to"]):
            yield "a rule must start on the day after the one before it ends"


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def check_tables(checklist: Object) -> Iterator[str]:
    """Yield complaints about tables: only scored checklists have any, each row at least one."""
    lines, tables = checklist.get("lines", []), checklist.get("tables", [])
    if (checklist["judgement"] == TABLES) != bool(tables and lines):
        yield f"lines and tables belong to the judgement {TABLES}"
    for line in lines:
        if not line["tables"]:
            yield f"the line {line['id']!r} has no table"
    for table in tables:
        if table["line"] not in {line["id"] for line in lines}:
            yield f"there is no line {table['line']!r}"


def check_rule_attrs(checklist: Object) -> Iterator[str]:
    for rule in checklist["rules"]:
        for least in rule.get("least", []):
            schema = checklist["attrs"]["properties"].get(least["attr"], {})
            if schema.get("type") not in ("number", "integer"):
                yield f"{least['attr']!r} is no attribute with a number"


def check_item(item: Object, sections: set[str]) -> Iterator[tuple[str, str]]:
    if item["section"] is not None and item["section"] not in sections:
        yield "section", f"there is no section {item['section']!r}"
    yield from check_class(item)
    yield from check_type(item)
    yield from check_unmeasured(item)
    yield from check_days(item)
    yield from check_limits(item)
    yield from check_options(item)


def check_class(item: Object) -> Iterator[tuple[str, str]]:
    if (item["class"] == "veto") != (item["vetoes"] is not None):
        yield "vetoes", "a veto item, and no other, names what it vetoes"
    if item["vetoes"] == "coverage" and item["na"]:
        yield "na", "an item that decides the coverage cannot be left out with na"


def check_type(item: Object) -> Iterator[tuple[str, str]]:
    kind = item["type"]
    if (kind in CHOICES) != bool(item["options"]):
        yield "options", "choice and choices, and no other type, have options"
    if kind == "number" and item["entry"] is None:
        yield "entry", "a number needs the range that can be entered"
    if kind == "numbers" and not item["parts"]:
        yield "parts", "numbers need the names of their parts"
    if kind == "weigh" and item["parts"]:
        yield "parts", "a weighing has its own parts"
    if kind == "age_days" and not item["limits"]:
        yield "limits", "an age needs a limit"
    yield from check_thresholds(item)
    yield from check_warning(item)
    if item["limits"] and kind not in (*MEASURED, "age_days"):
        yield "limits", f"{kind} has no limits"


def check_proof(item: Object) -> Iterator[tuple[str, str]]:
    """Yield a complaint if a key or veto item may fail without a photo, or a reason for none."""
    if item["class"] in ("key", "veto") and item["photo"] == "none":
        yield "photo", f"a {item['class']} item needs a photo when it fails"


def check_unmeasured(item: Object) -> Iterator[tuple[str, str]]:
    """Yield complaints unless what was not measured is worth something that this item can have."""
    worth = item.get("unmeasured")
    if worth is not None and item["type"] not in MEASURED_TYPES:
        yield "unmeasured", f"{item['type']} is never unmeasured"
    if worth == OPEN and item["class"] in ("key", "veto"):
        yield "unmeasured", f"a {item['class']} item that was not measured cannot stay open"
    if worth == FAIL and item["class"] == "record":
        yield "unmeasured", "an item that is only recorded cannot fail"


def check_thresholds(item: Object) -> Iterator[tuple[str, str]]:
    """Yield complaints about thresholds: they must name an existing part, if there are parts."""
    names = [part["name"] for part in item["parts"]] or [None]
    for threshold in item.get("thresholds", []):
        if threshold.get("part") not in names:
            yield "thresholds", f"there is no part {threshold.get('part')!r}"


def check_warning(item: Object) -> Iterator[tuple[str, str]]:
    """Yield a complaint unless the reminder of a number begins inside each of its limits."""
    warn = item.get("warn", {})
    if warn and (item["type"] != "number" or not item["limits"]):
        yield "warn", "only a number with limits has a reminder"
    for limit in item["limits"] if warn else ():
        low, high = limit["min"], limit["max"]
        inside = [
            (low is None or low < end) and (high is None or end < high) for end in warn.values()
        ]
        if not all(inside):
            yield "warn", "a reminder begins inside the limits"


def check_limits(item: Object) -> Iterator[tuple[str, str]]:
    for limit in item["limits"]:
        bounds = [exact(limit[end]) for end in ("min", "max") if limit[end] is not None]
        if not bounds or bounds != sorted(bounds):
            yield "limits", "a limit needs a lower or an upper bound, the lower one first"
        if item["entry"] and not all(is_inside(bound, item["entry"]) for bound in bounds):
            yield "limits", "a limit lies outside of what can be entered"


def is_inside(bound: Any, entry: Object) -> bool:
    low = entry["min"] is None or exact(entry["min"]) <= bound
    return low and (entry["max"] is None or bound <= exact(entry["max"]))


def check_options(item: Object) -> Iterator[tuple[str, str]]:
    values = [option["value"] for option in item["options"]]
    if len(set(values)) < len(values):
        yield "options", "an option stands twice"
    if "na" in values:
        yield "options", "na is not an option but an answer of its own"
    names = [part["name"] for part in item["parts"]]
    if len(set(names)) < len(names):
        yield "parts", "a part stands twice"


def check_item_conditions(item: Object, known: Known) -> Iterator[tuple[str, str]]:
    places = [("condition", item["condition"])]
    places += [("limits", limit["when"]) for limit in item["limits"]]
    places += [("options", option["required"]) for option in item["options"]]
    for key, condition in places:
        if isinstance(condition, dict):
            yield from ((key, reason) for reason in check_condition(condition, known))
