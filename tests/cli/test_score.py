"""`score` for every way of judging: what other programs get to see."""

import json

import pytest

from inspect_app.checklists.load import load_all
from tests.cli.conftest import assert_refused
from tests.vectors.read import cases

TRADE = sorted(file.code for file in load_all())
SITE = {"kind": "construction_site", "attrs": {}}
CRANE = ["load", "travel", "protect", "hook", "multi", "use", "tie", "base", "struct", "elec"]


def site(*sheets):
    return json.dumps({"premises": SITE, "on": "2022-06-01", "tables": list(sheets)})


def crane(label, **scores):
    return {"table": "B17", "label": label, "scores": dict.fromkeys(CRANE, 10) | scores}


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ({"table": "B99", "label": "", "scores": {}}, "unknown_table"),
        (crane("1#", wheel=1), "unknown_item"),
        (crane("1#", hook=11), "points"),
        (crane("1#", hook="ten"), "type"),
    ],
)
def test_a_site_that_cannot_be_scored_is_refused(tell, sheet, code):
    assert_refused(tell("score", "--checklist", "construction-jgj59", stdin=site(sheet)), code)


def test_a_site_has_its_total_its_lines_and_its_tables(tell):
    given = site(crane("1#"), crane("2#", hook=0), crane("3#", elec="missing"))
    result = tell("score", "--checklist", "construction-jgj59", stdin=given).json
    assert (result["total"], result["score"], result["grade"]) == ("66.66667", "66.66667", "不合格")
    assert result["lines"] == {"crane": "6.66667"}
    assert [(sheet["label"], sheet["zero"]) for sheet in result["tables"]["B17"]] == [
        ("1#", False),
        ("2#", True),
        ("3#", False),
    ]


def test_a_void_acceptance_misses_nothing(tell):
    given = {"premises": SITE, "on": "2022-06-01", "answers": {}}
    void = given | {"acceptance": {"void": "设计单位缺席"}}
    lines = "\n".join(json.dumps(each) for each in (given, void))
    result = tell("score", "--checklist", "construction-acceptance", "--lines", stdin=lines)
    open_one, void_one = (json.loads(line) for line in result.out.splitlines())
    assert (open_one["result"], len(open_one["missing"])) == (None, 15)
    assert (void_one["result"], void_one["missing"], void_one["complete"]) == ("void", [], True)


@pytest.mark.parametrize("code", TRADE)
def test_every_checklist_judges_its_first_good_case(tell, code):
    case = next(c for c in cases() if c.checklist == code and c.expected.get("expect"))
    result = tell("score", "--checklist", code, stdin=json.dumps(case.given)).json
    assert {key: result[key] for key in case.expected["expect"]} == case.expected["expect"]
