"""Which day a visit happened, trusting the phone's clock only between two server times."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class PhoneClock:
    """The last server time the phone saw before it started, and how long before (monotonic)."""

    server_time: datetime
    age: timedelta


def shanghai_day(instant: datetime) -> date:
    """The calendar day in Shanghai."""
    return instant.astimezone(SHANGHAI).date()


def visited_on(started_at: datetime, clock: PhoneClock | None, received_at: datetime) -> date:
    """The Shanghai day of the start, corrected by the measured offset and clamped.

    The visit cannot lie before the last server time seen nor after the arrival of revision 1.
    """
    if clock is None:
        return shanghai_day(min(started_at, received_at))
    corrected = clock.server_time + clock.age
    return shanghai_day(min(max(corrected, clock.server_time), received_at))


def provable_interval(
    clock: PhoneClock | None, received_at: datetime
) -> tuple[datetime | None, datetime]:
    """Not before, not after."""
    return (clock.server_time if clock else None, received_at)


def clock_offset(started_at: datetime, clock: PhoneClock) -> timedelta:
    """How far the phone's wall clock was ahead of the server's when the visit started."""
    return started_at - (clock.server_time + clock.age)
