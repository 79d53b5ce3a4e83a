"""How kinds hang together: what lies under what, and which kind opens one without a checklist."""

# A market's page lists its stalls, an estate's its lifts, a site's its unit works.
PARENTS = {"stall": "market", "elevator": "estate", "unit_work": "construction_site"}

# So many that a phone with a large scope gets them parent by parent, when somebody opens one.
IN_PARTS = ("stall", "elevator")
ALONE = "-"  # the part of those that lie under nothing

# Nobody inspects these by themselves: who may read the other kind of an area reads this one too.
FOLLOWS = {"estate": "elevator", "unit_work": "construction_site"}


def kinds_of(right: str) -> list[str]:
    """What one kind in a person's scope opens: itself, and what follows it."""
    return [right, *(kind for kind, followed in FOLLOWS.items() if followed == right)]


def part_of(kind: str, parent: str | None) -> str | None:
    """Where a premises lies in the scope of its kind."""
    return (parent or ALONE) if kind in IN_PARTS else None
