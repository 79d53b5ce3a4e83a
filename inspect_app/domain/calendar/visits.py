"""Computes the day of a visit, trusting the phone's clock only between two server times."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class PhoneClock:
    """The last server time a phone saw before a visit, and its age by a monotonic clock."""

    server_time: datetime
    age: timedelta


def shanghai_day(instant: datetime) -> date:
    """Return the calendar day of a time in Shanghai."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Return the first moment of a Shanghai day."""
    return datetime.combine(day, time.min, SHANGHAI)


def visited_on(started_at: datetime, clock: PhoneClock | None, received_at: datetime) -> date:
    """Return the Shanghai day of a visit's start, by corrected and clamped phone time.

    It is not before the last server time that the phone saw, nor after revision 1 arrived.
    """
    if clock is None:
        return shanghai_day(min(started_at, received_at))
    corrected = clock.server_time + clock.age
    return shanghai_day(min(max(corrected, clock.server_time), received_at))


def provable_interval(
    clock: PhoneClock | None, received_at: datetime
) -> tuple[datetime | None, datetime]:
    """Return the earliest (None if unknown) and latest time at which a visit can have started."""
    return (clock.server_time if clock else None, received_at)


def clock_offset(started_at: datetime, clock: PhoneClock) -> timedelta:
    """Return how far the phone's clock was ahead of the server's at the start of the visit."""
    return started_at - (clock.server_time + clock.age)
