"""However many corrections there are, a page asks as many questions and reads as many rows."""

from dataclasses import replace

import pytest
from sqlalchemy import ColumnElement, true

from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.corrections.board import Due, count_due, find_neighbours, list_rows
from inspect_app.queries.corrections.search import Days, Search
from tests.desk import corrections as made
from tests.desk.corrections import DAY, row
from tests.makers import make_premises
from tests.signing import PAGE, visitor
from tests.statements import counted

DAYS = Days.of(DAY, current_workdays())


@pytest.mark.parametrize("query", ["", "?view=list"])
def test_a_page_of_many_asks_no_more_than_a_page_of_one(app, lin, bai, chen, query) -> None:
    chens = visitor(app, "chen")
    counts = []
    for number in range(4):
        made.served(lin, bai, chen, place=make_premises(name=f"第{number}食堂（示例）"))
        chens.get(f"/desk/corrections{query}", headers=PAGE)  # reads the checklist once a process
        with counted() as asked:
            assert chens.get(f"/desk/corrections{query}", headers=PAGE).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_what_is_due_is_counted_by_day_and_state(lin, bai, chen) -> None:
    first, second = made.served(lin, bai, chen, made.GENERAL, made.KEY)
    made.decided(chen, second, "extend", reason="等配件（示例）", days=1)
    everywhere = Search()
    rows = count_due(within(), everywhere, DAYS)
    assert rows == [
        Due(row(first).due_on, "ordered", False, 1),
        Due(row(second).due_on, "ordered", False, 1),
    ]
    assert count_due(within(), replace(everywhere, weight="key"), DAYS) == rows[1:]


def test_rows_and_neighbours_follow_the_due_day_and_end_with_what_has_none(lin, bai, chen) -> None:
    (late,) = made.ordered(lin, bai, chen, place=make_premises(name="没有送达（示例）"))
    (last,) = made.served(lin, bai, chen, days=9, place=make_premises(name="晚（示例）"))
    (first,) = made.served(lin, bai, chen, days=1, place=make_premises(name="早（示例）"))
    rows = list_rows(within(), Search(), DAYS, limit=9)
    assert [one.id for one in rows] == [first, last, late]
    assert find_neighbours(within(), row(last), DAYS) == (first, late, 1)
    assert find_neighbours(within(), row(first), DAYS) == (None, last, 0)
    assert find_neighbours(within(), row(late), DAYS) == (last, None, 2)


def within() -> ColumnElement[bool]:

    return true()
