"""What an operator's code opens, by the days and states of its corrections alone."""

from datetime import date, timedelta

import pytest

from inspect_app.domain.corrections.codes import (
    ANSWERS,
    NOTHING,
    READS,
    Term,
    last_day,
    opens,
    prove,
    read_typed,
)

DUE = date(2022, 9, 19)
MONTH = timedelta(days=30)


@pytest.mark.parametrize("text", ["", "K7M42XQ", "K7M42XQ99", "K7M42XQ0", "K7M42XQO", "七" * 8])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read_typed(text) is None


@pytest.mark.parametrize("text", ["K7M42XQ9", " k7m4 2xq9 ", "K7M4-2XQ9", "Ｋ７Ｍ４２ＸＱ９"])
def test_a_code_is_read_as_people_type_it(text: str) -> None:
    assert read_typed(text) == "K7M42XQ9"


def test_the_proof_is_that_of_the_protocol() -> None:
    by_openssl = "5509c9b81a9f955e4f4e20465d04619e0687c2a518bdf7c8b41bf1207f2bbe6f"
    assert prove("K7M42XQ9", "ab" * 16) == by_openssl


def test_nothing_is_opened_where_nothing_was_asked_for() -> None:
    assert opens([], DUE) == NOTHING


def test_it_lasts_a_month_after_the_last_deadline_of_all() -> None:
    terms = [Term("ordered", DUE, None), Term("closed", DUE + MONTH, DUE)]
    assert last_day(terms) == DUE + 2 * MONTH
    assert opens(terms, DUE + 2 * MONTH) == ANSWERS
    assert opens(terms, DUE + 2 * MONTH + timedelta(days=1)) == NOTHING


def test_a_stop_without_a_term_keeps_it_open() -> None:
    terms = [Term("stopped", None, None), Term("closed", DUE, DUE)]
    assert last_day(terms) is None
    assert opens(terms, DUE + 100 * MONTH) == ANSWERS


def test_after_the_end_of_all_it_reads_for_a_month_and_answers_no_more() -> None:
    terms = [Term("closed", DUE, DUE), Term("void", None, DUE + MONTH)]
    assert opens(terms, DUE + 2 * MONTH) == READS
    assert opens(terms, DUE + 2 * MONTH + timedelta(days=1)) == NOTHING
