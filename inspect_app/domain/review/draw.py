"""Draws the sample of a batch of revisions, so that anybody repeats it from their digests.

The seed is the SHA-256 of all digests of the batch, sorted and joined by newlines. Each group (one
author, one kind) is sorted by the SHA-256 of "seed, newline, digest"; its first max(5, 20 %) are
drawn, a part of one counted as one. docs/operations.md has the same as
a few lines of shell.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

G = TypeVar("G")
LEAST = 5
ONE_IN = 5


def seed_of(digests: Iterable[str]) -> str:
    """Return the seed of a batch with these digests, in whatever order they come."""
    return _sha256("\n".join(sorted(digests)))


def sample_size(count: int) -> int:
    """Return how many are drawn of a group of this size."""
    return min(count, max(LEAST, -(-count // ONE_IN)))


def draw(groups: Mapping[G, Collection[str]]) -> set[str]:
    """Return the drawn digests of a batch whose groups have these digests."""
    seed = seed_of(digest for group in groups.values() for digest in group)
    return {digest for group in groups.values() for digest in _of_group(seed, group)}


def _of_group(seed: str, digests: Collection[str]) -> list[str]:
    ranked = sorted(digests, key=lambda digest: _sha256(f"{seed}\n{digest}"))
    return ranked[: sample_size(len(ranked))]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
