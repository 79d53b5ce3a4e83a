"""`corrections`: what is to be put right, where it stands and until when; no person is named."""

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from tests.desk.exports import rows_of, take
from tests.makers import make_premises
from tests.reports.test_correction_chapter import ordered
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor


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


def test_the_file_is_narrowed_as_the_list_is(app, lin, bai, chen, ming):
    place, other = make_premises(), make_premises(kind="food_shop", name="某食品店（示例）")
    ordered(lin, bai, chen, place, serve=True)
    void = CorrectionRow(id=uuid7(), inspection_id=uuid7(), rev=1, item="x", weight="key")
    void.premises_id, void.measure, void.state, void.proposed_at = other.id, "order", "void", NOON
    db.session.add(void)
    db.session.commit()
    browser = visitor(app, "ming")

    def places(**by: str) -> list[str]:
        return [row[0] for row in rows_of(browser, "corrections", **by)[1:]]

    assert take(browser, "corrections", stage="other").status_code == 404
    assert sorted(places()) == sorted([place.name, other.name])
    assert places(stage="all") == places(stage="overdue") == [place.name]
    assert places(stage="today") == places(area="-") == places(weight="general") == []
    assert places(premises=other.id) == [other.name] and places(department="x") == []
    page = browser.get("/desk/corrections?view=list&stage=overdue&weight=key", headers=PAGE).text
    assert 'action="/desk/exports/corrections"' in page
    assert 'name="stage" value="overdue"' in page and 'name="weight" value="key"' in page
