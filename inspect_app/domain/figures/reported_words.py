"""Writes values and goals of reported figures as people read them, in both languages."""

from collections.abc import Sequence
from decimal import Decimal

from inspect_app.domain.figures.reported import Value, goals_of
from inspect_app.domain.figures.targets import ManualTarget

MILESTONE = {
    "zh": {True: "已完成", False: "未完成"},
    "en": {True: "done", False: "not done"},
}
GOAL = {"zh": "完成", "en": "done"}
BOUND = {
    "zh": {"at_least": "{}", "at_most": "≤ {}", "about": "{} 左右"},
    "en": {"at_least": "{}", "at_most": "≤ {}", "about": "about {}"},
}


def value_words(target: ManualTarget, value: Value, language: str) -> str:
    """Return a value with its unit: 41 家, 86.3%, 1 + 3 家, or 已完成."""
    if isinstance(value, bool):
        return MILESTONE[language][value]
    numbers = value if isinstance(value, tuple) else (value,)
    return with_unit(target, " + ".join(map(grouped, numbers)), language)


def goal_words(target: ManualTarget, language: str) -> str:
    """Return a goal with its unit: 60 家, 1–2 家, ≤ 35 µg/m³, or 完成."""
    goals = goals_of(target)
    if not goals:
        return GOAL[language]
    number = ("–" if target.form == "range" else " + ").join(map(grouped, goals))
    return BOUND[language][target.bound].format(with_unit(target, number, language))


def with_unit(target: ManualTarget, number: str, language: str) -> str:
    """Return a number with its unit; English leaves out the words that count in Chinese."""
    if target.unit == "%":
        return f"{number}%"
    unit = target.unit if language == "zh" else target.unit_en
    return f"{number} {unit}" if unit else number


def grouped(number: Decimal) -> str:
    """Return a number with commas between its thousands and no empty decimals."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parts_words(target: ManualTarget, numbers: Sequence[Decimal], language: str) -> str:
    """Return each part of a sum with its name: 上市企业 1，领军企业 3."""
    names = [part.zh if language == "zh" else part.en for part in target.parts]
    pairs = [f"{name} {grouped(one)}" for name, one in zip(names, numbers, strict=True)]
    return ("，" if language == "zh" else ", ").join(pairs)
