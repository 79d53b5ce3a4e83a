"""What a visit asks to be put right, and the moves that follow, each made by the service."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from inspect_app.demo.diary import Step
from inspect_app.demo.drawings.placeholders import with_comment
from inspect_app.demo.records.bodies import Sealed, shot
from inspect_app.demo.records.evidence import Seen, draw_evidence
from inspect_app.demo.records.past import Album
from inspect_app.demo.visits.corrections import (
    BY,
    ITEMS,
    OPERATOR,
    SCRIPTS,
    SUPERVISOR,
    WHY,
    Script,
)
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.papers.rechecks import issue_recheck
from inspect_app.services.photos.photo_rows import add_photo
from inspect_app.services.writing.transaction import Writing, writing

LONGER = 5


@dataclass(frozen=True)
class Asked:
    """One correction of an inspection, with who inspected and who decides; photos go to `album`."""

    id: str
    inspection: str
    item: str
    script: Script
    inspector: str
    reviewer: str
    album: Album
    now: datetime


def failing_of(checklist: str, asks: str) -> frozenset[str]:
    """Return the item that fails wherever something is asked for."""
    return frozenset({ITEMS[checklist]} if asks else ())


def ask_for(sealed: Sealed, asks: str, id: str) -> None:
    """Name one correction in a body that is not signed yet."""
    body, script = sealed.body, SCRIPTS[asks]
    item = ITEMS[body["checklist"]["code"]]
    asked = {"id": id, "item": item, "measure": script.measure}
    body["corrections"] = [asked | ({"deadline_days": script.days} if script.days else {})]
    if script.measure == "on_the_spot":
        add_both(sealed, item)


def add_both(sealed: Sealed, item: str) -> None:
    """Show the item before and after, as what is mended in the same visit must be."""
    answers, at = sealed.body["answers"], datetime.fromisoformat(sealed.body["sealed_at"])
    before = draw_evidence(Seen(item, answers[item]["value"], True))
    after = with_comment(draw_evidence(Seen(item), 1), "整改后（示例）")
    minutes = {"before": 15, "after": 3}
    sealed.body["photos"][item] = [
        shot(sealed.keep(data), at - timedelta(minutes=minutes[role])) | {"role": role}
        for role, data in (("before", before), ("after", after))
    ]


def live_on(asked: Asked, sent_at: datetime, decided_at: datetime | None) -> Iterator[Step]:
    """Yield the moves: the service on the day of the visit, the rest after the decision."""
    at = sent_at + timedelta(minutes=2)
    for name, days in asked.script.moves:
        if name != "serve":
            if decided_at is None:
                return
            gap = timedelta(days=days)
            at = max(at, decided_at) + min(gap, (asked.now - max(at, decided_at)) * 0.4)
        yield Step(at, partial(move, asked, name, at))
    if asked.script.opinion and decided_at is not None:
        later = at + (asked.now - at) * 0.1
        yield Step(later, partial(give_opinion, asked, later))


def move(asked: Asked, name: str, at: datetime) -> None:
    """Make a move as whoever makes it would."""
    who = BY.get(name, SUPERVISOR)
    actors = {"inspector": asked.inspector, "supervisor": asked.reviewer}
    wanted = Move(
        name,
        who,
        shanghai_day(at),
        reason=WHY.get(name, ""),
        days=LONGER if name == "extend" else None,
        how="handed" if name == "serve" else None,
    )
    with writing(at) as w:
        row = lock_correction(w, asked.id)
        if row is None:
            raise ValueError(f"{asked.id} was not asked for")
        shown = [show_mended(w, asked)] if name == "report" else []
        detail = {"photos": len(shown)} if shown else {}
        wanted = replace(wanted, photos=len(shown))
        make_move(w, row, Made(wanted, actors.get(who), photos=shown, detail=detail))


def show_mended(w: Writing, asked: Asked) -> dict[str, Any]:
    """Keep the operator's photo of the item put right, which no other correction shows."""
    data = with_comment(draw_evidence(Seen(asked.item), 2), f"整改后（示例）{asked.id}")
    name = hashlib.sha256(data).hexdigest()
    header = asked.album.header_of(name, data)
    add_photo(w, name, header)
    return {"sha256": name, "source": OPERATOR, "size": header.size}


def give_opinion(asked: Asked, at: datetime) -> None:
    """Number the opinion after the recheck."""
    issue_recheck(asked.reviewer, asked.inspection, at=at)
