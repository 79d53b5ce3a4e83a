"""How kinds hang together, as the vocabulary's table says: what lies under what."""

from inspect_app.domain.vocabulary import KINDS

# A market's page lists its stalls, an estate's its lifts, a site's its unit works.
PARENTS = {code: kind.parent for code, kind in KINDS.items() if kind.parent}
CHILDREN = {parent: child for child, parent in PARENTS.items()}
IN_PARTS = tuple(code for code, kind in KINDS.items() if kind.in_parts)
ALONE = "-"  # the part of those that lie under nothing
FOLLOWS = {code: kind.follows for code, kind in KINDS.items() if kind.follows}
INSPECTED = tuple(code for code in KINDS if code not in FOLLOWS)


def kinds_of(right: str) -> list[str]:
    """What one kind in a person's scope opens: itself, and what follows it."""
    return [right, *(kind for kind, followed in FOLLOWS.items() if followed == right)]


def part_of(kind: str, parent: str | None) -> str | None:
    """Where a premises lies in the scope of its kind."""
    return (parent or ALONE) if kind in IN_PARTS else None
