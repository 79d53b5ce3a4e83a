"""How often one browser or one address may ask. `INSPECT_LIMITS=off` turns all of it off."""

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
# Ten times what the busiest inspector brings home from a week without a network.
PHOTOS_A_DAY = 20_000
P = ParamSpec("P")
R = TypeVar("R")
LOOPBACK = ("127.0.0.1", "::1")
ONE_CUSTOMER = 64  # bits: a provider gives no less of IPv6 to one line, and all of it is one asker


def per_minute(count: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For one view: signed in, each browser counts apart; else each address."""
    limit: Callable[[Callable[P, R]], Callable[P, R]] = limiter.limit(
        lambda: f"{_share(count)} per minute",
        key_func=_who,
        exempt_when=_cannot_tell,
        on_breach=_refuse,
    )
    return limit


def photos_a_day(view: Callable[P, R]) -> Callable[P, R]:
    """For one person, whatever the browser: nobody fills the disk in somebody's name."""
    limited: Callable[P, R] = limiter.limit(
        lambda: f"{_share(PHOTOS_A_DAY)} per day",
        key_func=lambda: f"photos:{g.session_row.user_id}",
        exempt_when=_cannot_tell,
        on_breach=_refuse,
    )(view)
    return limited


def _share(count: int) -> int:
    # Each worker sees its part of the requests and counts them alone.
    workers: int = current_app.config["SETTINGS"].workers
    return max(1, count // workers)


def line_of(address: str | None) -> str | None:
    """Of IPv6 the network that one customer has, else the address itself."""
    with suppress(ValueError):
        if address and ip_address(address).version == 6:
            return str(ip_network((address, ONE_CUSTOMER), strict=False))
    return address


def _who() -> str:
    return str(g.session_row.id) if _has_session() else str(line_of(request.remote_addr))


def _cannot_tell() -> bool:
    # Behind a proxy that nobody named, everybody comes from this machine.
    return not _has_session() and request.remote_addr in LOOPBACK


def _has_session() -> bool:
    # A client that is being drained has one and is nobody signed in.
    return current_user.is_authenticated or g.get("session_row") is not None


def _refuse(limit: RequestLimit) -> Response:
    return answer(problem("too_many", retry_after=max(1, limit.reset_at - int(time.time()))))
