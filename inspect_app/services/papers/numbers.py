"""Gives the next number of a department, a kind and a year: without gaps, and to nobody twice."""

from inspect_app.models.papers import PaperCounter
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import take_row


def next_serial(w: Writing, department: str, kind: str, year: int) -> int:
    """Return the next number; its counter stays locked until this transaction ends.

    Whoever needs several kinds asks for them in the order of their names.
    """
    counter = take_row(w.session, PaperCounter, department=department, kind=kind, year=year, last=0)
    counter.last += 1
    return counter.last
