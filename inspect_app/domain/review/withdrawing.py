"""Who may take a decision of a review back, until when, and whether it needs a reason."""

from datetime import datetime, timedelta

from inspect_app.domain.calendar.visits import shanghai_day

UNDO = timedelta(seconds=10)
TOLERANCE = timedelta(seconds=3)  # the answer's way to the browser, and the click's way back
PLAIN, REASON, ANOTHER = "plain", "reason", "another"


def way_to_withdraw(giver: str, actor: str, given_at: datetime, at: datetime) -> str:
    """Return how a person may withdraw an approval.

    `plain`: its giver on the same Shanghai day, or seconds later; `reason`: anybody else, who has
    to say why; `another`: its giver on a later day, who needs another person for it.
    """
    if giver != actor:
        return REASON
    same_day = shanghai_day(given_at) == shanghai_day(at)
    return PLAIN if same_day or may_undo(giver, actor, given_at, at) else ANOTHER


def may_undo(giver: str, actor: str, given_at: datetime, at: datetime) -> bool:
    """Whether a person may undo a decision at once: he gave it himself, seconds ago."""
    return giver == actor and at - given_at <= UNDO + TOLERANCE


def seconds_left(given_at: datetime, at: datetime) -> int:
    """Return how many whole seconds of the ten to undo a decision remain."""
    return max(0, min(10, round((given_at + UNDO - at).total_seconds())))
