"""Names the classes of data that go when their time is over, and reads their times in days."""

CLASSES = ("sessions", "codes", "rescue_files", "photos")
# A phone keeps what it sent for 30 days, and sends it again to a server that was restored.
LEAST_DAYS = {"photos": 60}
LONGEST_DAYS = 36_500


def read_times(text: str) -> tuple[tuple[str, int], ...]:
    """Read `sessions=90,codes=30` as pairs in the order of CLASSES; raise ValueError."""
    times: dict[str, int] = {}
    for part in filter(None, text.split(",")):
        name, _, days = part.strip().partition("=")
        if name not in CLASSES or name in times:
            raise ValueError(part)
        if not LEAST_DAYS.get(name, 1) <= int(days) <= LONGEST_DAYS:
            raise ValueError(part)
        times[name] = int(days)
    return tuple((name, times[name]) for name in CLASSES if name in times)
