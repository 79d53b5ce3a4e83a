"""Says when a position is too far from the registered place to go without a reason."""

ALLOWED_M = 300


def is_far(metres: float, accuracy_m: float) -> bool:
    """Whether the distance exceeds the accuracy and 300 m together; it never blocks anything."""
    return metres > accuracy_m + ALLOWED_M
