"""The attributes of premises that figures are counted by; a change of any other moves none."""

from collections.abc import Mapping
from typing import Any

CANTEENS = ("stage", "no_kitchen", "community_meals")
LIFT_AGE = ("in_service_on", "install_inspected_on", "made_on")
LIFTS = ("residential", *LIFT_AGE, "device_code", "use_registration")
SITES = ("major",)
COUNTED = (*CANTEENS, *LIFTS, *SITES)


def counted_attrs(attrs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that figures are counted by."""
    return {name: attrs[name] for name in COUNTED if name in attrs}
