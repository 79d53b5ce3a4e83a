"""`corrections`: what is to be put right, where it stands and until when; no person is named."""

from tests.desk.exports import rows_of
from tests.makers import make_premises
from tests.reports.test_correction_chapter import ordered
from tests.signing import visitor


def test_each_is_told_with_its_state_and_days(tell, app, lin, bai, chen):
    place = make_premises()
    assert tell("corrections", "--json").json == []
    id = ordered(lin, bai, chen, place, serve=True)
    (row,) = tell("corrections", "--json").json
    assert row == {
        "id": id,
        "state": "ordered",
        "premises": place.id,
        "item": "env.pest",
        "measure": "order",
        "due_on": "2022-09-19",
        "served_on": "2022-09-14",
        "closed_on": None,
        "overdue": True,
    }
    told = tell("corrections").out
    assert "2022-09-19" in told and "overdue" in told
    assert lin.id not in told and "lin" not in told


def test_the_desk_exports_them_within_the_readers_scope(app, lin, bai, chen, ming):
    place = make_premises()
    ordered(lin, bai, chen, place, serve=True)
    head, row = rows_of(visitor(app, "chen"), "corrections")
    told = dict(zip(head, row, strict=True))
    assert (told["单位"], told["状态"], told["措施"]) == (place.name, "待整改", "责令改正")
    assert told["逾期"] == "是" and told["到期日"] == "2022-09-19"
    assert "老鼠" in told["检查项"]
