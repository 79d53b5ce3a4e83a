"""Converts coordinates between GCJ-02, used by Chinese maps, and WGS-84, used by phones.

A published approximation, good to about a metre. It serves imported coordinates only: nothing is
decided by them. Outside of China the two systems are the same.
"""

from math import cos, pi, sin, sqrt

LONGEST_RADIUS = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
NEAR_ENOUGH = 1e-9  # degrees, a tenth of a millimetre
ROUNDS = 30

Place = tuple[float, float]


def to_gcj02(lat: float, lng: float) -> Place:
    """Convert WGS-84 to GCJ-02."""
    if not is_in_china(lat, lng):
        return lat, lng
    d_lat, d_lng = offset(lng - 105.0, lat - 35.0)
    slope = lat / 180.0 * pi
    magic = 1 - ECCENTRICITY_SQUARED * sin(slope) ** 2
    meridian = LONGEST_RADIUS * (1 - ECCENTRICITY_SQUARED) / (magic * sqrt(magic)) * pi
    parallel = LONGEST_RADIUS / sqrt(magic) * cos(slope) * pi
    return lat + d_lat * 180.0 / meridian, lng + d_lng * 180.0 / parallel


def to_wgs84(lat: float, lng: float) -> Place:
    """Convert GCJ-02 to WGS-84, by iteration until the result maps back to the input."""
    guess = (lat, lng)
    for _ in range(ROUNDS):
        shown = to_gcj02(*guess)
        off = (shown[0] - lat, shown[1] - lng)
        guess = (guess[0] - off[0], guess[1] - off[1])
        if max(map(abs, off)) < NEAR_ENOUGH:
            break
    return guess


def is_in_china(lat: float, lng: float) -> bool:
    """Whether a point lies in the rough box within which Chinese maps are shifted."""
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lng <= 137.8347


def offset(x: float, y: float) -> Place:
    """Return the map's shift in metres north and east."""
    waves = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    return north, east
