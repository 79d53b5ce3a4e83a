"""Failpoints: named moments between two durable steps. In production no listener is set."""

from collections.abc import Callable

listener: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """Call the test's listener, which may end the process or let other work happen first."""
    if listener is not None:
        listener(name)
