"""I16 to I18: a correction is where its moves led, no move is lost, and everybody is told so.

Asked by the table alone, not by the rules that the server moves by.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from inspect_app.domain import corrections
from tests.simulation.promises import Confirmed
from tests.simulation.seen import CorrectionSeen, MoveSeen, RecordSeen, Seen

TABLE = json.loads((Path(corrections.__file__).parent / "moves.json").read_text())["moves"]
COMES_TO = ("stored", "waiting")
ONCE = ("extend", "serve")
RECHECKED = ("pass", "still_failing", "unable")


def led_by_moves(seen: Seen) -> Iterator[str]:
    """I16: moves follow one another without a gap, each as the table allows, up to what it is."""
    for id, one in seen.server.corrections.items():
        if [move.number for move in one.moves] != list(range(1, one.steps + 1)):
            yield f"I16: the moves of {id} have a gap"
        state, done = "proposed", list[MoveSeen]()
        for move in one.moves:
            if move.before != state or move.before not in TABLE[move.name]["from"]:
                yield f"I16: {move.name} of {id} began at {move.before} after {state}"
            if move.who not in TABLE[move.name]["who"]:
                yield f"I16: {move.who} made {move.name} of {id}"
            if move.after != _end_of(move, one, done):
                yield f"I16: {move.name} of {id} led from {move.before} to {move.after}"
            if why := _forbidden(move, one, done):
                yield f"I16: {move.name} of {id} was let in: {why}"
            state, done = move.after, [*done, move]
        if state != one.state:
            yield f"I16: {id} is {one.state}, and its moves led to {state}"


def _end_of(move: MoveSeen, one: CorrectionSeen, done: list[MoveSeen]) -> str:
    bound = "stopped" if one.stops else "ordered"
    match move.name:
        case "order":
            return "reported" if any(past.name == "report" for past in done) else bound
        case "supplement" | "still_failing":
            return bound
        case "pass":
            return "recheck" if one.stops else "closed"
        case "report":
            return "proposed" if move.before == "proposed" else "reported"
    return str(TABLE[move.name]["to"] or move.before)


def _forbidden(move: MoveSeen, one: CorrectionSeen, done: list[MoveSeen]) -> str | None:
    names = [past.name for past in done]
    found = [name for name in names if name in ("pass", "still_failing")]
    if move.name in ONCE and move.name in names:
        return "it was before"
    if move.name == "release" and not (one.stops and found[-1:] == ["pass"]):
        return "nothing stopped, or the last look did not pass"
    if move.name == "accept" and one.stops:
        return "it is a stop"
    asked = [name for name in names if name in ("ask", "extend", "decline")]
    if move.name == "ask" and (asked[-1:] == ["ask"] or "extend" in asked):
        return "it was asked before"
    if move.name == "decline" and asked[-1:] != ["ask"]:
        return "nobody asked"
    if move.name == "extend" and "serve" not in names:
        return "nothing was served"
    return None


def no_move_lost(seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    """I17: what was taken in is one move with its photos, what was refused is none."""
    moves = {
        move.id: (id, move, one)
        for id, one in seen.server.corrections.items()
        for move in one.moves
    }
    if sum(len(one.moves) for one in seen.server.corrections.values()) != len(moves):
        yield "I17: one answer moved twice"
    taken = set[str]()
    for (_, collection, id, _), record in seen.server.records.items():
        if collection == "correction_step" and record.verdict in COMES_TO:
            taken.add(id)
            yield from _taken(id, record, moves.get(id))
    for id, (of, move, _) in moves.items():
        if move.who == "inspector" and id not in taken:
            yield f"I17: {move.name} of {of} was made, and its record was not taken in"
    for id in confirmed.moves - moves.keys():
        yield f"I17: a move that was told as made is not there: {id}"


def _taken(
    id: str, record: RecordSeen, made: tuple[str, MoveSeen, CorrectionSeen] | None
) -> Iterator[str]:
    if made is None or record.asks is None:
        yield f"I17: the move {id} was taken in and not made"
        return
    of, move, one = made
    if (of, move.name) != record.asks[:2]:
        yield f"I17: {id} asked for {record.asks}, and {move.name} of {of} was made"
    if not set(record.hashes) <= one.photos:
        yield f"I17: {of} lacks a photo that came with {move.name}"
    sent = [past.number for past in one.moves if past.name == "send" and past.number < move.number]
    if move.name in RECHECKED and sent and sent[-1] > record.asks[2]:
        yield f"I17: {move.name} of {of} answers a sending that its phone never saw"


def told_as_it_is(seen: Seen) -> Iterator[str]:
    """I18: the audit and the phones of those who may be sent say of it what it is."""
    for id, one in seen.server.corrections.items():
        told = [(move.number, move.name, move.after) for move in one.moves]
        if list(one.audited) != told:
            yield f"I18: the audit of {id} says {one.audited}"
        if set(one.shown) != one.seeing:
            yield f"I18: {id} is shown to {sorted(one.shown)}"
        last = one.moves[-1].name if one.moves else None
        for user, row in one.shown.items():
            if row != (one.state, one.steps, last, one.photos):
                yield f"I18: {user} is shown {row} of {id}"
