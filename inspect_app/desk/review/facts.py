"""Facts for a reviewer beyond the answers: stall shares, attempts, ages, the recorded profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.desk.review.item_view import own_words, value_words
from inspect_app.desk.review.reading import Reading
from inspect_app.domain.calendar.ages import OLD_LIFT_YEARS, full_years, in_use_since
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.rescoring import RATE
from inspect_app.domain.vocabulary import PASSING
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.acceptances import find_attempt
from inspect_app.queries.figures.stalls import count_stalls
from inspect_app.services.review.honest_stall_rate import score_with_rate
from inspect_app.web.formats import day_words
from inspect_app.web.language import t
from inspect_app.web.words import result_name

Object = Mapping[str, Any]
UNDECIDED = ("received", "waiting")


@dataclass(frozen=True)
class Fact:
    """One fact; `tone` is pass or fail where it affects the result or a figure, else empty."""

    name: str
    words: str
    tone: str = ""


def list_facts(reading: Reading) -> list[Fact]:
    """List the facts of a visit, the most important first; most premises have none."""
    inspection, revision = reading.inspection, reading.revision
    facts: list[Fact] = []
    if inspection.premises.kind == "market" and not reading.unable:
        facts += stall_facts(inspection, revision)
    if inspection.premises.kind == "elevator":
        facts.append(age_fact(inspection))
    if inspection.checklist == ACCEPTANCE:
        facts += attempt_facts(inspection)
    return [*facts, *profile_facts(reading.profile, reading.body["answers"])]


def stall_facts(inspection: Inspection, revision: Revision) -> Iterator[Fact]:
    """Yield the share of honest stalls, and before the decision the result it would give."""
    if revision.state not in UNDECIDED:
        rate = revision.score.get(RATE)
        if rate is not None:
            yield Fact(t("desk.stalls"), t("desk.stalls.judged", rate=percent(rate)))
        return
    share = count_stalls(inspection.premises_id)
    if share.rate is None:
        yield Fact(t("desk.stalls"), t("desk.stalls.none"))
        return
    judged = score_with_rate(revision, share.rate)
    small = any(one["rule"] == "below_least" for one in judged["why"])
    words = t("desk.stalls.now", honest=share.honest, open=share.open, rate=percent(share.rate))
    yield Fact(t("desk.stalls"), words, "fail" if small else "pass")
    if judged["result"]:
        tone = "pass" if judged["result"] in PASSING else "fail"
        yield Fact(
            t("desk.stalls.then"), result_name(judged["result"], inspection.premises.kind), tone
        )


def percent(rate: float) -> str:
    """Return a rate rounded down to one decimal."""
    tenths = int(rate * 10)
    return f"{tenths // 10}.{tenths % 10}"


def age_fact(inspection: Inspection) -> Fact:
    """Return a lift's age by the register, as the figure counts it."""
    place = inspection.premises
    since = in_use_since(place.attrs)
    if since is None:
        return Fact(t("desk.lift.age"), t("desk.lift.unknown"), "fail")
    years = full_years(since, inspection.visited_on)
    words = t("desk.lift.years", years=years, since=day_words(since, True))
    why = lift_counts(place, years)
    return Fact(t("desk.lift.age"), words + t("desk.comma") + t(f"desk.lift.{why}"))


def lift_counts(lift: Premises, years: int) -> str:
    if lift.attrs.get("residential") is not True:
        return "other"
    return "counts" if years >= OLD_LIFT_YEARS else "young"


def attempt_facts(inspection: Inspection) -> Iterator[Fact]:
    found = find_attempt(inspection.id)
    if found is None:
        return
    yield Fact(t("desk.acceptances.work"), found.name)
    major = inspection.premises.attrs.get("major") is True
    yield Fact(t("desk.acceptances.number"), attempt_words(found.row, major))


def attempt_words(row: Acceptance, major: bool) -> str:
    """Return an acceptance's attempt number, and whether the figure counts it."""
    if row.attempt_no is None:
        return t("desk.attempt.void")
    number = t("desk.attempt", number=row.attempt_no)
    if row.attempt_no > 1:
        return number + t("desk.comma") + t("desk.attempt.later")
    return number + t("desk.comma") + t("desk.attempt.first" if major else "desk.attempt.minor")


def profile_facts(profile: Sequence[Object], answers: Object) -> Iterator[Fact]:
    """Yield the profile's recorded answers, which are never judged."""
    for item in profile:
        if item["id"] in answers:
            yield Fact(own_words(item), value_words(item, answers[item["id"]]["value"]))
