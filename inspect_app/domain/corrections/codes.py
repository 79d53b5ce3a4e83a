"""What an operator's one-time code is, what it still opens, and until when."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inspect_app.domain.codes import SHORT_SIGNS, normalise_code
from inspect_app.domain.corrections.table import OPEN as OPEN_STATES

LENGTH = 8
ROUNDS = 600_000
AFTER_THE_DEADLINE = timedelta(days=30)
MOST_WRONG = 50
ANSWERS, READS, NOTHING = "answers", "reads", "nothing"


@dataclass(frozen=True)
class Term:
    """Of one correction: its state, its deadline (None without a term), and when it ended."""

    state: str
    due_on: date | None
    ended_on: date | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


def read_typed(text: str) -> str | None:
    """Return a code as it was printed, from what somebody typed; None if it cannot be one."""
    code = normalise_code(text).replace("-", "")
    fits = len(code) == LENGTH and not set(code) - set(SHORT_SIGNS)
    return code if fits else None


def prove(code: str, salt: str) -> str:
    """Return the proof of a code, as `answer_code` of the protocol says; it takes long."""
    derived = hashlib.pbkdf2_hmac("sha256", code.encode("ascii"), bytes.fromhex(salt), ROUNDS)
    return derived.hex()


def is_proof(code: str, salt: str, proof: str) -> bool:
    return hmac.compare_digest(prove(code, salt), proof)


def opens(terms: Iterable[Term], today: date) -> str:
    """Return what a code that nobody ended opens: ANSWERS, READS or NOTHING.

    Once all is ended it takes no answer; whoever had opened it reads for 30 days what became of it.
    """
    listed = list(terms)
    if any(one.is_open for one in listed):
        return ANSWERS if _is_in_time(listed, today) else NOTHING
    ends = [one.ended_on for one in listed if one.ended_on]
    return READS if ends and today <= max(ends) + AFTER_THE_DEADLINE else NOTHING


def last_day(terms: Iterable[Term]) -> date | None:
    """Return the last day on which a code takes answers; None while something has no term."""
    listed = list(terms)
    if any(one.is_open and one.due_on is None for one in listed):
        return None
    days = [one.due_on for one in listed if one.due_on]
    return max(days) + AFTER_THE_DEADLINE if days else None


def _is_in_time(terms: list[Term], today: date) -> bool:
    end = last_day(terms)
    return end is None or today <= end
