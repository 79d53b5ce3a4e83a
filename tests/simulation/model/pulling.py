"""What the model phone fetches: `sync/pull.ts` and `data/rows.ts`."""

from typing import Any

from tests.simulation.model.page import OFFLINE, Stop
from tests.simulation.model.settling import Settling
from tests.simulation.model.things import FINAL, Kept
from tests.simulation.steps import PAGE


class Pulling(Settling):
    """Page by page, then the outcomes of earlier pushes."""

    def _pull(self) -> None:
        client = self.session["client"]
        while True:
            cursors = dict(self.store.cursors)
            unsent = [
                one
                for one in self.store.outbox.values()
                if one.state not in FINAL and not self.store.is_mended(one)
            ]
            told = self._call(
                "/sync/pull",
                {
                    "epoch": self.store.meta.get("cursor_epoch", self.session["epoch"]),
                    "client_id": client,
                    "cursors": cursors,
                    "limit": PAGE,
                    "outbox": len(unsent),
                },
            )
            scopes = told.get("scopes")
            if not isinstance(told.get("epoch"), str) or not isinstance(scopes, list):
                raise Stop(OFFLINE)
            with self.disk.write():
                for page in scopes:
                    self._apply(page)
                self.store.meta["cursor_epoch"] = told["epoch"]
            if (
                not any(page["more"] for page in scopes)
                and self.store.cursors.keys() <= cursors.keys()
            ):
                break
        self._apply_outcomes()

    def _apply(self, page: dict[str, Any]) -> None:
        scope, rows = page["scope"], self.store.rows
        if page["state"] in ("reset", "revoked"):
            for key in [key for key, row in rows.items() if row[0] == scope]:
                del rows[key]
        if page["state"] == "revoked":
            self.store.cursors.pop(scope, None)
            return
        for row in page["rows"]:
            rows[(row["collection"], row["id"])] = (scope, row["seq"], row["rev"], row["data"])
        for gone in page["gone"]:
            key = (gone["collection"], gone["id"])
            if key in rows and rows[key][0] == scope:
                del rows[key]
        self.store.cursors[scope] = page["upto"]

    def _apply_outcomes(self) -> None:
        told = [self.store.rows[key] for key in sorted(self.store.rows) if key[0] == "outcome"]
        pairs = []
        for row in told:
            outcome = row[3]
            key = tuple(outcome[one] for one in ("collection", "id", "rev", "digest"))
            if record := self.store.find(key):
                pairs.append((record, outcome))
        for record, outcome in pairs:
            if _is_news(record, outcome):
                self._settle_record(record, outcome)


def _is_news(record: Kept, outcome: dict[str, Any]) -> bool:
    if record.state not in ("received", "quarantined"):
        return record.state != "replaced"
    if record.state != ("received" if outcome["verdict"] == "stored" else "quarantined"):
        return True
    receipt = outcome.get("receipt")
    return outcome.get("code") != record.code or bool(receipt and receipt != record.receipt)
