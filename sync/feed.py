"""Pages of the feed: a cursor for each scope a user may read, rows in the order of their numbers.

A scope that is too large for a phone comes in parts: each part is a filtered view of the scope,
with a cursor of its own on the scope's one counter.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.ports import FeedStore, PartKey
from sync.records import Head, Row

PAGE_ROWS = 500
PAGE_BYTES = 512 * 1024
ENVELOPE = 128  # bytes of JSON around the rows of one scope, and around all scopes


@dataclass
class _Budget:
    """What is left of a page's rows and bytes, all scopes together."""

    rows: int
    bytes: int
    untouched: bool = True

    def takes(self, row: Row) -> bool:
        """Take a row off the budget if it fits; the page's first row always does."""
        if not self.untouched and (self.rows < 1 or self.bytes < row.size):
            return False
        self.untouched = False
        self.rows -= 1
        self.bytes -= row.size
        return True


@dataclass
class ScopePage:
    """The answer for one scope or part: its state, its rows, and how far the cursor moves."""

    scope: str
    state: str
    start: int
    upto: int
    rows: list[Row] = field(default_factory=list)
    more: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the wire form: living rows and tombstones in two lists, each ordered by seq."""
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
    """Return pages of the user's scopes, then of the parts asked for; other names get `revoked`."""
    around = ENVELOPE + sum(ENVELOPE + len(one.encode()) for one in {*granted, *cursors})
    reading = _Reading(store, cursors, epoch_known, _Budget(limit, PAGE_BYTES - around))
    mine = sorted(set(granted), key=str.encode)
    others = sorted(set(cursors) - set(mine), key=str.encode)
    heads = store.heads(mine)
    parted = {one for one in store.list_parted(heads) if reading.begins(one, heads[one])}
    parts = _find_parts(store, parted, others)
    pages = [
        ScopePage(one, "parted", 0, 0) if one in parted else reading.page(one, (one, None), head)
        for one, head in ((one, heads[one]) for one in mine)
    ]
    pages += [reading.page(name, key, heads[key[0]]) for name, key in parts.items()]
    foreign = [one for one in others if one not in parts]
    return pages + [ScopePage(one, "revoked", cursors[one], cursors[one]) for one in foreign]


def _find_parts(
    store: FeedStore, parted: Collection[str], names: Sequence[str]
) -> dict[str, PartKey]:
    """Return the known parts among the names `<scope>:<part>` of parted scopes."""
    split = {name: (scope, part) for name in names for scope, _, part in [name.rpartition(":")]}
    asked = {name: key for name, key in split.items() if key[0] in parted}
    known = set(store.known_parts(list(asked.values()))) if asked else set()
    return {name: key for name, key in asked.items() if key in known}


@dataclass
class _Reading:
    """One pull: the phone's cursors and what is left of its page."""

    store: FeedStore
    cursors: Mapping[str, int]
    epoch_known: bool
    budget: _Budget

    def begins(self, name: str, head: Head) -> bool:
        """Whether the phone has no usable cursor for this name."""
        return self._start(name, head)[0] == 0

    def page(self, name: str, key: tuple[str, str | None], head: Head) -> ScopePage:
        """Fill the page of a scope or part; a part counts on its scope's counter."""
        start, reset = self._start(name, head)
        page = ScopePage(name, "reset" if reset else "same", start, head.head)
        if start < head.head:
            self._fill(page, key)
        if not reset and (page.rows or page.more):
            page.state = "new"
        return page

    def _start(self, name: str, head: Head) -> tuple[int, bool]:
        cursor = self.cursors.get(name, 0)
        reset = not self.epoch_known or cursor > head.head or 0 < cursor < head.floor
        return 0 if reset else cursor, reset

    def _fill(self, page: ScopePage, key: tuple[str, str | None]) -> None:
        limit = max(self.budget.rows, 0) + 1
        for row in self.store.rows(*key, page.start, page.upto, limit):
            if not self.budget.takes(row):
                page.more = True
                page.upto = page.rows[-1].seq if page.rows else page.start
                return
            page.rows.append(row)
