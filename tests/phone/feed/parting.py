"""A phone that pulls large scopes in parts: what it keeps, and what it asks for next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inspect_app.services.feed.reader import pull_pages


@dataclass
class PartPhone:
    """Keeps what `data/rows.ts` keeps: each row with the name that it came under."""

    user_id: str
    rows: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    restored: bool = False

    def pull(self, limit: int = 500) -> bool:
        """One page; true if there is more to ask."""
        asked = self.asked()
        known, self.restored = not self.restored, False
        pages = pull_pages(self.user_id, asked, epoch_known=known, limit=limit)
        for page in pages:
            self.apply(page)
        return any(page["more"] for page in pages) or not self.asked().keys() <= asked.keys()

    def pull_all(self) -> None:
        while self.pull():
            pass

    def asked(self) -> dict[str, int]:
        opened = {
            f"{scope.removesuffix(':market')}:stall:{id}"
            for id, (scope, _) in self.rows.items()
            if id in self.wanted
        }
        parts = {one for one in opened if one.rpartition(":")[0] in self.parted}
        parts |= {f"{scope}:-" for scope in self.parted}
        return dict.fromkeys(parts, 0) | self.cursors

    def apply(self, page: Mapping[str, Any]) -> None:
        scope, state = page["scope"], page["state"]
        if state in ("reset", "revoked", "parted"):
            self.drop(scope)
        if state != "parted":
            self.forget_parts(scope)
        self.cursors[scope] = page["upto"]
        if state == "parted":
            self.parted.add(scope)
        if state == "revoked":
            del self.cursors[scope]
        for row in page["rows"]:
            self.rows[row["id"]] = (scope, row["data"])
        for row in page["gone"]:
            if self.rows.get(row["id"], ("",))[0] == scope:
                del self.rows[row["id"]]

    def forget_parts(self, scope: str) -> None:
        self.parted.discard(scope)
        for part in [one for one in self.cursors if one.startswith(f"{scope}:")]:
            self.drop(part)
            del self.cursors[part]

    def drop(self, scope: str) -> None:
        self.rows = {id: row for id, row in self.rows.items() if row[0] != scope}
