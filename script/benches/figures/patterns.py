"""Sealed bodies of the fictional city: two for each checklist, one that passes and one that fails.

Each is judged once by the rules that intake uses, and written with other names for each visit.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from inspect_app.domain.rules.scoring import score_with_photos
from inspect_app.domain.rules.unable import has_passed
from tests.bodies import make_body, parsed
from tests.makers import checklist_row

AUTHOR, SECOND, PLACE, WORK = "{author}", "{second}", "{place}", "{work}"
ON = "2023-12-31"
ACCEPTANCE = "construction-acceptance"
CODES = {
    "canteen_school": ("canteen-school",),
    "canteen_elderly": ("canteen-elderly",),
    "market": ("market",),
    "stall": ("stall",),
    "elevator": ("elevator",),
    "construction_site": (ACCEPTANCE, "construction-special"),
    "food_shop": ("food-shop",),
    "food_online": ("food-online",),
    "food_street": ("food-street",),
    "consumer_unit": ("consumer-unit",),
}


@dataclass(frozen=True)
class Pattern:
    """A body with names to be filled in, and what its answers come to."""

    code: str
    checklist_id: int
    text: str
    score: dict[str, Any]
    answers: tuple[tuple[str, Any, str], ...]

    @property
    def passed(self) -> bool | None:
        return has_passed(self.score["result"])

    def sealed(self, names: dict[str, str]) -> tuple[str, str]:
        """Return the body of one visit, and its digest."""
        text = self.text
        for name, value in names.items():
            text = text.replace(name, value)
        return text, hashlib.sha256(text.encode()).hexdigest()


def make_patterns() -> dict[str, list[tuple[Pattern, Pattern]]]:
    """Return for each checklist of a kind the pattern that passes and the one that fails."""
    return {
        kind: [(_pattern(kind, code), _pattern(kind, code, fail=True)) for code in codes]
        for kind, codes in CODES.items()
    }


def _pattern(kind: str, code: str, *, fail: bool = False) -> Pattern:
    checklist, row = parsed(code), checklist_row(code)
    failing = tuple(item.id for item in checklist.items if item.type == "pass_fail")
    people: list[Any] = [SimpleNamespace(id=AUTHOR), SimpleNamespace(id=SECOND)]
    place: Any = SimpleNamespace(id=PLACE, kind=kind, attrs={})
    more = {"acceptance": {"unit_work": WORK}} if code == ACCEPTANCE else {}
    made = make_body(*people, place, on=ON, fail=failing if fail else (), code=code, **more)
    body = made.body | {"photos": {}, "signatures": []}
    score, _ = score_with_photos(checklist, body)
    assert score["complete"] and has_passed(score["result"]) is not fail, (code, score)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Pattern(code, row.id, text, score, tuple(_answers(body, score)))


def _answers(body: dict[str, Any], score: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for item, answer in body["answers"].items():
        if item not in score["hidden"]:
            yield item, answer["value"], "fail" if item in score["failed"] else "pass"
