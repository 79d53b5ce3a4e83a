"""Pages: whatever the sizes and the limit, every row comes, in order, and the pages end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.feed import PAGE_BYTES, pull
from sync.ports import PartKey
from sync.records import Head, Row


@dataclass
class MemoryFeed:
    """`lies` says in which part the row of a number lies; `floors` what was removed."""

    scopes: dict[str, list[Row]]
    parted: frozenset[str] = frozenset()
    lies: dict[int, str] = field(default_factory=dict)
    floors: dict[str, int] = field(default_factory=dict)

    def heads(self, scopes: Collection[str]) -> dict[str, Head]:
        return {
            scope: Head(
                max((row.seq for row in self.scopes.get(scope, [])), default=0),
                self.floors.get(scope, 0),
            )
            for scope in scopes
        }

    def list_parted(self, heads: Mapping[str, Head]) -> Collection[str]:
        return self.parted & heads.keys()

    def known_parts(self, asked: Collection[PartKey]) -> Collection[PartKey]:
        return [key for key in asked if key[1] in {*self.lies.values(), "empty"}]

    def rows(
        self, scope: str, part: str | None, after: int, upto: int, limit: int
    ) -> Iterable[Row]:
        fitting = [
            row
            for row in self.scopes.get(scope, [])
            if after < row.seq <= upto and part in (None, self.lies.get(row.seq))
        ]
        return sorted(fitting, key=lambda row: row.seq)[:limit]


def rows_of(sizes: list[int | None]) -> list[Row]:
    texts = [None if size is None else f'"{"x" * size}"' for size in sizes]
    return [Row("note", f"{i}", i + 1, 1, text) for i, text in enumerate(texts)]


def parted_feed(**floors: int) -> MemoryFeed:
    """Rows 1 and 3 lie in `one`, row 2 in `two`."""
    lies = {1: "one", 2: "two", 3: "one"}
    return MemoryFeed({"a": rows_of([1, 1, 1])}, frozenset("a"), lies, floors)


def told(feed: MemoryFeed, cursors: dict[str, int], **how: bool) -> list[tuple[object, ...]]:
    pages = pull(feed, ["a"], cursors, **{"epoch_known": True} | how)
    return [(page.scope, page.state, page.upto, [row.seq for row in page.rows]) for page in pages]


def test_a_foreign_scope_is_revoked_without_a_look():
    (own, foreign) = pull(MemoryFeed({"b": rows_of([1])}), ["a"], {"b": 4}, epoch_known=True)
    assert (own.state, foreign.state, foreign.rows) == ("same", "revoked", [])


@pytest.mark.parametrize("name", ["b:one", "a:three", "a:", "one", "a:one:one"])
def test_a_part_of_nobody_s_or_of_nothing_is_revoked(name):
    feed = parted_feed()
    feed.scopes["b"] = rows_of([1])
    feed.parted = frozenset("ab")
    assert told(feed, {name: 2}) == [("a", "parted", 0, []), (name, "revoked", 2, [])]


def test_who_has_a_scope_whole_keeps_it_whole_and_has_no_parts():
    assert told(parted_feed(), {"a": 1, "a:one": 1}) == [
        ("a", "new", 3, [2, 3]),
        ("a:one", "revoked", 1, []),
    ]


def test_who_begins_gets_the_parts_he_asks_for_and_nothing_else():
    assert told(parted_feed(), {}) == [("a", "parted", 0, [])]
    assert told(parted_feed(), {"a": 0, "a:one": 0, "a:empty": 0}) == [
        ("a", "parted", 0, []),
        ("a:empty", "same", 3, []),
        ("a:one", "new", 3, [1, 3]),
    ]


def test_a_part_goes_on_from_its_own_cursor():
    assert told(parted_feed(), {"a:one": 1, "a:two": 2}) == [
        ("a", "parted", 0, []),
        ("a:one", "new", 3, [3]),
        ("a:two", "same", 3, []),
    ]


def test_only_the_part_whose_cursor_cannot_be_answered_is_reset():
    assert told(parted_feed(a=2), {"a:one": 1, "a:two": 3}) == [
        ("a", "parted", 0, []),
        ("a:one", "reset", 3, [1, 3]),
        ("a:two", "same", 3, []),
    ]
    assert told(parted_feed(), {"a:two": 9})[1] == ("a:two", "reset", 3, [2])


def test_a_phone_of_another_epoch_begins_again_in_parts():
    assert told(parted_feed(), {"a": 3, "a:two": 3}, epoch_known=False) == [
        ("a", "parted", 0, []),
        ("a:two", "reset", 3, [2]),
    ]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abc"),
        st.lists(st.none() | st.sampled_from([1, 50_000, 600_000]), max_size=8),
    ),
    st.integers(1, 5),
    st.frozensets(st.sampled_from("abc")),
)
def test_pages_deliver_every_row_once_and_come_to_an_end(sizes, limit, parted):
    feed = MemoryFeed({scope: rows_of(some) for scope, some in sizes.items()}, parted)
    feed.lies = {number: ("even", "odd")[number % 2] for number in range(9)}
    cursors = {f"{scope}:{part}": 0 for scope in parted for part in ("even", "odd")}
    asked = cursors.keys() | {*"abc"}
    seen: list[tuple[str, int]] = []
    for _ in range(60):
        pages = pull(feed, "abc", cursors, epoch_known=True, limit=limit)
        assert {page.scope for page in pages} == asked
        taken = [(page.scope, row) for page in pages for row in page.rows]
        assert len(taken) <= limit
        assert len(taken) == 1 or sum(row.size for _, row in taken) <= PAGE_BYTES
        seen += [(scope.partition(":")[0], row.seq) for scope, row in taken]
        cursors = {page.scope: page.upto for page in pages}
        if not any(page.more for page in pages):
            break
    expected = [(scope, row.seq) for scope, rows in feed.scopes.items() for row in rows]
    assert sorted(seen) == sorted(expected)
    states = {page.state for page in pull(feed, "abc", cursors, epoch_known=True)}
    assert states <= {"same", "parted"}


def test_rows_and_tombstones_share_the_limit_and_are_told_apart():
    feed = MemoryFeed({"a": rows_of([1, None, 1])})
    (page,) = pull(feed, ["a"], {}, epoch_known=True, limit=2)
    told = page.as_json()
    assert ([row["seq"] for row in told["rows"]], [row["seq"] for row in told["gone"]]) == (
        [1],
        [2],
    )
    assert (told["state"], told["upto"], told["more"]) == ("new", 2, True)
