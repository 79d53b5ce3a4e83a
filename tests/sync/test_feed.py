"""Pages: whatever the sizes and the limit, every row comes, in order, and the pages end."""

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sync.feed import PAGE_BYTES, pull
from sync.records import Head, Row


@dataclass
class MemoryFeed:
    scopes: dict[str, list[Row]]

    def head(self, scope: str) -> Head:
        return Head(max((row.seq for row in self.scopes.get(scope, [])), default=0))

    def rows(self, scope: str, after: int, upto: int, limit: int) -> Iterable[Row]:
        fitting = [row for row in self.scopes.get(scope, []) if after < row.seq <= upto]
        return sorted(fitting, key=lambda row: row.seq)[:limit]


def rows_of(sizes: list[int | None]) -> list[Row]:
    texts = [None if size is None else f'"{"x" * size}"' for size in sizes]
    return [Row("note", f"{i}", i + 1, 1, text) for i, text in enumerate(texts)]


def test_a_foreign_scope_is_revoked_without_a_look(monkeypatch):
    (own, foreign) = pull(MemoryFeed({"b": rows_of([1])}), ["a"], {"b": 4}, epoch_known=True)
    assert (own.state, foreign.state, foreign.rows) == ("same", "revoked", [])


@given(
    st.dictionaries(
        st.sampled_from("abc"),
        st.lists(st.none() | st.sampled_from([1, 50_000, 600_000]), max_size=8),
    ),
    st.integers(1, 5),
)
def test_pages_deliver_every_row_once_and_come_to_an_end(sizes, limit):
    feed = MemoryFeed({scope: rows_of(some) for scope, some in sizes.items()})
    cursors: dict[str, int] = {}
    seen: list[tuple[str, int]] = []
    for _ in range(40):
        pages = pull(feed, "abc", cursors, epoch_known=True, limit=limit)
        taken = [(page.scope, row) for page in pages for row in page.rows]
        assert len(taken) <= limit
        assert len(taken) == 1 or sum(row.size for _, row in taken) <= PAGE_BYTES
        seen += [(scope, row.seq) for scope, row in taken]
        cursors = {page.scope: page.upto for page in pages}
        if not any(page.more for page in pages):
            break
    expected = [(scope, row.seq) for scope, rows in feed.scopes.items() for row in rows]
    assert sorted(seen) == sorted(expected)
    assert {page.state for page in pull(feed, "abc", cursors, epoch_known=True)} == {"same"}


def test_rows_and_tombstones_share_the_limit_and_are_told_apart():
    feed = MemoryFeed({"a": rows_of([1, None, 1])})
    (page,) = pull(feed, ["a"], {}, epoch_known=True, limit=2)
    told = page.as_json()
    assert ([row["seq"] for row in told["rows"]], [row["seq"] for row in told["gone"]]) == (
        [1],
        [2],
    )
    assert (told["state"], told["upto"], told["more"]) == ("new", 2, True)
