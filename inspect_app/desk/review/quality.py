"""Signals of quality in words: what was found, what that means, and what it does not mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.access import in_scope
from inspect_app.desk.review.item_view import Shot
from inspect_app.desk.review.reading import Reading
from inspect_app.desk.review.signatures import SignatureView
from inspect_app.domain.review.looked_at import Signed, list_judged, visit_of
from inspect_app.domain.review.quality import UNKNOWN, WELL, Signal, Visit, signals
from inspect_app.models.people import User
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.evidence import (
    UsedElsewhere,
    find_seen_elsewhere,
    list_used_elsewhere,
)
from inspect_app.queries.review_items import verdicts_of
from inspect_app.web.language import t

DOUBTFUL = ("open", "disputed", "borrowed")
MOST_NAMED = 9  # photos; the others are counted
TONES = {WELL: ("pass", "pass"), UNKNOWN: ("mute", "na")}


@dataclass(frozen=True)
class Elsewhere:
    """A photo that stands in another visit, too; `place` is None outside the reader's scope."""

    shot: Shot
    place: UsedElsewhere | None


@dataclass(frozen=True)
class SignalView:
    """One signal: its name, its sentence, what it means and what not, and photos to look at."""

    name: str
    state: str
    title: str
    words: str
    means: str
    not_means: str
    photos: tuple[Elsewhere, ...] = ()

    @property
    def tone(self) -> tuple[str, str]:
        """Return the tone and the mark of its state."""
        return TONES.get(self.state, ("turn", "overdue"))


def list_signals(
    user: User, reading: Reading, signatures: Sequence[SignatureView]
) -> list[SignalView]:
    """Return the signals of a revision in words; a visit without an inspection has none."""
    if reading.unable:
        return []
    visit, hashes = reading.inspection.visit, {one.sha256 for one in reading.shots}
    elsewhere = find_seen_elsewhere(visit, hashes) if hashes else {}
    known = list_used_elsewhere(elsewhere.values(), in_scope(user)) if elsewhere else {}
    photos = [
        Elsewhere(shot, known.get(elsewhere[shot.sha256]))
        for shot in reading.shots
        if shot.sha256 in elsewhere
    ]
    found = signals(_visit(reading, signatures, len({one.shot.sha256 for one in photos})))
    return [_view(one, photos if one.name == "reused" else []) for one in found]


def _view(signal: Signal, photos: Sequence[Elsewhere]) -> SignalView:
    name, state = signal.name, signal.state
    return SignalView(
        name,
        state,
        title=t(f"signal.{name}"),
        words=t(f"signal.{name}.{state}", **signal.figures),
        means=t(f"signal.{name}.means"),
        not_means=t(f"signal.{name}.not"),
        photos=tuple(photos[:MOST_NAMED]),
    )


def _visit(reading: Reading, signatures: Sequence[SignatureView], reused: int) -> Visit:
    revision = reading.revision
    return visit_of(
        reading.body,
        reading.inspection.revisions[0].body,
        list_judged(checklist_of(revision.checklist), reading.body, verdicts_of(revision)),
        Signed(
            count=len(signatures),
            unbound=sum(not one.is_for_this_content for one in signatures),
            unconfirmed=sum(one.state in DOUBTFUL for one in signatures),
        ),
        reused=reused,
        metres=reading.metres_off,
    )
