"""What an inspector will answer, and what must then be true: computed before the phone starts."""

import json
from dataclasses import dataclass, field
from typing import Any

from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import required_photos, score, visible_items
from tests.bodies import passing_answers
from tests.browser.inspector import Inspector, expect
from tests.browser.register import Place, ask
from tests.browser.server import Site


@dataclass
class Plan:
    """Every visible item passes unless it is named in `fail` or its answer is `chosen`."""

    site: Site
    place: Place
    code: str
    fail: tuple[str, ...] = ()
    chosen: dict[str, dict[str, Any]] = field(default_factory=dict)
    acceptance: dict[str, Any] | None = None
    items: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        newest = "select body from checklist where code = ? order by version desc limit 1"
        [(text,)] = ask(self.site, newest, self.code)
        shown = json.loads(text)
        [(today,)] = ask(self.site, "select date('now', '+8 hours')")
        premises = {"kind": shown["kind"], "attrs": self.place.attrs}
        self.kind = shown["kind"]
        self.items = {item["id"]: item for item in shown["items"]}
        given = {"premises": premises, "on": today, "acceptance": self.acceptance}
        self.answers = passing_answers(shown, given, self.fail, self.chosen)
        given["answers"] = self.answers
        checklist = Checklist.from_object(shown)
        self.asked = [
            item.id
            for item in visible_items(checklist, given)
            if not self.items[item.id]["optional"]
        ]
        self.photos = required_photos(checklist, given)
        self.score = score(checklist, given)

    def play(self, lin: Inspector) -> None:
        """Answers every item in the phone's order, to the seal."""
        for _ in self.asked:
            item = lin.item
            lin.answer(self.items[item], self.answers[item])
            if item in self.photos:
                lin.take_small_photo()
            lin.next()
        lin.page.wait_for_url("**/seal/**")
        expect(lin.find("missing")).not_to_have_count(0)
