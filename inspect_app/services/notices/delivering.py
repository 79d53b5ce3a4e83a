"""Sends what waits in the outbox. Called by the sweep alone, never by a request."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inspect_app.domain.notices.messages import Message, make_message
from inspect_app.domain.notices.receivers import PLAIN, Receiver
from inspect_app.services.notices.outbox import Taken, note_try, take_delivery
from inspect_app.services.notices.posting import Answer, NotSent, Way, post
from inspect_app.services.writing.transaction import release_connection

# Robots take twenty messages a minute of all workers together.
MOST_OF_ROBOTS, MOST_OF_PROGRAMS = 8, 100
BUDGET_S = 20.0
Post = Callable[[Message, Way], Answer]
REDIRECTS = range(300, 400)


@dataclass(frozen=True)
class Outgoing:
    """What sending needs to know: to whom, by which way, in which words, and our own address."""

    receivers: Sequence[Receiver]
    way: Way
    words: Mapping[str, str]
    address: str


def deliver(
    out: Outgoing, clock: Callable[[], datetime] = lambda: datetime.now(UTC), send: Post = post
) -> int:
    """Send what is due within a budget of time; return how many arrived.

    A receiver that failed waits for the next round, so that it holds up nobody else.
    """
    until, arrived = time.monotonic() + BUDGET_S, 0
    for receiver in out.receivers:
        for _ in range(MOST_OF_PROGRAMS if receiver.template == PLAIN else MOST_OF_ROBOTS):
            if time.monotonic() > until:
                return arrived
            taken = take_delivery(receiver.name, clock())
            if taken is None or not _send(out, receiver, taken, clock, send):
                break
            arrived += 1
    return arrived


def _send(
    out: Outgoing, receiver: Receiver, taken: Taken, clock: Callable[[], datetime], send: Post
) -> bool:
    event = taken.event | {"link": f"{out.address}{taken.event['link']}"}
    release_connection()
    begun, status = time.monotonic(), None
    try:
        answer = send(make_message(receiver, taken.id, event, clock(), out.words), out.way)
        status, outcome = answer.status, _outcome(receiver, answer)
    except NotSent as why:
        outcome = str(why)
    ms = round((time.monotonic() - begun) * 1000)
    note_try(taken, clock(), ms=ms, status=status, outcome=outcome, sent=outcome == "ok")
    return outcome == "ok"


def _outcome(receiver: Receiver, answer: Answer) -> str:
    """Return `ok`, or the code of what is wrong; a robot refuses with status 200."""
    if answer.status in REDIRECTS:
        return "redirect"
    if not 200 <= answer.status < 300:
        return "status"
    if receiver.template != PLAIN and _errcode(answer.body) != 0:
        return "robot"
    return "ok"


def _errcode(body: bytes) -> Any:
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said.get("errcode") if isinstance(said, dict) else None
