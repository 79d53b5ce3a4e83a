"""The files that carry the vocabulary to the phone: its words in both languages, and its tables."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from inspect_app.domain import vocabulary
from inspect_app.plans.load import current_plan

APP = Path(__file__).parents[1] / "inspect_app"
HEAD = "// Written by script/vocabulary from vocabulary and plan; a test says when it is old.\n"


def list_files() -> dict[Path, str]:
    """Each file with what has to stand in it."""
    return {
        APP / "texts" / "vocabulary.zh.json": write_words("zh"),
        APP / "texts" / "vocabulary.en.json": write_words("en"),
        APP / "static" / "phone" / "rules" / "vocabulary.ts": write_tables(),
    }


def write_words(language: str) -> str:
    """One key for each word: `kind.market`, `result.pass`."""
    tables: dict[str, Mapping[str, vocabulary.Words]] = {
        "kind": vocabulary.KINDS,
        "role": vocabulary.ROLES,
        "class": vocabulary.CLASSES | vocabulary.SCORED_CLASSES,
        "vetoes": vocabulary.VETOES,
        "result": vocabulary.RESULTS,
        "list": vocabulary.LISTS,
    }
    words = {f"{of}.{code}": one for of, table in tables.items() for code, one in table.items()}
    words |= {f"result-{of}.{code}": one for (of, code), one in vocabulary.RESULTS_OF_KIND.items()}
    texts = {key: getattr(one, language) for key, one in words.items()}
    return json.dumps(texts, ensure_ascii=False, indent=1) + "\n"


def write_tables() -> str:
    """TypeScript knows each code, so that an icon or a result that is missing does not compile."""
    return HEAD + "".join(
        [
            write_table("KINDS", vocabulary.KINDS, "icon", "parent", "follows"),
            write_table("RESULTS", vocabulary.RESULTS, "passes"),
            write_table("CLASSES", vocabulary.CLASSES, "tag", "decides"),
            write_intervals(),
            f"\nexport type ScoredClass = {' | '.join(map(as_json, vocabulary.SCORED_CLASSES))};\n",
        ]
    )


def write_table(name: str, table: Mapping[str, vocabulary.Words], *parts: str) -> str:
    """One constant, a code on each line."""
    rows = "".join(f"  {code}: {write_row(one, parts)},\n" for code, one in table.items())
    return f"\nexport const {name} = {{\n{rows}}} as const;\n"


def write_intervals() -> str:
    """The plan's intervals in months; what they rest on is read at the desk."""
    months = {one.kind: one.months for one in current_plan().intervals}
    rows = "".join(f"  {kind}: {count},\n" for kind, count in months.items())
    return f"\nexport const INTERVALS: Record<string, number> = {{\n{rows}}};\n"


def write_row(entry: vocabulary.Words, parts: Iterable[str]) -> str:
    """These parts of one entry; what it has not is left out, for phones load the tables first."""
    given = {part: getattr(entry, part) for part in parts if getattr(entry, part) is not None}
    told = ", ".join(f"{part}: {as_json(value)}" for part, value in given.items())
    return f"{{ {told} }}" if given else "{}"


def as_json(value: object) -> str:
    """A text in quotes, true or false."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    for path, text in list_files().items():
        path.write_text(text, encoding="utf-8")
