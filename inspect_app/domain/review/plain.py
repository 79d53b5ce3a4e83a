"""Whether a body leaves nothing to look at, so that it may be approved by sample."""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.geo import distance_m
from inspect_app.domain.rules.presence import is_far

Body = Mapping[str, Any]
Place = tuple[float, float]
# What an inspector adds to explain something: a person reads it.
EXPLAINED = ("no_position", "far", "refusal", "not_resigned", "unable", "withdrawn", "reason")


def is_plain(body: Body, registered: Place | None) -> bool:
    """Whether the visit was on site, photographed there, signed for this content, and explains
    nothing."""
    if any(body.get(name) for name in EXPLAINED):
        return False
    return _is_on_site(body, registered) and _is_bound(body) and _is_from_camera(body)


def _is_on_site(body: Body, registered: Place | None) -> bool:
    here = body["position"]
    if here is None or registered is None:
        return False
    return not is_far(distance_m(*registered, here["lat"], here["lng"]), here["accuracy_m"])


def _is_bound(body: Body) -> bool:
    """Whether somebody signed, and every signature says for which content it was given."""
    signatures = body["signatures"]
    return bool(signatures) and all(one.get("content_digest") for one in signatures)


def _is_from_camera(body: Body) -> bool:
    return all(shot["source"] == "camera" for shots in body["photos"].values() for shot in shots)
