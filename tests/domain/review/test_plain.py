"""What a body has to be so that nobody need look at it: on site, bound, and with no explanation."""

from typing import Any

import pytest

from inspect_app.domain.review.plain import is_plain

HERE = (31.24, 121.4)
BODY: dict[str, Any] = {
    "position": {"lat": 31.24, "lng": 121.4, "accuracy_m": 12},
    "photos": {"raw.cold-temp": [{"sha256": "a" * 64, "source": "camera"}]},
    "signatures": [{"sha256": "b" * 64, "content_digest": "c" * 64}],
    "refusal": None,
}
FAR = {"lat": 31.25, "lng": 121.4, "accuracy_m": 12}  # about 1,100 metres


def test_a_visit_on_site_with_nothing_to_explain_is_plain() -> None:
    assert is_plain(BODY, HERE)


@pytest.mark.parametrize(
    "more",
    [
        {"position": None},
        {"position": FAR},
        {"far": "从办公室补录"},
        {"no_position": "地下室没有信号"},
        {"refusal": {"reason": "负责人不在"}},
        {"not_resigned": "只改了错别字"},
        {"unable": {"why": "closed", "reason": "关门"}},
        {"reason": "补正"},
        {"signatures": []},
        {"signatures": [{"sha256": "b" * 64}]},
        {"signatures": [*BODY["signatures"], {"sha256": "d" * 64, "content_digest": None}]},
        {"photos": {"raw.cold-temp": [{"sha256": "a" * 64, "source": "album"}]}},
    ],
    ids=str,
)
def test_what_a_person_should_look_at_is_not(more: dict[str, Any]) -> None:
    assert not is_plain(BODY | more, HERE)


def test_a_premises_whose_place_nobody_registered_proves_no_visit() -> None:
    assert not is_plain(BODY, None)
