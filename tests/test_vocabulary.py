"""Each code of the vocabulary has all its parts; what a new one lacks is named."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspect_app.checklists.kinds import load_kinds
from inspect_app.checklists.load import load_all, schema
from inspect_app.domain import vocabulary
from inspect_app.domain.figures import recount
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import History
from inspect_app.domain.figures.rollup import count_target
from inspect_app.domain.rules.grades import RUNGS
from inspect_app.domain.vocabulary import (
    CLASSES,
    KINDS,
    METRICS,
    RESULTS,
    ROLES,
    SCORED_CLASSES,
    ItemClass,
    Kind,
    Metric,
    Result,
    Role,
    Words,
    who_may,
)
from inspect_app.plans.load import current_plan
from inspect_app.web.icons import DRAWING
from script.vocabulary_files import list_files

APP = Path(__file__).parent.parent / "inspect_app"
PHONE = APP / "static" / "phone"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read_texts() -> set[str]:
    return {key for path in APP.glob("texts/*.zh.json") for key in json.loads(read(path))}


def list_stale_files() -> list[str]:
    stale = [path.name for path, text in list_files().items() if read(path) != text]
    return [f"{name}: run script/vocabulary" for name in stale]


def list_missing_words(table: Mapping[str, Words]) -> Iterator[str]:
    for code, entry in table.items():
        yield from (f"{code}: no {lang}" for lang in ("zh", "en") if not getattr(entry, lang))


def list_missing_of_kinds(table: Mapping[str, Kind]) -> Iterator[str]:
    symbols = set(re.findall(r'id="i-([\w-]+)"', read(DRAWING)))
    inspected = {file.object["kind"] for file in load_all()}
    yield from list_missing_words(table)
    for code, kind in table.items():
        if kind.icon not in symbols:
            yield f"{code}: no symbol i-{kind.icon} in icons.svg"
        if kind.follows is None and code not in inspected:
            yield f"{code}: no checklist in checklists/"
        if kind.follows is not None and code not in load_kinds():
            yield f"{code}: no checklists/kinds/{code}.yaml"
        others = {kind.parent, kind.follows} - {None}
        yield from (f"{code}: no kind {other}" for other in others - set(table))
        missing = set(texts_of_child(code, kind)) - read_texts()
        yield from (f"{code}: no text {key}" for key in sorted(missing))


def texts_of_child(code: str, kind: Kind) -> Iterator[str]:
    """What the pages of its parent call it."""
    if kind.parent is None:
        return
    yield from (f"children.{key}{code}" for key in ("", "none.", "find.", "search.", "missing."))
    yield from (f"desk.children.{code}", f"parent.{kind.parent}")
    yield f"back.{code if kind.follows else kind.parent}"
    if kind.follows is None:
        yield f"today.below-{code}"


def list_missing_of_results(table: Mapping[str, Result]) -> Iterator[str]:
    sides = {"server": APP.glob("domain/rules/*.py"), "phone": PHONE.glob("rules/*.ts")}
    yield from list_missing_words(table)
    for side, paths in sides.items():
        rules = "".join(read(path) for path in paths if path.stem != "vocabulary")
        yield from (f"{code}: no rule of the {side}" for code in table if f'"{code}"' not in rules)
    given = {code for code in ("pass", *RUNGS["acceptance"].values()) if table[code].passes}
    yield from (f"{code}: recount.ACCEPTED" for code in given ^ set(recount.ACCEPTED))


def list_missing_of_classes(
    table: Mapping[str, ItemClass], scored: Mapping[str, ItemClass]
) -> Iterator[str]:
    both, shapes = {**table, **scored}, schema()["$defs"]
    yield from list_missing_words(both)
    for name, codes, shape in (
        ("items", table, shapes["items"]["items"]),
        ("scored", scored, shapes["scored"]),
    ):
        listed = set(shape["properties"]["class"]["enum"])
        yield from (f"{code}: {name} of checklist.schema.json" for code in set(codes) ^ listed)
    sentences = read(PHONE / "views" / "seal" / "result-words.ts")
    for code, one in both.items():
        if f".weight-{one.tag} {{" not in read(APP / "static" / "shared" / "base.css"):
            yield f"{code}: no .weight-{one.tag} in base.css"
        if one.decides and f"{code}_failed:" not in sentences:
            yield f"{code}: no {code}_failed in result-words.ts"
        if one.decides and not any(code in rungs for rungs in RUNGS.values()):
            yield f"{code}: no rung of a ladder"
        if code in scored and f"score-class.{code}" not in read_texts():
            yield f"{code}: no text score-class.{code}"


def list_missing_of_roles(table: Mapping[str, Role]) -> Iterator[str]:
    yield from list_missing_words(table)
    sources = (read(path) for end in ("py", "html") for path in APP.rglob(f"*.{end}"))
    asked = set(re.findall(r"""who_may\(["'](\w+)["']\)""", "".join(sources)))
    login = read(PHONE / "sync" / "session" / "login.ts")
    for code, role in table.items():
        yield from (f"{code}: nobody asks for {act}" for act in sorted(role.may - asked))
        if not role.may & {"inspect", "enter_desk"}:
            yield f"{code}: neither phone nor desk"
        if "inspect" in role.may and f'"{code}"' not in login:
            yield f"{code}: login.ts"


def list_missing_of_metrics(table: Mapping[str, Metric]) -> Iterator[str]:
    shape = json.loads(read(APP / "plans" / "schema.json"))["properties"]["targets"]["items"]
    listed = set(shape["properties"]["metric"]["enum"])
    yield from (f"{code}: plans/schema.json" for code in set(table) ^ listed)
    plan, nothing = current_plan(), History((), (), ())
    facts = {"premises": [], "inspections": [], "designations": []}
    for code in table:
        target = replace(plan.targets[0], metric=code)
        try:
            count_target(target, nothing, plan.start, AsOf(plan.end))
        except LookupError as error:
            yield f"{code}: {error}"
        try:
            recount.recount_all([vars(target)], facts, recount.Question("2021-01-01", "2023-12-31"))
        except LookupError as error:
            yield f"{code}: {error}"


def test_every_kind_has_all_its_parts() -> None:
    assert list(list_missing_of_kinds(KINDS)) == []


def test_a_kind_has_one_kind_under_it_at_most() -> None:
    parents = [kind.parent for kind in KINDS.values() if kind.parent]
    assert len(set(parents)) == len(parents)


def test_every_role_has_all_its_parts() -> None:
    assert list(list_missing_of_roles(ROLES)) == []


def test_an_act_that_nobody_may_do_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="nobody may juggle"):
        who_may("juggle")


def test_every_result_has_all_its_parts() -> None:
    assert list(list_missing_of_results(RESULTS)) == []


def test_every_class_of_items_has_all_its_parts() -> None:
    assert list(list_missing_of_classes(CLASSES, SCORED_CLASSES)) == []


def test_the_phone_has_the_tables_and_words_of_the_vocabulary() -> None:
    assert list_stale_files() == []


def test_a_planted_kind_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = {"pool": Kind("", "Pool", "waves"), "lane": Kind("泳道", "Lane", "shop", parent="pool")}
    assert list(list_missing_of_kinds(pool)) == [
        "pool: no zh",
        "pool: no symbol i-waves in icons.svg",
        "pool: no checklist in checklists/",
        "lane: no checklist in checklists/",
        "lane: no text back.pool",
        "lane: no text children.find.lane",
        "lane: no text children.lane",
        "lane: no text children.missing.lane",
        "lane: no text children.none.lane",
        "lane: no text children.search.lane",
        "lane: no text desk.children.lane",
        "lane: no text parent.pool",
        "lane: no text today.below-lane",
    ]
    monkeypatch.setattr(vocabulary, "KINDS", KINDS | pool)
    assert list_stale_files() == [
        "vocabulary.zh.json: run script/vocabulary",
        "vocabulary.en.json: run script/vocabulary",
        "vocabulary.ts: run script/vocabulary",
    ]


def test_a_planted_role_is_told_what_it_lacks() -> None:
    trainee = Role("实习", "Trainee", 8, timedelta(days=1), {"inspect", "juggle"})
    guest = Role("访客", "", 8, timedelta(days=1), set())
    assert list(list_missing_of_roles({"trainee": trainee, "guest": guest})) == [
        "guest: no en",
        "trainee: nobody asks for juggle",
        "trainee: login.ts",
        "guest: neither phone nor desk",
    ]


def test_a_planted_result_is_told_what_it_lacks() -> None:
    superb = Result("极优", "Superb", passes=True)
    assert list(list_missing_of_results({**RESULTS, "superb": superb})) == [
        "superb: no rule of the server",
        "superb: no rule of the phone",
    ]


def test_every_metric_is_counted_and_recounted() -> None:
    assert list(list_missing_of_metrics(METRICS)) == []


def test_a_planted_metric_is_told_what_it_lacks() -> None:
    assert list(list_missing_of_metrics({**METRICS, "median": Metric()})) == [
        "median: plans/schema.json",
        "median: nothing counts median",
        "median: nothing recounts median",
    ]


def test_a_planted_class_is_told_what_it_lacks() -> None:
    major = ItemClass("主要项", "Major", "major", decides=True)
    assert list(list_missing_of_classes({**CLASSES, "major": major}, SCORED_CLASSES)) == [
        "major: items of checklist.schema.json",
        "major: no .weight-major in base.css",
        "major: no major_failed in result-words.ts",
        "major: no rung of a ladder",
    ]
