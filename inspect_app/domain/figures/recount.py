"""Counts every target a second time by another method: it replays the history's own texts.

Shares no code with `rollup`: days are compared as texts, decisions are replayed one by one, and
a visit is judged by the attributes of that day. Where the two disagree, one of them is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

Row = Mapping[str, Any]
CHINA = timezone(timedelta(hours=8))
ACCEPTED = ("pass", "pass_with_list")
CLOSING = ("suspended", "closed")
NO_CANTEEN = (("kindergarten", "stage", "幼"), ("no_kitchen", "no_kitchen", True))
APART = (*NO_CANTEEN, ("community_meals", "community_meals", True))


@dataclass
class Recounted:
    """The second count of a target: maps of id to area, and of excluded id to reason."""

    numerator: dict[str, str] = field(default_factory=dict)
    denominator: dict[str, str] = field(default_factory=dict)
    excluded: dict[str, str] = field(default_factory=dict)
    supported: int = 0
    inspected: int = 0
    passed: int = 0
    baseline: int = 0


@dataclass(frozen=True)
class Question:
    """The limits of a recount: first day, last day, and last known day ("" for all)."""

    start: str
    day: str
    known_at: str = ""

    def heard(self, moment: str) -> bool:
        if not self.known_at:
            return True
        return china_day(moment) <= self.known_at


@lru_cache(maxsize=100_000)
def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(CHINA)


def china_day(text: str) -> str:
    return instant(text).date().isoformat()


def years_later(day: str, years: int) -> str:
    """Return a day text some years later; 29 February stays, which sorts before 1 March."""
    return f"{int(day[:4]) + years:04}{day[4:]}"


def recount_all(targets: Iterable[Row], facts: Row, question: Question) -> list[Recounted]:
    """Recount targets (id, kind, metric, excludes) from a neutral history."""
    spoken = list(standing_visits(facts["inspections"], question))
    counts = []
    for target in targets:
        counted = recount(target, facts, question, spoken)
        counted.baseline = recount_baseline(target, facts, question)
        counts.append(counted)
    return counts


def recount(target: Row, facts: Row, question: Question, spoken: list[Row]) -> Recounted:
    if target["metric"] == "first_pass":
        return recount_acceptances(target, facts, question)
    if target["metric"] in ("coverage", "pass_rate"):
        return recount_share(target, facts, question, spoken)
    if target["metric"] != "cumulative":
        raise LookupError(f"nothing recounts {target['metric']}")
    if target["kind"] == "elevator":
        return recount_lifts(target, facts, question, spoken)
    return recount_titles(target, facts, question, spoken)


def standing_visits(inspections: Iterable[Row], question: Question) -> Iterator[Row]:
    """Yield visits that stand after all decisions were replayed, oldest first."""
    rows = []
    for row in inspections:
        revision = replay(row["revisions"], question)
        if revision is not None and revision.get("outcome") == "unable":
            continue
        if revision is not None and question.start <= row["on"] <= question.day:
            first = sorted(row["revisions"], key=lambda each: each["rev"])[0]
            key = (row["on"], instant(first["received_at"]), row["id"])
            rows.append((key, {**revision, "premises": row["premises"], "on": row["on"]}))
    yield from (visit for _, visit in sorted(rows, key=lambda pair: pair[0]))


def replay(revisions: Iterable[Row], question: Question) -> Row | None:
    """Return the revision that stands after the last known decision, or None."""
    steps = []
    for revision in revisions:
        if question.heard(revision["received_at"]):
            for at, review in enumerate(revision["reviews"]):
                if question.heard(review["at"]):
                    steps.append((instant(review["at"]), revision["rev"], at, review, revision))
    stands: Row | None = None
    for *_, review, revision in sorted(steps, key=lambda step: step[:3]):
        stands = revision if review["action"] == "approve" and revision["complete"] else None
    return stands


def recount_baseline(target: Row, facts: Row, question: Question) -> int:
    rows = [row for row in facts.get("baselines_from", ()) if row["target"] == target["id"]]
    found: int = last_told(rows, "n", target["baseline"], question)
    return found


def last_told(rows: Iterable[Row], name: str, otherwise: Any, question: Question) -> Any:
    """Replay dated changes and return what the last one says; `otherwise` before the first."""
    told = otherwise
    heard = [row for row in rows if question.heard(row["recorded_at"])]
    for row in sorted(heard, key=lambda each: (each["from"], instant(each["recorded_at"]))):
        if row["from"] <= question.day:
            told = row[name]
    return told


def attributes_of(row: Row, question: Question) -> Row:
    found: Row = last_told(row.get("attrs_from", ()), "attrs", row["attrs"], question)
    return found


def street_of(row: Row, question: Question) -> str:
    found: str = last_told(row.get("area_from", ()), "area", row["area"], question)
    return found


def on_register(facts: Row, kind: str, question: Question) -> Iterator[Row]:
    for row in facts["premises"]:
        if row["kind"] == kind and row["registered_on"] <= question.day:
            if question.heard(row["recorded_at"]):
                yield row


def recount_share(target: Row, facts: Row, question: Question, spoken: list[Row]) -> Recounted:
    latest = {visit["premises"]: visit for visit in spoken}
    counted = Recounted()
    for row in on_register(facts, target["kind"], question):
        reason = why_out(target, row, question)
        if reason:
            counted.excluded[row["id"]] = reason
            continue
        street = street_of(row, question)
        counted.denominator[row["id"]] = street
        visit = latest.get(row["id"])
        counted.inspected += visit is not None
        counted.passed += visit is not None and visit["passed"] is True
        if visit is not None and reaches(target["metric"], visit, question.day):
            counted.numerator[row["id"]] = street
    return counted


def why_out(target: Row, row: Row, question: Question) -> str:
    attrs = attributes_of(row, question)
    for reason, name, value in APART:
        if reason in target["excludes"] and attrs.get(name) == value:
            return reason
    status = last_told(row["status"], "status", "open", question)
    return status if status in CLOSING else ""


def reaches(metric: str, visit: Row, day: str) -> bool:
    if metric == "pass_rate":
        return visit["passed"] is True
    last = years_later(visit["on"], 1).replace("-02-29", "-02-28")
    return visit["covered"] is True and day <= last


def recount_lifts(target: Row, facts: Row, question: Question, spoken: list[Row]) -> Recounted:
    lifts = {row["id"]: row for row in on_register(facts, target["kind"], question)}
    counted = Recounted()
    for visit in spoken:
        row = lifts.get(visit["premises"])
        if row is None:
            continue
        attrs = attributes_of(row, replace(question, day=visit["on"]))
        if attrs.get("residential") is not True:
            continue
        since = attrs.get("in_service_on") or attrs.get("install_inspected_on")
        since = since or attrs.get("made_on")
        if is_real_day(since) and years_later(str(since), 15) <= visit["on"]:
            code = attrs.get("device_code") or attrs.get("use_registration") or row["id"]
            counted.numerator.setdefault(str(code), street_of(row, question))
    return counted


def is_real_day(text: object) -> bool:
    if not isinstance(text, str) or len(text) != 10 or text[4] + text[7] != "--":
        return False
    try:
        datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return False
    return True


def recount_titles(target: Row, facts: Row, question: Question, spoken: list[Row]) -> Recounted:
    passed = {visit["premises"] for visit in spoken if visit["passed"] is True}
    counted, supported = Recounted(), set()
    named = [row for row in facts["designations"] if row["target"] == target["id"]]
    for row in sorted(named, key=lambda row: (row["named_on"], instant(row["recorded_at"]))):
        if holds(row, question):
            counted.numerator.setdefault(row["key"], row["area"])
            if row["premises"] in passed:
                supported.add(row["key"])
    counted.excluded = {key: "缺检查佐证" for key in counted.numerator if key not in supported}
    counted.supported = len(supported)
    return counted


def holds(row: Row, question: Question) -> bool:
    if not question.start <= row["named_on"] <= question.day:
        return False
    if not question.heard(row["recorded_at"]):
        return False
    if not row["revoked_on"] or row["revoked_on"] > question.day:
        return True
    told_at: str = row.get("revocation_recorded_at") or ""
    return told_at != "" and not question.heard(told_at)


def recount_acceptances(target: Row, facts: Row, question: Question) -> Recounted:
    """Recount first acceptances in order of day; the first not void decides."""
    sites = {
        row["id"]: street_of(row, question)
        for row in on_register(facts, target["kind"], question)
        if attributes_of(row, question).get("major") is True
    }
    counted, closed = Recounted(), set()
    for row in sorted(facts["inspections"], key=lambda row: (row["on"], row["id"])):
        work = row.get("unit_work")
        if row["checklist"] != "construction-acceptance" or not work or work in closed:
            continue
        heard = [each for each in row["revisions"] if question.heard(each["received_at"])]
        if row["premises"] not in sites or row["on"] > question.day or not heard:
            continue
        approved = replay(row["revisions"], question)
        newest = sorted(heard, key=lambda each: each["rev"])[-1]
        if (approved or newest)["outcome"] in ("void", "unable", "withdrawn"):
            continue
        closed.add(work)
        if row["on"] >= question.start:
            conclude(counted, work, sites[row["premises"]], row, approved, question)
    return counted


def conclude(
    counted: Recounted, work: str, area: str, row: Row, approved: Row | None, question: Question
) -> None:
    if approved is None:
        counted.excluded[work] = "waiting"
        return
    counted.denominator[work] = area
    reopened: str = row.get("reopened_at") or ""
    again = reopened and china_day(reopened) <= question.day and question.heard(reopened)
    if approved["outcome"] in ACCEPTED and not again:
        counted.numerator[work] = area
