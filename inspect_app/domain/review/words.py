"""Marks the words that a text gained and lost, sign by sign in Chinese and word by word else."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
MOST_COMPARED = 600  # tokens on a side; more would take longer than a page may


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is same, new or gone."""

    kind: str
    text: str


def marked_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return the later text with what was taken out and put in, in reading order."""
    was, now = TOKEN.findall(before), TOKEN.findall(after)
    head = _common(was, now)
    tail = _common(was[head:][::-1], now[head:][::-1])
    old, new = was[head : len(was) - tail], now[head : len(now) - tail]
    pieces = [Piece("same", "".join(now[:head])), *_middle(old, new)]
    pieces.append(Piece("same", "".join(now[len(now) - tail :])))
    return tuple(one for one in pieces if one.text)


def _common(one: list[str], other: list[str]) -> int:
    """Count how many tokens both begin with."""
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))


def _middle(old: list[str], new: list[str]) -> list[Piece]:
    if max(len(old), len(new)) > MOST_COMPARED:
        return [Piece("gone", "".join(old)), Piece("new", "".join(new))]
    pieces = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            pieces.append(Piece("same", "".join(new[new_from:new_to])))
        else:
            pieces.append(Piece("gone", "".join(old[old_from:old_to])))
            pieces.append(Piece("new", "".join(new[new_from:new_to])))
    return pieces
