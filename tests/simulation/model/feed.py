"""What phones pull of the model's books."""

from collections.abc import Collection, Iterable, Mapping

from sync.ports import PartKey
from sync.records import Head, Row
from tests.simulation.model.books import Books


class ModelFeed:
    """Implements `sync.ports.FeedStore`."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def heads(self, scopes: Collection[str]) -> dict[str, Head]:
        return {scope: Head(self.books.heads.get(scope, 0)) for scope in scopes}

    def list_parted(self, heads: Mapping[str, Head]) -> Collection[str]:
        return ()

    def known_parts(self, asked: Collection[PartKey]) -> Collection[PartKey]:
        return ()

    def rows(
        self, scope: str, part: str | None, after: int, upto: int, limit: int
    ) -> Iterable[Row]:
        return self.books.page(scope, after, upto, limit)
