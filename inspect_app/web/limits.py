"""Rate limits per session or address. `INSPECT_LIMITS=off` disables all of them."""

import time
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address, ip_network
from typing import ParamSpec, TypeVar

from flask import Response, current_app, g, request
from flask_limiter import RequestLimit
from flask_login import current_user

from inspect_app.errors import answer, problem
from inspect_app.extensions import limiter

HELLOS, PUSHES, PHOTOS, PULLS, PAGES = 60, 120, 600, 60, 60
# A question names up to 1,000 photos; a whole office may look at the plan from one address.
QUESTIONS, LISTS, PLANS, REPORTS, KEYS = 240, 600, 240, 60, 60
# A whole list is read for each; programs may fetch what is published, one answer after the other.
EXPORTS, OPEN_DATA = 20, 30
# A whole office may answer from one address; each code has a count of its own in the database.
CODES, ANSWERS = 20, 60
# Ten times what the busiest inspector uploads after a week without a network.
PHOTOS_A_DAY = 20_000
P = ParamSpec("P")
R = TypeVar("R")
LOOPBACK = ("127.0.0.1", "::1")
ONE_CUSTOMER = 64  # bits: the smallest IPv6 network that a provider gives to one customer


def per_minute(count: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a limit for one view, per session if there is one, else per address."""
    limit: Callable[[Callable[P, R]], Callable[P, R]] = limiter.limit(
        lambda: f"{_share(count)} per minute",
        key_func=_who,
        exempt_when=_cannot_tell,
        on_breach=_refuse,
    )
    return limit


def photos_a_day(view: Callable[P, R]) -> Callable[P, R]:
    """Limit a view's uploads per user and day, so that nobody can fill the disk."""
    limited: Callable[P, R] = limiter.limit(
        lambda: f"{_share(PHOTOS_A_DAY)} per day",
        key_func=lambda: f"photos:{g.session_row.user_id}",
        exempt_when=_cannot_tell,
        on_breach=_refuse,
    )(view)
    return limited


def _share(count: int) -> int:
    # Each process sees its part of the requests and counts alone.
    workers: int = current_app.config["SETTINGS"].workers
    return max(1, count // workers)


def network_of(address: str | None) -> str | None:
    """Return an IPv6 address's network of one customer (/64), else the address itself."""
    with suppress(ValueError):
        if address and ip_address(address).version == 6:
            return str(ip_network((address, ONE_CUSTOMER), strict=False))
    return address


def _who() -> str:
    return str(g.session_row.id) if _has_session() else str(network_of(request.remote_addr))


def _cannot_tell() -> bool:
    # Behind a proxy that INSPECT_PROXIES does not count, every address is this machine's.
    return not _has_session() and request.remote_addr in LOOPBACK


def _has_session() -> bool:
    # A drain session has no signed-in user.
    return current_user.is_authenticated or g.get("session_row") is not None


def _refuse(limit: RequestLimit) -> Response:
    return answer(problem("too_many", retry_after=max(1, limit.reset_at - int(time.time()))))
