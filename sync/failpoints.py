"""Named moments between one durable thing and the next. Nobody listens in production."""

from collections.abc import Callable

listener: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """A test may end the process here, or let something else happen first."""
    if listener is not None:
        listener(name)
