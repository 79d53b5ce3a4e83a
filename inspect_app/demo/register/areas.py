"""Where the premises of the fictional district lie: its real streets and towns, strewn around."""

import random

# Roughly where each street and town lies (WGS-84); premises are strewn around it.
CENTRES = {
    "310107005": (31.2395, 121.4045),
    "310107014": (31.2275, 121.3960),
    "310107015": (31.2415, 121.4370),
    "310107016": (31.2655, 121.4290),
    "310107017": (31.2505, 121.4195),
    "310107020": (31.2565, 121.4385),
    "310107021": (31.2715, 121.4040),
    "310107022": (31.2525, 121.3965),
    "310107102": (31.2430, 121.3680),
    "310107103": (31.2830, 121.3560),
}
AREAS = tuple(CENTRES)
# How much lies in each, in the same order: the towns are the largest.
WEIGHTS = (8, 10, 9, 9, 8, 8, 9, 11, 13, 15)


def spread(total: int, weights: tuple[int, ...]) -> list[int]:
    """Whole parts of the total, as near to the weights as they come; they add up to it."""
    whole = sum(weights)
    ends = [total * sum(weights[: n + 1]) // whole for n in range(len(weights))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def spread_over_areas(chance: random.Random, count: int) -> list[str]:
    """An area for each of `count` places; with ten or more every area has one."""
    once = list(AREAS) if count >= len(AREAS) else []
    rest = spread(count - len(once), WEIGHTS)
    found = [*once, *(area for area, many in zip(AREAS, rest, strict=True) for _ in range(many))]
    chance.shuffle(found)
    return found


def position_in(chance: random.Random, area: str) -> tuple[float, float]:
    lat, lng = CENTRES[area]
    return (
        round(lat + chance.uniform(-0.0075, 0.0075), 6),
        round(lng + chance.uniform(-0.009, 0.009), 6),
    )
