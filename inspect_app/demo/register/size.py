"""How large the fictional district is: at the plan's scale, or a part of it for a quick look."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How many of what; the canteens are always all there."""

    markets: int = 40
    stalls: int = 2_400
    estates: int = 500
    lifts: int = 4_200
    sites: int = 90
    major_sites: int = 25
    shops: int = 1_000
    online: int = 170
    streets: int = 8
    units: int = 400

    @classmethod
    def of(cls, percent: int) -> "Size":
        """At least one of each."""
        whole = vars(cls())
        return cls(**{name: max(1, many * percent // 100) for name, many in whole.items()})


PLAN = Size()
