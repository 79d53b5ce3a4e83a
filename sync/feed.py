"""Pages of what a user may read: per scope a cursor, and rows in the order of their numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync.ports import FeedStore
from sync.records import Row

PAGE_ROWS = 500
PAGE_BYTES = 512 * 1024
ENVELOPE = 128  # what stands around the rows of one scope, and around all of them


@dataclass
class _Budget:
    """What is left of the page, all scopes together."""

    rows: int
    bytes: int
    untouched: bool = True

    def takes(self, row: Row) -> bool:
        """One row always fits, however long it is."""
        if not self.untouched and (self.rows < 1 or self.bytes < row.size):
            return False
        self.untouched = False
        self.rows -= 1
        self.bytes -= row.size
        return True


@dataclass
class ScopePage:
    """The answer for one scope."""

    scope: str
    state: str
    start: int
    upto: int
    rows: list[Row] = field(default_factory=list)
    more: bool = False

    def as_json(self) -> dict[str, Any]:
        """Rows and gone apart, their order kept."""
        return {
            "scope": self.scope,
            "state": self.state,
            "from": self.start,
            "upto": self.upto,
            "rows": [row.as_json() for row in self.rows if row.data is not None],
            "gone": [row.as_json() for row in self.rows if row.data is None],
            "more": self.more,
        }


def pull(
    store: FeedStore,
    granted: Collection[str],
    cursors: Mapping[str, int],
    *,
    epoch_known: bool,
    limit: int = PAGE_ROWS,
) -> list[ScopePage]:
    """All the user's scopes, then each one he asked about and may not read."""
    around = ENVELOPE + sum(ENVELOPE + len(one.encode()) for one in {*granted, *cursors})
    budget = _Budget(limit, PAGE_BYTES - around)
    mine = sorted(set(granted), key=str.encode)
    pages = [_page(store, one, cursors.get(one, 0), epoch_known, budget) for one in mine]
    foreign = sorted(set(cursors) - set(mine), key=str.encode)
    return pages + [ScopePage(one, "revoked", cursors[one], cursors[one]) for one in foreign]


def _page(
    store: FeedStore, scope: str, cursor: int, epoch_known: bool, budget: _Budget
) -> ScopePage:
    head = store.head(scope)
    reset = not epoch_known or cursor > head.head or 0 < cursor < head.floor
    start = 0 if reset else cursor
    page = ScopePage(scope, "reset" if reset else "same", start, head.head)
    if start < head.head:
        _fill(store, page, budget)
    if not reset and (page.rows or page.more):
        page.state = "new"
    return page


def _fill(store: FeedStore, page: ScopePage, budget: _Budget) -> None:
    for row in store.rows(page.scope, page.start, page.upto, max(budget.rows, 0) + 1):
        if not budget.takes(row):
            page.more = True
            page.upto = page.rows[-1].seq if page.rows else page.start
            return
        page.rows.append(row)
