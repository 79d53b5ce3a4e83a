"""What a visit comes to at which nothing could be inspected."""

from inspect_app.domain.rules.unable import has_passed, judge_unable

WALKED = {
    "complete": False,
    "result": None,
    "result_zh": None,
    "covered": False,
    "veto": [],
    "failed": ["raw.log"],
    "missing": ["bright.screen"],
    "hidden": [],
    "score": None,
    "why": [{"rule": "missing", "items": ["bright.screen"]}],
}
JUDGED = WALKED | {
    "complete": True,
    "result": "unable",
    "result_zh": "未能检查",
    "covered": None,
    "missing": [],
    "why": [{"rule": "unable", "items": []}],
}


def test_it_keeps_what_was_seen_and_comes_to_nothing() -> None:
    assert judge_unable(WALKED) == JUDGED


def test_a_site_has_no_points_and_no_grade() -> None:
    points = {"total": "83.00000", "total_shown": "83.00", "grade": "优良", "score": "83.00000"}
    assert judge_unable(WALKED | points) == JUDGED | dict.fromkeys(points)


def test_it_neither_passes_nor_fails() -> None:
    assert [has_passed(one) for one in ("conform", "fail", "void", "unable", None)] == [
        *(True, False, False),
        *(None, None),
    ]
