"""What signals look at is read from a body: of questions and of scored sheets alike."""

from typing import Any

from inspect_app.domain.review.looked_at import Judged, Signed, list_judged, visit_of
from tests.worked_out import parsed

BODY: dict[str, Any] = {
    "started_at": "2022-09-14T10:12:00+08:00",
    "sealed_at": "2022-09-20T10:12:00+08:00",
    "position": {"lat": 31.24, "lng": 121.4, "accuracy_m": 12},
    "answers": {"raw.cold-temp": {"value": 4.2, "note": "冰箱门未关严"}},
    "photos": {"raw.cold-temp": [{"sha256": "a" * 64, "source": "album"}]},
}
FIRST = '{"started_at": "2022-09-14T10:12:00+08:00", "sealed_at": "2022-09-14T10:58:00+08:00"}'
