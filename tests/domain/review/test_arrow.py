"""An arrow has a photo and two ends within it; everything else is refused."""

import pytest

from inspect_app.domain.review.arrow import ArrowRefused, read_arrow

ARROW = {"sha256": "a" * 64, "from": [0.1, 0.2], "to": [0.55554, 1]}


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        "arrow",
        {},
        ARROW | {"color": "red"},
        {"from": [0, 0], "to": [1, 1]},
        ARROW | {"sha256": 1},
        ARROW | {"from": [0.1]},
        ARROW | {"from": [0.1, 0.2, 0.3]},
        ARROW | {"from": "0.1,0.2"},
        ARROW | {"to": [1.01, 0]},
        ARROW | {"to": [-0.01, 0]},
        ARROW | {"to": [True, 0]},
        ARROW | {"to": [float("nan"), 0]},
        ARROW | {"to": [float("inf"), 0]},
        ARROW | {"to": ["0.5", 0]},
        ARROW | {"to": [0.105, 0.2]},
    ],
)
def test_what_is_no_arrow_is_refused(wrong: object) -> None:
    with pytest.raises(ArrowRefused):
        read_arrow(wrong)


def test_an_arrow_is_kept_with_four_decimals() -> None:
    assert read_arrow(ARROW) == ARROW | {"from": [0.1, 0.2], "to": [0.5555, 1.0]}
