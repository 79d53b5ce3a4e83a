"""Draws the sample of a batch of revisions, so that anybody repeats it from their digests.

The seed is the SHA-256 of the batch's id and all its digests, these sorted, joined by newlines. The
server makes the id at the draw, with 74 random bits: nobody writes a body, or narrows the queue, so
that it is not drawn. Each group (one author, one kind) is sorted by the SHA-256 of "seed, newline,
digest"; its first max(5, 20 %) are drawn, a part of one counted as one. docs/operations.md has the
same as a few lines of shell.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

G = TypeVar("G")
LEAST = 5
ONE_IN = 5


def seed_of(batch_id: str, digests: Iterable[str]) -> str:
    """Return the seed of a batch with these digests, in whatever order they come."""
    return _sha256("\n".join([batch_id, *sorted(digests)]))


def sample_size(count: int) -> int:
    """Return how many are drawn of a group of this size."""
    return min(count, max(LEAST, -(-count // ONE_IN)))


def draw(batch_id: str, groups: Mapping[G, Collection[str]]) -> set[str]:
    """Return the drawn digests of a batch whose groups have these digests."""
    seed = seed_of(batch_id, (digest for group in groups.values() for digest in group))
    return {digest for group in groups.values() for digest in _of_group(seed, group)}


def _of_group(seed: str, digests: Collection[str]) -> list[str]:
    ranked = sorted(digests, key=lambda digest: _sha256(f"{seed}\n{digest}"))
    return ranked[: sample_size(len(ranked))]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
