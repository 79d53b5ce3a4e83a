"""What the address narrows the corrections to; every link of a page carries it on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from inspect_app.desk.forms import narrowing
from inspect_app.domain.vocabulary import CLASSES, SCORED_CLASSES
from inspect_app.errors import problem
from inspect_app.plans.departments import kinds_of
from inspect_app.queries.corrections.search import STAGES, Search

VIEWS = ("board", "list")
NARROWING = ("area", "department", "kind", "weight", "premises", "inspection")
WEIGHTS = tuple(code for code in CLASSES | SCORED_CLASSES if code != "record")
LONGEST_ID = 36


@dataclass(frozen=True)
class Filters:
    """The filters of the address; `given` are those that narrow something."""

    given: dict[str, str]
    view: str
    stage: str

    @property
    def search(self) -> Search:
        """Return what to look for; a department's kinds are those of its targets."""
        return Search(
            area=self.given.get("area", ""),
            kinds=kinds_of(self.given.get("kind", ""), self.given.get("department", "")),
            weight=self.given.get("weight", ""),
            stage=self.stage,
            premises=self.given.get("premises", ""),
            inspection=self.given.get("inspection", ""),
        )

    @property
    def exported(self) -> dict[str, str]:
        """Return the same filters for the file of the list."""
        return {"stage": self.stage} | self.given

    def but(self, **others: str) -> str:
        """Return the same filters with others in their place, as a query string."""
        stage = "" if self.stage == STAGES[0] else self.stage
        view = "" if self.view == VIEWS[0] else self.view
        kept = self.given | {"view": view, "stage": stage} | others
        return urlencode({name: text for name, text in kept.items() if text})


def asked_filters() -> Filters:
    """Return the filters of the address; raise `not_found` for a stage or view that is none."""
    args = request.args
    view, stage = args.get("view", "") or VIEWS[0], args.get("stage", "") or STAGES[0]
    if view not in VIEWS or stage not in STAGES:
        raise problem("not_found")
    given = {name: args.get(name, "")[:LONGEST_ID] for name in NARROWING}
    return Filters(narrowing(given), view, stage)
