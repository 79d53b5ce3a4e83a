"""Parts of long lists, since no statement takes any number of values."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 500


def in_batches(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Yield the values in lists of at most `size`."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part
