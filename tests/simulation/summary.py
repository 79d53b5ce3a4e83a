"""The tables of `docs/reliability.md`, made of the results files and not by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.simulation.mutants.report import MUTANTS
from tests.simulation.results import ROOT, Range, Results, plan_mark

PAGE = ROOT / "docs" / "reliability.md"
ENGINES = {"model": "model", "sqlite": "real, SQLite", "postgres": "real, PostgreSQL"}
MACHINE = "machine of moves"
BEGIN, END = "<!-- {}: ./script/simulate --tell -->\n", "<!-- end -->\n"


def told_anew(page: str) -> str:
    """The page with its tables as they are now."""
    for name, table in (("ranges", ranges()), ("mutants", mutants())):
        begin = BEGIN.format(name)
        head, _, rest = page.partition(begin)
        _, _, tail = rest.partition(END)
        page = f"{head}{begin}\n{table}\n{END}{tail}"
    return page


def ranges(results: Results | None = None) -> str:
    rows = [_range(one) for one in sorted((results or Results()).read(), key=_place)]
    return _table(
        *("engine", "seeds", "schedules", "broken", "stuck", "seconds", "plan", "day", "machine"),
        rows=rows,
    )


def mutants(path: Path = MUTANTS) -> str:
    known = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    rows = [_mutant(one) for one in sorted(known, key=lambda one: (one["file"], one["mutant"]))]
    return _table("without this", "in", "falls to", "seed", "engine", rows=rows)


def _place(one: Range) -> tuple[int, int]:
    return list(ENGINES).index(one.engine), one.first


def _range(one: Range) -> tuple[str, ...]:
    plan = one.plan + ("" if one.plan == plan_mark() else " (older)")
    count = f"{one.last - one.first + 1:,}"
    seeds = f"{one.first}-{one.last}"
    told = (str(one.violations), str(one.stuck), f"{one.seconds:,.0f}", f"`{plan}`", one.date)
    return (ENGINES[one.engine], seeds, count, *told, one.machine)


def _mutant(one: dict[str, object]) -> tuple[str, ...]:
    file = str(one["file"]).removeprefix("inspect_app/").removeprefix("static/")
    seed, engine = str(one["seed"]), ENGINES.get(str(one["engine"]), MACHINE)
    return (str(one["mutant"]), f"`{file}`", str(one["promise"]), seed, engine)


def _table(*heads: str, rows: list[tuple[str, ...]]) -> str:
    return "".join(_lines(heads, rows))


def _lines(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |\n"
    yield "|---" * len(heads) + "|\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"
