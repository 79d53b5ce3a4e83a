"""Distance on the ground between two WGS-84 positions."""

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_000


def distance_m(lat1: float, lng1: float, lat2: float, lng2: float) -> float:
    """Return metres along the great circle, exact to half a percent."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin(radians(lng2 - lng1) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
